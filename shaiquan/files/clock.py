"""The only look at a clock (edge: reads the clock)."""

from __future__ import annotations

import contextlib
import datetime
import os

#: the time of the whole country; a fixed offset needs no time zone data
_CHINA = datetime.timezone(datetime.timedelta(hours=8))


def today() -> datetime.date:
    """SOURCE_DATE_EPOCH where it is set, else today in China."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdigit():
        with contextlib.suppress(ValueError, OverflowError, OSError):  # no such day
            return datetime.datetime.fromtimestamp(int(epoch), tz=_CHINA).date()
    return datetime.datetime.now(tz=_CHINA).date()

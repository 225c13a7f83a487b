"""The time of builds and releases (edge: reads the clock).

Versions of the content are dated by the clock of the machine, whatever ``SOURCE_DATE_EPOCH`` says.
"""

from __future__ import annotations

import contextlib
import datetime
import os

#: the time of the whole country; a fixed offset needs no time zone data
_CHINA = datetime.timezone(datetime.timedelta(hours=8))


def now() -> datetime.datetime:
    """SOURCE_DATE_EPOCH where it is set, else the time in China."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdigit():
        with contextlib.suppress(ValueError, OverflowError, OSError):  # no such day
            return datetime.datetime.fromtimestamp(int(epoch), tz=_CHINA)
    return datetime.datetime.now(tz=_CHINA)


def today() -> datetime.date:
    """The day on which a build happens, where no option says another."""
    return now().date()

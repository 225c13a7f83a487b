"""The day on which all content is looked at (edge: reads ``site.yml``)."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

from shaiquan.files.clock import today
from shaiquan.model.scalars import parse_date

_PINNED = re.compile(r"^(?:截至|as_of):[ \t]*([^#\n]+)", re.MULTILINE)


def find_day(content: Path) -> datetime.date:
    """截至 of ``site.yml``, where an example or an archive stands still; else today.

    It is asked before anything is read. What is not written well counts as not written: the
    reader tells it.
    """
    try:
        match = _PINNED.search((content / "site.yml").read_text("utf-8"))
        return parse_date(match[1].strip().strip("\"'")).first if match else today()
    except (OSError, ValueError):
        return today()

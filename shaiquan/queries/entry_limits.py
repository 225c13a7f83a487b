"""Until when an entry is to be finished, and its results published (S0-28, S2-26)."""

from __future__ import annotations

import datetime

from shaiquan.content.catalog import Records
from shaiquan.model.entries import DatedEntry
from shaiquan.model.time_bounds import TimeBound
from shaiquan.queries.workdays import find_last_day, has_last_day


def find_deadline(records: Records, entry: DatedEntry) -> datetime.date | None:
    """The last day on which an entry may be finished: its own, else by its type; None: no matter.

    In the public catalog its dates may be withheld.
    """
    row = records.site.entry_types.get(entry.type)
    if entry.due:
        return entry.due.last
    return _add(records, entry, row.done_limit if row else None)


def find_last_day_to_publish(records: Records, entry: DatedEntry) -> datetime.date | None:
    """The last day on which its results may be published, by its type."""
    row = records.site.entry_types.get(entry.type)
    return _add(records, entry, row.publish_limit if row else None)


def _add(records: Records, entry: DatedEntry, limit: TimeBound | None) -> datetime.date | None:
    if limit is None or not has_last_day(limit) or not entry.at:
        return None
    return find_last_day(records, limit, entry.at.last)

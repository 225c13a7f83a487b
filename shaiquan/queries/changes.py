"""What changed last in what is public: from the dates that the records have, never from a clock.

A record says when it was reviewed and released, and when it was withdrawn; other dates that tell
of a change are named by the descriptor of its kind (施行, 废止, a new sheet).
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from shaiquan.content.catalog import Entry, Records
from shaiquan.kinds.registry import KINDS, check_functions
from shaiquan.model.base import Ref
from shaiquan.model.common import Record
from shaiquan.model.scalars import PartialDate
from shaiquan.model.terms import State
from shaiquan.queries.topic_events import list_topic_events

#: what happened to a record that was released, and to one that was withdrawn
RELEASED, WITHDRAWN = "审查公开", "撤回"
#: name that a descriptor gives -> what lists further dates of a record, and what happened then
EVENTS: Mapping[str, Callable[[Records, Entry], Iterator[tuple[PartialDate, str]]]] = {
    "topic": list_topic_events
}
check_functions("events", ((kind, kind.events) for kind in KINDS if kind.events), EVENTS)
#: so many records of a change are named; of the others only the number is told
_FEW = 5


class DailyChange(NamedTuple):
    """What happened on a day to records of a kind: to ``number`` of them, the first being ``ids``.

    ``date`` is ISO. The records are those whose pages tell more: of a new sheet its procedure.
    """

    date: str
    what: str
    kind: str
    ids: tuple[str, ...]
    number: int


class Event(NamedTuple):
    """A change of one record; ``id`` is of the record whose page tells more."""

    day: datetime.date
    what: str
    kind: str
    id: str


def list_events(records: Records) -> tuple[Event, ...]:
    """The changes of all records, up to the day of the content.

    It reads every record: for a plan, not for a page.
    """
    return tuple(e for entry in records.entries.values() for e in _find_events(records, entry))


def list_changes(events: Iterable[Event], most: int) -> tuple[DailyChange, ...]:
    """The newest changes, the last first; of a day the rarer first."""
    groups: defaultdict[tuple[datetime.date, str, str], dict[str, None]] = defaultdict(dict)
    for day, what, kind, id in events:
        groups[day, what, kind].setdefault(id)
    ordered = sorted(groups.items(), key=lambda group: (group[0][0], -len(group[1])), reverse=True)
    return tuple(
        DailyChange(day.isoformat(), what, kind, tuple(ids)[:_FEW], len(ids))
        for (day, what, kind), ids in ordered[:most]
    )


def find_last_changes(events: Iterable[Event]) -> Mapping[str, str]:
    """Id of each record that a page of its own shows -> ISO day of its last change, if any."""
    days: dict[str, datetime.date] = {}
    for event in events:
        days[event.id] = max(event.day, days.get(event.id, event.day))
    return {id: day.isoformat() for id, day in days.items()}


def find_publication_day(record: Record) -> datetime.date | None:
    """Since when there is a page of a record: 公开 从, else the day of its review.

    The review is what releases a record, so without 从 it appeared on that day. Where it was
    reviewed again later, 从 still says when it first appeared.
    """
    since = record.disclosure.since or (record.review.at if record.review else None)
    return since.first if since else None


def find_release_day(record: Record) -> datetime.date | None:
    """The first day on which a record as it is now could be shown: it was reviewed, and 公开 从
    had come."""
    if record.review is None:
        return None
    since = record.disclosure.since
    return max(record.review.at.first, since.first) if since else record.review.at.first


def _find_events(records: Records, entry: Entry) -> Iterator[Event]:
    """The changes of a record that pages can tell, up to the day of the content."""
    for day, what, subject in _list_dates(records, entry):
        kind, id = (subject.kind, subject.id) if subject else (entry.kind.name, entry.id)
        if day <= records.as_of and id in records.entries and records.entries[id].kind.section:
            yield Event(day, what, kind, id)


def _list_dates(records: Records, entry: Entry) -> Iterator[tuple[datetime.date, str, Ref | None]]:
    """(day, what happened, the record that it happened to if it is another)."""
    record = entry.record
    if record.state is State.WITHDRAWN:
        yield from ((day, WITHDRAWN, None) for day in _days_of(record.withdrawn))
    elif record.state is State.PUBLISHED:
        if released := find_release_day(record):
            yield released, RELEASED, None
        for dated in entry.kind.dates:
            subject = getattr(record, dated.subject) if dated.subject else None
            for day in _days_of(getattr(record, dated.field)):
                yield day, dated.what, subject
        if entry.kind.events:
            for date, what in EVENTS[entry.kind.events](records, entry):
                yield from ((day, what, None) for day in _days_of(date))


def _days_of(value: object) -> Iterator[datetime.date]:
    """The days in a date, or in the 日期 of each part of a list; none of a month or a year."""
    for date in (part.at for part in value) if isinstance(value, tuple) else (value,):
        if isinstance(date, PartialDate) and date.day:
            yield date.first

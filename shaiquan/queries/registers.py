"""Of which day a topic is, and which body's: for registers by year and body (S1-30)."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from shaiquan.content.catalog import Records
from shaiquan.content.heads import Head
from shaiquan.kinds.registry import require_index
from shaiquan.model.base import Ref
from shaiquan.model.decision_terms import COMING, FINAL, MeetingState, Outcome
from shaiquan.model.scalars import PartialDate
from shaiquan.queries.agendas import find_body_of, find_meeting_date

require_index("topic", "meetings", "outcomes", "proposed_at")
require_index("meeting", "at", "notified", "minutes", "record", "cancelled")

#: the outcomes as an index has them
_PASSED, _FINAL = Outcome.PASSED.value, frozenset(outcome.value for outcome in FINAL)


def find_topic_date(records: Records, topic: Head) -> PartialDate | None:
    """When a topic was decided; of one that is not, when it was proposed, or else discussed."""
    decided = find_meeting_date(records, find_final_meeting(topic))
    if decided or topic.index["proposed_at"]:
        return decided or topic.index["proposed_at"]
    dates = (find_meeting_date(records, ref) for ref in topic.index["meetings"])
    return next(filter(None, dates), None)


def find_final_index(topic: Head) -> int | None:
    """Which of the 审议 passed a topic, or else was the last of it; of several the last."""
    outcomes = [*enumerate(topic.index["outcomes"])]
    passed = [index for index, outcome in outcomes if outcome == _PASSED]
    final = [index for index, outcome in outcomes if outcome in _FINAL]
    return max(passed or final, default=None)


def find_final_meeting(topic: Head) -> Ref | None:
    """The meeting of that 审议."""
    index = find_final_index(topic)
    meeting: Ref | None = None if index is None else topic.index["meetings"][index]
    return meeting


def find_topic_body(records: Records, topic: Head) -> str:
    """The id of the body that decided a topic, or before which it came last; empty where none is
    known."""
    deciding = find_final_meeting(topic)
    refs = [deciding] if deciding else topic.index["meetings"][::-1]
    return next(filter(None, (find_body_of(records, ref) for ref in refs)), "")


def sort_newest_first(records: Records, ids: Iterable[str]) -> tuple[str, ...]:
    """Ids of topics, that of the latest day first, those without a day last."""
    days = {id: find_topic_date(records, records.heads[id]) for id in ids}
    return tuple(sorted(days, key=lambda one: _count_back(days[one])))


def _count_back(date: PartialDate | None) -> int:
    return -date.first.toordinal() if date else 0


def find_meeting_state(meeting: Head, day: datetime.date) -> MeetingState:
    """Where a meeting stands on a day; on its own day it is still to be held, until it has minutes
    or a record."""
    if meeting.index["cancelled"]:
        return MeetingState.CANCELLED
    at, notified = meeting.index["at"], meeting.index["notified"]
    written = meeting.index["minutes"] or meeting.index["record"]
    if at is None or at.first < day or (at.first == day and written):
        return MeetingState.HELD
    is_called = notified is not None and notified.first <= day
    return MeetingState.CALLED if is_called else MeetingState.PLANNED


def list_coming_meetings(records: Records, day: datetime.date) -> Iterator[Head]:
    """The meetings that are still to be held, the next one first."""
    coming = (
        head
        for head in records.heads_of("meeting")
        if head.in_use and find_meeting_state(head, day) in COMING
    )
    yield from sorted(coming, key=lambda head: (head.index["at"], head.id))


class Register(NamedTuple):
    """What a body decided in a year."""

    body: str
    year: int


def find_register(records: Records, topic: Head) -> Register | None:
    """Where a topic is entered that was passed or else settled; None of any other."""
    if not topic.in_use or find_final_meeting(topic) is None:
        return None
    body, at = find_topic_body(records, topic), find_topic_date(records, topic)
    return Register(body, at.year) if body in records.heads and at else None


def list_registers(records: Records) -> tuple[Register, ...]:
    """All registers, the latest year first, the bodies in the order of the content."""
    bodies = records.ids_of("body")
    found = {find_register(records, head) for head in records.heads_of("topic")}
    known = (register for register in found if register and register.body in bodies)
    return tuple(sorted(known, key=lambda one: (-one.year, bodies.index(one.body))))


def list_registered(records: Records, register: Register) -> tuple[str, ...]:
    """The ids of the topics in a register, by the day of their decision."""
    key = _name_row(register)
    records.note_row("decisions", key)
    return records.derive(_group_decisions).get(key, ())


def _group_decisions(records: Records) -> Mapping[str, tuple[str, ...]]:
    rows: defaultdict[str, list[Head]] = defaultdict(list)
    for head in records.heads_of("topic"):
        if register := find_register(records, head):
            rows[_name_row(register)].append(head)

    def place(head: Head) -> datetime.date:
        at = find_topic_date(records, head)
        return at.first if at else datetime.date.min

    return {key: tuple(head.id for head in sorted(own, key=place)) for key, own in rows.items()}


def _name_row(register: Register) -> str:
    return f"{register.body} {register.year}"


#: what is worked out of all heads, by the name with which a row is announced when read
TABLES: Mapping[str, Callable[[Records], Mapping[str, tuple[str, ...]]]] = {
    "decisions": _group_decisions
}

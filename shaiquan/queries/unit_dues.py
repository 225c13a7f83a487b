"""All that is due, unit by unit: by obligations, and meetings that a rule wants so often (S1-35).

A type of meeting with a 频次 is a duty to hold it; what an obligation asks for is not told twice.
As ``queries.obligations`` it reads heads alone.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from shaiquan.content.catalog import Records
from shaiquan.kinds.registry import require_index
from shaiquan.model.frequencies import Frequency
from shaiquan.model.meeting_types import MeetingType
from shaiquan.model.terms import State
from shaiquan.queries.due_dates import Happening, list_periods
from shaiquan.queries.obligations import (
    Act,
    Due,
    group_acts,
    judge_period,
    list_all_dues,
    list_holders,
)

require_index("obligation", "action")

_DAY = datetime.timedelta(days=1)


class UnitDue(NamedTuple):
    """Something due with the unit whose it is.

    ``source`` is the id of the obligation, or of the body whose meetings are meant; ``name`` that
    of the obligation or of the type of meeting.
    """

    unit_id: str
    source: str
    name: str
    due: Due

    @property
    def year(self) -> int:
        return self.day.year

    @property
    def day(self) -> datetime.date:
        """The day by which it stands in a year and a month: the end of its period, its deadline
        where an event set it off."""
        ends = self.due.trigger and self.due.deadline < datetime.date.max
        return self.due.deadline if ends else self.due.last


def list_unit_dues(records: Records) -> tuple[UnitDue, ...]:
    """What is due of all units: obligations as in the content, then types of meetings."""
    return records.derive(_find_unit_dues)


def _find_unit_dues(records: Records) -> tuple[UnitDue, ...]:
    obligations = (
        UnitDue(records.heads[id].unit_id, id, records.heads[id].name, due)
        for id, dues in list_all_dues(records).items()
        for due in dues
    )
    return (*obligations, *_list_meeting_dues(records))


def _list_meeting_dues(records: Records) -> Iterator[UnitDue]:
    """Of each row of 会议类型 with a 频次, but those that an obligation asks for."""
    asked = {head.index["action"] for head in records.heads_of("obligation") if head.in_use}
    for row in list_type_dues(records):
        if row.type not in asked:
            unit = records.heads[row.body].unit_id or row.body
            yield from (UnitDue(unit, row.body, row.type, due) for due in row.dues)


class TypeDues(NamedTuple):
    """A row of 会议类型 with a 频次: the type, the id of the body, what was held, the earliest
    first, and what was due."""

    type: str
    body: str
    frequency: Frequency
    held: tuple[Happening, ...]
    dues: tuple[Due, ...]


def list_type_dues(records: Records) -> Iterator[TypeDues]:
    """Of each row of 会议类型 that wants so many meetings at least and of which one was held; where
    all are drafts nothing is asked yet. Read within ``derive``: it notes no heads."""
    acts = records.derive(group_acts)
    for key, row in records.site.meeting_types.items():
        type, body, frequency = row.name or key, row.body.id, row.frequency
        held = [act for act in acts.get(type, ()) if row.runs_on(act.happening.at.first)]
        is_asked = any(records.heads[act.happening.id].state is State.PUBLISHED for act in held)
        if body in records.heads and frequency and frequency.least and is_asked:
            dues = tuple(_list_periods_of(records, row, frequency, held))
            yield TypeDues(type, body, frequency, tuple(act.happening for act in held), dues)


def _list_periods_of(
    records: Records, row: MeetingType, frequency: Frequency, held: list[Act]
) -> Iterator[Due]:
    """The periods after the first one with a meeting: of that nobody knows how many there were."""
    _, end_of_first = frequency.find_period(held[0].happening.at.first)
    until = min(records.as_of, row.until.last) if row.until else records.as_of
    for days in list_periods(frequency, end_of_first + _DAY, until):
        if row.until and row.until.last < days[1]:
            return
        due = judge_period(records, frequency, ((row.body.id,), ""), days, days[1], held)
        if due.wanted or due.done:
            yield due


# -- by holder ----------------------------------------------------------------------------------


def list_obligations_of(records: Records, holder: str) -> tuple[str, ...]:
    """Ids of the obligations that bind a post or a body: those that name it, and those of all
    leaders of its unit."""
    records.note_row("obligations_of", holder)
    return records.derive(_group_obligations).get(holder, ())


def _group_obligations(records: Records) -> Mapping[str, tuple[str, ...]]:
    holders: defaultdict[str, list[str]] = defaultdict(list)
    for head in records.heads_of("obligation"):
        if head.in_use:
            for holder in list_holders(records, head):
                holders[holder].append(head.id)
    return {holder: tuple(ids) for holder, ids in holders.items()}


#: what is worked out of all heads, by the name with which a row is announced when read
TABLES: Mapping[str, Any] = {"obligations_of": _group_obligations}

"""Whether meetings of a type are as many as the rule says, period by period (S1-08, S1-21).

Told at the meeting before the gap: there the one that is missing is to be added, and there a
clerk sees whether it was held. What is missing is judged by ``queries.unit_dues``, as on the pages:
a meeting of which only the month or the year is known counts by its first day.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping

from shaiquan.checks.check_types import WARNING, HeadTable, Violation, check
from shaiquan.content.catalog import Catalog, Records
from shaiquan.content.heads import Head
from shaiquan.kinds.registry import require_index
from shaiquan.model.frequencies import Frequency
from shaiquan.model.meeting_types import MeetingType
from shaiquan.model.obligation_terms import DueState
from shaiquan.model.terms import State
from shaiquan.problems import Bilingual
from shaiquan.queries.obligations import Due
from shaiquan.queries.unit_dues import TypeDues, list_type_dues

require_index("meeting", "type", "at", "extraordinary", "cancelled")
#: so many periods are named where there are more
_MOST_NAMED = 6


def _find_type_dues(records: Records) -> Mapping[str, tuple[TypeDues, ...]]:
    return {"": tuple(list_type_dues(records))}


#: one row: what was due of all types of meetings
TYPE_DUES = HeadTable("dues of meeting types", _find_type_dues)


@check(
    "meetings-too-few",
    WARNING,
    "S1-08, S1-21",
    zh="“{type}”要求{frequency}，开得不够：{periods}",
    en="the rule for '{type}' is {frequency}; too few were held: {periods}",
    mend="开过的，补上会议；日期只写到月的，写到日；制度改了的，改 site.yml 会议类型 的 频次；"
    "确实没有开的，按制度说明",
    mend_en="add the meetings that were held, write dates to the day, or correct 频次 of the type",
    example="（会议类型 写着 频次: 每月2至3次，6月只有一次会议）",
)
def find_periods_with_too_few_meetings(catalog: Catalog) -> Iterator[Violation]:
    for row in TYPE_DUES.row(catalog, "") or ():
        for meeting, dues in _group_gaps(row):
            place = catalog.entries[meeting].location("at")
            words = {"type": row.type, "frequency": row.frequency}
            yield place, {**words, "periods": _name_periods(dues)}


def _group_gaps(row: TypeDues) -> Iterator[tuple[str, list[Due]]]:
    """The id of the meeting before each gap, and the periods in it."""

    def find_meeting_before(due: Due) -> str:
        return [one.id for one in row.held if one.at.first <= due.last][-1]

    missing = [due for due in row.dues if due.state is DueState.MISSING]
    for meeting, dues in itertools.groupby(missing, key=find_meeting_before):
        yield meeting, list(dues)


def _name_periods(dues: list[Due]) -> Bilingual:
    """The first of some periods, each with how many were held in it, and how many there are."""
    shown = [(due, len(due.done)) for due in dues[:_MOST_NAMED]]
    zh = "、".join(f"{due.name}{number}次" for due, number in shown)
    en = ", ".join(f"{number} from {due.first} to {due.last}" for due, number in shown)
    if len(dues) > len(shown):
        zh, en = f"{zh}……共{len(dues)}个时期", f"{en} … {len(dues)} periods in all"
    return Bilingual(zh, en)


@check(
    "meetings-too-many",
    WARNING,
    "S1-08",
    zh="{name}这是第{number_held}次“{type}”，要求{frequency}",
    en="this is number {number_held} of '{type}' in the period {name}, the rule is {frequency}",
    mend="临时召开的，写 临时: 和原因；日期写错的，改正，只写到月的，写到日；"
    "制度改了的，改 site.yml 会议类型 的 频次",
    mend_en="write 临时 with the reason, or correct the date, or 频次 of the type",
    example="（会议类型 写着 频次: 每月2至3次，6月有四次会议，都没有写 临时）",
)
def find_periods_with_too_many_meetings(catalog: Catalog) -> Iterator[Violation]:
    for key, row in catalog.site.meeting_types.items():
        if row.frequency and row.frequency.most:
            meetings = _list_meetings(catalog, row.name or key, row)
            for name, number, head in _number_regular(row.frequency, meetings):
                if number > row.frequency.most:
                    words = {"name": name, "frequency": row.frequency, "type": row.name or key}
                    place = catalog.entries[head.id].location("at")
                    yield place, {**words, "number_held": number}


def _list_meetings(catalog: Catalog, type: str, row: MeetingType) -> list[Head]:
    """The meetings of a row of 会议类型, planned ones too, by date; none where all are drafts."""
    heads = [
        head
        for head in catalog.heads_of("meeting")
        if head.in_use and not head.index["cancelled"] and head.index["type"] == type
        if row.runs_on(head.index["at"].first)
    ]
    is_asked = any(head.state is State.PUBLISHED for head in heads)
    return sorted(heads, key=lambda head: (head.index["at"], head.id)) if is_asked else []


def _number_regular(frequency: Frequency, meetings: list[Head]) -> Iterator[tuple[str, int, Head]]:
    """The name of its period, its number in it, and each meeting that is not extraordinary."""
    regular = (head for head in meetings if not head.index["extraordinary"])
    periods = itertools.groupby(
        regular, key=lambda head: frequency.name_period(head.index["at"].first)
    )
    for name, heads in periods:
        yield from ((name, number, head) for number, head in enumerate(heads, start=1))

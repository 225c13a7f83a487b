"""Whether meetings of a type are as many as the rule says, period by period (S1-08, S1-21).

Told at the meeting before the gap: there the one that is missing is to be added, and there a
clerk sees whether it was held. Of the first period with a meeting, and of the one that still
runs, nobody knows how many there were; in a week without a working day none is missed.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from shaiquan.checks.check_types import WARNING, Violation, check
from shaiquan.content.catalog import Catalog
from shaiquan.content.heads import Head
from shaiquan.kinds.registry import require_index
from shaiquan.model.frequencies import Frequency
from shaiquan.model.terms import State
from shaiquan.problems import Bilingual
from shaiquan.queries.workdays import has_workday

require_index("meeting", "type", "at", "extraordinary", "cancelled")
_DAY = datetime.timedelta(days=1)
#: so many periods are named where there are more
_MOST_NAMED = 6
#: the first day of a period -> its meetings, the earliest first
_Periods = dict[datetime.date, list[Head]]


class _TypeHeld(NamedTuple):
    """A row of 会议类型 with its 频次, its meetings by period, the day up to which it is asked."""

    type: str
    frequency: Frequency
    periods: _Periods
    until: datetime.date


def _list_types(catalog: Catalog) -> Iterator[_TypeHeld]:
    """Each row with a 频次 that has meetings.

    A meeting of which not even the period is known leaves the whole type undecided; where all are
    drafts nothing is asked yet.
    """
    meetings: defaultdict[str, list[Head]] = defaultdict(list)
    for head in catalog.heads_of("meeting"):
        if head.in_use and not head.index["cancelled"]:
            meetings[head.index["type"]].append(head)
    for key, row in catalog.site.meeting_types.items():
        name = row.name or key
        held = [head for head in meetings[name] if row.runs_on(head.index["at"].first)]
        if row.frequency and any(head.state is State.PUBLISHED for head in held):
            periods = _group_by_period(row.frequency, held)
            until = min(catalog.as_of, row.until.last) if row.until else catalog.as_of
            if periods is not None:
                yield _TypeHeld(name, row.frequency, periods, until)


def _group_by_period(frequency: Frequency, heads: list[Head]) -> _Periods | None:
    periods: defaultdict[datetime.date, list[Head]] = defaultdict(list)
    for head in sorted(heads, key=lambda head: (head.index["at"], head.id)):
        first, last = frequency.find_period(head.index["at"].first)
        if head.index["at"].last > last:
            return None
        periods[first].append(head)
    return dict(periods)


@check(
    "meetings-too-few",
    WARNING,
    "S1-08, S1-21",
    zh="“{type}”要求{frequency}，开得不够：{periods}",
    en="the rule for '{type}' is {frequency}; too few were held: {periods}",
    mend="开过的，补上会议；确实没有开的，按制度说明；制度改了的，改 site.yml 会议类型 的 频次",
    mend_en="add the meetings that were held, or correct 频次 of the type",
    example="（会议类型 写着 频次: 每月2至3次，6月只有一次会议）",
)
def find_periods_with_too_few_meetings(catalog: Catalog) -> Iterator[Violation]:
    for type, frequency, periods, until in _list_types(catalog):
        for head, few in _group_gaps(catalog, frequency, periods, until):
            shown = few[:_MOST_NAMED]
            zh, en = (
                sep.join(words) for sep, words in (("、", shown), (", ", [w.en for w in shown]))
            )
            if len(few) > len(shown):
                zh, en = f"{zh}……共{len(few)}个时期", f"{en} … {len(few)} periods in all"
            place = catalog.entries[head.id].location("at")
            yield place, {"type": type, "frequency": frequency, "periods": Bilingual(zh, en)}


def _group_gaps(
    catalog: Catalog, frequency: Frequency, periods: _Periods, today: datetime.date
) -> Iterator[tuple[Head, list[Bilingual]]]:
    """The meeting before each gap, and the periods in it with how many were held."""
    begin = min(periods)
    before, few = periods[begin][-1], list[Bilingual]()
    begin, last = frequency.find_period(frequency.find_period(begin)[1] + _DAY)
    while last < today:
        held = periods.get(begin, [])
        if held:
            if few:
                yield before, few
            before, few = held[-1], []
        if len(held) < frequency.least and has_workday(catalog, begin, last):
            name, number = frequency.name_period(begin), len(held)
            few.append(Bilingual(f"{name}{number}次", f"{number} from {begin} to {last}"))
        begin, last = frequency.find_period(last + _DAY)
    if few:
        yield before, few


@check(
    "meetings-too-many",
    WARNING,
    "S1-08",
    zh="{name}这是第{number_held}次“{type}”，要求{frequency}",
    en="this is number {number_held} of '{type}' in the period {name}, the rule is {frequency}",
    mend="临时召开的，写 临时: 和原因；日期写错的，改正；制度改了的，改 site.yml 会议类型 的 频次",
    mend_en="write 临时 with the reason, or correct the date, or 频次 of the type",
    example="（会议类型 写着 频次: 每月2至3次，6月有四次会议，都没有写 临时）",
)
def find_periods_with_too_many_meetings(catalog: Catalog) -> Iterator[Violation]:
    for type, frequency, periods, _ in _list_types(catalog):
        for begin, heads in periods.items():
            regular = [head for head in heads if not head.index["extraordinary"]]
            for number, head in enumerate(regular, start=1):
                if frequency.most and number > frequency.most:
                    words = {"name": frequency.name_period(begin), "frequency": frequency}
                    place = catalog.entries[head.id].location("at")
                    yield place, {**words, "type": type, "number_held": number}

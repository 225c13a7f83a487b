"""Minutes and records are numbered in a series for each body, year and paper (S4-12, X-07).

Every meeting fills its number, a draft and one that is not shown too. A series may begin with
any number in the first year of which there are meetings, since earlier ones need not be recorded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from shaiquan.checks.check_types import ERROR, WARNING, Violation, check
from shaiquan.content.catalog import Catalog, Records
from shaiquan.content.heads import Head
from shaiquan.content.places import Location
from shaiquan.kinds.registry import require_index
from shaiquan.model.meetings import Meeting, Minutes
from shaiquan.model.scalars import PartialDate
from shaiquan.model.serial_numbers import parse_serial_number
from shaiquan.problems import Bilingual
from shaiquan.queries.agendas import find_meeting_type

require_index("meeting", "type", "at", "minutes", "record")
#: so many numbers are named where a gap is long
_MOST_NAMED = 3


class _Series(NamedTuple):
    """The body whose meetings they are, 纪要 or 记录, and the words before the number."""

    body: str
    field: str
    words: str


class _Numbered(NamedTuple):
    """One number, and the meeting that has it."""

    number: int
    text: str
    at: PartialDate
    head: Head


def _list_series(records: Records) -> Mapping[_Series, Mapping[int, list[_Numbered]]]:
    """Series -> year -> its numbers in order, the earliest meeting first of equal ones."""
    found: defaultdict[_Series, defaultdict[int, list[_Numbered]]]
    found = defaultdict(lambda: defaultdict(list))
    for head in records.heads_of("meeting"):
        type = find_meeting_type(records, head.index["type"], head.index["at"])
        for field in ("minutes", "record") if type else ():
            written: Minutes | None = head.index[field]
            if written and written.number and type:
                serial = parse_serial_number(written.number)
                one = _Numbered(serial.number, written.number, head.index["at"], head)
                found[_Series(type.body.id, field, serial.head)][serial.year].append(one)
    return {
        series: {year: sorted(years[year], key=_order_of) for year in sorted(years)}
        for series, years in found.items()
    }


def _order_of(one: _Numbered) -> tuple[int, PartialDate, str]:
    return one.number, one.at, one.head.id


def _locate(catalog: Catalog, series: _Series, one: _Numbered) -> Location:
    return catalog.entries[one.head.id].location(series.field, "number")


@check(
    "minutes-number-twice",
    ERROR,
    "S4-12, X-07",
    zh="{paper}的号“{number}”已经有一次会议用了：“{other}”",
    en="the number '{number}' of '{paper}' is already that of '{other}'",
    mend="核对两次会议的号，改正一个",
    mend_en="compare both meetings and correct one",
    example="（两次常委会会议的 纪要 都写 号: 示例纪〔2026〕13号）",
)
def find_minutes_numbered_twice(catalog: Catalog) -> Iterator[Violation]:
    for series, years in _list_series(catalog).items():
        for numbers in years.values():
            for one, other in pairwise(numbers):
                if one.number == other.number and other.head.in_use:
                    words = {"paper": Meeting.label_of(series.field), "number": other.text}
                    yield _locate(catalog, series, other), {**words, "other": one.head.short_name}


@check(
    "minutes-number-gap",
    WARNING,
    "S4-12, X-07",
    zh="{year}年的{paper}在“{number}”之前缺{missing}",
    en="of '{paper}' in {year}, {missing} is missing before '{number}'",
    mend="补上那次会议的记录；不公开的也要编号，写 公开: 不公开；号写错的，改正",
    mend_en="add the meeting, also one that is not shown (公开: 不公开), or correct the number",
    example="（常委会会议的纪要有〔2026〕12号、14号，没有 13号）",
)
def find_gaps_in_minutes_numbers(catalog: Catalog) -> Iterator[Violation]:
    for series, years in _list_series(catalog).items():
        # a year that is written wrong does not begin the series
        held = (one.at.year for numbers in years.values() for one in numbers)
        first_year = max(min(years), min(held))
        for year, numbers in years.items():
            before = numbers[0].number - 1 if year <= first_year else 0
            for one in numbers:
                if one.number > before + 1 and one.head.in_use:
                    words = {"paper": Meeting.label_of(series.field), "year": year}
                    missing = _name_gap(before + 1, one.number - 1)
                    place = _locate(catalog, series, one)
                    yield place, {**words, "number": one.text, "missing": missing}
                before = one.number


def _name_gap(first: int, last: int) -> Bilingual:
    """The numbers that are missing; the first and the last of many."""
    if last - first >= _MOST_NAMED:
        return Bilingual(f"{first}号至{last}号", f"{first} to {last}")
    numbers = [str(number) for number in range(first, last + 1)]
    return Bilingual("、".join(f"{number}号" for number in numbers), ", ".join(numbers))


@check(
    "minutes-number-out-of-order",
    WARNING,
    "S4-12, X-07",
    zh="{paper}的号“{number}”在“{other}”之后，会议却在它之前（{at}，那一次是{other_at}）",
    en="'{number}' of '{paper}' follows '{other}', but its meeting was earlier ({at}, {other_at})",
    mend="按开会的先后编号：核对两次会议的号和日期",
    mend_en="number the meetings in the order in which they were held",
    example="（7月13日的会议是〔2026〕14号，7月27日的是 13号）",
)
def find_minutes_out_of_order(catalog: Catalog) -> Iterator[Violation]:
    for series, years in _list_series(catalog).items():
        for numbers in years.values():
            for other, one in pairwise(numbers):
                if other.number < one.number and one.at.last < other.at.first and one.head.in_use:
                    words = {"paper": Meeting.label_of(series.field), "number": one.text}
                    words |= {"at": str(one.at), "other": other.text, "other_at": str(other.at)}
                    yield _locate(catalog, series, one), words

"""``/obligations/calendar/``: what is due in each month or quarter, and what was done (S1-35)."""

from __future__ import annotations

import datetime
import functools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.overviews import CALENDAR
from shaiquan.model.obligation_terms import DueState
from shaiquan.model.scalars import PartialDate
from shaiquan.queries.relations import group_by_unit
from shaiquan.queries.unit_dues import UnitDue, list_unit_dues
from shaiquan.site.due_parts import (
    COLUMNS,
    NOTE,
    link_source,
    make_dues_part,
    plan_done,
)
from shaiquan.site.list_sections import Drawings, SectionMaker
from shaiquan.site.site_dates import say_as_of
from shaiquan.site.tasks import Facts, ListPart, Outline, PlainValues
from shaiquan.views.due_cells import link_done, link_shown, make_badge
from shaiquan.views.tables import make_rows
from shaiquan.views.values import Cell, Line, Table, TableRow

#: a period no longer than so many days stands in a column of its month, else of its quarter
_MONTH = 31
_MONTHS, _QUARTERS = 12, 4
#: the sections with what is late, in order
_FIRST = (DueState.MISSING, DueState.LATE)


def outline_calendar(public: PublicCatalog, facts: Facts, preview: bool) -> Outline | None:
    """The page; None where nothing is due. What is late comes first."""
    dues = list_unit_dues(public)
    if not dues:
        return None
    parts = [part for state in _FIRST for part in _list_late(public, dues, state)]
    parts += _list_years(public, dues)
    notices = (("info", say_numbers(public, dues)), ("info", NOTE))
    return Outline(CALENDAR.page.name, tuple(parts), notices)


def say_numbers(public: PublicCatalog, dues: Iterable[UnitDue]) -> str:
    """How many of each state there are on the as-of date."""
    numbers = Counter(item.due.state for item in dues)
    told = "，".join(f"{state.label} {numbers[state]} 次" for state in DueState if numbers[state])
    return f"截至{say_as_of(public)}，应办 {numbers.total()} 次：{told}。"


def _list_late(
    public: PublicCatalog, dues: Sequence[UnitDue], state: DueState
) -> Iterator[ListPart]:
    """Everything of a state, unit by unit, the longest overdue first."""
    units = group_by_unit(public, (item for item in dues if item.due.state is state))
    several = len(group_by_unit(public, dues)) > 1
    for number, (unit, late) in enumerate(units.items(), 1):
        late.sort(key=lambda item: item.due.deadline)
        group = unit if several else ""
        title = f"{group and f'{group} · '}{state.label}（{len(late)} 次）"
        id = f"_{state.value}-{late[0].unit_id or number}"
        yield make_dues_part(public, title, id, late, group)


# -- by unit and year ---------------------------------------------------------------------------


def group_by_year(dues: Iterable[UnitDue]) -> dict[int, list[UnitDue]]:
    """The latest year first."""
    years: defaultdict[int, list[UnitDue]] = defaultdict(list)
    for item in dues:
        years[item.year].append(item)
    return dict(sorted(years.items(), reverse=True))


def _list_years(public: PublicCatalog, dues: Sequence[UnitDue]) -> Iterator[ListPart]:
    units = group_by_unit(public, dues)
    for number, (unit, own) in enumerate(units.items(), 1):
        for year, of_year in group_by_year(own).items():
            for columns, some in _divide_by_length(of_year):
                group = unit if len(units) > 1 else ""
                words, name = ("月", "months") if columns > _QUARTERS else ("季度", "quarters")
                title = f"{group and f'{group} · '}{year}年，按{words}"
                id = f"_{own[0].unit_id or number}-{year}-{name}"
                rows = tuple(_plan_rows(public, some, columns))
                yield ListPart("calendar", title, id, rows, (columns,), group=group, dated=True)


def _divide_by_length(dues: Iterable[UnitDue]) -> Iterator[tuple[int, list[UnitDue]]]:
    """Those of months and weeks need twelve columns, the others four."""
    short, long = list[UnitDue](), list[UnitDue]()
    for item in dues:
        days = (item.due.last - item.due.first).days + 1
        (short if days <= _MONTH and not item.due.trigger else long).append(item)
    yield from ((columns, some) for columns, some in ((_MONTHS, short), (_QUARTERS, long)) if some)


def _plan_rows(
    public: PublicCatalog, dues: Iterable[UnitDue], columns: int
) -> Iterator[PlainValues]:
    """For each obligation and holder its source, name, holders, and the cells of the columns."""
    rows: defaultdict[tuple[object, ...], list[UnitDue]] = defaultdict(list)
    for item in dues:
        rows[item.source, item.name, item.due.holders].append(item)
    for key, own in rows.items():
        cells: list[list[UnitDue]] = [[] for _ in range(columns)]
        for item in own:
            cells[(item.day.month - 1) * columns // _MONTHS].append(item)
        yield (*key, tuple(tuple(_plan_cell(public, cell, columns)) for cell in cells))


def _plan_cell(public: PublicCatalog, dues: list[UnitDue], columns: int) -> Iterator[PlainValues]:
    """For each state its name, words, and what was done."""
    states: defaultdict[DueState, list[UnitDue]] = defaultdict(list)
    for item in dues:
        states[item.due.state].append(item)
    for state, own in states.items():
        wanted, ids = sum(item.due.wanted for item in own), [id for i in own for id in i.due.done]
        words = state.label
        if wanted > 1:
            words += f" {len(ids)}/{wanted}"
        say = functools.partial(_say_day, column=own[0].day, of_month=columns > _QUARTERS)
        yield state.name, words, plan_done(public, ids, say)


def _say_day(at: PartialDate, column: datetime.date, of_month: bool) -> str:
    """The day of a date in the column of its month; elsewhere what more is needed."""
    if not at.day or at.year != column.year:
        return str(at)
    within = of_month and at.month == column.month
    return f"{at.day}日" if within else f"{at.month}月{at.day}日"


def _make_calendar(public: PublicCatalog, charts: Drawings, part: ListPart) -> Table:
    (columns,) = part.more

    def row(values: PlainValues) -> TableRow:
        source, name, holders, cells = values
        shown = (_show_cell(public, cell) for cell in cells)
        return TableRow((link_source(public, source, name), link_shown(public, holders), *shown))

    of_year = (f"{at}月" if columns > _QUARTERS else f"{at}季度" for at in range(1, columns + 1))
    headings = (*COLUMNS[:2], *of_year)
    return Table(headings, make_rows(part.rows, row), part.title, part.id, look="list calendar")


def _show_cell(public: PublicCatalog, states: PlainValues) -> Cell:
    lines: list[Line] = []
    for state, words, done in states:
        lines.append((make_badge(DueState[state], words),))
        if links := link_done(public, done):
            lines.append(links)
    return tuple(lines)


SECTION_MAKERS: dict[str, SectionMaker] = {"calendar": _make_calendar}

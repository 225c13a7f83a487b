"""Phases and tasks drawn over time (推进图, S4-23), with the table that says the same.

Places along the time are tenths of a percent, so that a picture is as wide as its page.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from shaiquan.model.scalars import PartialDate
from shaiquan.views.values import GanttBar, GanttPicture, GanttRow, Table

_WHOLE = 1000
#: so many words along the time have room on a phone
_MOST_TICKS = 5
#: a word further to the right would be cut
_LAST_TICK = 850
#: so many characters has a line on a phone
_LINE = 27
_LEGEND = (("phase", "阶段"), ("second", "计划"), ("first", "完成"), ("overdue", "逾期（虚线框）"))


class Span(NamedTuple):
    """From one day to another, both among it."""

    first: datetime.date
    last: datetime.date


class PlannedTask(NamedTuple):
    """A task or a phase to be drawn: its words, when it is to be done, how much of it is, since
    when it is late; ``span`` is None where nothing is known."""

    text: str
    span: Span | None
    percent: int = 0
    late: Span | None = None
    is_phase: bool = False


def draw_gantt(
    tasks: Sequence[PlannedTask], today: datetime.date, table: Table, title: str, id: str
) -> GanttPicture | None:
    """A picture of what has dates; None where nothing has."""
    spans = [span for task in tasks for span in (task.span, task.late) if span]
    if not spans:
        return None
    whole = Span(min(span.first for span in spans), max(span.last for span in spans))
    rows = tuple(
        GanttRow(_cut(task.text), tuple(_draw_bars(task, whole)), task.is_phase) for task in tasks
    )
    there = {bar.tone for row in rows for bar in row.bars}
    legend = tuple((tone, words) for tone, words in _LEGEND if tone in there)
    is_in = whole.first <= today <= whole.last
    now = (_place(today, whole), f"截至{PartialDate.of_day(today)}") if is_in else None
    return GanttPicture(rows, tuple(_list_ticks(whole)), now, table, legend, title, id)


def _draw_bars(task: PlannedTask, whole: Span) -> Iterator[GanttBar]:
    if task.span:
        bar = _draw_span(task.span, whole, "phase" if task.is_phase else "second")
        yield bar
        if task.percent:
            yield bar._replace(length=bar.length * min(task.percent, 100) // 100, tone="first")
    if task.late:
        yield _draw_span(task.late, whole, "overdue")


def _draw_span(span: Span, whole: Span, tone: str) -> GanttBar:
    """A bar is never so short that it is not seen."""
    start = _place(span.first, whole)
    end = _place(span.last + datetime.timedelta(days=1), whole)
    return GanttBar(start, max(end - start, 5), tone)


def _place(day: datetime.date, whole: Span) -> int:
    """Where a day begins."""
    return _WHOLE * (day - whole.first).days // ((whole.last - whole.first).days + 1)


def _list_ticks(whole: Span) -> Iterator[tuple[int, str]]:
    """The first days of months, of so few that their words have room; of a short time its
    beginning."""
    first, last = _number_month(whole.first), _number_month(whole.last)
    step = next(s for s in (1, 2, 3, 6, 12, 24, 60, 10**6) if (last - first) // s < _MOST_TICKS)
    months = [month for month in range(first, last + 1) if month % step == 0]
    days = [datetime.date(month // 12, month % 12 + 1, 1) for month in months]
    days = [day for day in days if day >= whole.first and _place(day, whole) <= _LAST_TICK]
    for at, day in enumerate(days or [whole.first]):
        year = f"{day.year}年" if at == 0 or day.month == 1 else ""
        yield _place(day, whole), f"{year}{day.month}月" if days else str(PartialDate.of_day(day))


def _number_month(day: datetime.date) -> int:
    return 12 * day.year + day.month - 1


def _cut(text: str) -> str:
    """As many characters as a phone shows; the table has all."""
    width = sum(1 if char > "\xff" else 0.6 for char in text)
    return text if width <= _LINE else f"{text[: _LINE - 1]}…"

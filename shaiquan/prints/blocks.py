"""What a booklet is made of: paragraphs, headings, lists, tables, as frozen plain values.

Texts stay texts until the template sets them: nothing that an editor writes is ever read as
markup. ``type`` tells the template which block it has.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from shaiquan.charts.text_width import width_of
from shaiquan.views.values import Cell as ViewCell
from shaiquan.views.values import Inline, Table


@dataclass(frozen=True, slots=True)
class TextRun:
    """Text in one style: empty, ``strong``, ``article``, ``code``, ``sup``, ``sub``, ``break``.

    ``term`` is the key of the index term that is mentioned at the beginning of the run.
    """

    text: str
    style: str = ""
    term: str = ""


Runs = tuple[TextRun, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: Runs
    type: str = "paragraph"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a chapter; ``level`` counts from 1 without gaps."""

    runs: Runs
    level: int
    type: str = "heading"


@dataclass(frozen=True, slots=True)
class Items:
    """A list; ``start`` is the first number, 0 for bullets."""

    items: tuple[tuple[Block, ...], ...]
    start: int = 0
    type: str = "items"


@dataclass(frozen=True, slots=True)
class Quote:
    blocks: tuple[Block, ...]
    type: str = "quote"


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Text whose line breaks and blanks stay."""

    text: str
    type: str = "code"


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of a table: its lines, and how many columns and rows it spans."""

    lines: tuple[Runs, ...]
    across: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True)
class BookletColumn:
    """A width in em; flexible columns share the rest of the line in proportion to theirs."""

    ems: float
    flexible: bool


@dataclass(frozen=True, slots=True)
class BookletTable:
    """A table: its columns, heading rows, rows."""

    columns: tuple[BookletColumn, ...]
    head: tuple[tuple[TableCell, ...], ...]
    rows: tuple[tuple[TableCell, ...], ...]
    type: str = "grid"


Block = Paragraph | Heading | Items | Quote | CodeBlock | BookletTable


def make_runs(text: str) -> Runs:
    """A text in the style of its surroundings."""
    return (TextRun(text),) if text else ()


def make_cell(text: str) -> TableCell:
    return TableCell((make_runs(text),) if text else ())


def convert_cell(cell: ViewCell) -> tuple[Runs, ...]:
    """The lines of a cell of a web page; badges stand in brackets."""
    return tuple(_convert_line(line) for line in cell)


def _convert_line(line: Iterable[Inline]) -> Runs:
    return tuple(TextRun(f"（{run.text}）" if run.tone in _BADGES else run.text) for run in line)


_BADGES = frozenset(("high", "medium", "low", "draft", "repealed", "mark", "gap"))


def convert_table(table: Table) -> BookletTable:
    """A table of a web page as a table of a booklet."""
    head = tuple(make_cell(heading) for heading in table.columns)
    rows = tuple(tuple(TableCell(convert_cell(cell)) for cell in row.cells) for row in table.rows)
    return BookletTable(size_columns((head, *rows)), (head,), rows)


#: in em: the least width of a column; up to ``_SHORT`` it is as wide as its longest line
_LEAST, _SHORT = 2.0, 6.0
#: blank at both sides of a cell together, in em
_PADDING = 1.2


def size_columns(rows: Iterable[tuple[TableCell, ...]]) -> tuple[BookletColumn, ...]:
    """The widths of the columns of ``rows``, heading rows among them.

    Short columns are as wide as their text; the others share the rest by the amount of theirs.
    Cells that span several columns do not count.
    """
    measures: dict[int, tuple[float, float]] = {}
    for row in rows:
        column = 0
        for cell in row:
            lines = [_width_of(line) for line in cell.lines] if cell.across == 1 else []
            longest, total = measures.get(column, (_LEAST, 0.0))
            measures[column] = max(longest, *lines, 0.0), max(total, sum(lines))
            column += cell.across
            measures.setdefault(column - 1, (_LEAST, 0.0))
    ordered = [measures.get(index, (_LEAST, 0.0)) for index in range(max(measures, default=-1) + 1)]
    widest = max(ordered, default=(0.0, 0.0))[0]
    return tuple(_size_column(*measure, widest) for measure in ordered)


def _size_column(longest: float, total: float, widest: float) -> BookletColumn:
    if longest <= _SHORT and longest < widest:
        return BookletColumn(round(longest + _PADDING, 2), False)
    share = max(min(longest, 30.0) * 0.6, 2.2 * math.sqrt(total))
    return BookletColumn(round(share + _PADDING, 2), True)


def _width_of(line: Runs) -> float:
    return width_of("".join(run.text for run in line))

"""What a booklet is made of: paragraphs, headings, lists, tables, as frozen plain values.

Texts stay texts until the template sets them: nothing that an editor writes is ever read as
markup. ``sort`` tells the template which of the blocks it has.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from shaiquan.charts.measuring import width
from shaiquan.views.values import Cell as View
from shaiquan.views.values import Inline, Table


@dataclass(frozen=True, slots=True)
class TextRun:
    """Text in one look: empty, ``strong``, ``article``, ``code``, ``sup``, ``sub``, ``break``.

    ``term`` names the term of the index whose mention the run begins.
    """

    text: str
    look: str = ""
    term: str = ""


Runs = tuple[TextRun, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: Runs
    sort: str = "paragraph"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a leaf of a booklet; ``level`` counts from 1 without a gap."""

    runs: Runs
    level: int
    sort: str = "heading"


@dataclass(frozen=True, slots=True)
class Items:
    """A list; ``start`` is the first number, 0 where the items have bullets."""

    items: tuple[tuple[Block, ...], ...]
    start: int = 0
    sort: str = "items"


@dataclass(frozen=True, slots=True)
class Quote:
    blocks: tuple[Block, ...]
    sort: str = "quote"


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Text whose lines and blanks are kept."""

    text: str
    sort: str = "code"


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of a table: its lines, and over how many columns and rows it reaches."""

    lines: tuple[Runs, ...]
    across: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True)
class BookletColumn:
    """A width in em; ``flexible`` ones share in that proportion what the others leave."""

    ems: float
    flexible: bool


@dataclass(frozen=True, slots=True)
class BookletTable:
    """A table: its columns, heading rows, rows."""

    columns: tuple[BookletColumn, ...]
    head: tuple[tuple[TableCell, ...], ...]
    rows: tuple[tuple[TableCell, ...], ...]
    sort: str = "grid"


Block = Paragraph | Heading | Items | Quote | CodeBlock | BookletTable


def make_runs(text: str) -> Runs:
    """A text in the look of its surroundings."""
    return (TextRun(text),) if text else ()


def make_cell(text: str) -> TableCell:
    return TableCell((make_runs(text),) if text else ())


def convert_cell(cell: View) -> tuple[Runs, ...]:
    """The lines of a cell of a page; badges stand in brackets."""
    return tuple(_line(line) for line in cell)


def _line(line: Iterable[Inline]) -> Runs:
    return tuple(TextRun(f"（{run.text}）" if run.tone in _BADGES else run.text) for run in line)


_BADGES = frozenset(("high", "medium", "low", "draft", "repealed", "mark", "gap"))


def convert_table(table: Table) -> BookletTable:
    """A table of a page as a table of a booklet."""
    head = tuple(make_cell(each) for each in table.columns)
    rows = tuple(tuple(TableCell(convert_cell(cell)) for cell in row.cells) for row in table.rows)
    return BookletTable(size_columns((head, *rows)), (head,), rows)


#: in em: what a column takes at least; up to which it is as wide as its longest line
_LEAST, _SHORT = 2.0, 6.0
#: blank at both sides of a cell, in em
_ROOM = 1.2


def size_columns(rows: Iterable[tuple[TableCell, ...]]) -> tuple[BookletColumn, ...]:
    """The columns of rows, the headings among them: short ones as wide as their text.

    The others share the rest by how much they have to say. Cells that reach over several
    columns ask for nothing.
    """
    asked: dict[int, tuple[float, float]] = {}
    for row in rows:
        at = 0
        for each in row:
            lines = [_ems(line) for line in each.lines] if each.across == 1 else []
            longest, whole = asked.get(at, (_LEAST, 0.0))
            asked[at] = max(longest, *lines, 0.0), max(whole, sum(lines))
            at += each.across
            asked.setdefault(at - 1, (_LEAST, 0.0))
    wanted = [asked.get(at, (_LEAST, 0.0)) for at in range(max(asked, default=-1) + 1)]
    widest = max(wanted, default=(0.0, 0.0))[0]
    return tuple(_column(*each, widest) for each in wanted)


def _column(longest: float, whole: float, widest: float) -> BookletColumn:
    if longest <= _SHORT and longest < widest:
        return BookletColumn(round(longest + _ROOM, 2), False)
    share = max(min(longest, 30.0) * 0.6, 2.2 * math.sqrt(whole))
    return BookletColumn(round(share + _ROOM, 2), True)


def _ems(line: Runs) -> float:
    return width("".join(run.text for run in line))

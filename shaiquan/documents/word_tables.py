"""Tables of a Word file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Pt

from shaiquan.documents.word_text import (
    BODY,
    LEVEL_1,
    SMALL,
    SMALLEST,
    add_run,
    leave_grid,
)
from shaiquan.prints.blocks import BookletColumn, BookletTable, TableCell

#: a table of more columns has smaller type, so that it can stand upright
_MOST_AT_EASE = 5
#: of lines of a table to its type
_LEADING = 1.35
#: em that a narrow column has beyond its text: Word sets blanks between digits and signs
_MORE = 0.5
#: em of a column that is never narrower than its text: numbers, marks
_NARROWEST = 5


def add_table(document: Any, table: BookletTable, room: float) -> None:
    """A table in so many points; its head comes again on each page.

    Without a head its first column has the labels, and it is to stand on one page.
    """
    size = SMALL if table.head and len(table.columns) <= _MOST_AT_EASE else SMALLEST
    widths = _measure_columns(table.columns, size, room)
    grid = document.add_table(rows=0, cols=len(widths))
    grid.style, grid.autofit = "Table Grid", False
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Pt(width)
    for number, row in enumerate((*table.head, *table.rows)):
        line = grid.add_row()
        is_head = number < len(table.head)
        for mark in ("w:cantSplit", *(("w:tblHeader",) if is_head else ())):
            line._tr.get_or_add_trPr().append(OxmlElement(mark))
        for index, (cell, into) in enumerate(zip(row, line.cells, strict=False)):
            into.width = Pt(widths[index])
            is_label = is_head or (not table.head and index == 0)
            _write_cell(into, cell, LEVEL_1 if is_label else BODY, size, is_label)


def _measure_columns(columns: Sequence[BookletColumn], size: float, room: float) -> list[float]:
    """Widths in points: flexible columns share what the others leave.

    Where that is less than they ask for, only the narrowest keep their width: else the longest
    texts would stand in the narrowest columns.
    """
    narrow = [(column.ems + _MORE) * size for column in columns]
    asked = sum(c.ems * size if c.flexible else w for w, c in zip(narrow, columns, strict=True))
    most = _NARROWEST if asked > room else room
    keep = [not column.flexible and column.ems <= most for column in columns]
    left = room - sum(width for width, kept in zip(narrow, keep, strict=True) if kept)
    shares = sum(column.ems for column, kept in zip(columns, keep, strict=True) if not kept)
    if not shares or left <= 0:
        every = sum(column.ems for column in columns)
        return [room * column.ems / every for column in columns]
    triples = zip(narrow, columns, keep, strict=True)
    return [width if kept else left * column.ems / shares for width, column, kept in triples]


def _write_cell(into: Any, cell: TableCell, font: str, size: float, centred: bool) -> None:
    """The lines of a cell, each a paragraph."""
    for number, words in enumerate(cell.lines or ((),)):
        paragraph = into.add_paragraph() if number else into.paragraphs[0]
        paragraph.paragraph_format.line_spacing = Pt(size * _LEADING)
        leave_grid(paragraph)
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        add_run(paragraph, "".join(run.text for run in words), font, size)

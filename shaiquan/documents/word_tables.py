"""Tables of a Word file, and its 版记."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from shaiquan.documents.word_paper import WordImprint
from shaiquan.documents.word_text import (
    BODY,
    LEVEL_1,
    SIZE_4,
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
#: the lines above and below the imprint, 0.35 mm, in eighths of a point; the height in points of
#: what stands between its parts
_THICK, _BETWEEN = 8, 4


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


def add_imprint(document: Any, imprint: WordImprint, room: float) -> None:
    """版记 (GB/T 9704-2012, 7.4): between two lines at the foot of the last page, 四号仿宋, a
    character from both edges; a thinner line between its parts."""
    if imprint.copies:
        _add_at_foot(document, room, f"　{imprint.copies}")
        line = _add_at_foot(document, room, "\t", room)
        line.runs[0].underline = True  # a border between them is lost in some programs
        line.paragraph_format.line_spacing = Pt(_BETWEEN)
        leave_grid(line)
    _add_at_foot(document, room, f"　{imprint.issuer}\t{imprint.printed}", room - SIZE_4)
    document.add_paragraph()  # which has the frame on its page
    document.paragraphs[-1].paragraph_format.line_spacing = Pt(1)


def _add_at_foot(document: Any, room: float, text: str, stop: float = 0) -> Any:
    """A paragraph in the frame of the imprint, with a tab up to a place from the left."""
    paragraph = document.add_paragraph()
    if stop:
        paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(stop), WD_TAB_ALIGNMENT.RIGHT)
    add_run(paragraph, text, BODY, SIZE_4 if text.strip() else _BETWEEN)
    properties = paragraph._p.get_or_add_pPr()  # whose parts stand in the order of the schema
    properties.insert(0, _draw_lines())
    properties.insert(0, _stand_at_foot(room))
    return paragraph


def _stand_at_foot(room: float) -> Any:
    frame = OxmlElement("w:framePr")
    at_foot = {"vAnchor": "margin", "hAnchor": "margin", "xAlign": "left", "yAlign": "bottom"}
    for name, value in {"w": str(round(room * 20)), "wrap": "notBeside", **at_foot}.items():
        frame.set(qn(f"w:{name}"), value)
    return frame


def _draw_lines() -> Any:
    borders = OxmlElement("w:pBdr")
    for side in ("top", "bottom"):
        line = OxmlElement(f"w:{side}")
        for name, value in {"val": "single", "sz": str(_THICK), "space": "1"}.items():
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    return borders

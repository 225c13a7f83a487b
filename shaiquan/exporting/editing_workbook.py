"""A list as a workbook that an editor changes: all cells are text, so that nothing is run and no
number or date is made of what is written."""

from __future__ import annotations

import io
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from shaiquan.data.workbook import NO_TIME, find_width, measure_line
from shaiquan.editing.cell_marks import NOTICE, mark_cells, name_marks
from shaiquan.editing.cell_spelling import list_cell_fields, write_row
from shaiquan.kinds.descriptor import Kind
from shaiquan.model.shapes import ScalarShape, field_shapes, list_choices

#: the line above the headings, and the headings, from 0
_NOTICE_ROW, _HEADING_ROW = 0, 1
#: characters that a list of choices in a cell may have at most, says the format
_MOST_CHOICES = 255
#: a line of a row in points, and so many lines at most
_LINE_HEIGHT, _MOST_LINES = 15, 12
_FLAGS = ("是", "否")


@dataclass(frozen=True, slots=True)
class EditingTable:
    """What stands in a workbook: its headings, a row of cells by heading for each record, the
    terms that a column may have, and the fields that no column says."""

    kind: Kind
    headings: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...]
    choices: Mapping[str, tuple[str, ...]]
    left_out: tuple[str, ...]


def make_editing_table(kind: Kind, records: Sequence[Mapping[str, object]]) -> EditingTable:
    """The table of records of a kind, by their raw values as written."""
    label, shapes = kind.model.label_of, field_shapes(kind.model)
    fields = list_cell_fields(kind.model)
    labels = {word for _, word in kind.model.field_labels()}
    rows = tuple(write_row(kind, values) for values in records)
    own = dict.fromkeys(heading for row in rows for heading in row if heading not in labels)
    said = {name for values in records for name in values}
    return EditingTable(
        kind,
        (*(label(name) for name in fields), *own),
        rows,
        {label(n): words for n in fields if (words := _list_choices(shapes[n]))},
        tuple(label(name) for name in shapes if name in said - {*fields, "extras"}),
    )


def _list_choices(shape: object) -> tuple[str, ...]:
    if not isinstance(shape, ScalarShape):
        return ()
    words = _FLAGS if shape.type is bool else list_choices(shape)
    return words if len(",".join(words)) <= _MOST_CHOICES else ()


def write_editing_workbook(table: EditingTable) -> bytes:
    """The bytes of the workbook, the same for the same table."""
    content = io.BytesIO()
    book = Workbook(content, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"title": f"{table.kind.label}（{NOTICE}）", "created": NO_TIME})
    sheet = book.add_worksheet(table.kind.label)
    cell = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    bold = book.add_format({"bold": True, "bg_color": "#e6ebf1", "bottom": 1, "valign": "top"})
    warning = book.add_format({"bold": True, "font_color": "#b00000"})
    sheet.write_string(_NOTICE_ROW, 0, _write_notice(table.kind), warning)
    widths = {h: find_width((h, *(r.get(h, "") for r in table.rows))) for h in table.headings}
    for number, row in enumerate(table.rows, _HEADING_ROW + 1):
        sheet.set_row(number, _LINE_HEIGHT * _count_lines(row, widths))
    for column, heading in enumerate(table.headings):
        texts = [row.get(heading, "") for row in table.rows]
        sheet.set_column(column, column, widths[heading], cell)
        sheet.write_string(_HEADING_ROW, column, heading, bold)
        for number, text in enumerate(texts, _HEADING_ROW + 1):
            if text:
                sheet.write_string(number, column, text, cell)
    _write_marks(sheet, table)
    _add_choices(sheet, table)
    sheet.freeze_panes(_HEADING_ROW + 1, 2)
    last = _HEADING_ROW + max(len(table.rows), 1)
    sheet.autofilter(_HEADING_ROW, 0, last, len(table.headings))  # with the marks: sorted together
    book.close()
    return content.getvalue()


def _count_lines(row: Mapping[str, str], widths: Mapping[str, int]) -> int:
    """How many lines a row needs: not every program finds its height when it opens the file."""
    counts = (
        sum(max(1, math.ceil(measure_line(line) / widths[heading])) for line in text.split("\n"))
        for heading, text in row.items()
    )
    return min(max(counts, default=1), _MOST_LINES)


def _write_notice(kind: Kind) -> str:
    return (
        f"{NOTICE}：草稿、内部的、不公开的内容都在里面。一条一行，一格里几项的一项一行（Alt+Enter）；"
        f"编号不要改。改好以后运行  python build.py import {kind.name} 这个文件"
    )


def _write_marks(sheet: Worksheet, table: EditingTable) -> None:
    """The hidden column that tells which cells were edited."""
    column = len(table.headings)
    sheet.write_string(_HEADING_ROW, column, name_marks(table.kind.name))
    for number, row in enumerate(table.rows, _HEADING_ROW + 1):
        sheet.write_string(number, column, mark_cells(row))
    sheet.set_column(column, column, None, None, {"hidden": True})


def _add_choices(sheet: Worksheet, table: EditingTable) -> None:
    """The terms to choose from; another text is only warned of: there are other spellings."""
    last = _HEADING_ROW + len(table.rows) + 500
    for column, heading in enumerate(table.headings):
        if words := table.choices.get(heading):
            options = {
                "validate": "list",
                "source": list(words),
                "error_type": "warning",
                "error_title": heading,
                "error_message": f"一般写：{'、'.join(words)}"[:255],
            }
            sheet.data_validation(_HEADING_ROW + 1, column, last, column, options)

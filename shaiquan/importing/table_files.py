"""A table for Excel or a CSV file as rows of texts (edge: reads a file)."""

from __future__ import annotations

import contextlib
import csv
import datetime
import io
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shaiquan.files.regular import read_regular
from shaiquan.importing.office_packages import (
    UnreadableTable,
    check_package,
    has_sign,
    refuse_other_formats,
)
from shaiquan.importing.text_encodings import decode_text
from shaiquan.problems import Bilingual

#: what no table of an office has: the bytes of the file, rows, columns
_MOST_BYTES, _MOST_ROWS, _MOST_COLUMNS = 20_000_000, 20_000, 200
#: what the csv module takes, unless another library in this process has told it to take more
_MOST_IN_CELL = 131_072
_TOO_LONG = f"有一格多过 {_MOST_IN_CELL:,} 字，请拆开"
#: so many rows are named
_FEW = 5
#: full-width digits, letters and the signs of dates and numbers as everybody else writes them
_HALF_WIDTH = {
    wide: wide - 0xFEE0
    for wide in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
} | {ord("　"): " ", 0xA0: " ", ord("－"): "-", ord("／"): "/", ord("．"): "."}
#: signs that nobody sees, and that no content file may have
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff"
    "\ud800-\udfff\ufffe\uffff]"
)

#: what a formula says that went wrong; told by excel_notes
_ERRORS = ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A")

Grid = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, empty of a CSV file, and its rows of texts, all of one length.

    A cell that stands beside several rows (merged downwards) says its text in each. ``above`` are
    the lines of text above a table of a Word file; ``told`` is what of it was not read, or is
    read although nobody sees it.
    """

    name: str
    rows: Grid
    above: tuple[str, ...] = ()
    told: tuple[Bilingual, ...] = ()


def read_limited(path: Path) -> bytes:
    """The bytes of a file. Raises UnreadableTable where it is too large, OSError."""
    if path.stat().st_size > _MOST_BYTES:
        raise UnreadableTable("文件太大，一份表格、文件用不了这么大", "the file is too large")
    return read_regular(path)


def read_sheets(data: bytes) -> tuple[Sheet, ...]:
    """The sheets that are in bytes. Raises UnreadableTable."""
    refuse_other_formats(data)
    return _read_workbook(data) if data.startswith(b"PK") else (_read_csv(data),)


def read_written_sheets(path: Path, sign: str) -> tuple[Sheet, ...]:
    """The sheets of a file with their texts just as they are written; none unless a sign (in
    ASCII) stands in it. Raises UnreadableTable, OSError."""
    data = read_limited(path)
    refuse_other_formats(data)
    if data.startswith(b"PK"):
        check_package(data, "xl/workbook.xml", ".xlsx")
        return _read_written_workbook(data) if has_sign(data, sign) else ()
    if b"\0" in data or sign not in (text := decode_text(data, "")):
        return ()
    return (Sheet("", tuple(tuple(map(_unify_breaks, row)) for row in _parse_csv(text))),)


def _unify_breaks(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


# -- CSV --------------------------------------------------------------------------------------


def _read_csv(data: bytes) -> Sheet:
    text = decode_text(data, "文字编码认不出来，请另存为“CSV UTF-8”或者 .xlsx")
    if "\0" in text:
        zh = "不是表格：请用 .xlsx，或者逗号分隔的 .csv"
        raise UnreadableTable(zh, "no table: .xlsx or .csv is expected")
    rows = _parse_csv(text)
    told = _note_short_rows(rows) if _find_delimiter(text) == "\t" else ()
    return Sheet("", make_grid(rows), (), told)


def _parse_csv(text: str) -> list[list[str]]:
    delimiter = _find_delimiter(text)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as fault:
        zh = _TOO_LONG if "limit" in str(fault) else "CSV 读不下去，请用 Excel 打开后另存一次"
        raise UnreadableTable(zh, f"bad CSV: {fault}") from None
    if any(len(cell) > _MOST_IN_CELL for row in rows for cell in row):
        raise UnreadableTable(_TOO_LONG, f"a cell has more than {_MOST_IN_CELL} characters")
    if line := _find_open_quote(text, delimiter):
        if delimiter != "\t":
            zh = f"第 {line} 行起有一个引号没有成对，请用 Excel 打开后另存一次"
            raise UnreadableTable(zh, f"a quotation mark of line {line} or below is not closed")
        return [row.split("\t") for row in text.splitlines()]  # a mark that was pasted
    return rows


def _find_delimiter(text: str) -> str:
    """The sign between cells: the one that the first lines have most of."""
    first_lines = "".join(text.splitlines(keepends=True)[:20])
    return max(",\t;", key=first_lines.count)


def _note_short_rows(rows: list[list[str]]) -> tuple[Bilingual, ...]:
    """What is told of rows with fewer cells than the others: a cell of several lines that is
    pasted from Word is as many rows."""
    width = max(map(len, rows), default=0)
    short = [str(number) for number, row in enumerate(rows, 1) if 1 < len(row) < width]
    if not short:
        return ()
    few = "、".join(short[:_FEW]) + (" 等" if len(short) > _FEW else "")
    zh = f"第 {few} 行的格子比别的行少，请核对：Word 里一格有几行字的，粘贴时断开了，请用 .docx 录"
    return (Bilingual(zh, f"rows {few} have fewer cells than others: import the .docx itself"),)


def _find_open_quote(text: str, delimiter: str) -> int:
    """The line on which a cell begins that never ends; 0 where there is none."""
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    begins = 1
    try:
        for _ in reader:
            begins = reader.line_num + 1
    except csv.Error as fault:
        return begins if "unexpected end" in str(fault) else 0
    return 0


# -- Excel ------------------------------------------------------------------------------------


def _read_workbook(data: bytes) -> tuple[Sheet, ...]:
    check_package(data, "xl/workbook.xml", ".xlsx")
    from shaiquan.importing.excel_notes import list_notes, open_workbook, say_hidden_sheet

    with _require_sound():
        book, unsaved = open_workbook(data)
        return tuple(
            Sheet(
                sheet.title,
                _read_worksheet(sheet),
                (),
                list_notes(sheet, unsaved.get(sheet.title, ())),
            )
            if sheet.sheet_state == "visible"
            else Sheet(sheet.title, (), (), (say_hidden_sheet(sheet.title),))
            for sheet in book.worksheets
        )


def _read_written_workbook(data: bytes) -> tuple[Sheet, ...]:
    """The visible sheets, read row by row; told of each is what must be mended before its cells
    can be trusted. Raises UnreadableTable."""
    from shaiquan.importing.excel_notes import list_obstacles, open_rows

    with _require_sound():
        book, packed = open_rows(data)
        return tuple(
            Sheet(
                sheet.title,
                _read_written_rows(sheet),
                (),
                tuple(list_obstacles(sheet.title, packed[sheet.title])),
            )
            for sheet in book.worksheets
            if sheet.sheet_state == "visible"
        )


@contextlib.contextmanager
def _require_sound() -> Iterator[None]:
    """Raises UnreadableTable for whatever openpyxl raises: a broken file may raise anything."""
    try:
        with warnings.catch_warnings(action="ignore"):  # of what it leaves out, such as colours
            yield
    except UnreadableTable:
        raise
    except Exception as fault:
        zh = f"不是完好的 .xlsx（{type(fault).__name__}），请用 Excel 或 WPS 打开后另存一次"
        raise UnreadableTable(zh, "a broken .xlsx: open it and save it again") from fault


def _read_written_rows(sheet: Any) -> Grid:
    sheet.reset_dimensions()  # what the file says of its size may be anything
    rows: list[tuple[str, ...]] = []
    for row in sheet.iter_rows(values_only=True):
        rows.append(tuple(_unify_breaks(_cell_text(value)) for value in row[:_MOST_COLUMNS]))
        if len(rows) > _MOST_ROWS:
            zh = f"工作表“{sheet.title}”超过 {_MOST_ROWS} 行，请拆成几张表"
            raise UnreadableTable(zh, f"the sheet '{sheet.title}' is too large")
    return tuple(rows)


def _read_worksheet(sheet: Any) -> Grid:
    rows = [
        ["" if value in _ERRORS else _cell_text(value) for value in row]
        for row in sheet.iter_rows(values_only=True)
    ]
    for merged in sheet.merged_cells.ranges:
        column = merged.min_col - 1
        for row in range(merged.min_row, min(merged.max_row, len(rows))):
            rows[row][column] = rows[merged.min_row - 1][column]
    return make_grid(rows)


def _cell_text(value: Any) -> str:
    """A cell as a clerk sees it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime.datetime):
        clock = f" {value:%H:%M}" if value.time() != datetime.time() else ""
        return f"{value:%Y-%m-%d}{clock}"
    if isinstance(value, datetime.time):
        return f"{value:%H:%M}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


# -- texts ------------------------------------------------------------------------------------


def make_grid(rows: list[list[str]]) -> Grid:
    """Rows of clean texts, all of one length, without the empty ones at the end. Raises
    UnreadableTable for more than any table has."""
    while rows and not any(rows[-1]):
        rows.pop()
    width = max((n for row in rows for n, text in enumerate(row, 1) if text), default=0)
    if len(rows) > _MOST_ROWS or width > _MOST_COLUMNS:
        zh = f"有 {len(rows)} 行、{width} 栏，最多 20,000 行、200 栏，请拆成几张表"
        raise UnreadableTable(zh, "too many rows or columns")
    return tuple(tuple(_pad(map(clean_text, row[:width]), width)) for row in rows)


def _pad(row: Iterator[str], width: int) -> Iterator[str]:
    cells = list(row)
    yield from cells
    yield from [""] * (width - len(cells))


def clean_text(text: str) -> str:
    """A text without stray spaces and empty lines, with digits and letters of the usual width.

    >>> clean_text(" ２０２６－０７－１３　上午 \\n\\n 九点 ")
    '2026-07-13 上午\\n九点'
    """
    lines = (
        re.sub(r"\s+", " ", UNSEEN.sub("", line)).strip()
        for line in text.translate(_HALF_WIDTH).splitlines()
    )
    return "\n".join(filter(None, lines))

"""A table for Excel or a CSV file as rows of texts (edge: reads a file)."""

from __future__ import annotations

import csv
import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shaiquan.files.regular import read_regular
from shaiquan.problems import Bilingual

#: what no table of an office has: the bytes of the file, of its unpacked parts, rows, columns
_MOST_BYTES, _MOST_UNPACKED, _MOST_ROWS, _MOST_COLUMNS = 20_000_000, 100_000_000, 20_000, 200
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
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")

Grid = tuple[tuple[str, ...], ...]


class UnreadableTable(Exception):
    """The file cannot be read as a table; says why."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.why = Bilingual(zh, en)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, empty of a CSV file, and its rows of texts, all of one length.

    A cell that stands beside several rows (merged downwards) says its text in each.
    """

    name: str
    rows: Grid


def read_sheets(path: Path) -> tuple[Sheet, ...]:
    """The sheets of a file. Raises UnreadableTable, OSError."""
    data = _read_bytes(path)
    if data.startswith(b"PK"):
        return _read_workbook(data)
    if data.startswith(_OLD_EXCEL):
        zh = "这是旧版 Excel 的 .xls（或者加了密码），请打开后另存为 .xlsx"
        raise UnreadableTable(zh, "an old .xls or one with a password: save it as .xlsx")
    return (Sheet("", _read_csv(data)),)


def read_written_sheets(path: Path, sign: str) -> tuple[Sheet, ...]:
    """The sheets of a file with their texts just as they are written; none unless a sign (in
    ASCII) stands in it. Raises UnreadableTable, OSError."""
    data = _read_bytes(path)
    if data.startswith(b"PK"):
        return _read_written_workbook(data) if _has_sign(data, sign) else ()
    if data.startswith((_OLD_EXCEL, *_UTF16)) or b"\0" in data:
        return ()
    text = decode_text(data, "")
    if sign not in text:
        return ()
    return (Sheet("", tuple(tuple(map(_unify_breaks, row)) for row in _parse_csv(text))),)


def _read_bytes(path: Path) -> bytes:
    if path.stat().st_size > _MOST_BYTES:
        raise UnreadableTable("文件太大，一张表用不了这么大", "the file is too large")
    return read_regular(path)


def _unify_breaks(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


# -- CSV --------------------------------------------------------------------------------------


def _read_csv(data: bytes) -> Grid:
    text = decode_text(data, "文字编码认不出来，请另存为“CSV UTF-8”或者 .xlsx")
    if "\0" in text:
        zh = "不是表格：请用 .xlsx，或者逗号分隔的 .csv"
        raise UnreadableTable(zh, "no table: .xlsx or .csv is expected")
    return _make_grid(_parse_csv(text))


def _parse_csv(text: str) -> list[list[str]]:
    first_lines = "".join(text.splitlines(keepends=True)[:20])
    delimiter = max(",\t;", key=first_lines.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as fault:
        raise UnreadableTable(f"CSV 读不下去（{fault}）", f"bad CSV: {fault}") from None


def decode_text(data: bytes, why: str) -> str:
    """UTF-8, else GB18030, which Windows in China writes; ``why`` says what is to be done else."""
    if not data.startswith(_UTF16):
        for encoding in ("utf-8-sig", "gb18030"):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                continue
    raise UnreadableTable(why, "neither UTF-8 nor GB18030: save it in another format")


# -- Excel ------------------------------------------------------------------------------------


def _read_workbook(data: bytes) -> tuple[Sheet, ...]:
    return _open_workbook(data, _read_worksheet)


def _read_written_workbook(data: bytes) -> tuple[Sheet, ...]:
    return _open_workbook(data, _read_written_rows, read_only=True)


def _open_workbook(
    data: bytes, read: Callable[[Any], Grid], read_only: bool = False
) -> tuple[Sheet, ...]:
    """The visible sheets. Raises UnreadableTable."""
    _check_package(data)
    from openpyxl import load_workbook  # most commands read no table

    try:
        with warnings.catch_warnings(action="ignore"):  # of what it leaves out, such as colours
            book = load_workbook(io.BytesIO(data), data_only=True, read_only=read_only)
        return tuple(
            Sheet(sheet.title, read(sheet))
            for sheet in book.worksheets
            if sheet.sheet_state == "visible"
        )
    except UnreadableTable:
        raise
    except Exception as fault:  # a broken file may raise anything
        zh = f"不是完好的 .xlsx（{type(fault).__name__}），请用 Excel 或 WPS 打开后另存一次"
        raise UnreadableTable(zh, "a broken .xlsx: open it and save it again") from fault


def _check_package(data: bytes) -> None:
    """Raises UnreadableTable for what would not end when it is unpacked or parsed."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            infos = package.infolist()
            if sum(info.file_size for info in infos) > _MOST_UNPACKED:
                raise UnreadableTable("展开以后太大", "it is too large when unpacked")
            parts = [info for info in infos if info.filename.endswith((".xml", ".rels"))]
            if any(b"<!DOCTYPE" in package.read(info) for info in parts):
                zh = "里面有不该有的声明（DOCTYPE），请另存一次"
                raise UnreadableTable(zh, "it declares a DOCTYPE: save it again")
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError) as fault:
        raise UnreadableTable("不是完好的 .xlsx", "no sound .xlsx") from fault


def _has_sign(data: bytes, sign: str) -> bool:
    """Whether a text stands in a part of a workbook. Raises UnreadableTable."""
    _check_package(data)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = (name for name in package.namelist() if name.endswith(".xml"))
        return any(sign.encode() in package.read(name) for name in names)


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
    if sheet.max_row > _MOST_ROWS or sheet.max_column > _MOST_COLUMNS:
        size = f"{sheet.max_row} 行、{sheet.max_column} 列"
        zh = f"工作表“{sheet.title}”有 {size}，请拆成几张表"
        raise UnreadableTable(zh, f"the sheet '{sheet.title}' is too large")
    rows = [[_cell_text(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    for merged in sheet.merged_cells.ranges:
        column = merged.min_col - 1
        for row in range(merged.min_row, min(merged.max_row, len(rows))):
            rows[row][column] = rows[merged.min_row - 1][column]
    return _make_grid(rows)


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


def _make_grid(rows: list[list[str]]) -> Grid:
    if len(rows) > _MOST_ROWS:
        raise UnreadableTable(f"有 {len(rows)} 行，最多 20,000 行，请拆成几张表", "too many rows")
    width = max(map(len, rows), default=0)
    return tuple(tuple(_pad(map(clean_text, row), width)) for row in rows)


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

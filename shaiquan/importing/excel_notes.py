"""What of a workbook is not read, or is read although nobody sees it: hidden rows and columns,
formulas without a saved value, values that are errors."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from openpyxl.cell.cell import ERROR_CODES
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils import get_column_letter

from shaiquan.importing.office_packages import UnreadableTable
from shaiquan.problems import Bilingual

#: so many cells no table of an office has: twenty columns of the most rows
_MOST_CELLS = 400_000
#: so many places are named
_FEW = 5
#: a cell with a formula: its place and its other attributes; and nothing or an empty value behind
_FORMULA = re.compile(
    rb'<(?:\w+:)?c r="([A-Z]+[0-9]+)"([^>]*)>'
    rb"<(?:\w+:)?f(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)"
    rb"(<(?:\w+:)?v ?/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>"
)
#: cells that are merged, below the first row; a cell with a formula that went wrong
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell [^>]*?ref="([A-Z]+[0-9]+:[A-Z]+(?!1")[0-9]+)"')
_ERROR = re.compile(rb'<(?:\w+:)?c r="([A-Z]+[0-9]+)"[^>]* t="e"')


def open_workbook(data: bytes) -> tuple[Any, Mapping[str, tuple[str, ...]]]:
    """The workbook with the values that were saved; and by sheet the cells with a formula that has
    none. Raises UnreadableTable for too many cells, and whatever openpyxl raises."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [name for name in package.namelist() if "worksheets/" in name]
        cells = max(
            (len(re.findall(rb"<(?:\w+:)?c[ >]", package.read(n))) for n in parts), default=0
        )
        if cells > _MOST_CELLS:
            zh = f"有一张工作表有 {cells} 个格子，多半是空行也设了格式：把有字的区域"
            raise UnreadableTable(f"{zh}复制到一张新表里，再录", "too many cells")
        reader = ExcelReader(io.BytesIO(data), data_only=True)
        reader.read()
        unsaved = {
            str(sheet.name): tuple(find_unsaved(package.read(link.target)))
            for sheet, link in reader.parser.find_sheets()
        }
    return reader.wb, unsaved


def open_rows(data: bytes) -> tuple[Any, Mapping[str, bytes]]:
    """The workbook for reading row by row, and its sheets as they are packed, by their names.
    Raises whatever openpyxl raises."""
    reader = ExcelReader(io.BytesIO(data), read_only=True, data_only=True)
    reader.read()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        links = reader.parser.find_sheets()
        return reader.wb, {str(sheet.name): package.read(link.target) for sheet, link in links}


def find_unsaved(sheet: bytes) -> Iterator[str]:
    """The cells of a sheet, as it is packed, with a formula whose value was not saved; an empty
    text is a value, as of ``=IF(A1="","",1)``."""
    for match in _FORMULA.finditer(sheet):
        if not match[3] or b't="str"' not in match[2]:
            yield match[1].decode()


def list_obstacles(title: str, sheet: bytes) -> Iterator[Bilingual]:
    """Why a sheet for editing, as it is packed, does not say what every cell is to be: a cell that
    only looks empty would delete what is there."""
    merged, errors = _MERGED.findall(sheet), _ERROR.findall(sheet)
    for places, zh, en in (
        (
            [place.decode() for place in merged],
            "有合并的格子，请取消合并，每行写全",
            "merged cells",
        ),
        (list(find_unsaved(sheet)), "公式没有存下结果，请改成字", "formulas without a value"),
        ([place.decode() for place in errors], "公式的结果是错误，请改成字", "errors"),
    ):
        if places:
            zh = f"工作表“{title}”里{zh}：{_say_few(places)}"
            yield Bilingual(zh, f"sheet '{title}': {en}: {', '.join(places)}")


def say_hidden_sheet(title: str) -> Bilingual:
    """What is told of a hidden sheet."""
    zh = f"工作表“{title}”是隐藏的，没有读；要读，请取消隐藏"
    return Bilingual(zh, f"the sheet '{title}' is hidden and was not read")


def list_notes(sheet: Any, unsaved: Iterable[str]) -> tuple[Bilingual, ...]:
    """What there is to tell of a sheet; ``unsaved`` are its formulas without a value."""
    where, place = f"工作表“{sheet.title}”", f"sheet '{sheet.title}'"
    notes = (
        (_list_hidden_rows(sheet), "隐藏的行也读了：第 {} 行", "hidden rows were read"),
        (_list_hidden_columns(sheet), "隐藏的栏也读了：{} 栏", "hidden columns were read"),
        (
            unsaved,
            "公式没有存下结果，按空的读：{}；请用 Excel 或 WPS 打开、保存后再录",
            "formulas without a saved value were read as empty",
        ),
        (_list_errors(sheet), "公式的结果是错误，按空的读：{}", "errors were read as empty"),
    )
    return tuple(
        Bilingual(f"{where}{zh.format(_say_few(found))}", f"{place}: {en}: {', '.join(found)}")
        for found, zh, en in ((list(found), zh, en) for found, zh, en in notes)
        if found
    )


def _list_hidden_rows(sheet: Any) -> Iterator[str]:
    """Rows that are hidden and say something."""
    hidden = (number for number, row in sheet.row_dimensions.items() if row.hidden)
    for number in sorted(number for number in hidden if number <= sheet.max_row):
        if any(cell.value is not None for cell in sheet[number]):
            yield str(number)


def _list_hidden_columns(sheet: Any) -> Iterator[str]:
    for column in sheet.column_dimensions.values():
        if column.hidden and column.min:
            for number in range(column.min, min(column.max, sheet.max_column) + 1):
                yield get_column_letter(number)


def _list_errors(sheet: Any) -> Iterator[str]:
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value in ERROR_CODES:
                yield str(cell.coordinate)


def _say_few(found: Iterable[str]) -> str:
    found = list(found)
    more = f" 等 {len(found)} 处" if len(found) > _FEW else ""
    return "、".join(found[:_FEW]) + more

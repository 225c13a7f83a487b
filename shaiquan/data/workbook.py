"""A list as a workbook for Excel: the same cells as its CSV, all text, so that nothing is run."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Sequence

from xlsxwriter import Workbook

#: characters that a cell may have at most, says the format
_MOST = 32767
_CUT = "……（太长，全文见网页）"
#: columns are as wide as their cells, from and to so many characters
_NARROW, _WIDE = 6, 48
#: what XML may not have
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
#: the same workbook for the same cells: it says no time
NO_TIME = datetime.datetime(2000, 1, 1)


def write_workbook(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """A workbook of one sheet, whose head stays in sight and filters."""
    content = io.BytesIO()
    book = Workbook(content, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"title": title, "created": NO_TIME})
    sheet = book.add_worksheet(title[:31])
    bold = book.add_format({"bold": True, "bg_color": "#e6ebf1", "bottom": 1, "valign": "top"})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    for column, head in enumerate(heads):
        cells = [row[column] for row in rows]
        sheet.set_column(column, column, find_width((head, *cells)), plain)
        sheet.write_string(0, column, head, bold)
        for number, cell in enumerate(cells, 1):
            if cell:
                sheet.write_string(number, column, _fit(cell), plain)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, len(rows), len(heads) - 1)
    book.close()
    return content.getvalue()


def _fit(cell: str) -> str:
    """A cell as the format can hold it."""
    text = _CONTROL.sub("", cell)
    return text if len(text) <= _MOST else text[: _MOST - len(_CUT)] + _CUT


def find_width(cells: Sequence[str]) -> int:
    """As wide as the longest line."""
    longest = max((measure_line(line) for cell in cells for line in cell.splitlines()), default=0)
    return min(max(longest + 2, _NARROW), _WIDE)


def measure_line(line: str) -> int:
    """The width of a line in characters; a Chinese one counts two."""
    return sum(1 if char < "\u2000" else 2 for char in line)

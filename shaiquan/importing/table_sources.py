"""Where a table comes from: a workbook, a CSV file, a Word file, or what was pasted (edge: reads
files and standard input)."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from shaiquan.console import Console
from shaiquan.importing.docx_tables import read_word_tables
from shaiquan.importing.office_packages import UnreadableTable, is_word_file
from shaiquan.importing.table_files import Sheet, read_limited, read_sheets

#: the file that means standard input
PASTED = Path("-")
#: how much pasted text is read, in bytes
_MOST_PASTED = 5_000_000


def read_tables(file: Path, console: Console) -> tuple[Sheet, ...]:
    """The sheets of a file, or of what is pasted. Raises UnreadableTable, OSError."""
    data = read_pasted(console) if file == PASTED else read_limited(file)
    sheets = read_word_tables(data) if is_word_file(data) else read_sheets(data)
    if not any(sheet.rows for sheet in sheets):
        tell_sheets(sheets, (), console)
        raise UnreadableTable("表里什么也没有", "there is nothing in the table")
    return sheets


def read_pasted(console: Console) -> bytes:
    """What is pasted into the terminal, or comes from another program. Raises UnreadableTable."""
    if sys.stdin.isatty():
        console.say(
            "请粘贴，再按回车、Ctrl+D（Windows 按 Ctrl+Z 再回车）。",
            "Paste, then press return and Ctrl+D (on Windows Ctrl+Z and return).",
        )
    data = sys.stdin.buffer.read(_MOST_PASTED + 1)
    if len(data) > _MOST_PASTED:
        raise UnreadableTable("粘贴的文字太长，请存成文件再录", "the pasted text is too long")
    return data


def name_source(file: Path) -> str:
    """What the source of a table is called."""
    return "粘贴的文字" if file == PASTED else file.name


def tell_sheets(sheets: Iterable[Sheet], read: Iterable[str], console: Console) -> None:
    """What of the sheets was not read: those not among ``read`` have no headings."""
    sheets, names = tuple(sheets), {*read}
    for sheet in sheets:
        for note in sheet.told:
            console.say(f"注意　{note}", f"note: {note.en}")
        if sheet.rows and sheet.name not in names:
            zh = f"注意　“{sheet.name}”没有找到表头，没有读（{len(sheet.rows)} 行）"
            console.say(zh, f"note: no headings were found in '{sheet.name}': it was not read")

"""The tables of a Word file as sheets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from shaiquan.importing.docx_lines import WordLine, read_lines
from shaiquan.importing.office_packages import UnreadableTable
from shaiquan.importing.table_files import Sheet, clean_text, make_grid
from shaiquan.problems import Bilingual

#: a line above a table that is no longer may be its name
_LONGEST_NAME = 40


@dataclass(slots=True)
class _Table:
    above: list[str]
    rows: list[list[str]] = field(default_factory=list)


def read_word_tables(data: bytes) -> tuple[Sheet, ...]:
    """A sheet for each table of a ``.docx``, under the line above it. Raises UnreadableTable."""
    lines, told = read_lines(data, fill=True)
    tables, rest = _collect(lines)
    if not tables:
        zh = "这份 Word 文件里没有表格；清单和步骤要写成表，一条一行"
        raise UnreadableTable(zh, "there is no table in it")
    if rest:
        zh = f"最后一张表下面的文字没有读：{rest[0][:20]}…（共 {len(rest)} 段）"
        told = (*told, Bilingual(zh, f"{len(rest)} paragraphs below the last table were left out"))
    names: list[str] = []
    for number, table in enumerate(tables, 1):
        names.append(_name(table, f"表 {number}", names))
    return tuple(
        Sheet(name, make_grid(t.rows), tuple(t.above), told if t is tables[0] else ())
        for name, t in zip(names, tables, strict=True)
    )


def _collect(lines: Iterable[WordLine]) -> tuple[list[_Table], list[str]]:
    """The tables with the lines above each, and the lines below the last one.

    A table that follows another without a word between is the rest of it, where it has as many
    columns and does not begin with the same headings.
    """
    tables: list[_Table] = []
    above: list[str] = []
    for line in lines:
        if not line.rows:
            above += [text] if (text := clean_text(line.text)) else []
            continue
        rows = [list(map(_drop_dot, row)) for row in line.rows]
        last = tables[-1].rows if tables else []
        if last and not above and len(last[0]) == len(rows[0]) and last[0] != rows[0]:
            last += rows
        else:
            tables.append(_Table(above, rows))
        above = []
    return tables, above


def _drop_dot(text: str) -> str:
    """A number that Word counts by itself, without the sign behind it."""
    bare = text.rstrip("　 .．、")
    return bare if bare.isdecimal() else text


def _name(table: _Table, number: str, taken: Iterable[str]) -> str:
    """What a table is called: as the last line above it that can be a name."""
    for text in _list_names(table):
        if text not in taken:
            return text
    return number


def _list_names(table: _Table) -> Iterator[str]:
    for text in reversed(table.above):
        if len(text) <= _LONGEST_NAME and not re.search("[：:]|[。；，]$", text):
            yield text

"""Which record a row of an edited workbook is: by its id, and by the marks beside it.

Marks stay behind where only some columns are sorted, and ids are changed by mistake, so neither
is enough. A row whose cells are those of another record than its id says is refused: else it would
be written over a record that it does not mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from shaiquan.editing.cell_marks import find_first_mark, is_untouched, mark_cells
from shaiquan.importing.edited_tables import EditedRow
from shaiquan.model.common import Record

_ID = Record.label_of("id")


def settle_rows(rows: Iterable[EditedRow], ids: Iterable[str]) -> tuple[EditedRow, ...]:
    """The rows, each with the marks of its own record; or with the fault that it cannot be told
    which record it is. ``ids`` are those that the content has, as written."""
    rows = tuple(rows)
    firsts = {id.lower(): mark_cells({_ID: id}) for id in ids}
    table = _Rows(
        firsts,
        {first: id for id, first in firsts.items()},
        {find_first_mark(row.marks): row.marks for row in rows if row.marks},
        frozenset(row.id.lower() for row in rows),
    )
    return tuple(map(table.settle, rows))


@dataclass(frozen=True)
class _Rows:
    """What is known of all rows."""

    #: the id of a record of the content, in small letters -> the first of its marks, and back
    firsts: Mapping[str, str]
    owners: Mapping[str, str]
    #: the first mark -> all marks of a row
    marks: Mapping[str, str]
    #: the ids that stand in rows
    ids: frozenset[str]

    def settle(self, row: EditedRow) -> EditedRow:
        first = find_first_mark(row.marks)
        owner = self.owners.get(first, "")
        if not row.id and owner and owner not in self.ids:
            return replace(row, fault=f"{_ID}空了，原来是 {owner}：请填回去")
        own = self.firsts.get(row.id.lower())
        if own is None or first == own:
            return row
        marks = self.marks.get(own, "")
        if not first or _count_untouched(row, row.marks) <= _count_untouched(row, marks):
            return replace(row, marks=marks)
        if marks or owner not in self.ids:
            why = f"别的格子却是 {owner or '别的记录'} 的：{_ID}改过，或者只排了几栏，请重新导出"
            return replace(row, fault=f"{_ID}是 {row.id}，{why}")
        return replace(
            row, marks=""
        )  # a copy of another row, imported before: all of it is its own


def _count_untouched(row: EditedRow, marks: str) -> int:
    """How many cells say what they said where a row has these marks; the id does not count."""
    said = ((heading, text) for heading, text in row.cells.items() if text and heading != _ID)
    return sum(is_untouched(heading, text, marks) for heading, text in said)

"""Rows of texts to the rows of a list, as the table words them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from shaiquan.importing.heading_rows import FIRST_ROWS, join_heading_rows
from shaiquan.importing.headings import tighten
from shaiquan.importing.list_headings import find_fields, find_unit
from shaiquan.importing.office_packages import UnreadableTable
from shaiquan.importing.table_files import Sheet
from shaiquan.kinds.descriptor import Kind
from shaiquan.kinds.registry import KINDS
from shaiquan.model.shapes import ListShape, ScalarShape, field_shapes

#: so many headings at least are known
_LEAST_KNOWN = 2
#: a column that only counts the rows
_ROW_NUMBERS = ("序号", "序列", "项次", "编次", "No.", "NO")
_TOTALS = ("合计", "总计", "小计", "备注", "说明", "注", "填表人", "审核人")


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """A row of a list: its sheet and number, what it says by fields, and under headings that are
    no field."""

    sheet: str
    number: int
    values: Mapping[str, str]
    other: Mapping[str, str]

    @property
    def where(self) -> str:
        return f"{f'“{self.sheet}”' if self.sheet else ''}第 {self.number} 行"


@dataclass(frozen=True, slots=True)
class ListTable:
    """A sheet that has a list: where its headings are, which column is which field, and its rows.

    ``units``: field -> the unit of time that its heading says. ``other_kind``: what the sheet
    lists instead of what was asked for; it has no rows then.
    """

    sheet: str
    heading_row: int
    columns: Mapping[str, str]
    other: tuple[str, ...]
    rows: tuple[ImportedRow, ...]
    units: Mapping[str, str]
    other_kind: Kind | None = None


def read_list_tables(sheets: Sequence[Sheet], kind: Kind) -> tuple[ListTable, ...]:
    """The lists of all sheets that have one. Raises UnreadableTable.

    Of a file with several lists (权力清单, 责任清单, 风险点), the sheets whose headings are rather
    those of another kind are passed over, as long as one is left.
    """
    tables = tuple(table for sheet in sheets if (table := _read_sheet(sheet, kind)))
    passed = tuple(replace(t, rows=(), other_kind=_find_closer(t, kind)) for t in tables)
    if not all(table.other_kind for table in passed):
        pairs = zip(tables, passed, strict=True)
        tables = tuple(other if other.other_kind else table for table, other in pairs)
    if not tables:
        labels = "、".join(label for name, label in kind.model.field_labels() if name != "id")
        zh = f"前 {FIRST_ROWS} 行里没有找到表头：要有一行至少写着{kind.label}的两个栏名。"
        zh += f"栏名有：{labels}"
        raise UnreadableTable(zh, f"no heading row: two headings of a {kind.name} are expected")
    return tables


def _find_closer(table: ListTable, kind: Kind) -> Kind | None:
    """The kind that knows more headings of the table than the one that was asked for."""
    headings = (*table.columns.values(), *table.other)
    known = len(find_fields(kind, headings))
    others = (other for other in KINDS if other.folder and other is not kind)
    best = max(others, key=lambda other: len(find_fields(other, headings)))
    return best if len(find_fields(best, headings)) > known else None


def _read_sheet(sheet: Sheet, kind: Kind) -> ListTable | None:
    rows_joined = join_heading_rows(sheet.rows, lambda row: _score(find_fields(kind, row), row))
    sheet = replace(sheet, rows=rows_joined)
    found = [find_fields(kind, row) for row in sheet.rows[:FIRST_ROWS]]
    scores = [_score(fields, row) for fields, row in zip(found, sheet.rows, strict=False)]
    at = max(range(len(found)), key=lambda row: scores[row], default=0)
    if not found or scores[at] < _LEAST_KNOWN:
        return None
    columns, headings = found[at], sheet.rows[at]
    other = {
        n: tighten(text)
        for n, text in enumerate(headings)
        if text and n not in columns and tighten(text) not in _ROW_NUMBERS
    }
    rows = tuple(_read_rows(sheet, at, columns, other, kind))
    return ListTable(
        sheet.name,
        at + 1,
        {name: tighten(headings[n]) for n, name in columns.items()},
        tuple(dict.fromkeys(other.values())),
        rows,
        {name: unit for n, name in columns.items() if (unit := find_unit(headings[n]))},
    )


def _score(fields: Mapping[int, str], row: Sequence[str]) -> int:
    """How many headings are known; one that counts the rows is, where another is too."""
    counting = {tighten(text) for text in row} & {*_ROW_NUMBERS}
    return len(fields) + bool(fields and counting and "number" not in fields.values())


def _read_rows(
    sheet: Sheet, at: int, columns: Mapping[int, str], other: Mapping[int, str], kind: Kind
) -> Iterator[ImportedRow]:
    named = next((n for n, name in columns.items() if name == "name"), -1)
    carried = _list_carried(columns, named, kind)
    pending: ImportedRow | None = None
    above: dict[int, str] = {}
    for number, row in enumerate(sheet.rows[at + 1 :], at + 2):
        if not any(row) or row == sheet.rows[at] or _is_total(row):
            continue
        values = {name: row[n] for n, name in columns.items() if row[n]}
        is_more = named >= 0 and not row[named] and _continues(row, columns, kind)
        said = _read_other(row, other)
        if pending and (is_more or _is_same(pending.values, values)):
            joined = _join(pending.values, values), _join(pending.other, said)
            pending = ImportedRow(sheet.name, pending.number, *joined)
            continue
        if pending:
            yield pending
        above = {n: row[n] or above.get(n, "") for n in carried}
        values = {name: text for n, name in columns.items() if (text := row[n] or above.get(n, ""))}
        pending = ImportedRow(sheet.name, number, values, said)
    if pending:
        yield pending


def _list_carried(columns: Mapping[int, str], named: int, kind: Kind) -> tuple[int, ...]:
    """The columns whose blank cells say what stands above: names and terms left of the name."""
    shapes = field_shapes(kind.model)
    return tuple(
        n
        for n, name in columns.items()
        if n < named and (s := shapes[name]) and isinstance(s, ScalarShape) and not s.text
        and name not in ("id", "number")
    )  # fmt: skip


def _continues(row: Sequence[str], columns: Mapping[int, str], kind: Kind) -> bool:
    """Whether a row without a name goes on with the one above: only in lists and texts."""
    shapes = field_shapes(kind.model)
    said = [name for n, name in columns.items() if row[n] and name not in ("id", "number")]
    return bool(said) and all(isinstance(shapes[n], ListShape) or n == "text" for n in said)


def _is_same(above: Mapping[str, str], values: Mapping[str, str]) -> bool:
    """Whether the number and the name of the row above are merged over this one."""
    same = [above.get(name) == values.get(name) for name in ("name", "id", "number", "code")]
    return all(same) and "name" in values and len({"id", "number", "code"} & {*values}) > 0


def _read_other(row: Sequence[str], other: Mapping[int, str]) -> dict[str, str]:
    """What stands under the headings that are no field; columns of one heading are joined."""
    said: dict[str, str] = {}
    for column, heading in other.items():
        if row[column]:
            said = _join(said, {heading: row[column]})
    return said


def _join(above: Mapping[str, str], values: Mapping[str, str]) -> dict[str, str]:
    """Texts with more of them, each on a line of its own, and none twice."""
    joined = dict(above)
    for name, text in values.items():
        if text not in joined.get(name, "").split("\n"):
            joined[name] = f"{joined[name]}\n{text}" if name in joined else text
    return joined


def _is_total(row: Sequence[str]) -> bool:
    """Whether a row says the sum of others, or who filled the table in."""
    first = tighten(next(text for text in row if text))
    return first in _TOTALS or first.startswith(tuple(f"{w}{c}" for w in _TOTALS for c in ":："))

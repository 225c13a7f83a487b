"""Tables of records: with the columns of their kind, or those that a page asks for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.descriptor import Column, Kind
from shaiquan.model.base import Part
from shaiquan.model.lists import ListEntry, Listing
from shaiquan.model.procedures import Extension
from shaiquan.views.cells import make_cell, part_cell
from shaiquan.views.columns import cell_maker, heading_of
from shaiquan.views.values import LazyRows, Table, TableRow, plain

K = TypeVar("K")

#: rows of tables on a page: about 100 KB of HTML, 10 KB on the way to a phone
LIMIT = 100


def drop_empty_columns(table: Table) -> Table:
    """The table without the columns that are empty in all rows; the leading one stays."""
    full = [
        index
        for index in range(len(table.columns))
        if index == table.lead or any(row.cells[index] for row in table.rows)
    ]
    rows = tuple(TableRow(tuple(row.cells[i] for i in full), row.id) for row in table.rows)
    columns = tuple(table.columns[i] for i in full)
    return replace(table, columns=columns, rows=rows, lead=full.index(table.lead))


def make_rows(keys: Sequence[K], make: Callable[[K], TableRow]) -> tuple[TableRow, ...] | LazyRows:
    """A row for each key; more rows than a page has are made when they are shown."""
    return LazyRows(keys, make) if len(keys) > LIMIT else tuple(make(key) for key in keys)


def make_record_table(
    public: PublicCatalog,
    kind: Kind,
    ids: Sequence[str],
    title: str,
    id: str = "",
    partial: bool = False,
    columns: tuple[Column, ...] = (),
) -> Table | None:
    """A table of records with the columns of their kind, or those given; None without records.

    A ``partial`` table has other rows on other pages. It keeps all columns, to be the same there.
    """
    if not ids:
        return None
    used = columns or kind.columns
    anchored = kind.anchors and not columns
    makers = tuple(cell_maker(column) for column in used)

    def row(key: str) -> TableRow:
        entry = public.entries[key]
        cells = tuple(make(public, entry) for make in makers)
        return TableRow(cells, key if anchored else "")

    headings = tuple(heading_of(kind, column) for column in used)
    lead = 0 if columns else kind.lead_index
    table = Table(headings, make_rows(ids, row), title, id, lead=lead)
    whole = not partial and not isinstance(table.rows, LazyRows)
    return drop_empty_columns(table) if whole and not kind.keep_empty else table


def make_part_table(public: PublicCatalog, entry: Entry, name: str) -> Table | None:
    """The parts that a field has, each in a row; None where one value says all of each."""
    value = getattr(entry.record, name)
    parts = value if isinstance(value, tuple) else (value,)
    if not parts or not isinstance(parts[0], Part) or isinstance(parts[0], Extension):
        return None
    fields = [field for field in type(parts[0]).field_labels() if field[0] != "withheld"]
    places = [(name, at) if isinstance(value, tuple) else (name,) for at in range(len(parts))]
    rows = tuple(
        TableRow(tuple(part_cell(public, entry, part, place, field) for field, _ in fields))
        for part, place in zip(parts, places, strict=True)
    )
    columns = tuple(label for _, label in fields)
    title = type(entry.record).label_of(name)
    table = drop_empty_columns(Table(columns, rows, title, name))
    return table if len(table.columns) > 1 else None


#: the columns of a list beside the number and the text, in order; those in use are shown
_COLUMNS = ("type", "threshold", "decider", "powers", "basis", "note")


def make_entry_table(public: PublicCatalog, entry: Entry) -> Table:
    """The entries of a list with their numbers."""
    record = entry.record
    assert isinstance(record, Listing)
    used = [name for name in _COLUMNS if any(getattr(item, name) for item in record.entries)]
    columns = ("序号", "内容", *(ListEntry.label_of(name) for name in used))
    rows = tuple(
        TableRow(
            (
                plain(str(number)),
                plain(item.text),
                *(make_cell(public, getattr(item, name)) for name in used),
            )
        )
        for number, item in enumerate(record.entries, 1)
    )
    return Table(columns, rows, f"{len(rows)} 项", "entries", lead=1)

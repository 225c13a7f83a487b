"""Tables of records: with the columns of their kind, or those that a page asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.descriptor import BackLink, Column, Kind
from shaiquan.model.base import Part, Ref
from shaiquan.model.handling import Entrustment
from shaiquan.model.procedures import Extension
from shaiquan.queries.linked import list_linked
from shaiquan.views.addresses import record_address
from shaiquan.views.cells import part_cell
from shaiquan.views.column_choices import choose_columns
from shaiquan.views.columns import cell_maker, heading_of
from shaiquan.views.record_links import link_record
from shaiquan.views.values import Cell, LazyRows, Table, TableRow, plain

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
    minor = tuple(full.index(index) for index in table.minor if index in full)
    lead = full.index(table.lead)
    return replace(table, columns=columns, rows=rows, lead=lead, minor=minor)


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
    used = columns or choose_columns(public, kind)
    anchored = kind.anchors and not columns
    makers = tuple(cell_maker(column) for column in used)

    def row(key: str) -> TableRow:
        entry = public.entries[key]
        cells = tuple(make(public, entry) for make in makers)
        return TableRow(cells, key if anchored else "")

    headings = tuple(heading_of(kind, column) for column in used)
    lead = 0 if columns else [column.value for column in used].index(kind.lead)
    minor = tuple(index for index, column in enumerate(used) if column.minor)
    rows = make_rows(ids, row)
    table = Table(headings, rows, title, id, lead=lead, look="list", minor=minor)
    whole = not partial and not isinstance(table.rows, LazyRows)
    return drop_empty_columns(table) if whole and not kind.keep_empty else table


def make_number_table(
    public: PublicCatalog, kind: Kind, link: BackLink, ids: Sequence[str]
) -> Table:
    """How many records name which other one in the field ``by`` of a back-link.

    A number leads to the list on that one's page, if it has just these records.
    """
    refs = [_find_group(public, id, link.by) for id in ids]
    numbers = Counter(ref.id if ref else "" for ref in refs)  # kept back: without an id
    order = {id: public.heads[id].order for id in numbers if id}
    rows = [
        TableRow((link_record(public.entries[id]), _link_number(public, kind, link.by, id, number)))
        for id, number in sorted(numbers.items(), key=lambda pair: order.get(pair[0], 0))
        if id
    ]
    if rest := numbers[""]:
        rows.append(TableRow((plain("其他"), plain(f"{rest} 项"))))
    columns = (kind.model.label_of(link.by), kind.label)
    return Table(columns, tuple(rows), link.title.format(count=len(ids)), link.anchor)


def _find_group(public: PublicCatalog, id: str, field: str) -> Ref | None:
    """The record that a field names; of a sub item that names none, that of its main item."""
    index = public.heads[id].index
    named: Ref | None = index[field]
    main = index.get("main_item")
    above = public.heads.get(main.id) if main and not named else None
    return above.index[field] if above else named


def _link_number(public: PublicCatalog, kind: Kind, field: str, id: str, number: int) -> Cell:
    """A number of records that name another one, linked where its page lists just these."""
    own = public.heads[id].kind
    links = (link for link in kind.back_links if link.on == own and link.fields == (field,))
    for link in links if public.heads[id].in_use else ():
        if len(list_linked(public, id, kind, link)) == number:
            return plain(f"{number} 项", f"{record_address(own, id)}#{link.anchor}")
    return plain(f"{number} 项")


def make_part_table(public: PublicCatalog, entry: Entry, name: str) -> Table | None:
    """The parts that a field has, each in a row; None where one value says all of each."""
    value = getattr(entry.record, name)
    if not value or isinstance(value, str):  # as most fields
        return None
    parts = value if isinstance(value, tuple) else (value,)
    if not isinstance(parts[0], Part) or isinstance(parts[0], Extension | Entrustment):
        return None
    places = [(name, at) if isinstance(value, tuple) else (name,) for at in range(len(parts))]
    fields = _list_said_fields(public, entry, name, parts)
    if len(fields) < 2:
        return None
    rows = tuple(
        TableRow(tuple(part_cell(public, entry, part, place, field) for field in fields))
        for part, place in zip(parts, places, strict=True)
    )
    columns = tuple(type(parts[0]).label_of(field) for field in fields)
    return Table(columns, rows, type(entry.record).label_of(name), name)


def _list_said_fields(
    public: PublicCatalog, entry: Entry, name: str, parts: Sequence[Part]
) -> list[str]:
    """The fields of the parts of a field that say something in one of them, or are withheld."""
    hidden = {path[-1] for path in public.withheld.get(entry.id, ()) if path[0] == name}
    return [
        field
        for field, _ in type(parts[0]).field_labels()
        if field != "withheld" and (field in hidden or any(getattr(p, field) for p in parts))
    ]

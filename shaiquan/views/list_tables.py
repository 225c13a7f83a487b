"""The entries of a list, with the columns that it has of its own."""

from __future__ import annotations

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.model.decimals import say_decimal
from shaiquan.model.lists import ListColumn, ListEntry, Listing
from shaiquan.model.terms import ColumnType
from shaiquan.views.cells import make_cell, part_cell
from shaiquan.views.values import Cell, Table, TableRow, plain

#: the columns of each list beside the number and the text, in order; those in use are shown
_COLUMNS = ("type", "threshold", "decider", "powers", "basis", "note")


def make_entry_table(public: PublicCatalog, entry: Entry) -> Table:
    """The entries of a list with their numbers; a note says what its numbers come to."""
    listing = entry.record
    assert isinstance(listing, Listing)
    used = [name for name in _COLUMNS if any(getattr(item, name) for item in listing.entries)]
    grouped = any(item.group for item in listing.entries)
    heads = ("序号", *((ListEntry.label_of("group"),) if grouped else ()), "内容")
    own = tuple(column.name for column in listing.columns)
    columns = (*heads, *own, *(ListEntry.label_of(name) for name in used))
    rows = tuple(
        TableRow(
            (
                plain(str(number)),
                *((plain(item.group),) if grouped else ()),
                plain(item.text),
                *(show_own_cell(public, item, name) for name in own),
                *(make_cell(public, getattr(item, name)) for name in used),
            )
        )
        for number, item in enumerate(listing.entries, 1)
    )
    title, lead = f"{len(rows)} 项", len(heads) - 1
    types = enumerate(listing.columns, len(heads))
    numbers = tuple(at for at, column in types if column.type is ColumnType.NUMBER)
    return Table(
        columns, rows, title, "entries", note=_say_totals(listing), lead=lead, numbers=numbers
    )


def list_texts_of_entries(public: PublicCatalog, entry: Entry) -> Cell:
    """What a list says, an entry a line."""
    listing = entry.record
    assert isinstance(listing, Listing)
    return tuple(
        line
        for index, part in enumerate(listing.entries)
        for line in part_cell(public, entry, part, ("entries", index), "text")
    )


def show_own_cell(public: PublicCatalog, item: ListEntry, column: str) -> Cell:
    """What an entry says in a column of the list's own."""
    cell = item.find_cell(column)
    return make_cell(public, cell.value) if cell else ()


def _say_totals(listing: Listing) -> str:
    """What the columns with a total come to: 合计：人数 426."""
    sums = [
        f"{column.name} {say_decimal(listing.sum_column(column.name))}"
        for column in listing.columns
        if column.total
    ]
    return f"{ListColumn.label_of('total')}：{'，'.join(sums)}" if sums else ""

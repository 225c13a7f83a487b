"""其他要素: columns of one's own, as rows of a record's page."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.model.common import Record
from shaiquan.views.cells import field_cell, make_cell, withheld_cell
from shaiquan.views.values import Row


def make_extra_rows(public: PublicCatalog, entry: Entry) -> Iterator[Row]:
    """A row for each, in the order written; where all are withheld, one that says so."""
    withheld = public.withheld.get(entry.id, {})
    if ("extras",) in withheld:
        yield Row(Record.label_of("extras"), field_cell(public, entry, "extras"))
    for name, text in entry.record.extras.items():
        basis = withheld.get(("extras", name))
        yield Row(name, make_cell(public, text) if basis is None else withheld_cell(basis))

"""On what a record rests: 依据, and of a power what founds it, 设定依据."""

from __future__ import annotations

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.model.powers import BASES
from shaiquan.views.cells import field_cell
from shaiquan.views.values import Cell


def list_basis_fields(entry: Entry) -> tuple[str, ...]:
    """The fields of a record that say on what it rests."""
    return tuple(name for name in BASES if name in entry.kind.model.model_fields)


def show_bases(public: PublicCatalog, entry: Entry) -> Cell:
    """The citations, each once; a field that is withheld says so."""
    names = list_basis_fields(entry)
    lines = (line for name in names for line in field_cell(public, entry, name))
    return tuple(dict.fromkeys(lines))

"""On what a record rests: 依据, and of a power what founds it, 设定依据."""

from __future__ import annotations

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.model.powers import BASES, Power
from shaiquan.views.cells import field_cell
from shaiquan.views.values import Cell


def list_basis_fields(entry: Entry) -> tuple[str, ...]:
    """The fields of a record that say on what it rests."""
    return tuple(name for name in BASES if name in entry.kind.model.model_fields)


def find_basis_holder(public: PublicCatalog, entry: Entry) -> Entry:
    """The record whose bases a record has: its own, or of a sub item without any the main item."""
    ref = entry.record.main_item if isinstance(entry.record, Power) else None
    main = public.entries.get(ref.id) if ref else None
    says = any(field_cell(public, entry, name) for name in list_basis_fields(entry))
    return main if main and not says else entry


def show_bases(public: PublicCatalog, entry: Entry) -> Cell:
    """The citations, each once; a field that is withheld says so."""
    holder = find_basis_holder(public, entry)
    names = list_basis_fields(holder)
    lines = (line for name in names for line in field_cell(public, holder, name))
    return tuple(dict.fromkeys(lines))

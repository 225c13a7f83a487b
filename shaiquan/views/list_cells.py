"""What a list says: cells of tables."""

from __future__ import annotations

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.model.lists import Listing
from shaiquan.views.cells import part_cell
from shaiquan.views.values import Cell


def list_texts_of_entries(public: PublicCatalog, entry: Entry) -> Cell:
    """What a list says, an entry a line."""
    listing = entry.record
    assert isinstance(listing, Listing)
    return tuple(
        line
        for index, part in enumerate(listing.entries)
        for line in part_cell(public, entry, part, ("entries", index), "text")
    )

"""The records that have a tag, kind by kind."""

from __future__ import annotations

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.registry import KIND
from shaiquan.queries.tagged import list_tagged
from shaiquan.site.list_sections import Drawings
from shaiquan.site.record_sections import MakeSections, Sections
from shaiquan.views import tables


def _list_tagged_records(public: PublicCatalog, entry: Entry, charts: Drawings) -> Sections:
    """A table of each kind, in the columns of its list."""
    for name, ids in list_tagged(public, entry.id).items():
        kind = KIND[name]
        yield tables.make_record_table(
            public, kind, ids, f"{kind.label}（{len(ids)} 项）", kind.file_name
        )


CUSTOM_SECTIONS: dict[str, MakeSections] = {"tagged_records": _list_tagged_records}

"""The records that have a tag, kind by kind."""

from __future__ import annotations

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.descriptor import Column
from shaiquan.kinds.registry import KIND
from shaiquan.queries.tagged import list_tagged
from shaiquan.site.list_sections import Drawings
from shaiquan.site.record_sections import MakeSections, Sections
from shaiquan.views import tables


def _list_tagged_records(public: PublicCatalog, entry: Entry, charts: Drawings) -> Sections:
    """A table of each kind, in the columns of its list."""
    for name, ids in list_tagged(public, entry.id).items():
        kind = KIND[name]
        columns = () if kind.columns else (Column("name"),)
        title = f"{kind.label}（{len(ids)} 项）"
        yield tables.make_record_table(public, kind, ids, title, kind.file_name, columns=columns)


CUSTOM_SECTIONS: dict[str, MakeSections] = {"tagged_records": _list_tagged_records}

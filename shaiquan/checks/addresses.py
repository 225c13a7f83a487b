"""No two pages at one address."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan import codes
from shaiquan.catalog import Catalog
from shaiquan.model.procedures import Procedure
from shaiquan.procedures.graph import graph_of
from shaiquan.reading.places import Finding, finding
from shaiquan.rendering.urls import ANCHORS, RESERVED, of_entry


def address_faults(catalog: Catalog) -> Iterator[Finding]:
    """Records whose address is a page of the site itself.

    Ids are unique in the whole site, so records never collide with each other.
    """
    for entry in catalog.entries.values():
        if entry.kind.section and entry.id in RESERVED:
            words = {"address": of_entry(entry), "other": "网站自己的页面"}
            yield finding(codes.ADDRESS_COLLISION, entry.spot("id"), **words)
    for entry, procedure in catalog.records(Procedure):
        for node in graph_of(procedure).nodes:
            if node.id in ANCHORS or node.id.startswith(("flow-", "chart-")):
                words = {"address": f"{of_entry(entry)}#{node.id}", "other": "页面的一节"}
                yield finding(codes.ADDRESS_COLLISION, entry.spot(*node.path, "anchor"), **words)

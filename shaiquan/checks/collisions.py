"""Two pages at one address, two sections at one anchor."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan import codes
from shaiquan.content.catalog import Entry
from shaiquan.content.places import Finding, finding
from shaiquan.kinds.overviews import RESERVED_IDS
from shaiquan.procedures.graph import Graph
from shaiquan.views.addresses import ANCHORS, entry_address


def find_address_collisions(entry: Entry) -> Iterator[Finding]:
    """A record at the address of one of the site's own pages.

    Ids are unique in the whole site, so records never collide with one another.
    """
    if entry.id in RESERVED_IDS and entry.kind.section:
        words = {"address": entry_address(entry), "other": "网站自己的页面"}
        yield finding(codes.ADDRESS_COLLISION, entry.location("id"), **words)


def find_anchor_collisions(entry: Entry, graph: Graph) -> Iterator[Finding]:
    """Steps whose anchor is that of a section of the procedure's page."""
    for node in graph.nodes:
        if node.id in ANCHORS or node.id.startswith(("flow-", "chart-")):
            words = {"address": f"{entry_address(entry)}#{node.id}", "other": "页面的一节"}
            yield finding(codes.ADDRESS_COLLISION, entry.location(*node.path, "anchor"), **words)

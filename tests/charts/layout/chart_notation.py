"""Small charts written as text."""

from __future__ import annotations

from shaiquan.charts.layout.layout_types import Box, LayoutEdge, LayoutGraph


def parse_graph(*texts: str, lanes: dict[str, int] | None = None, boxes: str = "") -> LayoutGraph:
    """A chart from edges such as ``a>b``, ``a>b:`` with a label, ``b<a`` for a return a to b."""
    edges: list[LayoutEdge] = []
    for text in texts:
        ends = text.rstrip(":")
        size = (46.0, 14.0) if text.endswith(":") else (0.0, 0.0)
        back = "<" in ends
        one, other = ends.split("<" if back else ">")
        edges.append(LayoutEdge(other if back else one, one if back else other, *size, back=back))
    ids = dict.fromkeys([*boxes, *(end for edge in edges for end in (edge.source, edge.target))])
    count = max(lanes.values()) + 1 if lanes else 0
    sized = (Box(id, 150.0, 38.0, "box", (lanes or {}).get(id, 0)) for id in ids)
    return LayoutGraph(tuple(sized), tuple(edges), count)

"""Whether a way through one step passes another: the time of the one is in that of the other."""

from __future__ import annotations

from collections import defaultdict

from shaiquan.model.shapes import Path
from shaiquan.procedures.graph import Graph, Node, is_avoidable


def can_go_round(graph: Graph, node: Node, other: Node) -> bool:
    """Whether some way from the start through ``node`` to an end does not pass ``other``.

    All branches of a parallel run.
    """
    if _run_together(node.path, other.path):
        return False
    return is_avoidable(graph, [other.id], node.id) and _ends_without(graph, node.id, other.id)


def _run_together(path: Path, other: Path) -> bool:
    """Whether two steps stand in different branches of one parallel."""
    differ = next((i for i, (a, b) in enumerate(zip(path, other, strict=False)) if a != b), 0)
    return differ > 0 and path[differ - 1] == "parallel"


def _ends_without(graph: Graph, start: str, closed: str) -> bool:
    """Whether an end can be reached from a step without another; a join waits for all branches."""
    ahead = _reach(graph, start, "", waits=frozenset())
    joins = frozenset(node.id for node in graph.nodes if node.type == "join") & ahead
    reached = _reach(graph, start, closed, waits=joins, of=ahead)
    return any(node.type == "end" and node.id in reached for node in graph.nodes)


def _reach(
    graph: Graph, start: str, closed: str, waits: frozenset[str], of: frozenset[str] | None = None
) -> frozenset[str]:
    """The steps after ``start``; those that wait need all their sources, or those in ``of``."""
    sources: defaultdict[str, set[str]] = defaultdict(set)
    for edge in graph.edges:
        if not edge.side and (of is None or edge.source in of):
            sources[edge.target].add(edge.source)
    reached, size = {start}, 0
    while size != len(reached):
        size = len(reached)
        for id, before in sources.items():
            is_open = before <= reached if id in waits else bool(before & reached)
            if id != closed and is_open:
                reached.add(id)
    return frozenset(reached)

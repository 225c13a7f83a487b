"""Whether a way through one step passes another: the time of the one is in that of the other."""

from __future__ import annotations

from shaiquan.model.shapes import Path
from shaiquan.procedures.graph import Graph, Node
from shaiquan.procedures.graph_questions import is_avoidable
from shaiquan.procedures.reaching import find_reached, find_with_joins, list_branches, map_targets


def can_go_round(graph: Graph, node: Node, other: Node) -> bool:
    """Whether some way from the start through ``node`` to an end does not pass ``other``.

    All branches of a parallel run.
    """
    if _run_together(node.path, other.path):
        return False
    return is_avoidable(graph, [other.id], node.id) and _ends_without(graph, node.id, other.id)


def _run_together(path: Path, other: Path) -> bool:
    """Whether two steps stand in different branches of one parallel."""
    mine, theirs = dict(list_branches(path)), dict(list_branches(other))
    return any(mine[parallel] != theirs[parallel] for parallel in mine.keys() & theirs.keys())


def _ends_without(graph: Graph, start: str, closed: str) -> bool:
    """Whether an end can be reached from a step without another.

    A join waits for those of its branches to which a way leads from the step.
    """
    ahead = find_reached([start], map_targets(graph.main_edges))
    edges = [edge for edge in graph.main_edges if edge.source in ahead]
    joins = [parallel.join for parallel in graph.parallels if parallel.join in ahead]
    paths = {node.id: node.path for node in graph.nodes}
    reached = find_with_joins([start], edges, paths, joins, [closed])
    return any(node.type == "end" and node.id in reached for node in graph.nodes)

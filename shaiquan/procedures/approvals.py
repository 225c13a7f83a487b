"""How many approvals a matter needs (S4-35): each role that signs, each body that discusses."""

from __future__ import annotations

from graphlib import TopologicalSorter

from shaiquan.procedures.detours import WayFinder
from shaiquan.procedures.graph import Graph, Node


def count_approvals(graph: Graph) -> int:
    """The most on one way to an end, returns left out; a vote belongs to its discussion."""
    ways = WayFinder(graph)
    before: dict[str, list[str]] = {node.id: [] for node in graph.nodes}
    for edge in graph.main_edges:
        if not ways.is_return(edge):
            before[edge.target].append(edge.source)
    discussing = {actor for node in graph.nodes if _discusses(node) for actor in node.actors}
    own = {node.id: _count_own(node, discussing) for node in graph.nodes}
    most: dict[str, int] = {}
    for id in TopologicalSorter(before).static_order():
        most[id] = own[id] + max((most[source] for source in before[id]), default=0)
    return max(most.values(), default=0)


def _discusses(node: Node) -> bool:
    return node.step is not None and node.step.collective


def _count_own(node: Node, discussing: set[str]) -> int:
    if node.step is None or node.side:
        return 0
    votes_alone = bool(node.step.voting) and discussing.isdisjoint(node.actors)
    return len(node.step.signatures) + (_discusses(node) or votes_alone)

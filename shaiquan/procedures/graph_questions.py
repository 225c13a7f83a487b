"""What is asked of a graph: what is reached or avoided, how many steps there are (X-10)."""

from __future__ import annotations

from collections.abc import Iterable

from shaiquan.model.shapes import Path
from shaiquan.procedures.graph import Graph, Node
from shaiquan.procedures.parallels import find_unjoined
from shaiquan.procedures.reaching import find_reached, find_with_joins, map_sources, map_targets


def find_unreachable(graph: Graph) -> tuple[Node, ...]:
    """Nodes to which no path leads from the start."""
    reached = find_reached([graph.start.id], map_targets(graph.main_edges))
    return tuple(n for n in graph.nodes if not n.side and n.id not in reached)


def find_endless(graph: Graph) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """Nodes from which no end can be reached: (dead ends, nodes of loops without an exit)."""
    ends = [n.id for n in graph.nodes if n.type == "end" and not n.side]
    ending = find_reached(ends, map_sources(graph.main_edges))
    stuck = [n for n in graph.nodes if not n.side and n.id not in ending]
    targets = map_targets(graph.main_edges)
    dead_ends = tuple(n for n in stuck if not targets[n.id])
    loops = (n for n in stuck if n.id in find_reached(targets[n.id], targets))
    return dead_ends, tuple(loops)


def find_unjoined_branches(graph: Graph) -> tuple[Path, ...]:
    """The field paths of branches of parallels that never come to the join."""
    paths = {node.id: node.path for node in graph.nodes}
    return tuple(find_unjoined(graph.parallels, graph.edges, paths))


def is_avoidable(graph: Graph, gates: Iterable[str], goal: str) -> bool:
    """Whether ``goal`` can be reached from the start without any node of ``gates``.

    With one gate, this is false if the gate dominates the goal; with several, if they do so
    together.
    """
    return goal in find_open_nodes(graph, gates)


def find_open_nodes(graph: Graph, gates: Iterable[str]) -> set[str]:
    """The nodes that can be reached from the start without any node of ``gates``.

    Branches of a parallel all run, so its second bar is reached only when every branch reaches
    it: a gate on every way of one branch is a gate on every path.
    """
    paths = {node.id: node.path for node in graph.nodes}
    joins = [parallel.join for parallel in graph.parallels]
    return find_with_joins([graph.start.id], graph.main_edges, paths, joins, gates)


def find_following(graph: Graph, id: str) -> set[str]:
    """The nodes after one, without going back: side steps and returns are left out."""
    targets = map_targets(edge for edge in graph.main_edges if not edge.back)
    return find_reached(targets[id], targets)


def count_steps(graph: Graph) -> int:
    """The number of steps that 声明步骤数 counts."""
    return sum(1 for n in graph.nodes if n.number)

"""Ways through a procedure: round a gate, and on from an answer that says no (X-11).

A way is the nodes that it visits, in order. Of several the shortest is given, and of these the
one that is written first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import dataclass, replace

from shaiquan.procedures.edges import Edge
from shaiquan.procedures.graph import Graph
from shaiquan.procedures.graph_questions import find_open_nodes
from shaiquan.procedures.reaching import find_reached, map_sources, map_targets


@dataclass(frozen=True, slots=True)
class Detour:
    """A way to a goal round a gate, from the branch on at which it leaves the way to the gate.

    No ``branch``: nothing leads to the gate before the goal, and the way is all of it.
    """

    branch: Edge | None
    nodes: tuple[str, ...]


class WayFinder:
    """The ways of one graph; side steps are on none.

    A return is an edge to a step written earlier from which the way comes back. Without the
    returns no way is a circle, so ``before`` and ``after`` mean something.
    """

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.ids = {node.id for node in graph.nodes}
        edges = graph.main_edges
        self._targets = map_targets(edges)
        self._sources = map_sources(edges)
        order = {node.id: index for index, node in enumerate(graph.nodes)}
        self._returns = {
            edge
            for edge in edges
            if order[edge.target] <= order[edge.source]
            and edge.source in find_reached([edge.target], self._targets)
        }
        onward = [edge for edge in edges if edge not in self._returns]
        self._onward, self._backward = map_targets(onward), map_sources(onward)

    def is_return(self, edge: Edge) -> bool:
        return edge in self._returns

    def find_before(self, ids: Iterable[str]) -> set[str]:
        """The nodes from which a way without returns leads to one of ``ids``, without these."""
        chosen = set(ids)
        return find_reached(chosen, self._backward) - chosen

    def find_after(self, ids: Iterable[str], closed: Set[str] = frozenset()) -> set[str]:
        """``ids`` and what a way without returns leads to from them, outside ``closed``."""
        return find_reached(ids, self._onward, closed)

    def find_leading(self, goal: str, within: Set[str]) -> set[str]:
        """The nodes of ``within`` from which any way inside it leads to the goal."""
        return find_reached([goal], self._sources, self.ids - within)

    def find_nearest_before(self, id: str, ids: Set[str], through: Set[str]) -> set[str]:
        """Those of ``ids`` that come last before a node, with only ``through`` between."""
        closed = self.ids - (through - ids)
        between = find_reached(self._backward[id], self._backward, closed)
        return {source for node in (id, *between) for source in self._backward[node]} & ids

    def find_way(
        self, start: str, goals: Collection[str], closed: Set[str], returns: bool = True
    ) -> tuple[str, ...]:
        """The shortest way to one of ``goals`` outside ``closed``; empty if there is none."""
        targets = self._targets if returns else self._onward
        came_from = {start: ""} if start not in closed else {}
        queue = [*came_from]
        for id in queue:  # grows during the loop
            if id in goals:
                return _trace_back(came_from, id)
            for target in targets[id]:
                if target not in came_from and target not in closed:
                    came_from[target] = id
                    queue.append(target)
        return ()

    def find_way_on(
        self, edge: Edge, redo: Set[str], goals: Collection[str], stops: Set[str]
    ) -> tuple[str, ...]:
        """The way from ``edge`` to one of ``goals`` that passes none of ``redo`` again.

        Empty if there is none. A way that goes back before those of ``redo`` that were passed
        starts over: it ends there. ``stops`` are not entered either.
        """
        passed = redo & (self.find_before([edge.source]) | {edge.source})
        return self.find_way(edge.target, goals, redo | self.find_before(passed) | stops)


def find_detours(ways: WayFinder, gates: Collection[str], goal: str) -> tuple[Detour, ...]:
    """The ways from the start to ``goal`` round all of ``gates``, one for each branch that leaves.

    A branch leaves where the gate lies ahead before it and no longer after it: there the chart
    is to be mended, wherever the goal stands.
    """
    graph = ways.graph
    until_goal = tuple(edge for edge in graph.edges if edge.source != goal)
    open_ = find_open_nodes(replace(graph, edges=until_goal), gates)
    if goal not in open_:
        return ()
    leading, before = ways.find_leading(goal, open_), ways.find_before(gates)
    forks = {node.id for node in graph.nodes if node.type == "fork"}  # all branches are gone
    leaving = [
        edge
        for edge in graph.main_edges
        if edge.source in (leading & before) - forks - {goal} and edge.target in leading - before
    ]
    closed = (ways.ids - open_) | before
    detours = [
        Detour(edge, (edge.source, *way))
        for edge in leaving
        if (way := ways.find_way(edge.target, {goal}, closed))
    ]
    whole = ways.find_way(graph.start.id, {goal}, ways.ids - open_)
    return tuple(detours) or (Detour(None, whole),)


def _trace_back(came_from: Mapping[str, str], id: str) -> tuple[str, ...]:
    way: list[str] = []
    while id:
        way.append(id)
        id = came_from[id]
    return tuple(reversed(way))

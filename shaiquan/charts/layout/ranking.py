"""Assigns ranks: which edges lead forward, and how long the longest path to each step is.

A host and its side steps stand together, so they are one node here, named by the host.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shaiquan.charts.layout.layout_types import LayoutGraph

#: a step with so many labelled exits gives each label a cell of its own in the grid; a bar, which
#: has no sides, if there are more than two
MANY = 5
#: with more labelled exits no exit of a step leads to one in the same row
LEVEL_LABELS = 2


@dataclass(frozen=True, slots=True)
class Ranking:
    """The forward part of a chart, which has no cycle.

    ``hosts`` maps a side step to the step beside which it stands; ``nodes`` are the others, and
    ``side_steps`` those beside each. ``sources`` are the forward edges into each node with the
    nodes from which they lead. ``ends`` are the nodes of each edge by its number; ``into`` and
    ``out`` the numbers of the forward edges of each node; ``conditions`` the edges whose label
    has a cell in the grid; ``level`` those whose ends may stand in one row; ``main`` the edge by
    which the main path leaves a node.
    """

    hosts: dict[str, str]
    nodes: tuple[str, ...]
    ends: tuple[tuple[str, str], ...]
    into: dict[str, tuple[int, ...]]
    out: dict[str, tuple[int, ...]]
    conditions: tuple[int, ...]
    level: frozenset[int]
    main: dict[str, int]
    rank: dict[str, int]
    sources: dict[str, tuple[tuple[int, str], ...]]
    side_steps: dict[str, tuple[str, ...]]


def rank_nodes(graph: LayoutGraph) -> Ranking:
    """Forward edges and ranks. An edge that closes a cycle is not forward, even if unmarked."""
    hosts = _find_hosts(graph)
    nodes = tuple(box.id for box in graph.boxes if box.id not in hosts)
    ends = tuple(
        (hosts.get(e.source, e.source), hosts.get(e.target, e.target)) for e in graph.edges
    )
    onward = [n for n, e in enumerate(graph.edges) if not e.back and not e.side]
    forward, walk = _find_forward_edges(nodes, ends, onward)
    into: dict[str, tuple[int, ...]] = dict.fromkeys(nodes, ())
    out = dict(into)
    for number in forward:
        source, target = ends[number]
        out[source] += (number,)
        into[target] += (number,)
    conditions = find_conditions(graph)
    assigner = _RankAssigner(ends, into, out, conditions)
    assigner.assign(nodes, walk)
    main = _find_main_exits(ends, out)
    level = _find_level_edges(graph, ends, main, [n for n in forward if n not in conditions])
    sources = {node: tuple([(n, ends[n][0]) for n in into[node]]) for node in nodes}
    beside: dict[str, tuple[str, ...]] = dict.fromkeys(nodes, ())
    for id, host in hosts.items():
        beside[host] += (id,)
    rank = assigner.rank
    return Ranking(hosts, nodes, ends, into, out, conditions, level, main, rank, sources, beside)


def _find_level_edges(
    graph: LayoutGraph,
    ends: Sequence[tuple[str, str]],
    main: dict[str, int],
    forward: Sequence[int],
) -> frozenset[int]:
    """Edges into another lane, and side exits of a decision; none of steps with three labels."""
    boxes = {box.id: box for box in graph.boxes}
    labels: dict[str, int] = {}
    for edge in graph.edges:
        labels[edge.source] = labels.get(edge.source, 0) + edge.labelled
    level = []
    for number in forward:
        edge, (source, target) = graph.edges[number], ends[number]
        aside = edge.labelled and main[source] != number
        apart = graph.lanes > 0 and boxes[source].lane != boxes[target].lane
        bar = "bar" in (boxes[source].shape, boxes[target].shape)
        if (aside or apart) and not bar and labels[edge.source] <= LEVEL_LABELS:
            level.append(number)
    return frozenset(level)


def _find_main_exits(
    ends: Sequence[tuple[str, str]], out: dict[str, tuple[int, ...]]
) -> dict[str, int]:
    """The first edge of each node to a node that has exits, else its first edge."""
    return {
        node: next((n for n in numbers if out[ends[n][1]]), numbers[0])
        for node, numbers in out.items()
        if numbers
    }


def find_conditions(graph: LayoutGraph) -> tuple[int, ...]:
    """The numbers of the labelled edges of each step that has MANY of them."""
    exits: dict[str, list[int]] = {box.id: [] for box in graph.boxes}
    for number, edge in enumerate(graph.edges):
        if edge.labelled:
            exits[edge.source].append(number)
    most = {box.id: 2 if box.shape == "bar" else MANY - 1 for box in graph.boxes}
    return tuple(n for id, numbers in exits.items() if len(numbers) > most[id] for n in numbers)


def find_branches(ranking: Ranking, bar: str) -> list[str]:
    """The steps over which a bar is stretched: those after it, or those before a join."""
    out, into = ranking.out.get(bar, ()), ranking.into.get(bar, ())
    if len(into) > len(out):
        return [ranking.ends[n][0] for n in into]
    return [ranking.ends[n][1] for n in out]


def _find_hosts(graph: LayoutGraph) -> dict[str, str]:
    """Side steps and their hosts; a box beside a side step is a step like any other."""
    hosts = {box.id for box in graph.boxes if not box.beside}
    return {box.id: box.beside for box in graph.boxes if box.beside in hosts}


def _find_forward_edges(
    nodes: Sequence[str], ends: Sequence[tuple[str, str]], onward: Sequence[int]
) -> tuple[list[int], list[str]]:
    """The edges that do not close a cycle in a depth-first search in the order written, and the
    nodes in topological order."""
    exits: dict[str, list[int]] = {node: [] for node in nodes}
    for number in onward:
        exits[ends[number][0]].append(number)
    exits_left = {node: iter(numbers) for node, numbers in exits.items()}
    forward: list[int] = []
    order: list[str] = []
    state: dict[str, str] = {}
    for root in nodes:
        stack = [] if root in state else [root]
        while stack:
            state[stack[-1]] = "open"
            number = next(exits_left[stack[-1]], -1)
            if number < 0:
                state[stack[-1]] = "left"
                order.append(stack.pop())
            elif state.get(ends[number][1]) != "open":
                forward.append(number)
                if ends[number][1] not in state:
                    stack.append(ends[number][1])
    return sorted(forward), order[::-1]


class _RankAssigner:
    """Ranks by longest paths; steps that no start reaches move down to their targets."""

    def __init__(
        self,
        ends: Sequence[tuple[str, str]],
        into: dict[str, tuple[int, ...]],
        out: dict[str, tuple[int, ...]],
        conditions: tuple[int, ...],
    ) -> None:
        self.ends, self.into, self.out, self.conditions = ends, into, out, conditions
        self.rank: dict[str, int] = {}

    def assign(self, nodes: Sequence[str], walk: Sequence[str]) -> None:
        """Rank one connected component after another, each below the node before it in
        reading order."""
        component = self._find_components(nodes)
        for place, node in enumerate(nodes):
            if node in self.rank:
                continue
            base = self.rank[nodes[place - 1]] + 1 if place else 0
            members = [other for other in walk if component[other] == component[node]]
            for member in members:
                self.rank[member] = self._earliest_rank(member, base)
            self._move_down(node, members)

    def _find_components(self, nodes: Sequence[str]) -> dict[str, str]:
        """The first node of the connected component of each node, by edges of any type."""
        neighbours: dict[str, list[str]] = {node: [] for node in nodes}
        for source, target in self.ends:
            neighbours[source].append(target)
            neighbours[target].append(source)
        component: dict[str, str] = {}
        for root in nodes:
            stack = [] if root in component else [root]
            while stack:
                node = stack.pop()
                if node not in component:
                    component[node] = root
                    stack += neighbours[node]
        return component

    def _span(self, number: int) -> int:
        return 2 if number in self.conditions else 1

    def _earliest_rank(self, node: str, base: int) -> int:
        return max(
            (self.rank[self.ends[n][0]] + self._span(n) for n in self.into[node]), default=base
        )

    def _move_down(self, start: str, members: Sequence[str]) -> None:
        reached = {start}
        for node in members:
            if any(self.ends[n][0] in reached for n in self.into[node]):
                reached.add(node)
        for node in reversed(members):
            if node not in reached and self.out[node]:
                latest = min(self.rank[self.ends[n][1]] - self._span(n) for n in self.out[node])
                self.rank[node] = max(self.rank[node], latest)

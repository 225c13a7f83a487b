"""How long a procedure takes at most: the longest way from start to end.

Each return edge is taken at most once; units are summed apart, since 3个工作日 and 3日 are
not the same (行政处罚法第八十五条); points such as 会前2日 are not summed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import networkx as nx

from shaiquan.model.scalars import Limit, Unit
from shaiquan.procedures.graph import Graph, Node

#: beyond so many return edges the ways are not searched one by one
MOST_RETURNS = 8


@dataclass(frozen=True, slots=True)
class Total:
    """Amounts by unit, each of limits that may not overlap."""

    amounts: tuple[tuple[Unit, int], ...] = ()

    @property
    def days(self) -> float:
        """About how many calendar days; only to compare totals of unlike units."""
        return sum(unit.days * amount for unit, amount in self.amounts)

    def plus(self, other: Total) -> Total:
        sums: dict[Unit, int] = defaultdict(int)
        for unit, amount in (*self.amounts, *other.amounts):
            sums[unit] += amount
        return Total(tuple((unit, sums[unit]) for unit in Unit if sums[unit]))

    def within(self, limit: Limit) -> bool:
        """Whether the total keeps the limit; unlike units are compared in calendar days."""
        if limit.unit is None:
            return True
        if {unit for unit, _ in self.amounts} <= {limit.unit}:
            return sum(amount for _, amount in self.amounts) <= limit.amount
        return self.days <= limit.amount * limit.unit.days

    def __str__(self) -> str:
        return "加".join(str(Limit(amount, unit)) for unit, amount in self.amounts)


def total(limit: Limit | None) -> Total:
    """A single limit as a total; a point counts nothing."""
    return Total(((limit.unit, limit.amount),)) if limit and limit.unit else Total()


def longest(graph: Graph, inner: Mapping[str, Total] | None = None) -> Total:
    """The longest time of a procedure; ``inner`` gives that of its sub-procedures by id."""
    weights = {n.id: _weight(n, inner or {}) for n in graph.nodes if not n.side}
    forward: nx.DiGraph[str] = nx.DiGraph()
    forward.add_nodes_from(weights)
    edges = [e for e in graph.edges if not e.side]
    forward.add_edges_from((e.source, e.target) for e in edges if not e.back)
    returns = [(e.source, e.target) for e in edges if e.back][:MOST_RETURNS]
    order = list(nx.topological_sort(forward))
    return _search(graph.start.id, order, forward, returns, weights)


def _weight(node: Node, inner: Mapping[str, Total]) -> Total:
    if node.step is None:
        return Total()
    if node.step.subprocess and node.step.limit is None:
        return inner.get(node.step.subprocess.id, Total())
    return total(node.step.limit)


def _search(
    start: str,
    order: list[str],
    forward: nx.DiGraph[str],
    returns: list[tuple[str, str]],
    weights: Mapping[str, Total],
) -> Total:
    """Best total at every (set of returns taken, node); sets grow, so one pass is enough."""
    best: dict[tuple[int, str], Total] = {(0, start): weights[start]}
    longest_yet = weights[start]

    def offer(taken: int, node: str, way: Total) -> None:
        reached = way.plus(weights[node])
        known = best.get((taken, node))
        if known is None or reached.days > known.days:
            best[taken, node] = reached

    for taken in range(1 << len(returns)):
        for node in order:
            way = best.get((taken, node))
            if way is None:
                continue
            longest_yet = max(longest_yet, way, key=lambda each: each.days)
            for target in forward.successors(node):
                offer(taken, target, way)
            for bit, (source, target) in enumerate(returns):
                if source == node and not taken >> bit & 1:
                    offer(taken | 1 << bit, target, way)
    return longest_yet

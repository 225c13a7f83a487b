"""How long a procedure takes at most: the longest way from start to end.

Each return edge is taken at most once; units are summed apart, since 3个工作日 and 3日 are
not the same (行政处罚法第八十五条); points such as 会前2日 are not summed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from operator import add

from shaiquan.model.scalars import TimeLimit, TimeUnit
from shaiquan.procedures.graph import Graph, Node

#: beyond so many return edges the ways are not searched one by one
MOST_RETURNS = 8


@dataclass(frozen=True, slots=True)
class TotalTime:
    """Amounts by unit, each of limits that may not overlap."""

    amounts: tuple[tuple[TimeUnit, int], ...] = ()

    @property
    def days(self) -> float:
        """About how many calendar days; only to compare totals of unlike units."""
        return sum(unit.days * amount for unit, amount in self.amounts)

    def plus(self, other: TotalTime) -> TotalTime:
        sums: dict[TimeUnit, int] = defaultdict(int)
        for unit, amount in (*self.amounts, *other.amounts):
            sums[unit] += amount
        return TotalTime(tuple((unit, sums[unit]) for unit in TimeUnit if sums[unit]))

    def within(self, limit: TimeLimit) -> bool:
        """Whether the total keeps the limit; unlike units are compared in calendar days."""
        if limit.unit is None:
            return True
        if {unit for unit, _ in self.amounts} <= {limit.unit}:
            return sum(amount for _, amount in self.amounts) <= limit.amount
        return self.days <= limit.amount * limit.unit.days

    def __str__(self) -> str:
        return "加".join(str(TimeLimit(amount, unit)) for unit, amount in self.amounts)


def time_of_limit(limit: TimeLimit | None) -> TotalTime:
    """A single limit as a total; a point counts nothing."""
    return TotalTime(((limit.unit, limit.amount),)) if limit and limit.unit else TotalTime()


def find_longest_time(graph: Graph, inner: Mapping[str, TotalTime] | None = None) -> TotalTime:
    """The longest time of a procedure; ``inner`` gives that of its sub-procedures by id."""
    weights = {n.id: _weight(n, inner or {}) for n in graph.nodes if not n.side}
    edges = [e for e in graph.edges if not e.side]
    forward: dict[str, list[str]] = {id: [] for id in weights}
    for edge in edges:
        known = edge.target in forward  # and no side step, which none should lead to
        if not edge.back and known and edge.target not in forward[edge.source]:
            forward[edge.source].append(edge.target)
    returns = [(e.source, e.target) for e in edges if e.back][:MOST_RETURNS]
    return _Ways(forward, returns, weights).longest(graph.start.id)


def _weight(node: Node, inner: Mapping[str, TotalTime]) -> TotalTime:
    if node.step is None:
        return TotalTime()
    if node.step.subprocess and node.step.limit is None:
        return inner.get(node.step.subprocess.id, TotalTime())
    return time_of_limit(node.step.limit)


def _sorted(forward: Mapping[str, list[str]]) -> list[str]:
    """The nodes so that each stands before those to which it leads, nearest to a start first."""
    before = dict.fromkeys(forward, 0)
    for targets in forward.values():
        for target in targets:
            before[target] += 1
    order = [node for node, count in before.items() if not count]
    for node in order:  # grows as it is read
        for target in forward[node]:
            before[target] -= 1
            if not before[target]:
                order.append(target)
    return order


#: days, to compare, and the amounts of the units that a procedure uses
_Way = tuple[float, tuple[int, ...]]


class _Ways:
    """Best way to every (set of returns taken, node); sets grow, so one pass is enough."""

    def __init__(
        self,
        forward: Mapping[str, list[str]],
        returns: list[tuple[str, str]],
        weights: Mapping[str, TotalTime],
    ) -> None:
        self.forward, self.weights = forward, weights
        used = {unit for each in weights.values() for unit, _ in each.amounts}
        self.units = [unit for unit in TimeUnit if unit in used]
        self.amounts = {node: self._amounts(each) for node, each in weights.items()}
        self.back: dict[str, list[tuple[int, str]]] = {node: [] for node in forward}
        for bit, (source, target) in enumerate(returns):
            self.back[source].append((1 << bit, target))
        self.sets = 1 << len(returns)

    def longest(self, start: str) -> TotalTime:
        best = [dict[str, _Way]() for _ in range(self.sets)]
        best[0][start] = most = first = self._way(self.amounts[start])
        order = _sorted(self.forward)
        for taken, ways in enumerate(best):
            for node in order if ways else ():
                way = ways.get(node)
                if way is None:
                    continue
                if way[0] > most[0]:
                    most = way
                for target in self.forward[node]:
                    self._offer(ways, target, way)
                for bit, target in self.back[node]:
                    if not taken & bit:
                        self._offer(best[taken | bit], target, way)
        if most is first:
            return self.weights[start]
        return TotalTime(tuple([pair for pair in zip(self.units, most[1], strict=True) if pair[1]]))

    def _amounts(self, time: TotalTime) -> tuple[int, ...]:
        held = dict(time.amounts)
        return tuple([held.get(unit, 0) for unit in self.units])

    def _way(self, amounts: tuple[int, ...]) -> _Way:
        pairs = zip(self.units, amounts, strict=True)
        return sum([unit.days * amount for unit, amount in pairs]), amounts

    def _offer(self, ways: dict[str, _Way], node: str, way: _Way) -> None:
        """A way on to a node; what is no longer than what was known is forgotten."""
        if self.weights[node].amounts:
            way = self._way(tuple(map(add, way[1], self.amounts[node])))
        known = ways.get(node)
        if known is None or way[0] > known[0]:
            ways[node] = way

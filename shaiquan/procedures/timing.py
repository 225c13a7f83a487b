"""How long a procedure takes at most: the longest path from start to end.

Each return edge is taken at most once; units are summed separately, since 3个工作日 and 3日 are
not the same (行政处罚法第八十五条); points in time such as 会前2日 are not summed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from operator import add

from shaiquan.model.time_amounts import TimeUnit, say_amount
from shaiquan.model.time_limits import TimeLimit
from shaiquan.procedures.graph import Graph, Node

#: what a longest time is called on pages and sheets
TOTAL_LABEL = "各步最长合计"
#: further return edges are ignored: the search doubles with every one
MOST_RETURNS = 8


@dataclass(frozen=True, slots=True)
class TotalTime:
    """Amounts by unit."""

    amounts: tuple[tuple[TimeUnit, float], ...] = ()

    @property
    def days(self) -> float:
        """The approximate calendar days; only to compare totals of different units."""
        return sum(unit.days * amount for unit, amount in self.amounts)

    def within(self, limit: TimeLimit) -> bool:
        """Whether the total keeps the limit; different units are compared in calendar days."""
        if limit.unit is None:
            return True
        if {unit for unit, _ in self.amounts} <= {limit.unit}:
            return sum(amount for _, amount in self.amounts) <= limit.amount
        return self.days <= limit.amount * limit.unit.days

    def __str__(self) -> str:
        return "加".join(say_amount(amount, unit) for unit, amount in self.amounts)


def time_of_limit(limit: TimeLimit | None) -> TotalTime:
    """A single limit as a total; a point in time counts nothing."""
    return TotalTime(((limit.unit, limit.amount),)) if limit and limit.unit else TotalTime()


def find_longest_time(graph: Graph, inner: Mapping[str, TotalTime] | None = None) -> TotalTime:
    """The longest time of a procedure; ``inner`` gives that of its sub-procedures by id."""
    weights = {n.id: _weight(n, inner or {}) for n in graph.nodes if not n.side}
    edges = [e for e in graph.edges if not e.side]
    forward: dict[str, list[str]] = {id: [] for id in weights}
    for edge in edges:
        on_path = edge.target in forward  # false for a side step
        if not edge.back and on_path and edge.target not in forward[edge.source]:
            forward[edge.source].append(edge.target)
    returns = [(e.source, e.target) for e in edges if e.back][:MOST_RETURNS]
    return _PathSearch(forward, returns, weights).find_longest(graph.start.id)


def _weight(node: Node, inner: Mapping[str, TotalTime]) -> TotalTime:
    if node.step is None:
        return TotalTime()
    if node.step.subprocess and node.step.limit is None:
        return inner.get(node.step.subprocess.id, TotalTime())
    return time_of_limit(node.step.limit)


def _sort_topologically(forward: Mapping[str, list[str]]) -> list[str]:
    """The nodes, each before its targets, nearest to a start first (Kahn's algorithm)."""
    missing = dict.fromkeys(forward, 0)
    for targets in forward.values():
        for target in targets:
            missing[target] += 1
    order = [node for node, count in missing.items() if not count]
    for node in order:  # grows during the loop
        for target in forward[node]:
            missing[target] -= 1
            if not missing[target]:
                order.append(target)
    return order


#: the length of a path: days, to compare, and the amounts of the units that a procedure uses
_Length = tuple[float, tuple[float, ...]]


class _PathSearch:
    """The longest path to every (set of returns taken, node), by dynamic programming.

    Sets only grow, so one pass over them is enough.
    """

    def __init__(
        self,
        forward: Mapping[str, list[str]],
        returns: list[tuple[str, str]],
        weights: Mapping[str, TotalTime],
    ) -> None:
        self.forward, self.weights = forward, weights
        used = {unit for time in weights.values() for unit, _ in time.amounts}
        self.units = [unit for unit in TimeUnit if unit in used]
        self.amounts = {node: self._amounts(time) for node, time in weights.items()}
        self.back: dict[str, list[tuple[int, str]]] = {node: [] for node in forward}
        for bit, (source, target) in enumerate(returns):
            self.back[source].append((1 << bit, target))
        self.sets = 1 << len(returns)

    def find_longest(self, start: str) -> TotalTime:
        by_set = [dict[str, _Length]() for _ in range(self.sets)]
        by_set[0][start] = most = first = self._measure(self.amounts[start])
        order = _sort_topologically(self.forward)
        for taken, lengths in enumerate(by_set):
            for node in order if lengths else ():
                length = lengths.get(node)
                if length is None:
                    continue
                if length[0] > most[0]:
                    most = length
                for target in self.forward[node]:
                    self._extend(lengths, target, length)
                for bit, target in self.back[node]:
                    if not taken & bit:
                        self._extend(by_set[taken | bit], target, length)
        if most is first:
            return self.weights[start]
        return TotalTime(tuple([pair for pair in zip(self.units, most[1], strict=True) if pair[1]]))

    def _amounts(self, time: TotalTime) -> tuple[float, ...]:
        amounts = dict(time.amounts)
        return tuple([amounts.get(unit, 0) for unit in self.units])

    def _measure(self, amounts: tuple[float, ...]) -> _Length:
        pairs = zip(self.units, amounts, strict=True)
        return sum([unit.days * amount for unit, amount in pairs]), amounts

    def _extend(self, lengths: dict[str, _Length], node: str, length: _Length) -> None:
        """Extend a path to a node; keep it if it is longer than the longest so far."""
        if self.weights[node].amounts:
            length = self._measure(tuple(map(add, length[1], self.amounts[node])))
        longest = lengths.get(node)
        if longest is None or length[0] > longest[0]:
            lengths[node] = length

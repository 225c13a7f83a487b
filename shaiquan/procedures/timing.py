"""How long a procedure takes at most: the longest path from start to end.

Each return edge is taken at most once. Units are summed separately, since 3个工作日 and 3日 are
not the same (行政处罚法第八十五条), and lower ends apart from upper ones. What does not count is
named: points in time such as 会前2日, and steps with 不计入 (行政许可法第四十五条). A step with
含在 runs in the limit of another step. Where a step that takes time has no limit, nobody knows the
whole, whichever path it is on: then the sum is that of the limits that are written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import add

from shaiquan.model.procedures import STEP_KEYS, Step
from shaiquan.model.terms import TotalTimeLabel
from shaiquan.model.time_amounts import TimeUnit, say_amount
from shaiquan.model.time_limits import UNCOUNTED, TimeLimit
from shaiquan.procedures.graph import Graph, Node

#: with more return edges no time is told, since the search doubles with every one
MOST_RETURNS = 8
#: the steps that take time; a start, a question and an end do not
_TAKE_TIME = ("step", "subprocess")
_NAMELESS = "不公开的步骤"

_Amounts = tuple[tuple[TimeUnit, float], ...]


@dataclass(frozen=True, slots=True)
class TotalTime:
    """Upper ends by unit, lower ends where there is no upper one, and what is not in them."""

    amounts: _Amounts = ()
    least: _Amounts = ()
    #: points in time and time that does not count, in the order of the steps
    left_out: tuple[str, ...] = ()
    #: whether every step that takes time has a limit
    is_whole: bool = True

    @property
    def says_something(self) -> bool:
        return bool(self.amounts or self.least)

    @property
    def label(self) -> str:
        """What the sum is called."""
        kind = TotalTimeLabel.LONGEST if self.is_whole else TotalTimeLabel.WRITTEN
        return kind.label

    def under(self, heading: TotalTimeLabel) -> str:
        """The sum below a heading: with its own label where the heading says another."""
        return str(self) if self.label == heading.label else f"{self.label} {self}"

    @property
    def all_amounts(self) -> _Amounts:
        """The amounts of both sorts: the longest path takes so long or longer."""
        return self.amounts + self.least

    @property
    def sum(self) -> str:
        """The amounts: 13个工作日加不少于7日."""
        parts = [say_amount(amount, unit) for unit, amount in self.amounts]
        parts += [f"不少于{say_amount(amount, unit)}" for unit, amount in self.least]
        return "加".join(parts)

    def __str__(self) -> str:
        """The sum and what is not in it: 13个工作日（不计会前2日）."""
        left_out = f"（不计{'、'.join(self.left_out)}）" if self.left_out else ""
        return self.sum + left_out + ("" if self.is_whole else "，其余各步未定时限")


def time_of_limit(limit: TimeLimit | None) -> TotalTime:
    """A single limit as a total; a point in time counts nothing."""
    if limit is None or limit.is_point:
        return TotalTime()
    return TotalTime(limit.longest) if limit.has_upper_end else TotalTime((), limit.shortest)


def find_longest_time(graph: Graph, inner: Mapping[str, TotalTime] | None = None) -> TotalTime:
    """The longest time of a procedure; ``inner`` gives that of its sub-procedures by id.

    Nothing where too many edges lead back: a time without some of them would be too short.
    """
    if has_too_many_returns(graph):
        return TotalTime()
    times = {n.id: _time_of(n, graph, inner or {}) for n in graph.nodes if not n.side}
    returns = [(e.source, e.target) for e in graph.edges if e.back and not e.side]
    path = _PathSearch(_list_forward(graph, times), returns, times)
    amounts, least = path.find_longest(graph.start.id)
    left_out = dict.fromkeys(name for time in times.values() for name in time.left_out)
    whole = all(time.is_whole for time in times.values())
    return TotalTime(amounts, least, tuple(left_out), whole)


def has_too_many_returns(graph: Graph) -> bool:
    """Whether more edges lead back than can be reckoned with."""
    return sum(edge.back for edge in graph.edges) > MOST_RETURNS


def find_contained_time(graph: Graph, holder: str) -> TotalTime:
    """The longest time, without returns, of the steps that run in the limit of another."""
    inside = {source for source, target in graph.contained if target == holder}
    times = {
        node.id: time_of_limit(node.step.limit) if node.id in inside and node.step else TotalTime()
        for node in graph.nodes
        if not node.side
    }
    path = _PathSearch(_list_forward(graph, times), [], times)
    return TotalTime(*path.find_longest(graph.start.id))


def list_without_limit(
    graph: Graph, inner: Mapping[str, TotalTime] | None = None
) -> tuple[Node, ...]:
    """The steps that take time and do not say how much, in reading order."""
    return tuple(
        node
        for node in graph.nodes
        if not node.side and not _time_of(node, graph, inner or {}).is_whole
    )


def _list_forward(graph: Graph, times: Iterable[str]) -> dict[str, list[str]]:
    """The steps after each step, without returns; side steps are on no path."""
    forward: dict[str, list[str]] = {id: [] for id in times}
    for edge in graph.edges:
        on_path = edge.target in forward and not edge.side
        if not edge.back and on_path and edge.target not in forward[edge.source]:
            forward[edge.source].append(edge.target)
    return forward


def _time_of(node: Node, graph: Graph, inner: Mapping[str, TotalTime]) -> TotalTime:
    """What a step adds to the sum."""
    step = node.step
    if step is None or any(source == node.id for source, _ in graph.contained):
        return TotalTime()
    if step.uncounted:
        return TotalTime(left_out=(_name_uncounted(step),))
    if step.limit is None:
        if step.subprocess and step.subprocess.id in inner:
            return inner[step.subprocess.id]
        return TotalTime(is_whole=node.type not in _TAKE_TIME)
    if step.limit.is_point:
        return TotalTime(left_out=() if step.limit.takes_no_day else (step.limit.point,))
    return time_of_limit(step.limit)


def _name_uncounted(step: Step) -> str:
    """The reason, or the act of the step if it may be told."""
    if step.uncounted != UNCOUNTED:
        return step.uncounted
    return step.act if step.withheld_fields.keys().isdisjoint(STEP_KEYS) else _NAMELESS


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


#: a unit, and whether it is that of a lower end
_Sort = tuple[TimeUnit, bool]
#: the length of a path: days, to compare, and the amounts of the sorts that a procedure uses
_Length = tuple[float, tuple[float, ...]]


class _PathSearch:
    """The longest path to every (set of returns taken, node), by dynamic programming.

    Sets only grow, so one pass over them is enough.
    """

    def __init__(
        self,
        forward: Mapping[str, list[str]],
        returns: list[tuple[str, str]],
        times: Mapping[str, TotalTime],
    ) -> None:
        self.forward = forward
        weights = {node: dict(_list_sorts(time)) for node, time in times.items()}
        used = {sort for weight in weights.values() for sort in weight}
        self.sorts = [(u, least) for least in (False, True) for u in TimeUnit if (u, least) in used]
        self.amounts = {
            node: tuple([weight.get(sort, 0) for sort in self.sorts]) if weight else ()
            for node, weight in weights.items()
        }
        self.back: dict[str, list[tuple[int, str]]] = {node: [] for node in forward}
        for bit, (source, target) in enumerate(returns):
            self.back[source].append((1 << bit, target))
        self.sets = 1 << len(returns)

    def find_longest(self, start: str) -> tuple[_Amounts, _Amounts]:
        """The upper and the lower ends on the longest path."""
        by_set = [dict[str, _Length]() for _ in range(self.sets)]
        nothing = (0,) * len(self.sorts)
        by_set[0][start] = most = self._measure(self.amounts[start] or nothing)
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
        return self._select(most[1], False), self._select(most[1], True)

    def _select(self, amounts: tuple[float, ...], least: bool) -> _Amounts:
        pairs = zip(self.sorts, amounts, strict=True)
        return tuple([(unit, n) for (unit, is_least), n in pairs if n and is_least is least])

    def _measure(self, amounts: tuple[float, ...]) -> _Length:
        pairs = zip(self.sorts, amounts, strict=True)
        return sum([unit.days * amount for (unit, _), amount in pairs]), amounts

    def _extend(self, lengths: dict[str, _Length], node: str, length: _Length) -> None:
        """Extend a path to a node; keep it if it is longer than the longest so far."""
        if amounts := self.amounts[node]:
            length = self._measure(tuple(map(add, length[1], amounts)))
        longest = lengths.get(node)
        if longest is None or length[0] > longest[0]:
            lengths[node] = length


def _list_sorts(time: TotalTime) -> Iterator[tuple[_Sort, float]]:
    yield from (((unit, False), amount) for unit, amount in time.amounts)
    yield from (((unit, True), amount) for unit, amount in time.least)

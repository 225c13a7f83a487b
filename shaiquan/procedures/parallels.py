"""Parallels: where a way out of a branch leads, and which ways would break the join.

All branches of a 并行 run at once, and its join waits for every one of them. So inside a branch
the name of the step next after the 并行 means the join. Any other way out ends the whole
parallel: to an end (不予许可), or back to a step before it. A way to a step behind the join would
say that this step need not wait, and a way into a branch that it may run without the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from shaiquan import codes
from shaiquan.model.shapes import Path
from shaiquan.problems import Code
from shaiquan.procedures.edges import Edge
from shaiquan.procedures.reaching import (
    find_branch,
    find_reached,
    find_with_joins,
    list_branches,
    map_targets,
)


@dataclass(frozen=True, slots=True)
class Parallel:
    """A 并行 at a field path of the procedure: the ids of its two bars, the number of branches."""

    path: Path
    fork: str
    join: str
    branches: int


class Jump(NamedTuple):
    """A way that names its target: the id of the step named, and where it is written."""

    source: str
    label: str
    target: str
    path: Path


class WayFault(NamedTuple):
    """A way that would break a parallel; ``next`` is the id of the step next after that."""

    jump: Jump
    code: Code
    next: str = ""


class WaySorter:
    """Sorts the named ways of a procedure: to a step, to the join before it, or broken."""

    def __init__(
        self,
        parallels: Iterable[Parallel],
        paths: Mapping[str, Path],
        ends: Iterable[str],
        start: str,
        edges: Sequence[Edge],
    ) -> None:
        """``edges``: those from each step to the one written after it."""
        self._parallels = {parallel.path: parallel for parallel in parallels}
        self._joins = {parallel.join for parallel in self._parallels.values()}
        self._paths, self._ends, self._start = paths, set(ends), start
        self._edges = [*edges]
        self._following = {e.source: e.target for e in edges if e.source in self._joins}
        self._exits: dict[Edge, tuple[Jump, tuple[Parallel, ...]]] = {}
        self.faults: list[WayFault] = []

    def sort(self, jumps: Iterable[Jump]) -> list[Edge]:
        """The edges of the ways that break nothing; the others are ``faults``."""
        made = [edge for jump in jumps if (edge := self._make_edge(jump))]
        self._edges += made
        broken = {edge for edge, (_, left) in self._exits.items() if self._goes_round(edge, left)}
        for jump, left in (self._exits[edge] for edge in made if edge in broken):
            self._refuse_bypass(jump, left[0])
        return [edge for edge in made if edge not in broken]

    def _make_edge(self, jump: Jump) -> Edge | None:
        here, there = (list_branches(self._paths[id]) for id in (jump.source, jump.target))
        entered = [branch for branch in there if branch not in here]
        if entered:
            beside = any(parallel == entered[-1][0] for parallel, _ in here)
            code = codes.WAY_BETWEEN_BRANCHES if beside else codes.WAY_INTO_BRANCH
            self.faults.append(WayFault(jump, code))
            return None
        left = tuple(self._parallels[branch[0]] for branch in here if branch not in there)
        joined = next((one for one in left if self._find_next(one) == jump.target), None)
        if joined and joined is not left[0]:
            self._refuse_bypass(jump, left[0])
            return None
        edge = Edge(jump.source, joined.join if joined else jump.target, jump.label)
        if left and not joined and jump.target not in self._ends:
            self._exits[edge] = jump, left
        return edge

    def _find_next(self, parallel: Parallel) -> str:
        """The step next after a parallel; of one that ends a branch, the one after the outer."""
        id = self._following.get(parallel.join, "")
        while id in self._joins:
            id = self._following.get(id, "")
        return id

    def _refuse_bypass(self, jump: Jump, parallel: Parallel) -> None:
        self.faults.append(WayFault(jump, codes.JOIN_BYPASSED, self._find_next(parallel)))

    def _goes_round(self, exit: Edge, left: Sequence[Parallel]) -> bool:
        """Whether a way out of parallels comes to a step that else only their joins lead to.

        It may come to an end, and where it comes back to the fork all begins anew.
        """
        bars = {bar for parallel in left for bar in (parallel.fork, parallel.join)}
        passed = find_reached([exit.target], map_targets(self._edges), bars) - self._ends
        return any(passed & self._find_behind(parallel) for parallel in left)

    def _find_behind(self, parallel: Parallel) -> set[str]:
        """The nodes to which only the join of a parallel leads, apart from ways out of it."""
        kept = [e for e in self._edges if parallel not in self._exits.get(e, ((), ()))[1]]

        def reach(*closed: str) -> set[str]:
            return find_with_joins([self._start], kept, self._paths, self._joins, closed)

        return reach() - reach(parallel.join)


def find_unjoined(
    parallels: Iterable[Parallel], edges: Sequence[Edge], paths: Mapping[str, Path]
) -> Iterator[Path]:
    """The field paths of branches without a way to the join: it would wait for ever."""
    for parallel in parallels:
        sources = (paths[edge.source] for edge in edges if edge.target == parallel.join)
        joined = {find_branch(path, parallel.path) for path in sources}
        for index in range(parallel.branches):
            if index not in joined:
                yield (*parallel.path, "parallel", index)

"""A procedure as a graph: nodes and edges from the steps.

Steps run in the order written; a target is named only where the path branches or jumps.
The node of a step has the step's 标识 as its id, else ``step-n`` in reading order, or with the
next number that is free.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from shaiquan import codes
from shaiquan.content.suggestions import suggest_spelling
from shaiquan.model.procedures import Procedure, Step, list_steps
from shaiquan.model.shapes import Path
from shaiquan.problems import Code
from shaiquan.procedures.edges import Edge
from shaiquan.procedures.identity import IdentityKey
from shaiquan.procedures.parallels import Jump, Parallel, WayFault, WaySorter
from shaiquan.procedures.pasted_acts import simplify_act
from shaiquan.procedures.returns import mark_returns

#: types of step that count in a declared number of steps unless they say 计数: 否
COUNTED = ("step", "subprocess")


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the chart. ``number`` counts the counted steps from 1, else it is 0."""

    id: str
    type: str
    act: str
    number: int
    path: Path
    step: Step | None = None
    side: bool = False

    @property
    def actors(self) -> tuple[str, ...]:
        """The ids of all who act together, or of whom one acts."""
        return tuple(ref.id for ref in self.step.actors) if self.step else ()

    @property
    def is_collective(self) -> bool:
        """Whether it decides collectively: a vote, or marked so."""
        return self.step is not None and bool(self.step.voting or self.step.collective)


@dataclass(frozen=True, slots=True)
class TargetFault:
    """A target that no step or several steps match, at a field path of the procedure."""

    code: Code
    path: Path
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Graph:
    """The nodes in reading order, the edges in the order written, and the bad targets.

    ``jumps`` are the ways as written: one that names the step next after a parallel, in it, has
    an edge to the join.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    faults: tuple[TargetFault, ...] = ()
    parallels: tuple[Parallel, ...] = ()
    jumps: tuple[Jump, ...] = ()
    #: (step, the step in whose limit its time is contained), by 含在
    contained: tuple[tuple[str, str], ...] = ()

    @property
    def start(self) -> Node:
        """The first 开始 that is no side step, else the first step."""
        return _find_start(self.nodes)

    @property
    def main_edges(self) -> tuple[Edge, ...]:
        """The edges by which one goes on: those to side steps are on no path."""
        return tuple(edge for edge in self.edges if not edge.side)


def _find_start(nodes: Sequence[Node]) -> Node:
    return next((node for node in nodes if node.type == "start" and not node.side), nodes[0])


#: nodes and labels from which edges lead to the next step
_Exits = list[tuple[str, str]]


class _GraphBuilder:
    """Walks the steps once, then adds the edges to named targets."""

    def __init__(self, steps: tuple[Step, ...]) -> None:
        self._anchors = {step.anchor for step in list_steps(steps)}
        self.nodes: list[Node] = []
        self.edges: list[Edge] = []
        self.faults: list[TargetFault] = []
        self._parallels: list[Parallel] = []
        #: the ways that are named; ``target`` is still the word that was written
        self._named: list[Jump] = []
        self._by_anchor: dict[str, Node] = {}
        self._contained: list[Jump] = []
        self._ids: set[str] = set()
        self._number = 0

    def add_sequence(self, steps: Iterable[Step], path: Path, exits: _Exits) -> _Exits:
        """Add steps one after another, the first after ``exits``; the exits of the last."""
        for index, step in enumerate(steps):
            here = (*path, index)
            if step.parallel:
                exits = self._add_parallel(step, here, exits)
                continue
            node = self._add_step(step, here)
            self._connect(exits, node.id)
            exits = self._add_exits(node, step, here)
        return exits

    def finish(self) -> Graph:
        found = ((jump, self._find_target(jump)) for jump in self._named)
        jumps = tuple([jump._replace(target=id) for jump, id in found if id])
        self.edges += self._sort_ways(jumps)
        order = {node.id: index for index, node in enumerate(self.nodes)}
        edges = sorted(self.edges, key=lambda e: order[e.source])
        edges = mark_returns([*order], edges)
        within = Step.label_of("within")
        contained = [(jump.source, self._find_target(jump, within)) for jump in self._contained]
        return Graph(
            tuple(self.nodes),
            tuple(edges),
            tuple(self.faults),
            tuple(self._parallels),
            jumps,
            tuple(pair for pair in contained if pair[1]),
        )

    def _sort_ways(self, jumps: tuple[Jump, ...]) -> list[Edge]:
        """The edges of the named ways; those that would break a parallel are faults."""
        if not self._parallels:
            return [Edge(jump.source, jump.target, jump.label) for jump in jumps]
        ends = [node.id for node in self.nodes if node.type == "end"]
        paths = {node.id: node.path for node in self.nodes}
        start = _find_start(self.nodes).id
        sorter = WaySorter(self._parallels, paths, ends, start, self.edges)
        edges = sorter.sort(jumps)
        self.faults += map(self._describe_fault, sorter.faults)
        return edges

    def _describe_fault(self, fault: WayFault) -> TargetFault:
        acts = {node.id: node.act or node.id for node in self.nodes}
        after = f"“{acts[fault.next]}”" if fault.next else ""
        words = (("value", acts[fault.jump.target]), ("next", after))
        return TargetFault(fault.code, fault.jump.path, words)

    def _add_step(self, step: Step, path: Path, side: bool = False) -> Node:
        counted = step.counted if step.counted is not None else step.type in COUNTED
        self._number += counted
        number = self._number if counted else 0
        node = self._add_node(step.type, step.act, path, step, number, side, step.anchor)
        if step.within:
            self._contained.append(Jump(node.id, "", step.within, (*path, "within")))
        return node

    def _add_node(
        self,
        type: str,
        act: str,
        path: Path,
        step: Step | None = None,
        number: int = 0,
        side: bool = False,
        anchor: str | None = None,
    ) -> Node:
        id = anchor or self._make_id()
        if id in self._ids:
            self.faults.append(TargetFault(codes.SAME_ANCHOR, (*path, "anchor"), (("value", id),)))
            id = self._make_id()
        self._ids.add(id)
        node = Node(id, type, act, number, path, step, side)
        self.nodes.append(node)
        if anchor:
            self._by_anchor.setdefault(anchor, node)
        return node

    def _make_id(self) -> str:
        """An id that no node has and no 标识 gives: a public step keeps its ``step-n`` as one."""
        number = len(self.nodes) + 1
        while (id := f"step-{number}") in self._ids or id in self._anchors:
            number += 1
        return id

    def _connect(self, exits: _Exits, target: str) -> None:
        self.edges += [Edge(source, target, label) for source, label in exits]

    def _add_exits(self, node: Node, step: Step, path: Path) -> _Exits:
        """Note the side step and the named targets of a step; its exit to the next step."""
        if step.side:
            beside = self._add_step(step.side, (*path, "side"), side=True)
            self.edges.append(Edge(node.id, beside.id, side=True))
        if step.branches:
            self._named += [
                Jump(node.id, label, target, (*path, "branches", label))
                for label, target in step.branches.items()
            ]
            return []
        if step.next:
            self._named.append(Jump(node.id, "", step.next, (*path, "next")))
            return []
        return [] if step.end else [(node.id, "")]

    def _add_parallel(self, step: Step, path: Path, exits: _Exits) -> _Exits:
        """Branches between two bars; the second bar waits for all of them."""
        fork = self._add_node("fork", "", path, anchor=step.anchor)
        self._connect(exits, fork.id)
        ends: _Exits = []
        for index, branch in enumerate(step.parallel):
            ends += self.add_sequence(branch, (*path, "parallel", index), [(fork.id, "")])
        join = self._add_node("join", "", path)
        self._connect(ends, join.id)
        self._parallels.append(Parallel(path, fork.id, join.id, len(step.parallel)))
        return [(join.id, "")]

    def _find_target(self, jump: Jump, field: str = "要去的") -> str:
        """The id of the step with this anchor or act; if there is no single one, a fault."""
        word = (jump.target or "").strip()
        matches = self._find_nodes(word)
        matches = [n for n in matches if not n.side] or matches[:1]
        if len(matches) == 1 and not matches[0].side:
            return matches[0].id
        code, words = codes.AMBIGUOUS_STEP, [("value", word), ("field", field)]
        if not matches:
            acts = [n.act for n in self.nodes if n.act and not n.side]
            code, words = codes.UNKNOWN_STEP, [*words, ("suggestion", suggest_spelling(word, acts))]
        elif matches[0].side:
            beside = self._list_main_steps()
            code, words = codes.WAY_TO_SIDE_STEP, [*words, ("main", beside[matches[0].id])]
        self.faults.append(TargetFault(code, jump.path, tuple(words)))
        return ""

    def _find_nodes(self, word: str) -> list[Node]:
        """The node with this anchor; else those with this act, or with it as pasted."""
        if anchored := self._by_anchor.get(word.lower()):
            return [anchored]
        acts = [node for node in self.nodes if word and node.act == word]
        bare = simplify_act(word)
        return acts or [n for n in self.nodes if bare and simplify_act(n.act) == bare]

    def _list_main_steps(self) -> dict[str, str]:
        """The id of each side step -> what the step says that it stands beside."""
        acts = {node.id: node.act for node in self.nodes}
        return {edge.target: acts[edge.source] for edge in self.edges if edge.side}


def graph_of(procedure: Procedure) -> Graph:
    """The graph of a procedure, cached. Bad targets are faults; the rest is still a graph."""
    return _graph_of(IdentityKey(procedure))


@lru_cache(4096)
def _graph_of(procedure: IdentityKey[Procedure]) -> Graph:
    steps = procedure.value.steps
    builder = _GraphBuilder(steps)
    builder.add_sequence(steps, ("steps",), [])
    return builder.finish()

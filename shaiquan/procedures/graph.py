"""A procedure as a graph: nodes and edges from the steps, and the questions that checks ask.

Steps run in the order written; a target is named only where the path branches or jumps.
The node of a step has the step's 标识 as its id, else ``step-n`` in reading order, or with the
next number that is free.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from shaiquan import codes
from shaiquan.content.suggestions import suggest_spelling
from shaiquan.model.procedures import Procedure, Step, list_steps
from shaiquan.model.shapes import Path
from shaiquan.problems import Code
from shaiquan.procedures.edges import Edge
from shaiquan.procedures.identity import IdentityKey

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


@dataclass(frozen=True, slots=True)
class TargetFault:
    """A target that no step or several steps match, at a field path of the procedure."""

    code: Code
    path: Path
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Graph:
    """The nodes in reading order, the edges in the order written, and the bad targets."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    faults: tuple[TargetFault, ...] = ()
    #: (step, the step in whose limit its time is contained), by 含在
    contained: tuple[tuple[str, str], ...] = ()

    @property
    def start(self) -> Node:
        """The first 开始 that is no side step, else the first step."""
        starts = (node for node in self.nodes if node.type == "start" and not node.side)
        return next(starts, self.nodes[0])


#: nodes and labels from which edges lead to the next step
_Exits = list[tuple[str, str]]


class _GraphBuilder:
    """Walks the steps once, then adds the edges to named targets."""

    def __init__(self, steps: tuple[Step, ...]) -> None:
        self._anchors = {step.anchor for step in list_steps(steps)}
        self.nodes: list[Node] = []
        self.edges: list[Edge] = []
        self.faults: list[TargetFault] = []
        self._jumps: list[tuple[str, str, str, Path]] = []
        self._contained: list[tuple[str, str, Path]] = []
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
        for source, label, target, path in self._jumps:
            id = self._find_target(target, path)
            if id:
                self.edges.append(Edge(source, id, label))
        contained = [
            (source, self._find_target(target, path, Step.label_of("within")))
            for source, target, path in self._contained
        ]
        order = {node.id: index for index, node in enumerate(self.nodes)}
        edges = sorted(self.edges, key=lambda e: order[e.source])
        edges = _mark_returns(self.nodes, edges)
        return Graph(
            tuple(self.nodes),
            tuple(edges),
            tuple(self.faults),
            tuple(pair for pair in contained if pair[1]),
        )

    def _add_step(self, step: Step, path: Path, side: bool = False) -> Node:
        counted = step.counted if step.counted is not None else step.type in COUNTED
        self._number += counted
        number = self._number if counted else 0
        node = self._add_node(step.type, step.act, path, step, number, side)
        if step.within:
            self._contained.append((node.id, step.within, (*path, "within")))
        return node

    def _add_node(
        self,
        type: str,
        act: str,
        path: Path,
        step: Step | None = None,
        number: int = 0,
        side: bool = False,
    ) -> Node:
        id = (step.anchor if step else None) or self._make_id()
        if id in self._ids:
            self.faults.append(TargetFault(codes.SAME_ANCHOR, (*path, "anchor"), (("value", id),)))
            id = self._make_id()
        self._ids.add(id)
        node = Node(id, type, act, number, path, step, side)
        self.nodes.append(node)
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
            self._jumps += [
                (node.id, label, target, (*path, "branches", label))
                for label, target in step.branches.items()
            ]
            return []
        if step.next:
            self._jumps.append((node.id, "", step.next, (*path, "next")))
            return []
        return [] if step.end else [(node.id, "")]

    def _add_parallel(self, step: Step, path: Path, exits: _Exits) -> _Exits:
        """Branches between two bars; the second bar waits for all of them."""
        fork = self._add_node("fork", "", path)
        self._connect(exits, fork.id)
        ends: _Exits = []
        for index, branch in enumerate(step.parallel):
            ends += self.add_sequence(branch, (*path, "parallel", index), [(fork.id, "")])
        join = self._add_node("join", "", path)
        self._connect(ends, join.id)
        return [(join.id, "")]

    def _find_target(self, word: str | None, path: Path, field: str = "去向") -> str:
        """The id of the step with this anchor or act; if there is no single one, a fault."""
        word = (word or "").strip()
        by_anchor = [n for n in self.nodes if n.step and n.step.anchor == word.lower() != ""]
        matches = by_anchor or [n for n in self.nodes if n.act == word and not n.side]
        if len(matches) == 1:
            return matches[0].id
        code = codes.AMBIGUOUS_STEP if matches else codes.UNKNOWN_STEP
        words = [("value", word), ("field", field)]
        if not matches:
            words.append(
                ("suggestion", suggest_spelling(word, [n.act for n in self.nodes if n.act]))
            )
        self.faults.append(TargetFault(code, path, tuple(words)))
        return ""


def graph_of(procedure: Procedure) -> Graph:
    """The graph of a procedure, cached. Bad targets are faults; the rest is still a graph."""
    return _graph_of(IdentityKey(procedure))


@lru_cache(4096)
def _graph_of(procedure: IdentityKey[Procedure]) -> Graph:
    steps = procedure.value.steps
    builder = _GraphBuilder(steps)
    builder.add_sequence(steps, ("steps",), [])
    return builder.finish()


_NONE = Edge("", "")


def _mark_returns(nodes: list[Node], edges: list[Edge]) -> list[Edge]:
    """Mark the returns: edges that close a cycle in a depth-first search in reading order."""
    out: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        out[edge.source].append(edge)
    visited: set[str] = set()
    open_: set[str] = set()
    returns: set[Edge] = set()
    for node in nodes:
        stack: list[tuple[str, Iterator[Edge]]] = []
        if node.id not in visited:
            stack.append((node.id, iter(out[node.id])))
            open_.add(node.id)
            visited.add(node.id)
        while stack:
            current, exits = stack[-1]
            edge = next(exits, _NONE)
            if edge is _NONE:
                open_.discard(current)
                stack.pop()
            elif edge.target in open_:
                returns.add(edge)
            elif edge.target not in visited:
                visited.add(edge.target)
                open_.add(edge.target)
                stack.append((edge.target, iter(out[edge.target])))
    return [Edge(e.source, e.target, e.label, True, e.side) if e in returns else e for e in edges]


# -- questions about the graph (X-10, X-11) -----------------------------------------------------


def _find_reachable(start: Sequence[str], neighbours: Mapping[str, Sequence[str]]) -> set[str]:
    """The nodes of ``start``, and all that can be reached from them."""
    reached, stack = set[str](), [*start]
    while stack:
        id = stack.pop()
        if id not in reached:
            reached.add(id)
            stack += neighbours[id]
    return reached


def _successors(graph: Graph) -> defaultdict[str, list[str]]:
    """The nodes after each node; side steps are on no path."""
    successors: defaultdict[str, list[str]] = defaultdict(list)
    for edge in graph.edges:
        if not edge.side:
            successors[edge.source].append(edge.target)
    return successors


def _predecessors(graph: Graph) -> defaultdict[str, list[str]]:
    predecessors: defaultdict[str, list[str]] = defaultdict(list)
    for edge in graph.edges:
        if not edge.side:
            predecessors[edge.target].append(edge.source)
    return predecessors


def find_unreachable(graph: Graph) -> tuple[Node, ...]:
    """Nodes to which no path leads from the start."""
    reached = _find_reachable([graph.start.id], _successors(graph))
    return tuple(n for n in graph.nodes if not n.side and n.id not in reached)


def find_endless(graph: Graph) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """Nodes from which no end can be reached: (dead ends, nodes of loops without an exit)."""
    ends = [n.id for n in graph.nodes if n.type == "end"]
    ending = _find_reachable(ends, _predecessors(graph))
    stuck = [n for n in graph.nodes if not n.side and n.id not in ending]
    successors = _successors(graph) if stuck else defaultdict(list)
    dead_ends = tuple(n for n in stuck if not successors[n.id])
    loops = (n for n in stuck if n.id in _find_reachable(successors[n.id], successors))
    return dead_ends, tuple(loops)


def is_avoidable(graph: Graph, gates: Iterable[str], goal: str) -> bool:
    """Whether ``goal`` can be reached from the start without any node of ``gates``.

    With one gate, this is false if the gate dominates the goal; with several, if they do so
    together.
    """
    return goal in find_open_nodes(graph, gates)


def find_open_nodes(graph: Graph, gates: Iterable[str]) -> set[str]:
    """The nodes that can be reached from the start without any node of ``gates``.

    Branches of a parallel all run, so its second bar is reached only when every branch reaches
    it: a gate in one branch is a gate on every path.
    """
    closed = set(gates)
    sources_of: defaultdict[str, set[str]] = defaultdict(set)
    for edge in graph.edges:
        sources_of[edge.target].add(edge.source)
    joins = {n.id for n in graph.nodes if n.type == "join"}
    reached = {graph.start.id} - closed
    grows = True
    while grows:
        grows = False
        for node in graph.nodes:
            if node.id in reached or node.id in closed:
                continue
            sources = sources_of[node.id]
            is_open = sources <= reached if node.id in joins else bool(sources & reached)
            if sources and is_open:
                reached.add(node.id)
                grows = True
    return reached


def find_collective_decisions(graph: Graph) -> tuple[Node, ...]:
    """The collective decisions: the votes if there are any, else the steps marked 集体决定."""
    votes = tuple(n for n in graph.nodes if n.step and n.step.voting)
    return votes or tuple(n for n in graph.nodes if n.step and n.step.collective)


def count_steps(graph: Graph) -> int:
    """The number of steps that 声明步骤数 counts."""
    return sum(1 for n in graph.nodes if n.number)

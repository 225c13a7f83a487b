"""A procedure as a graph: nodes and edges from the steps, and what the graph must keep.

Steps run in the order written; a target is named only where the way branches or jumps.
The node of a step has the step's 标识 as its id, else ``step-n`` in reading order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from shaiquan import codes
from shaiquan.content.suggestions import suggest_spelling
from shaiquan.model.procedures import Procedure, Step
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
    """A target that cannot be followed, at a field path of the procedure."""

    code: Code
    path: Path
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Graph:
    """The nodes in reading order, the edges in the order written, and what was wrong."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    open: tuple[str, ...] = ()
    faults: tuple[TargetFault, ...] = ()

    @property
    def start(self) -> Node:
        """The first 开始, else the first step."""
        return next((n for n in self.nodes if n.type == "start"), self.nodes[0])


class _Builder:
    """Walks the steps once, then follows the named targets."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.edges: list[Edge] = []
        self.faults: list[TargetFault] = []
        self._jumps: list[tuple[str, str, str, Path]] = []
        self._ids: set[str] = set()
        self._number = 0

    def sequence(
        self, steps: Iterable[Step], path: Path, ways: list[tuple[str, str]]
    ) -> list[tuple[str, str]]:
        """Append steps after the open ``ways`` (node, label); the ways left open at the end."""
        for index, step in enumerate(steps):
            here = (*path, index)
            if step.parallel:
                ways = self._parallel(step, here, ways)
                continue
            node = self._node(step, here)
            self._arrive(node.id, ways)
            ways = self._leave(node, step, here)
        return ways

    def finish(self, ways: list[tuple[str, str]]) -> Graph:
        for source, label, target, path in self._jumps:
            found = self._target(target, path)
            if found:
                self.edges.append(Edge(source, found, label))
        order = {node.id: place for place, node in enumerate(self.nodes)}
        edges = sorted(self.edges, key=lambda e: order[e.source])
        edges = _with_returns(self.nodes, edges)
        return Graph(
            tuple(self.nodes), tuple(edges), tuple(node for node, _ in ways), tuple(self.faults)
        )

    def _node(self, step: Step, path: Path, side: bool = False) -> Node:
        type = step.type
        counted = step.counted if step.counted is not None else type in COUNTED
        self._number += counted
        return self._add(type, step.act, path, step, self._number if counted else 0, side)

    def _add(
        self, type: str, act: str, path: Path, step: Step | None = None, number: int = 0,
        side: bool = False,
    ) -> Node:  # fmt: skip
        id = (step.anchor if step else None) or f"step-{len(self.nodes) + 1}"
        if id in self._ids:
            self.faults.append(TargetFault(codes.SAME_ANCHOR, (*path, "anchor"), (("value", id),)))
            id = f"step-{len(self.nodes) + 1}"
        self._ids.add(id)
        node = Node(id, type, act, number, path, step, side)
        self.nodes.append(node)
        return node

    def _arrive(self, target: str, ways: list[tuple[str, str]]) -> None:
        self.edges += [Edge(source, target, label) for source, label in ways]

    def _leave(self, node: Node, step: Step, path: Path) -> list[tuple[str, str]]:
        if step.side:
            beside = self._node(step.side, (*path, "side"), side=True)
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

    def _parallel(
        self, step: Step, path: Path, ways: list[tuple[str, str]]
    ) -> list[tuple[str, str]]:
        """Branches between two bars; the second bar waits for all of them."""
        fork = self._add("fork", "", path)
        self._arrive(fork.id, ways)
        ends: list[tuple[str, str]] = []
        for index, branch in enumerate(step.parallel):
            ends += self.sequence(branch, (*path, "parallel", index), [(fork.id, "")])
        join = self._add("join", "", path)
        self._arrive(join.id, ends)
        return [(join.id, "")]

    def _target(self, word: str | None, path: Path) -> str:
        word = (word or "").strip()
        by_anchor = [n for n in self.nodes if n.step and n.step.anchor == word.lower() != ""]
        found = by_anchor or [n for n in self.nodes if n.act == word and not n.side]
        if len(found) == 1:
            return found[0].id
        code = codes.AMBIGUOUS_STEP if found else codes.UNKNOWN_STEP
        words = [("value", word)]
        if not found:
            words.append(
                ("suggestion", suggest_spelling(word, [n.act for n in self.nodes if n.act]))
            )
        self.faults.append(TargetFault(code, path, tuple(words)))
        return ""


def graph_of(procedure: Procedure) -> Graph:
    """The graph of a procedure, made once. Bad targets are faults; the rest is still a graph."""
    return _graph_of(IdentityKey(procedure))


@lru_cache(4096)
def _graph_of(procedure: IdentityKey[Procedure]) -> Graph:
    builder = _Builder()
    ways = builder.sequence(procedure.value.steps, ("steps",), [])
    return builder.finish(ways)


_NONE = Edge("", "")


def _with_returns(nodes: list[Node], edges: list[Edge]) -> list[Edge]:
    """Edges with the returns marked: those to a node still open in a walk in reading order."""
    if not nodes:
        return edges
    out: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        out[edge.source].append(edge)
    done: set[str] = set()
    on_way: set[str] = set()
    returns: set[Edge] = set()
    for node in nodes:
        stack: list[tuple[str, Iterator[Edge]]] = []
        if node.id not in done:
            stack.append((node.id, iter(out[node.id])))
            on_way.add(node.id)
            done.add(node.id)
        while stack:
            current, ways = stack[-1]
            edge = next(ways, _NONE)
            if edge is _NONE:
                on_way.discard(current)
                stack.pop()
            elif edge.target in on_way:
                returns.add(edge)
            elif edge.target not in done:
                done.add(edge.target)
                on_way.add(edge.target)
                stack.append((edge.target, iter(out[edge.target])))
    return [Edge(e.source, e.target, e.label, True, e.side) if e in returns else e for e in edges]


# -- what the graph must keep (X-10, X-11) ------------------------------------------------------


def _reached(start: Sequence[str], ways: Mapping[str, Sequence[str]]) -> set[str]:
    """The start, and all to which ways lead from there."""
    reached, open_ = set[str](), [*start]
    while open_:
        id = open_.pop()
        if id not in reached:
            reached.add(id)
            open_ += ways[id]
    return reached


def _ways(graph: Graph, *, back: bool = False) -> defaultdict[str, list[str]]:
    """Whither each node leads, or whence each is reached; side steps run beside the way."""
    ways: defaultdict[str, list[str]] = defaultdict(list)
    for edge in graph.edges:
        if not edge.side:
            ways[edge.target if back else edge.source].append(edge.source if back else edge.target)
    return ways


def find_unreachable(graph: Graph) -> tuple[Node, ...]:
    """Nodes to which no way leads from the start."""
    reached = _reached([graph.start.id], _ways(graph))
    return tuple(n for n in graph.nodes if not n.side and n.id not in reached)


def find_endless(graph: Graph) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """Nodes from which no end is reached: (dead ends, loops without a way out)."""
    ends = [n.id for n in graph.nodes if n.type == "end"]
    ending = _reached(ends, _ways(graph, back=True))
    stuck = [n for n in graph.nodes if not n.side and n.id not in ending]
    ways = _ways(graph) if stuck else defaultdict(list)
    dead = tuple(n for n in stuck if not ways[n.id])
    return dead, tuple(n for n in stuck if n.id in _reached(ways[n.id], ways))


def is_avoidable(graph: Graph, gates: Iterable[str], goal: str) -> bool:
    """Whether ``goal`` can be reached from the start without any node of ``gates``.

    With one gate this asks whether the gate dominates the goal; with several, whether they
    do so together. Branches of a parallel all run, so its second bar is reached only when
    every branch reaches it: a gate in one branch is a gate on the way.
    """
    closed = set(gates)
    needed: defaultdict[str, set[str]] = defaultdict(set)
    for edge in graph.edges:
        needed[edge.target].add(edge.source)
    joins = {n.id for n in graph.nodes if n.type == "join"}
    reached = {graph.start.id} - closed
    grows = True
    while grows:
        grows = False
        for node in graph.nodes:
            if node.id in reached or node.id in closed:
                continue
            sources = needed[node.id]
            opened = sources <= reached if node.id in joins else bool(sources & reached)
            if sources and opened:
                reached.add(node.id)
                grows = True
    return goal in reached


def find_collective_decisions(graph: Graph) -> tuple[Node, ...]:
    """The collective decisions: the votes where there are any, else steps so marked."""
    votes = tuple(n for n in graph.nodes if n.step and n.step.voting)
    return votes or tuple(n for n in graph.nodes if n.step and n.step.collective)


def count_steps(graph: Graph) -> int:
    """How many steps a declared number of steps counts."""
    return sum(1 for n in graph.nodes if n.number)

"""The content of a flowchart, before any text is measured: steps, edges, lanes.

A plan is plain frozen data and the only input of a picture. The table of the same steps is made
from the same nodes, so the picture cannot say what the table does not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from shaiquan.charts.layout.layout_types import BoxShape
from shaiquan.procedures.edges import Edge

if TYPE_CHECKING:  # what draws a plan needs nothing of the model of the content
    from shaiquan.procedures.graph import Graph, Node

#: fewer actors than this read better in one column, where no lanes are named
FEWEST_LANES = 3
#: more actors than this make a chart too wide for a sheet, unless lanes are named
MOST_LANES = 9


@dataclass(frozen=True, slots=True)
class Caption:
    """The name of a chart: ``id`` prefixes the ids in the SVG, title and desc are read out."""

    id: str
    title: str
    desc: str


@dataclass(frozen=True, slots=True)
class StepWords:
    """The text of a box: the act, small lines below it, its link, the title of its lane.

    ``names_actors``: the first note says who acts, which no lane does where they are several.
    """

    act: str
    notes: tuple[str, ...] = ()
    href: str = ""
    lane: str = ""
    names_actors: bool = False


@dataclass(frozen=True, slots=True)
class PlanStep:
    """A step of the plan. ``type`` is that of the node; ``lane`` an index of the plan's lanes;
    ``actor`` the name of who acts, as a lane is titled, empty where nobody is named."""

    id: str
    type: str
    act: str
    notes: tuple[str, ...] = ()
    href: str = ""
    lane: int = 0
    beside: str = ""
    document: bool = False
    names_actors: bool = False
    actor: str = ""

    @property
    def side(self) -> bool:
        return bool(self.beside)


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps in reading order, the edges in the order written, the titles of the lanes.

    ``names`` are those of bodies and posts, within which no line ends if that can be helped.
    ``named``: the procedure names its lanes, so no sheet leaves them out.
    ``dot``: Graphviz' own layout is wanted, which has no lanes.
    """

    steps: tuple[PlanStep, ...]
    edges: tuple[Edge, ...]
    lanes: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    named: bool = False
    dot: bool = False


def build_plan(
    graph: Graph,
    words: Mapping[str, StepWords],
    lanes: Sequence[str] = (),
    names: Iterable[str] = (),
    *,
    named: bool = False,
) -> Plan:
    """The plan of a procedure; ``lanes`` are the titles of its lanes, none for one column.

    A box whose lane is none of them (a bar, an end without an actor, a withheld actor) stands
    with the step that leads to it, a start and a join with the step that follows.
    """
    beside = {edge.target: edge.source for edge in graph.edges if edge.side}
    indices = {name: index for index, name in enumerate(lanes)}
    own = {node.id: indices.get(words[node.id].lane) for node in graph.nodes}
    lane_of = _LaneFinder(graph, own).find_all()
    steps = tuple(
        _build_step(node, words[node.id], lane_of[node.id], beside.get(node.id, ""))
        for node in graph.nodes
    )
    return Plan(steps, graph.edges, tuple(lanes), tuple(dict.fromkeys(names)), named)


def _build_step(node: Node, words: StepWords, lane: int, beside: str) -> PlanStep:
    act = f"{node.number}. {words.act}" if node.number else words.act
    document = bool(node.step and node.step.documents)
    return PlanStep(
        node.id,
        node.type,
        act,
        words.notes,
        words.href,
        lane,
        beside,
        document,
        words.names_actors,
        words.lane,
    )


class _LaneFinder:
    """Finds the lane of each box, of one without an actor by the steps that it hangs on."""

    def __init__(self, graph: Graph, own: Mapping[str, int | None]) -> None:
        self._graph, self._own = graph, own
        self._place = {node.id: index for index, node in enumerate(graph.nodes)}
        self._before: defaultdict[str, list[str]] = defaultdict(list)
        self._after: defaultdict[str, list[str]] = defaultdict(list)
        self._beside: dict[str, str] = {}
        for edge in graph.edges:
            if edge.side:
                self._beside[edge.target] = edge.source
            else:
                self._before[edge.target].append(edge.source)
                self._after[edge.source].append(edge.target)

    def find_all(self) -> dict[str, int]:
        """The index of the lane of each box; the first where nothing says which."""
        return {node.id: self._find(node, set()) or 0 for node in self._graph.nodes}

    def _find(self, node: Node, asked: set[str]) -> int | None:
        """``asked``: the boxes that wait for the lane of this one."""
        if (lane := self._own[node.id]) is not None:
            return lane
        asked.add(node.id)
        for id in self._list_neighbours(node):
            if id not in asked:
                lane = self._find(self._graph.nodes[self._place[id]], asked)
                if lane is not None:
                    return lane
        return None

    def _list_neighbours(self, node: Node) -> list[str]:
        """The boxes with whose lane a box goes, the first that has one."""
        if node.id in self._beside:
            return [self._beside[node.id]]
        forks = [one.fork for one in self._graph.parallels if one.join == node.id]
        before = forks or self._sort_by_nearness(node.id)
        after = self._after[node.id]
        return [*after, *before] if node.type in ("start", "join") else [*before, *after]

    def _sort_by_nearness(self, id: str) -> list[str]:
        """The steps that lead to one: those written before it, the nearest first, then others."""
        place = self._place[id]
        return sorted(
            self._before[id],
            key=lambda other: (self._place[other] > place, abs(place - self._place[other])),
        )


def choose_lanes(named: Sequence[str], actors: Sequence[str]) -> tuple[str, ...]:
    """The lanes of a chart: those named, else the actors in order where they are few enough.

    >>> choose_lanes((), ("甲", "乙", "甲", "丙")), choose_lanes((), ("甲", "乙"))
    (('甲', '乙', '丙'), ())
    """
    if named:
        return tuple(dict.fromkeys(named))
    lanes = tuple(dict.fromkeys(actor for actor in actors if actor))
    return lanes if FEWEST_LANES <= len(lanes) <= MOST_LANES else ()


def remove_lanes(plan: Plan) -> Plan:
    """The plan without lanes: boxes name the actors instead."""
    if not plan.lanes:
        return plan
    steps = tuple(
        replace(step, lane=0, notes=(step.actor, *step.notes))
        if step.actor and not step.names_actors
        else replace(step, lane=0)
        for step in plan.steps
    )
    return replace(plan, steps=steps, lanes=())


def shape_of(step: PlanStep) -> BoxShape:
    """The GB/T 1526 symbol of a step: terminal, decision, document, predefined process, bar."""
    if step.type in ("start", "end"):
        return "round"
    if step.type in ("fork", "join"):
        return "bar"
    if step.type == "decision":
        return "diamond"
    if step.type == "subprocess":
        return "double"
    return "document" if step.document else "box"

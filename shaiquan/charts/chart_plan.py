"""The content of a flowchart, before any text is measured: steps, edges, lanes.

A plan is plain frozen data and the only input of a picture. The table of the same steps is made
from the same nodes, so the picture cannot say what the table does not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
    """The text of a box: the act, small lines below it, its link, the title of its lane."""

    act: str
    notes: tuple[str, ...] = ()
    href: str = ""
    lane: str = ""


@dataclass(frozen=True, slots=True)
class PlanStep:
    """A step of the plan. ``type`` is that of the node; ``lane`` an index of the plan's lanes."""

    id: str
    type: str
    act: str
    notes: tuple[str, ...] = ()
    href: str = ""
    lane: int = 0
    beside: str = ""
    document: bool = False

    @property
    def side(self) -> bool:
        return bool(self.beside)


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps in reading order, the edges in the order written, the titles of the lanes."""

    steps: tuple[PlanStep, ...]
    edges: tuple[Edge, ...]
    lanes: tuple[str, ...] = ()


def build_plan(graph: Graph, words: Mapping[str, StepWords], lanes: Sequence[str] = ()) -> Plan:
    """The plan of a procedure; ``lanes`` are the titles of its lanes, none for one column.

    A box whose lane is none of them (a bar, a start without an actor, a withheld actor)
    stands with the step before it, the first with the step after it.
    """
    beside = {edge.target: edge.source for edge in graph.edges if edge.side}
    lane_of = _assign_lanes(graph, words, lanes)
    steps = tuple(
        _build_step(node, words[node.id], lane_of[node.id], beside.get(node.id, ""))
        for node in graph.nodes
    )
    return Plan(steps, graph.edges, tuple(lanes))


def _build_step(node: Node, words: StepWords, lane: int, beside: str) -> PlanStep:
    act = f"{node.number}. {words.act}" if node.number else words.act
    document = bool(node.step and node.step.documents)
    return PlanStep(node.id, node.type, act, words.notes, words.href, lane, beside, document)


def _assign_lanes(
    graph: Graph, words: Mapping[str, StepWords], lanes: Sequence[str]
) -> dict[str, int]:
    """The index of the lane of each node."""
    indices = {name: index for index, name in enumerate(lanes)}
    own = {node.id: indices.get(words[node.id].lane) for node in graph.nodes}
    assigned: dict[str, int] = {}
    last = next((index for index in own.values() if index is not None), 0)
    for id, index in own.items():
        last = last if index is None else index
        assigned[id] = last
    return assigned


def choose_lanes(named: Sequence[str], actors: Sequence[str]) -> tuple[str, ...]:
    """The lanes of a chart: those named, else the actors in order where they are few enough.

    >>> choose_lanes((), ("甲", "乙", "甲", "丙")), choose_lanes((), ("甲", "乙"))
    (('甲', '乙', '丙'), ())
    """
    if named:
        return tuple(dict.fromkeys(named))
    lanes = tuple(dict.fromkeys(actor for actor in actors if actor))
    return lanes if FEWEST_LANES <= len(lanes) <= MOST_LANES else ()


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

"""Cuts routes into straight segments; where edges of one net run together they share one.

A segment lies in a channel or strip and reaches from one channel or strip across it to another.
Two segments of a net are one if they, and all that follow them to the target, lie in the same
channels and strips.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from shaiquan.charts.layout.layout_types import LayoutGraph
from shaiquan.charts.layout.routing import Route, assign_nets
from shaiquan.charts.layout.routing_grid import LEVEL, OPPOSITE, RoutingGrid


@dataclass(frozen=True, slots=True)
class Port:
    """Where a segment meets a side of a box; ``box_strip``: the strip of the box across it."""

    box: str
    side: int
    box_strip: int
    out: bool
    edge: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A straight segment in the level or upright ``strip``, from ``low`` to ``high`` across it.

    ``bends`` are the segments in which its wires go on, ``ports`` where they meet a box,
    ``condition_strip`` the strip in which it passes its condition cell, or -1.
    """

    level: bool
    strip: int
    low: int
    high: int
    bends: tuple[int, ...]
    ports: tuple[Port, ...]
    edges: tuple[int, ...]
    condition_strip: int = -1

    @property
    def in_channel(self) -> bool:
        return self.strip % 2 == 0


@dataclass(frozen=True, slots=True)
class Wiring:
    """All segments, and for each edge the numbers of its segments from source to target."""

    segments: tuple[Segment, ...]
    chains: tuple[tuple[int, ...], ...]

    def segments_by_strip(self) -> dict[tuple[bool, int], list[int]]:
        """The numbers of the segments in each channel and strip, by (level, strip)."""
        strips: dict[tuple[bool, int], list[int]] = {}
        for number, segment in enumerate(self.segments):
            strips.setdefault((segment.level, segment.strip), []).append(number)
        return dict(sorted(strips.items()))


def build_wiring(graph: LayoutGraph, grid: RoutingGrid, routes: Sequence[Route]) -> Wiring:
    """The segments of all routes."""
    builder = _WiringBuilder(graph, grid)
    for number, route in enumerate(routes):
        builder.add(number, route)
    return Wiring(tuple(draft.segment() for draft in builder.drafts), tuple(builder.chains))


@dataclass(slots=True)
class _Leg:
    """A straight part of one route, in its direction."""

    direction: int
    strip: int
    start: int
    end: int
    condition_strip: int = -1


@dataclass(slots=True)
class _SegmentDraft:
    """A segment while edges are added to it."""

    level: bool
    strip: int
    low: int
    high: int
    bends: dict[int, None] = field(default_factory=dict)
    ports: dict[tuple[str, int, bool], Port] = field(default_factory=dict)
    edges: list[int] = field(default_factory=list)
    condition_strip: int = -1

    def segment(self) -> Segment:
        return Segment(
            self.level,
            self.strip,
            self.low,
            self.high,
            tuple(self.bends),
            tuple(self.ports.values()),
            tuple(self.edges),
            self.condition_strip,
        )


class _WiringBuilder:
    def __init__(self, graph: LayoutGraph, grid: RoutingGrid) -> None:
        self.graph, self.grid = graph, grid
        self.nets = assign_nets(graph)
        self.drafts: list[_SegmentDraft] = []
        self.chains: list[tuple[int, ...]] = []
        self._numbers: dict[Hashable, int] = {}
        self._first_keys: set[Hashable] = set()

    def add(self, number: int, route: Route) -> None:
        legs = self._split_into_legs(route)
        keys = self._merge_keys(number, legs)
        chain = [self._find_draft(key, leg) for key, leg in zip(keys, legs, strict=True)]
        for segment in chain:
            self.drafts[segment].edges.append(number)
        for one, other in pairwise(chain):
            self.drafts[one].bends[other] = None
            self.drafts[other].bends[one] = None
        edge, first, last = self.graph.edges[number], legs[0], legs[-1]
        self._add_port(chain[0], Port(edge.source, first.direction, first.start, True, number))
        self._add_port(
            chain[-1], Port(edge.target, OPPOSITE[last.direction], last.end, False, number)
        )
        self.chains.append(tuple(chain))

    def _split_into_legs(self, route: Route) -> list[_Leg]:
        legs: list[_Leg] = []
        position = self.grid.places[route.start]
        for move, (point, direction) in enumerate(route.moves):
            level = LEVEL[direction]
            if not legs or legs[-1].direction != direction:
                legs.append(_Leg(direction, position[level], position[not level], 0))
            position = self.grid.places[point]
            legs[-1].end = position[not level]
            if move == route.condition_move:
                legs[-1].condition_strip = position[1]
        return legs

    def _merge_keys(self, number: int, legs: Sequence[_Leg]) -> list[Hashable]:
        """The key of each leg; legs with the same key are one segment.

        A key is the net, the strip and the key of the next leg. Up to a condition cell an edge
        runs separately, and so does the first leg of an edge that would otherwise lie all along
        another from the same step.
        """
        keys: list[Hashable] = []
        key: Hashable = (self.nets[number], legs[-1].direction)
        separate = False
        for leg in reversed(legs):
            separate = separate or leg.condition_strip >= 0
            key = (number, len(keys)) if separate else (key, leg.strip)
            keys.append(key)
        first_key = (self.graph.edges[number].source, legs[0].direction, keys[-1])
        if first_key in self._first_keys:
            keys[-1] = (number, len(keys))
        self._first_keys.add(first_key)
        return keys[::-1]

    def _find_draft(self, key: Hashable, leg: _Leg) -> int:
        low, high = sorted((leg.start, leg.end))
        if key not in self._numbers:
            self._numbers[key] = len(self.drafts)
            self.drafts.append(_SegmentDraft(LEVEL[leg.direction], leg.strip, low, high))
        draft = self.drafts[self._numbers[key]]
        draft.low, draft.high = min(low, draft.low), max(high, draft.high)
        draft.condition_strip = max(draft.condition_strip, leg.condition_strip)
        return self._numbers[key]

    def _add_port(self, segment: int, port: Port) -> None:
        self.drafts[segment].ports.setdefault((port.box, port.side, port.out), port)

"""Routes cut into straight runs; where links of one net go together they have one run.

A run lies in a channel or strip and reaches from one channel or strip across it to another.
Two runs of a net are one if they and all that follows them to the target lie in the same
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
    """Where a run meets a side of a box, ``at`` the strip of the box across the run."""

    box: str
    side: int
    at: int
    out: bool
    link: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A straight run in the level or upright ``strip``, from ``low`` to ``high`` across it.

    ``bends`` are the runs in which its wires go on, ``ports`` where they meet a box, ``place``
    the strip in which it passes its condition place, or -1.
    """

    level: bool
    strip: int
    low: int
    high: int
    bends: tuple[int, ...]
    ports: tuple[Port, ...]
    links: tuple[int, ...]
    place: int = -1

    @property
    def in_channel(self) -> bool:
        return self.strip % 2 == 0


@dataclass(frozen=True, slots=True)
class Wiring:
    """All runs, and for each link the numbers of its runs from source to target."""

    runs: tuple[Segment, ...]
    chains: tuple[tuple[int, ...], ...]

    def strips(self) -> dict[tuple[bool, int], list[int]]:
        """The numbers of the runs in each channel and strip, by (level, strip)."""
        found: dict[tuple[bool, int], list[int]] = {}
        for number, run in enumerate(self.runs):
            found.setdefault((run.level, run.strip), []).append(number)
        return dict(sorted(found.items()))


def build_wiring(chart: LayoutGraph, grid: RoutingGrid, routes: Sequence[Route]) -> Wiring:
    """The runs of all routes."""
    builder = _WiringBuilder(chart, grid)
    for number, route in enumerate(routes):
        builder.add(number, route)
    return Wiring(tuple(draft.run() for draft in builder.drafts), tuple(builder.chains))


@dataclass(slots=True)
class _Leg:
    """A straight part of one route, as it is travelled."""

    way: int
    strip: int
    start: int
    end: int
    place: int = -1


@dataclass(slots=True)
class _SegmentDraft:
    """A run while links are added to it."""

    level: bool
    strip: int
    low: int
    high: int
    bends: dict[int, None] = field(default_factory=dict)
    ports: dict[tuple[str, int, bool], Port] = field(default_factory=dict)
    links: list[int] = field(default_factory=list)
    place: int = -1

    def run(self) -> Segment:
        return Segment(
            self.level,
            self.strip,
            self.low,
            self.high,
            tuple(self.bends),
            tuple(self.ports.values()),
            tuple(self.links),
            self.place,
        )


class _WiringBuilder:
    def __init__(self, chart: LayoutGraph, grid: RoutingGrid) -> None:
        self.chart, self.grid = chart, grid
        self.nets = assign_nets(chart)
        self.drafts: list[_SegmentDraft] = []
        self.chains: list[tuple[int, ...]] = []
        self._numbers: dict[Hashable, int] = {}
        self._begun: set[Hashable] = set()

    def add(self, number: int, route: Route) -> None:
        stretches = self._stretches(route)
        keys = self._keys(number, stretches)
        chain = [self._draft(key, s) for key, s in zip(keys, stretches, strict=True)]
        for run in chain:
            self.drafts[run].links.append(number)
        for one, other in pairwise(chain):
            self.drafts[one].bends[other] = None
            self.drafts[other].bends[one] = None
        link, first, last = self.chart.links[number], stretches[0], stretches[-1]
        self._port(chain[0], Port(link.source, first.way, first.start, True, number))
        self._port(chain[-1], Port(link.target, OPPOSITE[last.way], last.end, False, number))
        self.chains.append(tuple(chain))

    def _stretches(self, route: Route) -> list[_Leg]:
        found: list[_Leg] = []
        at = self.grid.places[route.start]
        for move, (point, way) in enumerate(route.moves):
            level = LEVEL[way]
            if not found or found[-1].way != way:
                found.append(_Leg(way, at[level], at[not level], 0))
            at = self.grid.places[point]
            found[-1].end = at[not level]
            if move == route.place:
                found[-1].place = at[1]
        return found

    def _keys(self, number: int, stretches: Sequence[_Leg]) -> list[Hashable]:
        """What makes each stretch one with another: its net, its strip and what follows it.

        Up to a condition place a link runs alone, and so does the first stretch of a link
        that would else lie all along another from the same step.
        """
        keys: list[Hashable] = []
        key: Hashable = (self.nets[number], stretches[-1].way)
        alone = False
        for stretch in reversed(stretches):
            alone = alone or stretch.place >= 0
            key = (number, len(keys)) if alone else (key, stretch.strip)
            keys.append(key)
        begin = (self.chart.links[number].source, stretches[0].way, keys[-1])
        if begin in self._begun:
            keys[-1] = (number, len(keys))
        self._begun.add(begin)
        return keys[::-1]

    def _draft(self, key: Hashable, stretch: _Leg) -> int:
        low, high = sorted((stretch.start, stretch.end))
        if key not in self._numbers:
            self._numbers[key] = len(self.drafts)
            self.drafts.append(_SegmentDraft(LEVEL[stretch.way], stretch.strip, low, high))
        draft = self.drafts[self._numbers[key]]
        draft.low, draft.high = min(low, draft.low), max(high, draft.high)
        draft.place = max(draft.place, stretch.place)
        return self._numbers[key]

    def _port(self, run: int, port: Port) -> None:
        self.drafts[run].ports.setdefault((port.box, port.side, port.out), port)

"""How far from the middle of its strip each run between boxes lies, in points.

Runs of one strip whose stretches meet keep a gap; those that matter most lie nearest to the
middle. Where a stretch ends is told by the order of the tracks across, so this needs no size.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from shaiquan.charts.layout.layout_types import LayoutGraph
from shaiquan.charts.layout.ranking import find_conditions
from shaiquan.charts.layout.routing_grid import DOWN, RIGHT
from shaiquan.charts.layout.segments import Wiring
from shaiquan.charts.layout.track_order import TrackOrders

#: between wires at the side of a box, and at its top or bottom
LEVEL_GAP, UPRIGHT_GAP = 11.0, 14.0
#: from a wire to its label, and from a label to the next wire
BESIDE, NEXT = 5.0, 8.0
#: from a label in a condition place to the frame round it
FRAME_X, FRAME_Y = 7.0, 4.0


@dataclass(frozen=True, slots=True)
class PortOffsets:
    """``offset`` of each run between boxes from the middle of its strip, down or to the right.

    ``left`` are the links whose label stands left of their wire below the box.
    """

    offset: dict[int, float]
    left: frozenset[int]


def assign_port_offsets(chart: LayoutGraph, wiring: Wiring, orders: TrackOrders) -> PortOffsets:
    """Offsets in all strips between boxes; the tracks of channels follow when they are sized."""
    placer = _OffsetAssigner(chart, wiring, orders)
    for (level, strip), order in orders.items():
        if strip % 2:
            placer.place(order if level else placer.labels_outside(order), level)
    return PortOffsets(placer.offset, frozenset(placer.left))


class _OffsetAssigner:
    def __init__(self, chart: LayoutGraph, wiring: Wiring, orders: TrackOrders) -> None:
        self.runs, self._chart = wiring.runs, chart
        self.offset: dict[int, float] = {}
        self.left: set[int] = set()
        conditions = find_conditions(chart)
        self._labelled = [e.labelled and n not in conditions for n, e in enumerate(chart.links)]
        self._rank = [0.0] * len(self.runs)
        for order in orders.values():
            for place, number in enumerate(order, start=1):
                self._rank[number] = place / (len(order) + 1)

    # -- labels below a box ---------------------------------------------------------------------

    def labels_outside(self, order: Sequence[int]) -> list[int]:
        """The order with the labelled exits of each box left and right of its other exits."""
        exits: dict[str, list[int]] = {}
        for number in order:
            for port in self.runs[number].ports:
                if port.out and port.side == DOWN:
                    exits.setdefault(port.box, []).append(number)
        found = list(order)
        for members in exits.values():
            places = [found.index(number) for number in members]
            for place, number in zip(places, self._outside(members), strict=True):
                found[place] = number
        return found

    def _outside(self, members: list[int]) -> list[int]:
        """The exits of one box, the first or only label to the nearer end, a second to the last."""
        labels = [number for number in members if self._labels(number)]
        rest = [number for number in members if number not in labels]
        if not labels or (not rest and len(labels) == 1):
            return members
        if len(labels) == 1 and 2 * members.index(labels[0]) >= len(rest):
            return [*rest, *labels]
        self.left.update(self._labels(labels[0]))
        return [labels[0], *rest, *labels[1:]]

    def _labels(self, number: int) -> list[int]:
        """The links whose label stands where this run leaves its box."""
        ports = self.runs[number].ports
        return [port.link for port in ports if port.out and self._labelled[port.link]]

    # -- offsets --------------------------------------------------------------------------------

    def place(self, order: Sequence[int], level: bool) -> None:
        """Give each run of a strip the offset nearest to its wish that its order leaves."""
        reach = {number: self._reach(number) for number in order}
        later: dict[int, list[tuple[int, float]]] = {number: [] for number in order}
        earlier: dict[int, list[tuple[int, float]]] = {number: [] for number in order}
        for place, one in enumerate(order):
            for other in order[place + 1 :]:
                if reach[one][0] <= reach[other][1] and reach[other][0] <= reach[one][1]:
                    gap = self._gap(one, other, LEVEL_GAP if level else UPRIGHT_GAP)
                    later[one].append((other, gap))
                    earlier[other].append((one, gap))
        least, most = dict.fromkeys(order, -inf), dict.fromkeys(order, -inf)
        for number in sorted(order, key=self._standing):
            offset = min(max(self._wish(number, order), least[number]), -most[number])
            self.offset[number] = offset
            _raise(least, later, number, offset)
            _raise(most, earlier, number, -offset)

    def _gap(self, one: int, other: int, gap: float) -> float:
        """Between two runs; half a frame of each stands between them in a condition place."""
        if self.runs[one].place == self.runs[other].place >= 0:
            return self._half(one) + NEXT + self._half(other)
        return gap

    def _wish(self, number: int, order: Sequence[int]) -> float:
        """Where a run would best lie: in the middle, or with its mate around it."""
        place = self.runs[number].place
        pair = [n for n in order if self.runs[n].place == place >= 0]
        if len(pair) < 2:
            return 0.0
        first = self._half(pair[0]) - sum(self._half(n) for n in pair) - NEXT / 2
        return first if number == pair[0] else first + self._gap(pair[0], number, 0.0)

    def _half(self, number: int) -> float:
        """Half the frame round the label of a run."""
        return max(self._chart.links[n].label_width for n in self.runs[number].links) / 2 + FRAME_X

    def _standing(self, number: int) -> tuple[bool, bool, bool, bool, int, int]:
        """Straight ways from box to box come first, then labelled exits, then other ports."""
        run = self.runs[number]
        straight = any(p.out for p in run.ports) and any(not p.out for p in run.ports)
        return (
            run.place < 0,
            not straight,
            not self._labels(number),
            not run.ports,
            run.high - run.low,
            number,
        )

    def _reach(self, number: int) -> tuple[float, float]:
        """How far a run reaches, to a track of a channel, a side of a box or all of a cell."""
        run = self.runs[number]
        places = [port.at + (0.9 if port.side in (DOWN, RIGHT) else 0.1) for port in run.ports]
        for bend in run.bends:
            strip = self.runs[bend].strip
            places += [strip, strip + 1] if strip % 2 else [strip + self._rank[bend]]
        return min(places), max(places)


def _raise(
    bound: dict[int, float], near: dict[int, list[tuple[int, float]]], number: int, value: float
) -> None:
    """Raise the bound of a run, and of all runs beyond it so that the gaps remain."""
    if value > bound[number]:
        bound[number] = value
        for other, gap in near[number]:
            _raise(bound, near, other, value + gap)

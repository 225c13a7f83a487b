"""Assigns the offset of each segment between boxes from the middle of its strip, in points.

Segments of one strip that overlap keep a gap; those that matter most lie nearest to the middle.
Where a segment ends follows from the order of the tracks across, so no size is needed here.
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
#: from a label in a condition cell to the frame round it
FRAME_X, FRAME_Y = 7.0, 4.0


@dataclass(frozen=True, slots=True)
class PortOffsets:
    """``offset``: of each segment from the middle of its strip, down or to the right.

    ``left`` are the edges whose label stands left of their wire below the box.
    """

    offset: dict[int, float]
    left: frozenset[int]


def assign_port_offsets(graph: LayoutGraph, wiring: Wiring, orders: TrackOrders) -> PortOffsets:
    """Offsets in all strips between boxes; the tracks of channels get theirs with the sizes."""
    assigner = _OffsetAssigner(graph, wiring, orders)
    for (level, strip), order in orders.items():
        if strip % 2:
            assigner.assign(order if level else assigner.move_labels_outside(order), level)
    return PortOffsets(assigner.offset, frozenset(assigner.left))


class _OffsetAssigner:
    def __init__(self, graph: LayoutGraph, wiring: Wiring, orders: TrackOrders) -> None:
        self.segments, self._graph = wiring.segments, graph
        self.offset: dict[int, float] = {}
        self.left: set[int] = set()
        conditions = find_conditions(graph)
        self._labelled = [e.labelled and n not in conditions for n, e in enumerate(graph.edges)]
        self._rank = [0.0] * len(self.segments)
        for order in orders.values():
            for place, number in enumerate(order, start=1):
                self._rank[number] = place / (len(order) + 1)

    # -- labels below a box ---------------------------------------------------------------------

    def move_labels_outside(self, order: Sequence[int]) -> list[int]:
        """The order with the labelled exits of each box left and right of its other exits."""
        exits: dict[str, list[int]] = {}
        for number in order:
            for port in self.segments[number].ports:
                if port.out and port.side == DOWN:
                    exits.setdefault(port.box, []).append(number)
        reordered = list(order)
        for members in exits.values():
            places = [reordered.index(number) for number in members]
            for place, number in zip(places, self._order_exits(members), strict=True):
                reordered[place] = number
        return reordered

    def _order_exits(self, members: list[int]) -> list[int]:
        """The exits of one box, the first or only label to the nearer end, a second to the last."""
        labels = [number for number in members if self._labelled_edges(number)]
        rest = [number for number in members if number not in labels]
        if not labels or (not rest and len(labels) == 1):
            return members
        if len(labels) == 1 and 2 * members.index(labels[0]) >= len(rest):
            return [*rest, *labels]
        self.left.update(self._labelled_edges(labels[0]))
        return [labels[0], *rest, *labels[1:]]

    def _labelled_edges(self, number: int) -> list[int]:
        """The edges whose label stands where this segment leaves its box."""
        ports = self.segments[number].ports
        return [port.edge for port in ports if port.out and self._labelled[port.edge]]

    # -- offsets --------------------------------------------------------------------------------

    def assign(self, order: Sequence[int], level: bool) -> None:
        """Give each segment the offset nearest to the preferred one that its order allows."""
        reach = {number: self._reach(number) for number in order}
        later: dict[int, list[tuple[int, float]]] = {number: [] for number in order}
        earlier: dict[int, list[tuple[int, float]]] = {number: [] for number in order}
        for place, one in enumerate(order):
            for other in order[place + 1 :]:
                if reach[one][0] <= reach[other][1] and reach[other][0] <= reach[one][1]:
                    gap = self._gap_between(one, other, LEVEL_GAP if level else UPRIGHT_GAP)
                    later[one].append((other, gap))
                    earlier[other].append((one, gap))
        least, most = dict.fromkeys(order, -inf), dict.fromkeys(order, -inf)
        for number in sorted(order, key=self._priority):
            offset = min(max(self._preferred_offset(number, order), least[number]), -most[number])
            self.offset[number] = offset
            _raise(least, later, number, offset)
            _raise(most, earlier, number, -offset)

    def _gap_between(self, one: int, other: int, gap: float) -> float:
        """The gap between two segments; in a condition cell, half a frame of each fits in it."""
        if self.segments[one].condition_strip == self.segments[other].condition_strip >= 0:
            return self._half_frame(one) + NEXT + self._half_frame(other)
        return gap

    def _preferred_offset(self, number: int, order: Sequence[int]) -> float:
        """The middle of the strip, or for two segments in one condition cell, around it."""
        place = self.segments[number].condition_strip
        pair = [n for n in order if self.segments[n].condition_strip == place >= 0]
        if len(pair) < 2:
            return 0.0
        first = self._half_frame(pair[0]) - sum(self._half_frame(n) for n in pair) - NEXT / 2
        return first if number == pair[0] else first + self._gap_between(pair[0], number, 0.0)

    def _half_frame(self, number: int) -> float:
        """Half the frame round the label of a segment."""
        edges = self.segments[number].edges
        return max(self._graph.edges[n].label_width for n in edges) / 2 + FRAME_X

    def _priority(self, number: int) -> tuple[bool, bool, bool, bool, int, int]:
        """Straight segments from box to box come first, then labelled exits, then other ports."""
        segment = self.segments[number]
        straight = any(p.out for p in segment.ports) and any(not p.out for p in segment.ports)
        return (
            segment.condition_strip < 0,
            not straight,
            not self._labelled_edges(number),
            not segment.ports,
            segment.high - segment.low,
            number,
        )

    def _reach(self, number: int) -> tuple[float, float]:
        """The extent of a segment, to a track of a channel, a side of a box or all of a cell."""
        segment = self.segments[number]
        places = [
            port.box_strip + (0.9 if port.side in (DOWN, RIGHT) else 0.1) for port in segment.ports
        ]
        for bend in segment.bends:
            strip = self.segments[bend].strip
            places += [strip, strip + 1] if strip % 2 else [strip + self._rank[bend]]
        return min(places), max(places)


def _raise(
    bound: dict[int, float],
    neighbours: dict[int, list[tuple[int, float]]],
    number: int,
    value: float,
) -> None:
    """Raise the bound of a segment, and of all segments beyond it so that the gaps remain."""
    if value > bound[number]:
        bound[number] = value
        for other, gap in neighbours[number]:
            _raise(bound, neighbours, other, value + gap)

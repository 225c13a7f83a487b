"""Assigns coordinates: columns and rows fit their boxes, channels their segments and labels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from shaiquan.charts.layout.box_sizes import BoxSizes
from shaiquan.charts.layout.channel_widths import EDGE, ChannelSide, Clearance, space_channel
from shaiquan.charts.layout.label_placement import PlacedLabel
from shaiquan.charts.layout.layout_types import LayoutGraph
from shaiquan.charts.layout.placement import Placement
from shaiquan.charts.layout.port_offsets import PortOffsets
from shaiquan.charts.layout.routing_grid import DOWN, LEFT, RIGHT, UP
from shaiquan.charts.layout.segments import Port, Wiring
from shaiquan.charts.layout.track_order import TrackOrders

#: around a label, and from a label to what stands across the channel
CLEAR, AIR = 6.0, 6.0
#: the last piece of a wire, and how far other wires keep from an arrowhead
ARROW, HEAD = 18.0, 14.0
#: from the upper edge of a row to what stands in it
CUT = 4.0
#: half of the least width of a column
LEAST = 30.0


@dataclass(frozen=True, slots=True)
class RoutedGraph:
    """All that is known of a chart before anything has coordinates."""

    graph: LayoutGraph
    placement: Placement
    wiring: Wiring
    orders: TrackOrders
    ports: PortOffsets
    sizes: BoxSizes
    labels: Mapping[int, PlacedLabel]


@dataclass(frozen=True, slots=True)
class LayoutCoordinates:
    """The middles of columns and rows, and the position of each segment across itself.

    ``bands`` are the upper and lower edges of the rows, ``lanes`` the borders of the lanes.
    """

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    segments: tuple[float, ...]
    bands: tuple[tuple[float, float], ...]
    lanes: tuple[tuple[float, float], ...]
    width: float
    height: float


def assign_coordinates(routed: RoutedGraph) -> LayoutCoordinates:
    """Assign the coordinates of both axes."""
    across, down = _Axis(routed, level=False), _Axis(routed, level=True)
    _reserve_boxes(routed, across, down)
    _reserve_labels(routed, across, down)
    for axis in (across, down):
        axis.reserve_segments()
        axis.assign_positions()
    lanes = _lane_borders(routed, across)
    segments = tuple(
        (down if segment.level else across).coordinate(number)
        for number, segment in enumerate(routed.wiring.segments)
    )
    return LayoutCoordinates(
        tuple(across.middles),
        tuple(down.middles),
        segments,
        down.bands(),
        lanes,
        across.end,
        down.end,
    )


class _Axis:
    """The columns, or if ``level`` the rows, and the channels around them."""

    def __init__(self, routed: RoutedGraph, *, level: bool) -> None:
        count = routed.placement.rows if level else routed.placement.columns
        self.routed, self.level, self.count = routed, level, count
        self.before = [ChannelSide() for _ in range(count)]
        self.after = [ChannelSide() for _ in range(count)]
        self.middles: list[float] = []
        self.tracks: dict[int, float] = {}
        self.end = 0.0

    def reserve(self, strip: int, before: float, after: float) -> None:
        """Make room in a column or row, so far before and after its middle."""
        self.before[strip].extend_to(before)
        self.after[strip].extend_to(after)

    def reserve_segments(self) -> None:
        """Make room for the segments in the strips, and before the boxes that they enter."""
        for number, segment in enumerate(self.routed.wiring.segments):
            if segment.level == self.level and not segment.in_channel:
                offset = self.routed.ports.offset[number]
                self.reserve(segment.strip // 2, -offset, offset)
            if segment.level != self.level:
                for port in segment.ports:
                    if not port.out:
                        self._reserve_entry(number, port)

    def _reserve_entry(self, number: int, port: Port) -> None:
        segment = self.routed.wiring.segments[number]
        first = port.side in (LEFT, UP)
        side = (self.before if first else self.after)[port.box_strip // 2]
        reach = self.routed.sizes[port.box][0 if segment.level else 1] / 2
        side.clearances.append(Clearance(segment.strip, reach + ARROW, number))
        side.clearances.append(Clearance(segment.strip, reach + HEAD))
        through = segment.low < port.box_strip - 1 if first else segment.high > port.box_strip + 1
        if through:
            side.clear = max(side.clear, reach + ARROW)

    def assign_positions(self) -> None:
        """Place strips and tracks one after another."""
        position = 0.0
        for strip in range(self.count + 1):
            first = self.after[strip - 1] if strip else None
            second = self.before[strip] if strip < self.count else None
            order = self.routed.orders.get((self.level, 2 * strip), [])
            channel = space_channel(first, second, order, self.routed.wiring.segments)
            self.tracks |= {number: position + track for number, track in channel.tracks.items()}
            position += channel.width
            self.middles.append(position)
        self.end = self.middles.pop()

    def coordinate(self, number: int) -> float:
        segment = self.routed.wiring.segments[number]
        if segment.in_channel:
            return self.tracks[number]
        return self.middles[segment.strip // 2] + self.routed.ports.offset[number]

    def bands(self) -> tuple[tuple[float, float], ...]:
        """The edges of the strips, a little before their boxes and after their labels."""
        return tuple(
            (middle - before.extent - CUT, middle + max([after.extent, *after.labels.values()]))
            for middle, before, after in zip(self.middles, self.before, self.after, strict=True)
        )


def _reserve_boxes(routed: RoutedGraph, across: _Axis, down: _Axis) -> None:
    for column in range(routed.placement.columns):
        across.reserve(column, LEAST, LEAST)
    for box in routed.graph.boxes:
        spot, (width, height) = routed.placement.spots[box.id], routed.sizes[box.id]
        across.before[spot.first].extend_to(width / 2)
        across.after[spot.last].extend_to(width / 2)
        down.reserve(spot.row, height / 2, height / 2)


def _reserve_labels(routed: RoutedGraph, across: _Axis, down: _Axis) -> None:
    for label in routed.labels.values():
        x, y, width, height = label.area
        if label.side in (LEFT, RIGHT):
            down.reserve(label.row, -y, y + height)
            side = (across.before if label.side == LEFT else across.after)[label.column]
            _reserve_label(side, 2 * label.row + 1, -x if label.side == LEFT else x + width)
        else:
            across.reserve(label.column, -x, x + width)
            if label.side == DOWN:
                _reserve_label(down.after[label.row], 2 * label.column + 1, y + height)
            else:
                down.reserve(label.row, -y, y + height)


def _reserve_label(side: ChannelSide, at: int, reach: float) -> None:
    side.clearances.append(Clearance(at, reach + CLEAR))
    side.labels[at] = max(side.labels.get(at, 0.0), reach + CLEAR)
    side.clear = max(side.clear, reach + CLEAR + AIR)


# -- lanes --------------------------------------------------------------------------------------


def _lane_borders(routed: RoutedGraph, across: _Axis) -> tuple[tuple[float, float], ...]:
    """The borders of the lanes, after making room for their titles."""
    if not routed.graph.lanes:
        return ()
    inner = [_find_border(routed, across, last) for _, last in routed.placement.lanes[:-1]]
    lanes = list(pairwise([0.0, *inner, across.end]))
    least = [*routed.graph.lane_widths, *[0.0] * len(lanes)]
    more = [
        max(0.0, width - (high - low)) for width, (low, high) in zip(least, lanes, strict=False)
    ]
    _widen_lanes(across, lanes, more)
    widths = [high - low + extra for (low, high), extra in zip(lanes, more, strict=True)]
    ends = [sum(widths[:n]) for n in range(len(widths) + 1)]
    return tuple(pairwise(ends))


def _find_border(routed: RoutedGraph, across: _Axis, column: int) -> float:
    """The position of the border after a column, between wires and clear of labels."""
    before, after = across.after[column], across.before[column + 1]
    low = across.middles[column] + max([before.extent, *before.labels.values()])
    high = across.middles[column + 1] - max([after.extent, *after.labels.values()])
    order = routed.orders.get((False, 2 * column + 2), [])
    tracks = sorted(across.tracks[number] for number in order)
    middle = (low + high) / 2
    gaps = list(pairwise([low, *(t for t in tracks if low < t < high), high]))
    wide = [gap for gap in gaps if gap[1] - gap[0] >= EDGE] or gaps
    nearest = min(wide, key=lambda gap: abs(sum(gap) / 2 - middle))
    return sum(nearest) / 2


def _widen_lanes(across: _Axis, lanes: list[tuple[float, float]], more: list[float]) -> None:
    """Add to each lane what it lacks, half just inside either border."""

    def move(x: float) -> float:
        return x + sum(
            extra / 2 * ((x > low) + (x >= high))
            for (low, high), extra in zip(lanes, more, strict=True)
        )

    across.middles = [move(x) for x in across.middles]
    across.tracks = {number: move(x) for number, x in across.tracks.items()}
    across.end += sum(more)

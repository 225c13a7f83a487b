"""How wide each channel is: as wide as its segments and labels need, and no wider.

The same for both axes: strips (columns or rows) with channels between them, and segments that
lie in a channel along its strips. Distances are in points, from the middle of a strip.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from shaiquan.charts.layout.segments import Segment

#: between the segments of a channel, from a segment to a box, between boxes, and at the outer edge
TRACK, MARGIN, APART, EDGE = 11.0, 9.0, 16.0, 10.0


@dataclass(frozen=True, slots=True)
class Clearance:
    """The distance that segments keep where they pass the strip ``at`` across.

    If ``into`` is not -1, only those that bend into that segment.
    """

    at: int
    reach: float
    into: int = -1


@dataclass(slots=True)
class ChannelSide:
    """One side of a column or row.

    ``extent``: how far its boxes reach; ``clear``: how far the boxes across the channel keep
    away; ``labels``: how far labels reach, by the strip across.
    """

    extent: float = 0.0
    clear: float = 0.0
    clearances: list[Clearance] = field(default_factory=list)
    labels: dict[int, float] = field(default_factory=dict)

    def extend_to(self, reach: float) -> None:
        self.extent = max(self.extent, reach)

    def distance(self, number: int, segments: Sequence[Segment]) -> float:
        """How far from the middle of the strip a segment must stay."""
        segment = segments[number]
        distances = [
            clearance.reach
            for clearance in self.clearances
            if segment.low <= clearance.at <= segment.high
            and (clearance.into < 0 or clearance.into in segment.bends)
        ]
        return max([self.extent + MARGIN, *distances])


@dataclass(frozen=True, slots=True)
class SpacedChannel:
    """The distance between the strips on either side, and of each segment from the first."""

    width: float
    tracks: dict[int, float]


def space_channel(
    first: ChannelSide | None,
    second: ChannelSide | None,
    order: Sequence[int],
    segments: Sequence[Segment],
) -> SpacedChannel:
    """Space the segments of a channel, in their order, between two sides; None is the outer edge.

    Each segment lies midway between its nearest possible place to the first side and its nearest
    to the second.
    """
    from_first = {n: first.distance(n, segments) if first else EDGE for n in order}
    from_second = {n: second.distance(n, segments) if second else EDGE for n in order}
    forth = _pack_tracks(order, from_first, segments)
    back = _pack_tracks(order[::-1], from_second, segments)
    width = max([_least_width(first, second), *(forth[n] + from_second[n] for n in order)])
    return SpacedChannel(width, {n: (forth[n] + width - back[n]) / 2 for n in order})


def _pack_tracks(
    order: Sequence[int], least: dict[int, float], segments: Sequence[Segment]
) -> dict[int, float]:
    """Place each segment as near to the first side as it and those before it may lie."""
    tracks: dict[int, float] = {}
    for number in order:
        segment = segments[number]
        beside = [
            at + TRACK
            for other, at in tracks.items()
            if segments[other].low <= segment.high and segment.low <= segments[other].high
        ]
        tracks[number] = max([least[number], *beside])
    return tracks


def _least_width(first: ChannelSide | None, second: ChannelSide | None) -> float:
    """The distance that two strips keep for what stands in them."""
    if first is None or second is None:
        side = first or second or ChannelSide()
        return max([side.extent, *side.labels.values()]) + EDGE
    facing = [
        reach + second.labels[at] for at, reach in first.labels.items() if at in second.labels
    ]
    return max(
        first.extent + second.extent + APART,
        first.extent + second.clear,
        second.extent + first.clear,
        *facing,
    )

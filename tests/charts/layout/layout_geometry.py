"""Measures for the fault finder: areas, outlines, pieces of wires. Nothing of the router."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import cos, hypot, pi, sin

from shaiquan.charts.layout.clipping import RADIUS, SLANT
from shaiquan.charts.layout.layout_types import Layout, PlacedBox, Point, Rect


@dataclass(frozen=True)
class WirePiece:
    """A straight piece of a wire: ``low`` and ``high`` along it, ``at`` across it."""

    wire: int
    index: int
    level: bool
    at: float
    low: float
    high: float

    @property
    def area(self) -> Rect:
        if self.level:
            return self.low, self.at, self.high - self.low, 0.0
        return self.at, self.low, 0.0, self.high - self.low


def pieces_of(layout: Layout) -> list[WirePiece]:
    """All pieces of all wires; one that is neither level nor upright counts as its longer side."""
    pieces = []
    for number, wire in enumerate(layout.wires):
        for index, ((x, y), (x2, y2)) in enumerate(pairwise(wire.points)):
            if abs(y2 - y) <= abs(x2 - x):
                pieces.append(WirePiece(number, index, True, y, min(x, x2), max(x, x2)))
            else:
                pieces.append(WirePiece(number, index, False, x, min(y, y2), max(y, y2)))
    return pieces


def area_of(placed: PlacedBox) -> Rect:
    return placed.x, placed.y, placed.width, placed.height


def distance(one: Rect, other: Rect) -> float:
    """Between two areas, negative by how deep they lie in one another."""
    x, y, width, height = one
    x2, y2, width2, height2 = other
    across = max(x2 - x - width, x - x2 - width2)
    down = max(y2 - y - height, y - y2 - height2)
    if across > 0 and down > 0:
        return hypot(across, down)
    return max(across, down)


def corners_of(placed: PlacedBox) -> list[Point]:
    """The corners of a shape, round corners as short lines."""
    x, y, width, height = area_of(placed)
    right, bottom, middle = x + width, y + height, y + height / 2
    if placed.box.shape == "diamond":
        centre = x + width / 2
        return [(centre, y), (right, middle), (centre, bottom), (x, middle)]
    if placed.box.shape == "hexagon":
        a, b = x + SLANT * width, right - SLANT * width
        return [(a, y), (b, y), (right, middle), (b, bottom), (a, bottom), (x, middle)]
    if placed.box.shape == "round":
        radius = min(RADIUS, height / 2)
        centres = [
            (right - radius, bottom - radius), (x + radius, bottom - radius),
            (x + radius, y + radius), (right - radius, y + radius),
        ]  # fmt: skip
        return [
            (a + radius * cos(turn), b + radius * sin(turn))
            for corner, (a, b) in enumerate(centres)
            for turn in (pi / 2 * (corner + part / 16) for part in range(17))
        ]
    return [(x, y), (right, y), (right, bottom), (x, bottom)]


def distance_to_outline(point: Point, corners: list[Point]) -> float:
    """How far a point is from an outline."""
    ring = [*corners, corners[0]]
    return min(_to_line(point, one, other) for one, other in pairwise(ring))


def _to_line(point: Point, one: Point, other: Point) -> float:
    (x, y), (x1, y1), (x2, y2) = point, one, other
    length = hypot(x2 - x1, y2 - y1)
    if length == 0:
        return hypot(x - x1, y - y1)
    part = ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length**2
    part = min(1.0, max(0.0, part))
    return hypot(x - x1 - part * (x2 - x1), y - y1 - part * (y2 - y1))

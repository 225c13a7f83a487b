"""The groups of a drawing as geometry: boxes with outlines, wires with heads, lanes."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

from tests.geometry.svg_paths import Point
from tests.geometry.svg_reading import (
    SvgDrawing,
    SvgGroup,
    SvgLine,
    SvgShape,
    UnreadableSvg,
    read_svg,
)

#: bends smaller than this are rounding of the numbers in the file, pt
STRAIGHT = 0.03
#: a wire that turns by more than this has left its first piece, degrees
BEND = 30.0

#: sides of an arrowhead that differ by less are equal but for the rounding in the file, pt
EQUAL_SIDES = 0.1

#: a lane is a cluster where Graphviz has drawn it
_LANES = ("lane", "cluster")

Floats = np.ndarray[tuple[int, ...], np.dtype[np.float64]]
#: `a:p0:s->b:p1:n`: an edge's title may name the ports that it uses
_TITLE = re.compile(r"([^:>]+?)(?::[^>]*?)?->([^:]+)(?::.*)?")


@dataclass(frozen=True, slots=True)
class ParsedBox:
    """A node or connector: its outline, the lines drawn in and around it, its text."""

    id: str
    classes: frozenset[str]
    connector: bool
    outline: BaseGeometry
    strokes: BaseGeometry
    pen: float
    lines: tuple[SvgLine, ...]


@dataclass(frozen=True, slots=True)
class ParsedHead:
    """An arrowhead; ``miter``: how far its stroke reaches beyond its tip."""

    area: BaseGeometry
    tip: Point
    unit: Point
    length: float
    miter: float


@dataclass(frozen=True, slots=True)
class ParsedWire:
    """An edge: ``shaft`` runs from the source to the head, ``whole`` to the head's tip."""

    source: str
    target: str
    type: str
    shaft: shapely.LineString
    whole: shapely.LineString
    first: shapely.LineString
    drawn_to: Point
    head: ParsedHead | None
    labels: tuple[SvgLine, ...]

    @property
    def name(self) -> str:
        return f"{self.source}->{self.target}"

    @property
    def start(self) -> Point:
        x, y = self.whole.coords[0]
        return x, y

    @property
    def end(self) -> Point:
        x, y = self.whole.coords[-1]
        return x, y


@dataclass(frozen=True, slots=True)
class ParsedLane:
    """``area`` is where its boxes may stand: not its header, if that has a shape of its own."""

    name: str
    names: frozenset[str]
    area: BaseGeometry
    strokes: BaseGeometry
    whole: BaseGeometry
    lines: tuple[SvgLine, ...]


@dataclass(frozen=True, slots=True)
class ParsedChart:
    view: tuple[float, float, float, float]
    boxes: tuple[ParsedBox, ...]
    wires: tuple[ParsedWire, ...]
    lanes: tuple[ParsedLane, ...]
    loose: tuple[SvgLine, ...]
    ids: tuple[str, ...]
    undrawn: tuple[str, ...]


@functools.lru_cache(maxsize=4)
def parse_chart(svg: str) -> ParsedChart:
    return _parse_drawing(read_svg(svg))


def _parse_drawing(drawing: SvgDrawing) -> ParsedChart:
    groups = drawing.groups
    return ParsedChart(
        drawing.view,
        tuple(_parse_box(group) for group in groups if group.kind in ("node", "connector")),
        tuple(_parse_wire(group) for group in groups if group.kind == "edge" and _shafts(group)),
        tuple(_parse_lane(group) for group in groups if group.kind in _LANES),
        tuple(line for group in groups if not group.kind for line in group.lines),
        drawing.ids,
        tuple(group.title for group in groups if group.kind == "edge" and not _shafts(group)),
    )


# -- boxes and lanes --------------------------------------------------------------------------------


def _parse_box(group: SvgGroup) -> ParsedBox:
    areas = [_area(shape) for shape in group.shapes if shape.closed]
    areas = areas or [line.area() for line in group.lines]
    if not areas:
        raise UnreadableSvg(f"nothing is drawn for {group.kind} {group.title}")
    return ParsedBox(
        group.title,
        group.classes,
        group.kind == "connector",
        outline=areas[0] if len(areas) == 1 else shapely.union_all(areas),
        strokes=_strokes(group.shapes),
        pen=max((shape.pen for shape in group.shapes), default=0),
        lines=tuple(group.lines),
    )


def _parse_lane(group: SvgGroup) -> ParsedLane:
    areas = sorted((_area(s) for s in group.shapes if s.closed), key=lambda area: -area.area)
    if not areas:
        raise UnreadableSvg(f"no area is drawn for lane {group.title}")
    rest = shapely.union_all(areas[1:])
    header = "".join(line.words for line in group.lines)
    return ParsedLane(
        group.title or header,
        frozenset({group.title, header}),
        areas[0].difference(rest),
        _strokes(group.shapes),
        areas[0].union(rest),
        tuple(group.lines),
    )


def _area(shape: SvgShape) -> BaseGeometry:
    area = shapely.Polygon(shape.points)
    return area if area.is_valid else shapely.make_valid(area)


def _strokes(shapes: Iterable[SvgShape]) -> BaseGeometry:
    return shapely.MultiLineString([_ring(shape) for shape in shapes])


def _ring(shape: SvgShape) -> list[Point]:
    line = list(shape.points)
    return [*line, line[0]] if shape.closed and line[0] != line[-1] else line


# -- wires ------------------------------------------------------------------------------------------


def _shafts(group: SvgGroup) -> list[SvgShape]:
    return [shape for shape in group.shapes if not shape.closed]


def _parse_wire(group: SvgGroup) -> ParsedWire:
    ends = _TITLE.fullmatch(group.title)
    shafts = _shafts(group)
    if not ends or len(shafts) != 1:
        raise UnreadableSvg(f"edge {group.title}: {len(shafts)} lines")
    drawn = shapely.LineString(shafts[0].points).simplify(STRAIGHT)
    assert isinstance(drawn, shapely.LineString)
    heads = [shape for shape in group.shapes if shape.closed and shape.filled]
    head = min(
        heads, key=lambda s: _area(s).distance(shapely.Point(drawn.coords[-1])), default=None
    )
    return _join_head(group, ends[1], ends[2], drawn, _parse_head(head, drawn) if head else None)


def _join_head(
    group: SvgGroup, source: str, target: str, drawn: shapely.LineString, head: ParsedHead | None
) -> ParsedWire:
    shaft, whole = drawn, drawn
    if head:
        if math.dist(drawn.coords[-1], head.tip) < head.length / 2:
            shaft = _cut(drawn, max(drawn.length - head.length, drawn.length / 100))
        whole = shapely.LineString([*shaft.coords, head.tip])
    type = next((word for word in ("back", "side") if word in group.classes), "forward")
    x, y = drawn.coords[-1]
    return ParsedWire(
        source, target, type, shaft, whole, _first_piece(whole), (x, y), head, tuple(group.lines)
    )


def _cut(line: shapely.LineString, length: float) -> shapely.LineString:
    piece = substring(line, 0, length)
    assert isinstance(piece, shapely.LineString)
    return piece


def _parse_head(shape: SvgShape, drawn: shapely.LineString) -> ParsedHead:
    corners = np.array(list(dict.fromkeys(shape.points)))
    tip = _tip(corners, _direction(drawn))
    axis = tip - corners.mean(axis=0)
    unit = axis / (np.hypot(*axis) or 1)
    length = float(np.ptp(corners @ unit))
    half = float(np.ptp(corners @ np.array([-unit[1], unit[0]]))) / 2
    miter = shape.pen / 2 * math.hypot(length, half) / half if half else shape.pen / 2
    return ParsedHead(
        _area(shape),
        (float(tip[0]), float(tip[1])),
        (float(unit[0]), float(unit[1])),
        length,
        miter,
    )


def _tip(corners: Floats, ahead: Floats) -> Floats:
    """A triangle's corner between its equal sides; of other heads what lies farthest ahead."""
    likely = corners
    if len(corners) == 3:
        a, b, c = corners.tolist()
        turns = ((a, b, c), (b, c, a), (c, a, b))
        skew = [abs(math.dist(one, two) - math.dist(one, three)) for one, two, three in turns]
        likely = corners[np.array(skew) < min(skew) + EQUAL_SIDES]
    return np.asarray(likely[(likely @ ahead).argmax()])


def _direction(line: shapely.LineString) -> Floats:
    points = np.array(line.coords)
    vector = points[-1] - points[-2]
    return np.asarray(vector / (np.hypot(*vector) or 1))


def _first_piece(line: shapely.LineString) -> shapely.LineString:
    """From the source to where the wire has turned."""
    points = list(line.coords)
    for place in range(2, len(points)):
        turn = _turn(points[0], points[1], points[place - 1], points[place])
        if turn > BEND:
            return shapely.LineString(points[:place])
    return line


def _turn(*points: tuple[float, ...]) -> float:
    """The angle between the vector from a to b and that from c to d, in degrees."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = points
    angle = math.atan2(dy - cy, dx - cx) - math.atan2(by - ay, bx - ax)
    return abs(math.degrees(math.remainder(angle, math.tau)))

"""Cuts a chart over connected sheets: the SVG is clipped between rows, and every wire that is
cut gets the same numbered connector (GB/T 1526) on both sheets.

It reads the drawn SVG, not the lay-out: so the sheets show exactly what was drawn.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from xml.etree import ElementTree

from shaiquan.charts.arrangement import MARGIN
from shaiquan.charts.drawing import Picture
from shaiquan.charts.layout.layout_types import Point

#: of connectors: radius, height of a row of them, least distance of two in a row
RADIUS, LEVEL, APART = 9.0, 25.0, 22.0
_FONT = 12.0
#: from the baseline of a line of Chinese to its upper and its lower edge, in em
_RISE, _FALL = 0.9, 0.15
#: distances of a cut above a row, the likely ones first: clear of arrowheads, below corners
_HEADROOM = (7.5, *(7.5 + side * step / 2 for step in range(1, 16) for side in (-1, 1)))

#: top and bottom of something on the chart
RowSpan = tuple[float, float]
_INK = "#1f2d3d"
_SVG = "{http://www.w3.org/2000/svg}"
_SHIFT = re.compile(r"translate\(\s*([-\d.]+)[ ,]+([-\d.]+)\s*\)")
_PATH = re.compile(r"([MLQC])([^MLQC]*)")
#: a line that leans no more than this is upright
_UPRIGHT = 0.01
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Crossing:
    """A wire that is cut at ``x``; ``down``: it runs down to the next sheet."""

    x: float
    down: bool
    colour: str
    dashed: bool


@dataclass(frozen=True, slots=True)
class SheetCut:
    """A place where a page may end: its y, the wires there, the row of each connector."""

    y: float
    crossings: tuple[Crossing, ...]
    levels: tuple[int, ...]

    @property
    def height(self) -> float:
        """The height that the connectors take on the sheet above and on that below."""
        return LEVEL * (max(self.levels, default=-1) + 1)


#: of each piece the cuts above and below it
Pieces = tuple[tuple[SheetCut | None, SheetCut | None], ...]


@dataclass(frozen=True, slots=True)
class ChartPiece:
    """A part of a chart as SVG of its own, with its size in points."""

    svg: str
    width: float
    height: float


@functools.lru_cache(maxsize=256)
def find_cuts(picture: Picture) -> tuple[SheetCut, ...]:
    """The places where a page may end, from top to bottom."""
    root = ElementTree.fromstring(picture.svg)  # noqa: S314 - our own drawing
    wires = tuple(_list_wires(root))
    solid = (*_list_text_spans(root), *_list_shape_spans(root))
    lines = (_find_clear_line(row, wires, solid) for row in picture.cuts)
    return tuple(_make_cut(y, wires) for y in lines if y is not None)


def _find_clear_line(row: float, wires: Sequence[_Wire], solid: Sequence[RowSpan]) -> float | None:
    """A y above a row that crosses nothing but upright wires; None if there is none."""
    for y in (row - room for room in _HEADROOM):
        corner = any(abs(a[0] - b[0]) > _UPRIGHT for wire in wires for a, b in wire.segments_at(y))
        if not corner and not any(top < y < end for top, end in solid):
            return y
    return None


def _make_cut(y: float, wires: Sequence[_Wire]) -> SheetCut:
    by_place = {}
    for wire in wires:
        for (x, start), (_, end) in wire.segments_at(y):
            by_place[round(x, 1)] = Crossing(x, end > start, wire.colour, wire.dashed)
    crossings = tuple(by_place[x] for x in sorted(by_place))
    return SheetCut(y, crossings, _assign_levels(crossings))


def cut_piece(
    picture: Picture, above: SheetCut | None, below: SheetCut | None, first: int = 1
) -> ChartPiece:
    """The part between two cuts, under the lane titles; ``first`` is its first connector.

    The connectors of ``above`` come first, those of ``below`` after them.
    """
    if above is None and below is None:
        return ChartPiece(picture.svg, picture.width, picture.height)
    head = _head_height(picture) if above else 0.0
    start, end = (above.y if above else 0.0), (below.y if below else picture.height)
    top = head + (above.height if above else 0.0)
    height = top + end - start + (below.height if below else 0.0)
    parts = [_clip_rows(picture, 0.0, head, 0.0)] if head else []
    parts.append(_clip_rows(picture, start, end - start, top))
    if above:
        parts += _draw_connectors(above, top, first, upper=True)
        first += len(above.crossings)
    if below:
        parts += _draw_connectors(below, top + end - start, first, upper=False)
    return ChartPiece(_wrap_svg(picture, height, parts), picture.width, height)


def cut_pieces(picture: Picture, pieces: Pieces) -> Iterator[ChartPiece]:
    """The pieces of a chart, their connectors numbered from 1 on."""
    connector = 1
    for above, below in pieces:
        yield cut_piece(picture, above, below, connector)
        connector += len(above.crossings) if above else 0


def piece_height(picture: Picture, above: SheetCut | None, below: SheetCut | None) -> float:
    """The height of the piece between two cuts, without making it."""
    start, end = (above.y if above else 0.0), (below.y if below else picture.height)
    top = above.height + _head_height(picture) if above else 0.0
    return end - start + top + (below.height if below else 0.0)


def fill_pieces(
    picture: Picture, cuts: Sequence[SheetCut], number: int, height: float, last: float
) -> Pieces | None:
    """The cuts above and below at most ``number`` pieces, each as full as possible.

    ``height`` is the room of a piece, ``last`` that of the last one. None: the chart needs more
    pieces.
    """
    pieces: list[tuple[SheetCut | None, SheetCut | None]] = []
    above: SheetCut | None = None
    while piece_height(picture, above, None) > last:
        fitting = [
            cut
            for cut in cuts
            if (above is None or cut.y > above.y) and piece_height(picture, above, cut) <= height
        ]
        if not fitting or len(pieces) + 1 >= number:
            return None
        below = max(fitting, key=lambda cut: cut.y)
        pieces.append((above, below))
        above = below
    return (*pieces, (above, None))


def _head_height(picture: Picture) -> float:
    return picture.head + MARGIN if picture.head else 0.0


# -- reading the drawing ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Wire:
    """A wire on the whole chart: its corner points, the ends of straight pieces and corners."""

    colour: str
    dashed: bool
    points: tuple[Point, ...]

    def segments_at(self, y: float) -> Iterator[tuple[Point, Point]]:
        """The straight pieces and corners that pass ``y``."""
        for start, end in pairwise(self.points):
            if min(start[1], end[1]) <= y < max(start[1], end[1]):
                yield start, end


def _list_groups(root: ElementTree.Element) -> Iterator[tuple[ElementTree.Element, float, float]]:
    """The groups of boxes and wires, with their positions on the whole chart."""
    for group in root.iter(f"{_SVG}g"):
        if shift := _SHIFT.search(group.get("transform", "")):
            yield group, float(shift[1]), float(shift[2])


def _list_wires(root: ElementTree.Element) -> Iterator[_Wire]:
    """The wires, in the coordinates of the whole chart."""
    for group, dx, dy in _list_groups(root):
        for edge in group.findall(f"{_SVG}g"):
            path = edge.find(f"{_SVG}path")
            if edge.get("class", "").startswith("edge") and path is not None:
                points = tuple((x + dx, y + dy) for x, y in _parse_path(path.get("d", "")))
                dashed = path.get("stroke-dasharray") is not None
                yield _Wire(path.get("stroke", _INK), dashed, points)


def _list_text_spans(root: ElementTree.Element) -> Iterator[RowSpan]:
    """Top and bottom of every line of text."""
    for group, _, dy in _list_groups(root):
        for text in group.iter(f"{_SVG}text"):
            base, size = float(text.get("y", "")) + dy, float(text.get("font-size", ""))
            yield base - _RISE * size, base + _FALL * size


def _list_shape_spans(root: ElementTree.Element) -> Iterator[RowSpan]:
    """Top and bottom of every outline and every arrowhead."""
    for group, _, dy in _list_groups(root):
        for rect in group.iter(f"{_SVG}rect"):
            top = float(rect.get("y", "")) + dy
            yield top, top + float(rect.get("height", ""))
        for polygon in group.iter(f"{_SVG}polygon"):
            yield _span_of(polygon, dy)


def _span_of(polygon: ElementTree.Element, dy: float) -> RowSpan:
    ys = [float(corner.split(",")[1]) + dy for corner in polygon.get("points", "").split()]
    return min(ys), max(ys)


def _parse_path(path: str) -> Iterator[Point]:
    """The ends of the pieces of a path: straight lines or rounded corners."""
    for _, numbers in _PATH.findall(path):
        values = [float(text) for text in _NUMBER.findall(numbers)]
        yield values[-2], values[-1]


def _assign_levels(crossings: Sequence[Crossing]) -> tuple[int, ...]:
    """The row of each connector, such that none touches its neighbour."""
    ends: list[float] = []
    levels = []
    for crossing in crossings:
        free = (row for row, x in enumerate(ends) if crossing.x - x >= APART)
        level = next(free, len(ends))
        ends[level : level + 1] = [crossing.x]
        levels.append(level)
    return tuple(levels)


# -- drawing ----------------------------------------------------------------------------------


def _wrap_svg(picture: Picture, height: float, parts: Sequence[str]) -> str:
    opening = picture.svg[: picture.svg.index(">") + 1]
    family = re.search(r'font-family="[^"]*"', opening)
    return (
        f'<svg width="{picture.width:g}pt" height="{height:g}pt" '
        f'viewBox="0 0 {picture.width:g} {height:g}" {family[0] if family else ""} '
        'xmlns="http://www.w3.org/2000/svg">' + "\n".join(parts) + "</svg>"
    )


def _clip_rows(picture: Picture, y: float, height: float, at: float) -> str:
    """The chart from ``y`` on, ``height`` high, placed ``at`` that y of the piece."""
    inner = picture.svg[picture.svg.index(">") + 1 : picture.svg.rindex("</svg>")]
    return (
        f'<svg x="0" y="{at:g}" width="{picture.width:g}" height="{height:g}" '
        f'viewBox="0 {y:g} {picture.width:g} {height:g}">{inner}</svg>'
    )


def _draw_connectors(cut: SheetCut, edge: float, first: int, upper: bool) -> Iterator[str]:
    """The numbered circles along an edge of a piece; arrows show where wires enter them."""
    direction = -1 if upper else 1
    for number, (crossing, level) in enumerate(zip(cut.crossings, cut.levels, strict=True), first):
        centre = edge + direction * (LEVEL * (level + 1) - RADIUS - 1)
        edge_of_circle = centre - direction * RADIUS
        dash = ' stroke-dasharray="5 3"' if crossing.dashed else ""
        yield (
            f'<path d="M{crossing.x:g} {edge:g} L{crossing.x:g} {edge_of_circle:g}" fill="none" '
            f'stroke="{crossing.colour}" stroke-width="1.3"{dash}/>'
        )
        if crossing.down != upper:  # the wire runs into the connector
            yield _draw_arrow(crossing.x, edge_of_circle, direction, crossing.colour)
        yield (
            f'<circle cx="{crossing.x:g}" cy="{centre:g}" r="{RADIUS:g}" fill="#ffffff" '
            f'stroke="{crossing.colour}" stroke-width="1.3"/>'
        )
        yield (
            f'<text x="{crossing.x:g}" y="{centre + 0.36 * _FONT:g}" text-anchor="middle" '
            f'font-size="{_FONT:g}" font-weight="700" fill="{crossing.colour}">{number}</text>'
        )


def _draw_arrow(x: float, y: float, direction: int, colour: str) -> str:
    return (
        f'<polygon fill="{colour}" points="{x:g},{y:g} {x - 3.4:g},{y - direction * 7:g} '
        f'{x + 3.4:g},{y - direction * 7:g}"/>'
    )

"""A chart cut over connected sheets: the SVG clipped by row, each wire that is cut with the
same numbered connector (GB/T 1526) on both sheets.

The drawn SVG is read, not the layout, so that whatever is on the sheet is what was drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from xml.etree import ElementTree

from shaiquan.charts.drawing import MARGIN, Picture
from shaiquan.charts.layout.elements import Point

#: of a connector: radius, height of a row of connectors, the least distance of two in a row
RADIUS, LEVEL, APART = 9.0, 25.0, 22.0
_FONT = 12.0
#: from the baseline of a line of Chinese to its upper and lower edge, in em
_RISE, _FALL = 0.9, 0.15
#: how far above a row a cut may be made, the likely first: clear of arrowheads, below corners
_HEADROOM = (7.5, *(7.5 + side * step / 2 for step in range(1, 16) for side in (-1, 1)))

#: from where to where, down the chart
RowSpan = tuple[float, float]
_INK = "#1f2d3d"
_SVG = "{http://www.w3.org/2000/svg}"
_SHIFT = re.compile(r"translate\(\s*([-\d.]+)[ ,]+([-\d.]+)\s*\)")
_PATH = re.compile(r"([MLQC])([^MLQC]*)")
#: a piece that leans no more than this is upright
_PLUMB = 0.01
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Crossing:
    """A wire that a cut meets at ``x``: ``down`` where it runs on to the next sheet."""

    x: float
    down: bool
    colour: str
    dashed: bool


@dataclass(frozen=True, slots=True)
class SheetCut:
    """A place at which a page may end: y, the wires there, and how many rows of connectors
    keep them apart."""

    y: float
    crossings: tuple[Crossing, ...]
    levels: tuple[int, ...]

    @property
    def height(self) -> float:
        """What the connectors take of the sheet above and of the sheet below."""
        return LEVEL * (max(self.levels, default=-1) + 1)


@dataclass(frozen=True, slots=True)
class ChartPiece:
    """A part of a chart as SVG of its own, with its size in points."""

    svg: str
    width: float
    height: float


def find_cuts(picture: Picture) -> tuple[SheetCut, ...]:
    """Every place at which a page may end, from top to bottom."""
    root = ElementTree.fromstring(picture.svg)  # noqa: S314 - our own drawing
    wires = tuple(_wires(root))
    solid = (*_words(root), *_boxes(root))
    clear = (_clear(row, wires, solid) for row in picture.cuts)
    return tuple(_cut(y, wires) for y in clear if y is not None)


def _clear(row: float, wires: Sequence[_Wire], solid: Sequence[RowSpan]) -> float | None:
    """A y above a row that goes through upright wires alone; None where there is none."""
    for y in (row - room for room in _HEADROOM):
        corner = any(abs(a[0] - b[0]) > _PLUMB for wire in wires for a, b in wire.over(y))
        if not corner and not any(top < y < end for top, end in solid):
            return y
    return None


def _cut(y: float, wires: Sequence[_Wire]) -> SheetCut:
    met = {}
    for wire in wires:
        for (x, start), (_, end) in wire.over(y):
            met[round(x, 1)] = Crossing(x, end > start, wire.colour, wire.dashed)
    crossings = tuple(met[x] for x in sorted(met))
    return SheetCut(y, crossings, _levels(crossings))


def cut_piece(
    picture: Picture, above: SheetCut | None, below: SheetCut | None, first: int = 1
) -> ChartPiece:
    """The part between two cuts, under the lane titles; ``first`` numbers its connectors.

    The connectors of ``above`` come first, those of ``below`` after them.
    """
    if above is None and below is None:
        return ChartPiece(picture.svg, picture.width, picture.height)
    head = _head(picture) if above else 0.0
    start, end = (above.y if above else 0.0), (below.y if below else picture.height)
    top = head + (above.height if above else 0.0)
    height = top + end - start + (below.height if below else 0.0)
    parts = [_window(picture, 0.0, head, 0.0)] if head else []
    parts.append(_window(picture, start, end - start, top))
    if above:
        parts += _connectors(above, top, first, upper=True)
        first += len(above.crossings)
    if below:
        parts += _connectors(below, top + end - start, first, upper=False)
    return ChartPiece(_framed(picture, height, parts), picture.width, height)


def piece_height(picture: Picture, above: SheetCut | None, below: SheetCut | None) -> float:
    """The height of the piece between two cuts, without making it."""
    start, end = (above.y if above else 0.0), (below.y if below else picture.height)
    extra = (above.height + _head(picture) if above else 0.0) + (below.height if below else 0.0)
    return end - start + extra


def _head(picture: Picture) -> float:
    return picture.head + MARGIN if picture.head else 0.0


# -- reading the wires ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Wire:
    """A wire on the whole chart: its corner points, the ends of straight pieces and corners."""

    colour: str
    dashed: bool
    points: tuple[Point, ...]

    def over(self, y: float) -> Iterator[tuple[Point, Point]]:
        """The pieces that pass ``y``: upright ones or corners."""
        for start, end in pairwise(self.points):
            if min(start[1], end[1]) <= y < max(start[1], end[1]):
                yield start, end


def _steps(root: ElementTree.Element) -> Iterator[tuple[ElementTree.Element, float, float]]:
    """The group of boxes and wires with its place on the whole chart."""
    for group in root.iter(f"{_SVG}g"):
        if shift := _SHIFT.search(group.get("transform", "")):
            yield group, float(shift[1]), float(shift[2])


def _wires(root: ElementTree.Element) -> Iterator[_Wire]:
    """Each wire, in the coordinates of the whole chart."""
    for group, dx, dy in _steps(root):
        for edge in group.findall(f"{_SVG}g"):
            path = edge.find(f"{_SVG}path")
            if edge.get("class", "").startswith("edge") and path is not None:
                points = tuple((x + dx, y + dy) for x, y in _points(path.get("d", "")))
                dashed = path.get("stroke-dasharray") is not None
                yield _Wire(path.get("stroke", _INK), dashed, points)


def _words(root: ElementTree.Element) -> Iterator[RowSpan]:
    """From where to where each line of text reaches, down the chart."""
    for group, _, dy in _steps(root):
        for text in group.iter(f"{_SVG}text"):
            base, size = float(text.get("y", "")) + dy, float(text.get("font-size", ""))
            yield base - _RISE * size, base + _FALL * size


def _boxes(root: ElementTree.Element) -> Iterator[RowSpan]:
    """From where to where each outline and each arrowhead reaches, down the chart."""
    for group, _, dy in _steps(root):
        for rect in group.iter(f"{_SVG}rect"):
            top = float(rect.get("y", "")) + dy
            yield top, top + float(rect.get("height", ""))
        for polygon in group.iter(f"{_SVG}polygon"):
            yield _span(polygon, dy)


def _span(polygon: ElementTree.Element, dy: float) -> RowSpan:
    ys = [float(corner.split(",")[1]) + dy for corner in polygon.get("points", "").split()]
    return min(ys), max(ys)


def _points(path: str) -> Iterator[Point]:
    """The ends of the pieces of a path; between them a straight piece or a rounded corner."""
    for _, numbers in _PATH.findall(path):
        values = [float(each) for each in _NUMBER.findall(numbers)]
        yield values[-2], values[-1]


def _levels(crossings: Sequence[Crossing]) -> tuple[int, ...]:
    """In which row each connector stands, so that none touches its neighbour."""
    last: list[float] = []
    levels = []
    for each in crossings:
        level = next((n for n, x in enumerate(last) if each.x - x >= APART), len(last))
        last[level : level + 1] = [each.x]
        levels.append(level)
    return tuple(levels)


# -- drawing ----------------------------------------------------------------------------------


def _framed(picture: Picture, height: float, parts: Sequence[str]) -> str:
    opening = picture.svg[: picture.svg.index(">") + 1]
    family = re.search(r'font-family="[^"]*"', opening)
    return (
        f'<svg width="{picture.width:g}pt" height="{height:g}pt" '
        f'viewBox="0 0 {picture.width:g} {height:g}" {family[0] if family else ""} '
        'xmlns="http://www.w3.org/2000/svg">' + "\n".join(parts) + "</svg>"
    )


def _window(picture: Picture, y: float, height: float, at: float) -> str:
    """The rows of the chart from ``y`` on, ``height`` high, put ``at`` that y of the piece."""
    inner = picture.svg[picture.svg.index(">") + 1 : picture.svg.rindex("</svg>")]
    return (
        f'<svg x="0" y="{at:g}" width="{picture.width:g}" height="{height:g}" '
        f'viewBox="0 {y:g} {picture.width:g} {height:g}">{inner}</svg>'
    )


def _connectors(cut: SheetCut, edge: float, first: int, upper: bool) -> Iterator[str]:
    """The numbered circles along an edge of a piece; the arrow says which way the wire runs."""
    away = -1 if upper else 1
    for number, (each, level) in enumerate(zip(cut.crossings, cut.levels, strict=True), first):
        centre = edge + away * (LEVEL * (level + 1) - RADIUS - 1)
        rim = centre - away * RADIUS
        dash = ' stroke-dasharray="5 3"' if each.dashed else ""
        yield (
            f'<path d="M{each.x:g} {edge:g} L{each.x:g} {rim:g}" fill="none" '
            f'stroke="{each.colour}" stroke-width="1.3"{dash}/>'
        )
        if each.down != upper:  # the wire runs into the connector
            yield _arrow(each.x, rim, away, each.colour)
        yield (
            f'<circle cx="{each.x:g}" cy="{centre:g}" r="{RADIUS:g}" fill="#ffffff" '
            f'stroke="{each.colour}" stroke-width="1.3"/>'
        )
        yield (
            f'<text x="{each.x:g}" y="{centre + 0.36 * _FONT:g}" text-anchor="middle" '
            f'font-size="{_FONT:g}" font-weight="700" fill="{each.colour}">{number}</text>'
        )


def _arrow(x: float, y: float, away: int, colour: str) -> str:
    return (
        f'<polygon fill="{colour}" points="{x:g},{y:g} {x - 3.4:g},{y - away * 7:g} '
        f'{x + 3.4:g},{y - away * 7:g}"/>'
    )

"""A flowchart's SVG, in the structure that Graphviz writes, to shapes in the viewBox's units.

What could be misread is refused: better no answer than a wrong one.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field

import shapely
from shapely.geometry.base import BaseGeometry

from tests.geometry import svg_paths
from tests.geometry.font_metrics import ASCENT, DESCENT, weight_of, width_of
from tests.geometry.svg_paths import Point

#: groups of their own; every other group only holds its children
KINDS = ("node", "edge", "lane", "cluster", "connector")
#: elements that are not visible
_UNSEEN = {"title", "desc", "metadata", "style", "defs", "clipPath"}
_SHAPES = {"polygon", "polyline", "rect", "ellipse", "circle", "line", "path"}
_CLOSED = {"polygon", "rect", "ellipse", "circle"}
#: attributes that would move or stretch a text
_UNREAD = {"dx", "dy", "rotate", "textLength", "dominant-baseline", "letter-spacing"}
_INHERITED = ("font-size", "font-weight", "text-anchor", "fill", "stroke", "stroke-width")
_TRANSLATE = re.compile(r"translate\(\s*([-+.\deE]+)[\s,]*([-+.\deE]+)?\s*\)")
_IDENTITY = re.compile(r"scale\(1(?:[ ,]1)?\)|rotate\(0\)")
_SPACE = re.compile(r"[ \t\r\n]+")
#: segments in a quarter of an ellipse: 0.1 pt from the arc at a radius of 100 pt
_QUARTER = 16


class UnreadableSvg(Exception):
    """The SVG holds what this module cannot measure."""


@dataclass(frozen=True, slots=True)
class SvgLine:
    """A line of text and its em box."""

    words: str
    left: float
    top: float
    right: float
    bottom: float

    def area(self, inset: float = 0.0) -> BaseGeometry:
        return shapely.box(
            self.left + inset, self.top + inset, self.right - inset, self.bottom - inset
        )


@dataclass(frozen=True, slots=True)
class SvgShape:
    """A drawn shape; ``pen`` is the width of its stroke, 0 where there is none."""

    tag: str
    points: tuple[Point, ...]
    closed: bool
    filled: bool
    pen: float


@dataclass(slots=True)
class SvgGroup:
    """What stands in a group of one of the KINDS; ``kind`` is "" for what stands in none."""

    kind: str
    title: str = ""
    classes: frozenset[str] = frozenset()
    shapes: list[SvgShape] = field(default_factory=list)
    lines: list[SvgLine] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SvgDrawing:
    """The groups in the order drawn, every id, the viewBox as (left, top, right, bottom)."""

    view: tuple[float, float, float, float]
    groups: tuple[SvgGroup, ...]
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a walk through the elements stands: offset, what text inherits, whose it is."""

    x: float
    y: float
    style: dict[str, str]
    group: SvgGroup


def read_svg(svg: str) -> SvgDrawing:
    """Raises Unreadable for transforms other than translate, moved texts, ``use``."""
    root = ET.fromstring(svg)
    left, top, across, down = svg_paths.numbers(root.get("viewBox", ""))
    loose = SvgGroup("")
    groups = [loose]
    place = _inside(root, _Place(0, 0, {}, loose), groups)
    for child in root:
        _walk(child, place, groups)
    ids = tuple(id for element in root.iter() if (id := element.get("id")) is not None)
    return SvgDrawing((left, top, left + across, top + down), tuple(groups), ids)


def _walk(element: ET.Element, place: _Place, groups: list[SvgGroup]) -> None:
    tag = _tag(element)
    if tag in _UNSEEN:
        return
    if tag in ("use", "svg", "foreignObject"):
        raise UnreadableSvg(f"<{tag}> in {place.group.title or 'the drawing'}")
    place = _inside(element, place, groups)
    if tag in _SHAPES:
        place.group.shapes += _shapes(element, tag, place)
    elif tag == "text":
        place.group.lines += _line(element, place)
    else:
        for child in element:
            _walk(child, place, groups)


def _tag(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else "title"


def _attributes(element: ET.Element) -> dict[str, str]:
    """Attributes, with the declarations of ``style`` over them."""
    attributes = dict(element.attrib)
    for declaration in attributes.pop("style", "").split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            attributes[name.strip()] = value.strip()
    return attributes


def _inside(element: ET.Element, place: _Place, groups: list[SvgGroup]) -> _Place:
    attributes = _attributes(element)
    x, y = _offset(attributes.get("transform", ""))
    own = {name: attributes[name] for name in _INHERITED if name in attributes}
    group = place.group
    words = attributes.get("class", "").split()
    if _tag(element) == "g" and words and words[0] in KINDS:
        title = next((child.text or "" for child in element if _tag(child) == "title"), "")
        group = SvgGroup(words[0], title.strip(), frozenset(words[1:]))
        groups.append(group)
    style = {**place.style, **own}
    return _Place(place.x + x, place.y + y, style, group)


def _offset(transform: str) -> tuple[float, float]:
    rest = _IDENTITY.sub("", transform).strip()
    if not rest:
        return 0, 0
    match = _TRANSLATE.fullmatch(rest)
    if not match:
        raise UnreadableSvg(f"transform {transform}")
    return float(match[1]), float(match[2] or 0)


def _length(text: str) -> float:
    return float(text.removesuffix("pt").removesuffix("px"))


# -- shapes ---------------------------------------------------------------------------------------


def _shapes(element: ET.Element, tag: str, place: _Place) -> Iterator[SvgShape]:
    attributes = {**place.style, **_attributes(element)}
    filled = attributes.get("fill", "black") not in ("none", "transparent")
    stroked = attributes.get("stroke", "none") not in ("none", "transparent")
    pen = _length(attributes.get("stroke-width", "1")) if stroked else 0
    for line, closed in _outlines(tag, attributes):
        moved = tuple((x + place.x, y + place.y) for x, y in line)
        yield SvgShape(tag, moved, closed or tag in _CLOSED, filled, pen)


def _outlines(tag: str, attributes: dict[str, str]) -> list[tuple[list[Point], bool]]:
    def value(name: str) -> float:
        return _length(attributes.get(name, "0"))

    if tag == "path":
        return svg_paths.subpaths(attributes["d"])
    if tag in ("polygon", "polyline"):
        return [(svg_paths.points(attributes["points"]), False)]
    if tag == "line":
        return [([(value("x1"), value("y1")), (value("x2"), value("y2"))], False)]
    if tag == "rect":
        return [(_rect(value("x"), value("y"), value("width"), value("height"), attributes), True)]
    radii = (value("r"), value("r")) if tag == "circle" else (value("rx"), value("ry"))
    return [(_ellipse(value("cx"), value("cy"), *radii), True)]


def _ellipse(x: float, y: float, across: float, down: float) -> list[Point]:
    circle = shapely.Point(0, 0).buffer(1, quad_segs=_QUARTER).exterior.coords
    return [(x + u * across, y + v * down) for u, v in circle]


def _rect(
    x: float, y: float, across: float, down: float, attributes: dict[str, str]
) -> list[Point]:
    round_ = _length(attributes.get("rx") or attributes.get("ry") or "0")
    round_ = min(round_, across / 2, down / 2)
    inner = shapely.box(x + round_, y + round_, x + across - round_, y + down - round_)
    if not round_:
        return [(u, v) for u, v in inner.exterior.coords]
    corners = [_ellipse(u, v, round_, round_) for u, v in inner.exterior.coords]
    hull = shapely.MultiPoint([point for corner in corners for point in corner]).convex_hull
    assert isinstance(hull, shapely.Polygon)
    return [(u, v) for u, v in hull.exterior.coords]


# -- text -----------------------------------------------------------------------------------------


def _line(element: ET.Element, place: _Place) -> Iterator[SvgLine]:
    for part in element.iter():
        unread = set(_attributes(part)) & (_UNREAD if part is element else {*_UNREAD, "x", "y"})
        if unread:
            raise UnreadableSvg(f"{', '.join(sorted(unread))} on text in {place.group.title}")
    runs = _trimmed(_runs(element, place.style))
    if not runs:
        return
    if any("font-size" not in style for _, style in runs):
        raise UnreadableSvg(f"text without font-size in {place.group.title}: {runs[0][0]}")
    sizes = [_length(style["font-size"]) for _, style in runs]
    across = sum(
        width_of(words, size, weight_of(style.get("font-weight", "normal")))
        for (words, style), size in zip(runs, sizes, strict=True)
    )
    left = place.x + _length(element.get("x", "0"))
    left -= (
        across * {"start": 0.0, "middle": 0.5, "end": 1.0}[place.style.get("text-anchor", "start")]
    )
    base = place.y + _length(element.get("y", "0"))
    tall = max(sizes)
    words = "".join(words for words, _ in runs)
    yield SvgLine(words, left, base - ASCENT * tall, left + across, base + DESCENT * tall)


def _trimmed(runs: Iterator[tuple[str, dict[str, str]]]) -> list[tuple[str, dict[str, str]]]:
    """The runs that are not empty, with the white space that is visible."""
    trimmed = [(_SPACE.sub(" ", words), style) for words, style in runs if words]
    if trimmed:
        trimmed[0] = (trimmed[0][0].lstrip(), trimmed[0][1])
        trimmed[-1] = (trimmed[-1][0].rstrip(), trimmed[-1][1])
    return [(words, style) for words, style in trimmed if words]


def _runs(element: ET.Element, style: dict[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Pieces of a text with their type: a tspan may change it."""
    own = _attributes(element)
    style = {**style, **{name: own[name] for name in _INHERITED if name in own}}
    yield element.text or "", style
    for child in element:
        if _tag(child) not in _UNSEEN:
            yield from _runs(child, style)
        yield child.tail or "", style

"""Whether two pictures show the same chart: see ``find_differences``."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator

from shapely import affinity
from shapely.geometry.base import BaseGeometry

from tests.geometry.drawn_shapes import ParsedBox, ParsedChart, ParsedLane, ParsedWire, parse_chart
from tests.geometry.svg_paths import Point
from tests.geometry.svg_reading import SvgLine

#: what is nearer than this to its place is in its place, pt
NEAR = 1.0


def find_differences(one: str, other: str, near: float = NEAR) -> list[str]:
    """What stands in another place, or only in one of two pictures.

    They may have unlike margins: how far one must be moved is seen from the boxes. Titles of lanes
    are compared by their words, since Graphviz calls lanes clusters.
    """
    return list(_Comparison(parse_chart(one), parse_chart(other), near).list_differences())


class _Comparison:
    def __init__(self, one: ParsedChart, other: ParsedChart, near: float) -> None:
        self.one, self.other, self.near = one, other, near
        self.shift = _find_shift(one, other)

    def list_differences(self) -> Iterator[str]:
        yield from self._compare_boxes()
        yield from self._compare_wires()
        yield from self._compare_lanes()
        yield from self._compare_lines("the chart", self.one.loose, self.other.loose)

    def _compare_boxes(self) -> Iterator[str]:
        boxes = {box.id: box for box in self.one.boxes}
        others = {box.id: box for box in self.other.boxes}
        yield from _compare_names("box", boxes, others)
        for id in boxes.keys() & others.keys():
            yield from self._compare_box(boxes[id], others[id])

    def _compare_box(self, one: ParsedBox, other: ParsedBox) -> Iterator[str]:
        if one.classes != other.classes:
            yield f"box {one.id}: {sorted(one.classes)}, {sorted(other.classes)}"
        yield from self._compare_shapes(f"box {one.id}", one.outline, other.outline)
        yield from self._compare_shapes(f"lines of box {one.id}", one.strokes, other.strokes)
        yield from self._compare_lines(f"box {one.id}", one.lines, other.lines)

    def _compare_lanes(self) -> Iterator[str]:
        lanes, others = (
            {_header_of(lane): lane for lane in chart.lanes} for chart in (self.one, self.other)
        )
        yield from _compare_names("lane", lanes, others)
        for name in lanes.keys() & others.keys():
            one, other = lanes[name], others[name]
            yield from self._compare_shapes(f"lane {name}", one.whole, other.whole)
            heads = (lane.whole.difference(lane.area) for lane in (one, other))
            yield from self._compare_shapes(f"head of lane {name}", *heads)
            yield from self._compare_lines(f"lane {name}", one.lines, other.lines)

    def _compare_wires(self) -> Iterator[str]:
        wires, others = _group_wires(self.one.wires), _group_wires(self.other.wires)
        yield from _compare_names("wire", wires, others)
        for name in wires.keys() & others.keys():
            if len(wires[name]) != len(others[name]):
                yield f"wire {name}: {len(wires[name])} and {len(others[name])}"
                continue
            for one in wires[name]:
                other = min(others[name], key=lambda wire: self._gap(one.whole, wire.whole))
                yield from self._compare_wire(one, other)

    def _compare_wire(self, one: ParsedWire, other: ParsedWire) -> Iterator[str]:
        yield from self._compare_shapes(f"wire {one.name}", one.whole, other.whole)
        yield from self._compare_points(f"start of {one.name}", one.start, other.start)
        yield from self._compare_points(f"end of {one.name}", one.end, other.end)
        yield from self._compare_lines(f"label of {one.name}", one.labels, other.labels)
        if one.type != other.type:
            yield f"wire {one.name}: {one.type}, {other.type}"
        if one.head and other.head:
            yield from self._compare_shapes(f"head of {one.name}", one.head.area, other.head.area)
        elif one.head or other.head:
            yield f"wire {one.name}: an arrowhead in only one picture"

    # -- what is near -------------------------------------------------------------------------

    def _compare_points(self, what: str, one: Point, other: Point) -> Iterator[str]:
        gap = math.dist(one, (other[0] + self.shift[0], other[1] + self.shift[1]))
        if gap > self.near:
            yield f"{what}: {gap:.2f} pt away"

    def _gap(self, one: BaseGeometry, other: BaseGeometry) -> float:
        """How far the farthest point of either line or outline is from the other."""
        lines = one.boundary if one.geom_type.endswith("Polygon") else one
        moved = affinity.translate(other, *self.shift)
        return float(
            lines.hausdorff_distance(
                moved.boundary if other.geom_type.endswith("Polygon") else moved
            )
        )

    def _compare_shapes(self, what: str, one: BaseGeometry, other: BaseGeometry) -> Iterator[str]:
        if one.is_empty or other.is_empty:
            if one.is_empty != other.is_empty:
                yield f"{what}: only in one picture"
        elif (gap := self._gap(one, other)) > self.near:
            yield f"{what}: {gap:.2f} pt away"

    def _compare_lines(
        self, who: str, one: Iterable[SvgLine], other: Iterable[SvgLine]
    ) -> Iterator[str]:
        ones, others = sorted(one, key=_reading_order), sorted(other, key=_reading_order)
        if [line.words for line in ones] != [line.words for line in others]:
            yield f"{who}: {[line.words for line in ones]}, {[line.words for line in others]}"
            return
        for first, second in zip(ones, others, strict=True):
            what = f"“{first.words}” of {who}"
            across = (first.left + first.right - second.left - second.right) / 2 - self.shift[0]
            down = first.bottom - second.bottom - self.shift[1]
            if max(abs(across), abs(down)) > self.near:
                yield f"{what}: {across:.2f}, {down:.2f} pt away"


def _find_shift(one: ParsedChart, other: ParsedChart) -> Point:
    """How far the second picture must be moved: as the middle one of its boxes."""
    others = {box.id: box.outline.envelope.centroid for box in other.boxes}
    pairs = [
        (box.outline.envelope.centroid, others[box.id]) for box in one.boxes if box.id in others
    ]
    if not pairs:
        return 0.0, 0.0
    across = sorted(a.x - b.x for a, b in pairs)
    down = sorted(a.y - b.y for a, b in pairs)
    return across[len(pairs) // 2], down[len(pairs) // 2]


def _compare_names(what: str, one: Iterable[str], other: Iterable[str]) -> Iterator[str]:
    for name in sorted({*one} ^ {*other}):
        yield f"{what} {name}: only in one picture"


def _group_wires(wires: Iterable[ParsedWire]) -> dict[str, list[ParsedWire]]:
    grouped: dict[str, list[ParsedWire]] = defaultdict(list)
    for wire in wires:
        grouped[wire.name].append(wire)
    return grouped


def _header_of(lane: ParsedLane) -> str:
    return "".join(line.words for line in lane.lines)


def _reading_order(line: SvgLine) -> tuple[float, float]:
    return round(line.bottom), line.left

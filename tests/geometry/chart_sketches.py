"""Small charts drawn from lists, in the structure that Graphviz writes, to be spoiled by tests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape
from typing import Any

from tests.geometry.svg_paths import Point

HEAD, BARB = 9.0, 3.6
_PEN = 'stroke="#000" stroke-width="1.2"'


@dataclass(frozen=True, slots=True)
class TextSketch:
    """A line of text at a baseline."""

    text: str
    x: float
    y: float
    size: float = 13.0
    anchor: str = "middle"

    def svg(self) -> str:
        return (
            f'<text text-anchor="{self.anchor}" x="{self.x:g}" y="{self.y:g}" '
            f'font-size="{self.size:g}">{escape(self.text)}</text>'
        )


@dataclass(frozen=True, slots=True)
class BoxSketch:
    """A box by its middle and size; its act stands in its middle."""

    id: str
    x: float
    y: float
    act: str = ""
    shape: str = "box"
    across: float = 120.0
    down: float = 40.0
    more: tuple[TextSketch, ...] = ()

    def svg(self) -> str:
        words = [TextSketch(self.act, self.x, self.y + 4.5)] if self.act else []
        text = "".join(line.svg() for line in (*words, *self.more))
        kind = "connector" if self.shape == "circle" else "node step"
        return (
            f'<g id="c-{self.id}" class="{kind}"><title>{self.id}</title>'
            f'<g><a href="#{self.id}"><title>act</title>{"".join(self._shapes())}{text}</a></g></g>'
        )

    def _shapes(self) -> Iterator[str]:
        x, y, w, h = self.x, self.y, self.across / 2, self.down / 2
        left, top, right, bottom = x - w, y - h, x + w, y + h
        corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
        match self.shape:
            case "diamond":
                yield polygon([(x, top), (right, y), (x, bottom), (left, y)])
            case "hexagon":
                slant = [(left + h, top), (right - h, top), (right, y), (right - h, bottom)]
                yield polygon([*slant, (left + h, bottom), (left, y)])
            case "ellipse":
                yield f'<ellipse {_PEN} fill="#fff" cx="{x}" cy="{y}" rx="{w}" ry="{h}"/>'
            case "circle":
                yield f'<circle {_PEN} fill="#fff" cx="{x}" cy="{y}" r="{w}"/>'
            case "round":
                yield _rounded(left, top, right, bottom)
            case "rect":
                yield (
                    f'<rect {_PEN} fill="#fff" x="{left}" y="{top}" width="{2 * w}" '
                    f'height="{2 * h}" rx="{h}"/>'
                )
            case "note":
                yield polygon([(left, top), (right - 9, top), (right, top + 9), *corners[2:]])
                fold = [(right - 9, top), (right - 9, top + 9), (right, top + 9)]
                yield f'<polyline fill="none" {_PEN} points="{_points(fold)}"/>'
            case "double":
                yield polygon(
                    [
                        (left + 4, top + 4),
                        (right - 4, top + 4),
                        (right - 4, bottom - 4),
                        (left + 4, bottom - 4),
                    ]
                )
                yield polygon(corners, fill="none")
            case _:
                yield polygon(corners)


@dataclass(frozen=True, slots=True)
class WireSketch:
    """A wire by its corners, from outline to outline."""

    source: str
    target: str
    points: tuple[Point, ...]
    label: TextSketch | None = None
    type: str = ""
    head: bool = True

    def svg(self, number: int) -> str:
        dashed = ' stroke-dasharray="5,3"' if self.type else ""
        points, head = list(self.points), ""
        if self.head and self.type != "side":
            points[-1], head = _head(*self.points[-2:])
        path = "M" + " L".join(f"{x:g},{y:g}" for x, y in points)
        label = self.label.svg() if self.label else ""
        return (
            f'<g id="c-edge{number}" class="edge {self.type}">'
            f"<title>{self.source}&#45;&gt;{self.target}</title>"
            f'<path fill="none" {_PEN}{dashed} d="{path}"/>{head}{label}</g>'
        )


@dataclass(frozen=True, slots=True)
class ChartSketch:
    boxes: tuple[BoxSketch, ...]
    wires: tuple[WireSketch, ...]
    view: tuple[float, float, float, float]
    lanes: tuple[tuple[str, float, float], ...] = ()
    text: tuple[TextSketch, ...] = ()

    def svg(self) -> str:
        left, top, right, bottom = self.view
        parts = [self._lane(*lane) for lane in self.lanes]
        parts += [wire.svg(number) for number, wire in enumerate(self.wires)]
        parts += [box.svg() for box in self.boxes] + [line.svg() for line in self.text]
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" '
            f'viewBox="{left} {top} {right - left} {bottom - top}"><title>x</title>'
            '<g class="graph" transform="translate(5 -5)"><g transform="translate(-5,5)">'
            f"{''.join(parts)}</g></g></svg>"
        )

    def _lane(self, name: str, left: float, right: float) -> str:
        head = TextSketch(name, (left + right) / 2, 30).svg()
        return (
            f'<g class="lane"><rect fill="#eee" x="{left}" y="10" width="{right - left}" '
            f'height="{self.view[3] - 20}"/>{head}</g>'
        )

    def with_box(self, id: str, **changes: Any) -> ChartSketch:
        """The chart with a block changed."""
        boxes = tuple(replace(b, **changes) if b.id == id else b for b in self.boxes)
        return replace(self, boxes=boxes)

    def with_wire(self, name: str, **changes: Any) -> ChartSketch:
        """The chart with a wire changed."""
        wires = tuple(
            replace(w, **changes) if f"{w.source}->{w.target}" == name else w for w in self.wires
        )
        return replace(self, wires=wires)

    def with_more(self, *more: BoxSketch | WireSketch | TextSketch) -> ChartSketch:
        return replace(
            self,
            boxes=self.boxes + tuple(new for new in more if isinstance(new, BoxSketch)),
            wires=self.wires + tuple(new for new in more if isinstance(new, WireSketch)),
            text=self.text + tuple(new for new in more if isinstance(new, TextSketch)),
        )


def polygon(points: list[Point], fill: str = "#fff") -> str:
    return f'<polygon fill="{fill}" {_PEN} points="{_points([*points, points[0]])}"/>'


def _points(points: list[Point]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in points)


def _rounded(left: float, top: float, right: float, bottom: float, r: float = 12) -> str:
    """As Graphviz writes it: all in cubic curves, straight sides too."""
    return (
        f'<path fill="#fff" {_PEN} d="M{right - r},{top}C{right - r},{top} {left + r},{top} '
        f"{left + r},{top} {left + r / 2},{top} {left},{top + r / 2} {left},{top + r} "
        f"{left},{top + r} {left},{bottom - r} {left},{bottom - r} {left},{bottom - r / 2} "
        f"{left + r / 2},{bottom} {left + r},{bottom} {left + r},{bottom} {right - r},{bottom} "
        f"{right - r},{bottom} {right - r / 2},{bottom} {right},{bottom - r / 2} {right},{bottom - r} "
        f"{right},{bottom - r} {right},{top + r} {right},{top + r} {right},{top + r / 2} "
        f'{right - r / 2},{top} {right - r},{top}"/>'
    )


def _head(before: Point, tip: Point) -> tuple[Point, str]:
    """Where the line ends, and the head from there to the tip."""
    x, y = tip[0] - before[0], tip[1] - before[1]
    length = (x * x + y * y) ** 0.5
    u, v = x / length, y / length
    base = (tip[0] - u * HEAD, tip[1] - v * HEAD)
    barbs = [(base[0] - v * k, base[1] + u * k) for k in (BARB, -BARB)]
    head = f'<polygon fill="#000" points="{_points([barbs[0], tip, barbs[1], barbs[0]])}"/>'
    return base, head

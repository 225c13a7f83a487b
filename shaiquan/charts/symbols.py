"""Draws the symbols of GB/T 1526 as SVG: terminal, process, decision, document, parallel."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from shaiquan.charts.chart_plan import PlanStep
from shaiquan.charts.layout.clipping import RADIUS, SLANT
from shaiquan.charts.layout.layout_types import PlacedBox, Point

#: type of step -> (fill, stroke)
COLOURS = {
    "start": ("#e4f1e6", "#3d7a4d"),
    "end": ("#e4f1e6", "#3d7a4d"),
    "step": ("#ffffff", "#2b4a73"),
    "subprocess": ("#eef3fa", "#2b4a73"),
    "decision": ("#fdf3d7", "#a87b1e"),
    "side": ("#f5f3ef", "#7a6f5d"),
    "fork": ("#1f2d3d", "#1f2d3d"),
    "join": ("#1f2d3d", "#1f2d3d"),
}
STROKE = 1.3
#: between the two edges of a predefined process
DOUBLE_EDGE = 6.0
#: the folded corner of a document: that of Graphviz is six, which hardly shows
_FOLD = 6.5


def colours_of(step: PlanStep) -> tuple[str, str]:
    """The fill and the stroke of the symbol of a step."""
    return COLOURS["side" if step.side else step.type]


def draw_symbol(step: PlanStep, placed: PlacedBox) -> Iterator[str]:
    """The symbol of a step where it was placed."""
    fill, stroke = colours_of(step)
    style = f'fill="{fill}" stroke="{stroke}" stroke-width="{STROKE}"'
    shape = placed.box.shape
    if shape in ("diamond", "hexagon"):
        yield f'<polygon {style} points="{_points(_corners(placed))}"/>'
    elif shape == "round":
        radius = min(RADIUS, placed.height / 2)
        yield f'{_open_rect(placed)} rx="{radius:g}" {style}/>'
    elif shape == "document":
        yield from _draw_document(placed, style)
    else:
        yield f"{_open_rect(placed)} {style}/>"
        if shape == "double":
            yield from _draw_inner_edges(placed, style)


@lru_cache(8192)  # coordinates repeat within a chart and from chart to chart
def format_coordinate(value: float) -> str:
    """A coordinate: two decimals, no needless zeros, never ``-0``."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return text if text != "-0" else "0"


def _points(corners: list[Point]) -> str:
    return " ".join(f"{format_coordinate(x)},{format_coordinate(y)}" for x, y in corners)


def _open_rect(placed: PlacedBox) -> str:
    return (
        f'<rect x="{format_coordinate(placed.x)}" y="{format_coordinate(placed.y)}" '
        f'width="{format_coordinate(placed.width)}" height="{format_coordinate(placed.height)}"'
    )


def _corners(placed: PlacedBox) -> list[Point]:
    left, top = placed.x, placed.y
    right, bottom = left + placed.width, top + placed.height
    middle, centre = top + placed.height / 2, left + placed.width / 2
    if placed.box.shape == "diamond":
        return [(centre, top), (right, middle), (centre, bottom), (left, middle)]
    inner, outer = left + SLANT * placed.width, right - SLANT * placed.width
    return [
        (inner, top), (outer, top), (right, middle),
        (outer, bottom), (inner, bottom), (left, middle),
    ]  # fmt: skip


def _draw_document(placed: PlacedBox, style: str) -> Iterator[str]:
    """A sheet with a folded corner, as Graphviz' note."""
    left, top = placed.x, placed.y
    right, bottom = left + placed.width, top + placed.height
    fold, down = right - _FOLD, top + _FOLD
    sheet: list[Point] = [(left, top), (fold, top), (right, down), (right, bottom), (left, bottom)]
    yield f'<polygon {style} points="{_points(sheet)}"/>'
    corner: list[Point] = [(fold, top), (fold, down), (right, down)]
    yield f'<polyline {style} points="{_points(corner)}"/>'


def _draw_inner_edges(placed: PlacedBox, style: str) -> Iterator[str]:
    for x in (placed.x + DOUBLE_EDGE, placed.x + placed.width - DOUBLE_EDGE):
        line: list[Point] = [(x, placed.y), (x, placed.y + placed.height)]
        yield f'<polyline {style} points="{_points(line)}"/>'

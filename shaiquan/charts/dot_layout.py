"""Lays a chart out with Graphviz' ``dot``, for those who want its look (绘图: dot).

Only sizes go to Graphviz, of boxes and of labels, as our own typesetting has measured them, and
only places come back. So what is drawn is the same in both layouts, and no font plays a part.
Lanes are not kept: ``dot`` loses edges where it must keep to them.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from shaiquan.charts.graphviz_svg import GraphvizError, run_graphviz
from shaiquan.charts.layout.layout_types import (
    Box,
    BoxShape,
    Layout,
    LayoutEdge,
    LayoutGraph,
    PlacedBox,
    Point,
    Rect,
    Wire,
)

#: outlines to which Graphviz clips wires; the others are boxes to it
_SHAPES: Mapping[BoxShape, str] = {"diamond": "diamond", "hexagon": "hexagon"}
_INCH = 72.0
#: from a row to what stands in it
_CUT = 4.0
#: around a label
_CLEAR = 3.0
_CELL = (
    '<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0">'
    '<TR><TD WIDTH="{width}" HEIGHT="{height}"></TD></TR></TABLE>>'
)


def compute_dot_layout(graph: LayoutGraph) -> Layout:
    """Place the boxes of a chart and route its wires by Graphviz. Raises GraphvizError."""
    if not graph.boxes:
        return Layout(0.0, 0.0, (), (), (), ())
    drawn = json.loads(run_graphviz(_write_dot(graph), "dot", "json0"))
    width, height = _read_numbers(drawn["bb"])[2:]
    reader = _PlaceReader(height, drawn)
    boxes = tuple(reader.place_box(box, number) for number, box in enumerate(graph.boxes))
    wires = tuple(reader.place_wire(edge, number) for number, edge in enumerate(graph.edges))
    return Layout(width, height, boxes, wires, (), tuple(_find_rows(boxes)))


# -- to Graphviz --------------------------------------------------------------------------------


def _write_dot(graph: LayoutGraph) -> str:
    """The sizes as DOT text. Boxes and edges are called by their numbers."""
    import graphviz  # few builds lay out with it; the others need not load it

    chart = graphviz.Digraph("chart")
    chart.attr("graph", rankdir="TB", nodesep="0.4", ranksep="0.4", splines="true")
    chart.attr("node", shape="box", fixedsize="true", margin="0", label="")
    chart.attr("edge", arrowsize="0.85")
    numbers = {box.id: str(number) for number, box in enumerate(graph.boxes)}
    for box in graph.boxes:
        chart.node(
            numbers[box.id],
            shape=_SHAPES.get(box.shape, "box"),
            width=f"{box.width / _INCH:.4f}",
            height=f"{box.height / _INCH:.4f}",
        )
        if box.beside in numbers:
            chart.body.append(f"\t{{ rank=same; {numbers[box.beside]}; {numbers[box.id]} }}\n")
    ways = {(edge.source, edge.target) for edge in graph.edges}
    for number, edge in enumerate(graph.edges):
        attributes = _describe(edge, number, (edge.target, edge.source) in ways)
        chart.edge(numbers[edge.source], numbers[edge.target], _attributes=attributes)
    return str(chart.source)


def _describe(edge: LayoutEdge, number: int, opposed: bool) -> dict[str, str]:
    """The attributes of an edge; ``opposed`` ones get a label, or one would lie on the other."""
    attributes = {"id": str(number)}
    if edge.side:
        attributes["dir"] = "none"
    if edge.labelled or opposed:
        width = math.ceil(edge.label_width + 2 * _CLEAR)
        height = math.ceil(edge.label_height + 2 * _CLEAR)
        attributes["label"] = _CELL.format(width=width, height=height)
    return attributes


# -- from Graphviz ------------------------------------------------------------------------------


class _PlaceReader:
    """Reads the places that Graphviz has found; its y axis points up."""

    def __init__(self, height: float, drawn: Mapping[str, Any]) -> None:
        self.height = height
        self.boxes = {item["name"]: item for item in drawn["objects"]}
        self.edges = {item.get("id"): item for item in drawn.get("edges", ())}

    def place_box(self, box: Box, number: int) -> PlacedBox:
        found = self.boxes.get(str(number), {})
        if "pos" not in found:
            raise GraphvizError(f"Graphviz 没有排出这一步：{box.id}")
        x, y = self._read_point(found["pos"])
        left, top = x - box.width / 2, y - box.height / 2
        return PlacedBox(box, left, top, box.width, box.height, 0, 0)

    def place_wire(self, edge: LayoutEdge, number: int) -> Wire:
        found = self.edges.get(str(number), {})
        if "pos" not in found:
            raise GraphvizError(f"Graphviz 没有画出这条线：{edge.source} -> {edge.target}")
        tips, curve = [], []
        for text in found["pos"].split():
            if text.startswith("e,"):
                tips.append(self._read_point(text.removeprefix("e,")))
            else:
                curve.append(self._read_point(text))
        points = (*curve[::3], *tips)
        return Wire(edge, points, self._place_label(edge, found), curve=tuple(curve))

    def _place_label(self, edge: LayoutEdge, found: Mapping[str, Any]) -> Rect | None:
        if not edge.labelled:
            return None
        x, y = self._read_point(found["lp"])
        width, height = edge.label_width, edge.label_height
        return x - width / 2, y - height / 2, width, height

    def _read_point(self, text: str) -> Point:
        x, y = _read_numbers(text)
        return round(x, 3), round(self.height - y, 3)


def _read_numbers(text: str) -> list[float]:
    return [float(number) for number in text.split(",")]


def _find_rows(boxes: Iterable[PlacedBox]) -> Iterator[tuple[float, float]]:
    """The upper and lower edges of the rows: of boxes that are beside one another."""
    spans = sorted((box.y - _CUT, box.y + box.height) for box in boxes)
    top, bottom = spans[0]
    for start, end in spans[1:]:
        if start > bottom:
            yield top, bottom
            top = start
        bottom = max(bottom, end)
    yield top, bottom

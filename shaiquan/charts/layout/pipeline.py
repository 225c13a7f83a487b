"""A chart laid out: rows and columns, routes, runs, tracks, ports, and only then sizes.

So nothing touches, whatever the chart: every wire has a track of its own, and every channel is
made as wide as its tracks and labels need.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from shaiquan.charts.layout.box_placement import place_boxes
from shaiquan.charts.layout.box_sizes import compute_box_sizes
from shaiquan.charts.layout.clipping import half_height, half_width
from shaiquan.charts.layout.coordinates import LayoutCoordinates, RoutedGraph, assign_coordinates
from shaiquan.charts.layout.label_placement import place_labels
from shaiquan.charts.layout.layout_types import (
    Box,
    Layout,
    LayoutGraph,
    PlacedBox,
    Point,
    Rect,
    Wire,
)
from shaiquan.charts.layout.port_offsets import assign_port_offsets
from shaiquan.charts.layout.routing import route_edges
from shaiquan.charts.layout.routing_grid import DOWN, RIGHT, UP, build_grid
from shaiquan.charts.layout.segments import build_wiring
from shaiquan.charts.layout.track_order import order_tracks


def compute_layout(chart: LayoutGraph) -> Layout:
    """Place the boxes of a chart and route its wires.

    Draws any graph, and the same chart always the same way. Raises ValueError where a link
    names no box, two boxes have one id, or a box is in a lane that the chart does not have.
    """
    _check_graph(chart)
    if not chart.boxes:
        return Layout(0.0, 0.0, (), (), (), ())
    plan = place_boxes(chart)
    wiring = build_wiring(chart, build_grid(plan), route_edges(chart, plan))
    orders = order_tracks(wiring)
    ports = assign_port_offsets(chart, wiring, orders)
    sizes = compute_box_sizes(chart, wiring, ports)
    labels = place_labels(chart, plan, wiring, ports, sizes)
    sketch = RoutedGraph(chart, plan, wiring, orders, ports, sizes, labels)
    return _assemble(sketch, assign_coordinates(sketch))


def _check_graph(chart: LayoutGraph) -> None:
    ids = {box.id for box in chart.boxes}
    if len(ids) < len(chart.boxes):
        raise ValueError("two boxes have one id")
    for link in chart.links:
        if link.source not in ids or link.target not in ids:
            raise ValueError(f"no box for {link.source} -> {link.target}")
    for box in chart.boxes:
        if chart.lanes and not 0 <= box.lane < chart.lanes:
            raise ValueError(f"no lane {box.lane} for {box.id}")


def _assemble(sketch: RoutedGraph, frame: LayoutCoordinates) -> Layout:
    boxes = tuple(_place_box(sketch, frame, box) for box in sketch.chart.boxes)
    at = {placed.box.id: placed for placed in boxes}
    wires = tuple(
        Wire(
            link,
            _wire_points(sketch, frame, at, number),
            _label_area(sketch, frame, number),
            number in sketch.plan.conditions,
        )
        for number, link in enumerate(sketch.chart.links)
    )
    return Layout(frame.width, frame.height, boxes, wires, frame.lanes, frame.bands)


def _place_box(sketch: RoutedGraph, frame: LayoutCoordinates, box: Box) -> PlacedBox:
    spot, (width, height) = sketch.plan.spots[box.id], sketch.sizes[box.id]
    left = frame.columns[spot.first] - width / 2
    right = frame.columns[spot.last] + width / 2
    top = frame.rows[spot.row] - height / 2
    return PlacedBox(box, left, top, right - left, height, spot.row, spot.first)


def _wire_points(
    sketch: RoutedGraph, frame: LayoutCoordinates, at: Mapping[str, PlacedBox], number: int
) -> tuple[Point, ...]:
    """The bends of a wire, between its two ends on the outlines of its boxes."""
    link, chain, runs = sketch.chart.links[number], sketch.wiring.chains[number], sketch.wiring.runs
    out = next(p for p in runs[chain[0]].ports if p.out and p.box == link.source)
    into = next(p for p in runs[chain[-1]].ports if not p.out and p.box == link.target)
    bends = [
        (frame.runs[other], frame.runs[one])
        if runs[one].level
        else (frame.runs[one], frame.runs[other])
        for one, other in pairwise(chain)
    ]
    start = _wire_end(at[link.source], out.side, frame.runs[chain[0]])
    end = _wire_end(at[link.target], into.side, frame.runs[chain[-1]])
    return tuple((round(x, 3), round(y, 3)) for x, y in (start, *bends, end))


def _wire_end(placed: PlacedBox, side: int, across: float) -> Point:
    """Where a wire at ``across`` meets the outline of a box on a side."""
    shape, width, height = placed.box.shape, placed.width, placed.height
    x, y = placed.x + width / 2, placed.y + height / 2
    if side in (UP, DOWN):
        reach = half_height(shape, width, height, across - x)
        return across, y + (reach if side == DOWN else -reach)
    reach = half_width(shape, width, height, across - y)
    return x + (reach if side == RIGHT else -reach), across


def _label_area(sketch: RoutedGraph, frame: LayoutCoordinates, number: int) -> Rect | None:
    label = sketch.labels.get(number)
    if label is None:
        return None
    x, y, width, height = label.area
    return frame.columns[label.column] + x, frame.rows[label.row] + y, width, height

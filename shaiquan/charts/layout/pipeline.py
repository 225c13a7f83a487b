"""Lays out a chart in steps: placement, routes, segments, tracks, ports, then coordinates.

Sizes come last, so nothing touches in any chart: every wire has a track of its own, and every
channel is made as wide as its tracks and labels need.
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


def compute_layout(graph: LayoutGraph) -> Layout:
    """Place the boxes of a chart and route its wires.

    Any graph can be laid out; the same graph always gives the same layout. Raises ValueError
    where an edge names no box, two boxes have one id, or a box is in a lane that does not exist.
    """
    _check_graph(graph)
    if not graph.boxes:
        return Layout(0.0, 0.0, (), (), (), ())
    placement = place_boxes(graph)
    wiring = build_wiring(graph, build_grid(placement), route_edges(graph, placement))
    orders = order_tracks(wiring)
    ports = assign_port_offsets(graph, wiring, orders)
    sizes = compute_box_sizes(graph, wiring, ports)
    labels = place_labels(graph, placement, wiring, ports, sizes)
    routed = RoutedGraph(graph, placement, wiring, orders, ports, sizes, labels)
    return _assemble(routed, assign_coordinates(routed))


def _check_graph(graph: LayoutGraph) -> None:
    ids = {box.id for box in graph.boxes}
    if len(ids) < len(graph.boxes):
        raise ValueError("two boxes have one id")
    for edge in graph.edges:
        if edge.source not in ids or edge.target not in ids:
            raise ValueError(f"no box for {edge.source} -> {edge.target}")
    for box in graph.boxes:
        if graph.lanes and not 0 <= box.lane < graph.lanes:
            raise ValueError(f"no lane {box.lane} for {box.id}")


def _assemble(routed: RoutedGraph, coordinates: LayoutCoordinates) -> Layout:
    boxes = tuple(_place_box(routed, coordinates, box) for box in routed.graph.boxes)
    boxes_by_id = {placed.box.id: placed for placed in boxes}
    wires = tuple(
        Wire(
            edge,
            _wire_points(routed, coordinates, boxes_by_id, number),
            _label_area(routed, coordinates, number),
            number in routed.placement.conditions,
        )
        for number, edge in enumerate(routed.graph.edges)
    )
    return Layout(
        coordinates.width,
        coordinates.height,
        boxes,
        wires,
        coordinates.lanes,
        coordinates.bands,
        routed.placement.strays,
    )


def _place_box(routed: RoutedGraph, coordinates: LayoutCoordinates, box: Box) -> PlacedBox:
    spot, (width, height) = routed.placement.spots[box.id], routed.sizes[box.id]
    left = coordinates.columns[spot.first] - width / 2
    right = coordinates.columns[spot.last] + width / 2
    top = coordinates.rows[spot.row] - height / 2
    return PlacedBox(box, left, top, right - left, height, spot.row, spot.first)


def _wire_points(
    routed: RoutedGraph,
    coordinates: LayoutCoordinates,
    boxes_by_id: Mapping[str, PlacedBox],
    number: int,
) -> tuple[Point, ...]:
    """The bends of a wire, between its two ends on the outlines of its boxes."""
    edge, chain = routed.graph.edges[number], routed.wiring.chains[number]
    segments = routed.wiring.segments
    out = next(p for p in segments[chain[0]].ports if p.out and p.box == edge.source)
    into = next(p for p in segments[chain[-1]].ports if not p.out and p.box == edge.target)
    bends = [
        (coordinates.segments[other], coordinates.segments[one])
        if segments[one].level
        else (coordinates.segments[one], coordinates.segments[other])
        for one, other in pairwise(chain)
    ]
    start = _wire_end(boxes_by_id[edge.source], out.side, coordinates.segments[chain[0]])
    end = _wire_end(boxes_by_id[edge.target], into.side, coordinates.segments[chain[-1]])
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


def _label_area(routed: RoutedGraph, coordinates: LayoutCoordinates, number: int) -> Rect | None:
    label = routed.labels.get(number)
    if label is None:
        return None
    x, y, width, height = label.area
    return coordinates.columns[label.column] + x, coordinates.rows[label.row] + y, width, height

"""Places labels: beside the wire below its box, above the wire at the side of its box, or on
the wire in its condition cell."""

from __future__ import annotations

from dataclasses import dataclass

from shaiquan.charts.layout.box_sizes import BoxSizes
from shaiquan.charts.layout.layout_types import LayoutEdge, LayoutGraph, Rect
from shaiquan.charts.layout.placement import Placement
from shaiquan.charts.layout.port_offsets import BESIDE, FRAME_X, FRAME_Y, PortOffsets
from shaiquan.charts.layout.routing_grid import DOWN, RIGHT
from shaiquan.charts.layout.segments import Wiring

#: from a label to its box
BELOW = 3.0


@dataclass(frozen=True, slots=True)
class PlacedLabel:
    """The label of an edge: its cell in the grid, the side of the box (-1 for a condition cell),
    and its area from the middle of the cell."""

    row: int
    column: int
    side: int
    area: Rect


def place_labels(
    graph: LayoutGraph, placement: Placement, wiring: Wiring, ports: PortOffsets, sizes: BoxSizes
) -> dict[int, PlacedLabel]:
    """The labels by the number of their edge."""
    labels: dict[int, PlacedLabel] = {}
    for number, edge in enumerate(graph.edges):
        chain = wiring.chains[number]
        if edge.labelled and number in placement.conditions:
            spot = placement.conditions[number]
            segment = next(n for n in chain if wiring.segments[n].condition_strip >= 0)
            area = _on_wire(edge, ports.offset[segment])
            labels[number] = PlacedLabel(spot.row, spot.first, -1, area)
        elif edge.labelled:
            first, offset = wiring.segments[chain[0]], ports.offset[chain[0]]
            spot, (width, height) = placement.spots[edge.source], sizes[edge.source]
            side = next(port.side for port in first.ports if port.out and port.box == edge.source)
            area = _aside(edge, width, offset, right=side == RIGHT)
            if side == DOWN:
                area = _below(edge, height, offset, left=number in ports.left)
            column = first.strip // 2 if side == DOWN else spot.first
            labels[number] = PlacedLabel(spot.row, column, side, area)
    return labels


def _on_wire(edge: LayoutEdge, offset: float) -> Rect:
    width, height = edge.label_width + 2 * FRAME_X, edge.label_height + 2 * FRAME_Y
    return offset - width / 2, -height / 2, width, height


def _below(edge: LayoutEdge, height: float, offset: float, *, left: bool) -> Rect:
    x = offset - BESIDE - edge.label_width if left else offset + BESIDE
    return x, height / 2 + BELOW, edge.label_width, edge.label_height


def _aside(edge: LayoutEdge, width: float, offset: float, *, right: bool) -> Rect:
    x = width / 2 + BELOW if right else -width / 2 - BELOW - edge.label_width
    return x, offset - BESIDE - edge.label_height, edge.label_width, edge.label_height

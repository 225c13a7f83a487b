"""Where labels stand: beside the wire below its box, above the wire at the side of its box,
or on the wire in its condition place."""

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
    """The label of a link: its cell in the grid, the side of the box, or -1 for a condition
    place, and its area from the middle of the cell."""

    row: int
    column: int
    side: int
    area: Rect


def place_labels(
    chart: LayoutGraph, plan: Placement, wiring: Wiring, ports: PortOffsets, sizes: BoxSizes
) -> dict[int, PlacedLabel]:
    """The labels by the number of their link."""
    found: dict[int, PlacedLabel] = {}
    for number, link in enumerate(chart.links):
        if link.labelled and number in plan.conditions:
            spot = plan.conditions[number]
            run = next(n for n in wiring.chains[number] if wiring.runs[n].place >= 0)
            area = _on_wire(link, ports.offset[run])
            found[number] = PlacedLabel(spot.row, spot.first, -1, area)
        elif link.labelled:
            run = wiring.chains[number][0]
            first, offset, spot = wiring.runs[run], ports.offset[run], plan.spots[link.source]
            side = next(port.side for port in first.ports if port.out and port.box == link.source)
            width, height = sizes[link.source]
            area = _aside(link, width, offset, right=side == RIGHT)
            if side == DOWN:
                area = _below(link, height, offset, left=number in ports.left)
            column = first.strip // 2 if side == DOWN else spot.first
            found[number] = PlacedLabel(spot.row, column, side, area)
    return found


def _on_wire(link: LayoutEdge, offset: float) -> Rect:
    width, height = link.label_width + 2 * FRAME_X, link.label_height + 2 * FRAME_Y
    return offset - width / 2, -height / 2, width, height


def _below(link: LayoutEdge, height: float, offset: float, *, left: bool) -> Rect:
    x = offset - BESIDE - link.label_width if left else offset + BESIDE
    return x, height / 2 + BELOW, link.label_width, link.label_height


def _aside(link: LayoutEdge, width: float, offset: float, *, right: bool) -> Rect:
    x = width / 2 + BELOW if right else -width / 2 - BELOW - link.label_width
    return x, offset - BESIDE - link.label_height, link.label_width, link.label_height

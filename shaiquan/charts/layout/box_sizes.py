"""Boxes that grow where their wires need more room than their sides have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from shaiquan.charts.layout.clipping import SLANT
from shaiquan.charts.layout.layout_types import Box, LayoutGraph
from shaiquan.charts.layout.port_offsets import PortOffsets
from shaiquan.charts.layout.routing_grid import DOWN, RIGHT
from shaiquan.charts.layout.segments import Wiring

#: from a wire to the end of the side of its box, and to where another leaves the next side
CORNER, PAST = 8.0, 4.0
#: height by width of a hexagon: else a level arrow would disappear in its slanted side
FLATTEST = 0.16
#: from this height by width on, an upright wire would run along the side: it takes the flat part
STEEPEST = 2.0

#: shapes with points at the sides: how much of half its width a shape loses over half its height
_POINTED = {"diamond": 2.0, "hexagon": 1.0}

#: width and height by the id of the box
BoxSizes = Mapping[str, tuple[float, float]]


def compute_box_sizes(
    graph: LayoutGraph, wiring: Wiring, ports: PortOffsets
) -> dict[str, tuple[float, float]]:
    """The size of each box, never less than the graph gives it."""
    upright: dict[str, list[tuple[bool, float]]] = {box.id: [] for box in graph.boxes}
    level: dict[str, list[tuple[bool, float]]] = {box.id: [] for box in graph.boxes}
    for number, segment in enumerate(wiring.segments):
        for port in segment.ports:
            offsets = (level if segment.level else upright)[port.box]
            offsets.append((port.side in (DOWN, RIGHT), ports.offset[number]))
    return {box.id: _grow_box(box, upright[box.id], level[box.id]) for box in graph.boxes}


def _grow_box(
    box: Box, upright: Sequence[tuple[bool, float]], level: Sequence[tuple[bool, float]]
) -> tuple[float, float]:
    """A size at which all wires meet their side; each wire is given by its side and offset."""
    width = max([box.width, *(2 * (abs(offset) + CORNER) for _, offset in upright)])
    height = max([box.height, *(2 * (abs(offset) + CORNER) for _, offset in level)])
    if box.shape in _POINTED:
        for below, across in upright:
            for right, down in level:
                if (down >= 0) == below and (across >= 0) == right:
                    share = 1 - _POINTED[box.shape] * (abs(down) + PAST) / height
                    width = max(width, 2 * (abs(across) + PAST) / share)
    if box.shape == "hexagon":
        if height > STEEPEST * width:
            reach = max((abs(offset) + CORNER for _, offset in upright), default=0.0)
            width = max(width, reach / (0.5 - SLANT))
        height = max(height, FLATTEST * width)
    return width, height

"""The outlines of the shapes, for clipping a wire to where it meets one.

Who draws the shapes takes their slant and radius from here, so that wires end on the line.
They are those of the shapes of Graphviz, within half a point, so that it draws the same chart.
"""

from __future__ import annotations

from math import sqrt

from shaiquan.charts.layout.layout_types import BoxShape

#: how far the upper and lower edges of a hexagon draw in at either end, of its width
SLANT = 0.25
#: the corner of a rounded box, never more than half its height
RADIUS = 14.0


def half_height(shape: BoxShape, width: float, height: float, across: float) -> float:
    """How far above or below its centre a shape ends, ``across`` to the right of the centre.

    >>> half_height("diamond", 100, 40, 25), half_height("box", 100, 40, 25)
    (10.0, 20.0)
    """
    inward = width / 2 - abs(across)
    if shape == "diamond":
        return height * max(inward, 0.0) / width
    if shape == "hexagon":
        return height / 2 * min(1.0, max(inward, 0.0) / (SLANT * width))
    if shape == "round":
        return height / 2 - _corner_loss(inward, min(RADIUS, height / 2))
    return height / 2


def half_width(shape: BoxShape, width: float, height: float, down: float) -> float:
    """How far left or right of its centre a shape ends, ``down`` below the centre."""
    inward = height / 2 - abs(down)
    if shape == "diamond":
        return width * max(inward, 0.0) / height
    if shape == "hexagon":
        return width / 2 - SLANT * width * min(1.0, abs(down) / (height / 2))
    if shape == "round":
        return width / 2 - _corner_loss(inward, min(RADIUS, height / 2))
    return width / 2


def _corner_loss(inward: float, radius: float) -> float:
    """What a round corner takes off an edge, ``inward`` from where the edge would end."""
    missing = radius - min(max(inward, 0.0), radius)
    return radius - sqrt(radius * radius - missing * missing)

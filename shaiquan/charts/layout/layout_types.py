"""The input of a layout (a graph of boxes and edges) and its output (placed boxes and wires).

All sizes and coordinates are in points; x runs to the right, y down. Rows and columns count
from 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: outlines that a wire can be clipped to; a bar (of a parallel) has no text and may be stretched
BoxShape = Literal["box", "round", "diamond", "hexagon", "document", "double", "bar"]
Point = tuple[float, float]
#: left, top, width, height
Rect = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A step with the size that its text needs.

    ``lane`` counts from 0; a chart without lanes ignores it. ``beside`` is the id of the step
    next to which a side step stands, in the same row.
    """

    id: str
    width: float
    height: float
    shape: BoxShape = "box"
    lane: int = 0
    beside: str = ""


@dataclass(frozen=True, slots=True)
class LayoutEdge:
    """An edge from one step to another, by their ids, with the size of its wrapped label.

    ``back``: a return to an earlier step. ``side``: the plain line to a side step.
    """

    source: str
    target: str
    label_width: float = 0.0
    label_height: float = 0.0
    back: bool = False
    side: bool = False

    @property
    def labelled(self) -> bool:
        return self.label_width > 0 and self.label_height > 0


@dataclass(frozen=True, slots=True)
class LayoutGraph:
    """The steps in reading order and the edges in the order written.

    ``lanes`` is the number of lanes, 0 for one undivided area (flow). ``lane_widths`` may give
    the least width of each lane, that of its title. ``columns``: how many columns each lane has,
    or into how many a chart without lanes is folded; 0 for what fits best, without a fold.
    """

    boxes: tuple[Box, ...]
    edges: tuple[LayoutEdge, ...]
    lanes: int = 0
    lane_widths: tuple[float, ...] = ()
    columns: int = 0


@dataclass(frozen=True, slots=True)
class PlacedBox:
    """A box with its left upper corner and its size, which is never less than that of the box.

    A bar is stretched over the branches of its parallel, and a box grows where more wires
    meet one side of it than the side has room for.
    """

    box: Box
    x: float
    y: float
    width: float
    height: float
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Wire:
    """An edge as drawn: level and upright pieces from outline to outline, and its label's area.

    An arrowhead belongs at the last point unless the edge is a side edge. ``condition``: the
    label stands in a cell of its own *on* an upright piece, with room for a frame round it.
    ``curve``: where Graphviz has routed the wire, the control points of its Bézier curves up to
    the base of the arrowhead; ``points`` are then the ends of these curves, and its tip.
    """

    edge: LayoutEdge
    points: tuple[Point, ...]
    label: Rect | None = None
    condition: bool = False
    curve: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """A chart laid out: boxes and wires in the order of the chart.

    ``lanes`` are the left and right borders of each lane; ``rows`` the upper and lower edges
    of each row with the labels under its boxes. A page may end at the upper edge of a row:
    only upright pieces of wires cross it. ``strays``: wires between the columns of a folded
    chart besides those that lead on from one to the next.
    """

    width: float
    height: float
    boxes: tuple[PlacedBox, ...]
    wires: tuple[Wire, ...]
    lanes: tuple[tuple[float, float], ...]
    rows: tuple[tuple[float, float], ...]
    strays: int = 0

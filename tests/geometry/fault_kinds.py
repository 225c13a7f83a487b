"""What can be wrong with a picture, and from where on it counts as wrong."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tests.geometry.svg_paths import Point

# Tolerances, in points. Wires are about 1.2 pt wide, the type 10 to 14 pt.

#: text may leave its em box's room by this much: the side bearing of a full-width glyph,
#: whose ink stands at least 0.04 em from the edge of its em box
TEXT_SLACK = 0.5
#: boxes stand apart: less is one shape to the eye at the size of a printed page
BOX_GAP = 4.0
#: two lines of usual width whose middles are this close touch with their ink
INK = 1.2
#: a wire's end may miss the outline by this much, and reach as far into the box: its own width
END_GAP = 1.5
#: a wire that meets its own box at a slant of 12 degrees or more leaves the border within this
BORDER_RUN = 6.0
#: two wires side by side can be told apart from this distance on
WIRE_GAP = 3.0
#: pieces that turn from one another by less than this run side by side, degrees
PARALLEL = 5.0
#: two wires may be side by side over this length: the rounding of a corner
SHARED_RUN = 1.0
#: a label's reader looks for its box this far
LABEL_REACH = 60.0
#: a label may be nearer to another branch by this: rounding of the numbers in the file
LABEL_SLACK = 0.1
#: more of a head than this inside its own box is missed: a level wire that meets the slanted
#: side of a flat diamond always has one barb over it, about an eighth of the head
HEAD_SHARE = 0.2
#: the wire must be seen to lead straight into its head over this length
STUB = 2.0
#: a wire still leads straight where its middle is this far from the head's axis
STUB_STRAY = 1.0
#: a wire without a head ends where the head would begin: the longest head used is 12 pt
HEAD_ROOM = 12.0
#: a wire that ends this close to a connector is meant to end at it
CONNECTOR_REACH = 12.0
#: a pen of usual width may reach over the edge of the picture by half of itself
VIEW_SLACK = 0.65
#: a box may reach over its lane by the rounding of the numbers in the file
LANE_SLACK = 0.1
#: points where wires meet that are closer are one crossing, or none where they join
JOIN = 3.0


class FaultKind(StrEnum):
    TEXT_OUTSIDE = "text outside its shape"
    TEXT_OVERLAP = "text over text"
    LABEL_ON_BOX = "label over a box"
    BOXES_CLOSE = "boxes too close"
    WIRE_THROUGH_BOX = "wire through a box"
    WIRE_THROUGH_LABEL = "wire through a label"
    WIRES_TOGETHER = "two wires on one line"
    WIRE_IN_AIR = "wire ends in the air"
    LABEL_FAR = "label far from its source"
    LABEL_NEARER_OTHER = "label nearer to another branch"
    HEAD_HIDDEN = "arrowhead hidden"
    HEAD_MISSING = "arrowhead missing"
    HEAD_CRAMPED = "arrowhead without a straight way in"
    EDGE_MISSING = "edge missing"
    OUTSIDE_VIEW = "outside the picture"
    OUTSIDE_LANE = "box outside its lane"
    DUPLICATE_ID = "id used twice"


@dataclass(frozen=True, slots=True)
class ChartFault:
    """``who``: ids of boxes, names of edges or words; ``where``: in the viewBox's units."""

    kind: FaultKind
    who: str
    where: Point
    detail: str = ""

    def __str__(self) -> str:
        x, y = self.where
        return f"{self.kind}: {self.who} at ({x:.0f}, {y:.0f}) {self.detail}".rstrip()

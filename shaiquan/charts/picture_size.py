"""How large a plan will be when it is drawn, without drawing it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from shaiquan.charts.arrangement import MARGIN, head_height, text_sizes
from shaiquan.charts.layout.box_placement import place_boxes
from shaiquan.charts.layout.size_estimate import estimate_size
from shaiquan.charts.typesetting import TypesetPlan


@dataclass(frozen=True, slots=True)
class PictureSize:
    """About the size of a picture in points; ``type`` and ``least`` as a picture has them.

    ``strays``: wires between the columns of a folded chart besides the one that leads on.
    """

    width: float
    height: float
    type: float
    least: float
    strays: int


def estimate_picture(setting: TypesetPlan, columns: int) -> PictureSize:
    """The size of a plan that was set; ``columns``: as in LayoutGraph."""
    graph = replace(setting.graph, columns=columns)
    placement = place_boxes(graph)
    width, height = estimate_size(graph, placement)
    type, least = text_sizes(setting)
    height += head_height(setting) + 2 * MARGIN
    return PictureSize(width + 2 * MARGIN, height, type, least, placement.strays)

"""A plan with its text set and its boxes and wires placed: what SVG and DOT both draw."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass, replace

from shaiquan.charts.chart_plan import Plan, PlanStep
from shaiquan.charts.dot_layout import compute_dot_layout
from shaiquan.charts.layout.layout_types import Layout, PlacedBox
from shaiquan.charts.layout.pipeline import compute_layout
from shaiquan.charts.typesetting import TypesetPlan, enlarge_type, typeset_plan

#: the width inside boxes, in em of the act's type: in many lanes, in few, in one column
MANY_LANES_EMS, FEW_LANES_EMS, COLUMN_EMS = 9.0, 10.0, 12.0
#: from this number on, lanes are many
MANY_LANES = 6
MARGIN = 6.0


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A plan ready to be drawn; ``head`` is the height of the lane titles.

    The chart lies below the lane titles and within the margin.
    """

    plan: Plan
    setting: TypesetPlan
    placed: Layout
    head: float

    @property
    def width(self) -> float:
        return self.placed.width + 2 * MARGIN

    @property
    def height(self) -> float:
        return self.placed.height + self.head + 2 * MARGIN

    def pair_steps(self) -> Iterator[tuple[PlanStep, PlacedBox]]:
        """The steps with their boxes."""
        boxes = {box.box.id: box for box in self.placed.boxes}
        return ((step, boxes[step.id]) for step in self.plan.steps)


def arrange_plan(
    plan: Plan, ems: float = 0.0, factor: float = 1.0, columns: int = 0
) -> Arrangement:
    """Set and lay out a plan; boxes are ``ems`` em wide inside, or if 0 as wide as lanes allow.

    ``factor`` enlarges the type but not the room of the wires. ``columns``: as in LayoutGraph;
    Graphviz' own layout has none. Raises GraphvizError.
    """
    return _arrange(plan, ems or default_box_width(plan), factor, columns)


@functools.lru_cache(maxsize=32)  # a chart is drawn as SVG, DOT and PNG, one after another
def _arrange(plan: Plan, ems: float, factor: float, columns: int) -> Arrangement:
    setting = enlarge_type(typeset_plan(plan, ems), factor)
    if plan.dot:
        return Arrangement(plan, setting, compute_dot_layout(setting.graph), 0.0)
    placed = compute_layout(replace(setting.graph, columns=columns))
    return Arrangement(plan, setting, placed, head_height(setting))


def default_box_width(plan: Plan) -> float:
    """The width of boxes on a page: the more lanes, the narrower."""
    if not plan.lanes:
        return COLUMN_EMS
    return FEW_LANES_EMS if len(plan.lanes) < MANY_LANES else MANY_LANES_EMS


def head_height(setting: TypesetPlan) -> float:
    """The height of the titles of the lanes."""
    heights = [sum(line.height for line in lines) for lines in setting.lane_titles]
    return max(heights) + 12 if heights else 0.0


def text_sizes(setting: TypesetPlan) -> tuple[float, float]:
    """The size of the acts and that of the smallest text."""
    texts = (*setting.lines.values(), *setting.labels, *setting.lane_titles)
    sizes = [line.size for lines in texts for line in lines]
    acts = (line.size for lines in setting.lines.values() for line in lines)
    return max(acts, default=0.0), min(sizes, default=0.0)

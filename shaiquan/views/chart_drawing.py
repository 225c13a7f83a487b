"""Charts drawn as a page shows them; what Graphviz refuses is a problem of the chart."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Iterator

from shaiquan import codes
from shaiquan.charts.arrangement import arrange_plan
from shaiquan.charts.chart_plan import Caption, Plan, remove_lanes
from shaiquan.charts.drawing import Picture, draw_plan
from shaiquan.charts.graphviz_svg import GraphvizError
from shaiquan.problems import Rejected, problem
from shaiquan.views.values import Chart

#: more lanes than these make a chart wider than a window, and most of them empty
MOST_LANES = 5
#: in points: what a window of 1280 pixels shows of a chart, beyond which readers miss the rest
WINDOW = 1260.0


@functools.lru_cache(maxsize=4096)
def draw_chart(view: Chart) -> Picture:
    """The chart drawn for a page. Raises Rejected."""
    caption = caption_of(view)
    with refuse_failures(caption):
        return draw_plan(page_plan(view), caption)


def caption_of(view: Chart) -> Caption:
    return Caption(f"chart-{view.chart}", view.title, view.desc)


@contextlib.contextmanager
def refuse_failures(caption: Caption) -> Iterator[None]:
    """Turns what Graphviz says of a chart into a problem: Rejected."""
    try:
        yield
    except GraphvizError as fault:
        words = {"name": caption.title, "why": str(fault)}
        raise Rejected((problem(codes.CHART_FAILED, caption.id, **words),)) from fault


def page_plan(view: Chart) -> Plan:
    """The plan as a page shows it: with many or wide lanes only where the procedure names them."""
    plan = view.plan
    if plan.named or not plan.lanes:
        return plan
    fits = len(plan.lanes) <= MOST_LANES and arrange_plan(plan).width <= WINDOW
    return plan if fits else remove_lanes(plan)

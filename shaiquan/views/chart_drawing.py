"""Charts drawn as a page shows them."""

from __future__ import annotations

import functools

from shaiquan.charts.chart_plan import Caption
from shaiquan.charts.drawing import Picture, draw_plan
from shaiquan.views.values import Chart


@functools.lru_cache(maxsize=4096)
def draw_chart(view: Chart) -> Picture:
    """The chart drawn for a page."""
    return draw_plan(view.plan, Caption(f"chart-{view.chart}", view.title, view.desc))

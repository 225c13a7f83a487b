"""Draws the chart of a procedure for paper."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace

from shaiquan.charts.chart_plan import Caption, Plan, remove_lanes
from shaiquan.charts.drawing import Picture, draw_plan
from shaiquan.charts.symbols import format_coordinate
from shaiquan.views.chart_drawing import refuse_failures
from shaiquan.views.values import Chart

#: type on a sheet by type on a page: it is read from two metres
TYPE_FACTOR = 1.5


@dataclass(frozen=True, slots=True)
class DrawingStyle:
    """A way of drawing a chart: boxes ``ems`` em wide inside, with its lanes or the actors in the
    boxes; ``columns``: as in LayoutGraph.

    Narrower boxes make a narrower, taller chart.
    """

    ems: float
    laned: bool = True
    columns: int = 0

    def with_width(self, ems: float) -> DrawingStyle:
        return DrawingStyle(ems, self.laned, self.columns)


@functools.lru_cache(maxsize=256)
def draw_for_print(chart: Chart, style: DrawingStyle) -> Picture:
    """The chart drawn for paper."""
    caption = Caption(f"print-{chart.chart}", chart.title, chart.desc)
    plan = plan_for(chart, style.laned)
    with refuse_failures(caption):
        picture = draw_plan(plan, caption, style.ems, TYPE_FACTOR, style.columns)
    return replace(picture, svg=_thicken_wires(picture.svg))


def plan_for(chart: Chart, laned: bool) -> Plan:
    """The plan of a chart with its lanes, or with the actors in the boxes."""
    return chart.plan if laned else remove_lanes(chart.plan)


def _thicken_wires(svg: str) -> str:
    """The SVG with thicker wires and larger arrowheads, to match the larger type."""
    return _ARROWHEAD.sub(_enlarge_arrowhead, svg.replace(_THIN, _THICK))


def _enlarge_arrowhead(match: re.Match[str]) -> str:
    corners = [tuple(map(float, corner.split(","))) for corner in match[2].split()]
    x, y = corners[0]
    grown = ((x + (a - x) * _ENLARGED, y + (b - y) * _ENLARGED) for a, b in corners)
    points = " ".join(f"{format_coordinate(a)},{format_coordinate(b)}" for a, b in grown)
    return f'{match[1]}"{points}"'


#: an arrowhead: the only polygons of three corners in a chart
_ARROWHEAD = re.compile(r'(<polygon fill="[^"]*" points=)"((?:[-\d.]+,[-\d.]+ ?){3})"')
_ENLARGED = 1.3
_THIN, _THICK = 'stroke-width="1.3"', 'stroke-width="1.8"'

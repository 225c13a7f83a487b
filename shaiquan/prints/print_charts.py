"""The picture of a procedure as print places it: the one place that knows who draws it."""

from __future__ import annotations

import functools
import re
from dataclasses import replace

from shaiquan.charts.drawing import Picture, draw
from shaiquan.charts.outlines import number
from shaiquan.charts.plan import Caption, Plan
from shaiquan.disclosure.release import WITHHELD
from shaiquan.views.values import Chart

#: the type of a sheet by that of a page: it is read from two metres, its wires are not
LARGER = 1.5


@functools.lru_cache(maxsize=256)
def draw_for_print(chart: Chart, ems: float, laned: bool = True) -> Picture:
    """The chart with boxes ``ems`` em wide inside: narrower boxes make a narrower, taller chart.

    ``laned``: with its lanes, else in one column with the actor in the box.
    """
    plan = chart.plan if laned else remove_lanes(chart.plan)
    drawn = draw(plan, Caption(f"print-{chart.chart}", chart.title, chart.desc), ems, LARGER)
    return replace(drawn, svg=_bolder(drawn.svg))


def _bolder(svg: str) -> str:
    """The wires stronger, their arrowheads larger about their tips, as the type is."""
    return _HEAD.sub(_grown, svg.replace(_THIN, _THICK))


def _grown(found: re.Match[str]) -> str:
    corners = [tuple(map(float, each.split(","))) for each in found[2].split()]
    x, y = corners[0]
    grown = ((x + (a - x) * _GROWN, y + (b - y) * _GROWN) for a, b in corners)
    return f'{found[1]}"{" ".join(f"{number(a)},{number(b)}" for a, b in grown)}"'


#: an arrowhead: the only polygons of three corners in a chart
_HEAD = re.compile(r'(<polygon fill="[^"]*" points=)"((?:[-\d.]+,[-\d.]+ ?){3})"')
_GROWN = 1.3
_THIN, _THICK = 'stroke-width="1.3"', 'stroke-width="1.8"'


def remove_lanes(plan: Plan) -> Plan:
    """The same plan in one column: what a lane said, each box says."""
    if not plan.lanes:
        return plan
    steps = tuple(
        replace(step, lane=0, notes=(plan.lanes[step.lane], *step.notes))
        if step.sort in _ACTING and step.notes[:1] != (WITHHELD,)
        else replace(step, lane=0)
        for step in plan.steps
    )
    return Plan(steps, plan.edges)


#: sorts of step that somebody takes; a start or an end may have been put in a lane for its place
_ACTING = frozenset(("step", "decision", "subprocess"))

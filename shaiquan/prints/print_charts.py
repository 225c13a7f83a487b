"""Draws the chart of a procedure for paper."""

from __future__ import annotations

import functools
import re
from dataclasses import replace

from shaiquan.charts.chart_plan import Caption, Plan, PlanStep
from shaiquan.charts.drawing import Picture, draw_plan
from shaiquan.charts.symbols import format_coordinate
from shaiquan.disclosure.projection import WITHHELD
from shaiquan.model.procedures import Step
from shaiquan.views.chart_drawing import refuse_failures
from shaiquan.views.values import Chart

#: type on a sheet by type on a page: it is read from two metres
TYPE_FACTOR = 1.5


@functools.lru_cache(maxsize=256)
def draw_for_print(chart: Chart, ems: float, laned: bool = True) -> Picture:
    """The chart with boxes ``ems`` em wide inside: narrower boxes make a narrower, taller chart.

    ``laned``: with its lanes, else in one column with the actor in the box.
    """
    plan = chart.plan if laned else remove_lanes(chart.plan)
    caption = Caption(f"print-{chart.chart}", chart.title, chart.desc)
    with refuse_failures(caption):
        picture = draw_plan(plan, caption, ems, TYPE_FACTOR)
    return replace(picture, svg=_thicken_wires(picture.svg))


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
#: how the notes of a box begin whose actor is not shown
_HIDDEN_ACTOR = f"{Step.label_of('actor')}：{WITHHELD}"
_THIN, _THICK = 'stroke-width="1.3"', 'stroke-width="1.8"'


def remove_lanes(plan: Plan) -> Plan:
    """The plan in one column: boxes name the actors instead of lanes."""
    if not plan.lanes:
        return plan
    steps = tuple(
        replace(step, lane=0, notes=(plan.lanes[step.lane], *step.notes))
        if step.type in _ACTING and not _says_who_acts(step)
        else replace(step, lane=0)
        for step in plan.steps
    )
    return replace(plan, steps=steps, lanes=())


def _says_who_acts(step: PlanStep) -> bool:
    """Whether the notes of a box name its actors already, or say that they are withheld."""
    return step.names_actors or "".join(step.notes[:1]).startswith(_HIDDEN_ACTOR)


#: types of step that somebody takes; a start or an end may be in a lane only for its place
_ACTING = frozenset(("step", "decision", "subprocess"))

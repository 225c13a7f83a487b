"""Which styles of drawing a chart fill the room that a sheet has for it in the largest type.

There are many: with lanes or the actors in the boxes, in one column or several, in boxes
narrow or wide. Their sizes are estimated, so that only the best of them need be drawn.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor, sqrt

from shaiquan.charts.layout.box_placement import list_columns
from shaiquan.charts.picture_size import PictureSize, estimate_picture
from shaiquan.charts.typesetting import TypesetPlan, enlarge_type, typeset_plan
from shaiquan.prints.papers import LEAST_TYPE
from shaiquan.prints.print_charts import TYPE_FACTOR, DrawingStyle, plan_for
from shaiquan.views.values import Chart

#: inner widths of the boxes, in em, from narrow to wide
EMS = (6.8, 8.0, 9.0, 10.0, 12.0, 14.0)
_MIDDLE = 2
#: into how many columns a chart may be folded; so many steps a column is not short
MOST_COLUMNS = 5
#: what a chart without lanes must gain over one with them, since it shows less well who acts
WITHOUT_LANES = 0.95
#: what each wire costs that leads across a fold besides the one that leads on
STRAY = 0.96
#: styles that are worse by more than this at one width of boxes are not tried at others
_HOPELESS = 0.85

#: width and height
Room = tuple[float, float]


@dataclass(frozen=True, slots=True)
class RankedStyle:
    """A style, whether all its text can be read, and its type, less what speaks against it."""

    style: DrawingStyle
    readable: bool
    value: float


def weigh_type(style: DrawingStyle, strays: int, type: float) -> float:
    """The type of a style, less what speaks against it."""
    return type * (1.0 if style.laned else WITHOUT_LANES) * STRAY**strays


def rank_styles(chart: Chart, rooms: Sequence[Room], *, foldable: bool = True) -> list[RankedStyle]:
    """The styles, the best first, each in the room that suits it best.

    Of each kind only the best width of boxes and those that were tried on the way to it.
    """
    ranked: dict[DrawingStyle, RankedStyle] = {}

    def rank(style: DrawingStyle) -> float:
        if style not in ranked:
            ranked[style] = _rank_style(style, _estimate(chart, style), rooms)
        return ranked[style].value

    kinds = [*_list_kinds(chart, rooms, foldable)]
    best = max(rank(kind) for kind in kinds)
    for kind in kinds:
        if rank(kind) >= _HOPELESS * best:
            _climb(kind, rank)
    return sorted(ranked.values(), key=lambda style: (style.readable, style.value), reverse=True)


def _climb(kind: DrawingStyle, rank: Callable[[DrawingStyle], float]) -> None:
    """Try narrower and wider boxes as long as the type grows."""
    for step in (1, -1):
        place, best = _MIDDLE, rank(kind)
        while 0 <= place + step < len(EMS):
            place += step
            value = rank(kind.with_width(EMS[place]))
            if value <= best:
                break
            best = value


def _rank_style(style: DrawingStyle, size: PictureSize, rooms: Sequence[Room]) -> RankedStyle:
    scale = max(min(width / size.width, height / size.height) for width, height in rooms)
    readable = scale * size.least >= LEAST_TYPE
    return RankedStyle(style, readable, weigh_type(style, size.strays, scale * size.type))


def _list_kinds(chart: Chart, rooms: Sequence[Room], foldable: bool) -> Iterator[DrawingStyle]:
    """The styles with boxes of middle width."""
    ems = EMS[_MIDDLE]
    if chart.plan.lanes:
        for columns in list_columns(_set(chart, ems, True).graph):
            yield DrawingStyle(ems, True, columns)
    if not chart.plan.named:
        for columns in sorted(_list_folds(chart, ems, rooms)) if foldable else (1,):
            yield DrawingStyle(ems, False, columns)


def _list_folds(chart: Chart, ems: float, rooms: Sequence[Room]) -> set[int]:
    """Into how many columns a chart without lanes may be folded to fill a room: two guesses."""
    size = _estimate(chart, DrawingStyle(ems, False, 1))
    folds = {1}
    for width, height in rooms:
        wanted = sqrt(size.height / size.width * width / height)
        folds |= {floor(wanted), ceil(wanted)}
    return {columns for columns in folds if 1 <= columns <= MOST_COLUMNS}


@functools.lru_cache(maxsize=64)
def _set(chart: Chart, ems: float, laned: bool) -> TypesetPlan:
    return enlarge_type(typeset_plan(plan_for(chart, laned), ems), TYPE_FACTOR)


@functools.lru_cache(maxsize=256)
def _estimate(chart: Chart, style: DrawingStyle) -> PictureSize:
    setting = _set(chart, style.ems, style.laned)
    return estimate_picture(setting, style.columns)

"""How a chart and the words round it lie on paper: orientation, where the words stand, how
wide the boxes are, over how many connected sheets; whatever makes the acts' type largest.

All places are in points from the left upper corner of the page.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from shaiquan.charts.drawing import Picture
from shaiquan.charts.layout.elements import Rect
from shaiquan.prints import chart_pieces, sheet_text
from shaiquan.prints.chart_pieces import SheetCut
from shaiquan.prints.papers import LEAST_TYPE, MM, Paper

#: width of the boxes inside, in em, from narrow to wide
EMS = (6.8, 8.0, 9.0, 10.0, 12.0, 14.0)
#: more connected sheets than these nobody hangs
MOST_SHEETS = 8
#: on A3, above and below a part of a chart: which sheet it goes on with
NOTE = 4.4 * MM
#: what the words may take from the type of the chart so as to be larger themselves, as long as
#: they are smaller than this on A3; beyond it they take only what the chart leaves free
_YIELD, _MODEST, _FREE = 0.97, 12.0, 0.998
#: width of the words beside a chart, by the width of A3 upright
_BESIDE = (0.2, 0.24, 0.28, 0.33, 0.4, 0.5)

Draw = Callable[[float], Picture]


@dataclass(frozen=True, slots=True)
class SheetFrame:
    """What stands on every sheet, in points: the margin, the header, the footer, the gap."""

    margin: float
    header: float
    footer: float
    gap: float


@dataclass(frozen=True, slots=True)
class Panel:
    """A sheet divided: the area of the chart and that of the words (none: no words there)."""

    chart: Rect
    words: Rect | None


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """The choice: page size, type of the words and of the acts, box width, the pieces.

    ``pieces`` are the cuts above and below the part on each sheet; ``panels`` the sheets.
    """

    width: float
    height: float
    landscape: bool
    words: float
    type: float
    scale: float
    ems: float
    pieces: tuple[tuple[SheetCut | None, SheetCut | None], ...]
    panels: tuple[Panel, ...]

    @property
    def small(self) -> bool:
        return self.type < LEAST_TYPE - 1e-6


def make_frame(paper: Paper) -> SheetFrame:
    """The frame on a paper; the footer has two lines, legend and edition."""
    factor = paper.factor
    return SheetFrame(
        margin=max(8 * MM, 10 * MM * factor),
        header=22 * MM * factor,
        footer=13.9 * MM * max(factor, 0.8),
        gap=3.6 * MM * factor,
    )


def find_best_layout(
    held: tuple[sheet_text.WordItem, ...], paper: Paper, draw: Draw, around: SheetFrame
) -> SheetLayout:
    """The best lay-out: one sheet where the type stays readable, else as few as it takes."""
    best = fit_on_one_sheet(held, paper, draw, around)
    if best.small:
        best = _connected(held, paper, draw, around, best)
    return _with_larger_words(held, paper, draw, around, best)


def fit_on_one_sheet(
    held: tuple[sheet_text.WordItem, ...], paper: Paper, draw: Draw, around: SheetFrame
) -> SheetLayout:
    """The best lay-out on one sheet, with the words as small as they may be."""
    least, _ = paper.type_sizes()
    return max(_single(held, paper, draw, around, least), key=lambda each: each.type)


# -- one sheet --------------------------------------------------------------------------------


def _single(
    held: tuple[sheet_text.WordItem, ...], paper: Paper, draw: Draw, around: SheetFrame, size: float
) -> Iterator[SheetLayout]:
    for landscape in (False, True):
        for panel in _panels(held, paper.turned(landscape), around, size):
            yield _filled(paper, landscape, panel, draw, size)


def _filled(paper: Paper, landscape: bool, panel: Panel, draw: Draw, size: float) -> SheetLayout:
    """The box width with which a chart fills a panel in the largest type."""

    def scale(ems: float) -> float:
        picture = draw(ems)
        return min(panel.chart[2] / picture.width, panel.chart[3] / picture.height)

    ems = _climbed(lambda each: scale(each) * draw(each).type)
    width, height = paper.turned(landscape)
    found = scale(ems)
    return SheetLayout(
        width, height, landscape, size, found * draw(ems).type, found, ems,
        ((None, None),), (panel,),
    )  # fmt: skip


def _climbed(value: Callable[[float], float]) -> float:
    """The box width of the greatest value, looked for from the middle up the hill."""
    place = len(EMS) // 2 - 1
    best = value(EMS[place])
    for step in (1, -1):
        while 0 <= place + step < len(EMS) and (found := value(EMS[place + step])) > best:
            place, best = place + step, found
    return EMS[place]


def _panels(
    held: tuple[sheet_text.WordItem, ...],
    page: tuple[float, float],
    around: SheetFrame,
    size: float,
) -> Iterator[Panel]:
    """The sheet divided with the words below the chart, and beside it."""
    x, y, width, height = _inside(page, around)
    below = sheet_text.fill_columns(held, width / size).height * size
    if below < height * 0.6:
        chart = (x, y, width, height - below - around.gap)
        yield Panel(chart, (x, y + height - below, width, below))
    upright = min(page)
    for share in _BESIDE:
        across = share * upright
        if page[0] > page[1] and _stacked(held, across, size) <= height:
            chart = (x, y, width - across - around.gap, height)
            yield Panel(chart, (x + width - across, y, across, height))
            return


def _stacked(held: tuple[sheet_text.WordItem, ...], across: float, size: float) -> float:
    return sheet_text.fill_columns(held, across / size).height * size


def _inside(page: tuple[float, float], around: SheetFrame) -> Rect:
    """Between header and footer."""
    top = around.margin + around.header + around.gap
    bottom = around.margin + around.footer + around.gap
    return around.margin, top, page[0] - 2 * around.margin, page[1] - top - bottom


# -- connected sheets -------------------------------------------------------------------------


def _connected(
    held: tuple[sheet_text.WordItem, ...],
    paper: Paper,
    draw: Draw,
    around: SheetFrame,
    single: SheetLayout,
) -> SheetLayout:
    """As few sheets as make the type readable; the words stand on the last one."""
    best = single
    for number in range(2, MOST_SHEETS + 1):
        for landscape in (False, True):
            for ems in EMS:
                found = _cut(held, paper, landscape, draw(ems), around, single.words, number)
                if found and found.type > best.type:
                    best = _at(found, ems)
        if not best.small:
            break
    return best


def _at(fit: SheetLayout, ems: float) -> SheetLayout:
    return replace(fit, ems=ems)


def _cut(
    held: tuple[sheet_text.WordItem, ...], paper: Paper, landscape: bool, picture: Picture,
    around: SheetFrame, size: float, number: int,
) -> SheetLayout | None:  # fmt: skip
    """The chart over ``number`` sheets in the largest scale at which its rows still fit."""
    page = paper.turned(landscape)
    x, y, width, room = _inside(page, around)
    below = sheet_text.fill_columns(held, width / size).height * size
    note = NOTE * paper.factor
    height, last = room - 2 * note, room - note - below - around.gap
    if last < 0.2 * height:
        return None
    cuts = _cuts(picture)
    scale = _largest(picture, cuts, number, (width, height, last))
    pieces = _even(picture, cuts, number, height / scale, last / scale)
    if pieces is None:
        return None
    full, ending = (x, y + note, width, height), (x, y + room - below, width, below)
    panels = (Panel(full, None),) * (len(pieces) - 1)
    final = Panel((x, y + note, width, last), ending)
    type = scale * picture.type
    return SheetLayout(*page, landscape, size, type, scale, 0.0, pieces, (*panels, final))


@functools.lru_cache(maxsize=256)
def _cuts(picture: Picture) -> tuple[SheetCut, ...]:
    return chart_pieces.find_cuts(picture)


def _largest(
    picture: Picture, cuts: tuple[SheetCut, ...], number: int, room: tuple[float, float, float]
) -> float:
    width, height, last = room
    low, high = 0.01, width / picture.width
    if _pieces(picture, cuts, number, height / high, last / high):
        return high
    while high - low > 0.002:
        middle = (low + high) / 2
        fits = _pieces(picture, cuts, number, height / middle, last / middle)
        low, high = (middle, high) if fits else (low, middle)
    return low


def _even(
    picture: Picture, cuts: tuple[SheetCut, ...], number: int, height: float, last: float
) -> tuple[tuple[SheetCut | None, SheetCut | None], ...] | None:
    """The rows over the sheets so that all are about equally full."""
    found = _pieces(picture, cuts, number, height, last)
    for percent in range(98, 84, -2):
        share = percent / 100
        better = _pieces(picture, cuts, number, height * share, last * share)
        if better is None:
            break
        found = better
    return found


def _pieces(
    picture: Picture, cuts: tuple[SheetCut, ...], number: int, height: float, last: float
) -> tuple[tuple[SheetCut | None, SheetCut | None], ...] | None:
    """The rows over at most ``number`` sheets, each as full as may be; None: they do not fit."""
    done: list[tuple[SheetCut | None, SheetCut | None]] = []
    above: SheetCut | None = None
    rest = list(cuts)
    while chart_pieces.piece_height(picture, above, None) > last:
        fitting = [c for c in rest if chart_pieces.piece_height(picture, above, c) <= height]
        if not fitting or len(done) + 1 >= number:
            return None
        below = max(fitting, key=lambda each: each.y)
        done.append((above, below))
        above = below
        rest = [each for each in rest if each.y > below.y]
    return (*done, (above, None))


# -- the words --------------------------------------------------------------------------------


def _with_larger_words(
    held: tuple[sheet_text.WordItem, ...],
    paper: Paper,
    draw: Draw,
    around: SheetFrame,
    fit: SheetLayout,
) -> SheetLayout:
    """The same lay-out with the words as large as the chart hardly suffers from."""
    _, most = paper.type_sizes()
    best, size = fit, fit.words
    while size + 0.5 <= min(most, max(fit.type, _MODEST * paper.factor)):
        size += 0.5
        modest = size <= _MODEST * paper.factor
        floor = _YIELD * fit.type if modest else _FREE * best.type
        found = _again(held, paper, draw, around, fit, size)
        if found is None or found.type < max(floor, min(fit.type, LEAST_TYPE)):
            break
        best = found
    return best


def _again(
    held: tuple[sheet_text.WordItem, ...],
    paper: Paper,
    draw: Draw,
    around: SheetFrame,
    fit: SheetLayout,
    size: float,
) -> SheetLayout | None:
    if len(fit.pieces) > 1:
        found = _cut(held, paper, fit.landscape, draw(fit.ems), around, size, len(fit.pieces))
        return _at(found, fit.ems) if found else None
    below = _is_below(fit.panels[0])
    for panel in _panels(held, paper.turned(fit.landscape), around, size):
        if _is_below(panel) == below:
            return _filled(paper, fit.landscape, panel, draw, size)
    return None


def _is_below(panel: Panel) -> bool:
    return panel.words is not None and panel.words[1] > panel.chart[1] + 1

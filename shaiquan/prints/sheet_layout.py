"""How the chart of a sheet and the text round it lie on paper.

It chooses the orientation, the place of the text, the way of drawing the chart and the number
of connected sheets that make the type of the acts largest. All positions are in points from the
left upper corner of the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from shaiquan.charts.drawing import Picture
from shaiquan.charts.layout.layout_types import Rect
from shaiquan.prints.chart_pieces import Pieces, SheetCut, fill_pieces, find_cuts
from shaiquan.prints.chart_styles import rank_styles, weigh_type
from shaiquan.prints.papers import LEAST_TYPE, MM, Paper, SheetFrame, make_frame
from shaiquan.prints.print_charts import DrawingStyle, draw_for_print
from shaiquan.prints.sheet_text import WordItem, fill_columns
from shaiquan.views.values import Chart

#: so many ways of drawing a chart are drawn, if their estimates are so near one another
_DRAWN, _NEAR = 3, 0.96
#: nobody hangs more connected sheets than these
MOST_SHEETS = 8
#: on A3, the height of the note above and below a part of a chart: which sheet comes next
NOTE = 4.4 * MM
#: larger text may shrink the chart to this part as long as it is smaller than ``_MODEST`` on A3;
#: beyond that only to ``_FREE``
_YIELD, _MODEST, _FREE = 0.97, 12.0, 0.998
#: widths of the text beside a chart, as parts of the width of A3 upright
_BESIDE = (0.2, 0.24, 0.28, 0.33, 0.4, 0.5)


@dataclass(frozen=True, slots=True)
class Panel:
    """A sheet divided: the area of the chart and that of the text (None: no text on it)."""

    chart: Rect
    words: Rect | None


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """A lay-out: page size, type of the text (``words``), of the acts and of the smallest text of
    the chart (``least``), the way of drawing the chart, pieces.

    ``pieces`` are the cuts above and below the part on each sheet; ``panels`` the sheets.
    """

    width: float
    height: float
    landscape: bool
    words: float
    type: float
    least: float
    scale: float
    style: DrawingStyle
    strays: int
    pieces: Pieces
    panels: tuple[Panel, ...]

    @property
    def small(self) -> bool:
        """Whether not all of the sheet can be read from the wall."""
        return self.smallest < LEAST_TYPE - 1e-6

    @property
    def smallest(self) -> float:
        """The smallest type of the chart and the text."""
        return min(self.least, self.words)

    @property
    def value(self) -> tuple[bool, float]:
        """Of two lay-outs on as many sheets the one with the larger value is taken."""
        return not self.small, weigh_type(self.style, self.strays, self.type)


@dataclass(frozen=True, slots=True)
class _Contents:
    """What is to be laid out: the items of the text, the paper, the chart."""

    items: tuple[WordItem, ...]
    paper: Paper
    chart: Chart

    @property
    def frame(self) -> SheetFrame:
        return make_frame(self.paper)

    def draw(self, style: DrawingStyle) -> Picture:
        return draw_for_print(self.chart, style)

    def text_height(self, width: float, size: float) -> float:
        """The height of the text in type of ``size`` over a width."""
        return fill_columns(self.items, width / size).height * size

    def inner_area(self, landscape: bool) -> Rect:
        """The area between header and footer."""
        width, height = self.paper.page_size(landscape)
        frame = self.frame
        top = frame.margin + frame.header + frame.gap
        bottom = frame.margin + frame.footer + frame.gap
        return frame.margin, top, width - 2 * frame.margin, height - top - bottom


def find_best_layout(items: tuple[WordItem, ...], paper: Paper, chart: Chart) -> SheetLayout:
    """The best lay-out: on one sheet if its type is readable, else on as few as possible."""
    contents = _Contents(items, paper, chart)
    best = fit_on_one_sheet(items, paper, chart)
    if best.small:
        best = _fit_on_connected_sheets(contents, best)
    return _enlarge_text(contents, best)


def fit_on_one_sheet(items: tuple[WordItem, ...], paper: Paper, chart: Chart) -> SheetLayout:
    """The best lay-out on one sheet, with the smallest type of the text."""
    least, _ = paper.type_sizes()
    contents = _Contents(items, paper, chart)
    while not (panels := _list_all_panels(contents, least)):
        least *= 0.9  # more text than a sheet holds in type that can be read
    best: SheetLayout | None = None
    for ranked in rank_styles(chart, [panel.chart[2:] for _, panel in panels])[:_DRAWN]:
        if best and (ranked.readable, ranked.value) < (not best.small, _NEAR * best.value[1]):
            break
        layouts = [_fill_panel(contents, ranked.style, *panel, least) for panel in panels]
        best = max([*layouts, *([best] if best else [])], key=lambda layout: layout.value)
    assert best is not None
    return best


# -- one sheet --------------------------------------------------------------------------------


def _fill_panel(
    contents: _Contents, style: DrawingStyle, landscape: bool, panel: Panel, size: float
) -> SheetLayout:
    """The lay-out with the chart as large as a panel allows."""
    picture = contents.draw(style)
    scale = min(panel.chart[2] / picture.width, panel.chart[3] / picture.height)
    return _make_layout(contents, style, landscape, size, scale, ((None, None),), (panel,))


def _make_layout(
    contents: _Contents,
    style: DrawingStyle,
    landscape: bool,
    size: float,
    scale: float,
    pieces: Pieces,
    panels: tuple[Panel, ...],
) -> SheetLayout:
    picture = contents.draw(style)
    width, height = contents.paper.page_size(landscape)
    return SheetLayout(
        width,
        height,
        landscape,
        size,
        scale * picture.type,
        scale * picture.least,
        scale,
        style,
        picture.strays,
        pieces,
        panels,
    )


def _list_all_panels(contents: _Contents, size: float) -> list[tuple[bool, Panel]]:
    """Each sheet upright and turned, divided as the text allows; none if there is no room."""
    return [
        (landscape, panel)
        for landscape in (False, True)
        for panel in _list_panels(contents, landscape, size)
    ]


def _list_panels(contents: _Contents, landscape: bool, size: float) -> Iterator[Panel]:
    """The sheet divided with the text below the chart, and with it beside the chart."""
    x, y, width, height = contents.inner_area(landscape)
    gap = contents.frame.gap
    below = contents.text_height(width, size)
    if below < height * 0.6:
        chart = (x, y, width, height - below - gap)
        yield Panel(chart, (x, y + height - below, width, below))
    page_width, page_height = contents.paper.page_size(landscape)
    for share in _BESIDE:
        across = share * min(page_width, page_height)
        if page_width > page_height and contents.text_height(across, size) <= height:
            chart = (x, y, width - across - gap, height)
            yield Panel(chart, (x + width - across, y, across, height))
            return


# -- connected sheets -------------------------------------------------------------------------


def _fit_on_connected_sheets(contents: _Contents, single: SheetLayout) -> SheetLayout:
    """As few sheets as make the type readable; the text stands on the last one."""
    best = single
    for number in range(2, MOST_SHEETS + 1):
        for landscape, style in _list_styles_to_cut(contents, number):
            layout = _cut_over_sheets(contents, landscape, style, single.words, number)
            if layout and layout.value > best.value:
                best = layout
        if not best.small:
            break
    return best


def _list_styles_to_cut(contents: _Contents, number: int) -> Iterator[tuple[bool, DrawingStyle]]:
    """The most hopeful ways of drawing a chart that is cut over so many sheets."""
    for landscape in (False, True):
        _, _, width, height = contents.inner_area(landscape)
        ranked = rank_styles(contents.chart, [(width, number * height)], foldable=False)
        yield from product((landscape,), (one.style for one in ranked[:_DRAWN]))


def _cut_over_sheets(
    contents: _Contents, landscape: bool, style: DrawingStyle, size: float, number: int
) -> SheetLayout | None:
    """The chart over ``number`` sheets in the largest scale at which its rows still fit."""
    paper, picture = contents.paper, contents.draw(style)
    x, y, width, room = contents.inner_area(landscape)
    below = contents.text_height(width, size)
    note = NOTE * paper.factor
    height, last = room - 2 * note, room - note - below - contents.frame.gap
    if last < 0.2 * height:
        return None
    cuts = find_cuts(picture)
    scale = _find_largest_scale(picture, cuts, number, (width, height, last))
    pieces = _balance_pieces(picture, cuts, number, height / scale, last / scale)
    if pieces is None:
        return None
    full = Panel((x, y + note, width, height), None)
    final = Panel((x, y + note, width, last), (x, y + room - below, width, below))
    panels = ((full,) * (len(pieces) - 1)) + (final,)
    return _make_layout(contents, style, landscape, size, scale, pieces, panels)


def _find_largest_scale(
    picture: Picture, cuts: tuple[SheetCut, ...], number: int, room: tuple[float, float, float]
) -> float:
    width, height, last = room
    low, high = 0.01, width / picture.width
    if fill_pieces(picture, cuts, number, height / high, last / high):
        return high
    while high - low > 0.002:
        middle = (low + high) / 2
        fits = fill_pieces(picture, cuts, number, height / middle, last / middle)
        low, high = (middle, high) if fits else (low, middle)
    return low


def _balance_pieces(
    picture: Picture, cuts: tuple[SheetCut, ...], number: int, height: float, last: float
) -> Pieces | None:
    """The rows over the sheets so that all are about equally full."""
    best = fill_pieces(picture, cuts, number, height, last)
    for percent in range(98, 84, -2):
        share = percent / 100
        pieces = fill_pieces(picture, cuts, number, height * share, last * share)
        if pieces is None:
            break
        best = pieces
    return best


# -- the text ---------------------------------------------------------------------------------


def _enlarge_text(contents: _Contents, layout: SheetLayout) -> SheetLayout:
    """The same lay-out with the largest text that hardly shrinks the chart."""
    _, most = contents.paper.type_sizes()
    modest = _MODEST * contents.paper.factor
    best, size = layout, layout.words
    while size + 0.5 <= min(most, max(layout.type, modest)):
        size += 0.5
        floor = _YIELD * layout.type if size <= modest else _FREE * best.type
        larger = _repeat_layout(contents, layout, size)
        if larger is None or larger.type < floor or larger.small > layout.small:
            break
        best = larger
    return best


def _repeat_layout(contents: _Contents, layout: SheetLayout, size: float) -> SheetLayout | None:
    """The lay-out once more with text of another size; None if it does not fit."""
    landscape, sheets = layout.landscape, len(layout.pieces)
    if sheets > 1:
        return _cut_over_sheets(contents, landscape, layout.style, size, sheets)
    below = _is_text_below(layout.panels[0])
    for panel in _list_panels(contents, landscape, size):
        if _is_text_below(panel) == below:
            return _fill_panel(contents, layout.style, landscape, panel, size)
    return None


def _is_text_below(panel: Panel) -> bool:
    return panel.words is not None and panel.words[1] > panel.chart[1] + 1

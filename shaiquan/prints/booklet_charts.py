"""A chart in a booklet: fitted into the type area, cut over pages if it would be too small.

A booklet is read in the hand, so its type may be smaller than that of a sheet on a wall.
"""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from shaiquan.charts.drawing import Picture
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.ledger.sheet_words import SheetWords, make_sheet_words
from shaiquan.prints.chart_pieces import (
    ChartPiece,
    Pieces,
    cut_pieces,
    fill_pieces,
    find_cuts,
)
from shaiquan.prints.papers import MM
from shaiquan.prints.print_charts import DrawingStyle, draw_for_print
from shaiquan.queries.editions import choose_mark
from shaiquan.views.flowcharts import Drawing

#: 版心 of GB/T 9704, the room of a chart with its title and notes; upright or turned
WIDTH, HEIGHT = 156 * MM, 225 * MM
#: upright and turned: height of the title, height of a line of notes, characters in such a line
_TITLE, _NOTE, _CHARACTERS = (56.0, 34.0), 12.6, (48, 70)
#: blank between two columns of a narrow chart
GAP = 24.0
#: acts smaller than 2.5 mm are hard to read in the hand; larger ones than 4 mm look coarse
LEAST, MOST = 7.0, 11.5
_EMS = (7.0, 8.0, 10.0, 12.0)
_MOST_PAGES, _COLUMNS = 4, 3
#: how many scales are tried
_STEPS = 100


@dataclass(frozen=True, slots=True)
class BookletFigure:
    """A chart over pages, on each its pieces side by side. ``alt`` is read out in its place.

    ``turned``: the pages lie on their sides, heads to the left (GB/T 9704, 横排表格).
    """

    pages: tuple[tuple[ChartPiece, ...], ...]
    turned: bool
    notes: tuple[tuple[str, str], ...]
    alt: str


def make_figure(public: PublicCatalog, drawing: Drawing) -> BookletFigure:
    """The chart of a procedure, notes on it, and the mark of its sheet (X-09)."""
    words = make_sheet_words(public, drawing)
    notes = tuple(_list_notes(public, words, drawing))
    layout = _choose_layout(drawing, notes)
    pieces = tuple(layout.scaled_pieces())
    starts = range(0, len(pieces), layout.columns)
    pages = tuple(pieces[start : start + layout.columns] for start in starts)
    alt = f"{drawing.chart.desc}{''.join(f'{step.text}。' for step in words.steps)}"
    return BookletFigure(pages, layout.turned, notes, alt)


def _list_notes(
    public: PublicCatalog, words: SheetWords, drawing: Drawing
) -> Iterator[tuple[str, str]]:
    times = (f"{time.label} {time.text}" for time in words.times)
    yield "编号", "　".join((words.chart.upper(), *times))
    yield "权力事项", words.elements[0].text if words.elements else ""
    yield "依据", "、".join(words.basis)
    yield "风险点", "　".join(f"{sign}\u00a0{name}" for sign, name in drawing.chart.legend)
    yield "版本标记", choose_mark(public, words.chart, words.canonical_lines())


# -- fitting ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Layout:
    """A chart laid out: the picture, its pieces, its scale, the columns of a page."""

    picture: Picture
    pieces: Pieces
    scale: float
    columns: int
    turned: bool

    @property
    def type(self) -> float:
        return self.scale * self.picture.type

    def scaled_pieces(self) -> Iterator[ChartPiece]:
        """The pieces in the size that they have on the page."""
        for piece in cut_pieces(self.picture, self.pieces):
            width, height = piece.width * self.scale, piece.height * self.scale
            yield ChartPiece(piece.svg, width, height)


def _choose_layout(drawing: Drawing, notes: tuple[tuple[str, str], ...]) -> _Layout:
    """The lay-out on as few pages as make the acts readable.

    On so many pages it has lanes if they can be read, else one column of boxes that name their
    actors.
    """
    tried: list[_Layout] = []
    for pages, laned in itertools.product(range(1, _MOST_PAGES + 1), (True, False)):
        layouts = tuple(_list_layouts(drawing, notes, pages, laned))
        tried += [max(layouts, key=_rank)] if layouts else []
        if tried and tried[-1].type >= LEAST:
            return tried[-1]
    return max(tried, key=lambda layout: layout.type)


def _rank(layout: _Layout) -> tuple[bool, bool, float]:
    """Readable ones first, then those not turned, then larger ones."""
    readable = layout.type >= LEAST
    return readable, readable and not layout.turned, layout.type


def _list_layouts(
    drawing: Drawing, notes: tuple[tuple[str, str], ...], pages: int, laned: bool
) -> Iterator[_Layout]:
    for ems, turned, columns in itertools.product(_EMS, (False, True), range(1, _COLUMNS + 1)):
        picture = draw_for_print(drawing.chart, DrawingStyle(ems, laned))
        layout = _lay_out(picture, pages, columns, _measure_room(notes, turned), turned)
        if layout:
            yield layout


def _measure_room(notes: tuple[tuple[str, str], ...], turned: bool) -> tuple[float, float]:
    """Width and height that title and notes leave free."""
    width, height = (HEIGHT, WIDTH) if turned else (WIDTH, HEIGHT)
    lines = sum(1 + len(text) // _CHARACTERS[turned] for _, text in notes if text)
    return width, height - _TITLE[turned] - _NOTE * (lines + 1)


def _lay_out(
    picture: Picture, pages: int, columns: int, room: tuple[float, float], turned: bool
) -> _Layout | None:
    """The largest scale at which the rows of a chart fit on so many pages and columns."""
    width = (room[0] - GAP * (columns - 1)) / columns
    cuts = find_cuts(picture) if pages * columns > 1 else ()
    largest = min(width / picture.width, MOST / (picture.type or MOST))

    def fill(step: int) -> Pieces | None:
        height = room[1] * _STEPS / (largest * step)
        return fill_pieces(picture, cuts, pages * columns, height, height)

    fits = bisect.bisect_left(range(1, _STEPS + 1), True, key=lambda step: fill(step) is None)
    pieces = fill(fits) if fits else None
    if pieces is None:
        return None
    return _Layout(picture, pieces, largest * fits / _STEPS, columns, turned)

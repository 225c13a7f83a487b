"""A chart in a booklet: fitted into the type area, cut over pages where it would be too small.

A booklet is read in the hand, so its acts may be smaller than those of a sheet on a wall.
"""

from __future__ import annotations

import bisect
import functools
import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from shaiquan.charts.drawing import Picture
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.ledger.sheet_words import SheetWords, make_sheet_words
from shaiquan.model.marks import mark_of
from shaiquan.prints import chart_pieces
from shaiquan.prints.chart_pieces import SheetCut
from shaiquan.prints.papers import MM
from shaiquan.prints.print_charts import draw_for_print
from shaiquan.views.flowcharts import Drawing

#: 版心 of GB/T 9704, the room of a chart with its title and notes; upright or turned
WIDTH, HEIGHT = 156 * MM, 225 * MM
#: what the title takes, what a line of notes takes, how many characters it holds
_TITLE, _NOTE, _CHARACTERS = (56.0, 34.0), 12.6, (48, 70)
#: between two columns of a narrow chart
GAP = 24.0
#: acts smaller than 2.5 mm are hard to read in the hand; larger ones than 4 mm look coarse
LEAST, MOST = 7.0, 11.5
_EMS = (7.0, 8.0, 10.0, 12.0)
_MOST_PAGES, _COLUMNS = 4, 3
#: how finely scales are tried
_STEPS = 100


@dataclass(frozen=True, slots=True)
class Plate:
    """A piece of a chart, with its size on the page in points."""

    svg: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class BookletFigure:
    """A chart over pages, each with plates side by side. ``alt`` is read out in its place.

    ``turned``: the pages lie on their side, their heads to the left (GB/T 9704, 横排表格).
    """

    pages: tuple[tuple[Plate, ...], ...]
    turned: bool
    notes: tuple[tuple[str, str], ...]
    alt: str


def make_figure(public: PublicCatalog, drawn: Drawing) -> BookletFigure:
    """The chart of a procedure, what it is about, and the mark of its sheet (X-09)."""
    words = make_sheet_words(public, drawn)
    notes = tuple(_notes(words, drawn))
    pages, turned = _pages(drawn, notes)
    alt = f"{drawn.chart.desc}{''.join(f'{each.text}。' for each in words.steps)}"
    return BookletFigure(pages, turned, notes, alt)


def _notes(words: SheetWords, drawn: Drawing) -> Iterator[tuple[str, str]]:
    said = [f"{each.label} {each.text}" for each in words.times]
    yield "编号", "　".join((words.chart.upper(), *said))
    yield "权力事项", words.elements[0].text if words.elements else ""
    yield "依据", "、".join(words.basis)
    yield "风险点", "　".join(f"{sign}\u00a0{name}" for sign, name in drawn.chart.legend)
    yield "版本标记", mark_of(words.canonical())


# -- fitting ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Lay:
    """A way to lay a chart: the picture, where it is cut, its scale, the columns of a page."""

    picture: Picture
    cuts: tuple[SheetCut, ...]
    scale: float
    columns: int
    turned: bool

    @property
    def type(self) -> float:
        return self.scale * self.picture.type


def _pages(
    drawn: Drawing, notes: tuple[tuple[str, str], ...]
) -> tuple[tuple[tuple[Plate, ...], ...], bool]:
    """Pages with their columns, and whether they are turned.

    As few pages as make the acts readable; on so many, lanes if they can be read, else one
    column of boxes that name their actors.
    """
    tried: list[_Lay] = []
    for pages, laned in itertools.product(range(1, _MOST_PAGES + 1), (True, False)):
        lays = tuple(_lays(drawn, notes, pages, laned))
        tried += [max(lays, key=_worth)] if lays else []
        if tried and tried[-1].type >= LEAST:
            break
    best = tried[-1] if tried[-1].type >= LEAST else max(tried, key=lambda each: each.type)
    plates, each = tuple(_cut(best)), best.columns
    return tuple(plates[at : at + each] for at in range(0, len(plates), each)), best.turned


def _worth(lay: _Lay) -> tuple[bool, bool, float]:
    """What can be read; then what is read without turning the book; then what is larger."""
    readable = lay.type >= LEAST
    return readable, readable and not lay.turned, lay.type


def _lays(
    drawn: Drawing, notes: tuple[tuple[str, str], ...], pages: int, laned: bool
) -> Iterator[_Lay]:
    for ems, turned, columns in itertools.product(_EMS, (False, True), range(1, _COLUMNS + 1)):
        picture = draw_for_print(drawn.chart, ems, laned)
        if lay := _lay(picture, pages, columns, _room(notes, turned), turned):
            yield lay


def _room(notes: tuple[tuple[str, str], ...], turned: bool) -> tuple[float, float]:
    """Width and height that title and notes leave free."""
    width, height = (HEIGHT, WIDTH) if turned else (WIDTH, HEIGHT)
    lines = sum(1 + len(text) // _CHARACTERS[turned] for _, text in notes if text)
    return width, height - _TITLE[turned] - _NOTE * (lines + 1)


def _lay(
    picture: Picture, pages: int, columns: int, room: tuple[float, float], turned: bool
) -> _Lay | None:
    """The largest scale at which the rows of a chart fit on so many pages and columns."""
    width = (room[0] - GAP * (columns - 1)) / columns
    places = _find_cuts(picture) if pages * columns > 1 else ()
    high = min(width / picture.width, MOST / (picture.type or MOST))

    def cut(step: int) -> tuple[SheetCut, ...] | None:
        return _placed(picture, places, pages * columns, room[1] * _STEPS / (high * step))

    fits = bisect.bisect_left(range(1, _STEPS + 1), True, key=lambda step: cut(step) is None)
    if fits == 0:
        return None
    return _Lay(picture, cut(fits) or (), high * fits / _STEPS, columns, turned)


@functools.lru_cache(maxsize=256)
def _find_cuts(picture: Picture) -> tuple[SheetCut, ...]:
    return chart_pieces.find_cuts(picture)


def _placed(
    picture: Picture, places: tuple[SheetCut, ...], pieces: int, height: float
) -> tuple[SheetCut, ...] | None:
    """Cuts that fill each piece as far as may be; None where the chart needs more of them."""
    cuts: list[SheetCut] = []
    above: SheetCut | None = None
    while chart_pieces.piece_height(picture, above, None) > height:
        fitting = [
            each
            for each in places
            if (above is None or each.y > above.y)
            and chart_pieces.piece_height(picture, above, each) <= height
        ]
        if not fitting or len(cuts) + 1 >= pieces:
            return None
        above = max(fitting, key=lambda each: each.y)
        cuts.append(above)
    return tuple(cuts)


def _cut(lay: _Lay) -> Iterator[Plate]:
    first = 1
    above: SheetCut | None = None
    for below in (*lay.cuts, None):
        piece = chart_pieces.cut_piece(lay.picture, above, below, first)
        yield Plate(piece.svg, piece.width * lay.scale, piece.height * lay.scale)
        first += len(above.crossings) if above else 0
        above = below

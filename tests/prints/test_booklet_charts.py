"""A chart in a booklet: readable, inside the type area, cut where it must be, nothing lost."""

from __future__ import annotations

import re

import pytest

from shaiquan.prints.booklet_charts import HEIGHT, LEAST, MOST, WIDTH, BookletFigure, make_figure
from tests.booklets import shown
from tests.conftest import MakeSite
from tests.printed import long

_SIZE = re.compile(r'font-size="([\d.]+)" font-weight="700"')


def made(
    site: MakeSite, steps: int = 0, actors: tuple[str, ...] = ("申请人", "办公室", "党委")
) -> BookletFigure:
    files: dict[str, str | None] = {"procedures/l1.yml": long(steps, actors)} if steps else {}
    public, drawn = shown(site(files))
    return make_figure(public, drawn["l1"])


def types(figure: BookletFigure) -> list[float]:
    """Printed sizes of the bold words of every piece."""
    sizes = []
    for piece in (piece for page in figure.pages for piece in page):
        size = re.search(r'<svg[^>]* width="([\d.]+)pt"', piece.svg)
        assert size
        largest = max(float(size) for size in _SIZE.findall(piece.svg))
        sizes.append(largest * piece.width / float(size[1]))
    return sizes


def test_a_short_chart_stands_upright_on_one_page(site: MakeSite) -> None:
    figure = made(site)
    assert (len(figure.pages), len(figure.pages[0]), figure.turned) == (1, 1, False)


@pytest.mark.parametrize("steps", [12, 25, 40])
def test_acts_can_be_read_and_pieces_fit_beside_each_other(site: MakeSite, steps: int) -> None:
    figure = made(site, steps)
    width, height = (HEIGHT, WIDTH) if figure.turned else (WIDTH, HEIGHT)
    for page in figure.pages:
        assert sum(piece.width for piece in page) <= width + 0.1
        assert max(piece.height for piece in page) <= height
    assert min(types(figure)) >= LEAST - 0.1
    assert max(types(figure)) <= MOST * 1.3


def test_every_step_is_on_some_page_and_every_cut_wire_on_two(site: MakeSite) -> None:
    figure = made(site, 40)
    svgs = [piece.svg for page in figure.pages for piece in page]
    assert len(svgs) > 1
    numbers = [n for svg in svgs for n in re.findall(r'font-weight="700" fill="#\w+">(\d+)<', svg)]
    assert numbers
    assert all(numbers.count(number) == 2 for number in numbers)


def test_what_a_screen_reader_says_is_every_step(site: MakeSite) -> None:
    assert made(site, 12).alt.count("审查材料并且提出初步处理意见") >= 12


def test_the_same_chart_is_always_laid_out_alike(site: MakeSite) -> None:
    assert made(site, 25) == made(site, 25)

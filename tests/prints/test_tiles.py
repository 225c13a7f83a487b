"""A sheet on A4 pages: together they are the sheet, with ten millimetres to glue."""

from __future__ import annotations

import pytest

from shaiquan.prints.papers import A3, A4, MM
from shaiquan.prints.sheets import lay_out_sheet
from shaiquan.prints.tiles import OVERLAP, TiledSheet, make_tiles
from tests.conftest import MakeSite
from tests.printed import WALLED, long, pdf_of, reader, sheet_of


def made(site: MakeSite, text: str) -> TiledSheet:
    return make_tiles(lay_out_sheet(sheet_of(site({"procedures/l1.yml": text})), A3))


@pytest.mark.parametrize("text", [WALLED, long(3), long(25), long(70)])
def test_the_windows_cover_all_that_is_printed_and_overlap(site: MakeSite, text: str) -> None:
    tiled = made(site, text)
    sheet, (wide, high) = tiled.sheet, tiled.window
    places = {(tile.sheet, tile.row, tile.column) for tile in tiled.tiles}
    assert len(places) == len(tiled.tiles)
    assert pytest.approx(10 * MM) == OVERLAP
    for index in range(len(sheet.pages)):
        tiles = [tile for tile in tiled.tiles if tile.sheet == index]
        for rim, low, high_end in (
            (sheet.margin, min(t.x for t in tiles), max(t.x for t in tiles) + wide - sheet.width),
            (sheet.margin, min(t.y for t in tiles), max(t.y for t in tiles) + high - sheet.height),
        ):
            assert low <= rim
            assert high_end >= -rim
        for tile in tiles:
            beside = [t for t in tiles if t.row == tile.row and t.column == tile.column + 1]
            for other in beside:
                assert tile.x + wide - other.x == pytest.approx(OVERLAP)


def test_an_a3_takes_four_pages_and_a_plan(site: MakeSite) -> None:
    tiled = made(site, WALLED)
    assert {(tile.row, tile.column) for tile in tiled.tiles} == {(0, 0), (0, 1), (1, 0), (1, 1)}
    pages = reader(pdf_of(site({}), "a3-tiled")).pages
    assert len(pages) == 5
    for page in pages:
        sides = sorted((float(page.mediabox.width), float(page.mediabox.height)))
        assert sides == pytest.approx([A4.width, A4.height], abs=0.5)


def test_every_page_says_where_it_is_glued(site: MakeSite) -> None:
    tiled = made(site, WALLED)
    first, right, below, last = tiled.tiles
    assert (first.page, first.left, first.above) == (2, 0, 0)
    assert (right.left, right.above) == (2, 0)
    assert (below.left, below.above) == (0, 2)
    assert (last.left, last.above) == (4, 3)
    assert (first.right, first.below, last.right, last.below) == (True, True, False, False)
    assert "第 4 页" in last.note
    assert "第 3 页" in last.note


def test_the_plan_names_every_page_and_a_length_to_check(site: MakeSite) -> None:
    content = site({"procedures/l1.yml": WALLED})
    first, *others = reader(pdf_of(content, "a3-tiled")).pages
    plan = "".join(first.extract_text().split())
    assert "100毫米" in plan
    for number, page in enumerate(others, 2):
        assert f"第{number}页" in plan
        assert f"第{number}页，共{1 + len(others)}页" in "".join(page.extract_text().split())

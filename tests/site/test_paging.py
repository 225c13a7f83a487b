"""Which rows stand on which page, on lists and pages of known length."""

from __future__ import annotations

import pytest

from shaiquan.site.page import Page, PageFrame, PageSection
from shaiquan.site.paging import PageBlock, divide_rows, make_pager, page_address, split_page
from shaiquan.views.values import Columns, Fields, Row, Table, TableRow, plain

FRAME = PageFrame("", "", False, (), ())


def page(*sections: PageSection) -> Page:
    return Page("/bodies/dw/", "page.html", "党委", FRAME, sections, breadcrumb=(("首页", "/"),))


def table(rows: int, title: str = "权力", id: str = "powers", anchors: bool = False) -> Table:
    numbered = (TableRow((plain(str(n)),), f"a{n}" if anchors else "") for n in range(rows))
    return Table(("编号",), tuple(numbered), title, id, note="注")


def divided(blocks: tuple[PageBlock, ...], limit: int) -> list[list[tuple[int, int, int]]]:
    pages = divide_rows(blocks, limit)
    return [[(rows.index, rows.start, rows.stop) for rows in page] for page in pages]


def test_short_sections_share_a_page_and_a_long_one_flows_on() -> None:
    assert divided((PageBlock(30), PageBlock(0), PageBlock(40)), 100) == [
        [(0, 0, 30), (1, 0, 0), (2, 0, 40)]
    ]
    assert divided((PageBlock(30), PageBlock(200)), 100) == [
        [(0, 0, 30), (1, 0, 70)],
        [(1, 70, 170)],
        [(1, 170, 200)],
    ]


def test_no_section_begins_with_a_row_or_two_at_the_foot_of_a_page() -> None:
    assert divided((PageBlock(97), PageBlock(50)), 100) == [[(0, 0, 97)], [(1, 0, 50)]]
    assert divided((PageBlock(97), PageBlock(3)), 100) == [[(0, 0, 97), (1, 0, 3)]]


def test_heavy_rows_fill_a_page_sooner() -> None:
    assert divided((PageBlock(13, 8),), 100) == [[(0, 0, 12)], [(0, 12, 13)]]
    assert divided((), 100) == [[]]


@pytest.mark.parametrize("limit", [1, 2, 7, 100])
def test_every_row_stands_on_one_page_and_no_page_is_longer_than_the_limit(limit: int) -> None:
    blocks = (
        PageBlock(3),
        PageBlock(0),
        PageBlock(101),
        PageBlock(5),
        PageBlock(1),
        PageBlock(250),
    )
    pages = divided(blocks, limit)
    for index, block in enumerate(blocks):
        rows = [n for page in pages for i, a, b in page if i == index for n in range(a, b)]
        assert rows == list(range(block.rows))
    assert all(sum(b - a for _, a, b in page) <= limit for page in pages)


def test_the_numbers_are_the_first_the_last_and_those_beside_it() -> None:
    pager = make_pager("/powers/", 7, 20)
    assert [number for number, _ in pager.numbers] == [1, 0, 5, 6, 7, 8, 9, 0, 20]
    assert (pager.previous, pager.next) == ("/powers/_6/", "/powers/_8/")
    ends = [make_pager("/powers/", number, 5) for number in (1, 5)]
    assert [(pager.previous, pager.next) for pager in ends] == [
        ("", "/powers/_2/"),
        ("/powers/_4/", ""),
    ]


@pytest.mark.parametrize("number", range(1, 12))
def test_what_the_numbers_leave_out_is_two_pages_or_more(number: int) -> None:
    numbers = [number for number, _ in make_pager("/powers/", number, 11).numbers]
    assert numbers.count(number) == 1
    gaps = [i for i, page in enumerate(numbers) if page == 0]
    assert all(numbers[i + 1] - numbers[i - 1] > 2 for i in gaps)


def test_a_page_with_short_tables_is_not_cut() -> None:
    short = page(table(60), table(40, "责任"))
    assert split_page(short) == (short,)


def test_a_long_table_goes_on_with_its_heading_and_the_rest_stays_on_the_first_page() -> None:
    about = Fields((Row("编号", plain("DW")),), "公开信息", "about")
    whole = table(250)
    first, second, third = split_page(page(whole, table(10, "风险点", "risks"), about))
    assert [part.address for part in (first, second, third)] == [
        page_address("/bodies/dw/", number) for number in (1, 2, 3)
    ]
    assert first.sections[1] == about
    tables = [part.sections[0] for part in (first, second, third)]
    assert [getattr(table, "title", "") for table in tables] == ["权力", "权力（续）", "权力（续）"]
    assert [getattr(table, "note", "") for table in tables] == ["", "", "注"]
    assert sum((getattr(table, "rows", ()) for table in tables), ()) == whole.rows
    assert second.title == "党委（第 2 页，共 3 页）"
    assert second.breadcrumb[-1] == ("党委", "/bodies/dw/")
    assert [section.id for section in third.sections] == ["powers", "risks"]
    assert first.pager is not None
    assert first.pager.contents == (
        ("权力", 1, "/bodies/dw/#powers"),
        ("风险点", 3, "/bodies/dw/_3/#risks"),
        ("公开信息", 1, "/bodies/dw/#about"),
    )
    assert third.pager is not None
    assert (third.pager.number, third.pager.of) == (3, 3)
    assert third.pager.overview == "/bodies/dw/#_contents"


def test_rows_to_which_others_link_stay_at_the_address_of_the_record() -> None:
    steps = table(150, "步骤", "steps", anchors=True)
    assert split_page(page(steps, table(90))) == (page(steps, table(90)),)
    first, second = split_page(page(table(120), steps))
    assert first.sections[1] == steps
    assert len(second.sections) == 1


def test_lists_side_by_side_are_cut_side_by_side() -> None:
    both = Columns((table(120), table(30, "责任", "duties")), "两张清单", "lists")
    columns = [part.sections[0] for part in split_page(page(both))]
    parts = [section.parts for section in columns if isinstance(section, Columns)]
    assert [[len(table.rows) for table in pair] for pair in parts] == [
        [50, 30],
        [50],
        [20],
    ]
    assert parts[1][0].title == "权力（续）"

"""Lists of thousands: their parts, the pages of a part, the letters."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shaiquan.content.heads import Head
from shaiquan.kinds.descriptor import ListPage
from shaiquan.model.terms import State
from shaiquan.site.long_lists import LongOutline
from shaiquan.site.tasks import ListPart, Outline, PageTask, parts_of_task

PAGE = ListPage("powers", "/powers/", "权力清单", "", "powers")
#: names of which 150 begin with 安 (a), 130 with 办 (b), 1 with no letter
NAMES = [*(f"安排{n}" for n in range(150)), *(f"办理{n}" for n in range(130)), "12345热线"]


def head(id: str, name: str, kind: str = "power") -> Head:
    return Head(kind, id, name, "", State.PUBLISHED, None, {})


HEADS = {f"p{n}": head(f"p{n}", name) for n, name in enumerate(NAMES)}
HEADS |= {"rs": head("rs", "人事", "category"), "other": head("other", "其余", "category")}


def plan(*parts: ListPart) -> dict[str, PageTask]:
    outline = Outline("powers", parts, kind="power")
    return {task.address: task for task in LongOutline(outline, HEADS).plan_pages(PAGE)}


def part(id: str, rows: int, title: str = "人事（9 项）") -> ListPart:
    return ListPart("records", title, id, tuple(HEADS)[:rows], ("power",))


def rows_of(task: PageTask) -> list[object]:
    return [row for one in parts_of_task(task) if one.type == "records" for row in one.rows]


def test_the_first_page_leads_to_each_part_and_a_short_part_is_a_page() -> None:
    pages = plan(part("rs", 80), part("_other", 20, "其他"), ListPart("counts", rows=(("", "甲"),)))
    assert list(pages) == ["/powers/", "/powers/_rs/", "/powers/_other/"]
    kept, search, parts = parts_of_task(pages["/powers/"])
    assert kept.type == "counts"
    assert search.more[0][2] == "/search/?kind=power"
    assert parts.rows == (
        ("rs", "人事", 80, "/powers/_rs/"),
        ("_other", "其他", 20, "/powers/_other/"),
    )
    assert len(rows_of(pages["/powers/_rs/"])) == 80


def test_a_long_part_goes_on_by_letter_and_a_long_letter_by_number() -> None:
    pages = plan(part("rs", len(NAMES)), part("x", 1))
    of_part = [address for address in pages if address.startswith("/powers/_rs/")]
    assert of_part == [
        "/powers/_rs/",
        "/powers/_rs/a/",
        "/powers/_rs/a/_2/",
        "/powers/_rs/b/",
        "/powers/_rs/b/_2/",
        "/powers/_rs/other/",
    ]
    search, letters = parts_of_task(pages["/powers/_rs/"])
    assert search.more[0][2] == "/search/?kind=power&category=rs"
    assert [(words, number) for _, words, number, _ in letters.rows] == [
        ("A", 150),
        ("B", 130),
        ("#", 1),
    ]
    every = [row for address in of_part for row in rows_of(pages[address])]
    assert sorted(map(str, every)) == sorted(tuple(HEADS)[: len(NAMES)])


def test_a_part_whose_names_all_begin_alike_has_no_letters() -> None:
    pages = plan(part("rs", 150), part("x", 1))
    assert [a for a in pages if "_rs" in a] == ["/powers/_rs/", "/powers/_rs/_2/"]


@pytest.mark.parametrize("ids", [("other", "_other"), ("_other", "other")])
def test_no_two_parts_have_one_address(ids: tuple[str, str]) -> None:
    pages = plan(*(part(id, 1) for id in ids))
    assert {"/powers/_other/", "/powers/__other/"} <= pages.keys()


def test_the_parts_of_several_units_stand_unit_by_unit() -> None:
    units = [
        ListPart("records", f"{unit} · 人事（1 项）", id, ("p1",), ("power",), group=unit)
        for unit, id in (("甲", "a"), ("乙", "b"))
    ]
    pages = plan(*units)
    _, *groups = parts_of_task(pages["/powers/"])
    assert [(group.title, group.rows[0][1]) for group in groups] == [("甲", "人事"), ("乙", "人事")]
    assert pages["/powers/_a/"].args[4] == "甲 · 人事"


def test_each_part_says_where_it_is() -> None:
    outline = Outline("powers", (part("rs", 3), part("_other", 3)))
    located = LongOutline(outline, HEADS).locate_parts(PAGE)
    assert [(id, address) for id, _, address in located] == [
        ("rs", "/powers/_rs/"),
        ("_other", "/powers/_other/"),
    ]


def test_a_long_part_that_stands_by_dates_goes_on_by_number() -> None:
    pages = plan(replace(part("_2026-dw", len(NAMES)), dated=True), part("x", 1))
    of_part = [address for address in pages if "_2026-dw" in address]
    assert of_part == ["/powers/_2026-dw/", "/powers/_2026-dw/_2/", "/powers/_2026-dw/_3/"]
    first = [row for address in of_part for row in rows_of(pages[address])]
    assert first == [*HEADS][: len(NAMES)]

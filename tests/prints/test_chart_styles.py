"""The way of drawing a chart that makes its type largest, unless 泳道 says otherwise."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from unittest.mock import Mock

import pytest

from shaiquan.charts.arrangement import arrange_plan
from shaiquan.charts.drawing import draw_plan
from shaiquan.prints import print_charts
from shaiquan.prints.chart_styles import EMS, rank_styles, weigh_type
from shaiquan.prints.papers import A3, MM
from shaiquan.prints.print_charts import DrawingStyle, draw_for_print
from shaiquan.prints.sheet_layout import SheetLayout
from shaiquan.prints.sheets import SheetContent, fit_sheet
from shaiquan.views import chart_drawing
from shaiquan.views.chart_drawing import draw_chart, page_plan
from tests.conftest import MakeSite
from tests.printed import WALL, WALLED, long, sheet_of

SVG = "{http://www.w3.org/2000/svg}"
ROOM = [(780.0, 900.0)]
OFFICES = tuple(f"第{n}办公室" for n in "一二三四五六")
BODIES = "角色:\n" + "".join(
    f"  - {{编号: j{n}, 名称: {name}}}\n" for n, name in enumerate(OFFICES)
)
#: each office once, one after the other, and back: lanes are mostly empty
EMPTY_LANES = long(11, OFFICES)


def fit(site: MakeSite, text: str) -> tuple[SheetContent, SheetLayout]:
    sheet = sheet_of(site({"bodies/more.yml": BODIES, "procedures/l1.yml": text}))
    return sheet, fit_sheet(sheet, A3)


def texts(svg: str) -> str:
    return "".join("".join(t.itertext()) for t in ET.fromstring(svg).iter(f"{SVG}text"))


def lanes(names: str) -> str:
    return EMPTY_LANES.replace("步骤:\n", f"泳道: {names}\n步骤:\n", 1)


def test_26_straight_steps_fill_one_sheet_in_columns(site: MakeSite) -> None:
    sheet, layout = fit(site, long(26, ("办公室",)))
    assert len(layout.panels) == 1
    assert layout.style.columns >= 3
    assert layout.type >= 5 * MM
    picture, (_, _, width, height) = (
        draw_for_print(sheet.chart, layout.style),
        layout.panels[0].chart,
    )
    assert picture.width * layout.scale >= 0.7 * width
    assert picture.height * layout.scale >= 0.7 * height


def test_lanes_mostly_empty_are_left_out_for_larger_type(site: MakeSite) -> None:
    sheet, layout = fit(site, EMPTY_LANES)
    assert sheet.chart.plan.lanes
    assert not layout.style.laned
    _, laned = fit(site, lanes(f"[申请人, {', '.join(OFFICES)}]"))
    assert laned.style.laned
    assert layout.type > 1.2 * laned.type


def test_lanes_are_kept_where_the_type_hardly_grows_without_them() -> None:
    laned, free = DrawingStyle(9.0), DrawingStyle(9.0, laned=False, columns=2)
    assert weigh_type(laned, 0, 9.7) > weigh_type(free, 0, 10.0)
    assert weigh_type(laned, 0, 9.3) < weigh_type(free, 0, 10.0)
    assert weigh_type(free, 1, 10.0) < weigh_type(free, 0, 10.0)


def test_lanes_named_are_drawn_and_with_no_there_are_none(site: MakeSite) -> None:
    sheet, layout = fit(site, lanes(f"[申请人, {', '.join(OFFICES)}]"))
    assert layout.style.laned
    assert page_plan(sheet.chart).lanes == ("申请人", *OFFICES)
    for no in ("否", "[否]", "no", "[]"):
        sheet, layout = fit(site, lanes(no))
        assert sheet.chart.plan.lanes == page_plan(sheet.chart).lanes == ()
        assert 'class="lane"' not in draw_for_print(sheet.chart, layout.style).svg


def test_a_page_has_many_lanes_only_where_they_are_named(site: MakeSite) -> None:
    sheet, _ = fit(site, EMPTY_LANES)
    assert len(sheet.chart.plan.lanes) == 7
    assert page_plan(sheet.chart).lanes == ()
    assert draw_chart(sheet.chart).width < 720
    few, _ = fit(site, WALLED)
    assert page_plan(few.chart).lanes == ("申请人", "办公室", "党委")


def test_a_page_leaves_out_lanes_that_are_wider_than_a_window(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    few, _ = fit(site, WALLED)
    monkeypatch.setattr(chart_drawing, "WINDOW", arrange_plan(few.chart.plan).width - 1)
    assert page_plan(few.chart).lanes == ()
    named, _ = fit(site, lanes(f"[申请人, {', '.join(OFFICES)}]"))
    assert page_plan(named.chart).lanes == ("申请人", *OFFICES)


def test_with_lanes_or_without_a_chart_says_the_same(site: MakeSite) -> None:
    steps = (
        "  - {开始: 提出, 主体: 申请人}\n  - {步骤: 审查, 主体: 第一办公室, 时限: 5个工作日}\n"
        "  - {步骤: 核对}\n  - {步骤: 办理, 主体: 第二办公室, 配合: [第三办公室]}\n  - {结束: 归档}\n"
    )
    sheet, _ = fit(site, WALL + steps)
    laned = texts(draw_for_print(sheet.chart, DrawingStyle(9.0)).svg)
    for columns in (1, 2, 3):
        free = texts(
            draw_for_print(sheet.chart, DrawingStyle(9.0, laned=False, columns=columns)).svg
        )
        assert sorted(free) == sorted(laned)
    root = ET.fromstring(draw_for_print(sheet.chart, DrawingStyle(9.0, laned=False)).svg)
    boxes = {
        "".join(t.text or "" for t in group.iter(f"{SVG}text"))
        for group in root.iter(f"{SVG}g")
        if (group.get("class") or "").startswith("node")
    }
    assert boxes == {
        "提出申请人", "1. 审查第一办公室5个工作日", "2. 核对", "3. 办理第二办公室第三办公室配合", "归档",
    }  # fmt: skip


@pytest.mark.parametrize("steps", [4, 12, 26])
def test_few_ways_are_drawn_and_hardly_any_is_better(
    site: MakeSite, steps: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = Mock(wraps=draw_plan)
    monkeypatch.setattr(print_charts, "draw_plan", drawn)
    for cached in (fit_sheet, draw_for_print):  # another test may have laid out the same sheet
        cached.cache_clear()
    sheet, layout = fit(site, long(steps))
    assert 1 <= drawn.call_count <= 3
    panel = layout.panels[0].chart
    best = 0.0
    for style in (
        DrawingStyle(ems, laned, n) for ems in EMS for laned in (True, False) for n in (1, 2, 3, 4)
    ):
        picture = draw_for_print(sheet.chart, style)
        best = max(best, min(panel[2] / picture.width, panel[3] / picture.height) * picture.type)
    assert layout.type >= 0.88 * best


def test_the_styles_are_ranked_by_what_is_readable_then_by_their_type(site: MakeSite) -> None:
    sheet, _ = fit(site, EMPTY_LANES)
    ranked = rank_styles(sheet.chart, ROOM)
    keys = [(style.readable, style.value) for style in ranked]
    assert keys == sorted(keys, reverse=True)
    assert all(
        ranked.style.columns <= 1
        for ranked in rank_styles(sheet.chart, ROOM, foldable=False)
        if not ranked.style.laned
    )

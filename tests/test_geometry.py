"""The checker of pictures finds just what was spoiled, and nothing in a clean picture."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from shaiquan.charts.chart_plan import Caption
from shaiquan.charts.flowchart_dot import write_flowchart_dot
from shaiquan.charts.fonts import FAMILY
from shaiquan.charts.graphviz_svg import render_dot
from tests.charts.generated_plans import generate_plan
from tests.geometry import count_crossings, count_edges, find_faults
from tests.geometry.chart_sketches import BoxSketch, ChartSketch, TextSketch, WireSketch
from tests.geometry.drawn_shapes import parse_chart
from tests.geometry.fault_kinds import FaultKind
from tests.geometry.font_metrics import width_of
from tests.geometry.spoiled_charts import FLOW, LANES, NEARLY, PLAIN, SPOILED
from tests.geometry.svg_reading import UnreadableSvg


def list_faults(svg: str) -> list[str]:
    return [str(fault) for fault in find_faults(svg)]


@pytest.mark.parametrize("chart", [FLOW, LANES, PLAIN, ChartSketch((), (), (0, 0, 9, 9))])
def test_a_clean_picture_has_no_fault(chart: ChartSketch) -> None:
    expected = [(wire.source, wire.target) for wire in chart.wires]
    assert find_faults(chart.svg(), expected) == []
    assert count_edges(chart.svg()) == len(chart.wires)
    assert count_crossings(chart.svg()) == 0


@pytest.mark.parametrize("spoiled", SPOILED)
def test_what_is_spoiled_is_found_and_nothing_else(spoiled: str) -> None:
    chart, kind, who = SPOILED[spoiled]
    reported = find_faults(chart.svg())
    assert {fault.kind for fault in reported} == {kind}, [str(fault) for fault in reported]
    assert who in reported[0].who


@pytest.mark.parametrize("nearly", NEARLY)
def test_what_is_just_within_its_limit_is_no_fault(nearly: str) -> None:
    assert list_faults(NEARLY[nearly].svg()) == []


def test_every_kind_of_fault_has_a_picture_that_shows_it() -> None:
    assert {kind for _, kind, _ in SPOILED.values()} == set(FaultKind) - {FaultKind.EDGE_MISSING}


# -- outlines ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shape", "fits", "sticks_out"),
    [
        ("box", "甲乙丙丁戊己庚辛壬", "甲乙丙丁戊己庚辛壬癸"),
        ("diamond", "甲乙丙丁戊己", "甲乙丙丁戊己庚"),
        ("hexagon", "甲乙丙丁戊己庚辛", "甲乙丙丁戊己庚辛壬"),
        ("ellipse", "甲乙丙丁戊己庚辛", "甲乙丙丁戊己庚辛壬"),
        ("double", "甲乙丙丁戊己庚辛", "甲乙丙丁戊己庚辛壬"),
    ],
)
def test_text_is_held_against_the_real_outline(shape: str, fits: str, sticks_out: str) -> None:
    """The box is as wide as nine signs and a bit; its outline has less room."""
    block = BoxSketch("a", 100, 60, "", shape, across=122, down=40)
    for act, expected in ((fits, set()), (sticks_out, {FaultKind.TEXT_OUTSIDE})):
        chart = ChartSketch((replace(block, act=act),), (), (0, 0, 200, 200))
        assert {fault.kind for fault in find_faults(chart.svg())} == expected


@pytest.mark.parametrize("shape", ["round", "rect", "note"])
def test_a_line_in_a_rounded_or_folded_corner_is_outside(shape: str) -> None:
    block = BoxSketch("a", 100, 60, "", shape, across=122, down=40)
    line = TextSketch("甲乙丙丁戊己庚辛壬癸子丑", 100, 50, 10)
    chart = ChartSketch((replace(block, more=(line,)),), (), (0, 0, 200, 200))
    assert {fault.kind for fault in find_faults(chart.svg())} == {FaultKind.TEXT_OUTSIDE}
    assert not list_faults(chart.with_box("a", more=(replace(line, y=64),), down=60.0).svg())


# -- edges and lanes --------------------------------------------------------------------------------


def test_an_edge_that_is_not_drawn_as_often_as_expected_is_missing() -> None:
    drawn = [(wire.source, wire.target) for wire in FLOW.wires]
    for lost in (("d", "a"), ("c", "d")):
        (fault,) = find_faults(FLOW.svg(), [*drawn, lost])
        assert (fault.kind, fault.who) == (FaultKind.EDGE_MISSING, "->".join(lost))


def test_an_edge_that_is_a_group_without_a_line_is_missing() -> None:
    empty = re.sub(r'<path[^>]*d="M200,360[^>]*/>', "", FLOW.svg())
    (fault,) = find_faults(empty)
    assert (fault.kind, fault.who) == (FaultKind.EDGE_MISSING, "d->e")
    assert count_edges(empty) == len(FLOW.wires) - 1


def test_an_edge_may_lead_over_the_box_of_its_condition() -> None:
    chart = FLOW.svg().replace('id="c-b" class="node step"', 'id="c-b" class="node condition"')
    assert find_faults(chart, [("a", "c")]) == []
    assert [fault.who for fault in find_faults(FLOW.svg(), [("a", "c")])] == ["a->c"]


def test_wires_of_one_class_into_one_target_may_share_their_tail() -> None:
    late = WireSketch("s", "e", ((65, 150), (65, 390), (200, 390), (200, 420)))
    assert not list_faults(FLOW.with_more(late).svg())
    back = replace(late, type="back")
    assert {fault.kind for fault in find_faults(FLOW.with_more(back).svg())} == {
        FaultKind.WIRES_TOGETHER
    }


def test_a_box_stands_in_the_lane_that_is_named() -> None:
    named = {"a": "申请人", "b": "窗口"}
    assert find_faults(LANES.svg(), lane_of=named) == []
    (fault,) = find_faults(LANES.svg(), lane_of=named | {"a": "窗口"})
    assert (fault.kind, fault.who) == (FaultKind.OUTSIDE_LANE, "a")
    (fault,) = find_faults(LANES.svg(), lane_of={"a": "没有的"})
    assert fault.who == "a"


def test_a_bar_may_reach_over_lanes_but_not_out_of_them() -> None:
    bar = BoxSketch("p", 190, 270, across=200, down=6)
    wide = (
        LANES.with_more(bar)
        .svg()
        .replace('id="c-p" class="node step"', 'id="c-p" class="node fork"')
    )
    assert not list_faults(wide)
    assert "box outside its lane" in list_faults(LANES.with_more(bar).svg())[0]
    assert list_faults(wide.replace("90,267", "5,267"))


def test_crossings_are_where_wires_cross_and_not_where_they_join() -> None:
    over = WireSketch(
        "a", "d", ((260, 50), (340, 50), (340, 180), (30, 180), (30, 340), (140, 340))
    )
    assert count_crossings(FLOW.with_more(over).svg()) == 2
    late = WireSketch("s", "e", ((65, 150), (65, 390), (200, 390), (200, 420)))
    assert count_crossings(FLOW.with_more(late).svg()) == 0


# -- reading ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("straight", "other"),
    [
        ("M200,360 L200,411", "m200,360 v51"),
        ("M200,360 L200,411", "M200,360C200,377 200,394 200,411"),
        ("M200,360 L200,411", "M200,360Q200,380 200,411"),
        ("M280,230 L320,230 L320,130 L269,130",
         "M280,230H315A5 5 0 0 0 320,225V135a5,5 0 0 0 -5,-5H269"),
        ("M280,230 L320,230 L320,130 L269,130",
         "M280,230L315,230C317.7,230 320,227.7 320,225L320,135Q320,130 315,130L269,130"),
    ],
)  # fmt: skip
def test_a_wire_is_the_same_however_its_path_is_written(straight: str, other: str) -> None:
    assert straight in FLOW.svg()
    assert not list_faults(FLOW.svg().replace(straight, other))
    x, y = (320, 180) if "320" in straight else (200, 390)
    wall = BoxSketch("x", x, y, across=50, down=20)
    for text in (FLOW.with_more(wall).svg(), FLOW.with_more(wall).svg().replace(straight, other)):
        assert "wire through a box" in {str(fault.kind) for fault in find_faults(text)}


def test_a_curve_is_followed_and_not_its_ends_or_handles() -> None:
    curve = "M260,340C330,340 330,440 269,440"
    chart = FLOW.with_more(WireSketch("d", "e", ((260, 340), (320, 340), (320, 440), (260, 440))))
    text = chart.svg().replace("M260,340 L320,340 L320,440 L269,440", curve)
    assert not list_faults(text)
    hit, missed = (
        BoxSketch("x", 330, 390, across=44, down=20),
        BoxSketch("x", 345, 390, across=44, down=20),
    )
    for block, expected in ((hit, ["d->e, x"]), (missed, [])):
        both = text.replace("</g></g></svg>", block.svg() + "</g></g></svg>")
        assert [fault.who for fault in find_faults(both)] == expected


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ('transform="translate(5 -5)"', 'transform="scale(2)"'),
        ('text-anchor="middle"', 'text-anchor="middle" dx="3"'),
        (' font-size="13"', ""),
        ("<polygon", "<use/><polygon"),
    ],
)
def test_what_cannot_be_measured_is_refused(here: str, there: str) -> None:
    with pytest.raises(UnreadableSvg):
        find_faults(FLOW.svg().replace(here, there, 1))


def test_words_in_pieces_are_one_line_and_type_is_inherited() -> None:
    whole = PLAIN.with_more(TextSketch("甲 乙", 100, 120)).svg()
    parts = whole.replace(">甲 乙<", '><tspan fill="#f00">甲</tspan> 乙<')
    outer = parts.replace(' font-size="13"', "").replace("<svg ", '<svg font-size="13" ')
    assert parse_chart(whole).loose == parse_chart(parts).loose == parse_chart(outer).loose


# -- Graphviz ---------------------------------------------------------------------------------------


def test_what_graphviz_draws_is_read_too() -> None:
    """Laid out by ``dot`` its labels stand anywhere, which is a fault: so our own layout is used."""
    made = generate_plan(7, lanes=False)
    caption = Caption("c", "图", "")
    dot = write_flowchart_dot(made, caption).replace("layout=nop2", "layout=dot")
    text = render_dot(dot, chart=caption)
    drawn = parse_chart(text)
    assert count_edges(text) == len(made.edges)
    assert sorted(box.id for box in drawn.boxes) == sorted(step.id for step in made.steps)
    kinds = {fault.kind for fault in find_faults(text, [(w.source, w.target) for w in made.edges])}
    assert FaultKind.EDGE_MISSING not in kinds


@pytest.mark.browser
def test_type_is_as_wide_as_a_browser_sets_it(chromium: Any) -> None:
    """Or a little wider, for want of kerning, never narrower. Large, since on a screen each
    advance is a whole number of pixels."""
    lines = ["受理“甲”类（A4 表）", "12.5% · 120 份", "▲2 ①——……", "abc XYZ 《办法》"]
    texts = "".join(
        f'<text font-size="200" font-weight="{weight}">{line}</text>'
        for line, weight in product(lines, (400, 700))
    )
    page = chromium.new_page()
    page.set_content(f'<html lang="zh-CN"><svg font-family="{FAMILY}">{texts}</svg>')
    read = "texts => texts.map(text => text.getComputedTextLength())"
    lengths = page.eval_on_selector_all("text", read)
    page.close()
    assert len(lengths) == 2 * len(lines)
    for length, (line, weight) in zip(lengths, product(lines, (400, 700)), strict=True):
        assert (
            0.98 * width_of(line, 200, weight) <= length <= 1.001 * width_of(line, 200, weight) + 1
        )

"""Drawn charts: every step, every edge and all text are there, and nothing touches."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from shaiquan.charts.chart_plan import (
    Caption,
    Plan,
    PlanStep,
    StepWords,
    build_plan,
    choose_lanes,
    remove_lanes,
)
from shaiquan.charts.drawing import Picture, draw_plan
from shaiquan.cli import ROOT
from shaiquan.disclosure.release import release
from shaiquan.procedures.edges import Edge
from shaiquan.views.flowcharts import Drawing, draw_procedures
from tests.charts import generated_plans
from tests.conftest import FULL, MakeSite
from tests.geometry import count_crossings, count_edges, find_faults
from tests.support import STEPS, procedure

CAPTION = Caption("chart-x", "某某<流程图>", "从甲到乙")
SVG = "{http://www.w3.org/2000/svg}"
SEED = 20261125
#: widths of boxes inside, in em, from the narrowest that a sheet may use to the widest
WIDTHS = (6.8, 8.0, 9.0, 10.0, 12.0, 14.0)
ALL = """\
  - 开始: 提出“意见” & <建议>
    主体: 申请人
  - 并行:
      - - {步骤: 征求意见, 主体: 党委}
      - - {步骤: 查核事项, 主体: 办公室, 文书: [查核表]}
      - - {步骤: 第三支, 主体: 办公室}
  - 步骤: 讨论
    主体: 党委
    旁路: {步骤: 监督, 主体: 办公室}
  - 判断: 是否同意这一件很长很长的需要分行的事项
    分支: {同意: 办理, 不同意: 讨论, 再议: 完, 退回补正: 完, 转办: 完, 缓议: 讨论}
  - {步骤: 办理, 主体: 办公室, 下一步: banli2}
  - {步骤: 办理二, 标识: banli2}
  - 结束: 完
"""


def draw_steps(site: MakeSite, steps: str, ems: float = 0.0) -> tuple[Picture, Plan]:
    _, graph = procedure(site({"procedures/l1.yml": STEPS + steps}))
    actors = {n.id: n.step.actor.text if n.step and n.step.actor else "" for n in graph.nodes}
    lanes = choose_lanes((), [*actors.values()])
    words = {n.id: StepWords(n.act, ("小字",), f"#{n.id}", actors[n.id]) for n in graph.nodes}
    plan = build_plan(graph, words, lanes)
    return draw_plan(plan, CAPTION, ems), plan


def edges_of(plan: Plan) -> list[tuple[str, str]]:
    return [(edge.source, edge.target) for edge in plan.edges]


def text_of(svg: str) -> str:
    texts = (group.itertext() for group in ET.fromstring(svg).iter(f"{SVG}text"))
    return "".join("".join(text) for text in texts)


def titles(root: ET.Element, group_class: str) -> list[str]:
    groups = root.iter(f"{SVG}g")
    return [g[0].text or "" for g in groups if (g.get("class") or "").split(" ")[0] == group_class]


def test_every_step_every_edge_and_every_lane_is_drawn_and_nothing_touches(site: MakeSite) -> None:
    picture, plan = draw_steps(site, ALL)
    root = ET.fromstring(picture.svg)
    framed = [
        t for t in titles(root, "node") if f'class="node condition"><title>{t}<' in picture.svg
    ]
    assert len(framed) == 6, "the six answers of one question stand in frames of their own"
    assert sorted({*titles(root, "node")} - {*framed}) == sorted(step.id for step in plan.steps)
    assert titles(root, "lane") == ["申请人", "党委", "办公室"]
    assert find_faults(picture.svg, edges_of(plan)) == []


def test_every_act_and_every_label_is_in_the_picture_whole(site: MakeSite) -> None:
    picture, plan = draw_steps(site, ALL)
    text = text_of(picture.svg)
    for step in plan.steps:
        assert step.act.replace(" ", "") in text.replace(" ", "")
    for edge in plan.edges:
        assert edge.label in text


def test_the_svg_is_inline_named_and_clean(site: MakeSite) -> None:
    picture, _ = draw_steps(site, ALL)
    root = ET.fromstring(picture.svg)
    assert picture.svg.startswith("<svg ")
    assert [root[0].text, root[1].text] == ["某某<流程图>", "从甲到乙"]
    assert root.get("aria-labelledby") == f"{root[0].get('id')} {root[1].get('id')}"
    for unwanted in ("<!--", "<?xml", "DOCTYPE", "xlink", 'fill="white"', "/tmp", "style="):
        assert unwanted not in picture.svg
    ids = re.findall(r' id="([^"]+)"', picture.svg)
    assert len(ids) == len(set(ids))
    assert all(id.startswith("chart-x-") for id in ids)


def test_characters_with_a_meaning_in_xml_are_escaped(site: MakeSite) -> None:
    act = "<b>甲</b> \\N \"乙\" 'c' {d} [e] a|b &amp; \\"
    steps = f"  - 步骤: '{act.replace(chr(39), chr(39) * 2)}'\n  - 结束: 完\n"
    picture, _ = draw_steps(site, steps)
    assert "".join(act.split()) in "".join(text_of(picture.svg).split())
    root = ET.fromstring(picture.svg)
    assert root.findtext(f".//{SVG}a/{SVG}title") == f"1. {act}"


@pytest.mark.parametrize("ems", WIDTHS)
def test_boxes_of_one_chart_have_one_width(site: MakeSite, ems: float) -> None:
    steps = "  - {步骤: 甲}\n  - {步骤: 二十个字的一步看它会不会把方框撑得更宽一些}\n  - 结束: 完\n"
    picture, _ = draw_steps(site, steps, ems)
    rects = ET.fromstring(picture.svg).iterfind(f".//{SVG}g[@class='node step']//{SVG}rect")
    assert len({rect.get("width") for rect in rects}) == 1


@pytest.mark.parametrize(
    ("step", "shape"),
    [
        ("  - 开始: 甲\n", ' rx="'),
        ("  - {步骤: 甲, 文书: [表]}\n", "<polyline"),
        ("  - 子流程: 重大事项流程图\n", 'class="node subprocess"'),
        ("  - {步骤: 甲, 旁路: 乙}\n", 'class="node step side"'),
    ],
)
def test_symbols_follow_the_standard(site: MakeSite, step: str, shape: str) -> None:
    picture, _ = draw_steps(site, step + "  - 结束: 完\n")
    assert shape in picture.svg


@pytest.mark.parametrize("length", [4, 9, 16, 30, 50, 78])
def test_text_of_every_length_fits_its_box(length: int) -> None:
    text = "把材料一次告知补正的全部内容逐项登记并当场出具受理通知书，" * 4
    for type in ("step", "decision", "end", "subprocess"):
        steps = (PlanStep("a", "start", "开始"), PlanStep("b", type, text[:length], ("5个工作日",)))
        plan = Plan(steps, (Edge("a", "b", text[: length // 4]),))
        for ems in WIDTHS:
            assert find_faults(draw_plan(plan, CAPTION, ems).svg, edges_of(plan)) == [], (type, ems)


def test_a_page_may_be_cut_between_rows_and_nowhere_else(site: MakeSite) -> None:
    picture, _ = draw_steps(site, ALL)
    assert len(picture.cuts) >= 4
    for rect in ET.fromstring(picture.svg).iterfind(f".//{SVG}g[@class='node step']//{SVG}rect"):
        top = float(rect.get("y") or 0) + picture.head
        bottom = top + float(rect.get("height") or 0)
        assert not [cut for cut in picture.cuts if top + 6 < cut < bottom + 6]


def drawings_of(content: Path) -> dict[str, Drawing]:
    import datetime

    from shaiquan.checks.checking import check_content

    catalog = check_content(content).catalog
    assert catalog is not None
    return draw_procedures(release(catalog, datetime.date(2026, 11, 25)).public)


@pytest.mark.parametrize("content", ["content", "tests/sites/real-charts"])
def test_nothing_touches_in_the_charts_of_a_whole_site(content: str) -> None:
    charts = drawings_of(ROOT / content)
    crossing_count = wires = 0
    for id, drawing in charts.items():
        laned = drawing.chart.plan
        for plan, columns in ((laned, 0), (remove_lanes(laned), 1), (remove_lanes(laned), 3)):
            for ems in WIDTHS if FULL else (0.0,):
                picture = draw_plan(plan, CAPTION, ems, columns=columns)
                assert find_faults(picture.svg, edges_of(plan)) == [], id
                crossing_count += count_crossings(picture.svg)
                wires += count_edges(picture.svg)
    if charts:
        print(
            f"{len(charts)} charts, {wires} edges, 0 faults, {crossing_count / wires:.2f} crossings"
        )


@pytest.mark.parametrize(
    ("lanes", "columns"),
    [(True, 0), (True, 1), (False, 0), (False, 2), (False, 4)],
    ids=["lanes", "narrow lanes", "flow", "two columns", "four columns"],
)
def test_nothing_touches_in_generated_procedures(lanes: bool, columns: int) -> None:
    number = 2000 if FULL else 10
    crossing_count = wires = 0
    for seed in range(SEED, SEED + number):
        plan = generated_plans.generate_plan(seed, lanes=True)
        plan = plan if lanes else remove_lanes(plan)
        ems = WIDTHS[seed % len(WIDTHS)]
        picture = draw_plan(plan, CAPTION, ems, factor=(1.0, 1.5)[seed % 2], columns=columns)
        reported = find_faults(picture.svg, edges_of(plan))
        assert reported == [], f"seed {seed}: {[str(fault) for fault in reported]}"
        crossing_count, wires = (
            crossing_count + count_crossings(picture.svg),
            wires + count_edges(picture.svg),
        )
    print(f"seeds from {SEED}: {number} charts, {wires} edges, 0 faults,", end=" ")
    print(f"{crossing_count / wires:.2f} crossings an edge")


def test_two_processes_in_unlike_places_draw_the_same_bytes_and_say_nothing() -> None:
    code = (
        "import sys; from shaiquan.charts.drawing import draw_plan; "
        "from shaiquan.charts.chart_plan import Caption; from shaiquan.press import render_png; "
        "from tests.charts.generated_plans import generate_plan; "
        "p = draw_plan(generate_plan(7, lanes=True), Caption('x', 'y', 'z')); "
        "sys.stdout.buffer.write(p.svg.encode() + render_png(p.svg, p.width, p.height, 96))"
    )
    reported: list[bytes] = []
    for environment in ({"LANG": "C", "TZ": "UTC"}, {"LANG": "C.UTF-8", "HOME": "/", "TZ": "PRC"}):
        result = subprocess.run(
            [sys.executable, "-X", "utf8", "-c", code],
            cwd=ROOT,
            capture_output=True,
            check=True,
            env={**os.environ, **environment, "PYTHONHASHSEED": str(len(reported))},
        )
        assert result.stderr == b""
        reported.append(result.stdout)
    assert reported[0] == reported[1]

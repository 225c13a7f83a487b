"""Published charts written as procedures: what was published is what is shown."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from bench.sheets import list_sheets, measure_sheet
from shaiquan.charts.layout.box_placement import place_boxes
from shaiquan.charts.typesetting import typeset_plan
from shaiquan.checks.checking import check_content
from shaiquan.model.procedures import Procedure
from shaiquan.procedures.graph import Graph, graph_of
from shaiquan.procedures.graph_questions import count_steps
from tests.published import HERE, REAL, built, codes, table, text
from tests.support import lines, load_catalog

CHARTS = HERE / "sites" / "real-charts"
#: published chart -> the procedure that is written after it
PUBLISHED = {
    "chart_bureau_cadre": "gb-rm",
    "chart_cadre_inspection_7": "kc-7",
    "chart_party_member_25": "fz-dy",
    "chart_standing_committee_6": "cwh-6",
}
#: the published texts have the commas of a Western keyboard
WIDE = str.maketrans(",:;()", "，：；（）")


def graphs() -> dict[str, Graph]:
    return {
        entry.id: graph_of(record) for entry, record in load_catalog(CHARTS).records_of(Procedure)
    }


def published(name: str) -> dict[str, Any]:
    chart: dict[str, Any] = json.loads((REAL / f"{name}.json").read_text("utf-8"))
    return chart


@pytest.fixture(scope="module")
def chart_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(CHARTS, tmp_path_factory.mktemp("real-charts") / "site")


def test_published_charts_lack_what_charts_do_not_say_and_nothing_worse() -> None:
    assert codes(CHARTS) == {
        "act-too-long",
        "chart-without-channel",
        "chart-without-power",
        "cites-repealed",
        "mechanism-missing",
        "power-unwatched",
        "power-without-basis",
        "power-without-channel",
        "power-without-duty",
        "power-without-limits",
        "power-without-risk-assessment",
        "step-without-actor",
        "steps-without-limit",
    }


@pytest.mark.parametrize(("name", "id"), PUBLISHED.items())
def test_a_chart_has_the_boxes_and_the_arrows_of_the_published_one(name: str, id: str) -> None:
    chart, graph = published(name), graphs()[id]
    acts = {node["id"]: node["text"].translate(WIDE) for node in chart["nodes"]}
    assert [node.act for node in graph.nodes] == list(acts.values())
    order = {node["id"]: place for place, node in enumerate(chart["nodes"])}
    places = {node.id: place for place, node in enumerate(graph.nodes)}
    wanted = {(order[e["from"]], order[e["to"]], e.get("label", "")) for e in chart["edges"]}
    assert {(places[e.source], places[e.target], e.label) for e in graph.edges} == wanted
    assert count_steps(graph) == len(chart["nodes"])


def test_the_25_steps_stand_in_their_five_stages() -> None:
    stages = [node["stage"] for node in published("chart_party_member_25")["nodes"]]
    graph = graphs()["fz-dy"]
    assert [node.step.stage for node in graph.nodes if node.step] == stages
    assert len(set(stages)) == 5
    assert count_steps(graph) == 25


def cut(content: Path, declared: str) -> int:
    """Leave 15 of the 25 steps, as one copy of the chart does; the line of the declaration."""
    path = content / "procedures" / "dangyuan.yml"
    rows = path.read_text("utf-8").replace("    类型: 发展党员\n", "").splitlines()
    rows = [*rows[: rows.index("    步骤:") + 1 + 15], "      - 结束: 以下没有列出"]
    line = rows.index("    声明步骤数: 25")
    rows[line] = f"    声明步骤数: {declared}"
    path.write_text("\n".join(rows), "utf-8")
    return line + 1


@pytest.mark.parametrize(
    ("declared", "message"),
    [
        ("25", "12: error: 声明“发展党员工作流程”的步骤 25 项，实际有 15 项 [declared-number]"),
        (
            "{数: 25, 未列全: 只列出一部分}",
            "16: info: 声明“发展党员工作流程”的步骤 25 项，"
            "只列出 15 项：只列出一部分 [declared-incomplete]",
        ),
    ],
)
def test_a_copy_that_declares_25_steps_and_lists_15_is_reported_at_the_declaration(
    declared: str, message: str, tmp_path: Path
) -> None:
    content = tmp_path / "content"
    shutil.copytree(CHARTS, content)
    line = cut(content, declared)
    messages = [
        text
        for text in lines(check_content(content), content)
        if "“发展党员工作流程”的步骤" in text
    ]
    assert messages == [f"content/procedures/dangyuan.yml:{line}:{message}"]


def test_every_box_is_drawn_with_all_its_words(chart_site: Path) -> None:
    for id, graph in graphs().items():
        svg = (chart_site / "charts" / f"{id}.svg").read_text("utf-8")
        drawn = text("".join(re.findall(r"<text.*?</text>", svg, re.DOTALL)))
        for node in graph.nodes:
            assert node.act in drawn, id
    longest = max(node.act for node in graphs()["kc-7"].nodes)
    assert len(longest) > 70


def test_on_a3_every_act_is_five_millimetres_high_and_words_are_whole() -> None:
    figures = {f.id: f for f in map(measure_sheet, list_sheets(CHARTS))}
    assert len(figures) == 12
    for id, sheet in figures.items():
        assert sheet.act >= 5, id
        assert sheet.least >= 3, id
        assert (sheet.sheets, sheet.broken) == (1, 0), id
    assert sum(sheet.act >= 8 for sheet in figures.values()) >= 6


def test_alternatives_of_the_penalty_stand_side_by_side_in_their_lane() -> None:
    plan = next(sheet.chart.plan for sheet in list_sheets(CHARTS) if sheet.chart.chart == "xzcf")
    acts = {step.id: step.act.split(". ")[0] for step in plan.steps}
    spots = place_boxes(typeset_plan(plan, 9.0).graph).spots
    columns = {acts[id]: spot.first for id, spot in spots.items()}
    short, long = {columns[n] for n in "2356"}, {columns[n] for n in ("7", "8")}
    assert len(short) == len(long) == 1
    assert short != long


def test_published_limits_are_times_or_points_of_time() -> None:
    limits = {
        node.act: str(node.step.limit)
        for graph in graphs().values()
        for node in graph.nodes
        if node.step and node.step.limit
    }
    assert limits["按规定公示7日"] == limits["本人撰写述职报告"] == "7日"
    assert limits["党组织派人谈话"] == "1个月"
    assert (limits["提前通知"], limits["形成纪要"]) == ("会前2天", "会后3个工作日")


def test_the_four_charts_of_the_bureau_are_one_set(chart_site: Path) -> None:
    page = (chart_site / "procedures" / "tuji" / "index.html").read_text("utf-8")
    assert page.count("<figure") == 4
    rows = table(chart_site / "procedures" / "gb-rm" / "index.html", "步骤")
    assert rows[6][-2] == (
        "副职：第8步部门副职干部报县委组织部备案正职：第9步部门正职干部报县委组织部审批"
    )


def test_the_repealed_regulation_shows_the_chart_that_rests_on_it(chart_site: Path) -> None:
    page = chart_site / "rules" / "tl-2014" / "index.html"
    assert "本制度已废止" in page.read_text("utf-8")
    assert table(page, "谁引用了它") == [["第二十八条", "考察程序", "流程的依据"]]


def test_the_charts_say_that_they_are_test_material_and_name_no_county(chart_site: Path) -> None:
    home = (chart_site / "index.html").read_text("utf-8")
    assert "测试材料" in home
    assert "示例数据" in home
    assert "共 12 张图" in home
    for path in CHARTS.rglob("*.yml"):
        assert re.findall(r"[^某全](?:县(?!委)|市|镇)", path.read_text("utf-8")) == [], path

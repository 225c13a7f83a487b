"""The plan as DOT text with all its places: Graphviz draws the chart that our SVG shows."""

from __future__ import annotations

import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from shaiquan.charts import fonts
from shaiquan.charts.chart_plan import Caption, Plan, PlanStep
from shaiquan.charts.drawing import draw_plan
from shaiquan.charts.flowchart_dot import write_flowchart_dot
from shaiquan.charts.graphviz_svg import render_dot
from shaiquan.cli import ROOT
from shaiquan.procedures.edges import Edge
from tests.charts.generated_plans import generate_plan
from tests.charts.test_drawing import drawings_of
from tests.conftest import FULL
from tests.geometry.same_chart import find_differences

CAPTION = Caption("chart-x", "重大事项", "从甲到乙")
SEED = 20261130
ENGINES = ("pygraphviz", "neato")


def draw(dot: str, engine: str) -> str:
    """As pygraphviz does with ``prog="nop2"``, or as the Graphviz of the machine does."""
    if engine == "pygraphviz":
        return render_dot(dot, chart=CAPTION, engine="nop2")
    neato = shutil.which("neato")
    if neato is None:
        pytest.skip("no neato: apt-get install graphviz")
    fonts.configure_fontconfig()
    command = [neato, "-n2", "-Tsvg"]
    drawn = subprocess.run(command, input=dot.encode(), capture_output=True, check=True)
    said = [line for line in drawn.stderr.decode().splitlines() if "Fontconfig" not in line]
    assert not any(said), said
    return drawn.stdout.decode()


def compare(plan: Plan, engine: str) -> list[str]:
    own = draw_plan(plan, CAPTION).svg
    return find_differences(own, draw(write_flowchart_dot(plan, CAPTION), engine))


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("content", ["content", "tests/sites/real-charts"])
def test_graphviz_draws_the_charts_of_a_whole_site_within_a_point(
    content: str, engine: str
) -> None:
    for id, drawing in drawings_of(ROOT / content).items():
        assert compare(drawing.chart.plan, engine) == [], id


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("lanes", [True, False], ids=["lanes", "flow"])
def test_graphviz_draws_generated_charts_within_a_point(lanes: bool, engine: str) -> None:
    for seed in range(SEED, SEED + (1000 if FULL else 5)):
        differences = compare(generate_plan(seed, lanes=lanes), engine)
        assert differences == [], f"seed {seed}: {differences}"


def test_a_chart_that_is_moved_in_one_picture_is_not_the_same() -> None:
    """The test above can fail: each of these was drawn somewhere else."""
    plan = generate_plan(SEED, lanes=True)
    own = draw_plan(plan, CAPTION).svg
    dot = write_flowchart_dot(plan, CAPTION)

    def move(pattern: str, end: str = ",") -> str:
        """Something 4 pt to the right: the first number after the pattern."""
        where = re.compile(f"({pattern}[^0-9]*?)([0-9.]+){end}")
        return where.sub(lambda match: f"{match[1]}{float(match[2]) + 4:g}{end}", dot, count=1)

    spoiled = {
        "box": move(r'fillcolor="#ffffff" height=\S+ pos='),
        "end of": move(r'-> \S+ \[.*?pos="e'),
        "label of": move(r"-> \S+ \[.*?lp="),
        "lane": move(r"TABLE>> lp="),
        "of box": move(r"\ts1 .*?<TD WIDTH=", '"'),
    }
    for what, text in spoiled.items():
        assert text != dot, what
        differences = find_differences(own, draw(text, "pygraphviz"))
        assert differences, what
        assert any(what in line for line in differences), (what, differences)


def test_words_with_a_meaning_in_dot_or_html_are_words() -> None:
    act = '<b>甲</b> \\N "乙" {d}|a &amp; \\G \\'
    steps = (
        PlanStep("a", "step", act, ("\\n & <br/>",)),
        PlanStep("b", "decision", "是 > 否"),
        PlanStep("c", "subprocess", "\\L", lane=1),
    )
    edges = (Edge("a", "b", "<不> & \\E"), Edge("b", "c"))
    plan = Plan(steps, edges, ("<甲>", "乙 & \\丙"))
    for engine in ENGINES:
        assert compare(plan, engine) == [], engine
    svg = draw(write_flowchart_dot(plan, CAPTION), "pygraphviz")
    text = "".join(
        element.text or "" for element in ET.fromstring(svg).iter() if "text" in element.tag
    )
    assert "".join(act.split()) in "".join(text.split())


def test_any_program_of_graphviz_leaves_the_places_unless_it_is_told_to_lay_out_anew() -> None:
    plan = generate_plan(SEED, lanes=True)
    dot = write_flowchart_dot(plan, CAPTION)
    as_written = draw(dot, "pygraphviz")
    assert render_dot(dot, chart=CAPTION) == as_written
    anew = render_dot(dot.replace("layout=nop2", "layout=dot"), chart=CAPTION)
    assert anew != as_written
    for edge in plan.edges:
        assert f"<title>{edge.source}&#45;" in anew


def test_the_title_of_a_chart_cannot_end_the_text() -> None:
    for title in ('"', "\\", 'a" {', "<b>", "图\\"):
        plan = Plan((PlanStep("a", "step", "甲"),), ())
        caption = Caption("chart-x", title, "")
        assert "甲" in render_dot(write_flowchart_dot(plan, caption), chart=CAPTION, engine="nop2")


def test_the_dot_text_of_a_chart_is_the_same_every_time() -> None:
    plan = generate_plan(SEED, lanes=True)
    assert write_flowchart_dot(plan, CAPTION) == write_flowchart_dot(plan, CAPTION)
    assert str(Path.cwd()) not in write_flowchart_dot(plan, CAPTION)

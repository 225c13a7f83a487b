"""绘图: dot, Graphviz' own layout: all that our own charts have, in another place."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace

import pytest

from shaiquan.charts import graphviz_svg
from shaiquan.charts.chart_plan import Caption, Plan, PlanStep
from shaiquan.charts.dot_layout import compute_dot_layout
from shaiquan.charts.drawing import draw_plan
from shaiquan.charts.flowchart_dot import write_flowchart_dot
from shaiquan.charts.graphviz_svg import GraphvizError, render_dot
from shaiquan.charts.layout.layout_types import Box, LayoutEdge, LayoutGraph
from shaiquan.procedures.edges import Edge
from tests.charts.generated_plans import generate_plan
from tests.conftest import FULL
from tests.geometry import find_faults
from tests.geometry.drawn_shapes import parse_chart
from tests.geometry.fault_kinds import FaultKind
from tests.geometry.same_chart import find_differences

CAPTION = Caption("chart-x", "重大事项", "从甲到乙")
SEED = 20261130
#: whatever Graphviz does with wires and their labels, text is in its box and nothing is missing
NEVER = {
    FaultKind.TEXT_OUTSIDE, FaultKind.TEXT_OVERLAP, FaultKind.BOXES_CLOSE, FaultKind.EDGE_MISSING,
    FaultKind.OUTSIDE_VIEW, FaultKind.DUPLICATE_ID,
}  # fmt: skip


def generate_dot_plan(seed: int) -> Plan:
    return replace(generate_plan(seed, lanes=False), dot=True)


def test_every_step_and_every_edge_is_drawn_and_all_text_is_in_its_box() -> None:
    for seed in range(SEED, SEED + (500 if FULL else 10)):
        plan = generate_dot_plan(seed)
        edges = [(edge.source, edge.target) for edge in plan.edges]
        svg = draw_plan(plan, CAPTION).svg
        faults = [fault for fault in find_faults(svg, edges) if fault.kind in NEVER]
        assert faults == [], f"seed {seed}: {[str(fault) for fault in faults]}"
        chart = parse_chart(svg)
        assert sorted(box.id for box in chart.boxes) == sorted(step.id for step in plan.steps)
        assert Counter(wire.name for wire in chart.wires) == Counter(f"{a}->{b}" for a, b in edges)
        assert all(wire.head or wire.type == "side" for wire in chart.wires)


def test_graphviz_draws_its_own_layout_from_our_text_within_a_point() -> None:
    for seed in range(SEED, SEED + (100 if FULL else 3)):
        plan = generate_dot_plan(seed)
        drawn = render_dot(write_flowchart_dot(plan, CAPTION), chart=CAPTION, engine="nop2")
        assert find_differences(draw_plan(plan, CAPTION).svg, drawn) == [], f"seed {seed}"


def test_the_picture_has_the_parts_of_every_chart() -> None:
    plan = replace(
        Plan(
            (PlanStep("a", "start", "提出", ("▲1",), "#a"), PlanStep("b", "end", "完")),
            (Edge("a", "b", "同意"), Edge("b", "a", "退回", back=True)),
        ),
        dot=True,
    )
    svg = draw_plan(plan, CAPTION).svg
    for part in (
        'aria-labelledby="chart-x-title chart-x-desc"', '<g id="chart-x-a" class="node start">',
        '<a href="#a"><title>提出</title>', "▲1", 'class="edge back" aria-hidden="true"',
        "<title>a-&gt;b</title>", 'stroke-dasharray="5 3"', "同意", "退回",
    ):  # fmt: skip
        assert part in svg
    assert draw_plan(plan, CAPTION).svg == svg
    ids = re.findall(r' id="([^"]+)"', svg)
    assert len(ids) == len(set(ids))


def test_two_opposite_edges_are_apart() -> None:
    boxes = (Box("a", 100, 40), Box("b", 100, 40))
    edges = (LayoutEdge("a", "b"), LayoutEdge("b", "a", back=True))
    there, back = compute_dot_layout(LayoutGraph(boxes, edges)).wires
    assert abs(there.points[0][0] - back.points[-1][0]) > 3


def test_a_side_step_stands_beside_its_step() -> None:
    boxes = (Box("a", 100, 40), Box("b", 100, 40), Box("c", 100, 40, beside="a"))
    edges = (LayoutEdge("a", "b"), LayoutEdge("a", "c", side=True))
    layout = compute_dot_layout(LayoutGraph(boxes, edges))
    assert layout.boxes[0].y == layout.boxes[2].y
    assert len(layout.rows) == 2


def test_a_chart_of_nothing_is_no_error() -> None:
    assert compute_dot_layout(LayoutGraph((), ())).boxes == ()


def test_an_edge_that_graphviz_loses_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    boxes = (Box("a", 100, 40), Box("b", 100, 40))
    graph = LayoutGraph(boxes, (LayoutEdge("a", "b"),))
    kept = graphviz_svg.run_graphviz

    def lose(dot: str, engine: graphviz_svg.Engine, format: str) -> bytes:
        drawn = json.loads(kept(dot, engine, format))
        return json.dumps({**drawn, "edges": []}).encode()

    monkeypatch.setattr("shaiquan.charts.dot_layout.run_graphviz", lose)
    with pytest.raises(GraphvizError, match="a -> b"):
        compute_dot_layout(graph)

"""The same plan as DOT text, and the bodies as a tree: Graphviz reads both."""

from __future__ import annotations

from shaiquan.charts import body_tree
from shaiquan.charts.body_tree import TreeBody
from shaiquan.charts.chart_plan import Caption
from shaiquan.charts.flowchart_dot import write_flowchart_dot
from shaiquan.charts.graphviz_svg import render_dot
from tests.charts.generated_plans import generate_plan

CAPTION = Caption("c", "图", "")


def test_graphviz_draws_every_step_and_every_edge_of_the_dot_text() -> None:
    for lanes in (True, False):
        plan = generate_plan(3, lanes=lanes)
        svg = render_dot(write_flowchart_dot(plan), chart=CAPTION)
        assert svg.count('class="node') == len(plan.steps)
        for edge in plan.edges:
            assert f"<title>{edge.source}&#45;&gt;{edge.target}</title>" in svg


def test_characters_with_a_meaning_in_dot_are_escaped() -> None:
    name = '<b> \\N "乙" {d}|a &amp; \\'
    svg = render_dot(
        body_tree.write_tree_dot([TreeBody("a", name, "", "/bodies/a/")]), chart=CAPTION
    )
    assert "\\N" in svg
    assert "&lt;b&gt;" in svg
    assert "&amp;amp;" in svg


def test_a_body_whose_superior_is_not_shown_stands_at_the_root() -> None:
    bodies = [TreeBody("a", "县委"), TreeBody("b", "组织部", "a"), TreeBody("c", "某办", "hidden")]
    text = body_tree.write_tree_dot(bodies)
    assert "a -> b" in text
    assert "hidden" not in text

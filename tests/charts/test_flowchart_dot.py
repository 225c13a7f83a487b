"""The same plan as DOT text, and the bodies as a tree: Graphviz reads both."""

from __future__ import annotations

from shaiquan.charts import body_tree
from shaiquan.charts.body_tree import TreeBody
from shaiquan.charts.chart_plan import Caption
from shaiquan.charts.flowchart_dot import write_flowchart_dot
from shaiquan.charts.graphviz_svg import render_dot
from tests.charts.generated_plans import generate_plan

CAPTION = Caption("c", "图", "")


def test_graphviz_draws_every_step_and_every_way_of_the_dot_text() -> None:
    for lanes in (True, False):
        made = generate_plan(3, lanes=lanes)
        drawn = render_dot(write_flowchart_dot(made), chart=CAPTION)
        assert drawn.count('class="node') == len(made.steps)
        for way in made.edges:
            assert f"<title>{way.source}&#45;&gt;{way.target}</title>" in drawn


def test_signs_that_mean_something_to_graphviz_are_only_signs() -> None:
    name = '<b> \\N "乙" {d}|a &amp; \\'
    drawn = render_dot(
        body_tree.write_tree_dot([TreeBody("a", name, "", "/bodies/a/")]), chart=CAPTION
    )
    assert "\\N" in drawn
    assert "&lt;b&gt;" in drawn
    assert "&amp;amp;" in drawn


def test_a_body_whose_superior_is_not_shown_stands_at_the_root() -> None:
    units = [TreeBody("a", "县委"), TreeBody("b", "组织部", "a"), TreeBody("c", "某办", "hidden")]
    text = body_tree.write_tree_dot(units)
    assert "a -> b" in text
    assert "hidden" not in text

"""The bodies as a tree: Graphviz reads it."""

from __future__ import annotations

from shaiquan.charts import body_tree
from shaiquan.charts.body_tree import TreeBody
from shaiquan.charts.chart_plan import Caption
from shaiquan.charts.graphviz_svg import render_dot

CAPTION = Caption("c", "图", "")


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

"""DOT text: what is quoted, and that the statements are those that the graphviz package writes."""

from __future__ import annotations

import random

import graphviz
import pytest

from shaiquan.charts.dottext import quoted, statement


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("s1", "s1"), ("-4.2", "-4.2"), ("Node", '"Node"'), ("", '""'), ("<b>x</b>", '"<b>x</b>"'),
     ("甲", '"甲"'), ("a\\N", '"a\\\\N"'), ('a"b', '"a\\"b"'), ("a\\", '"a\\\\"')],
)  # fmt: skip
def test_what_is_no_plain_name_or_number_is_quoted(text: str, wanted: str) -> None:
    assert quoted(text) == wanted


def test_statements_are_those_of_the_graphviz_package() -> None:
    seed = 20261125
    chance = random.Random(seed)
    for _ in range(300):
        text = "".join(chance.choice('ab1.-_ "\\<>甲\n') for _ in range(chance.randrange(1, 9)))
        if text.endswith("\n"):
            continue
        chart = graphviz.Digraph()
        chart.node("甲", graphviz.escape(text), shape="box")
        ours = statement(quoted("甲"), {"label": text, "shape": "box"})
        assert str(chart.source) == f"digraph {{\n\t{ours}\n}}\n", f"seed {seed}"

"""DOT to clean SVG, the same on every machine."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET

import pytest

from shaiquan.charts.chart_plan import Caption
from shaiquan.charts.graphviz_svg import GraphvizError, render_dot
from shaiquan.cli import ROOT

DOT = """digraph chart {
  graph [bgcolor=transparent]; node [fontname="Noto Sans CJK SC" shape=box];
  a [label=<<B>集体讨论</B><BR/><FONT POINT-SIZE="10">党委会 · 当场</FONT>> class=step href="#a" tooltip="集体讨论"]
  b [label="归档" class=end]
  a -> b [label="通过" class=back]
}"""
CAPTION = Caption("chart-x", "某某<流程图>", "从甲到乙")
NAMESPACE = {"s": "http://www.w3.org/2000/svg"}


def test_the_svg_is_inline_named_and_clean() -> None:
    text = render_dot(DOT, chart=CAPTION)
    root = ET.fromstring(text)
    assert text.startswith("<svg ")
    assert [root[0].text, root[1].text] == ["某某<流程图>", "从甲到乙"]
    assert root.get("aria-labelledby") == f"{root[0].get('id')} {root[1].get('id')}"
    for unwanted in ("<!--", "<?xml", "DOCTYPE", "xlink", 'fill="white"', "/tmp", "xml:space"):
        assert unwanted not in text
    ids = re.findall(r' id="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert all(id.startswith("chart-x-") for id in ids)


def test_text_is_text_and_the_groups_are_those_of_graphviz() -> None:
    root = ET.fromstring(render_dot(DOT, chart=CAPTION))
    texts = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {"集体讨论", "党委会 · 当场", "归档", "通过"} <= set(texts)
    groups = {
        g.get("class"): g.findtext("s:title", "", NAMESPACE)
        for g in root.iter("{http://www.w3.org/2000/svg}g")
    }
    assert groups["node step"] == "a"
    assert groups["edge back"] == "a->b"


def test_a_link_is_a_link_with_the_act_as_its_title() -> None:
    root = ET.fromstring(render_dot(DOT, chart=CAPTION))
    (link,) = root.iter("{http://www.w3.org/2000/svg}a")
    assert link.get("href") == "#a"
    assert link.findtext("s:title", "", NAMESPACE) == "集体讨论"


def test_bad_dot_is_an_error_in_graphviz_words_and_not_on_the_terminal(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(GraphvizError, match="syntax error"):
        render_dot("digraph { a -> ", chart=CAPTION)
    assert capfd.readouterr().err == ""
    assert "<svg" in render_dot(DOT, chart=CAPTION), "a failure does not spoil the next chart"


def test_two_processes_in_unlike_places_draw_the_same_bytes_and_say_nothing() -> None:
    code = (
        "import sys; from shaiquan.charts.graphviz_svg import *; "
        "from tests.charts.test_graphviz_svg import DOT, CAPTION; "
        "sys.stdout.buffer.write(render_dot(DOT, chart=CAPTION).encode())"
    )
    outputs = []
    for environment in ({"LANG": "C", "TZ": "UTC"}, {"LANG": "C.UTF-8", "HOME": "/", "TZ": "PRC"}):
        result = subprocess.run(
            [sys.executable, "-X", "utf8", "-c", code],
            cwd=ROOT,
            capture_output=True,
            check=True,
            env={**os.environ, **environment},
        )
        assert result.stderr == b""
        outputs.append(result.stdout)
    assert outputs[0] == outputs[1]

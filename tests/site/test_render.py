"""What goes wrong while making a file is a problem at its line, and nothing is written."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest

from shaiquan.charts.chart_plan import Caption, Plan, PlanStep
from shaiquan.charts.graphviz_svg import measure_svg, render_dot
from shaiquan.cli import ROOT, main
from shaiquan.files.layouts import Templates
from shaiquan.problems import Rejected
from shaiquan.site.page import Page, PageFrame
from shaiquan.site.render import Layouts, chart_gv, chart_png, render_page, round_width
from shaiquan.views.values import Chart, Diagram
from tests.conftest import MakeSite
from tests.site.copied_layouts import copy_layouts

FRAME = PageFrame("站", "单位", False, (("首页", "/"),), ())


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("{% extends 'base.html' %}\n{% block main %}\n{{ page.没有 }}\n{% endblock %}\n", 3),
        ("<p>\n{{ nichts }}\n", 2),
        ("<p>\n\n{% if %}\n", 3),
        ("{% for x in page.sections %}\n", 1),
        ("{% include 'nowhere.html' %}\n", 1),
        ("<p>\n{{ 1 // 0 }}\n", 2),
        ("<p>\n\n{{ link(1, 2, 3) }}\n", 3),
        ("<p>\n{% for n in range(10 ** 30) %}甲{% endfor %}\n", 2),
        (
            "<p>\n{% for n in range(99999) %}{% for m in range(99999) %}甲{% endfor %}{% endfor %}",
            2,
        ),
        ("<p>{% set l = [1] %}\n{% for n in l %}\n{{ l.append(n) }}{% endfor %}\n", 3),
        ("<p>\n{% include 'page.html' %}\n", 2),
    ],
)
def test_a_template_that_fails_is_told_at_its_line(tmp_path: Path, text: str, line: int) -> None:
    view = Page("/", "page.html", "首页", FRAME)
    with pytest.raises(Rejected) as rejected:
        render_page(view, Layouts.of(Templates(copy_layouts(tmp_path, page=text))))
    (problem,) = rejected.value.problems
    assert (problem.code.code, Path(problem.path).name, problem.line) == (
        "template",
        "page.html",
        line,
    )


def test_a_template_that_fails_leaves_the_old_site_whole(
    tmp_path: Path, site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "site"
    common = ["--content", str(site({})), "--site", str(target)]
    assert main(["build", *common]) == 0
    before = {path: path.read_bytes() for path in target.rglob("*") if path.is_file()}
    broken = copy_layouts(tmp_path, page="{{ nichts }}")
    assert main(["build", *common, "--layouts", str(broken)]) == 1
    assert "[template]" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in target.rglob("*") if path.is_file()} == before
    assert [path.name for path in tmp_path.iterdir() if "new" in path.name] == []


def test_a_diagram_that_cannot_be_drawn_is_told_by_its_name() -> None:
    view = Diagram("digraph { a -> ", "机构图", "", "_tree")
    page = Page("/", "page.html", "首页", FRAME, (view,))
    with pytest.raises(Rejected) as rejected:
        render_page(page, Layouts.of(Templates(ROOT / "layouts")))
    (problem,) = rejected.value.problems
    assert problem.code.code == "chart-failed"
    assert "机构图" in problem.message()
    assert "syntax error" in problem.message()


def test_the_png_of_a_chart_is_twice_screen_size_and_shows_the_text() -> None:
    words = {"act": "集体讨论", "blank": "　　　　"}
    dark = {}
    for name, act in words.items():
        view = Chart("l1", Plan((PlanStep("a", "step", act),), ()), "图", "", "/procedures/l1/")
        drawn = render_dot(chart_gv(view), chart=Caption("c", "图", ""), engine="nop2")
        data = chart_png(view)
        width, height, dark[name] = pixels(data)
        assert [width, height] == pytest.approx([n * 192 / 72 for n in measure_svg(drawn)], abs=2)
    assert dark["act"] > dark["blank"] + 500


def pixels(data: bytes) -> tuple[int, int, int]:
    """Width, height, and how many bytes of the rows are dark."""
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", data[16:24])
    at, packed = 8, b""
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        if data[at + 4 : at + 8] == b"IDAT":
            packed += data[at + 8 : at + 8 + length]
        at += 12 + length
    return width, height, sum(1 for byte in zlib.decompress(packed) if 0 < byte < 60)


def test_the_style_sheet_has_a_class_for_each_width_of_a_chart() -> None:
    style = (ROOT / "assets" / "site.css").read_text("utf-8")
    for width in {round_width(points) for points in range(1, 9000)}:
        assert f".w-{width} {{ --w: {width}; }}" in style

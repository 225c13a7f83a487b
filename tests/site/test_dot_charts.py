"""绘图: dot, for a procedure or for a site: page, files and sheets are laid out by Graphviz."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from shaiquan.charts import graphviz_svg
from shaiquan.charts.chart_plan import Caption
from shaiquan.cli import main
from tests.conftest import SMALL, MakeSite
from tests.geometry import find_faults
from tests.geometry.drawn_shapes import parse_chart
from tests.geometry.fault_kinds import FaultKind
from tests.geometry.same_chart import find_differences

PROCEDURE = "procedures/l1.yml"
#: paths of charts in which Graphviz draws curves
CURVE = re.compile(r'<g [^>]*class="edge[^>]*>(?:<title>[^<]*</title>)?\n<path [^>]* d="M[^"]*C')


def dot_procedure() -> str:
    text = (SMALL / PROCEDURE).read_text("utf-8")
    return text.replace("步骤:\n", "绘图: dot\n上墙: 是\n步骤:\n", 1)


def dot_site() -> str:
    return f"绘图: dot\n{(SMALL / 'site.yml').read_text('utf-8')}"


def build(content: Path, target: Path) -> int:
    folders = ["--content", str(content), "--site", str(target)]
    return main(["build", *folders, "--jobs", "1"])  # in this process, which tests may change


@pytest.mark.parametrize("files", [{PROCEDURE: dot_procedure()}, {"site.yml": dot_site()}])
def test_page_and_files_show_the_chart_that_graphviz_lays_out(
    files: dict[str, str | None], site: MakeSite, tmp_path: Path
) -> None:
    target = tmp_path / "site"
    assert build(site(files), target) == 0
    svg = (target / "charts" / "l1.svg").read_text("utf-8")
    page = (target / "procedures" / "l1" / "index.html").read_text("utf-8")
    for drawn in (svg, page):
        assert CURVE.search(drawn)
        assert 'class="lane"' not in drawn
    acts = [line.words for box in parse_chart(svg).boxes for line in box.lines]
    assert {"党委", "办公室"} <= {*acts}, "boxes name their actors"
    assert not [f for f in find_faults(svg) if f.kind is FaultKind.TEXT_OUTSIDE]
    caption = Caption("c", "图", "")
    dot = (target / "charts" / "l1.gv").read_text("utf-8")
    drawn = graphviz_svg.render_dot(dot, chart=caption, engine="nop2")
    assert find_differences(svg, drawn) == []


def test_its_sheet_and_its_png_are_made_and_bytes_stay(site: MakeSite, tmp_path: Path) -> None:
    content = site({PROCEDURE: dot_procedure()})
    one, other = tmp_path / "one", tmp_path / "other"
    for target in (one, other):
        assert build(content, target) == 0
    for path in ("charts/l1.png", "print/l1-a3.pdf", "charts/l1.gv"):
        assert (one / path).read_bytes() == (other / path).read_bytes()


def test_built_in_for_a_procedure_goes_before_dot_for_the_site(
    site: MakeSite, tmp_path: Path
) -> None:
    own = (SMALL / PROCEDURE).read_text("utf-8").replace("步骤:\n", "绘图: 内置\n步骤:\n", 1)
    assert build(site({PROCEDURE: own, "site.yml": dot_site()}), tmp_path / "site") == 0
    assert not CURVE.search((tmp_path / "site" / "charts" / "l1.svg").read_text("utf-8"))


def test_an_error_of_the_engine_is_a_problem_and_no_traceback(
    site: MakeSite,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(graphviz_svg, "_load_graphviz", lambda: None)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    text = dot_procedure().replace("重大事项流程图", "画不出的流程图")
    assert build(site({PROCEDURE: text}), tmp_path / "site") == 1
    said = capsys.readouterr().err
    assert "[chart-failed]" in said
    assert "没有适合这台电脑的 pygraphviz" in said
    assert "Traceback" not in said
    assert not (tmp_path / "site").exists()

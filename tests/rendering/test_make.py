"""What goes wrong while making a file is a problem at its line, and nothing is written."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from shaiquan.cli import ROOT, main
from shaiquan.problems import Rejected
from shaiquan.rendering.make import Layouts, make
from shaiquan.rendering.outputs import Output
from shaiquan.rendering.views import Chart, Frame, Page
from tests.conftest import MakeSite

FRAME = Frame("站", "单位", False, (("首页", "/"),), ())


def layouts(tmp_path: Path, **changed: str) -> Path:
    folder = tmp_path / "layouts"
    shutil.copytree(ROOT / "layouts", folder)
    for name, text in changed.items():
        (folder / f"{name}.html").write_text(text, "utf-8")
    return folder


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
    ],
)
def test_a_template_that_fails_is_told_at_its_line(tmp_path: Path, text: str, line: int) -> None:
    view = Page("/", "page.html", "首页", FRAME)
    with pytest.raises(Rejected) as told:
        make(Output("index.html", "page", view), Layouts.of(layouts(tmp_path, page=text)))
    (found,) = told.value.problems
    assert (found.code.code, Path(found.path).name, found.line) == ("template", "page.html", line)


def test_a_template_that_fails_leaves_the_old_site_whole(
    tmp_path: Path, site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "site"
    common = ["--content", str(site({})), "--site", str(target)]
    assert main(["build", *common]) == 0
    before = {path: path.read_bytes() for path in target.rglob("*") if path.is_file()}
    broken = layouts(tmp_path, page="{{ nichts }}")
    assert main(["build", *common, "--layouts", str(broken)]) == 1
    assert "[template]" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in target.rglob("*") if path.is_file()} == before
    assert [path.name for path in tmp_path.iterdir() if "new" in path.name] == []


def test_a_chart_that_cannot_be_drawn_is_told_by_its_name() -> None:
    view = Chart("l1", "digraph { a -> ", "某某流程图", "", "/procedures/l1/")
    with pytest.raises(Rejected) as told:
        make(Output("charts/l1.svg", "svg", view), Layouts.of(ROOT / "layouts"))
    (found,) = told.value.problems
    assert found.code.code == "chart-failed"
    assert "某某流程图" in found.message()
    assert "syntax error" in found.message()

"""Templates are compiled once, and compiled anew where they changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from shaiquan.cli import ROOT
from shaiquan.files.layouts import Templates
from shaiquan.problems import Rejected
from shaiquan.site.page import Page, PageFrame
from shaiquan.site.render import Layouts, render_page
from shaiquan.views.values import Fields, Row, Table, TableRow, plain
from tests.site.test_render import copy_layouts

NAVIGATION = (("首页", "/"), ("权力清单", "/powers/"))
FRAME = PageFrame("站", "单位", False, NAVIGATION, (("备案", "一号", "/powers/a/"),))
SECTIONS = (Fields((Row("名", plain("甲")),)), Table(("名",), (TableRow((plain("甲"),)),)))


def page(folder: Path, address: str, cache: Path | None = None) -> str:
    view = Page(address, "page.html", "页", FRAME, SECTIONS, section="powers")
    return render_page(view, Layouts.of(Templates(folder), cache))


def test_compiled_templates_are_kept_where_that_is_asked_for(tmp_path: Path) -> None:
    cache, folder = tmp_path / "cache" / "templates", copy_layouts(tmp_path)
    first = page(folder, "/powers/a/", cache)
    compiled = {path: path.read_bytes() for path in cache.iterdir()}
    assert compiled
    assert page(folder, "/powers/a/", cache) == first == page(folder, "/powers/a/")
    assert {path: path.read_bytes() for path in cache.iterdir()} == compiled
    base = folder / "base.html"
    base.write_text(base.read_text("utf-8").replace("跳到正文", "到正文去"), "utf-8")
    assert "到正文去" in page(folder, "/powers/a/", cache)


def test_a_compiled_template_that_was_damaged_is_compiled_anew(tmp_path: Path) -> None:
    cache, folder = tmp_path / "cache", copy_layouts(tmp_path)
    first = page(folder, "/powers/a/", cache)
    compiled = {path: path.read_bytes() for path in cache.iterdir()}
    for path, data in compiled.items():
        path.write_bytes(data.replace(b"Macro", b"M4cro")[:-1] + b"x")
    assert page(folder, "/powers/a/", cache) == first
    for path in compiled:
        path.write_bytes(b"")
    assert page(folder, "/powers/a/", cache) == first


def test_a_compiled_template_that_fails_is_still_told_at_its_line(tmp_path: Path) -> None:
    folder = copy_layouts(tmp_path, page="<p>\n{{ page.没有 }}\n")
    for _ in range(2):
        with pytest.raises(Rejected) as rejected:
            page(folder, "/", tmp_path / "cache")
        assert rejected.value.problems[0].line == 2


def test_a_macro_that_fails_is_told_at_its_line(tmp_path: Path) -> None:
    sections = (ROOT / "layouts" / "_sections.html").read_text("utf-8")
    broken = sections.replace("{{ section.rows|fields(FIELD) }}", "{{ section.没有 }}")
    folder = copy_layouts(tmp_path, _sections=broken)
    with pytest.raises(Rejected) as rejected:
        page(folder, "/")
    (problem,) = rejected.value.problems
    assert Path(problem.path).name == "_sections.html"
    assert broken.splitlines()[problem.line - 1] == "{{ section.没有 }}</dl>"


def test_what_goes_wrong_in_our_own_code_is_no_problem_of_a_template() -> None:
    view = Page("/", "page.html", "页", FRAME, (Table((), (TableRow((plain("甲"),)),)),))
    with pytest.raises(ValueError, match="1 cells, 0 columns"):
        render_page(view, Layouts.of(Templates(ROOT / "layouts")))


def test_the_current_entry_is_marked_whatever_page_came_before() -> None:
    compiled = Layouts.of(Templates(ROOT / "layouts"))
    marks = {}
    for address, section in (("/powers/b/", "powers"), ("/v/b/", ""), ("/powers/", "powers"),
                             ("/powers/a/", "powers"), ("/rules/", "rules"), ("/", "")):  # fmt: skip
        view = Page(address, "page.html", "页", FRAME, SECTIONS, section=section)
        html = render_page(view, compiled)
        marks[address] = [line for line in html.splitlines() if "aria-current" in line][:-1]
        fresh = render_page(view, Layouts.of(Templates(ROOT / "layouts")))
        assert html == fresh
    assert marks == {
        "/powers/b/": ['<li><a href="../index.html" aria-current="true">权力清单</a></li>'],
        "/v/b/": [],
        "/powers/": ['<li><a href="index.html" aria-current="page">权力清单</a></li>'],
        "/powers/a/": ['<li><a href="../index.html" aria-current="true">权力清单</a></li>'],
        "/rules/": [],
        "/": ['<li><a href="index.html" aria-current="page">首页</a></li>'],
    }

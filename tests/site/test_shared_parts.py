"""What is rendered once for many pages sees its arguments alone, so no page shows in another."""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace
from pathlib import Path

import pytest

from shaiquan.cli import main
from shaiquan.files.layouts import Templates
from shaiquan.problems import Problem, Rejected
from shaiquan.site.cell_html import Origin
from shaiquan.site.page import Page
from shaiquan.site.page_context import Links
from shaiquan.site.render import Layouts, render_page
from shaiquan.site.templates import SharedParts, make_environment
from shaiquan.views.addresses import file_of
from shaiquan.views.values import Fields, Row, plain
from tests.conftest import MakeSite
from tests.site.test_render import FRAME, copy_layouts

NAVIGATION = '<nav class="site-nav" aria-label="主导航">'


def page(address: str) -> Page:
    return Page(address, "page.html", "页", FRAME)


def with_header(tmp_path: Path, text: str) -> tuple[Path, str, int]:
    """Layouts with a text in the header: the folder, the file with the header, the text's line."""
    folder = copy_layouts(tmp_path)
    (file,) = (path for path in folder.glob("*.html") if NAVIGATION in path.read_text("utf-8"))
    lines = file.read_text("utf-8").replace(NAVIGATION, f"{NAVIGATION}\n{text}").splitlines()
    file.write_text("\n".join(lines) + "\n", "utf-8")
    return folder, file.name, lines.index(text) + 1


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("text", ["<i>{{ page.title }}</i>", "<i>{{ at('/powers/') }}</i>"])
def test_a_header_that_shows_the_page_is_told_at_its_line_and_nothing_is_written(
    tmp_path: Path, site: MakeSite, capsys: pytest.CaptureFixture[str], text: str, jobs: str
) -> None:
    folder, file, line = with_header(tmp_path, text)
    target = tmp_path / "site"
    options = ["--content", str(site({})), "--site", str(target), "--layouts", str(folder)]
    assert main(["build", *options, "--jobs", jobs]) == 1
    messages = capsys.readouterr().err
    assert f"{file}:{line}:1: error: 网页模板有错" in messages
    assert not target.exists()


def find_problem(tmp_path: Path, text: str) -> Problem:
    """What is wrong with a template of a page."""
    with pytest.raises(Rejected) as rejected:
        render_page(page("/"), Layouts.of(Templates(copy_layouts(tmp_path, page=text))))
    (problem,) = rejected.value.problems
    assert (problem.code.code, Path(problem.path).name) == ("template", "page.html")
    return problem


def test_a_block_within_a_page_cannot_be_shared(tmp_path: Path) -> None:
    block = '<p>\n{% call once("head", frame) %}{{ page.title }}{% endcall %}\n'
    problem = find_problem(tmp_path, block)
    assert problem.line == 2
    assert "once 不能包住一段模板" in problem.message()


@pytest.mark.parametrize(
    "call",
    [
        "once('_frame.html', 'nowhere')",
        "once('_frame.html', 'header', page.sections|list)",
        "once('nowhere.html', 'header')",
    ],
)
def test_what_cannot_be_rendered_once_is_told_where_it_is_asked_for(
    tmp_path: Path, call: str
) -> None:
    assert find_problem(tmp_path, f"<p>\n{{{{ {call} }}}}\n").line == 2


@pytest.mark.parametrize("first", ["/powers/", "/rules/", "/about/", "/rules/b/"])
def test_links_of_a_shared_part_lead_to_the_same_from_every_page(
    tmp_path: Path, first: str
) -> None:
    """Pages on which a shared part stands that links to one of them, whatever came first."""
    part = "{% macro links(cell) %}<a href='{{ link('/rules/b/#x') }}'></a>{{ cell|cell }}{% endmacro %}"
    text = "{{ once('part.html', 'links', page.sections[0].rows[0].cell) }}"
    compiled = Layouts.of(Templates(copy_layouts(tmp_path, part=part, page=text)))
    sections = (Fields((Row("名", plain("规则", "/rules/")),)),)
    hrefs = {}
    for address in (first, "/powers/", "/rules/a/", "/rules/b/", "/about/"):
        html = render_page(replace(page(address), sections=sections), compiled)
        hrefs[address] = re.findall(r"""href=['"]([^'"]*)""", html)
        targets = ("rules/b/index.html", "rules/index.html")
        for href, target in zip(hrefs[address], targets, strict=True):
            path = posixpath.join(posixpath.dirname(file_of(address)), href.partition("#")[0])
            assert posixpath.normpath(path) == target
    assert hrefs["/rules/a/"] == hrefs["/rules/b/"] == ["../b/index.html#x", "../index.html"]


def test_a_part_is_rendered_once_for_pages_side_by_side_with_the_same_values(
    tmp_path: Path,
) -> None:
    rendered: list[str] = []
    part = "{% macro name(text) %}{{ note(text) }}{{ link('/') }}{% endmacro %}"
    templates, links = Templates(copy_layouts(tmp_path, part=part)), Links()
    functions = {"note": rendered.append, "link": links.make_link}
    parts = SharedParts(make_environment(templates, None, functions, {}), links)
    for file, text in (("a/b/index.html", "甲"), ("a/c/index.html", "甲"),
                       ("a/c/index.html", "乙"), ("a/index.html", "甲")):  # fmt: skip
        links.origin = Origin.of_page(file).without_page()
        root = "../" * file.count("/")
        assert parts.render("part.html", "name", text) == f"None{root}index.html"
    assert rendered == ["甲", "乙", "甲"]


def test_nothing_that_an_imported_file_counts_goes_on_to_the_next_page(tmp_path: Path) -> None:
    part = "{% set count = namespace(n=0) %}{% macro number() %}{% set count.n = count.n + 1 %}{{ count.n }}{% endmacro %}"
    text = "{% import 'part.html' as part %}{{ part.number() }}{{ part.number() }}{{ once('part.html', 'number') }}"
    compiled = Layouts.of(Templates(copy_layouts(tmp_path, part=part, page=text)))
    html = [render_page(page(address), compiled) for address in ("/a/", "/b/", "/x/c/")]
    assert html == ["121", "121", "121"]

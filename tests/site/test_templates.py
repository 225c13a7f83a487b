"""Templates are compiled once; what pages share is rendered once and sees its arguments alone."""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace
from pathlib import Path

import pytest
from markupsafe import Markup

from shaiquan.cli import ROOT, main
from shaiquan.files.layouts import Templates
from shaiquan.problems import Problem, Rejected
from shaiquan.site.cell_html import Origin
from shaiquan.site.page import Page, PageFrame, Pager
from shaiquan.site.page_context import Links
from shaiquan.site.render import Layouts, render_page
from shaiquan.site.templates import SharedParts, make_environment
from shaiquan.views.addresses import file_of
from shaiquan.views.values import Fields, Row, Table, TableRow, plain
from tests.conftest import MakeSite
from tests.site.copied_layouts import copy_layouts

NAVIGATION = (("首页", "/"), ("权力清单", "/powers/"))
FRAME = PageFrame("站", "单位", False, NAVIGATION, (("备案", "一号", "/powers/a/"),))
SECTIONS = (Fields((Row("名", plain("甲")),)), Table(("名",), (TableRow((plain("甲"),)),)))


def render(folder: Path, address: str, cache: Path | None = None) -> str:
    view = Page(address, "page.html", "页", FRAME, SECTIONS, section="powers")
    return render_page(view, Layouts.of(Templates(folder), cache))


def test_compiled_templates_are_kept_where_that_is_asked_for(tmp_path: Path) -> None:
    cache, folder = tmp_path / "cache" / "templates", copy_layouts(tmp_path)
    first = render(folder, "/powers/a/", cache)
    compiled = {path: path.read_bytes() for path in cache.iterdir()}
    assert compiled
    assert render(folder, "/powers/a/", cache) == first == render(folder, "/powers/a/")
    assert {path: path.read_bytes() for path in cache.iterdir()} == compiled
    base = folder / "base.html"
    base.write_text(base.read_text("utf-8").replace("{{ words.skip }}", "到正文去"), "utf-8")
    assert "到正文去" in render(folder, "/powers/a/", cache)


def test_the_contents_of_a_list_say_the_page_of_what_is_on_another_one(tmp_path: Path) -> None:
    pager = Pager(1, 2, "", "/a/_2/", (), (("甲", 1, "#a"), ("乙", 2, "/a/_2/#b")))
    view = Page("/a/", "page.html", "页", FRAME, SECTIONS, section="powers", pager=pager)
    html = render_page(view, Layouts.of(Templates(copy_layouts(tmp_path))))
    contents = html.partition('id="_contents"')[2].partition(">")[2].partition("</nav>")[0]
    assert "".join(re.sub(r"<[^>]*>", "", contents).split()) == "甲乙第2页"


def test_a_compiled_template_that_was_damaged_is_compiled_anew(tmp_path: Path) -> None:
    cache, folder = tmp_path / "cache", copy_layouts(tmp_path)
    first = render(folder, "/powers/a/", cache)
    compiled = {path: path.read_bytes() for path in cache.iterdir()}
    for path, data in compiled.items():
        path.write_bytes(data.replace(b"Macro", b"M4cro")[:-1] + b"x")
    assert render(folder, "/powers/a/", cache) == first
    for path in compiled:
        path.write_bytes(b"")
    assert render(folder, "/powers/a/", cache) == first


def test_a_compiled_template_that_fails_is_still_told_at_its_line(tmp_path: Path) -> None:
    folder = copy_layouts(tmp_path, page="<p>\n{{ page.没有 }}\n")
    for _ in range(2):
        with pytest.raises(Rejected) as rejected:
            render(folder, "/", tmp_path / "cache")
        assert rejected.value.problems[0].line == 2


def test_a_macro_that_fails_is_told_at_its_line(tmp_path: Path) -> None:
    sections = (ROOT / "layouts" / "_sections.html").read_text("utf-8")
    broken = sections.replace("{{ section.rows|fields(FIELD) }}", "{{ section.没有 }}")
    folder = copy_layouts(tmp_path, _sections=broken)
    with pytest.raises(Rejected) as rejected:
        render(folder, "/")
    (problem,) = rejected.value.problems
    assert Path(problem.path).name == "_sections.html"
    assert broken.splitlines()[problem.line - 1] == "{{ section.没有 }}</dl>"


def test_what_goes_wrong_in_our_own_code_is_no_problem_of_a_template() -> None:
    view = Page("/", "page.html", "页", FRAME, (Table((), (TableRow((plain("甲"),)),)),))
    with pytest.raises(ValueError, match="1 cells, 0 columns"):
        render_page(view, Layouts.of(Templates(ROOT / "layouts")))


@pytest.mark.parametrize(
    "use",
    ["link(没有)", "link(3)", "prose(page)", "chart('a')", "width(没有)", "page|cell", "link()",
     "page.sections|cells(1, 2)", "page.sections|fields(没有)", "没有|titled"],
)  # fmt: skip
def test_a_value_that_a_template_must_not_give_is_told_at_its_line(
    use: str, tmp_path: Path
) -> None:
    folder = copy_layouts(tmp_path, page=f"<p>\n<b>{{{{ {use} }}}}</b>\n")
    with pytest.raises(Rejected) as rejected:
        render(folder, "/")
    (problem,) = rejected.value.problems
    assert (Path(problem.path).name, problem.line) == ("page.html", 2)


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


# -- parts that pages share -----------------------------------------------------------------------

HEADER = '<nav class="site-nav" aria-label="{{ words.main_navigation }}">'


def page(address: str) -> Page:
    return Page(address, "page.html", "页", FRAME)


def with_header(tmp_path: Path, text: str) -> tuple[Path, str, int]:
    """Layouts with a text in the header: the folder, the file with the header, the text's line."""
    folder = copy_layouts(tmp_path)
    (file,) = (path for path in folder.glob("*.html") if HEADER in path.read_text("utf-8"))
    lines = file.read_text("utf-8").replace(HEADER, f"{HEADER}\n{text}").splitlines()
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
    assert f"{file}:{line}:1: 错误: 网页模板有错" in messages
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
    "use",
    [
        "{% include 'page.html' %}",
        "{% extends 'page.html' %}",
        "{% import 'page.html' as me %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    ],
)
def test_a_template_that_uses_itself_is_told_where_it_does(tmp_path: Path, use: str) -> None:
    problem = find_problem(tmp_path, f"<p>\n{use}\n")
    assert problem.line == 2
    assert "没有尽头" in problem.message()
    assert "without end" in problem.message("en")


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


def test_values_that_are_equal_and_read_otherwise_share_no_part(tmp_path: Path) -> None:
    part = "{% macro show(value) %}{{ value }}{% endmacro %}"
    templates, links = Templates(copy_layouts(tmp_path, part=part)), Links()
    links.origin = Origin.of_page("a/index.html").without_page()
    parts = SharedParts(make_environment(templates, None, {}, {}), links)
    shown = [parts.render("part.html", "show", value) for value in (1, True, "a<b", Markup("a<b"))]
    assert shown == ["1", "True", "a&lt;b", "a<b"]


@pytest.mark.parametrize(
    "part",
    [
        "{% set count = namespace(n=0) %}{% macro number() %}{% set count.n = count.n + 1 %}{{ count.n }}{% endmacro %}",
        "{% set _seen = [] %}{% macro number() %}{% set _ = _seen.append(1) %}{{ _seen|length }}{% endmacro %}",
        "{% set seen = {'a': []} %}{% macro number() %}{% set _ = seen.a.append(1) %}{{ seen.a|length }}{% endmacro %}",
        "{% set seen = {'a': 1} %}{% macro number() %}{{ seen|length }}{% set _ = seen.update(b=1) %}{% endmacro %}",
    ],
)
def test_nothing_that_an_imported_file_counts_goes_on_to_the_next_page(
    tmp_path: Path, part: str
) -> None:
    text = "{% import 'part.html' as part %}{{ part.number() }}{{ part.number() }}{{ once('part.html', 'number') }}"
    compiled = Layouts.of(Templates(copy_layouts(tmp_path, part=part, page=text)))
    html = [render_page(page(address), compiled) for address in ("/a/", "/b/", "/x/c/")]
    assert html == ["121", "121", "121"]


# -- layouts over others --------------------------------------------------------------------------


def test_a_layout_keeps_what_it_does_not_change_of_the_one_below_it(tmp_path: Path) -> None:
    """Own over theme over packaged: each of them changes a block of the same file."""
    own, theme = tmp_path / "own", tmp_path / "theme"
    texts = {
        own
        / "base.html": "{% extends 'below/base.html' %}{% block before %}<i>own</i>{% endblock %}",
        theme
        / "base.html": "{% extends 'below/base.html' %}{% block after %}<i>theme</i>{% endblock %}",
        own
        / "page.html": "{% extends 'below/page.html' %}{% block main %}{{ super() }}<i>end</i>{% endblock %}",
    }
    for path, text in texts.items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    compiled = Layouts.of(Templates(own, theme, ROOT / "layouts"), tmp_path / "cache")
    html = render_page(Page("/a/", "page.html", "页", FRAME, SECTIONS), compiled)
    plain_html = render_page(
        Page("/a/", "page.html", "页", FRAME, SECTIONS), Layouts.of(Templates(ROOT / "layouts"))
    )
    assert re.findall("<i>(.*?)</i>", html) == ["end", "theme"], "page.html has a block of its own"
    assert html.replace("<i>end</i>", "").replace("<i>theme</i>", "") == plain_html


def test_there_must_be_something_below(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("\n{% extends 'below/page.html' %}", "utf-8")
    with pytest.raises(Rejected) as rejected:
        render_page(page("/"), Layouts.of(Templates(tmp_path)))
    (problem,) = rejected.value.problems
    assert (Path(problem.path), problem.line) == (tmp_path / "page.html", 2)


@pytest.mark.parametrize("broken", ["own", "packaged"])
def test_a_fault_is_told_in_the_file_that_was_really_used(tmp_path: Path, broken: str) -> None:
    own, packaged = tmp_path / "own", copy_layouts(tmp_path)
    own.mkdir()
    (own / "page.html").write_text("{% extends 'below/page.html' %}\n{# ok #}\n", "utf-8")
    path = {"own": own, "packaged": packaged}[broken] / "page.html"
    lines = path.read_text("utf-8").splitlines()
    path.write_text(
        "\n".join((lines[0], "{% block head %}{{ 没有 }}{% endblock %}", *lines[1:])), "utf-8"
    )
    with pytest.raises(Rejected) as rejected:
        render_page(page("/"), Layouts.of(Templates(own, packaged)))
    (problem,) = rejected.value.problems
    assert (Path(problem.path), problem.line) == (path, 2)
    assert problem.excerpt == "{% block head %}{{ 没有 }}{% endblock %}"


def test_a_page_without_a_layout_of_its_own_has_that_of_all_pages(tmp_path: Path) -> None:
    folder = copy_layouts(tmp_path, power="of a power")
    compiled = Layouts.of(Templates(folder))
    assert render_page(replace(page("/a/"), layout="power.html"), compiled) == "of a power"
    other = replace(page("/a/"), layout="rule.html")
    assert render_page(other, compiled) == render_page(page("/a/"), compiled)


@pytest.mark.parametrize(
    ("use", "meant"),
    [("page.titel", "title"), ("words.skipp", "skip"), ("page.record.决定主题", "决定主体")],
)
def test_an_unknown_name_comes_with_the_one_that_was_probably_meant(
    tmp_path: Path, use: str, meant: str
) -> None:
    folder = copy_layouts(tmp_path, page=f"<p>\n{{{{ {use} }}}}\n")
    view = replace(page("/"), record={"决定主体": plain("党委"), "名称": plain("甲")})
    with pytest.raises(Rejected) as rejected:
        render_page(view, Layouts.of(Templates(folder)))
    (problem,) = rejected.value.problems
    assert problem.line == 2
    assert f"这里没有“{use.rpartition('.')[2]}”，是不是“{meant}”？" in problem.message()
    assert f"did you mean '{meant}'?" in problem.message("en")

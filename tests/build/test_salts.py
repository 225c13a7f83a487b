"""What outputs depend on beside the content: another tool, another template, another option."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from shaiquan.build.making import _salts
from shaiquan.build.options import Options
from shaiquan.build.salts import Salts, tool
from shaiquan.build.unchanged import Inputs
from tests.warm.harness import BASE, ROOT
from tests.warm.state import DAY


@pytest.fixture
def options(tmp_path: Path) -> Options:
    for path in (BASE, ROOT / "layouts", ROOT / "assets"):
        shutil.copytree(path, tmp_path / path.name)
    content, layouts, assets = (tmp_path / name for name in (BASE.name, "layouts", "assets"))
    return Options(content, tmp_path / "site", layouts, assets, DAY)


def salts(options: Options) -> Salts:
    inputs = Inputs(
        options.content, options.layouts, options.assets, b"tool", options.told()
    )  # fmt: skip
    return _salts(options, inputs)


def differing(one: Salts, other: Salts) -> set[str]:
    return {name for name, value in vars(one).items() if value != vars(other)[name]}


def edited(options: Options, name: str, more: str) -> set[str]:
    """What differs when a template says more."""
    before = salts(options)
    with (options.layouts / name).open("a", encoding="utf-8") as file:
        file.write(more)
    return differing(before, salts(options))


def test_every_template_of_pages_is_of_all_pages_and_of_no_sheet(options: Options) -> None:
    for name in ("base.html", "_sections.html", "page.html", "home.html"):
        assert edited(options, name, "<!-- -->") == {"page"}, name


def test_a_template_that_is_included_in_a_way_of_its_own_counts_as_well(options: Options) -> None:
    (options.layouts / "more.html").write_text("more", "utf-8")
    edited(options, "base.html", "{%+ include 'base.html' if false else 'more.html' %}")
    assert edited(options, "more.html", "!") == {"page"}


def test_what_an_editor_leaves_about_is_no_template(options: Options) -> None:
    for name in (".base.html.swp", "base.html~"):
        assert edited(options, name, "x") == set(), name


def test_a_template_of_sheets_is_of_all_sheets_and_of_no_page(options: Options) -> None:
    assert edited(options, "print/_parts.typ", "// x") == {"printing"}


def test_options_are_of_what_they_change(options: Options) -> None:
    usual = salts(options)
    printing = differing(usual, salts(replace(options, printing=True)))
    assert printing == {"page", "charts", "printing", "forms", "booklets"}
    assert differing(usual, salts(replace(options, archive=True))) == {"page", "printing"}
    assert differing(usual, salts(replace(options, preview=True))) == {
        "page",
        "printing",
        "preview",
    }


def test_the_site_and_where_it_is_are_of_all_problems(options: Options) -> None:
    usual = salts(options)
    other = options.content.rename(options.content.with_name("other"))
    assert differing(usual, salts(replace(options, content=other))) == {"site"}


def test_the_tool_is_its_code_and_all_libraries_that_can_be_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tool()
    assert tool() == before
    monkeypatch.syspath_prepend(tmp_path)
    assert tool() == before
    (tmp_path / "jinja2-99.0.dist-info").mkdir()
    assert tool() != before

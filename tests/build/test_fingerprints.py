"""What outputs depend on beside the content: another tool, another template, another option."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from shaiquan.build import planning
from shaiquan.build.actions import Action
from shaiquan.build.fingerprints import fingerprint_inputs, fingerprint_tool
from shaiquan.build.inputs import Inputs
from shaiquan.build.options import Options
from shaiquan.content.catalog import Catalog
from shaiquan.disclosure.release import PublicCatalog, release
from shaiquan.site.tasks import Facts
from shaiquan.views.flowcharts import draw_procedures
from tests.site.made_pages import make_facts
from tests.support import load_catalog
from tests.warm.harness import BASE, ROOT
from tests.warm.state import DAY

#: what a site has, what it shows, and what its list pages need of each record
Content = tuple[Catalog, PublicCatalog, Facts]


@pytest.fixture
def options(tmp_path: Path) -> Options:
    for path in (BASE, ROOT / "layouts", ROOT / "assets"):
        shutil.copytree(path, tmp_path / path.name)
    content, layouts, assets = (tmp_path / name for name in (BASE.name, "layouts", "assets"))
    return Options(content, tmp_path / "site", layouts, assets, DAY)


@pytest.fixture(scope="module")
def content() -> Content:
    catalog = load_catalog(BASE)
    public = release(catalog, DAY).public
    return catalog, public, make_facts(public, draw_procedures(public))


def plan(content: Content, options: Options) -> set[Action]:
    """All that is done for a build of the content with these options and their templates."""
    catalog, public, facts = content
    inputs = fingerprint_inputs(options, Inputs(options, b"tool"))
    survey = planning.Survey(facts, {}, {}, False)
    return {
        *planning.plan_checks(catalog, inputs),
        *planning.plan_survey(public, public, {}, inputs),
        planning.plan_wall_check(survey, inputs),
        *planning.plan_files(public, survey, inputs),
    }


def redone_types(before: set[Action], after: set[Action]) -> set[str]:
    """The types of the actions that are done in the second build."""
    return {action.type for action in after - before}


def redone_after_edit(content: Content, options: Options, name: str, text: str) -> set[str]:
    """The types of the actions that are done again after a text is added to a template."""
    before = plan(content, options)
    with (options.layouts / name).open("a", encoding="utf-8") as file:
        file.write(text)
    return redone_types(before, plan(content, options))


def test_a_template_of_pages_is_an_input_of_all_pages_and_no_sheet(
    content: Content, options: Options
) -> None:
    for name in ("base.html", "_sections.html", "page.html", "home.html"):
        assert redone_after_edit(content, options, name, "<!-- -->") == {"page"}, name


def test_a_template_that_is_included_by_an_expression_is_an_input_too(
    content: Content, options: Options
) -> None:
    (options.layouts / "more.html").write_text("more", "utf-8")
    include = "{%+ include 'base.html' if false else 'more.html' %}"
    redone_after_edit(content, options, "base.html", include)
    assert redone_after_edit(content, options, "more.html", "!") == {"page"}


def test_what_an_editor_leaves_about_is_not_an_input(content: Content, options: Options) -> None:
    for name in (".base.html.swp", "base.html~"):
        assert redone_after_edit(content, options, name, "x") == set(), name


def test_a_template_of_sheets_is_an_input_of_all_sheets_and_no_page(
    content: Content, options: Options
) -> None:
    redone = redone_after_edit(content, options, "print/_parts.typ", "// x")
    assert redone == {"sheet"}


@pytest.mark.parametrize(
    ("option", "redone"),
    [
        (
            "printing",
            {"page", "chart", "sheet", "booklet", "list-booklets", "paper", "register"},
        ),
        ("archive", {"page", "sheet"}),
        ("preview", {"page", "sheet", "work"}),
    ],
)
def test_an_option_is_an_input_of_what_it_changes(
    content: Content, options: Options, option: str, redone: set[str]
) -> None:
    other: dict[str, Any] = {option: True}
    after = plan(content, replace(options, **other))
    assert redone_types(plan(content, options), after) == redone


def test_the_site_file_and_its_path_are_inputs_of_all_checks(
    content: Content, options: Options
) -> None:
    before = plan(content, options)
    moved = options.content.rename(options.content.with_name("other"))
    redone = redone_types(before, plan(content, replace(options, content=moved)))
    assert redone == {"check", "check-whole", "check-sheet", "check-walls"}


def test_the_fingerprint_of_the_tool_covers_every_library_that_can_be_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = fingerprint_tool()
    assert fingerprint_tool() == before
    monkeypatch.syspath_prepend(tmp_path)
    assert fingerprint_tool() == before
    (tmp_path / "jinja2-99.0.dist-info").mkdir()
    assert fingerprint_tool() != before

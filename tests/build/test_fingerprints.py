"""What outputs depend on beside the content: another tool, another template, another option."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from shaiquan.build.fingerprints import Fingerprints, fingerprint_inputs, fingerprint_tool
from shaiquan.build.inputs import Inputs
from shaiquan.build.options import Options
from tests.warm.harness import BASE, ROOT
from tests.warm.state import DAY


@pytest.fixture
def options(tmp_path: Path) -> Options:
    for path in (BASE, ROOT / "layouts", ROOT / "assets"):
        shutil.copytree(path, tmp_path / path.name)
    content, layouts, assets = (tmp_path / name for name in (BASE.name, "layouts", "assets"))
    return Options(content, tmp_path / "site", layouts, assets, DAY)


def fingerprints(options: Options) -> Fingerprints:
    return fingerprint_inputs(options, Inputs(options, b"tool"))


def differing(one: Fingerprints, other: Fingerprints) -> set[str]:
    return {name for name, value in vars(one).items() if value != vars(other)[name]}


def differing_after_edit(options: Options, name: str, more: str) -> set[str]:
    """The fingerprints that differ after a text is added to a template."""
    before = fingerprints(options)
    with (options.layouts / name).open("a", encoding="utf-8") as file:
        file.write(more)
    return differing(before, fingerprints(options))


def test_a_template_of_pages_is_an_input_of_all_pages_and_no_sheet(options: Options) -> None:
    for name in ("base.html", "_sections.html", "page.html", "home.html"):
        assert differing_after_edit(options, name, "<!-- -->") == {"page"}, name


def test_a_template_that_is_included_by_an_expression_is_an_input_too(options: Options) -> None:
    (options.layouts / "more.html").write_text("more", "utf-8")
    differing_after_edit(
        options, "base.html", "{%+ include 'base.html' if false else 'more.html' %}"
    )
    assert differing_after_edit(options, "more.html", "!") == {"page"}


def test_what_an_editor_leaves_about_is_not_an_input(options: Options) -> None:
    for name in (".base.html.swp", "base.html~"):
        assert differing_after_edit(options, name, "x") == set(), name


def test_a_template_of_sheets_is_an_input_of_all_sheets_and_no_page(options: Options) -> None:
    assert differing_after_edit(options, "print/_parts.typ", "// x") == {"printing"}


def test_an_option_is_an_input_of_what_it_changes(options: Options) -> None:
    before = fingerprints(options)
    printing = differing(before, fingerprints(replace(options, printing=True)))
    assert printing == {"page", "charts", "printing", "forms", "booklets"}
    assert differing(before, fingerprints(replace(options, archive=True))) == {"page", "printing"}
    assert differing(before, fingerprints(replace(options, preview=True))) == {
        "page",
        "printing",
        "preview",
    }


def test_the_site_file_and_its_path_are_inputs_of_all_checks(options: Options) -> None:
    before = fingerprints(options)
    other = options.content.rename(options.content.with_name("other"))
    assert differing(before, fingerprints(replace(options, content=other))) == {"site"}


def test_the_fingerprint_of_the_tool_covers_every_library_that_can_be_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = fingerprint_tool()
    assert fingerprint_tool() == before
    monkeypatch.syspath_prepend(tmp_path)
    assert fingerprint_tool() == before
    (tmp_path / "jinja2-99.0.dist-info").mkdir()
    assert fingerprint_tool() != before

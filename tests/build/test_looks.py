"""The site's own layouts and assets over those of a theme over those of the program."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from shaiquan.build.options import Options
from shaiquan.build.site_build import build_site, check_site
from shaiquan.problem_texts import as_text
from shaiquan.problems import Rejected
from shaiquan.program_files import PACKAGED
from tests.build.sites import ignore_progress
from tests.conftest import SMALL
from tests.support import read_tree
from tests.warm.state import DAY

THEMES = sorted(path.name for path in (PACKAGED / "themes").iterdir())


@pytest.fixture
def options(tmp_path: Path) -> Options:
    """A small site with nothing of its own yet."""
    shutil.copytree(SMALL, tmp_path / "content")
    content, site = tmp_path / "content", tmp_path / "site"
    layouts, assets = tmp_path / "layouts", tmp_path / "assets"
    return Options(content, site, layouts, assets, DAY, cache=tmp_path / "cache")


def choose(options: Options, theme: str) -> None:
    site = options.content / "site.yml"
    site.write_text(f"外观: {theme}\n{site.read_text('utf-8')}", "utf-8")


def build(options: Options) -> dict[str, bytes]:
    build_site(options, ignore_progress)
    return read_tree(options.site)


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def test_a_site_without_layouts_has_those_of_the_program(options: Options) -> None:
    mine = build(options)
    whole = replace(options, layouts=PACKAGED / "layouts", assets=PACKAGED / "assets")
    assert mine == build(replace(whole, site=options.site.with_name("other"), cache=None))


def test_each_file_is_the_uppermost_one(options: Options) -> None:
    """Changed one after the other, so that each build follows another."""
    choose(options, "红头")
    themed = build(options)
    assert themed["assets/icon.svg"] == (PACKAGED / "themes/红头/assets/icon.svg").read_bytes()
    assert themed["assets/site.css"] == (PACKAGED / "assets" / "site.css").read_bytes()
    assert b'class="masthead"' in themed["powers/p1/index.html"]
    write(options.assets / "icon.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    assert build(options)["assets/icon.svg"].endswith(b'svg"/>')
    write(options.layouts / "words.yml", "skip: 到正文去\n")
    assert "到正文去" in build(options)["index.html"].decode()
    write(options.layouts / "base.html", "{% block main %}{% endblock %}own")
    assert build(options)["powers/p1/index.html"].endswith(b"own")
    (options.layouts / "base.html").unlink()
    (options.layouts / "words.yml").unlink()
    (options.assets / "icon.svg").unlink()
    assert build(options) == themed


def test_a_printed_sheet_may_be_changed_too(options: Options) -> None:
    procedure = options.content / "procedures" / "l1.yml"
    write(procedure, procedure.read_text("utf-8") + "上墙: 是\n")
    before = build(options)
    print_folder = PACKAGED / "layouts" / "print"
    text = (print_folder / "_sheet.typ").read_text("utf-8")
    write(options.layouts / "print" / "_sheet.typ", text.replace("12.5 * k", "12 * k"))
    after = build(options)
    changed = {path for path in before if before[path] != after[path]}
    # the open data have the size and the digest of every sheet
    assert {Path(path).suffix for path in changed} == {".pdf", ".json", ".csv"}
    write(options.layouts / "print" / "_sheet.typ", '#import "nowhere.typ": *\n')
    with pytest.raises(Rejected) as rejected:
        build_site(options, ignore_progress)
    told = as_text(rejected.value.problems[0])
    assert f"{options.layouts.as_posix()}/print/nowhere.typ" in told


def test_an_unknown_theme_is_told_at_its_place(options: Options) -> None:
    choose(options, "红投")
    (problem,) = check_site(options, ignore_progress)
    assert problem.code.code == "unknown-theme"
    place = f"{options.content.as_posix()}/site.yml:1:5"
    assert as_text(problem).startswith(f"{place}: 错误: 没有叫“红投”的外观，是不是“红头”？")


def test_what_is_wrong_with_a_file_is_told_where_it_is(options: Options) -> None:
    write(options.layouts / "words.yml", "skipp: 好\n")
    write(options.assets / "map.html", "<script>alert(1)</script>")
    options.layouts.joinpath("more.html").symlink_to("nowhere")
    told = [(Path(p.path), p.line, p.code.code) for p in check_site(options, ignore_progress)]
    assert told == [
        (options.layouts / "more.html", 1, "not-regular"),
        (options.layouts / "words.yml", 1, "template"),
    ]
    options.layouts.joinpath("more.html").unlink()
    options.layouts.joinpath("words.yml").unlink()
    (problem,) = check_site(options, ignore_progress)
    assert (Path(problem.path), problem.code.code) == (options.assets / "map.html", "active-asset")


def test_a_folder_hides_no_file_of_the_layers_below(options: Options) -> None:
    """The site would have lost its style without a word."""
    write(options.assets / "site.css" / "my.css", "p {}")
    write(options.layouts / "base.html" / "my.html", "")
    (options.assets / "search.js").mkdir()
    told = {(Path(p.path), p.code.code) for p in check_site(options, ignore_progress)}
    assert told == {
        (options.assets / "site.css", "not-a-file"),
        (options.assets / "search.js", "not-a-file"),
        (options.layouts / "base.html", "not-a-file"),
    }


def test_a_preview_sees_every_folder_from_which_a_look_is_made(options: Options) -> None:
    packaged = {PACKAGED / name for name in ("layouts", "assets", "themes")}
    assert {*options.watched_folders()} == {
        options.content, options.layouts, options.assets, *packaged
    }  # fmt: skip


@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_changes_how_the_site_looks_and_not_what_it_says(
    options: Options, theme: str
) -> None:
    plain = build(options)
    choose(options, theme)
    themed = build(options)
    assert themed.keys() - plain.keys() <= {p for p in themed if p.startswith("assets/")}
    assert {path for path in plain if path.startswith("data/") and plain[path] != themed[path]} <= {
        "data/index.html"
    }
    for path, content in themed.items():
        if path.endswith(".html"):
            html = content.decode()
            assert html.count("<h1") == 1, path

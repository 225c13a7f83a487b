"""What is saved during a build is not taken for what it was made of."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from shaiquan.build.site_build import build_site
from shaiquan.problems import Problem, Severity
from tests.build.sites import SiteFolder, ignore_progress
from tests.conftest import FULL, SMALL
from tests.warm.comparing import Tree, compare_trees, read_tree
from tests.warm.harness import BASE


@pytest.mark.parametrize("put_back", [True, False])
@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("inside", ["content/powers/p1.yml", "content/site.yml"])
def test_content_saved_during_a_build_is_in_the_next_if_it_is_not_put_back(
    inside: str, first: bool, put_back: bool, tmp_path: Path
) -> None:
    """As an editor does who saves, looks at the preview, and thinks better of it."""
    place = SiteFolder.of(tmp_path, SMALL)
    if not first:
        place.build()
        place.edit("content/powers/p1.yml", "编号:", "# x\n编号:")
    before = (tmp_path / inside).read_text("utf-8")

    def progress(stage: str, _done: int, _in_all: int) -> None:
        if stage == "读取":
            place.edit(inside, "名称: ", "名称: 新")

    assert place.build(progress).performed
    if put_back:
        (tmp_path / inside).write_text(before, "utf-8")
    place.build()
    assert compare_trees(read_tree(place.options.site), cold_tree(place)) == ""


#: a layout of pages, one of printed sheets, an asset: what is edited in each
SURROUNDINGS = {
    "layouts/base.html": ("<body", "<body  "),
    "layouts/words.yml": ("跳到正文", "到正文去"),
    "layouts/print/_sheet.typ": ("12.5 * k", "12 * k"),
    "assets/site.css": (":root", ":root "),
}


#: workers read each of them in the same way: in a quick run one of them shows it
CASES = [(path, jobs) for path in SURROUNDINGS for jobs in (1, 2) if FULL or jobs == 1]
CASES += [] if FULL else [("layouts/base.html", 2)]


@pytest.mark.parametrize(("inside", "jobs"), CASES)
def test_a_layout_or_asset_saved_during_a_build_and_put_back_does_not_stay(
    inside: str, jobs: int, tmp_path: Path
) -> None:
    place = SiteFolder.of(tmp_path, BASE if "print" in inside else SMALL)
    place = SiteFolder(tmp_path, replace(place.options, jobs=jobs))
    before = (tmp_path / inside).read_bytes()

    def progress(stage: str, _done: int, _in_all: int) -> None:
        if stage == "读取":
            place.edit(inside, *SURROUNDINGS[inside])

    place.build(progress)
    assert (tmp_path / inside).read_bytes() != before
    (tmp_path / inside).write_bytes(before)
    place.build()
    place.cold().build()
    assert compare_trees(read_tree(place.options.site), read_tree(place.cold().options.site)) == ""


@pytest.mark.parametrize("inside", ["content/bodies/more.yml", "assets/icon.svg"])
def test_a_file_deleted_during_a_build_and_put_back_is_there_again(
    inside: str, tmp_path: Path
) -> None:
    place = SiteFolder.of(tmp_path, SMALL)
    (tmp_path / "content/bodies/more.yml").write_text("编号: zd\n名称: 站点\n", "utf-8")
    away = tmp_path / "away"

    def progress(stage: str, _done: int, _in_all: int) -> None:
        if stage == "读取":
            (tmp_path / inside).rename(away)

    place.build(progress)
    away.rename(tmp_path / inside)
    place.build()
    place.cold().build()
    assert compare_trees(read_tree(place.options.site), read_tree(place.cold().options.site)) == ""


def test_a_file_added_during_a_build_and_taken_away_does_not_stay(tmp_path: Path) -> None:
    place = SiteFolder.of(tmp_path, SMALL)

    def progress(stage: str, _done: int, _in_all: int) -> None:
        if stage == "读取":
            (tmp_path / "assets/new.txt").write_text("new")
            (tmp_path / "content/bodies/new.yml").write_text("编号: xin\n名称: 新设机构\n", "utf-8")

    place.build(progress)
    (tmp_path / "assets/new.txt").unlink()
    (tmp_path / "content/bodies/new.yml").unlink()
    place.build()
    place.cold().build()
    assert compare_trees(read_tree(place.options.site), read_tree(place.cold().options.site)) == ""


def test_a_compiled_template_that_is_damaged_is_compiled_again(tmp_path: Path) -> None:
    place = SiteFolder.of(tmp_path, SMALL)
    place.build()
    for path in place.folder.rglob("*.bin"):
        path.write_bytes(path.read_bytes().replace(b"<!DOCTYPE html>", b"<!DOCTYPE HTNL>"))
    place.edit("content/site.yml", "名称: ", "名称: 新")
    place.build()
    place.cold().build()
    assert compare_trees(read_tree(place.options.site), read_tree(place.cold().options.site)) == ""


def build_preview(place: SiteFolder, cold: bool = False) -> tuple[tuple[Problem, ...], Tree]:
    """The problems and the files of a preview; ``cold``: of one that remembers nothing."""
    folder = place.cold() if cold else place
    options = replace(folder.options, preview=True)
    built = build_site(options, ignore_progress)
    return built.problems, read_tree(options.site)


def test_a_preview_is_a_cold_one_when_drafts_come_and_go(tmp_path: Path) -> None:
    """Walls are compared with what is released, and that changes with a draft elsewhere."""
    place = SiteFolder.of(tmp_path, BASE)
    (tmp_path / "content" / "powers" / "caogao.yml").unlink()
    post = "  - 编号: gw-sj\n"
    for old, new in ((post, f"{post}    状态: 草稿\n"), (f"{post}    状态: 草稿\n", post)):
        assert build_preview(place) == build_preview(place, cold=True)
        place.edit("content/bodies/gangwei.yml", old, new)
    assert build_preview(place) == build_preview(place, cold=True)


def test_a_problem_whose_severity_the_site_sets_is_told_once(tmp_path: Path) -> None:
    place = SiteFolder.of(tmp_path, SMALL)
    (tmp_path / "content" / "duties" / "d1.yml").write_text(
        "编号: d1\n名称: 如实记录\n事项: [p1]\n", "utf-8"
    )
    (problem,) = place.build().problems
    path = tmp_path / "content" / "site.yml"
    word = "提示" if problem.severity is not Severity.INFO else "提醒"
    text = path.read_text("utf-8")
    path.write_text(f"{text}严重程度:\n  {problem.code.code}: {word}\n", "utf-8")
    (again,) = place.build().problems
    assert again.severity is not problem.severity


def test_a_problem_that_lost_its_place_has_it_in_the_next_build(tmp_path: Path) -> None:
    """A file was saved while it was being checked, and put back."""
    place = SiteFolder.of(tmp_path, SMALL)
    inside = "content/duties/d1.yml"
    text = "编号: d1\n名称: 如实记录\n事项: [p1]\n"
    path = tmp_path / inside
    path.write_text(text, "utf-8")
    (expected,) = place.build().problems
    path.write_text(f"# y\n{text}", "utf-8")
    place.build()
    path.write_text(text, "utf-8")

    def progress(stage: str, _done: int, _in_all: int) -> None:
        if stage == "检查":
            path.write_text(f"# x\n{text}", "utf-8")

    place.build(progress)
    path.write_text(text, "utf-8")
    assert place.build().problems == (expected,)


def test_a_file_whose_name_is_in_another_encoding_is_remembered_too(tmp_path: Path) -> None:
    place = SiteFolder.of(tmp_path, SMALL)
    name = os.fsdecode("权力".encode("gbk")) + ".yml"
    try:
        (tmp_path / "content" / "powers" / "p1.yml").rename(tmp_path / "content" / "powers" / name)
    except OSError:
        pytest.skip("this disk takes no such name")
    place.build()
    assert not place.build().performed
    place.edit("content/site.yml", "名称: ", "名称: 新")
    place.build()
    assert compare_trees(read_tree(place.options.site), cold_tree(place)) == ""


def cold_tree(place: SiteFolder) -> Tree:
    place.cold().build()
    return read_tree(place.cold().options.site)

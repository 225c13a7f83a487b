"""A whole build: what is saved during it is not taken for what it was made of."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.build.sites import SiteFolder
from tests.conftest import SMALL
from tests.warm.comparing import compare_trees, read_tree
from tests.warm.harness import BASE


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("inside", ["content/powers/p1.yml", "content/site.yml"])
def test_content_saved_during_a_build_and_put_back_does_not_stay(
    inside: str, first: bool, tmp_path: Path
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

    assert place.build(progress).mode == "read"
    (tmp_path / inside).write_text(before, "utf-8")
    place.build()
    place.cold().build()
    assert compare_trees(read_tree(place.options.site), read_tree(place.cold().options.site)) == ""


#: a layout of pages, one of printed sheets, an asset: what is edited in each
SURROUNDINGS = {
    "layouts/base.html": ("跳到正文", "到正文去"),
    "layouts/print/_sheet.typ": ("12.5 * k", "12 * k"),
    "assets/site.css": (":root", ":root "),
}


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("inside", SURROUNDINGS)
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

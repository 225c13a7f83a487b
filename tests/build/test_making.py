"""A whole build: nothing that happens meanwhile is remembered as what it was made of."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.build.sites import Place
from tests.conftest import SMALL
from tests.warm.comparing import differing, tree


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("inside", ["content/powers/p1.yml", "content/site.yml"])
def test_what_is_written_during_a_build_and_taken_back_is_not_remembered(
    inside: str, first: bool, tmp_path: Path
) -> None:
    """As an editor does who saves, looks at the preview, and thinks better of it."""
    place = Place.of(tmp_path, SMALL)
    if not first:
        place.build()
        place.edit("content/powers/p1.yml", "编号:", "# x\n编号:")
    before = (tmp_path / inside).read_text("utf-8")

    def progress(stage: str, _done: int, _in_all: int) -> None:
        if stage == "读取":
            place.edit(inside, "名称: ", "名称: 新")

    assert place.build(progress).way == "whole"
    (tmp_path / inside).write_text(before, "utf-8")
    place.build()
    place.cold().build()
    assert differing(tree(place.options.site), tree(place.cold().options.site)) == ""


def test_a_compiled_template_that_is_damaged_is_compiled_again(tmp_path: Path) -> None:
    place = Place.of(tmp_path, SMALL)
    place.build()
    for path in place.folder.rglob("*.bin"):
        path.write_bytes(path.read_bytes().replace(b"<!DOCTYPE html>", b"<!DOCTYPE HTNL>"))
    place.edit("content/site.yml", "名称: ", "名称: 新")
    place.build()
    place.cold().build()
    assert differing(tree(place.options.site), tree(place.cold().options.site)) == ""

"""Which memory belongs to which site."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from shaiquan.build.options import Options
from tests.warm.state import DAY


def options(root: Path, site: str = "site", content: str = "content") -> Options:
    return Options(
        root / content, root / site, root / "layouts", root / "assets", DAY, cache=root / ".cache"
    )


def test_each_site_content_and_preview_has_its_own_store(tmp_path: Path) -> None:
    made = options(tmp_path)
    others = (
        options(tmp_path, "other"),
        options(tmp_path, content="other"),
        replace(made, preview=True),
    )
    assert len({made.store_slot(), *(options.store_slot() for options in others)}) == 4


def test_other_options_share_a_store(tmp_path: Path) -> None:
    made = options(tmp_path)
    other = replace(made, printing=True, archive=True, strict=True, jobs=3)
    assert other.store_slot() == made.store_slot()
    assert other.output_settings() != made.output_settings()


def test_a_folder_that_is_moved_with_its_cache_keeps_its_store(tmp_path: Path) -> None:
    assert options(tmp_path / "here").store_slot() == options(tmp_path / "there").store_slot()


def test_a_path_from_the_working_folder_is_the_same_as_from_the_root(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert options(Path()).store_slot() == options(tmp_path).store_slot()


def test_a_site_on_another_drive_has_a_store_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def relpath(path: Path, start: Path) -> str:
        raise ValueError(f"path is on mount 'D:', start on mount 'C:': {path} {start}")

    monkeypatch.setattr(os.path, "relpath", relpath)
    assert options(tmp_path).store_slot() != options(tmp_path, "other").store_slot()


def test_a_name_need_not_be_utf8(tmp_path: Path) -> None:
    name = os.fsdecode(b"\xcd\xf8\xd5\xbe")
    assert options(tmp_path, name).store_slot() != options(tmp_path).store_slot()

"""Regular files of a folder are read, and nothing else that may stand in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from shaiquan.files.regular import list_paths, read_regular
from tests.files.odd_files import ODD_FILES


def test_a_folder_comes_before_what_is_in_it_and_nothing_hidden_comes(tmp_path: Path) -> None:
    for name in ("b/c", "a", "b/.d", ".git/config"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert [found.inside for found in list_paths(tmp_path)] == ["a", "b/", "b/c"]


@pytest.mark.parametrize("fault", ODD_FILES)
def test_whatever_is_no_regular_file_in_the_folder_is_told(tmp_path: Path, fault: str) -> None:
    (tmp_path / "folder" / ".hidden").mkdir(parents=True)
    path = tmp_path / "folder" / "x"
    ODD_FILES[fault](path)
    assert [(found.inside, found.fault) for found in list_paths(path.parent)] == [("x", fault)]


@pytest.mark.parametrize("fault", sorted({"pipe", "device", "socket"} & {*ODD_FILES}))
def test_what_takes_the_place_of_a_file_after_the_listing_is_not_read(
    tmp_path: Path, fault: str
) -> None:
    ODD_FILES[fault](tmp_path / "x")
    with pytest.raises(OSError):
        read_regular(tmp_path / "x")


def test_a_folder_that_is_a_link_itself_is_read(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a").touch()
    (tmp_path / "real" / "b").symlink_to("a")
    (tmp_path / "link").symlink_to("real")
    assert [(found.inside, found.fault) for found in list_paths(tmp_path / "link")] == [
        ("a", ""),
        ("b", ""),
    ]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert [*list_paths(tmp_path / "nowhere")] == [("", "", "2")]

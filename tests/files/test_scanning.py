"""A folder is the same where its files are; whatever differs in it is found."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from shaiquan.files.scanning import combine_digests, digest, digest_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "content"
    for name in ("a.yml", "b/c.yml", "b/d.md"):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return root


def test_files_are_sorted_whatever_the_order_on_the_disk(folder: Path) -> None:
    assert list(digest_folder(folder)) == ["a.yml", "b/", "b/c.yml", "b/d.md"]


def test_the_digest_depends_on_where_parts_end() -> None:
    assert digest(b"ab", b"c") != digest(b"a", b"bc")
    assert digest(b"") != digest()


def test_a_file_that_was_only_touched_is_the_same(folder: Path) -> None:
    before = combine_digests(digest_folder(folder))
    os.utime(folder / "a.yml", (1, 1))
    assert combine_digests(digest_folder(folder)) == before


def _written(folder: Path) -> None:
    stat = (folder / "a.yml").stat()
    (folder / "a.yml").write_text("A.yml")
    os.utime(folder / "a.yml", ns=(stat.st_atime_ns, stat.st_mtime_ns))


def _renamed(folder: Path) -> None:
    (folder / "a.yml").rename(folder / "b" / "a.yml")


def _emptied(folder: Path) -> None:
    (folder / "b" / "d.md").write_text("")


def _more(folder: Path) -> None:
    (folder / "z.yml").write_text("")


def _less(folder: Path) -> None:
    (folder / "b" / "d.md").unlink()


def _empty_folder(folder: Path) -> None:
    (folder / "empty.yml").mkdir()


def _compiled(folder: Path) -> None:
    """A folder that Python makes beside its sources is a folder of content as any other."""
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "a.yml").write_text("x")


def _linked(folder: Path) -> None:
    (folder / "a.yml").rename(folder / "b" / "e.md")
    (folder / "a.yml").symlink_to(folder / "b" / "e.md")


def _unreadable(folder: Path) -> None:
    (folder / "b" / "d.md").unlink()
    (folder / "b" / "d.md").symlink_to(folder / "nowhere")


CHANGES = (
    _written,
    _renamed,
    _emptied,
    _more,
    _less,
    _empty_folder,
    _compiled,
    _linked,
    _unreadable,
)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__[1:])
def test_every_difference_is_found(change: Callable[[Path], None], folder: Path) -> None:
    before = combine_digests(digest_folder(folder))
    change(folder)
    assert combine_digests(digest_folder(folder)) != before


def test_a_link_to_a_file_in_the_folder_is_followed(folder: Path) -> None:
    (folder / "a.yml").unlink()
    (folder / "a.yml").symlink_to(folder / "b" / "c.yml")
    before = digest_folder(folder)["a.yml"]
    (folder / "b" / "c.yml").write_text("2")
    assert digest_folder(folder)["a.yml"] != before


def test_what_is_outside_or_hidden_makes_no_difference(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").write_text("1")
    (folder / "link").symlink_to(tmp_path / "outside")
    before = digest_folder(folder)
    (tmp_path / "outside").write_text("2")
    (folder / ".git").mkdir()
    (folder / ".git" / "config").write_text("1")
    (folder / "b" / ".hidden").write_text("1")
    assert digest_folder(folder) == before


def test_a_name_need_not_be_utf8(folder: Path) -> None:
    before = combine_digests(digest_folder(folder))
    try:
        Path(os.fsdecode(os.fsencode(folder) + b"/\xb8\xbd\xbc\xfe.doc")).touch()
    except OSError:
        pytest.skip("没有这样的文件名的系统")
    assert combine_digests(digest_folder(folder)) != before


def test_a_missing_folder_differs_from_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert digest_folder(tmp_path / "empty") == {}
    assert combine_digests(digest_folder(tmp_path / "nowhere")) != combine_digests({})

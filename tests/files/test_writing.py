"""A reader or a crash sees the old site or the new one, never half of either."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from shaiquan.files import exchanging
from shaiquan.files.keeping import ForeignFiles
from shaiquan.files.manifests import MANIFEST, render_manifest
from shaiquan.files.trees import SpareTree, WrittenTree
from shaiquan.files.writing import Staging, Written, stage_folder
from tests.conftest import ROOT

#: of a hidden folder that a killed build left
DEAD = "0123456789abcdef"
OLD = {"index.html": b"old", "a/b.html": b"same"}
NEW = {"index.html": b"new", "a/b.html": b"same", "c.html": b"more"}


def write_site(target: Path, files: Mapping[str, bytes]) -> Written:
    """Make ``target`` hold just ``files`` and their manifest."""
    with stage_folder(target) as stage:
        for path, content in files.items():
            stage.put(path, content)
        written = stage.written()
        stage.put(MANIFEST, render_manifest(files, "1", {}))
        return written


def tree(folder: Path) -> dict[str, bytes]:
    """The files of a folder but its manifest."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_the_folder_has_just_what_was_written(tmp_path: Path) -> None:
    target = tmp_path / "site"
    assert write_site(target, OLD).reused == 0
    assert tree(target) == OLD
    written = write_site(target, NEW)
    assert (written.files, written.reused, written.size) == (3, 1, 3 + 4 + 4)
    assert tree(target) == NEW
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["site"]


def test_a_file_that_did_not_change_is_the_same_file(tmp_path: Path) -> None:
    target = tmp_path / "site"
    write_site(target, OLD)
    before = (target / "a/b.html").stat()
    write_site(target, NEW)
    after = (target / "a/b.html").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_nothing_is_written_in_place(tmp_path: Path) -> None:
    target = tmp_path / "site"
    write_site(target, OLD)
    linked = tmp_path / "kept"
    os.link(target / "index.html", linked)
    write_site(target, NEW)
    assert linked.read_bytes() == b"old"


def test_a_failure_in_the_middle_leaves_the_old_site_and_no_litter(tmp_path: Path) -> None:
    target = tmp_path / "site"
    write_site(target, OLD)

    class Failing(dict[str, bytes]):
        def items(self) -> Iterator[tuple[str, bytes]]:  # type: ignore[override]
            yield "index.html", b"half"
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        write_site(target, Failing(NEW))
    assert tree(target) == OLD
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["site"]


@pytest.mark.parametrize(
    "bad", [{"../x": b""}, {"/x": b""}, {"a\\b": b""}, {"A": b"", "a": b""}, {"a": b"", "a/b": b""}]
)
def test_paths_that_would_leave_or_clash_are_refused(tmp_path: Path, bad: dict[str, bytes]) -> None:
    with pytest.raises(ValueError):
        write_site(tmp_path / "site", bad)
    assert not (tmp_path / "site").exists()


def test_the_folder_of_another_program_is_not_replaced(tmp_path: Path) -> None:
    target = tmp_path / "documents"
    target.mkdir()
    (target / "letter.txt").write_text("mine")
    with pytest.raises(ForeignFiles):
        write_site(target, NEW)
    assert tree(target) == {"letter.txt": b"mine"}


def test_a_file_in_place_of_the_folder_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("mine")
    with pytest.raises(NotADirectoryError):
        write_site(tmp_path / "site", NEW)
    assert (tmp_path / "site").read_text() == "mine"


def test_an_empty_folder_and_a_link_to_a_folder_are_filled(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "real")
    write_site(tmp_path / "site", NEW)
    assert (tmp_path / "site").is_symlink()
    assert tree(tmp_path / "real") == NEW


def test_where_folders_cannot_be_swapped_they_are_renamed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchanging, "_swap", lambda *_: False)
    target = tmp_path / "site"
    write_site(target, OLD)
    write_site(target, NEW)
    assert tree(target) == NEW
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["site"]


def test_a_crash_between_the_two_renames_is_put_right_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchanging, "_swap", lambda *_: False)
    target = tmp_path / "site"
    write_site(target, OLD)
    target.rename(tmp_path / f".site.old-{DEAD}")  # and there the power went
    exchanging.repair_exchange(target)
    assert tree(target) == OLD


def test_staging_folders_of_killed_builds_are_deleted(tmp_path: Path) -> None:
    left, other = tmp_path / f".site.new-{DEAD}", tmp_path / ".site.new-design"
    for folder in (left, other):
        folder.mkdir()
        (folder / "x").write_text("x")
    write_site(tmp_path / "site", NEW)
    assert not left.exists()
    assert (other / "x").exists(), "somebody's own folder"


def test_two_builds_at_once_do_not_spoil_it(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tests.files.test_writing import write_site\n"
        "for n in range(20):\n"
        "    write_site(Path(sys.argv[1]), {f'{i}.html':"
        " (sys.argv[2] * 50).encode() for i in range(40)})\n"
    )
    target = tmp_path / "site"
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(target), name], cwd=ROOT) for name in "ab"
    ]
    contents: set[bytes] = set()
    misses = longest = 0
    while any(process.poll() is None for process in running):
        try:
            contents.add((target / "39.html").read_bytes())
            misses = 0
        except FileNotFoundError:
            # before the first build there is nothing; afterwards a reader that had just entered
            # the old folder finds the page when it asks again
            misses += bool(contents)
            longest = max(longest, misses)
    assert [process.returncode for process in running] == [0, 0]
    assert contents <= {b"a" * 50, b"b" * 50}, "a reader saw half a page"
    assert contents
    assert longest <= 1, "the site was gone for a while"
    pages = {path.read_bytes() for path in target.glob("*.html")}
    assert len(pages) == 1
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["site"]


# -- a tree made of the one before the last ----------------------------------------------------------


#: a tree that was written, and its spare
Trees = tuple[WrittenTree | None, SpareTree | None]
NO_TREES: Trees = (None, None)


def exchange_tree(
    target: Path, files: dict[str, bytes], trees: Trees, kept: tuple[str, ...] = ()
) -> Trees:
    """Write a tree over the last, made of its spare if there is one; what is known of both."""
    with stage_folder(target, kept, *trees) as stage:
        for path, content in files.items():
            stage.put(path, content)
        stage.put(MANIFEST, render_manifest(files, "1", {}))
    assert {p: data for p, data in tree(target).items() if p.split("/")[0] not in kept} == files
    return stage.tree, stage.spare


#: files and folders that change places between one tree and the next
TREES: tuple[dict[str, bytes], ...] = (
    {"a/b": b"1", "a/c": b"1", "d": b"1", "e/f/g": b"1"},
    {"a/b": b"2", "d": b"1", "h/i": b"1"},
    {"a": b"a file", "d/e": b"a folder", "h": b"1"},
    {"a/b/c": b"deeper", "d": b"1", "h/i": b"1"},
    {"a/b": b"1", "D": b"1", "h/i/j": b"1"},
    {"d": b"1", "e/f": b"1", "h": b"1"},
)


def test_a_tree_made_of_a_spare_is_the_tree_that_was_asked_for(tmp_path: Path) -> None:
    trees = NO_TREES
    for number in (0, 1, 2, 3, 4, 5, 4, 3, 2, 1, 0, 2, 5, 3, 0, 4, 1, 1):
        trees = exchange_tree(tmp_path / "site", TREES[number], trees)


def test_a_file_and_a_folder_of_one_name_are_refused_with_a_spare_too(tmp_path: Path) -> None:
    trees = NO_TREES
    for files in (TREES[0], TREES[0]):
        trees = exchange_tree(tmp_path / "site", files, trees)
    with pytest.raises(ValueError, match="a file and a folder"):
        exchange_tree(tmp_path / "site", {"a/b": b"1", "a": b"2"}, trees)


def folders(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_dir()}


def test_no_empty_folder_of_a_spare_stays(tmp_path: Path) -> None:
    trees = NO_TREES
    for files in (TREES[0], TREES[0], {"d": b"2"}, {"d": b"3"}):
        trees = exchange_tree(tmp_path / "site", files, trees)
    assert folders(tmp_path / "site") == set()


def test_files_that_the_spare_has_too_are_the_same_files(tmp_path: Path) -> None:
    trees = NO_TREES
    numbers = set()
    for _ in range(4):
        trees = exchange_tree(tmp_path / "site", TREES[0], trees)
        numbers.add((tmp_path / "site" / "a" / "b").stat().st_ino)
    assert len(numbers) == 1


def test_a_spare_is_never_written_in_place(tmp_path: Path) -> None:
    """Somebody may have linked a file of the tree that has become the spare."""
    trees = exchange_tree(tmp_path / "site", {"a": b"1"}, NO_TREES)
    os.link(tmp_path / "site" / "a", tmp_path / "kept")
    for content in (b"2", b"3", b"4"):
        trees = exchange_tree(tmp_path / "site", {"a": content}, trees)
    assert (tmp_path / "kept").read_bytes() == b"1"


def write_half(stage: Staging) -> None:
    stage.put("x", b"half")
    stage.put("../x", b"fails")


def test_a_failure_leaves_the_old_site_and_neither_spare_nor_litter(tmp_path: Path) -> None:
    target, trees = tmp_path / "site", NO_TREES
    for files in TREES[:3]:
        trees = exchange_tree(target, files, trees)
    with pytest.raises(ValueError, match="bad path"), stage_folder(target, (), *trees) as stage:
        write_half(stage)
    assert tree(target) == TREES[2]
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["site"]
    exchange_tree(target, TREES[3], trees)


@pytest.mark.parametrize("name", ["site", "s[i]te*", "网站 1"])
def test_leftovers_are_deleted_whatever_the_folder_is_called(tmp_path: Path, name: str) -> None:
    for left in (f"new-{DEAD}", f"twin-{DEAD}"):
        (tmp_path / f".{name}.{left}").mkdir()
    exchange_tree(tmp_path / name, TREES[0], NO_TREES)
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == [name]


def modes(folder: Path) -> set[int]:
    paths = [folder, *folder.rglob("*")]
    return {path.stat().st_mode & 0o777 for path in paths}


@pytest.mark.skipif(os.name == "nt", reason="Windows 没有 umask")
def test_files_and_folders_have_the_permissions_of_the_umask(tmp_path: Path) -> None:
    trees, before = NO_TREES, os.umask(0o022)
    try:
        for mask, wanted in (
            (0o022, {0o755, 0o644}),
            (0o077, {0o700, 0o600}),
            (0o077, {0o700, 0o600}),
            (0o022, {0o755, 0o644}),
        ):
            os.umask(mask)
            trees = exchange_tree(tmp_path / "site", TREES[0], trees)
            assert modes(tmp_path / "site") == wanted
    finally:
        os.umask(before)


@pytest.mark.parametrize("linked", [False, True])
def test_spares_work_with_a_site_that_is_a_link_and_where_nothing_can_be_swapped(
    linked: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, trees = tmp_path / "here" / "site", NO_TREES
    if linked:
        (tmp_path / "there").mkdir()
        target.parent.mkdir()
        target.symlink_to(tmp_path / "there" / "site")
    else:
        monkeypatch.setattr(exchanging, "_swap", lambda *_: False)
    for number in (0, 1, 2, 3, 4, 5, 4, 3, 2, 1, 0):
        trees = exchange_tree(target, TREES[number], trees)
    real = target.resolve().parent
    assert target.is_symlink() is linked
    left = [path.name for path in real.iterdir() if path.is_dir() and path.name != "site"]
    assert len(left) == 1, "a spare, and nothing else"

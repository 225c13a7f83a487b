"""A reader or a crash sees the old site or the new one, never half of either."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from shaiquan.files import exchanging
from shaiquan.files.writing import ForeignFolder, SpareTree, Staging, Written, stage_folder
from tests.conftest import ROOT

MARK = "manifest.json"
OLD = {MARK: b"1", "index.html": b"old", "a/b.html": b"same"}
NEW = {MARK: b"2", "index.html": b"new", "a/b.html": b"same", "c.html": b"more"}


def write_site(target: Path, files: Mapping[str, bytes], marker: str) -> Written:
    """Make ``target`` hold just ``files``."""
    with stage_folder(target, marker) as stage:
        for path, content in files.items():
            stage.put(path, content)
        return stage.written()


def tree(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


def test_the_folder_has_just_what_was_written(tmp_path: Path) -> None:
    target = tmp_path / "site"
    assert write_site(target, OLD, MARK).reused == 0
    assert tree(target) == OLD
    written = write_site(target, NEW, MARK)
    assert (written.files, written.reused, written.size) == (4, 1, 1 + 3 + 4 + 4)
    assert tree(target) == NEW
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["site"]


def test_a_file_that_did_not_change_is_the_same_file(tmp_path: Path) -> None:
    target = tmp_path / "site"
    write_site(target, OLD, MARK)
    before = (target / "a/b.html").stat()
    write_site(target, NEW, MARK)
    after = (target / "a/b.html").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_nothing_is_written_in_place(tmp_path: Path) -> None:
    target = tmp_path / "site"
    write_site(target, OLD, MARK)
    linked = tmp_path / "kept"
    os.link(target / "index.html", linked)
    write_site(target, NEW, MARK)
    assert linked.read_bytes() == b"old"


def test_a_failure_in_the_middle_leaves_the_old_site_and_no_litter(tmp_path: Path) -> None:
    target = tmp_path / "site"
    write_site(target, OLD, MARK)

    class Failing(dict[str, bytes]):
        def items(self) -> Iterator[tuple[str, bytes]]:  # type: ignore[override]
            yield "index.html", b"half"
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        write_site(target, Failing(NEW), MARK)
    assert tree(target) == OLD
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["site"]


@pytest.mark.parametrize(
    "bad", [{"../x": b""}, {"/x": b""}, {"a\\b": b""}, {"A": b"", "a": b""}, {"a": b"", "a/b": b""}]
)
def test_paths_that_would_leave_or_clash_are_refused(tmp_path: Path, bad: dict[str, bytes]) -> None:
    with pytest.raises(ValueError):
        write_site(tmp_path / "site", {MARK: b"", **bad}, MARK)
    assert not (tmp_path / "site").exists()


def test_the_folder_of_another_program_is_not_replaced(tmp_path: Path) -> None:
    target = tmp_path / "documents"
    target.mkdir()
    (target / "letter.txt").write_text("mine")
    with pytest.raises(ForeignFolder):
        write_site(target, NEW, MARK)
    assert tree(target) == {"letter.txt": b"mine"}


def test_a_file_in_place_of_the_folder_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("mine")
    with pytest.raises(ForeignFolder):
        write_site(tmp_path / "site", NEW, MARK)
    assert (tmp_path / "site").read_text() == "mine"


def test_an_empty_folder_and_a_link_to_a_folder_are_filled(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "real")
    write_site(tmp_path / "site", NEW, MARK)
    assert (tmp_path / "site").is_symlink()
    assert tree(tmp_path / "real") == NEW


def test_where_folders_cannot_be_swapped_they_are_renamed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchanging, "_swap", lambda *_: False)
    target = tmp_path / "site"
    write_site(target, OLD, MARK)
    write_site(target, NEW, MARK)
    assert tree(target) == NEW
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["site"]


def test_a_crash_between_the_two_renames_is_put_right_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchanging, "_swap", lambda *_: False)
    target = tmp_path / "site"
    write_site(target, OLD, MARK)
    target.rename(tmp_path / ".site.old")  # and there the power went
    exchanging.repair_exchange(target)
    assert tree(target) == OLD


def test_staging_folders_of_killed_builds_are_deleted(tmp_path: Path) -> None:
    left = tmp_path / ".site.new-dead"
    left.mkdir()
    (left / "x").write_text("x")
    write_site(tmp_path / "site", NEW, MARK)
    assert not left.exists()


def test_two_builds_at_once_do_not_spoil_it(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tests.files.test_writing import write_site\n"
        "for n in range(20):\n"
        "    write_site(Path(sys.argv[1]), {'manifest.json': b'', **{f'{i}.html':"
        " (sys.argv[2] * 50).encode() for i in range(40)}}, 'manifest.json')\n"
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


def exchange_tree(
    target: Path, files: dict[str, bytes], spare: SpareTree | None
) -> SpareTree | None:
    """Write a tree over the last, made of its spare if there is one; the spare that is left."""
    with stage_folder(target, MARK, spare) as stage:
        stage.old_files = frozenset(tree(target)) if target.exists() else None
        for path, content in {MARK: b"", **files}.items():
            stage.put(path, content)
    assert tree(target) == {MARK: b"", **files}
    return stage.spare()


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
    spare = None
    for number in (0, 1, 2, 3, 4, 5, 4, 3, 2, 1, 0, 2, 5, 3, 0, 4, 1, 1):
        spare = exchange_tree(tmp_path / "site", TREES[number], spare)


def test_a_file_and_a_folder_of_one_name_are_refused_with_a_spare_too(tmp_path: Path) -> None:
    spare = None
    for files in (TREES[0], TREES[0]):
        spare = exchange_tree(tmp_path / "site", files, spare)
    with pytest.raises(ValueError, match="a file and a folder"):
        exchange_tree(tmp_path / "site", {"a/b": b"1", "a": b"2"}, spare)


def folders(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_dir()}


def test_no_empty_folder_of_a_spare_stays(tmp_path: Path) -> None:
    spare = None
    for files in (TREES[0], TREES[0], {"d": b"2"}, {"d": b"3"}):
        spare = exchange_tree(tmp_path / "site", files, spare)
    assert folders(tmp_path / "site") == set()


def test_files_that_the_spare_has_too_are_the_same_files(tmp_path: Path) -> None:
    spare = None
    numbers = set()
    for _ in range(4):
        spare = exchange_tree(tmp_path / "site", TREES[0], spare)
        numbers.add((tmp_path / "site" / "a" / "b").stat().st_ino)
    assert len(numbers) == 1


def test_a_spare_is_never_written_in_place(tmp_path: Path) -> None:
    """Somebody may have linked a file of the tree that has become the spare."""
    spare = exchange_tree(tmp_path / "site", {"a": b"1"}, None)
    os.link(tmp_path / "site" / "a", tmp_path / "kept")
    for content in (b"2", b"3", b"4"):
        spare = exchange_tree(tmp_path / "site", {"a": content}, spare)
    assert (tmp_path / "kept").read_bytes() == b"1"


def write_half(stage: Staging) -> None:
    stage.put("x", b"half")
    stage.put("../x", b"fails")


def test_a_failure_leaves_the_old_site_and_neither_spare_nor_litter(tmp_path: Path) -> None:
    target, spare = tmp_path / "site", None
    for files in TREES[:3]:
        spare = exchange_tree(target, files, spare)
    with pytest.raises(ValueError, match="bad path"), stage_folder(target, MARK, spare) as stage:
        write_half(stage)
    assert tree(target) == {MARK: b"", **TREES[2]}
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["site"]
    exchange_tree(target, TREES[3], spare)


@pytest.mark.parametrize("name", ["site", "s[i]te*", "网站 1"])
def test_leftovers_are_deleted_whatever_the_folder_is_called(tmp_path: Path, name: str) -> None:
    for left in ("new-dead", "twin-dead"):
        (tmp_path / f".{name}.{left}").mkdir()
    exchange_tree(tmp_path / name, TREES[0], None)
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == [name]


def modes(folder: Path) -> set[int]:
    paths = [folder, *folder.rglob("*")]
    return {path.stat().st_mode & 0o777 for path in paths}


@pytest.mark.skipif(os.name == "nt", reason="Windows 没有 umask")
def test_files_and_folders_have_the_permissions_of_the_umask(tmp_path: Path) -> None:
    spare, before = None, os.umask(0o022)
    try:
        for mask, wanted in (
            (0o022, {0o755, 0o644}),
            (0o077, {0o700, 0o600}),
            (0o077, {0o700, 0o600}),
            (0o022, {0o755, 0o644}),
        ):
            os.umask(mask)
            spare = exchange_tree(tmp_path / "site", TREES[0], spare)
            assert modes(tmp_path / "site") == wanted
    finally:
        os.umask(before)


@pytest.mark.parametrize("linked", [False, True])
def test_spares_work_with_a_site_that_is_a_link_and_where_nothing_can_be_swapped(
    linked: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, spare = tmp_path / "here" / "site", None
    if linked:
        (tmp_path / "there").mkdir()
        target.parent.mkdir()
        target.symlink_to(tmp_path / "there" / "site")
    else:
        monkeypatch.setattr(exchanging, "_swap", lambda *_: False)
    for number in (0, 1, 2, 3, 4, 5, 4, 3, 2, 1, 0):
        spare = exchange_tree(target, TREES[number], spare)
    real = target.resolve().parent
    assert target.is_symlink() is linked
    left = [path.name for path in real.iterdir() if path.is_dir() and path.name != "site"]
    assert len(left) == linked, "a spare where there can be one, and nothing else"

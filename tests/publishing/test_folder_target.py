"""Releases in a folder: each whole, the link exchanged at once, the ones before to go back to."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from shaiquan.publishing.folder_target import FolderTarget
from shaiquan.publishing.release import Changes, PublishFault
from shaiquan.publishing.release_reading import read_release
from tests.publishing.kills import kill_at_each_step
from tests.publishing.releases import FIRST, SECOND, make_release, publish


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "site"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "srv" / "www"


def test_a_site_is_published_changed_and_taken_back(site: Path, root: Path) -> None:
    target = FolderTarget(root)
    first = make_release(site, FIRST)
    assert len(publish(target, first).added) == len(first.files)
    assert read_release(root / "current").files == first.files

    second = make_release(site, SECOND)
    changes = publish(target, second)
    assert changes.removed == ("powers/old/index.html",)
    assert changes.changed == ("index.html", "manifest.json")
    assert changes.unchanged == 5
    assert read_release(root / "current").files == second.files
    assert publish(target, second) == Changes((), (), (), len(second.files))
    one, two = target.list_releases()
    assert (root / "current").readlink() == Path("releases", two)

    assert target.roll_back() == one
    assert read_release(root / "current").files == first.files
    with pytest.raises(PublishFault, match="no earlier release"):
        target.roll_back()
    publish(target, second)  # what was taken back goes, so that no way leads there again
    assert len(target.list_releases()) == 2
    assert target.roll_back() == one


def test_a_file_that_stays_is_the_same_file_and_keeps_the_time_of_the_site(
    site: Path, root: Path
) -> None:
    target = FolderTarget(root)
    first = make_release(site, FIRST)
    for number, path in enumerate(first.files):
        os.utime(site / path, (number, number))
    publish(target, first)
    before = {path: (root / "current" / path).stat() for path in first.files}
    assert {path: status.st_mtime for path, status in before.items()} == {
        path: number for number, path in enumerate(first.files)
    }
    publish(target, make_release(site, SECOND))
    same = {
        path
        for path, status in before.items()
        if (file := root / "current" / path).exists() and file.stat().st_ino == status.st_ino
    }
    assert same == {*FIRST} & {*SECOND} - {"index.html"}


def test_so_many_releases_stay_as_are_to_stay(site: Path, root: Path) -> None:
    for number in range(5):
        publish(FolderTarget(root, 3), make_release(site, {"index.html": f"{number}"}))
    pages = [
        (root / "releases" / name / "index.html") for name in FolderTarget(root).list_releases()
    ]
    assert [page.read_text() for page in pages] == ["2", "3", "4"]
    publish(FolderTarget(root, 1), make_release(site, {"index.html": "4"}))  # nothing is new
    assert [page.exists() for page in pages] == [False, False, True]
    assert {path.name for path in root.iterdir()} <= {"current", "releases", ".publish.lock"}


def test_fewer_releases_stay_at_once_where_fewer_are_to_stay(site: Path, root: Path) -> None:
    """Somebody may want to be rid of what was withdrawn, and changes only that number."""
    for number in range(3):
        release = make_release(site, {"index.html": f"{number}"})
        publish(FolderTarget(root), release)
    last = FolderTarget(root).list_releases()[-1]
    publish(FolderTarget(root, 1), release)
    assert FolderTarget(root).list_releases() == [last]
    assert read_release(root / "current").files == release.files


def test_the_server_may_read_a_release_whatever_the_umask_here(site: Path, root: Path) -> None:
    release = make_release(site, {"powers/index.html": "", "site.css": ""})
    (site / "site.css").chmod(0o600)
    old = os.umask(0o077)
    try:
        publish(FolderTarget(root), release)
    finally:
        os.umask(old)
    paths = [root.parent, root, *(root / "releases").rglob("*")]
    assert all(path.stat().st_mode & 0o444 == 0o444 for path in paths)
    assert all(path.stat().st_mode & 0o111 == 0o111 for path in paths if path.is_dir())


@pytest.mark.parametrize("name", ["29999999-000000-c0ffeec0", "99991231-235959-c0ffeec0"])
def test_a_folder_that_is_named_like_a_release_of_no_time_is_told(
    site: Path, root: Path, name: str
) -> None:
    (root / "releases" / name).mkdir(parents=True)
    with pytest.raises(PublishFault, match=name):
        publish(FolderTarget(root), make_release(site, FIRST))
    assert not os.path.lexists(root / "current")


def test_a_kill_at_any_step_leaves_a_whole_release_and_the_next_run_goes_on(
    site: Path, root: Path
) -> None:
    target = FolderTarget(root, 1)
    first = make_release(site / "1", {"index.html": "1", "old/index.html": "1", "site.css": ""})
    second = make_release(site / "2", {"index.html": "2", "new/index.html": "2", "site.css": ""})
    publish(target, first)
    shown = []
    for _ in kill_at_each_step(lambda: publish(target, second)):
        shown.append(read_release(root / "current").digest)
        if shown[-1] == second.digest:  # killed while old ones were deleted
            publish(target, first)
    assert len(shown) > 20
    assert {*shown} == {first.digest, second.digest}
    assert read_release(root / "current").digest == second.digest
    assert [path.name for path in (root / "releases").iterdir()] == target.list_releases()
    assert len(target.list_releases()) == 1


def test_what_others_put_there_is_kept_where_the_site_says_so_and_else_nothing_is_sent(
    site: Path, root: Path
) -> None:
    publish(FolderTarget(root), make_release(site, FIRST))
    (root / "current" / "CNAME").write_text("example.gov.cn")
    second = make_release(site, SECOND)
    with pytest.raises(PublishFault, match="CNAME"):
        publish(FolderTarget(root), second)
    publish(FolderTarget(root, kept=("CNAME",)), second)
    assert (root / "current" / "CNAME").read_text() == "example.gov.cn"


@pytest.mark.parametrize("name", ["index.html", "current"])
def test_a_folder_that_somebody_else_uses_is_refused(site: Path, root: Path, name: str) -> None:
    root.mkdir(parents=True)
    (root / name).write_text("other")
    with pytest.raises(PublishFault, match=name):
        publish(FolderTarget(root), make_release(site, FIRST))
    assert [path.name for path in root.iterdir()] == [name]


def test_a_release_that_was_damaged_is_mended_and_none_goes_back_to_it(
    site: Path, root: Path
) -> None:
    target = FolderTarget(root)
    first = make_release(site, FIRST)
    publish(target, first)
    page = root / "current" / "index.html"
    page.write_text("首页 0 个工作日")
    assert publish(target, first).changed == ("index.html",)
    assert read_release(root / "current").files == first.files
    with pytest.raises(PublishFault, match=r"index\.html"):
        target.roll_back()
    assert read_release(root / "current").files == first.files


def test_where_no_link_can_be_made_it_says_so_and_writes_nothing(
    site: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise OSError(errno.EPERM, "A required privilege is not held by the client")

    monkeypatch.setattr(Path, "symlink_to", refuse)
    with pytest.raises(PublishFault, match="developer mode"):
        publish(FolderTarget(root), make_release(site, FIRST))
    assert FolderTarget(root).list_releases() == []

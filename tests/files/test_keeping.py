"""What others have put into a site is kept where they said so, and else never deleted."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from shaiquan.files import exchanging, writing
from shaiquan.files.exchanging import exchange_folders
from shaiquan.files.keeping import ForeignFiles, link_kept, require_own
from shaiquan.files.writing import stage_folder
from tests.files.test_writing import NO_TREES, Trees, exchange_tree, tree, write_site

FILES = {"index.html": b"1", "a/b.html": b"1"}
KEPT = (".git", "CNAME", ".well-known/id.txt")


@pytest.fixture
def target(tmp_path: Path) -> Path:
    write_site(tmp_path / "site", FILES)
    return tmp_path / "site"


def put_kept(target: Path) -> None:
    (target / ".git" / "refs" / "tags").mkdir(parents=True)
    (target / ".git" / "config").write_text("config")
    (target / ".git" / "config").chmod(0o600)
    (target / ".git" / "link").symlink_to("config")
    (target / "CNAME").write_text("example.gov.cn")
    (target / ".well-known").mkdir()
    (target / ".well-known" / "id.txt").write_text("id")


def test_what_is_kept_is_in_every_tree_as_it_was(target: Path) -> None:
    put_kept(target)
    trees: Trees = NO_TREES
    for number in b"2345":
        trees = exchange_tree(
            target, {"index.html": bytes([number])}, trees, (*KEPT, ".well-known")
        )
        config = target / ".git" / "config"
        assert config.read_text() == "config"
        assert config.stat().st_mode & 0o777 == 0o600
        assert (target / ".git" / "link").readlink() == Path("config")
        assert (target / ".git" / "refs" / "tags").is_dir()
        assert (target / "CNAME").read_text() == "example.gov.cn"
        assert (target / ".well-known" / "id.txt").read_text() == "id"
    assert trees[1] is not None, "and a spare is used"


def test_what_is_deleted_does_not_come_back_from_a_spare(target: Path) -> None:
    (target / "CNAME").touch()
    trees: Trees = NO_TREES
    for number in b"234":
        trees = exchange_tree(target, {"index.html": bytes([number])}, trees, ("CNAME",))
    (target / "CNAME").unlink()
    for number in b"5678":
        trees = exchange_tree(target, {"index.html": bytes([number])}, trees, ())
        assert not (target / "CNAME").exists()


@pytest.mark.parametrize("rounds", [1, 3], ids=["without a spare", "with a spare"])
def test_what_is_no_longer_listed_is_not_deleted_but_told(target: Path, rounds: int) -> None:
    put_kept(target)
    trees: Trees = NO_TREES
    kept = ("CNAME", ".well-known")
    for number in range(rounds):
        trees = exchange_tree(target, {"index.html": bytes([number])}, trees, (".git", *kept))
    with pytest.raises(ForeignFiles) as stopped:
        exchange_tree(target, {"index.html": b"5"}, trees, kept)
    assert stopped.value.paths == (".git",)
    assert (target / ".git" / "config").read_text() == "config"


def test_a_repository_that_is_kept_stays_sound(target: Path) -> None:
    def git(*words: str) -> str:
        line = ["git", "-c", "user.name=x", "-c", "user.email=x@x", *words]
        return subprocess.run(line, cwd=target, capture_output=True, text=True, check=True).stdout

    git("init", "--quiet")
    trees: Trees = NO_TREES
    for number in b"234":
        trees = exchange_tree(target, {"index.html": bytes([number])}, trees, (".git",))
        git("add", "--all")
        git("commit", "--quiet", "--message", "x")
    git("fsck", "--strict")
    assert len(git("log", "--format=%h").split()) == 3
    assert git("status", "--porcelain") == ""


def test_what_is_kept_and_not_there_is_nothing(target: Path) -> None:
    exchange_tree(target, FILES, NO_TREES, KEPT)
    assert tree(target) == FILES


def test_a_folder_with_nothing_but_what_is_kept_is_filled(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "CNAME").touch()
    exchange_tree(tmp_path / "site", FILES, NO_TREES, ("CNAME",))
    assert tree(tmp_path / "site") == {**FILES, "CNAME": b""}


def test_what_is_written_while_the_folders_are_exchanged_is_kept_too(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As by ``git commit``: new files, and files renamed over old ones."""
    put_kept(target)

    def exchange(staged: Path, old: Path) -> None:
        (old / ".git" / "new").mkdir()
        (old / ".git" / "new" / "object").write_text("object")
        (old / ".git" / "config.lock").write_text("later")
        (old / ".git" / "config.lock").rename(old / ".git" / "config")
        exchange_folders(staged, old)

    monkeypatch.setattr(writing, "exchange_folders", exchange)
    exchange_tree(target, FILES, NO_TREES, (".git", "CNAME", ".well-known"))
    assert (target / ".git" / "config").read_text() == "later"
    assert (target / ".git" / "new" / "object").read_text() == "object"


@pytest.mark.parametrize("links", [True, False])
@pytest.mark.parametrize("swaps", [True, False])
def test_a_failure_at_any_moment_loses_nothing(
    target: Path, swaps: bool, links: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever of the exchange fails, what is kept is in the site after the next build."""

    class Killed(BaseException):
        pass

    if not swaps:
        monkeypatch.setattr(exchanging, "_swap", lambda *_: False)
    if not links:
        monkeypatch.setattr(os, "link", _refuse_link)
    put_kept(target)
    steps = ("link_kept", "tree_of", "exchange_folders", "refresh_kept", "remove_kept")
    trees = exchange_tree(target, FILES, NO_TREES, (*KEPT, ".well-known"))
    for number, (step, late) in enumerate((step, late) for step in steps for late in (0, 1)):
        usual: Callable[..., object] = getattr(writing, step)

        def fail(*words: object, usual: Callable[..., object] = usual, late: int = late) -> None:
            if late:
                usual(*words)
            raise Killed

        with monkeypatch.context() as patch:
            patch.setattr(writing, step, fail)
            patch.setattr(shutil, "rmtree", lambda *_, **__: None)  # a kill tidies nothing
            with pytest.raises(Killed):
                exchange_tree(
                    target, {"index.html": bytes([number])}, trees, (*KEPT, ".well-known")
                )
        trees = exchange_tree(target, FILES, trees, (*KEPT, ".well-known"))
        assert (target / ".git" / "config").read_text() == "config", step
        assert (target / "CNAME").read_text() == "example.gov.cn", step


def _refuse_link(*_: object, **__: object) -> None:
    raise PermissionError(1, "no hard links here")


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("CNAME", "CNAME"),
        (".git/refs/heads", ".git"),
        ("a/x.html", "a/x.html"),
        ("a/more/y", "a/more"),
        ("b/c/d", "b"),
    ],
)
def test_a_file_that_no_manifest_lists_stops_the_exchange(
    target: Path, path: str, told: str
) -> None:
    (target / path).parent.mkdir(parents=True, exist_ok=True)
    (target / path).write_text("mine")
    before = tree(target)
    for number in range(3):
        with pytest.raises(ForeignFiles) as stopped:
            exchange_tree(target, {"index.html": bytes([number])}, NO_TREES)
        assert stopped.value.args == ((told,), True)
    assert tree(target) == before
    assert [each.name for each in target.parent.iterdir() if each.is_dir()] == ["site"]


def test_so_does_one_that_comes_while_the_tree_is_made(target: Path) -> None:
    def put_file() -> None:
        with stage_folder(target) as stage:
            stage.put("index.html", b"2")
            (target / "late").write_text("mine")

    with pytest.raises(ForeignFiles):
        put_file()
    assert tree(target) == {**FILES, "late": b"mine"}


def test_the_manifest_of_another_program_does_not_make_a_folder_ours(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"name": "An app", "files": {"letter": ""}}')
    (tmp_path / "letter").write_text("mine")
    with pytest.raises(ForeignFiles) as stopped:
        require_own(tmp_path, ())
    assert stopped.value.args == (("letter", "manifest.json"), False)


def test_a_link_to_itself_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "site").symlink_to("site")
    with pytest.raises(OSError) as refused:
        exchange_tree(tmp_path / "site", FILES, NO_TREES)
    assert refused.value.errno == errno.ELOOP
    assert (tmp_path / "site").is_symlink()


def test_another_disk_in_a_kept_folder_is_refused_rather_than_deleted(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_kept(target)
    monkeypatch.setattr(Path, "is_mount", lambda path: path.name == "refs")
    with pytest.raises(OSError, match="refs"):
        link_kept(target, target.parent / "new", KEPT)

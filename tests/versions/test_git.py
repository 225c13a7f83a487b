from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from shaiquan.versions.git import GitVersions
from shaiquan.versions.interface import VersionsFault
from tests.versions.repositories import Repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path / "网站 一")
    made.commit(
        {"powers/a.yml": "一\n", "名 称.yml": "甲\n"}, "第一次", "2026-03-01T09:00:00+08:00"
    )
    made.commit({"powers/a.yml": "二\n"}, "改了\x01 :100644", "2026-03-02T09:00:00+08:00")
    (made.folder / "other.txt").write_text("not content")
    made.commit({}, "别的", "2026-03-03T09:00:00+08:00")
    made.commit({"powers/a.yml": None}, "删了", "2026-03-04T23:30:00-05:00")
    return made


def test_a_version_is_a_commit_that_changed_the_content(repository: Repository) -> None:
    source = GitVersions(repository.content)
    first, second, last = source.list_versions()
    assert [change.inside for change in first.changes] == ["powers/a.yml", "名 称.yml"]
    assert all(change.before == "" for change in first.changes)
    assert (first.what, first.by, first.at.isoformat()) == (
        "第一次",
        "整理人",
        "2026-03-01T09:00:00+08:00",
    )
    (change,) = second.changes
    assert second.what == "改了\x01 :100644"
    texts = source.read_bytes([change.before, change.after, "f" * 40])
    assert texts == {change.before: "一\n".encode(), change.after: "二\n".encode()}
    assert [(c.inside, c.after) for c in last.changes] == [("powers/a.yml", "")]


@pytest.mark.parametrize(
    ("name", "value"),
    [("diff.relative", "true"), ("diff.orderFile", "nowhere"), ("i18n.logOutputEncoding", "GBK")],
)
def test_what_somebody_set_up_for_himself_changes_nothing(
    repository: Repository, name: str, value: str
) -> None:
    before = GitVersions(repository.content).list_versions()
    repository.run("config", name, value)
    assert GitVersions(repository.content).list_versions() == before


def test_a_merge_is_one_version_on_the_main_line(repository: Repository) -> None:
    repository.run("checkout", "-q", "-b", "side")
    repository.commit({"b.yml": "1\n"}, "一步", "2026-03-05T09:00:00+08:00")
    repository.commit({"b.yml": "2\n"}, "二步", "2026-03-06T09:00:00+08:00")
    repository.run("checkout", "-q", "main")
    repository.commit({"c.yml": "1\n"}, "别处", "2026-03-07T09:00:00+08:00")
    repository.run("merge", "-q", "--no-ff", "-m", "合并", "side", at="2026-03-08T09:00:00+08:00")
    versions = GitVersions(repository.content).list_versions()
    assert [version.what for version in versions][3:] == ["别处", "合并"]
    assert [(c.inside, c.before) for c in versions[-1].changes] == [("b.yml", "")]


def test_content_that_nobody_committed_is_told(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    source = GitVersions(repository.content)
    with pytest.raises(VersionsFault, match="not committed"):
        source.find_newest()
    (tmp_path / "tool.py").write_text("pass")
    repository.run("add", "-A")
    repository.run("commit", "-q", "-m", "程序")
    with pytest.raises(VersionsFault, match="not committed"):
        source.find_newest()
    with pytest.raises(VersionsFault, match="no folder"):
        GitVersions(tmp_path / "nowhere").find_newest()


def test_a_folder_outside_git_is_told(tmp_path: Path) -> None:
    with pytest.raises(VersionsFault, match="not in git"):
        GitVersions(tmp_path).list_versions()


def test_a_shallow_clone_is_told_with_the_mend(repository: Repository, tmp_path: Path) -> None:
    url = repository.folder.as_uri()
    subprocess.run(("git", "clone", "-q", "--depth=1", url, "s"), cwd=tmp_path, check=True)
    with pytest.raises(VersionsFault) as fault:
        GitVersions(tmp_path / "s" / "content").list_versions()
    assert "--unshallow" in fault.value.why


def test_a_machine_without_git_is_told(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", os.devnull)
    with pytest.raises(VersionsFault, match="not installed"):
        GitVersions(repository.content).list_versions()


def test_a_repository_without_commits_has_no_versions(tmp_path: Path) -> None:
    assert GitVersions(Repository(tmp_path).content).list_versions() == ()


def test_what_a_hook_sets_does_not_lead_elsewhere(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    assert len(GitVersions(repository.content).list_versions()) == 3

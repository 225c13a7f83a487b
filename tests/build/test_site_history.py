"""A site tells what changed from version to version, from git."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from shaiquan.build.options import Options
from shaiquan.build.site_build import build_site
from shaiquan.problem_texts import as_text
from tests.build.sites import ignore_progress
from tests.history.stories import TODAY, Story
from tests.support import read_tree
from tests.versions.repositories import Repository
from tests.warm.harness import ROOT

_ASKED = "变更记录从: 2026-02-01\n网址: https://example.org/\n"


def _commit_all(repository: Repository, story: Story) -> None:
    """A commit for each version of a story."""
    for version in story.versions:
        changes = version.changes
        files = {c.inside: story.texts[c.after].decode() if c.after else None for c in changes}
        repository.commit(files, "改", version.at.isoformat())


@pytest.fixture
def story() -> Story:
    told = Story.begin()
    told.keep("2026-01-11", {"site.yml": told.files["site.yml"] + _ASKED})
    told.edit("2026-03-05", "procedures/l1.yml", "承诺时限: 20个工作日", "承诺时限: 15个工作日")
    return told.edit("2026-05-06", "powers/p1.yml", "重大事项决定", "重大事项的决定")


@pytest.fixture
def options(tmp_path: Path) -> Options:
    folders = (tmp_path / "r" / "content", tmp_path / "site", ROOT / "layouts", ROOT / "assets")
    return Options(*folders, TODAY, cache=tmp_path / "cache")


@pytest.fixture
def repository(options: Options, story: Story) -> Repository:
    made = Repository(options.content.parent)
    _commit_all(made, story)
    return made


def _read(options: Options, path: str) -> str:
    return (options.site / path).read_text("utf-8")


def test_changes_stand_on_the_page_of_the_record_by_month_by_year_and_in_the_feed(
    options: Options, repository: Repository
) -> None:
    build_site(options, ignore_progress)
    words = "由 20个工作日 改为 15个工作日"
    assert words in _read(options, "procedures/l1/index.html")
    assert words not in _read(options, "powers/p1/index.html")
    months = _read(options, "history/index.html")
    assert months.index("2026年5月（1 项）") < months.index("2026年3月（1 项）")
    assert words in months
    year = _read(options, "history/2026/index.html")
    assert "流程 · 变更（1 项）" in year
    assert words in year
    assert f"重大事项流程图：承诺时限 {words}" in _read(options, "feed.xml")
    assert "整理人" not in "".join(map(str, read_tree(options.site).values()))  # who committed


def test_a_commit_changes_the_pages_that_tell_of_it_and_no_others_on_its_day(
    options: Options, repository: Repository, story: Story, tmp_path: Path
) -> None:
    duty = (options.content / "duties/d1.yml").read_text("utf-8")
    edited = {"duties/d1.yml": duty.replace("如实记录", "如实作记录")}
    repository.commit(edited, "改", "2026-07-01T08:00:00+08:00")
    build_site(options, ignore_progress)
    before = read_tree(options.site)
    assert "2026年7月1日".encode() in before["procedures/l1/index.html"]  # in the footer
    assert build_site(options, ignore_progress).performed == ()
    edited = {"duties/d1.yml": duty.replace("如实记录", "如实作出记录")}
    repository.commit(edited, "改", "2026-07-01T09:00:00+08:00")
    report = build_site(options, ignore_progress)
    assert "page /history/" in report.performed
    assert "page /procedures/l1/" not in report.performed
    after = read_tree(options.site)
    assert "2026年7月".encode() in after["history/index.html"]
    assert before["procedures/l1/index.html"] == after["procedures/l1/index.html"]
    cold = replace(options, site=tmp_path / "cold", cache=None)
    build_site(cold, ignore_progress)
    assert read_tree(cold.site) == after


def test_a_commit_without_a_change_makes_nothing_anew(
    options: Options, repository: Repository
) -> None:
    build_site(options, ignore_progress)
    repository.commit({}, "空", "2026-07-01T09:00:00+08:00")
    assert build_site(options, ignore_progress).performed == ()


def test_without_git_the_site_says_so_and_is_made(options: Options, story: Story) -> None:
    for inside, text in story.files.items():
        path = options.content / inside
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    told = build_site(options, ignore_progress).problems
    (missing,) = (problem for problem in told if problem.code.code == "no-history")
    assert "没有变更记录：内容不在 git 里" in as_text(missing)
    assert (options.site / "index.html").exists()
    assert not (options.site / "history").exists()


def test_a_site_that_asks_for_none_has_none_and_needs_no_git(
    options: Options, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = (options.content / "site.yml").read_text("utf-8").replace(_ASKED, "")
    (options.content / "site.yml").write_text(site, "utf-8")
    monkeypatch.setenv("PATH", os.devnull)
    build_site(options, ignore_progress)
    assert not (options.site / "history").exists()


_BUILD = """
import pickle, sys
from shaiquan.build.site_build import build_site
with open(sys.argv[1], "rb") as file:
    options = pickle.load(file)
print(len(build_site(options, lambda *_: None).performed))
"""


def test_a_new_process_takes_over_every_page(
    options: Options, repository: Repository, tmp_path: Path
) -> None:
    """Whatever the seed of its hashes: a set among the inputs of a page has another order."""
    (tmp_path / "options").write_bytes(pickle.dumps(options))
    numbers = []
    for seed in ("1", "2", "3"):
        repository.commit({}, "空", f"2026-07-0{seed}T09:00:00+08:00")
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = (sys.executable, "-X", "utf8", "-c", _BUILD, str(tmp_path / "options"))
        done = subprocess.run(
            command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True
        )
        numbers.append(int(done.stdout))
    assert numbers[0] > 0
    assert numbers[1:] == [0, 0]

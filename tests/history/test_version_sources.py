"""Whose versions are told: those of git, or those that were kept beside the content."""

from __future__ import annotations

from pathlib import Path

import pytest

from shaiquan.history.version_sources import choose_source, tells_changes
from shaiquan.versions.git import GitVersions
from shaiquan.versions.interface import VersionsFault
from shaiquan.versions.kept import KeptVersions
from tests.versions.repositories import Repository

SAMPLE = "名称: 示例县\n示例: 是\n"
OWN = "名称: 某县某局\n变更记录从: 2026-01-01\n"
_AT = "2026-03-01T09:00:00+08:00"


@pytest.mark.parametrize(
    ("committed", "here", "source"),
    [
        (SAMPLE, SAMPLE, GitVersions),  # the tool as it was cloned
        (SAMPLE, OWN, KeptVersions),  # whose sample was replaced
        ("site_name: x\nexample: yes\n", OWN, KeptVersions),
        (OWN, OWN, GitVersions),
        (OWN, f"{OWN}单位: 某局\n", GitVersions),  # edited, not committed yet
        (OWN, SAMPLE, GitVersions),
        ("坏: [", OWN, GitVersions),
        ("", OWN, GitVersions),
        (None, OWN, KeptVersions),
    ],
)
def test_git_counts_unless_it_has_just_the_sample_of_the_tool(
    tmp_path: Path, committed: str | None, here: str, source: type
) -> None:
    repository = Repository(tmp_path)
    if committed is not None:
        repository.commit({"site.yml": committed, "a.yml": "甲"}, "第一次", _AT)
    (repository.content / "site.yml").write_text(here, "utf-8")
    KeptVersions(repository.content).keep("存的")
    assert type(choose_source(repository.content)) is source


def test_who_has_the_sample_alone_in_git_and_kept_nothing_is_told(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.commit({"site.yml": SAMPLE}, "第一次", _AT)
    (repository.content / "site.yml").write_text(OWN, "utf-8")
    with pytest.raises(VersionsFault) as fault:
        choose_source(repository.content)
    assert fault.value.why == "git 里只有工具自带的示例，本单位的内容没有提交"


def test_a_site_says_whether_it_tells_its_changes(tmp_path: Path) -> None:
    assert not tells_changes(tmp_path)
    for text, tells in ((OWN, True), (SAMPLE, False), ("變更記錄從: 2026-01-01\n", True)):
        (tmp_path / "site.yml").write_text(text, "utf-8")
        assert tells_changes(tmp_path) is tells

"""Where earlier versions of a content folder are: in git, else beside it (edge: reads files)."""

from __future__ import annotations

import contextlib
from pathlib import Path

from shaiquan.content.raw_records import read_records
from shaiquan.content.sources import SITE_FILE
from shaiquan.files.regular import read_regular
from shaiquan.history.record_steps import make_source
from shaiquan.model.scalars import parse_flag
from shaiquan.versions.git import GitVersions
from shaiquan.versions.interface import VersionsFault, VersionSource
from shaiquan.versions.kept import KeptVersions

#: ``site.yml`` of the newest commit, as git names it in the content folder
_COMMITTED = f"HEAD:./{SITE_FILE}"


def choose_source(content: Path) -> VersionSource:
    """git where it has commits of this content, else what was kept. Raises VersionsFault where
    there is neither, saying what git said.

    Who cloned the tool has its sample in git (示例: 是), and content of his own in its place that
    he never commits: those commits are not of his content.
    """
    git, kept = GitVersions(content), KeptVersions(content)
    try:
        git.find_newest()
        if _is_of_the_sample(git):
            zh = "git 里只有工具自带的示例，本单位的内容没有提交"
            raise VersionsFault(zh, "git has the sample of the tool, and no content of your own")
    except VersionsFault:
        if not kept.find_newest():
            raise
        return kept
    return git


def tells_changes(content: Path) -> bool:
    """Whether the site tells the public on which day what changed (变更记录从)."""
    return bool(_read_site(_read_here(content)).get("history_since"))


def _is_of_the_sample(git: GitVersions) -> bool:
    here = _read_here(git.content)
    if not here or _is_sample(here):
        return False
    committed = git.read_bytes((_COMMITTED,)).get(_COMMITTED, b"")
    return committed != here and _is_sample(committed)


def _read_here(content: Path) -> bytes:
    with contextlib.suppress(OSError):
        return read_regular(content / SITE_FILE)
    return b""


def _is_sample(site: bytes) -> bool:
    with contextlib.suppress(ValueError):
        return parse_flag(str(_read_site(site).get("example", "")))
    return False


def _read_site(site: bytes) -> dict[str, object]:
    """What ``site.yml`` says of the site, as written; nothing where it cannot be read."""
    source = make_source(SITE_FILE, site)
    return dict(read_records(source).site) if source else {}

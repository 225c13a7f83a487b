"""Content as it was committed before, where there is git and a repository (edge: runs git).

Only to show what stood in a record when it was reviewed: nothing depends on it.
"""

from __future__ import annotations

import contextlib
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from shaiquan.content.sources import REVIEWS_FILE, SUFFIXES
from shaiquan.versions.git import GitVersions
from shaiquan.versions.git_process import run_git
from shaiquan.versions.interface import VersionsFault, is_inside

#: commits that are looked at, the newest first
MOST_COMMITS = 8


def list_earlier_contents(content: Path) -> Iterator[Path]:
    """Folders with the content of earlier commits, each there until the next is asked for.

    First the last commit, then those in which reviews were recorded.
    """
    with contextlib.suppress(OSError, subprocess.SubprocessError, ValueError, VersionsFault):
        for commit in _list_commits(content):
            with tempfile.TemporaryDirectory(prefix="shaiquan-") as folder:
                earlier = Path(folder) / "content"
                _write_commit(content, commit, earlier)
                yield earlier


def _list_commits(content: Path) -> list[str]:
    rows = run_git(content, "rev-list", f"--max-count={MOST_COMMITS}", "HEAD", "--", REVIEWS_FILE)
    head = run_git(content, "rev-parse", "--verify", "HEAD")
    return list(dict.fromkeys((head + rows).decode("ascii").split()))[:MOST_COMMITS]


def _write_commit(content: Path, commit: str, folder: Path) -> None:
    """The content files of a commit, below a new folder."""
    rows = run_git(
        content, "ls-tree", "-r", "-z", "--full-tree", f"{commit}:{_find_prefix(content)}"
    )
    files = []
    for row in filter(None, rows.decode("utf-8", "surrogateescape").split("\0")):
        (mode, _, object), name = row.split("\t")[0].split(), row.partition("\t")[2]
        if mode.startswith("100") and name.endswith(SUFFIXES) and is_inside(name):
            files.append((object, name))
    kept = GitVersions(content).read_bytes(object for object, _ in files)
    for object, name in files:
        if object in kept:  # else a clone without all objects, or a damaged one
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(kept[object])


def _find_prefix(content: Path) -> str:
    prefix = run_git(content, "rev-parse", "--show-prefix")
    return prefix.decode("utf-8", "surrogateescape").rstrip("\n")

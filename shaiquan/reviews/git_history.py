"""Content as it was committed before, where there is git and a repository (edge: runs git).

Only to show what stood in a record when it was reviewed: nothing depends on it.
"""

from __future__ import annotations

import contextlib
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from shaiquan.content.sources import REVIEWS_FILE, SUFFIXES
from shaiquan.versions.git_process import run_git

#: commits that are looked at, the newest first
MOST_COMMITS = 8


def list_earlier_contents(content: Path) -> Iterator[Path]:
    """Folders with the content of earlier commits, each there until the next is asked for.

    First the last commit, then those in which reviews were recorded.
    """
    with contextlib.suppress(OSError, subprocess.SubprocessError, ValueError):
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
        if mode.startswith("100") and name.endswith(SUFFIXES) and _is_inside(name):
            files.append((object, name))
    for name, data in _read_objects(content, files):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _find_prefix(content: Path) -> str:
    prefix = run_git(content, "rev-parse", "--show-prefix")
    return prefix.decode("utf-8", "surrogateescape").rstrip("\n")


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name


def _read_objects(content: Path, files: list[tuple[str, str]]) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each file, read by one git."""
    asked = "".join(f"{object}\n" for object, _ in files).encode()
    answer = run_git(content, "cat-file", "--batch", given=asked)
    place = 0
    for _, name in files:
        end = answer.index(b"\n", place)
        _, *words = answer[place:end].split()
        if len(words) < 2:  # a clone without all objects, or a damaged one
            place = end + 1
            continue
        size = int(words[1])
        yield name, answer[end + 1 : end + 1 + size]
        place = end + 2 + size

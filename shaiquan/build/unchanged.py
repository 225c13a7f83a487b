"""Whether anything changed at all since the last build, by digests alone (edge: reads files).

Imports nothing but what reads and digests files: a build after no change must cost no more.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterable
from pathlib import Path

from shaiquan.build.memory import Summary
from shaiquan.files.layouts import Templates
from shaiquan.files.scanning import Digests, digest, digests, encoded, is_same, whole
from shaiquan.files.writing import folders_of, stamp_of, umask


class Inputs:
    """Everything a build reads, by digests; layouts are read here once and for all."""

    def __init__(self, content: Path, layouts: Path, assets: Path, tool: bytes, told: str) -> None:
        self.content: Digests = digests(content)
        self.templates = Templates(layouts)
        self.layouts: Digests = self.templates.digests()
        self.assets: Digests = digests(assets)
        self.tool = tool
        folders = (self.content, self.layouts, self.assets)
        asked = (tool, encoded(told), str(umask()).encode())
        self.all = digest(*asked, *(whole(each) for each in folders))

    def note_used(self, scanned: Digests, used: Digests, expected: Iterable[str]) -> None:
        """What a build in the end used of a folder: somebody may have written there meanwhile.

        ``expected`` are the files that it would use of what was ``scanned``. Where anything
        differs, ``scanned`` is corrected, and these are the inputs of no folder that ever was.
        """
        other = {path: mark for path, mark in used.items() if not is_same(scanned.get(path), mark)}
        missing = [path for path in expected if path not in used]
        for path in missing:
            del scanned[path]
        scanned.update(other)
        if other or missing:
            self.all = digest(self.all, whole(other), *map(encoded, missing))


def standing(site: Path, summary: Summary) -> bool:
    """Whether every file and folder of the site is as it was written, and nothing is new."""
    root = f"{site}/"
    if any(stamp_of(root + path) != stamp for path, stamp in summary.stamps):
        return False
    return all(folder_time(root + path) == time for path, time in summary.folders)


def folder_times(site: Path, paths: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """When something was last put into or taken out of each folder of the site."""
    folders = sorted({"", *folders_of(paths)})
    return tuple((each, folder_time(f"{site}/{each}")) for each in folders)


def folder_time(path: str) -> int:
    try:
        return os.lstat(path).st_mtime_ns
    except OSError:
        return -1


def packed(summary: Summary) -> bytes:
    return pickle.dumps(
        (summary.inputs, summary.problems, summary.held, summary.files, summary.size,
         summary.stamps, summary.folders), protocol=5,
    )  # fmt: skip


def unpacked(data: bytes | None) -> Summary | None:
    """The summary of the last build; None where there was none."""
    return None if data is None else Summary(*pickle.loads(data))  # noqa: S301 - our own

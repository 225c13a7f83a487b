"""Whether anything changed at all since the last build, by digests alone (edge: reads files).

Imports nothing but what reads and digests files: a build after no change must cost no more.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterable
from pathlib import Path

from shaiquan.build.memory import Summary
from shaiquan.files.scanning import Digests, digest, digests, encoded, whole
from shaiquan.files.writing import folders_of, stamp_of, umask


class Inputs:
    """Everything a build reads, by digests."""

    def __init__(self, content: Path, layouts: Path, assets: Path, tool: bytes, told: str) -> None:
        self.content: Digests = digests(content)
        self.layouts: Digests = digests(layouts)
        self.assets: Digests = digests(assets)
        self.tool = tool
        folders = (self.content, self.layouts, self.assets)
        asked = (tool, encoded(told), str(umask()).encode())
        self.all = digest(*asked, *(whole(each) for each in folders))

    def after(self, read: Digests) -> None:
        """What was read of the content in the end: somebody may have written meanwhile.

        Then these are the inputs of no folder that there ever was.
        """
        other = {path: mark for path, mark in read.items() if not self._has(path, mark)}
        if other:
            self.content |= other
            self.all = digest(self.all, whole(other))

    def _has(self, path: str, mark: bytes) -> bool:
        return self.content.get(path, b"").endswith(mark)  # of a link, where it leads stands before


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

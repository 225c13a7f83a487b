"""A folder as it was written: how we see later whether it was touched (edge: reads times)."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from shaiquan.files.manifests import MANIFEST

#: by which we recognize a file that we wrote without reading it: size, inode, when its content
#: changed and when anything about it did (ns)
Stamp = tuple[int, int, int, int]
NO_STAMP: Stamp = (0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class WrittenTree:
    """All files that we wrote into a folder, and when something was last put into or taken out
    of it and each folder in it. ``manifest``: the stamp of its manifest, but for the last time.
    ``kept``: what others wrote was kept in it, where it was there."""

    files: frozenset[str]
    folders: tuple[tuple[str, int], ...]
    manifest: tuple[int, ...]
    kept: frozenset[str] = frozenset()

    def is_untouched(self, folder: Path) -> bool:
        """Whether nothing was put into ``folder`` or taken out of it since, and its manifest is
        the one that we wrote."""
        if _stamp_manifest(folder) != self.manifest:
            return False
        return all(read_folder_time(f"{folder}/{path}") == at for path, at in self.folders)

    def has_only_ours(self, folder: Path, kept: Iterable[str]) -> bool:
        """Whether ``folder`` holds nothing but what we wrote, and what is ``kept``."""
        return self.kept <= frozenset(kept) and self.is_untouched(folder)


def tree_of(folder: Path, files: Iterable[str], kept: Iterable[str] = ()) -> WrittenTree:
    """A folder that was just written, with just these files and what is ``kept``."""
    known = frozenset(files)
    times = read_folder_times(folder, known)
    return WrittenTree(known, times, _stamp_manifest(folder), frozenset(kept))


def _stamp_manifest(folder: Path) -> tuple[int, ...]:
    """Without the time that a hard link changes as well."""
    return (stamp_of(f"{folder}/{MANIFEST}") or NO_STAMP)[:3]


@dataclass(frozen=True, slots=True)
class SpareTree:
    """The tree that an exchange took away, kept beside the site: its token, and all files in it."""

    token: str
    tree: WrittenTree


def stamp_of(path: str) -> Stamp | None:
    """The stamp of a plain file; None for anything else."""
    try:
        status = os.lstat(path)
    except OSError:
        return None
    if (status.st_mode & 0o170000) != 0o100000:
        return None
    return status.st_size, status.st_ino, status.st_mtime_ns, status.st_ctime_ns


def list_folders(paths: Iterable[str]) -> set[str]:
    """The folders that files are in, and all above them but the root."""
    folders: set[str] = set()
    for path in paths:
        while (path := path.rpartition("/")[0]) and path not in folders:
            folders.add(path)
    return folders


def read_folder_times(folder: Path, paths: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """When something was last put into or taken out of the folders that files are in."""
    folders = sorted({"", *list_folders(paths)})
    return tuple((path, read_folder_time(f"{folder}/{path}")) for path in folders)


def read_folder_time(path: str) -> int:
    """When a folder last changed (ns); -1 where there is none."""
    try:
        return os.lstat(path).st_mtime_ns
    except OSError:
        return -1

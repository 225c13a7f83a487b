"""What others have put into the folder of a site: kept where they said so, else never deleted
(edge: files)."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
from collections.abc import Collection, Iterator
from pathlib import Path, PurePosixPath

from shaiquan.files.manifests import MANIFEST, list_own_files
from shaiquan.files.regular import read_regular
from shaiquan.files.trees import list_folders


class ForeignFiles(Exception):
    """A folder that is to be replaced has something in it that we did not write.

    ``paths``: what it is, a whole folder by its own path. ``is_site``: whether the folder is a
    site of ours nevertheless.
    """

    def __init__(self, paths: tuple[str, ...], is_site: bool) -> None:
        super().__init__(paths, is_site)
        self.paths, self.is_site = paths, is_site


def require_own(target: Path, kept: Collection[str]) -> None:
    """Raises ForeignFiles unless the manifest of a folder is ours and lists each of its files.

    Files that are ``kept`` need not be listed. Raises OSError for anything but a folder.
    """
    if not os.path.lexists(target):
        return
    mode = target.lstat().st_mode
    if not stat.S_ISDIR(mode):
        number = errno.ELOOP if stat.S_ISLNK(mode) else errno.ENOTDIR  # what is left to resolve
        raise OSError(number, os.strerror(number), str(target))
    own = _read_own_files(target)
    known = own or frozenset()
    foreign = [path for path in list_all_files(target, kept) if path not in known]
    if foreign:
        raise ForeignFiles(_join_folders(foreign, list_folders(known)), own is not None)


def _read_own_files(target: Path) -> frozenset[str] | None:
    try:
        return list_own_files(read_regular(target / MANIFEST))
    except OSError:
        return None


def list_all_files(target: Path, kept: Collection[str], inside: str = "") -> Iterator[str]:
    """Everything below a folder that is no folder, and not kept."""
    with os.scandir(f"{target}/{inside}") as entries:
        for entry in entries:
            path = inside + entry.name
            if path in kept:
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from list_all_files(target, kept, f"{path}/")
            else:
                yield path


def _join_folders(foreign: list[str], own_folders: Collection[str]) -> tuple[str, ...]:
    """Foreign files, those of a folder that has no file of ours as that folder."""
    paths = set()
    for path in foreign:
        parts = path.split("/")
        above = ("/".join(parts[:count]) for count in range(1, len(parts)))
        paths.add(next((folder for folder in above if folder not in own_folders), path))
    return tuple(sorted(paths))


def link_kept(old: Path, new: Path, kept: Collection[str]) -> None:
    """Put what is kept of the old tree into the new one, as hard links where that can be.

    Both trees have it then, so that a reader finds it in either, and a kill loses none.
    """
    for path in _list_kept(old, kept):
        (new / path).parent.mkdir(parents=True, exist_ok=True)
        _link(old / path, new / path)


def refresh_kept(old: Path, new: Path, kept: Collection[str]) -> None:
    """Do so again for what was written into the old tree while it was exchanged."""
    for path in _list_kept(old, kept):
        _refresh(old / path, new / path)


def remove_kept(folder: Path, kept: Collection[str]) -> None:
    """Take it out of a tree where others have it as well."""
    for path in _list_kept(folder, kept):
        found = folder / path
        if found.is_dir() and not found.is_symlink():
            shutil.rmtree(found)
        else:
            found.unlink()
        with contextlib.suppress(OSError):  # until one is not empty
            for above in list(PurePosixPath(path).parents)[:-1]:
                (folder / above).rmdir()


def _list_kept(folder: Path, kept: Collection[str]) -> list[str]:
    """What is kept and there; what is inside of another of them comes with it."""
    there = [path for path in kept if os.path.lexists(folder / path)]
    return [p for p in there if not any(p.startswith(f"{other}/") for other in there)]


def _link(old: Path, new: Path) -> None:
    if stat.S_ISDIR(old.lstat().st_mode):
        if old.is_mount():  # the old tree will be deleted: not another disk with it
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), str(old))
        new.mkdir(exist_ok=True)
        for inner in old.iterdir():
            with contextlib.suppress(FileNotFoundError):  # deleted just now
                _link(inner, new / inner.name)
        shutil.copystat(old, new)
        return
    try:
        os.link(old, new, follow_symlinks=False)
    except FileNotFoundError:
        raise
    except OSError:  # no hard links on this disk, or not of this user's files
        shutil.copy2(old, new, follow_symlinks=False)


def _refresh(old: Path, new: Path) -> None:
    """Link what is newer in the old tree; whatever is newer in the new one stays."""
    before, now = old.lstat(), new.lstat() if os.path.lexists(new) else None
    if now is None:
        _link(old, new)
    elif stat.S_ISDIR(before.st_mode) and stat.S_ISDIR(now.st_mode):
        for inner in old.iterdir():
            with contextlib.suppress(FileNotFoundError):
                _refresh(inner, new / inner.name)
    elif before.st_ino != now.st_ino and before.st_mtime_ns > now.st_mtime_ns:
        staged = new.with_name(f"{new.name}.{os.getpid()}")
        _link(old, staged)
        staged.replace(new)

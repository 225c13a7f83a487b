"""A whole folder exchanged at once: the new tree is made beside it, then swapped (edge: files).

A reader or a crash sees the old site or the new one. Unchanged files are hard-linked from the
old tree, never written in place. The tree before the old one may be kept as a spare: the next
new tree is made of it, and only what differs between them is linked or written.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from shaiquan.files.exchanging import (
    exchange_folders,
    list_beside,
    make_token,
    path_beside,
    repair_exchange,
)
from shaiquan.files.keeping import link_kept, refresh_kept, remove_kept, require_own
from shaiquan.files.regular import read_regular
from shaiquan.files.trees import SpareTree, Stamp, WrittenTree, list_folders, stamp_of, tree_of


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: all files, files that were the same as before, all bytes."""

    files: int
    reused: int
    size: int


class Staging:
    """The new tree while it is made: files are put into it, or kept from the old one.

    ``existing`` are the files that are in its folder already. ``same_mode``: whether files of
    the old tree have the permissions that new ones get; else they are copied.
    """

    def __init__(
        self, old: Path, folder: Path, existing: Collection[str] = (), same_mode: bool = True
    ) -> None:
        self._old, self._folder, self._same_mode = f"{old}/", f"{folder}/", same_mode
        self._existing = {path.casefold(): path for path in existing}
        self._existing_folders = frozenset(list_folders(existing))
        self._folders: set[str] = set()
        #: path without case -> path of a file that belongs to the new tree
        self._placed: dict[str, str] = {}
        self._reused = self._size = 0
        self._old_stamps: dict[str, Stamp | None] = {}
        #: path -> stamp of a file that the folder had already, which is the old tree's own
        self.shared: dict[str, Stamp] = {}
        #: whether the old tree may stay beside the site, where anybody might find it
        self.leaves_spare = True
        #: the new tree and the spare that was left, once they are exchanged
        self.tree: WrittenTree | None = None
        self.spare: SpareTree | None = None

    def old_stamp(self, path: str) -> Stamp | None:
        """The stamp of a file of the old tree, as it was at the first look; None where there is
        no such file."""
        if path not in self._old_stamps:
            self._old_stamps[path] = stamp_of(self._old + path)
        return self._old_stamps[path]

    def size_of(self, path: str) -> int:
        """The bytes of a file of the new tree."""
        return os.stat(self._folder + path).st_size

    def read(self, path: str) -> bytes:
        """The bytes of a file of the new tree."""
        return read_regular(self._folder + path)

    def read_old(self, path: str) -> bytes | None:
        """The bytes of a file of the old tree, if it is there."""
        try:
            return read_regular(self._old + path)
        except OSError:
            return None

    def join(self, path: str, parts: Iterable[bytes]) -> None:
        """Write a file of parts, one at a time."""
        self._place(path)
        self._remove_existing(path)
        with open(self._folder + path, "wb") as file:
            for part in parts:
                file.write(part)
                self._size += len(part)

    def put(self, path: str, content: bytes, same: bool | None = None) -> None:
        """Write a file, or link the old one where that is the same.

        ``same``: whether it is, where the caller knows; else the bytes are compared.
        """
        if same is None:
            stamp = self.old_stamp(path)
            same = stamp is not None and stamp[0] == len(content) and self.read_old(path) == content
        if same and self.keep(path):
            return
        self._place(path)
        self._size += len(content)
        self._remove_existing(path)  # another tree may have it too: never write in place
        with open(self._folder + path, "wb") as file:
            file.write(content)

    def keep(self, path: str) -> bool:
        """Link the old file; False where it is not there."""
        self._place(path)
        try:
            self._link(path)
        except FileNotFoundError:
            self._placed.pop(path.casefold(), None)
            return False
        self._reused += 1
        return True

    def _link(self, path: str) -> None:
        old, new, stamp = self._old + path, self._folder + path, self.old_stamp(path)
        if stamp is None:
            raise FileNotFoundError(old)
        self._size += stamp[0]
        if self._existing.get(path.casefold()) == path and stamp_of(new) == stamp:
            self.shared[path] = stamp
            return
        self._remove_existing(path)
        if not self._same_mode:
            shutil.copyfile(old, new)
            return
        try:
            os.link(old, new, follow_symlinks=False)
        except FileNotFoundError:
            raise
        except OSError:  # no hard links on this disk
            shutil.copy2(old, new)

    def _remove_existing(self, path: str) -> None:
        """Delete the file that the folder has by this name, whatever its case."""
        if existing := self._existing.get(path.casefold()):
            with contextlib.suppress(FileNotFoundError, NotADirectoryError):
                os.unlink(self._folder + existing)

    def _place(self, path: str) -> None:
        """Make the folder of a file. Paths are ours, so a bad one is our bug."""
        other = self._placed.setdefault(path.casefold(), path)  # some disks ignore case
        if other != path:
            raise ValueError(f"paths clash: {path!r} and {other!r}")
        if self._existing.get(path.casefold()) == path:
            return
        folder, _, name = path.rpartition("/")
        if path.startswith("/") or not name or ".." in path.split("/") or {"\\", "\0"} & {*path}:
            raise ValueError(f"bad path: {path!r}")
        if folder not in self._folders:
            self._make_folder(folder)
        if path in self._folders:
            raise ValueError(f"{path} is a file and a folder")
        if path in self._existing_folders:  # a folder of the spare tree; a file now
            if any(placed.startswith(f"{path.casefold()}/") for placed in self._placed):
                raise ValueError(f"{path} is a file and a folder")
            shutil.rmtree(self._folder + path, ignore_errors=True)

    def _make_folder(self, folder: str) -> None:
        """Make a folder with those above it; the spare tree may have a file of that name."""
        above = folder
        while above:
            if above.casefold() in self._placed:
                raise ValueError(f"{above} is a file and a folder")
            self._folders.add(above)
            above = above.rpartition("/")[0]
        for name in folder.split("/") if self._existing else ():
            above = f"{above}/{name}" if above else name
            if above.casefold() not in self._placed and above not in self._existing_folders:
                self._remove_existing(above)
        os.makedirs(self._folder + folder, exist_ok=True)
        self._folders.add(folder)

    def prune(self) -> None:
        """Delete what was there and does not belong to the new tree."""
        wanted = {*self._placed.values(), *self._folders}
        for folded, path in self._existing.items():
            if path in wanted:
                continue
            if folded not in self._placed:
                self._remove_existing(path)
            folder = path.rpartition("/")[0]
            with contextlib.suppress(OSError):  # until one is not empty
                while folder:
                    os.rmdir(self._folder + folder)
                    folder = folder.rpartition("/")[0]

    def written(self) -> Written:
        """What was written so far."""
        return Written(len(self._placed), self._reused, self._size)

    def placed(self) -> Collection[str]:
        """The files of the new tree so far."""
        return self._placed.values()


@contextmanager
def stage_folder(
    target: Path,
    kept: Collection[str] = (),
    last: WrittenTree | None = None,
    spare: SpareTree | None = None,
) -> Iterator[Staging]:
    """A new tree for ``target``, exchanged for the old one when the block ends well.

    ``kept`` are paths below it that others wrote: they are in the new tree too. ``last`` is the
    old tree as it was written, and ``spare`` what the exchange before left, where they are known.
    Raises ForeignFiles where anything else is in ``target``, OSError where the disk fails; then
    it is as it was.
    """
    target = Path(os.path.realpath(target))
    target.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(path_beside(target, "lock")):
        repair_exchange(target)
        if not (last and last.has_only_ours(target, kept)):
            require_own(target, kept)
        staged, existing = _make_new_folder(target, spare)
        stage = Staging(target, staged, existing, _read_mode(staged) == _read_mode(target))
        try:
            yield stage
            stage.prune()
            _exchange(stage, staged, target, kept, last)
        finally:
            shutil.rmtree(staged, ignore_errors=True)


def _exchange(
    stage: Staging, staged: Path, target: Path, kept: Collection[str], last: WrittenTree | None
) -> None:
    """Put the new tree in the place of the old one, which becomes the spare if we know it."""
    is_known = last is not None and last.has_only_ours(target, kept)
    if not is_known:  # somebody may have put a file there meanwhile
        require_own(target, kept)
    link_kept(target, staged, kept)
    stage.tree = tree_of(staged, stage.placed(), kept)  # early: later a change would not be seen
    exchange_folders(staged, target)
    if staged.exists():
        refresh_kept(staged, target, kept)
        if last and is_known and stage.leaves_spare:
            remove_kept(staged, kept)
            stage.spare = SpareTree(make_token(), tree_of(staged, last.files))
            staged.rename(_spare_path(target, stage.spare))


def _spare_path(target: Path, spare: SpareTree) -> Path:
    """Where a spare tree is; the manual tells users of this name."""
    return path_beside(target, f"twin-{spare.token}")


def _make_new_folder(target: Path, spare: SpareTree | None) -> tuple[Path, frozenset[str]]:
    """An empty folder, or the spare tree renamed: a kill must not leave half a spare tree.

    A spare tree with other permissions than a new folder is of no use, nor one that is touched.
    """
    staged = path_beside(target, f"new-{make_token()}")
    staged.mkdir()
    existing: frozenset[str] = frozenset()
    if spare:
        path = _spare_path(target, spare)
        if _read_mode(path) == _read_mode(staged) and spare.tree.is_untouched(path):
            staged.rmdir()
            path.rename(staged)
            existing = spare.tree.files
    for left in list_beside(target, "new", "twin"):
        if left != staged:  # of a build that was killed: we have the lock, so none is running
            shutil.rmtree(left, ignore_errors=True)
    return staged, existing


def read_umask() -> int:
    """The permissions that new files and folders do not get; reading it means setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _read_mode(folder: Path) -> int:
    """The permission bits of a folder; 0 where there is none."""
    try:
        status = folder.stat()
    except OSError:
        return 0
    return status.st_mode & 0o777 if stat.S_ISDIR(status.st_mode) else 0

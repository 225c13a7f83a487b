"""One exchange of a whole folder: staged beside it, then swapped (edge: files).

A reader or a crash sees the old site or the new one. Unchanged files are hard-linked from
the old tree, never written in place. The tree before the old one may be kept as a twin: the
next new tree is made of it, and only what differs between them need be linked or written.
"""

from __future__ import annotations

import contextlib
import glob
import os
import secrets
import shutil
import stat
import tempfile
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from shaiquan.files.exchanging import beside, exchange, repair

#: by which we know a file that we wrote again without reading it: size, number, when its
#: content and when anything about it changed (ns)
Stamp = tuple[int, int, int, int]
NO_STAMP: Stamp = (0, 0, 0, 0)


class ForeignFolder(OSError):
    """The folder to be replaced holds something that is not a site of ours."""


@dataclass(frozen=True, slots=True)
class Written:
    """What an exchange did: files in all, files that were the same as before, bytes in all."""

    files: int
    reused: int
    size: int


@dataclass(frozen=True, slots=True)
class Twin:
    """The tree that an exchange took away: its token, and all files in it."""

    token: str
    files: frozenset[str]


class Staging:
    """The new tree while it is made: files are put into it, or kept from the old one.

    ``held`` are the files that its folder holds already. ``alike``: whether files of the old
    tree are as open to others as new ones are to be; else they are copied.
    """

    def __init__(
        self, old: Path, folder: Path, held: Collection[str] = (), alike: bool = True
    ) -> None:
        self._old, self._folder, self._alike = f"{old}/", f"{folder}/", alike
        self._held = {path.casefold(): path for path in held}
        self._folders = frozenset(folders_of(held))
        self._made: set[str] = set()
        self._folded: dict[str, str] = {}
        self._reused = self._size = 0
        #: the files of the old tree, where nothing else is in it: then it becomes the twin
        self.known: frozenset[str] | None = None
        self.token = secrets.token_hex(8)

    def twin(self) -> Twin | None:
        """What the exchange will leave, if it is to leave anything."""
        return None if self.known is None else Twin(self.token, self.known)

    def old_stamp(self, path: str) -> Stamp | None:
        """The stamp of a file of the old tree; None where there is no such file."""
        return stamp_of(self._old + path)

    def old(self, path: str) -> bytes | None:
        """The bytes of a file of the old tree, if it is there."""
        try:
            return Path(self._old + path).read_bytes()
        except OSError:
            return None

    def join(self, path: str, parts: Iterable[bytes]) -> None:
        """Write a file of pieces, one at a time."""
        self._place(path)
        self._without(path)
        with open(self._folder + path, "wb") as file:
            for part in parts:
                file.write(part)
                self._size += len(part)

    def put(self, path: str, content: bytes, same: bool | None = None) -> None:
        """Write a file, or link the old one where that is the same.

        ``same``: whether it is, where the caller knows; else the bytes are compared.
        """
        if same is None:
            found = self.old_stamp(path)
            same = found is not None and found[0] == len(content) and self.old(path) == content
        if same and self.keep(path):
            return
        self._place(path)
        self._size += len(content)
        self._without(path)  # another tree may have it too: never write in place
        with open(self._folder + path, "wb") as file:
            file.write(content)

    def keep(self, path: str) -> bool:
        """Link the old file; False where it is not there."""
        self._place(path)
        try:
            self._link(path)
        except FileNotFoundError:
            self._folded.pop(path.casefold(), None)
            return False
        self._reused += 1
        return True

    def _link(self, path: str) -> None:
        old, new = self._old + path, self._folder + path
        found = os.lstat(old)
        self._size += found.st_size
        if self._held.get(path.casefold()) == path:
            with contextlib.suppress(FileNotFoundError):
                if os.lstat(new).st_ino == found.st_ino:
                    return
        self._without(path)
        if not self._alike:
            shutil.copyfile(old, new)
            return
        try:
            os.link(old, new, follow_symlinks=False)
        except FileNotFoundError:
            raise
        except OSError:  # no hard links here; the content is the same all the same
            shutil.copy2(old, new)

    def _without(self, path: str) -> None:
        """Drop what the folder held by the name, which some disks do not tell from others."""
        if held := self._held.get(path.casefold()):
            with contextlib.suppress(FileNotFoundError, NotADirectoryError):
                os.unlink(self._folder + held)

    def _place(self, path: str) -> None:
        """Make the folder of a file. Paths are ours, so a bad one is our bug."""
        other = self._folded.setdefault(path.casefold(), path)  # some disks do not tell case apart
        if other != path:
            raise ValueError(f"paths clash: {path!r} and {other!r}")
        if self._held.get(path.casefold()) == path:  # it has stood there before
            return
        folder, _, name = path.rpartition("/")
        if path.startswith("/") or not name or ".." in path.split("/") or {"\\", "\0"} & {*path}:
            raise ValueError(f"bad path: {path!r}")
        if folder not in self._made:
            above = folder
            while above:
                if above.casefold() in self._folded:
                    raise ValueError(f"{above} is a file and a folder")
                self._made.add(above)
                above = above.rpartition("/")[0]
            self._folder_for(folder)
            self._made.add(folder)
        if path in self._made:
            raise ValueError(f"{path} is a file and a folder")
        if path in self._folders:  # of the tree that this is made of; a file now
            if any(each.startswith(f"{path.casefold()}/") for each in self._folded):
                raise ValueError(f"{path} is a file and a folder")
            shutil.rmtree(self._folder + path, ignore_errors=True)

    def _folder_for(self, folder: str) -> None:
        """A folder may stand where the tree that this is made of had a file."""
        above = ""
        for name in folder.split("/") if self._held else ():
            above = f"{above}/{name}" if above else name
            if above.casefold() not in self._folded and above not in self._folders:
                self._without(above)
        os.makedirs(self._folder + folder, exist_ok=True)

    def prune(self) -> None:
        """Take out what was there and does not belong to the new tree."""
        made = {*self._folded.values(), *self._made}
        for folded, path in self._held.items():
            if path in made:
                continue
            if folded not in self._folded:
                self._without(path)
            folder = path.rpartition("/")[0]
            with contextlib.suppress(OSError):  # until one is not empty
                while folder:
                    os.rmdir(self._folder + folder)
                    folder = folder.rpartition("/")[0]

    def written(self) -> Written:
        return Written(len(self._folded), self._reused, self._size)


@contextmanager
def staging(target: Path, marker: str, twin: Twin | None = None) -> Iterator[Staging]:
    """A new tree for ``target``, exchanged for the old one when the block ends well.

    ``marker`` is the file by which we know our own; ``twin`` what the last exchange left.
    Raises ForeignFolder where ``target`` holds other people's files, OSError where the disk
    fails; then ``target`` is as it was.
    """
    target = target.resolve() if target.is_symlink() else target.absolute()
    target.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(beside(target, "lock")):
        repair(target)
        _own(target, marker)
        staged, held = _new_folder(target, twin)
        stage = Staging(target, staged, held, _mode(staged) == _mode(target))
        try:
            yield stage
            stage.prune()
            exchange(staged, target)
            if stage.known is not None and staged.exists():
                staged.rename(_twin(target, stage.token))
        finally:
            shutil.rmtree(staged, ignore_errors=True)


def _twin(target: Path, token: str) -> Path:
    return beside(target, f"twin-{token}")


def _new_folder(target: Path, twin: Twin | None) -> tuple[Path, frozenset[str]]:
    """An empty folder, or the twin under a new name: a kill must not leave half a twin.

    A twin that is not as open to others as a new folder is of no use.
    """
    staged = Path(tempfile.mkdtemp(prefix=f".{target.name}.new-", dir=target.parent))
    staged.chmod(0o777 & ~umask())
    held: frozenset[str] = frozenset()
    if twin and _mode(_twin(target, twin.token)) == _mode(staged):
        staged.rmdir()
        _twin(target, twin.token).rename(staged)
        held = twin.files
    _sweep(target, staged)
    return staged, held


def umask() -> int:
    """What new files and folders are closed to; the system tells it only when it is set."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _mode(folder: Path) -> int:
    """The permission bits of a folder; 0 where there is none."""
    try:
        found = folder.stat()
    except OSError:
        return 0
    return found.st_mode & 0o777 if stat.S_ISDIR(found.st_mode) else 0


def folders_of(paths: Iterable[str]) -> set[str]:
    """The folders in which files are, with those above them but the uppermost."""
    found: set[str] = set()
    for path in paths:
        while (path := path.rpartition("/")[0]) and path not in found:
            found.add(path)
    return found


def stamp_of(path: str) -> Stamp | None:
    """The stamp of a plain file; None for anything else."""
    try:
        found = os.lstat(path)
    except OSError:
        return None
    if (found.st_mode & 0o170000) != 0o100000:
        return None
    return found.st_size, found.st_ino, found.st_mtime_ns, found.st_ctime_ns


def _own(target: Path, marker: str) -> None:
    """Refuse to replace what we did not write: a mistyped --site must not empty a folder."""
    if not target.exists():
        return
    if not target.is_dir():
        raise ForeignFolder(17, "这里是文件，不是文件夹；换一个 --site", str(target))
    if any(target.iterdir()) and not (target / marker).is_file():
        raise ForeignFolder(
            17, "文件夹里有别的东西，不敢覆盖；换一个 --site，或先清空它", str(target)
        )


def _sweep(target: Path, staged: Path) -> None:
    """Folders of builds that were killed; we hold the lock, so none is alive."""
    for kind in ("new", "twin"):
        for left in target.parent.glob(f".{glob.escape(target.name)}.{kind}-*"):
            if left != staged:
                shutil.rmtree(left, ignore_errors=True)

"""One exchange of a whole folder: staged beside it, then swapped (edge: files).

A reader or a crash sees the old site or the new one. Unchanged files are hard-linked from
the old tree, never written in place. Where the system cannot swap two folders, two renames
do, and :func:`repair` puts right at the next start what a crash between them left.
"""

from __future__ import annotations

import ctypes
import os
import platform
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from filelock import FileLock

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2


class ForeignFolder(OSError):
    """The folder to be replaced holds something that is not a site of ours."""


@dataclass(frozen=True, slots=True)
class Written:
    """What an exchange did: files in all, files that were the same as before, bytes in all."""

    files: int
    reused: int
    size: int


def write_site(target: Path, files: Mapping[str, bytes], marker: str) -> Written:
    """Make ``target`` hold just ``files``. ``marker`` is the file by which we know our own.

    Raises ForeignFolder where ``target`` holds other people's files, OSError where the disk
    fails; then ``target`` is as it was.
    """
    target = target.resolve() if target.is_symlink() else target.absolute()
    target.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(_beside(target, "lock")):
        repair(target)
        _own(target, marker)
        _sweep(target)
        staged = Path(tempfile.mkdtemp(prefix=f".{target.name}.new-", dir=target.parent))
        try:
            written = _stage(staged, target, files)
            exchange(staged, target)
        finally:
            shutil.rmtree(staged, ignore_errors=True)
    return written


def _beside(target: Path, what: str) -> Path:
    return target.parent / f".{target.name}.{what}"


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


def _sweep(target: Path) -> None:
    """Staging folders of builds that were killed; we hold the lock, so none is alive."""
    for left in target.parent.glob(f".{target.name}.new-*"):
        shutil.rmtree(left, ignore_errors=True)


def _stage(staged: Path, old: Path, files: Mapping[str, bytes]) -> Written:
    """Write or link every file below ``staged``."""
    _check(files)
    mask = os.umask(0)
    os.umask(mask)
    staged.chmod(0o777 & ~mask)
    reused = size = 0
    made: set[Path] = set()
    for path, content in files.items():
        to = staged / path
        if to.parent not in made:
            to.parent.mkdir(parents=True, exist_ok=True)
            made.add(to.parent)
        if _linked(old / path, to, content):
            reused += 1
        else:
            to.write_bytes(content)
        size += len(content)
    return Written(len(files), reused, size)


def _linked(old: Path, new: Path, content: bytes) -> bool:
    """Link ``new`` to ``old`` if that is the same file already."""
    try:
        if old.stat().st_size != len(content) or old.is_symlink() or old.read_bytes() != content:
            return False
    except OSError:
        return False
    try:
        os.link(old, new)
    except OSError:  # no hard links here; the content is the same all the same
        new.write_bytes(content)
    return True


def _check(files: Mapping[str, bytes]) -> None:
    """Paths are ours, so a bad one is our bug; on some disks case does not tell files apart."""
    folded: dict[str, str] = {}
    for path in files:
        parts = PurePosixPath(path).parts
        if not parts or path.startswith("/") or ".." in parts or "\\" in path or "\0" in path:
            raise ValueError(f"bad path: {path!r}")
        if folded.setdefault(path.casefold(), path) != path:
            raise ValueError(f"paths clash: {path!r} and {folded[path.casefold()]!r}")
    for path in files:
        for above in PurePosixPath(path).parents:
            if str(above).casefold() in folded:
                raise ValueError(f"{above} is a file and a folder")


# -- the exchange -----------------------------------------------------------------------------


def exchange(staged: Path, target: Path) -> None:
    """Put ``staged`` in the place of ``target``; afterwards ``staged`` is the old tree."""
    if not target.exists():
        staged.rename(target)
    elif not _swapped(staged, target):
        _renamed(staged, target)


def _swapped(one: Path, other: Path) -> bool:
    """Swap two folders in one step, where the system can."""
    a, b = os.fsencode(one), os.fsencode(other)
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        system = platform.system()
        if system == "Darwin":
            return bool(libc.renamex_np(a, b, _RENAME_SWAP) == 0)
        if system == "Linux":
            return bool(libc.renameat2(_AT_FDCWD, a, _AT_FDCWD, b, _RENAME_EXCHANGE) == 0)
    except (AttributeError, OSError, TypeError):
        return False
    return False


def _renamed(staged: Path, target: Path) -> None:
    """Two renames. Between them ``target`` is missing and its old tree stands beside it."""
    aside = _beside(target, "old")
    target.rename(aside)
    try:
        staged.rename(target)
    except OSError:
        aside.rename(target)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def repair(target: Path) -> None:
    """Finish or undo an exchange that was cut short between its two renames."""
    aside = _beside(target, "old")
    if aside.exists():
        if target.exists():
            shutil.rmtree(aside, ignore_errors=True)
        else:
            aside.rename(target)

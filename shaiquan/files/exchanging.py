"""The exchange of a whole folder for another, in one step where the system can (edge: files).

Where it cannot, two renames do, and :func:`repair` puts right at the next start what a crash
between them left.
"""

from __future__ import annotations

import ctypes
import os
import platform
import shutil
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2


def beside(target: Path, what: str) -> Path:
    """A name of ours in the folder that holds ``target``."""
    return target.parent / f".{target.name}.{what}"


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
    aside = beside(target, "old")
    target.rename(aside)
    try:
        staged.rename(target)
    except OSError:
        aside.rename(target)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def repair(target: Path) -> None:
    """Finish or undo an exchange that was cut short between its two renames."""
    aside = beside(target, "old")
    if aside.exists():
        if target.exists():
            shutil.rmtree(aside, ignore_errors=True)
        else:
            aside.rename(target)

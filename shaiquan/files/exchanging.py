"""One folder put in the place of another, in one step where the system can (edge: files).

Where it cannot, it takes two renames, and :func:`repair_exchange` puts right at the next start
what a crash between them left.
"""

from __future__ import annotations

import ctypes
import os
import platform
import re
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2


def path_beside(target: Path, suffix: str) -> Path:
    """A hidden path of ours in the folder that ``target`` is in."""
    return target.parent / f".{target.name}.{suffix}"


def make_token() -> str:
    """What makes the hidden name of a folder one that nobody else gives."""
    return secrets.token_hex(8)


def list_beside(target: Path, *roles: str) -> Iterator[Path]:
    """Our own hidden folders of some roles beside ``target``: ``.site.new-<token>``."""
    names = re.compile(rf"\.{re.escape(target.name)}\.(?:{'|'.join(roles)})-[0-9a-f]{{16}}")
    return (path for path in target.parent.iterdir() if names.fullmatch(path.name))


def exchange_folders(staged: Path, target: Path) -> None:
    """Put ``staged`` in the place of ``target``; afterwards ``staged`` is the old tree."""
    if not target.exists():
        staged.rename(target)
    elif not _swap(staged, target):
        _rename(staged, target)


def _swap(one: Path, other: Path) -> bool:
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


def _rename(staged: Path, target: Path) -> None:
    """Two renames. Between them ``target`` is missing and its old tree is beside it."""
    aside = path_beside(target, f"old-{make_token()}")
    target.rename(aside)
    try:
        staged.rename(target)
    except OSError:
        aside.rename(target)
        raise
    aside.rename(staged)


def repair_exchange(target: Path) -> None:
    """Finish or undo an exchange that was cut short between its two renames."""
    for aside in sorted(list_beside(target, "old")):
        if os.path.lexists(target):
            shutil.rmtree(aside, ignore_errors=True)
        else:
            aside.rename(target)

"""Files of the content given the bytes that they once had, all or none (edge: writes files)."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Mapping
from pathlib import Path

from shaiquan.files.overwriting import overwrite_file
from shaiquan.versions.interface import VersionsFault


def write_files(content: Path, files: Mapping[str, bytes | None]) -> None:
    """Give files below a folder these bytes; None: delete the file.

    Where one cannot be written, all are as they were before. Raises OSError, and VersionsFault
    where a link leads elsewhere.
    """
    for inside in files:
        _refuse_link(content, inside)
    before = {
        inside: path.read_bytes() if (path := content / inside).is_file() else None
        for inside in files
    }
    try:
        for inside in sorted(files, key=lambda inside: files[inside] is not None):
            _set_bytes(content, inside, files[inside])
    except BaseException:
        for inside in sorted(before, key=lambda inside: before[inside] is not None):
            with contextlib.suppress(OSError):
                _set_bytes(content, inside, before[inside])
        raise


def _refuse_link(content: Path, inside: str) -> None:
    """Raises VersionsFault where a file would be written outside the content."""
    parent = (content / inside).parent
    if not parent.resolve().is_relative_to(content.resolve()):
        zh = f"“{parent}”是通到别处的链接，不往里写：先删去这个链接"
        raise VersionsFault(zh, f"{parent} is a link that leads elsewhere: delete it first")


def _set_bytes(content: Path, inside: str, data: bytes | None) -> None:
    """Give a file new bytes at once; none: delete it, and the folders that are empty then: a file
    may have been there."""
    path = content / inside
    if path.is_symlink() or data is None:  # never written through: it may lead elsewhere
        with contextlib.suppress(NotADirectoryError):
            path.unlink(missing_ok=True)
    if data is None:
        for folder in itertools.takewhile(lambda one: one != content, path.parents):
            with contextlib.suppress(OSError):
                folder.rmdir()
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    overwrite_file(path, data)

"""What is read of a folder, and how: regular files inside it, and nothing else (edge: reads files).

A pipe or a device may never end, and a link may lead to what nobody means to publish. Content,
layouts and assets are listed and opened by these functions alone.
"""

from __future__ import annotations

import enum
import errno
import os
import stat
from collections.abc import Container, Iterator
from pathlib import Path
from typing import NamedTuple

#: a pipe must not make us wait
_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)


class Oddity(enum.Enum):
    """What stands where a file should be."""

    OUTSIDE = "link-outside"
    HIDDEN = "link-to-hidden"
    FOLDER = "link-to-folder"
    NOWHERE = "link-to-nowhere"
    CIRCLE = "link-in-a-circle"
    PIPE = "pipe"
    DEVICE = "device"
    SOCKET = "socket"


class NotRegular(OSError):
    """Something else than a regular file was to be read."""


class FoundPath(NamedTuple):
    """A path below a folder, with a slash at its end where it is a folder itself.

    ``link``: where it leads, as it is written; empty where it is no link. ``fault``: why it
    cannot be read, as the value of an Oddity or the number of the system's error; else empty.
    """

    inside: str
    link: str = ""
    fault: str = ""


def list_paths(folder: Path | str, leave_out: Container[str] = ()) -> Iterator[FoundPath]:
    """Every path below a folder, each folder before what is in it.

    Hidden files and folders are not listed, nor folders named in ``leave_out``. A link to a file
    in the same folder is a file; no other link is followed.
    """
    root = os.fspath(folder)
    return _list_below(root, os.path.realpath(root), "", leave_out)


def _list_below(
    root: str, real_root: str, inside: str, leave_out: Container[str]
) -> Iterator[FoundPath]:
    folders = []
    try:
        with os.scandir(f"{root}/{inside}") as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as fault:
        yield FoundPath(inside, fault=str(fault.errno))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        path = inside + entry.name
        if entry.is_symlink():
            yield _judge_link(entry, path, real_root)
        elif entry.is_file(follow_symlinks=False):
            yield FoundPath(path)
        elif not entry.is_dir(follow_symlinks=False):
            yield FoundPath(path, fault=_name_type(entry.stat(follow_symlinks=False).st_mode))
        elif entry.name not in leave_out:
            folders.append(f"{path}/")
    for path in folders:
        yield FoundPath(path)
        yield from _list_below(root, real_root, path, leave_out)


def _judge_link(entry: os.DirEntry[str], path: str, real_root: str) -> FoundPath:
    """A link, and whether it may be followed."""
    link, real = os.fspath(Path(entry.path).readlink()), os.path.realpath(entry.path)
    inside = real.removeprefix(real_root)
    try:
        mode = entry.stat().st_mode
    except OSError as fault:
        names = {errno.ELOOP: Oddity.CIRCLE, errno.ENOENT: Oddity.NOWHERE}
        name = names.get(fault.errno or 0)
        return FoundPath(path, link, str(name.value) if name else str(fault.errno))
    if inside == real or (inside and not inside.startswith(os.sep)):
        return FoundPath(path, link, Oddity.OUTSIDE.value)
    if f"{os.sep}." in inside:
        return FoundPath(path, link, Oddity.HIDDEN.value)
    return FoundPath(path, link, "" if stat.S_ISREG(mode) else _name_type(mode))


def _name_type(mode: int) -> str:
    """What something is that is no regular file."""
    types = {stat.S_IFDIR: Oddity.FOLDER, stat.S_IFIFO: Oddity.PIPE, stat.S_IFSOCK: Oddity.SOCKET}
    return str(types.get(stat.S_IFMT(mode), Oddity.DEVICE).value)


def open_regular(path: Path | str) -> int:
    """Open a file that was listed; NotRegular, at once, if something else stands there now."""
    handle = os.open(path, _READ)
    if stat.S_ISREG(os.fstat(handle).st_mode):
        return handle
    os.close(handle)
    raise NotRegular(errno.EINVAL, "Not a regular file", os.fspath(path))


def read_regular(path: Path | str) -> bytes:
    """The bytes of a regular file. Raises NotRegular as :func:`open_regular` does, and OSError."""
    with os.fdopen(open_regular(path), "rb") as file:
        return file.read()

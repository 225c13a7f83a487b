"""What may stand in a folder in the place of a file, by the name of its fault."""

from __future__ import annotations

import os
import socket
import stat
from collections.abc import Callable
from pathlib import Path


def _make_device(path: Path) -> None:
    """One without end, where we may make it."""
    os.mknod(path, stat.S_IFCHR | 0o600, os.makedev(1, 5))


def _make_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(os.path.relpath(path))


def _may_make_devices() -> bool:
    return os.name == "posix" and os.geteuid() == 0


#: fault -> makes it; the folder has a hidden folder ``.hidden``
ODD_FILES: dict[str, Callable[[Path], None]] = {
    "link-outside": lambda path: path.symlink_to("/dev/zero"),
    "link-to-hidden": lambda path: path.symlink_to(".hidden"),
    "link-to-folder": lambda path: path.symlink_to("."),
    "link-to-nowhere": lambda path: path.symlink_to("nowhere"),
    "link-in-a-circle": lambda path: path.symlink_to(path.name),
    "pipe": os.mkfifo,
    "socket": _make_socket,
}
if _may_make_devices():
    ODD_FILES["device"] = _make_device

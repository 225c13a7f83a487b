"""The files of a folder by their digests: how a build sees what changed (edge: reads files).

No content is parsed here, so that a build after no change is quick. Digests, not times: a file
that was touched is the same, and so is one that was put back.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Container
from pathlib import Path

from shaiquan.files.regular import FoundPath, list_paths, open_regular

#: path below the folder -> digest of the file; what it is where it is no readable file
Digests = dict[str, bytes]
SIZE = 16
#: stands for a folder
FOLDER = b"folder"
_UNREADABLE = re.compile(rb"unreadable:([a-z0-9-]+)\Z")


def digest(*parts: bytes) -> bytes:
    """A digest of parts, each with its length, so that no two lists of parts are the same."""
    hashed = hashlib.blake2b(digest_size=SIZE)
    for part in parts:
        hashed.update(len(part).to_bytes(8, "little"))
        hashed.update(part)
    return hashed.digest()


def digest_bytes(data: bytes) -> bytes:
    """The digest of a file by its bytes."""
    return hashlib.blake2b(data, digest_size=SIZE).digest()


def encode_path(path: str) -> bytes:
    """A path as bytes; it may be in another encoding than UTF-8."""
    return path.encode("utf-8", "surrogateescape")


def digest_folder(folder: Path | str, leave_out: Container[str] = ()) -> Digests:
    """Everything that :func:`list_paths` finds below ``folder``, sorted by path.

    A folder without files is listed too, since it may have a name that content must not have.
    """
    root = os.fspath(folder)
    return dict(sorted((f.inside, _digest_found(root, f)) for f in list_paths(root, leave_out)))


def _digest_found(root: str, found: FoundPath) -> bytes:
    link = b"link:" + encode_path(found.link) if found.link else b""
    if found.fault:
        return link + mark_unreadable(found.fault)
    if found.inside.endswith("/"):
        return FOLDER
    return link + _digest_file(f"{root}/{found.inside}")


def _digest_file(path: str) -> bytes:
    """The digest of a file; by low-level calls, since there may be ten thousand."""
    try:
        handle = open_regular(path)
        try:
            hashed = hashlib.blake2b(digest_size=SIZE)
            while part := os.read(handle, 1 << 18):
                hashed.update(part)
            return hashed.digest()
        finally:
            os.close(handle)
    except OSError as fault:
        return mark_unreadable(str(fault.errno))


def is_file(scanned: bytes) -> bool:
    """Whether a scanned digest is of a file, not of a folder or of something unreadable."""
    return scanned != FOLDER and not _UNREADABLE.search(scanned)


def is_same(scanned: bytes | None, content: bytes) -> bool:
    """Whether a scanned digest, if there is one, is that of a file with the digest ``content``."""
    return scanned is not None and scanned.endswith(content)  # before it, where a link leads


def mark_unreadable(fault: str) -> bytes:
    """What stands for a path that cannot be read; ``fault`` as in :class:`FoundPath`."""
    return f"unreadable:{fault}".encode()


def find_fault(scanned: bytes) -> str:
    """Why a scanned path could not be read, as in :class:`FoundPath`; empty where it could."""
    match = _UNREADABLE.search(scanned)
    return match[1].decode() if match else ""


def combine_digests(files: Digests) -> bytes:
    """One digest of a folder."""
    return digest(*(part for path, file in files.items() for part in (encode_path(path), file)))

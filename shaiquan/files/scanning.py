"""The files of a folder by their digests: how a build sees what changed (edge: reads files).

No content is parsed here, so that a build after no change is quick. Digests, not times: a file
that was touched is the same, and so is one that was put back.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Container, Iterator
from pathlib import Path

#: path below the folder -> digest of the file; what it is where it is no readable file
Digests = dict[str, bytes]
SIZE = 16
#: a pipe must not make us wait
_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
#: stands for a folder
FOLDER = b"folder"
_UNREADABLE = re.compile(rb"unreadable:\d+\Z")


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
    """Every file below ``folder``, sorted by path; not below folders named in ``leave_out``.

    Links are followed to files and never into folders. A folder without files is listed too,
    since it may have a name that content must not have.
    """
    root = os.fspath(folder)
    return dict(sorted(_scan(root, "", leave_out)))


def _scan(root: str, inside: str, leave_out: Container[str]) -> Iterator[tuple[str, bytes]]:
    folders = []
    try:
        entries = os.scandir(f"{root}/{inside}")
    except OSError as fault:
        yield inside, _unreadable(fault)
        return
    with entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name not in leave_out:
                    folders.append(f"{inside}{entry.name}/")
            else:
                is_link = entry.is_symlink()
                link = b"link:" + encode_path(os.readlink(entry.path)) if is_link else b""
                yield inside + entry.name, link + _digest_file(entry.path)
    for name in folders:
        yield name, FOLDER
        yield from _scan(root, name, leave_out)


def _digest_file(path: str) -> bytes:
    """The digest of a file; by low-level calls, since there may be ten thousand."""
    try:
        handle = os.open(path, _READ)
        try:
            hashed = hashlib.blake2b(digest_size=SIZE)
            while part := os.read(handle, 1 << 18):
                hashed.update(part)
            return hashed.digest()
        finally:
            os.close(handle)
    except OSError as fault:
        return _unreadable(fault)


def is_file(scanned: bytes) -> bool:
    """Whether a scanned digest is of a file, not of a folder or of something unreadable."""
    return scanned != FOLDER and not _UNREADABLE.search(scanned)


def is_same(scanned: bytes | None, content: bytes) -> bool:
    """Whether a scanned digest, if there is one, is that of a file with the digest ``content``."""
    return scanned is not None and scanned.endswith(content)  # before it, where a link leads


def _unreadable(fault: OSError) -> bytes:
    return f"unreadable:{fault.errno}".encode()


def combine_digests(files: Digests) -> bytes:
    """One digest of a folder."""
    return digest(*(part for path, file in files.items() for part in (encode_path(path), file)))

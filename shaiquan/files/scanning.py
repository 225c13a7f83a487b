"""What is in a folder, by digests: the first question of every build (edge: reads files).

Nothing of the content is understood here, so that a build after no change asks no more than
this. Digests, not times: a file that was touched is the same, one that was put back is too.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Container, Iterator
from pathlib import Path

#: path below the folder -> digest of the file; of what is no readable file, what it is
Digests = dict[str, bytes]
SIZE = 16
#: stands for a folder
FOLDER = b"folder"
_UNREADABLE = re.compile(rb"unreadable:\d+\Z")


def digest(*parts: bytes) -> bytes:
    """A digest of parts, each with its length, so that no two lists of parts are the same."""
    found = hashlib.blake2b(digest_size=SIZE)
    for part in parts:
        found.update(len(part).to_bytes(8, "little"))
        found.update(part)
    return found.digest()


def of_file(data: bytes) -> bytes:
    """The digest of a file by its bytes."""
    return hashlib.blake2b(data, digest_size=SIZE).digest()


def encoded(path: str) -> bytes:
    """A path as bytes; its name may be in another encoding than UTF-8."""
    return path.encode("utf-8", "surrogateescape")


def digests(folder: Path | str, leave_out: Container[str] = ()) -> Digests:
    """Every file below ``folder``, sorted by path; not below folders named in ``leave_out``.

    Links are followed to files and never into folders; a folder without files counts too,
    since one may have a name that content must not have.
    """
    root = os.fspath(folder)
    return dict(sorted(_below(root, "", leave_out)))


def _below(root: str, inside: str, leave_out: Container[str]) -> Iterator[tuple[str, bytes]]:
    folders = []
    try:
        found = os.scandir(f"{root}/{inside}")
    except OSError as fault:
        yield inside, _unreadable(fault)
        return
    with found:
        for each in found:
            if each.is_dir(follow_symlinks=False):
                if each.name not in leave_out:
                    folders.append(f"{inside}{each.name}/")
            else:
                mark = b"link:" + encoded(os.readlink(each.path)) if each.is_symlink() else b""
                yield inside + each.name, mark + _digest_of(each.path)
    for name in folders:
        yield name, FOLDER
        yield from _below(root, name, leave_out)


def _digest_of(path: str) -> bytes:
    """Of the bytes of a file; low-level calls, since ten thousand are asked at once."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        try:
            found = hashlib.blake2b(digest_size=SIZE)
            while part := os.read(handle, 1 << 18):
                found.update(part)
            return found.digest()
        finally:
            os.close(handle)
    except OSError as fault:
        return _unreadable(fault)


def is_file(mark: bytes) -> bool:
    """Whether a digest is that of a file, and not of a folder or of what cannot be read."""
    return mark != FOLDER and not _UNREADABLE.search(mark)


def is_same(mark: bytes | None, content: bytes) -> bool:
    """Whether a digest of a folder's scan, if there is one, is that of a file's content."""
    return mark is not None and mark.endswith(content)  # of a link, where it leads stands before


def _unreadable(fault: OSError) -> bytes:
    return f"unreadable:{fault.errno}".encode()


def whole(found: Digests) -> bytes:
    """One digest of a folder."""
    return digest(*(part for path, each in found.items() for part in (encoded(path), each)))

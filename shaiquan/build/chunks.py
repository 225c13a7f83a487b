"""Records in chunks: the work of an action, and the part of a file that it makes."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

#: records of a chunk on average; a power of two
_SIZE = 32


def split_ids(ids: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Ids in order, cut where a hash of an id says: one more id changes one chunk, not all after.

    >>> [len(chunk) for chunk in split_ids(f"p-{n}" for n in range(100))]
    [35, 54, 11]
    """
    chunk: list[str] = []
    for id in ids:
        if chunk and zlib.crc32(id.encode()) % _SIZE == 0:
            yield tuple(chunk)
            chunk = []
        chunk.append(id)
    if chunk:
        yield tuple(chunk)

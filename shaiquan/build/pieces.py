"""Pieces of files that are joined later, put aside on the disk (edge: files)."""

from __future__ import annotations

import os
import tempfile
import weakref


class Aside:
    """Of a hundred thousand records the rows are too many to be held in memory."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - as long as this
        weakref.finalize(self, self._file.close)

    def put(self, part: bytes) -> tuple[int, int]:
        """Put a piece aside: where it is, and how long."""
        start = self._file.seek(0, os.SEEK_END)
        self._file.write(part)
        return start, len(part)

    def get(self, start: int, length: int) -> bytes:
        self._file.seek(start)
        return self._file.read(length)

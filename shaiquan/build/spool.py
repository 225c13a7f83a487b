"""Parts of files on the disk until they are joined (edge: files)."""

from __future__ import annotations

import os
import tempfile
import weakref


class Spool:
    """A temporary file of parts: the rows of 100,000 records are too many for the memory."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - as long as this
        weakref.finalize(self, self._file.close)

    def put(self, part: bytes) -> tuple[int, int]:
        """Write a part: where it is, and how long."""
        start = self._file.seek(0, os.SEEK_END)
        self._file.write(part)
        return start, len(part)

    def get(self, start: int, length: int) -> bytes:
        self._file.seek(start)
        return self._file.read(length)

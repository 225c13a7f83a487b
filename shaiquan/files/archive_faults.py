"""What goes wrong in a damaged archive: Python has no one name for it in all ways of packing."""

from __future__ import annotations

import lzma
import tarfile
import zipfile
import zlib

#: beside OSError; a password that is needed is RuntimeError, another way of packing
#: NotImplementedError
DAMAGED_ARCHIVE = (
    EOFError, ValueError, zipfile.BadZipFile, tarfile.TarError, lzma.LZMAError, zlib.error,
    RuntimeError, NotImplementedError,
)  # fmt: skip

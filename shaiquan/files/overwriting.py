"""One file overwritten at once or not at all (edge: files)."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from shaiquan.files.writing import read_umask


class FileChanged(Exception):
    """Somebody saved a file after it was read; names it."""


def overwrite_file(path: Path, data: bytes) -> None:
    """Write beside the file, then rename over it: it has the new bytes, or the old ones."""
    path = Path(os.path.realpath(path))
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    staged = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        staged.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~read_umask())
        staged.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            staged.unlink()
        raise

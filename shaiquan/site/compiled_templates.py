"""Compiled templates in a folder, so that no process compiles them again (edge: reads and writes
that folder)."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import jinja2
import jinja2.bccache

from shaiquan import __version__
from shaiquan.files.user_key import SIGNATURE_SIZE, is_signed, read_user_key, sign


class CompiledTemplates(jinja2.BytecodeCache):
    """Compiled templates in a folder, signed by this user: all others are compiled anew."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._key = folder, read_user_key()
        with contextlib.suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        with contextlib.suppress(OSError):
            path = self._file(bucket)
            data = path.read_bytes() if path.is_file() else b""
            signature, code = data[:SIGNATURE_SIZE], data[SIGNATURE_SIZE:]
            if is_signed(self._key, path.name, code, signature):
                bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        code, path = bucket.bytecode_to_string(), self._file(bucket)
        if self._key:
            new = path.with_name(f".{path.name}.{os.getpid()}")
            with contextlib.suppress(OSError):  # what is not kept costs time alone
                new.unlink(missing_ok=True)
                with new.open("xb") as file:  # never through a link that lies there
                    file.write(sign(self._key, path.name, code) + code)
                new.replace(path)

    def _file(self, bucket: jinja2.bccache.Bucket) -> Path:
        """The name has both versions; jinja2's key has not."""
        name = f"shaiquan-{__version__}-jinja2-{jinja2.__version__}-{bucket.key}.bin"
        return self._folder / name

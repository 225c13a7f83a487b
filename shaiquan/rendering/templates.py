"""The templates of a folder, compiled, and where one of them fails."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable, Mapping, MutableMapping
from pathlib import Path
from typing import Any

import jinja2
from jinja2.bccache import Bucket

from shaiquan import __version__
from shaiquan.scanning import SIZE, of_file

#: what templates call, by name
Functions = Mapping[str, Callable[..., Any]]

#: a failure here is our own, even where a template called
_PACKAGE = Path(__file__).resolve().parent.parent


class Environment(jinja2.Environment):
    """An environment whose globals are set before its first template is read."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **(d or {})}  # a plain dict: it is copied for each page


def environment(
    folder: Path,
    cache: Path | None,
    functions: Functions,
    filters: Functions,
) -> Environment:
    """The templates as they are now; compiled ones are kept in ``cache``, if one is given."""
    made = Environment(
        loader=jinja2.FileSystemLoader(folder),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        bytecode_cache=_Compiled(cache) if cache else None,
    )
    made.globals.update(functions)
    made.filters.update(filters)
    return made


class _Compiled(jinja2.BytecodeCache):
    """Compiled templates in a folder, by our version and jinja2's too.

    Each file begins with the digest of the rest: a damaged one is compiled again.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder

    def _path(self, bucket: Bucket) -> Path:
        versions = f"shaiquan-{__version__}-jinja2-{jinja2.__version__}"
        return self._folder / f"{versions}-{bucket.key}.bin"

    def load_bytecode(self, bucket: Bucket) -> None:
        with contextlib.suppress(OSError):
            data = self._path(bucket).read_bytes()
            if of_file(data[SIZE:]) == data[:SIZE]:
                bucket.bytecode_from_string(data[SIZE:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        data = bucket.bytecode_to_string()
        with contextlib.suppress(OSError):  # to keep it is no more than a help
            handle, name = tempfile.mkstemp(dir=self._folder)
            with os.fdopen(handle, "wb") as file:
                file.write(of_file(data) + data)
            Path(name).replace(self._path(bucket))


def place(fault: Exception, folder: Path) -> tuple[Path, int] | None:
    """The template and line that failed; None where no template is to blame."""
    if isinstance(fault, jinja2.TemplateSyntaxError):
        return Path(fault.filename or folder), fault.lineno
    if isinstance(fault, jinja2.TemplatesNotFound | jinja2.TemplateNotFound):
        return _innermost(fault, folder) or (folder / (fault.message or ""), 1)
    return _innermost(fault, folder)


def _innermost(fault: Exception, folder: Path) -> tuple[Path, int] | None:
    """The last frame of the traceback if it is a line of a template, or jinja2's own."""
    found = None
    trace = fault.__traceback__
    while trace is not None:
        path = Path(trace.tb_frame.f_code.co_filename)
        if path.is_relative_to(folder):
            found = (path, trace.tb_lineno)
        elif path.is_relative_to(_PACKAGE):
            found = None
        trace = trace.tb_next
    return found

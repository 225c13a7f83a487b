"""The templates of a folder, compiled, and where one of them fails."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Mapping, MutableMapping
from pathlib import Path
from typing import Any

import jinja2
import jinja2.bccache
from jinja2.loaders import split_template_path

from shaiquan import __version__
from shaiquan.files.layouts import Templates

#: what templates call, by name
TemplateFunctions = Mapping[str, Callable[..., Any]]

_HERE = Path(__file__).resolve()
#: bytes of a digest
_SIZE = 16
#: a failure here is our own, even where a template called; but for what reads templates
_PACKAGE = _HERE.parent.parent


class Environment(jinja2.Environment):
    """An environment whose globals are set before its first template is read."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **(d or {})}  # a plain dict: it is copied for each page


class _Loader(jinja2.BaseLoader):
    """Templates under the names that their files have here, wherever they are compiled."""

    def __init__(self, templates: Templates) -> None:
        self._templates = templates

    def get_source(self, _: jinja2.Environment, template: str) -> tuple[str, str, None]:
        name = "/".join(split_template_path(template))
        folder, found = self._templates.folder, self._templates.read(name)
        if found is None:
            missing = f"{template!r} not found in search path: {str(folder)!r}"
            raise jinja2.TemplateNotFound(template, missing)
        return found.decode("utf-8"), str(folder / name), None


def environment(
    templates: Templates,
    cache: Path | None,
    functions: TemplateFunctions,
    filters: TemplateFunctions,
) -> Environment:
    """The templates as they are now; compiled ones are kept in ``cache``, if one is given."""
    made = Environment(
        loader=_Loader(templates),
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
    """Compiled templates in a folder, each with its digest: what is damaged is compiled anew."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        with contextlib.suppress(OSError):
            data = self._file(bucket).read_bytes()
            if _digest(data[_SIZE:]) == data[:_SIZE]:
                bucket.bytecode_from_string(data[_SIZE:])

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        code = bucket.bytecode_to_string()
        with contextlib.suppress(OSError):  # what is not kept costs time alone
            self._file(bucket).write_bytes(_digest(code) + code)

    def _file(self, bucket: jinja2.bccache.Bucket) -> Path:
        """Named by our version and jinja2's too, of which the key does not tell."""
        name = f"shaiquan-{__version__}-jinja2-{jinja2.__version__}-{bucket.key}.bin"
        return self._folder / name


def _digest(code: bytes) -> bytes:
    return hashlib.blake2b(code, digest_size=_SIZE).digest()


def place(fault: Exception, folder: Path) -> tuple[Path, int] | None:
    """The template and line that failed; None where no template is to blame."""
    if isinstance(fault, jinja2.TemplateSyntaxError):
        return Path(fault.filename or folder), fault.lineno
    if isinstance(fault, jinja2.TemplatesNotFound | jinja2.TemplateNotFound):
        return _innermost(fault, folder) or (folder / (fault.name or ""), 1)
    return _innermost(fault, folder)


def _innermost(fault: Exception, folder: Path) -> tuple[Path, int] | None:
    """The last frame of the traceback if it is a line of a template, or jinja2's own."""
    found = None
    trace = fault.__traceback__
    while trace is not None:
        path = Path(trace.tb_frame.f_code.co_filename)
        if path.is_relative_to(folder):
            found = (path, trace.tb_lineno)
        elif path != _HERE and path.is_relative_to(_PACKAGE):
            found = None
        trace = trace.tb_next
    return found

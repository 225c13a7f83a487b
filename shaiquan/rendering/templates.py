"""The templates of a folder, compiled, and where one of them fails."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from pathlib import Path
from typing import Any

import jinja2
from jinja2.loaders import split_template_path

from shaiquan import __version__
from shaiquan.layouts import Templates

#: what templates call, by name
Functions = Mapping[str, Callable[..., Any]]

_HERE = Path(__file__).resolve()
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
    functions: Functions,
    filters: Functions,
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
        bytecode_cache=_compiled(cache) if cache else None,
    )
    made.globals.update(functions)
    made.filters.update(filters)
    return made


def _compiled(folder: Path) -> jinja2.BytecodeCache:
    """Kept by our version and jinja2's too, of which the names in its cache do not tell."""
    folder.mkdir(parents=True, exist_ok=True)
    pattern = f"shaiquan-{__version__}-jinja2-{jinja2.__version__}-%s.bin"
    return jinja2.FileSystemBytecodeCache(str(folder), pattern)


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

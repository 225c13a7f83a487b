"""The templates of a folder, and their parts that are rendered once."""

from __future__ import annotations

import copy
import functools
import re
from collections.abc import Callable, Generator, Hashable, Iterable, Mapping, MutableMapping
from itertools import chain, islice, repeat
from pathlib import Path
from typing import Any

import jinja2
from jinja2.environment import TemplateModule
from jinja2.loaders import split_template_path
from jinja2.runtime import Context, Macro
from jinja2.utils import missing

from shaiquan.content.suggestions import suggest_spelling
from shaiquan.files.layouts import Templates
from shaiquan.limits import TEMPLATE_PIECES, TEMPLATE_RANGE, Limit
from shaiquan.problems import Bilingual
from shaiquan.site.compiled_templates import CompiledTemplates
from shaiquan.site.page_context import Links

#: what templates call, by name
TemplateFunctions = dict[str, Callable[..., Any]]

_HERE = Path(__file__).resolve()
#: code below here, except this module: a failure there is our bug


class _Template(jinja2.Template):
    """A template whose macros keep nothing from one page to the next."""

    #: what an import gave last, its names, and what they meant when it was new
    _made: tuple[TemplateModule, Mapping[str, Any], Mapping[str, Any]] | None = None

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:  # noqa: ARG002
        """What an import gives. Jinja would share it with all pages, and so a counter that stands
        beside the macros; here the next page has it only as long as it is as it was."""
        if self._made is None or _copy_plain(self._made[1]) != self._made[2]:
            context = self.new_context()
            module = TemplateModule(self, context)
            plain = _copy_plain(context.vars)
            if plain is None:
                return module
            self._made = module, context.vars, plain
        return self._made[0]


#: values in which nothing can be kept
_CONSTANT = (str, int, float, type(None), Macro)


def _copy_plain(names: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """A copy of names and what they mean; None where something could change and not be seen."""
    copied = {}
    for name, value in names.items():
        is_list = isinstance(value, dict | list | tuple)
        items = [*value.values()] if isinstance(value, dict) else value if is_list else [value]
        if not all(isinstance(item, _CONSTANT) for item in items):
            return None
        copied[name] = copy.copy(value) if is_list else value
    return copied


class _Unknown(jinja2.StrictUndefined):
    """A name that nobody knows: of a part of something, with the one that was probably meant."""

    @property
    def _undefined_message(self) -> str:
        name, owner = self._undefined_name, self._undefined_obj
        if self._undefined_hint or owner is missing or not isinstance(name, str):
            return super()._undefined_message
        known = owner if isinstance(owner, Mapping) else dir(owner)
        hint = suggest_spelling(name, (word for word in known if not word.startswith("_")))
        english = hint.en if isinstance(hint, Bilingual) else ""
        return Bilingual(f"这里没有“{name}”{hint}", f"there is no {name!r} here{english}")


class Environment(jinja2.Environment):
    """An environment whose globals are set before its first template is read.

    A template is code, and whoever writes one is trusted; but a loop that was to end and does not
    ends here.
    """

    template_class = _Template
    loader: _Loader

    def join_path(self, template: str, parent: str) -> str:
        """The name of a template that ``parent`` asks for."""
        return self.loader.join_path(template, parent)

    @staticmethod
    def concat(pieces: Iterable[str]) -> str:
        """The text of a page, from the running template, or of a macro, from a list."""
        if not isinstance(pieces, Generator):
            return "".join(pieces)
        text = "".join(islice(pieces, TEMPLATE_PIECES.most))
        if next(pieces, None) is not None:
            pieces.throw(_exceed(TEMPLATE_PIECES))  # at the line where it is
        return text

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **(d or {})}  # a plain dict: it is copied for each page


def _exceed(limit: Limit) -> jinja2.TemplateRuntimeError:
    what, most = limit.what, f"{limit.most:,}"
    return jinja2.TemplateRuntimeError(
        Bilingual(f"{what}超过了上限 {most}", f"more than {most} of {what.en}")
    )


def _make_range(*bounds: int) -> range:
    """``range`` for templates."""
    items = range(*bounds)
    try:
        if len(items) <= TEMPLATE_RANGE.most:
            return items
    except OverflowError:  # more than a machine word can count
        pass
    raise _exceed(TEMPLATE_RANGE)


#: what a layout puts before the name of a file to have that of the folders below its own
BELOW = "below/"
#: the name inside of a file that is searched from a layer on
_FROM_LAYER = re.compile(r"below:(\d+)/")


class _Loader(jinja2.BaseLoader):
    """Templates under the names that their files have here, wherever they are compiled."""

    def __init__(self, templates: Templates) -> None:
        self._templates = templates

    def join_path(self, template: str, parent: str) -> str:
        """The name under which ``parent`` finds a template: ``below/x.html`` is the file of the
        layers below that of ``parent``."""
        if not template.startswith(BELOW):
            return template
        _, layer = self._find(parent)
        return f"below:{(layer or 0) + 1}/{template.removeprefix(BELOW)}"

    def _find(self, template: str) -> tuple[str, int | None]:
        """The name of a template's file, and the layer that has it."""
        start = _FROM_LAYER.match(template)
        inside = template[start.end() :] if start else template
        name = "/".join(split_template_path(inside))
        return name, self._templates.find_layer(name, int(start[1]) if start else 0)

    def get_source(self, _: jinja2.Environment, template: str) -> tuple[str, str, None]:
        name, index = self._find(template)
        if index is None:
            folder = str(self._templates.layers[0].folder)
            missing = f"{name!r} not found in search path: {folder!r}"
            raise jinja2.TemplateNotFound(name, missing)
        layer = self._templates.layers[index]
        path = str(layer.folder / name)
        return _decode(layer.files[name], name, path), path, None


def _decode(source: bytes, name: str, path: str) -> str:
    """The text of a template. Raises TemplateSyntaxError at the line that is no UTF-8."""
    try:
        return source.decode("utf-8")
    except UnicodeDecodeError as fault:
        line = source[: fault.start].count(b"\n") + 1
        raise jinja2.TemplateSyntaxError(_NOT_UTF8, line, name, path) from fault


_NOT_UTF8 = Bilingual(
    "文件不是 UTF-8 编码；用记事本打开，选“另存为”，编码选 UTF-8",
    "the file is not UTF-8: save it again as UTF-8",
)


def make_environment(
    templates: Templates,
    cache: Path | None,
    functions: TemplateFunctions,
    filters: TemplateFunctions,
) -> Environment:
    """The templates as they are now; compiled ones are kept in ``cache``, if one is given."""
    environment = Environment(
        loader=_Loader(templates),
        undefined=_Unknown,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        bytecode_cache=CompiledTemplates(cache) if cache else None,
    )
    environment.globals.update({**functions, "range": _make_range})
    environment.filters.update(filters)
    return environment


class SharedParts:
    """Parts of pages that are rendered once: each a macro, for the values that it is given.

    A macro sees its arguments and the functions of ``environment``. None of these may know the
    page; their ``links`` start at the folder of the pages that share the part.
    """

    def __init__(self, environment: Environment, links: Links) -> None:
        self._environment, self._links = environment, links
        self._rendered: dict[tuple[Hashable, ...], str] = {}

    def render(self, template: str, macro: str, *arguments: Hashable, caller: object = None) -> str:
        """The macro of a template for these arguments. ``caller`` must not be given: a block
        of a page's own template sees the page."""
        if caller is not None:
            raise jinja2.TemplateRuntimeError(_NO_BLOCK)
        types = tuple(map(type, arguments))  # 1 is equal to True, and "<" to a safe "<"
        key = (self._links.origin.file, template, macro, arguments, types)
        if key not in self._rendered:
            module = self._environment.get_template(template).make_module()
            try:
                self._rendered[key] = getattr(module, macro)(*arguments)
            except jinja2.UndefinedError as fault:
                fault.args = (_explain_unknown(fault),)
                raise
        return self._rendered[key]


_NO_BLOCK = Bilingual(
    "once 不能包住一段模板：请把这一段写成另一个文件里的宏，再写 once(文件, 宏, 值……)",
    "once() takes no block: make it a macro of another file and write once(file, macro, values…)",
)


def _explain_unknown(fault: jinja2.UndefinedError) -> Bilingual:
    english = fault.message.en if isinstance(fault.message, Bilingual) else str(fault)
    return Bilingual(
        f"{fault}。用 once 只做一次的部分看不到所在的页，要用的值请写成宏的参数",
        f"{english}; what once() renders sees no page: give it what it needs as arguments",
    )


def take_only(function: Callable[..., Any], *kinds: Any) -> Callable[..., Any]:
    """A function for templates that takes values of these kinds, the last for all that follow.

    A template that gives another value is to blame, at its line.
    """

    @functools.wraps(function)
    def checked(*values: Any, **named: Any) -> Any:
        for value, kind in zip(values, chain(kinds, repeat(kinds[-1])), strict=False):
            if not isinstance(value, kind):
                found = f"{value!s:.40}" or type(value).__name__  # raises if it is undefined
                raise jinja2.TemplateRuntimeError(_explain_value(found))
        return function(*values, **named)

    return checked


def _explain_value(found: str) -> Bilingual:
    return Bilingual(f"这里不能用“{found}”这样的值", f"a value such as {found!r} cannot stand here")

"""``docs/layouts.md``: all that a layout may use, read off the program and the packaged layouts.

Nothing is written here twice: fields and what they mean come from the classes, functions and
filters from the environment, words and blocks from the layouts, names of CSS from the style sheet.
"""

from __future__ import annotations

import inspect
import re
import typing
from collections.abc import Iterable, Iterator
from typing import Any

from shaiquan.files.layouts import Templates
from shaiquan.kinds.registry import KINDS
from shaiquan.site.alternates import Alternate
from shaiquan.site.page import (
    Card,
    Item,
    Neighbours,
    Notice,
    Page,
    PageFrame,
    Pager,
    PageSection,
    Publication,
    ShareBar,
)
from shaiquan.site.pages import LIST_PAGES
from shaiquan.site.render import FALLBACK, list_template_names
from shaiquan.site.words import read_words
from shaiquan.views.values import Inline, Row, TableRow

#: a field of a class, with the comment above it
_FIELD = re.compile(r"((?:    #: .*\n)*)    (\w+): ([^=\n]+?)(?: = .*)?\n")
_DOCSTRING = re.compile(r'""".*?"""', re.DOTALL)
_BLOCK = re.compile(r"\{% block (\w+)")
_CLASS = re.compile(r"\.([a-z][\w-]*)")
_PROPERTY = re.compile(r"(--[a-z][\w-]*):")

#: a bar in the cell of a table
_BAR = r"\|"

_INTRODUCTION = """\
# Layouts

All that a template of `layouts/` and a file of `assets/` may use. For a first change, with an
example to copy, read [改外观](manual.zh-CN.md#改外观) in the manual. This page is made from the
program and the packaged layouts, so what stands here is there.

## Which file is used

A site's own `layouts/` and `assets/` lie beside its `content/`, or where `--layouts` and `--assets`
say. They are laid over those of the theme that `外观` in `site.yml` names (`themes/<name>/layouts`
and `themes/<name>/assets`), and these over the packaged ones. **Each file is taken from the first
folder that has it**, so keep only what you changed; all else is mended with each new version.

- `{% extends "below/base.html" %}` takes the file of the folders below that of the template that
  says it. So a block can be changed and the rest kept; `{{ super() }}` is what the block was.
- `words.yml` is laid over word by word. A word that no layout says, and one with other `{…}` than
  the packaged one, is told at its place. A layout of your own may say words of your own.
- `print/*.typ`, the sheets and booklets, are laid over in the same way, file by file.
- A mistake is told at the line of the file that was really used.
- A name that a template does not know stops the build at its line.
- Pages have no inline style or script and load nothing from elsewhere; layouts should keep to it.
"""

_FOR_RECORDS = """\
`page.record` is there on the page of a record: a mapping of labels to cells, such as
`{{ page.record.决定主体|cell }}`, or `{{ page.record.名称|plain }}` for the text alone. The
labels are those of [fields](fields.md). It is the public record: a withheld value says
依法不予公开, an empty one is an empty cell, which is false. `page.named` has the sections by id:
`{{ sections.show(page.named.steps) }}` puts one where you want it, `{% if "steps" in page.named %}`
asks whether the page has it, `page.sections|rejectattr("id", "in", ["steps"])` are the others.
"""


_BESIDE_PAGE = """
`entry` is the address of the page where the navigation leads to it, else empty. For `<head>` there
are `tags`, pairs of a name and its content; `open_graph` with `url` and `image`, the whole
addresses of the page and its picture; `structured`, the JSON-LD. Without 网址 the last two are
empty.
"""

#: what pages and sections have in them
_PARTS = (
    *(Row, TableRow, Inline, Card, Item, ShareBar),
    *(Notice, Pager, Neighbours, Publication, Alternate),
)


def render_layouts(templates: Templates, style: str) -> str:
    """The page. ``templates`` and ``style`` are the packaged layouts and the style sheet."""
    parts = (
        _INTRODUCTION,
        "## Names of layouts\n",
        *_list_layouts(),
        "\n## The page\n",
        *_describe(Page, "page"),
        "\n" + _FOR_RECORDS,
        *_describe(PageFrame, "frame"),
        _BESIDE_PAGE,
        "## Sections\n",
        "`sections.show(section)` of `_sections.html` shows any; `section.sort` says which.\n",
        *(line for one in typing.get_args(PageSection) for line in _describe(one, one.sort)),
        "\n## What they are made of\n",
        *(line for one in _PARTS for line in _describe(one)),
        "\n## Functions and filters\n",
        *_list_functions(templates),
        "\n## Blocks\n",
        *_list_blocks(templates),
        "\n## Words\n",
        *_list_words(templates),
        "\n## Names in `assets/site.css` and `assets/search.css`\n",
        f"Properties: {_join_names(_PROPERTY.findall(style))}.\n",
        f"Classes: {_join_names(_list_classes(style))}.",
    )
    return "\n".join(parts) + "\n"


def _list_layouts() -> Iterator[str]:
    """The file that each page asks for; the fallback has the others."""
    yield f"A page has the layout of its name; where there is none, `{FALLBACK}`.\n"
    yield "| file | pages |"
    yield "| --- | --- |"
    yield "| `home.html` | the home page |"
    for kind in KINDS:
        if kind.section:
            yield f"| `{kind.file_name}.html` | a record: {kind.label} |"
    for name, page in LIST_PAGES.items():
        yield f"| `{name}.html` | the list {page.title} |"
    yield "| `about.html` | the page about the site |"
    yield "| `mark.html` | whether a printed sheet is in force |"


def _describe(one: type, name: str = "") -> Iterator[str]:
    """The fields of a class with what it says of them."""
    yield f"### {name or one.__name__.lower()}\n"
    yield f"{_to_markdown(inspect.getdoc(one) or '')}\n"
    yield "| field | type | |"
    yield "| --- | --- | --- |"
    source = _DOCSTRING.sub("", inspect.getsource(one), count=1)
    for comment, field, annotation in _FIELD.findall(source):
        if "ClassVar" not in annotation:
            about = " ".join(line.strip().removeprefix("#: ") for line in comment.splitlines())
            yield f"| `{field}` | `{annotation.replace('|', _BAR)}` | {_to_markdown(about)} |"
    for member, value in vars(one).items():
        if isinstance(value, property):
            yield f"| `{member}` | | {_to_markdown(inspect.getdoc(value) or '')} |"
    yield ""


def _list_functions(templates: Templates) -> Iterator[str]:
    yield "| name | |"
    yield "| --- | --- |"
    functions, filters = list_template_names(templates)
    for name, function in sorted(functions.items()):
        yield f"| `{name}{_write_arguments(function)}` | {_summarize(function)} |"
    for name, function in sorted(filters.items()):
        yield f"| `…{_BAR}{name}` | {_summarize(function)} |"
    yield "| `words.…` | a word of the frame, see below |"


def _write_arguments(function: Any) -> str:
    names = (name for name in inspect.signature(function).parameters if name != "caller")
    return f"({', '.join(names)})"


def _summarize(function: Any) -> str:
    return _to_markdown((inspect.getdoc(function) or "").partition("\n\n")[0])


def _to_markdown(text: str) -> str:
    """A text of the program in one line, with ``names`` as Markdown has them."""
    return " ".join(text.replace("``", "`").split())


def _list_blocks(templates: Templates) -> Iterator[str]:
    yield "| file | blocks |"
    yield "| --- | --- |"
    for name, text in templates.files.items():
        if blocks := _BLOCK.findall(text.decode()):
            yield f"| `{name}` | {_join_names(blocks)} |"


def _list_words(templates: Templates) -> Iterator[str]:
    yield "| name | word | said by |"
    yield "| --- | --- | --- |"
    for name, word in vars(read_words(templates)).items():
        use = re.compile(rf"\bwords\.{name}\b")
        files = [path for path, text in templates.files.items() if use.search(text.decode())]
        yield f"| `{name}` | {word} | {_join_names(files)} |"


def _list_classes(style: str) -> list[str]:
    """The classes in the selectors of a style sheet."""
    plain = re.sub(r"/\*.*?\*/|\{[^{}]*\}|url\([^)]*\)", " {} ", style, flags=re.DOTALL)
    return sorted({*_CLASS.findall(plain)})


def _join_names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in dict.fromkeys(names))

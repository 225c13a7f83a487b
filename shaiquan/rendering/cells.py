"""The smallest pieces of a page, of which a list has thousands: runs and cells as HTML.

All that is larger stands in ``layouts/_sections.html``; it hands these functions the pattern
of a table's cell, so that its tags and classes are the layout's own.
"""

from __future__ import annotations

import functools
from collections.abc import Callable

from markupsafe import Markup, escape

from shaiquan.rendering.urls import relative
from shaiquan.rendering.views import Cell, Line

#: an address -> the file from which the link to it is taken (``here.Here.origin``)
Origin = Callable[[str], str]
#: what stands before and after the words of a cell
_Sides = tuple[str, str]


@functools.lru_cache(maxsize=1 << 16)
def run(text: str, href: str, tone: str, page: str) -> str:
    """A run of text as safe HTML: with an address a link from the file ``page``."""
    words = escape(text)
    way = f' href="{escape(relative(href, page))}"' if href else ""
    if tone:
        tag = "a" if href else "span"
        return f'<{tag} class="badge {escape(tone)}"{way}>{words}</{tag}>'
    return f"<a{way}>{words}</a>" if href else str(words)


def cell(lines: Cell, origin: Origin) -> str:
    """A cell as safe HTML: one line as it is, several as a list."""
    if not lines:
        return ""
    if len(lines) == 1:
        return _line(lines[0], origin)
    items = "</li><li>".join([_line(line, origin) for line in lines])
    return f'<ul class="lines"><li>{items}</li></ul>'


def _line(line: Line, origin: Origin) -> str:
    found = [
        run(each.text, each.href, each.tone, origin(each.href) if each.href else "")
        for each in line
    ]
    return found[0] if len(found) == 1 else "".join(found)


def cells(row: tuple[Cell, ...], shapes: Shapes, origin: Origin) -> Markup:
    """The cells of a row of a table, a line of HTML each. Raises ValueError for too many."""
    if len(row) > len(shapes):
        raise ValueError(f"{len(row)} cells, {len(shapes)} columns")
    found: list[str] = []
    for lines, (full, empty) in zip(row, shapes, strict=False):
        before, after = full if lines else empty
        found += (before, cell(lines, origin), after)
    return Markup("".join(found))  # noqa: S704 - patterns of the layout, words escaped by run


#: of each column: the sides of a cell with words and of one without
Shapes = tuple[tuple[_Sides, _Sides], ...]


@functools.lru_cache(maxsize=1 << 10)
def shapes(columns: tuple[str, ...], lead: int, head: str, full: str, empty: str) -> Shapes:
    """The patterns of a table's cells with its headings filled in.

    A pattern is HTML with ``{label}`` for the column's heading and ``{cell}`` for what the cell
    says: ``head`` for the column ``lead``, ``full`` and ``empty`` for the others.
    """

    def sides(pattern: str, label: str) -> _Sides:
        before, _, after = pattern.partition("{cell}")
        words = str(escape(label))
        return before.replace("{label}", words), after.replace("{label}", words) + "\n"

    return tuple(
        (sides(head if lead == at else full, each), sides(head if lead == at else empty, each))
        for at, each in enumerate(columns)
    )

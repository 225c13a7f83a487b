"""The smallest pieces of a page, of which a list has thousands: runs and cells as HTML.

All that is larger stands in ``layouts/_sections.html``; it hands these functions the patterns
of fields and cells, so that tags and classes are the layout's own.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from markupsafe import Markup, escape

from shaiquan.views.addresses import relative
from shaiquan.views.values import Cell, Inline, Line, Row

#: what stands before and after the words of a cell
_Sides = tuple[str, str]
#: of each column of a table: the sides of a cell with words and of one without
Shapes = tuple[tuple[_Sides, _Sides], ...]


#: whether a text has a sign that HTML must escape
_SIGNS = re.compile("[&<>\"']").search


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the links of a page start: ``file`` for addresses below ``own``, else ``beside``."""

    file: str
    own: str
    beside: str

    def of(self, target: str) -> str:
        """The file from which the link to an address is taken.

        Pages side by side share every link that leads out of their own folders, so those are
        taken from one stand-in (``urls.beside``) and remembered once for all of them.
        """
        return self.file if target.startswith(self.own) else self.beside


@functools.lru_cache(maxsize=1 << 16)
def run(text: str, href: str, tone: str, page: str) -> str:
    """A run of text as safe HTML: with an address a link from the file ``page``."""
    words = _safe(text)
    way = f' href="{_safe(relative(href, page))}"' if href else ""
    if tone:
        tag = "a" if href else "span"
        return f'<{tag} class="badge {_safe(tone)}"{way}>{words}</{tag}>'
    return f"<a{way}>{words}</a>" if href else words


def _safe(text: str) -> str:
    return str(escape(text)) if _SIGNS(text) else text


def cell(lines: Cell, origin: Origin) -> str:
    """A cell as safe HTML: one line as it is, several as a list."""
    if not lines:
        return ""
    if len(lines) == 1:
        return _line(lines[0], origin)
    items = "</li><li>".join([_line(line, origin) for line in lines])
    return f'<ul class="lines"><li>{items}</li></ul>'


def _line(line: Line, origin: Origin) -> str:
    if len(line) == 1:  # nearly always
        return _run(line[0], origin)
    return "".join([_run(each, origin) for each in line])


def _run(each: Inline, origin: Origin) -> str:
    """A run; words alone are not remembered, since most stand in one place."""
    href, text = each.href, each.text
    if href or each.tone:
        return run(text, href, each.tone, origin.of(href) if href else "")
    return _safe(text)


def fields(rows: tuple[Row, ...], pattern: str, origin: Origin) -> Markup:
    """Labelled values, a line of HTML each."""
    found: list[str] = []
    for row in rows:
        before, after = _sides(pattern, row.label)
        found += (before, cell(row.cell, origin), after)
    return Markup("".join(found))  # noqa: S704 - a pattern of the layout, words escaped by run


def cells(row: tuple[Cell, ...], shapes: Shapes, origin: Origin) -> Markup:
    """The cells of a row of a table, a line of HTML each. Raises ValueError for too many."""
    if len(row) > len(shapes):
        raise ValueError(f"{len(row)} cells, {len(shapes)} columns")
    found: list[str] = []
    for lines, (full, empty) in zip(row, shapes, strict=False):
        before, after = full if lines else empty
        found += (before, cell(lines, origin), after)
    return Markup("".join(found))  # noqa: S704 - patterns of the layout, words escaped by run


@functools.lru_cache(maxsize=1 << 10)
def shapes(columns: tuple[str, ...], lead: int, head: str, full: str, empty: str) -> Shapes:
    """The patterns of a table's cells with its headings filled in.

    A pattern is HTML with ``{label}`` for the column's heading and ``{cell}`` for what the cell
    says: ``head`` for the column ``lead``, ``full`` and ``empty`` for the others.
    """
    return tuple(
        (_sides(head, each),) * 2 if at == lead else (_sides(full, each), _sides(empty, each))
        for at, each in enumerate(columns)
    )


@functools.lru_cache(maxsize=1 << 10)
def _sides(pattern: str, label: str) -> _Sides:
    before, _, after = pattern.partition("{cell}")
    words = str(escape(label))
    return before.replace("{label}", words), after.replace("{label}", words) + "\n"

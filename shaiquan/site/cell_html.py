"""The smallest pieces of a page, of which a list has thousands: runs and cells as HTML.

All that is larger stands in ``layouts/_sections.html``; it hands these functions the patterns
of fields and cells, so that tags and classes are the layout's own.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Self

from markupsafe import Markup, escape

from shaiquan.views.addresses import make_relative, stand_in_for
from shaiquan.views.values import Cell, Inline, Line, Row

#: the HTML before and after the words of a cell
_Sides = tuple[str, str]
#: of each column of a table: the sides of a cell with words and of one without
ColumnSides = tuple[tuple[_Sides, _Sides], ...]

#: finds a character that HTML must escape
_find_special = re.compile("[&<>\"']").search


@dataclass(frozen=True, slots=True)
class Origin:
    """Where links start: at ``file`` for addresses below the page's ``own``, else at ``beside``.

    Pages side by side share every link that leads out of their own folders. Those links are
    taken from one stand-in file and remembered once for all of these pages.
    """

    file: str
    own: str
    beside: str

    @classmethod
    def of_page(cls, file: str, edition: str = "") -> Self:
        """The origin of the page in a file, in the edition of a folder."""
        own, beside = stand_in_for(file)
        return cls(edition + file, own, edition + beside)

    def without_page(self) -> Self:
        """An origin that all pages side by side have in common."""
        return type(self)(self.beside, self.own, self.beside)

    def file_for(self, target: str) -> str:
        """The file from which the link to an address is taken."""
        return self.file if target.startswith(self.own) else self.beside


@functools.lru_cache(maxsize=1 << 16)
def render_run(text: str, href: str, tone: str, page: str) -> str:
    """A run of text as safe HTML: with an address a link from the file ``page``."""
    words = _escape(text)
    link = f' href="{_escape(make_relative(href, page))}"' if href else ""
    if tone:
        tag = "a" if href else "span"
        return f'<{tag} class="badge {_escape(tone)}"{link}>{words}</{tag}>'
    return f"<a{link}>{words}</a>" if href else words


def _escape(text: str) -> str:
    return str(escape(text)) if _find_special(text) else text


def render_cell(lines: Cell, origin: Origin) -> str:
    """A cell as safe HTML: one line as it is, several as a list."""
    if not lines:
        return ""
    if len(lines) == 1:
        return _render_line(lines[0], origin)
    items = "</li><li>".join([_render_line(line, origin) for line in lines])
    return f'<ul class="lines"><li>{items}</li></ul>'


def _render_line(line: Line, origin: Origin) -> str:
    if len(line) == 1:  # nearly always
        return _render_inline(line[0], origin)
    return "".join([_render_inline(run, origin) for run in line])


def _render_inline(run: Inline, origin: Origin) -> str:
    """A run; words alone are not remembered, since most stand in one place."""
    href, text = run.href, run.text
    if href or run.tone:
        return render_run(text, href, run.tone, origin.file_for(href) if href else "")
    return _escape(text)


def render_fields(rows: tuple[Row, ...], pattern: str, origin: Origin) -> Markup:
    """Labelled values, a line of HTML for each."""
    pieces: list[str] = []
    for row in rows:
        before, after = _fill_pattern(pattern, row.label)
        pieces += (before, render_cell(row.cell, origin), after)
    return Markup("".join(pieces))  # noqa: S704 - a pattern of the layout, words are escaped


def render_cells(row: tuple[Cell, ...], columns: ColumnSides, origin: Origin) -> Markup:
    """The cells of a row of a table, a line of HTML for each. Raises ValueError for too many."""
    if len(row) > len(columns):
        raise ValueError(f"{len(row)} cells, {len(columns)} columns")
    pieces: list[str] = []
    for lines, (full, empty) in zip(row, columns, strict=False):
        before, after = full if lines else empty
        pieces += (before, render_cell(lines, origin), after)
    return Markup("".join(pieces))  # noqa: S704 - patterns of the layout, words are escaped


@functools.lru_cache(maxsize=1 << 10)
def fill_patterns(
    columns: tuple[str, ...],
    lead: int,
    minor: tuple[int, ...],
    head: str,
    full: str,
    empty: str,
    left_out: str,
    numbers: tuple[int, ...] = (),
    number: str = "",
) -> ColumnSides:
    """The patterns of a table's cells with its headings filled in.

    A pattern is HTML with ``{label}`` for the column's heading and ``{cell}`` for what the cell
    says: ``head`` for the column ``lead``, ``left_out`` for those that a phone leaves out,
    ``number`` for the columns ``numbers`` where they say something, ``full`` and ``empty`` for the
    others.
    """

    def sides_of(index: int) -> tuple[str, str]:
        if index == lead:
            return head, head
        if index in minor:
            return left_out, left_out
        return number if index in numbers else full, empty

    return tuple(
        (_fill_pattern(with_words, label), _fill_pattern(without, label))
        for index, label in enumerate(columns)
        for with_words, without in (sides_of(index),)
    )


@functools.lru_cache(maxsize=1 << 10)
def _fill_pattern(pattern: str, label: str) -> _Sides:
    before, _, after = pattern.partition("{cell}")
    heading = str(escape(label))
    return before.replace("{label}", heading), after.replace("{label}", heading) + "\n"

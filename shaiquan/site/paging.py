"""Long lists in pages: which rows stand on which page, and the links from page to page."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from shaiquan.site.page import Page, Pager, PageSection
from shaiquan.views.tables import LIMIT
from shaiquan.views.values import Columns, LazyRows, Table

#: a section begins at the foot of a page only with so many rows
_MIN_ROWS = 5
#: pages shown on each side of the current one
_NEIGHBOURS = 2
_CONTINUED = "（续）"
#: a part of a page or of a list: its title, the page on which it begins or 0, its address
ContentsLine = tuple[str, int, str]
#: a unit, or "", with its parts
ContentsGroup = tuple[str, list[ContentsLine]]


class Titled(Protocol):
    """A section of a page, or the part of a list that becomes one."""

    @property
    def title(self) -> str: ...

    @property
    def id(self) -> str: ...


@dataclass(frozen=True, slots=True)
class PageBlock:
    """Rows to be divided into pages, and by how many usual rows each of them counts.

    Without rows it stands on the page that is being filled.
    """

    rows: int
    weight: int = 1


@dataclass(frozen=True, slots=True)
class RowRange:
    """The rows ``start`` to ``stop`` (excluded) of the block ``index``."""

    index: int
    start: int
    stop: int


#: what stands on a page
PageRows = tuple[RowRange, ...]
#: a section, the page on which it begins, its anchor
SectionStart = tuple[str, int, str]


def divide_rows(blocks: Sequence[PageBlock], limit: int = LIMIT) -> tuple[PageRows, ...]:
    """The rows of each page, ``limit`` usual rows at most; always one page at least.

    >>> pages = divide_rows((PageBlock(3), PageBlock(12)), 10)
    >>> [[(rows.start, rows.stop) for rows in page] for page in pages]
    [[(0, 3), (0, 7)], [(7, 12)]]
    """
    pages: list[list[RowRange]] = [[]]
    left = limit
    for index, block in enumerate(blocks):
        if not block.rows:
            pages[-1].append(RowRange(index, 0, 0))
        start = 0
        while start < block.rows:
            rest, room = block.rows - start, left // block.weight
            if room < min(rest, _MIN_ROWS) and left < limit:
                pages.append([])
                left, room = limit, limit // block.weight
            stop = start + min(rest, room)
            pages[-1].append(RowRange(index, start, stop))
            left -= (stop - start) * block.weight
            start = stop
    return tuple(tuple(page) for page in pages)


def find_starts(sections: Sequence[Titled], pages: Sequence[PageRows]) -> tuple[SectionStart, ...]:
    """The titled sections in order, with the page on which each begins."""
    starts = sorted(
        (rows.index, number)
        for number, page in enumerate(pages, 1)
        for rows in page
        if not rows.start
    )
    titled = ((sections[index], number) for index, number in starts)
    return tuple((part.title, number, part.id) for part, number in titled if part.title and part.id)


def group_contents(places: Sequence[ContentsLine]) -> list[ContentsGroup]:
    """The parts below the unit with which their titles begin, its name said once.

    Where no unit has several, they stay as they are.

    >>> group_contents([("县委 · 财", 0, "#a"), ("县委 · 物", 0, "#b"), ("已撤回", 0, "#c")])
    [('县委', [('财', 0, '#a'), ('物', 0, '#b')]), ('', [('已撤回', 0, '#c')])]
    """
    groups = [
        (unit, [(title.removeprefix(f"{unit} · "), number, to) for title, number, to in group])
        for unit, group in itertools.groupby(places, lambda place: unit_in_title(place[0]))
    ]
    several = any(unit and len(group) > 1 for unit, group in groups)
    return groups if several else [("", [*places])]


def unit_in_title(title: str) -> str:
    """The unit with which a title begins; empty where it begins with none."""
    unit, dot, _ = title.partition(" · ")
    return unit if dot else ""


def continued_title(title: str, start: int) -> str:
    """The title of a section that goes on at row ``start``."""
    return title + _CONTINUED if title and start else title


def page_address(address: str, number: int) -> str:
    """Where a page of a list is; an id never begins with ``_``, so no record is there.

    >>> page_address("/powers/", 1), page_address("/powers/", 2)
    ('/powers/', '/powers/_2/')
    """
    return address if number == 1 else f"{address}_{number}/"


def number_page(
    page: Page, number: int, of: int, starts: Sequence[SectionStart], overview: bool
) -> Page:
    """The first of several pages as page ``number``; a single page stays as it is.

    ``starts`` are the contents that the first page shows; ``overview``: the others link to them.
    """
    if of == 1:
        return page
    address = page.address
    if number == 1:
        return replace(page, pager=make_pager(address, number, of, starts))
    return replace(
        page,
        address=page_address(address, number),
        title=f"{page.title}（第 {number} 页，共 {of} 页）",
        lead="",
        breadcrumb=(*page.breadcrumb, (page.title, address)),
        facts=page.facts[:1],
        files=(),
        pager=make_pager(address, number, of, overview=overview),
    )


def make_pager(
    address: str, number: int, of: int, starts: Sequence[SectionStart] = (), overview: bool = False
) -> Pager:
    """The links on page ``number`` of a list whose first page is at ``address``."""
    return Pager(
        number,
        of,
        page_address(address, number - 1) if number > 1 else "",
        page_address(address, number + 1) if number < of else "",
        tuple(_choose_numbers(address, number, of)),
        tuple((title, page, f"{page_address(address, page)}#{id}") for title, page, id in starts),
        f"{address}#_contents" if overview else "",
    )


def _choose_numbers(address: str, number: int, of: int) -> Iterator[tuple[int, str]]:
    """The first, the last and those beside the current one; 0 stands for pages left out."""
    shown = {1, of, *range(max(1, number - _NEIGHBOURS), min(of, number + _NEIGHBOURS) + 1)}
    before = 0
    for page in sorted(shown):
        if page == before + 2:
            yield page - 1, page_address(address, page - 1)
        elif page > before + 1:
            yield 0, ""
        yield page, page_address(address, page)
        before = page


# -- a page that is made already ----------------------------------------------------------------


def split_page(page: Page, limit: int = LIMIT) -> tuple[Page, ...]:
    """The page, or several where its tables are longer than ``limit`` rows.

    What is not a table stays on the first page, and so do rows that have anchors: whoever
    links to them need not know of pages.
    """
    blocks = tuple(_measure_section(section) for section in page.sections)
    if sum(block.rows * block.weight for block in blocks) <= limit:
        return (page,)
    pages = _divide_sections(blocks, limit)
    starts = find_starts(page.sections, pages)
    return tuple(
        number_page(
            replace(page, sections=tuple(_cut_section(page.sections[r.index], r) for r in rows)),
            number,
            len(pages),
            starts,
            overview=len(starts) > 1,
        )
        for number, rows in enumerate(pages, 1)
    )


def _divide_sections(blocks: Sequence[PageBlock], limit: int) -> tuple[PageRows, ...]:
    """The rows of each page; blocks without rows all stand on the first."""
    long = [index for index, block in enumerate(blocks) if block.rows]
    pages = [
        [replace(rows, index=long[rows.index]) for rows in page]
        for page in divide_rows([blocks[index] for index in long], limit)
    ]
    pages[0] += [RowRange(index, 0, 0) for index in range(len(blocks)) if index not in long]
    return tuple(tuple(sorted(page, key=lambda rows: rows.index)) for page in pages)


def _measure_section(section: PageSection) -> PageBlock:
    if isinstance(section, Table):
        return PageBlock(0 if _has_anchors(section) else len(section.rows))
    if isinstance(section, Columns):
        longest = max((len(table.rows) for table in section.parts), default=0)
        return PageBlock(longest, max(1, len(section.parts)))
    return PageBlock(0)


def _has_anchors(table: Table) -> bool:
    """Whether rows have anchors; those that are made when shown have none."""
    return not isinstance(table.rows, LazyRows) and any(row.id for row in table.rows)


def _cut_section(section: PageSection, rows: RowRange) -> PageSection:
    """These rows of a table, or of tables side by side; without any, the whole section."""
    if not rows.stop or not isinstance(section, Columns | Table):
        return section
    if isinstance(section, Table):
        return _cut_table(section, rows)
    tables = (t for t in section.parts if rows.start == 0 or len(t.rows) > rows.start)
    parts = tuple(_cut_table(table, rows) for table in tables)
    return replace(section, parts=parts, title=continued_title(section.title, rows.start))


def _cut_table(table: Table, rows: RowRange) -> Table:
    note = table.note if rows.stop >= len(table.rows) else ""
    title = continued_title(table.title, rows.start)
    return replace(table, rows=table.rows[rows.start : rows.stop], title=title, note=note)

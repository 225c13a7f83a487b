"""Long lists in pages: which rows stand on which page, and the way from page to page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from shaiquan.site.page import Page, Pager, Section
from shaiquan.views.tables import LIMIT
from shaiquan.views.values import Columns, LazyRows, Table

#: a section begins at the foot of a page only with so many rows
_FEWEST = 5
#: pages shown on each side of the current one
_NEAR = 2
_CONTINUED = "（续）"


@dataclass(frozen=True, slots=True)
class PageBlock:
    """What is to be laid on pages: rows, and by how many usual ones each row counts.

    Without rows it stands where the page just is.
    """

    rows: int
    weight: int = 1


@dataclass(frozen=True, slots=True)
class RowRange:
    """The rows ``start`` to ``stop`` (excluded) of the block ``index``."""

    index: int
    start: int
    stop: int


def divide_rows(
    blocks: Sequence[PageBlock], limit: int = LIMIT
) -> tuple[tuple[RowRange, ...], ...]:
    """The portions of each page, ``limit`` usual rows at most; always one page at least.

    >>> [[(p.start, p.stop) for p in page] for page in divide_rows((Block(3), Block(12)), 10)]
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
            if room < min(rest, _FEWEST) and left < limit:
                pages.append([])
                left, room = limit, limit // block.weight
            stop = start + min(rest, room)
            pages[-1].append(RowRange(index, start, stop))
            left -= (stop - start) * block.weight
            start = stop
    return tuple(tuple(page) for page in pages)


def page_address(address: str, number: int) -> str:
    """Where a page of a list is; an id never begins with ``_``, so no record is there.

    >>> page_address("/powers/", 1), page_address("/powers/", 2)
    ('/powers/', '/powers/_2/')
    """
    return address if number == 1 else f"{address}_{number}/"


def page_suffix(number: int, of: int) -> str:
    return f"（第 {number} 页，共 {of} 页）"


#: a section, the page on which it begins, its anchor
SectionStart = tuple[str, int, str]


def make_pager(
    address: str, number: int, of: int, begins: Sequence[SectionStart] = (), overview: bool = False
) -> Pager | None:
    """The way through a list whose first page is at ``address``; None where it has one page.

    ``begins`` are the contents of the list; ``overview``: the first page has them.
    """
    if of == 1:
        return None
    return Pager(
        number,
        of,
        page_address(address, number - 1) if number > 1 else "",
        page_address(address, number + 1) if number < of else "",
        tuple(_choose_numbers(address, number, of)),
        tuple((title, page, f"{page_address(address, page)}#{id}") for title, page, id in begins),
        f"{address}#_contents" if overview else "",
    )


def _choose_numbers(address: str, number: int, of: int) -> Iterator[tuple[int, str]]:
    """The first, the last and those near the current one; 0 stands for pages left out."""
    shown = {1, of, *range(max(1, number - _NEAR), min(of, number + _NEAR) + 1)}
    before = 0
    for each in sorted(shown):
        if each == before + 2:
            yield each - 1, page_address(address, each - 1)
        elif each > before + 1:
            yield 0, ""
        yield each, page_address(address, each)
        before = each


# -- a page that is made already ----------------------------------------------------------------


def split_page(page: Page, limit: int = LIMIT) -> tuple[Page, ...]:
    """The page, or several where its tables are longer than ``limit`` rows.

    What is not a table stays on the first page, and so do rows that have anchors: whoever
    links to them need not know of pages.
    """
    blocks = tuple(_measure_section(each) for each in page.sections)
    if sum(each.rows * each.weight for each in blocks) <= limit:
        return (page,)
    laid = divide_rows(tuple(each for each in blocks if each.rows), limit)
    long = tuple(index for index, each in enumerate(blocks) if each.rows)
    found = [{long[each.index]: each for each in portion} for portion in laid]
    found[0] |= {i: RowRange(i, 0, 0) for i, each in enumerate(blocks) if not each.rows}
    begins = _find_starts(page.sections, found)
    return tuple(
        _make_page(page, number, len(found), begins, tuple(_cut_sections(page.sections, shown)))
        for number, shown in enumerate(found, 1)
    )


def _measure_section(section: Section) -> PageBlock:
    if isinstance(section, Table):
        return PageBlock(0 if _has_anchors(section) else len(section.rows))
    if isinstance(section, Columns):
        longest = max((len(each.rows) for each in section.parts), default=0)
        return PageBlock(longest, max(1, len(section.parts)))
    return PageBlock(0)


def _has_anchors(table: Table) -> bool:
    """Whether rows have anchors; those that are made when shown have none."""
    return not isinstance(table.rows, LazyRows) and any(row.id for row in table.rows)


def _find_starts(
    sections: Sequence[Section], pages: list[dict[int, RowRange]]
) -> tuple[SectionStart, ...]:
    """The titled sections in order, with the page on which each begins."""
    first: dict[int, int] = {}
    for number, shown in enumerate(pages, 1):
        for index in shown:
            first.setdefault(index, number)
    titled = ((i, each) for i, each in enumerate(sections) if each.title and each.id)
    return tuple((each.title, first[index], each.id) for index, each in titled)


def _cut_sections(sections: Sequence[Section], shown: dict[int, RowRange]) -> Iterator[Section]:
    for index, portion in sorted(shown.items()):
        section = sections[index]
        whole = not portion.stop
        yield section if whole else _cut_section(section, portion.start, portion.stop)


def _cut_section(section: Section, start: int, stop: int) -> Section:
    """The rows of a table, or of tables side by side, from ``start`` to ``stop``."""
    if isinstance(section, Columns):
        held = (each for each in section.parts if start == 0 or len(each.rows) > start)
        parts = tuple(_cut_table(each, start, stop) for each in held)
        return replace(section, parts=parts, title=continued_title(section.title, start))
    return _cut_table(section, start, stop) if isinstance(section, Table) else section


def _cut_table(table: Table, start: int, stop: int) -> Table:
    note = table.note if stop >= len(table.rows) else ""
    title = continued_title(table.title, start)
    return replace(table, rows=table.rows[start:stop], title=title, note=note)


def continued_title(title: str, start: int) -> str:
    """The title of a portion that begins at row ``start``."""
    return title + _CONTINUED if title and start else title


def _make_page(
    page: Page,
    number: int,
    of: int,
    begins: tuple[SectionStart, ...],
    sections: tuple[Section, ...],
) -> Page:
    if number == 1:
        way = make_pager(page.address, 1, of, begins)
        return replace(page, sections=sections, pager=way)
    return replace(
        page,
        address=page_address(page.address, number),
        title=page.title + page_suffix(number, of),
        sections=sections,
        lead="",
        breadcrumb=(*page.breadcrumb, (page.title, page.address)),
        facts=page.facts[:1],
        files=(),
        pager=make_pager(page.address, number, of, overview=len(begins) > 1),
    )

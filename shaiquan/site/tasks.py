"""What is to be made, as plain values: tasks for pages, and long lists divided into pages.

A plan is made from heads. What a page shows of the whole collection (which rows, how many
pages, totals) is in its task. So making the page reads only its own records, and a page
whose task is the same as before need not look at others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from shaiquan.kinds.descriptor import ListPage
from shaiquan.model.packing import CompactPickle
from shaiquan.site.frame import SiteFrame
from shaiquan.site.page import Notice, Page, PageSection
from shaiquan.site.paging import (
    PageBlock,
    PageRows,
    RowRange,
    SectionStart,
    continued_title,
    divide_rows,
    find_starts,
    number_page,
    page_address,
)
from shaiquan.views.tables import LIMIT

#: a list with more rows than five pages hold is divided by its parts: who leafs through that many?
LONG = 5 * LIMIT
#: nested tuples of text, numbers and flags: what a task and a part are made of
PlainValues = tuple[Any, ...]
#: record id -> what ``site.pages.FACTS`` says of the record
Facts = Mapping[str, PlainValues]


@dataclass(frozen=True, slots=True)
class PageTask(CompactPickle):
    """Pages to be made: the first address, a name of ``site.pages.PAGE_MAKERS``, its arguments."""

    address: str
    maker: str
    args: PlainValues = ()


@dataclass(frozen=True, slots=True)
class ListPart:
    """A section of a list before its records are read: its type, and its rows.

    ``type`` is a name of ``site.pages.SECTION_MAKERS``. ``rows`` has an id or a plain tuple for
    each row, ``more`` what else the section shows. ``partial``: it has other rows on other pages.
    ``group`` is the unit or the year with whose name the title begins. ``dated``: its rows stand by
    their dates, so that a long one goes on by number, not by letter.
    """

    type: str
    title: str = ""
    id: str = ""
    rows: PlainValues = ()
    more: PlainValues = ()
    partial: bool = False
    group: str = ""
    dated: bool = False

    def to_plain(self) -> PlainValues:
        return (self.type, self.title, self.id, self.rows, self.more, self.partial)


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole list: its page, its parts, remarks (tone, text), other forms (label, address).

    ``kind`` is that of the records among which one may search from a long list. ``below``: of a
    page below that of its name, what its address goes on with, and its title.
    """

    name: str
    parts: tuple[ListPart, ...]
    notices: tuple[tuple[str, str], ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    kind: str = ""
    below: tuple[str, str] | tuple[()] = ()

    @property
    def length(self) -> int:
        """How many usual rows the list has."""
        return sum(len(part.rows) * weight_of(part) for part in self.parts)


#: a meeting's card counts as eight rows
_WEIGHTS = {"meetings": 8}


def weight_of(part: ListPart) -> int:
    """By how many usual rows a row of a part counts."""
    return _WEIGHTS.get(part.type, 1)


@dataclass(frozen=True, slots=True)
class PagedOutline:
    """An outline divided into pages."""

    outline: Outline
    pages: tuple[PageRows, ...]

    def find_starts(self) -> tuple[SectionStart, ...]:
        """The titled parts in order, with the page on which each begins."""
        return find_starts(self.outline.parts, self.pages)

    def locate_parts(self, page: ListPage) -> Iterator[tuple[str, str, str]]:
        """The anchor of each titled part, its title, and where it begins."""
        for title, number, id in self.find_starts():
            yield id, title, f"{page_address(page.address, number)}#{id}"

    def plan_pages(self, page: ListPage) -> Iterator[PageTask]:
        """A task for each page; only the first has the notices, files and contents of the list."""
        outline, of, starts = self.outline, len(self.pages), self.find_starts()
        page = find_page_below(page, outline.below)
        for number, rows in enumerate(self.pages, 1):
            parts = tuple(cut_part(outline.parts[r.index], r).to_plain() for r in rows)
            whole = (outline.notices, outline.files, starts) if number == 1 else ((), (), ())
            args = (outline.name, outline.below, number, of, *whole, len(starts) > 1, parts)
            yield PageTask(page_address(page.address, number), "list", args)


def find_page_below(page: ListPage, below: tuple[str, str] | tuple[()]) -> ListPage:
    """The page of an outline: that of its name, or one below it."""
    if not below:
        return page
    slug, title = below
    return replace(page, address=f"{page.address}{slug}/", title=title)


def paginate(outline: Outline) -> PagedOutline:
    blocks = [PageBlock(len(part.rows), weight_of(part)) for part in outline.parts]
    return PagedOutline(outline, divide_rows(blocks))


def cut_part(part: ListPart, rows: RowRange) -> ListPart:
    """These rows of a part."""
    if rows.stop - rows.start == len(part.rows):
        return part
    title = continued_title(part.title, rows.start)
    return replace(part, title=title, rows=part.rows[rows.start : rows.stop], partial=True)


def parts_of_task(task: PageTask) -> tuple[ListPart, ...]:
    """The parts that a page of a list shows."""
    return tuple(ListPart(*values) for values in task.args[-1])


def make_list_page(
    page: ListPage, frame: SiteFrame, task: PageTask, sections: Sequence[PageSection]
) -> Page:
    """A page of a list with its sections."""
    _, below, number, of, notices, files, starts, overview, _ = task.args
    above = frame.breadcrumb_below(page) if below else frame.breadcrumb(page.parent)
    page = find_page_below(page, below)
    first = Page(
        address=page.address,
        layout=f"{page.name}.html",
        title=page.title,
        frame=frame.page_frame,
        sections=tuple(sections),
        lead=page.lead,
        breadcrumb=above,
        notices=tuple(Notice(tone, text) for tone, text in notices),
        section=page.section,
        description=page.lead,
        column=page.title,
        files=(*files, *(frame.booklets_of(page.name) if number == 1 else ())),
        sheet=page.sheet,
    )
    return number_page(first, number, of, starts, overview)

"""What is to be made, as plain values: tasks for pages, and long lists cut into them.

A plan is made from heads. All that a page owes to the whole collection (which rows it shows,
how many pages there are, totals) is in its task, so that making the page reads its own
records alone, and a task that is equal to an earlier one needs no look at the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from shaiquan.kinds.descriptor import ListPage
from shaiquan.model.packing import CompactPickle
from shaiquan.site.frame import SiteFrame
from shaiquan.site.page import Notice, Page, Section
from shaiquan.site.paging import (
    PageBlock,
    RowRange,
    SectionStart,
    continued_title,
    divide_rows,
    make_pager,
    page_address,
    page_suffix,
)

#: nested tuples of text, numbers and flags: what a task and a part are made of
PlainValues = tuple[Any, ...]
#: record id -> what ``site.pages.FACTS`` says of the record
Facts = Mapping[str, PlainValues]


@dataclass(frozen=True, slots=True)
class PageTask(CompactPickle):
    """Pages to be made: the first address, a name of ``site.pages.PAGE_MAKERS``, what of."""

    address: str
    maker: str
    args: PlainValues = ()


@dataclass(frozen=True, slots=True)
class ListPart:
    """A section of a list before its records are read: how it is shown, and of which rows.

    ``rows`` has an id or a plain tuple for each row, ``more`` what else the section says.
    ``cut`` is set where other rows of it stand on another page.
    """

    sort: str
    title: str = ""
    id: str = ""
    rows: PlainValues = ()
    more: PlainValues = ()
    cut: bool = False

    def plain(self) -> PlainValues:
        return (self.sort, self.title, self.id, self.rows, self.more, self.cut)


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole list: the name of its page, its parts, remarks (tone, text), other forms of it."""

    name: str
    parts: tuple[ListPart, ...]
    notices: tuple[tuple[str, str], ...] = ()
    files: tuple[tuple[str, str], ...] = ()


#: a meeting with the powers before it is as long as eight rows
_WEIGHTS = {"meetings": 8}


@dataclass(frozen=True, slots=True)
class PagedOutline:
    """An outline cut into pages."""

    outline: Outline
    pages: tuple[tuple[RowRange, ...], ...]

    def begins(self) -> tuple[SectionStart, ...]:
        """The titled parts in order, with the page on which each begins."""
        parts = self.outline.parts
        return tuple(
            (parts[each.index].title, number, parts[each.index].id)
            for number, page in enumerate(self.pages, 1)
            for each in page
            if not each.start and parts[each.index].title and parts[each.index].id
        )

    def tasks(self, page: ListPage) -> Iterator[PageTask]:
        """A task for each page; what is said of the whole list, the first page says."""
        outline, of, begins = self.outline, len(self.pages), self.begins()
        for number, shown in enumerate(self.pages, 1):
            parts = tuple(_cut_part(outline.parts[each.index], each).plain() for each in shown)
            remarks = (outline.notices, outline.files) if number == 1 else ((), ())
            contents = begins if of > 1 and number == 1 else ()
            args = (outline.name, number, of, *remarks, contents, len(begins) > 1, parts)
            yield PageTask(page_address(page.address, number), "list", args)


def paginate(outline: Outline) -> PagedOutline:
    blocks = tuple(PageBlock(len(each.rows), _WEIGHTS.get(each.sort, 1)) for each in outline.parts)
    return PagedOutline(outline, divide_rows(blocks))


def _cut_part(part: ListPart, shown: RowRange) -> ListPart:
    if shown.stop - shown.start == len(part.rows):
        return part
    title = continued_title(part.title, shown.start)
    return replace(part, title=title, rows=part.rows[shown.start : shown.stop], cut=True)


def parts_of_task(task: PageTask) -> tuple[ListPart, ...]:
    """The parts that a page of a list shows."""
    return tuple(ListPart(*each) for each in task.args[-1])


def make_list_page(
    page: ListPage, frame: SiteFrame, task: PageTask, sections: Sequence[Section]
) -> Page:
    """A page of a list with its sections."""
    _, number, of, notices, files, contents, overview, _ = task.args
    first = number == 1
    way = frame.breadcrumb(page.parent)
    return Page(
        address=task.address,
        layout="page.html",
        title=page.title if first else page.title + page_suffix(number, of),
        frame=frame.page_frame,
        sections=tuple(sections),
        lead=page.lead if first else "",
        breadcrumb=way if first else (*way, (page.title, page.address)),
        notices=tuple(Notice(tone, text) for tone, text in notices),
        section=page.section,
        description=page.lead,
        files=files,
        sheet=page.sheet,
        pager=make_pager(page.address, number, of, contents, overview and not first),
    )

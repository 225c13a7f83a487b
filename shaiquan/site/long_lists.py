"""Lists of thousands: an overview of their parts, a page for each part, and pages by letter.

A part is a category, a department, a unit, a year of a body: its address has the id that its
section has in a short list, so it does not move. A part with more rows than a page has goes on by
the letter with which names begin; one whose rows stand by their dates, by number.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from shaiquan.content.heads import Head
from shaiquan.kinds.descriptor import ListPage
from shaiquan.kinds.fixed_pages import SEARCH
from shaiquan.kinds.registry import KIND
from shaiquan.site.frame import SiteFrame
from shaiquan.site.page import Page, PageSection
from shaiquan.site.paging import PageBlock, divide_rows, number_page, page_address
from shaiquan.site.tasks import ListPart, Outline, PageTask, PlainValues, cut_part, weight_of
from shaiquan.views.pinyin import OTHER, initial_of
from shaiquan.views.tables import LIMIT

#: what says something of the whole list, and stays on its first page
_OF_THE_WHOLE = ("fields", "tree", "counts", "choices")
#: the number at the end of a title: 人事任免（12 项）
_NUMBER = re.compile(r"（[^（）]*\d+ \w+）$")
#: the kinds by which a search can be narrowed, as parts of lists name them
_FILTERS = ("category", "body")


@dataclass(frozen=True, slots=True)
class LongOutline:
    """An outline divided by its parts; ``heads`` has the records that its rows name."""

    outline: Outline
    heads: Mapping[str, Head]

    @property
    def parts(self) -> tuple[ListPart, ...]:
        """The parts that have pages of their own."""
        return tuple(part for part in self.outline.parts if not _is_of_the_whole(part))

    def locate_parts(self, page: ListPage) -> Iterator[tuple[str, str, str]]:
        """The anchor of each part in a short list, its title, and the address of its page."""
        for part in self.parts:
            if part.id:
                yield part.id, part.title, self._address_of(page, part)

    def plan_pages(self, page: ListPage) -> Iterator[PageTask]:
        """The overview, then the pages of each part."""
        outline = self.outline
        parts = tuple(part.to_plain() for part in self._list_overview(page))
        args = (outline.name, (), 1, 1, outline.notices, outline.files, (), False, parts)
        yield PageTask(page.address, "list", args)
        for part in self.parts:
            yield from self._plan_part(page, part)

    def _list_overview(self, page: ListPage) -> Iterator[ListPart]:
        """What is of the whole, the way to the search, then the parts, unit by unit."""
        yield from (part for part in self.outline.parts if _is_of_the_whole(part))
        yield from self._link_search()
        groups: defaultdict[str, list[ListPart]] = defaultdict(list)
        for part in self.parts:
            groups[part.group].append(part)
        for number, (group, parts) in enumerate(groups.items(), 1):
            rows = tuple(
                (part.id, _label_of(part), len(part.rows), self._address_of(page, part))
                for part in parts
            )
            title = group or ("其他" if len(groups) > 1 else "各部分")
            yield ListPart("choices", title, f"_parts-{number}", rows)

    def _address_of(self, page: ListPage, part: ListPart) -> str:
        """Where a part is: below the list, by its id. No record begins with ``_``."""
        slug = part.id.lstrip("_") or "all"
        taken = slug != part.id and slug in {other.id for other in self.parts}
        return f"{page.address}_{part.id if taken else slug}/"

    def _plan_part(self, page: ListPage, part: ListPart) -> Iterator[PageTask]:
        address, label = self._address_of(page, part), _label_of(part, with_group=True)
        search = tuple(self._link_search(part))
        by_letter = _is_long(part) and not part.dated
        letters = self._divide_by_letter(part) if by_letter else {}
        if len(letters) < 2:
            yield from self._plan_rows(address, (label, ()), search, part)
            return
        ways = {letter: f"{address}{_name_letter(letter)}/" for letter in letters}
        links = tuple(("", letter, len(letters[letter]), way) for letter, way in ways.items())
        index = ListPart("choices", "按名称的首字母", "_letters", links)
        yield self._make_task(address, 1, 1, (label, (), len(part.rows)), (*search, index))
        for letter, way in ways.items():
            own = replace(part, rows=letters[letter], partial=True)
            head = (f"{label} · {letter}", ((label, address),))
            yield from self._plan_rows(way, head, (replace(index, more=(way,)),), own)

    def _plan_rows(
        self, address: str, head: PlainValues, above: Sequence[ListPart], part: ListPart
    ) -> Iterator[PageTask]:
        """The rows of a part on a page, or on several with numbers; the first has ``above``."""
        whole = replace(part, title="")
        pages = divide_rows((PageBlock(len(part.rows), weight_of(part)),))
        for number, (rows,) in enumerate(pages, 1):
            sections = (*(above if number == 1 else ()), cut_part(whole, rows))
            yield self._make_task(address, number, len(pages), (*head, len(part.rows)), sections)

    def _make_task(
        self, address: str, number: int, of: int, head: PlainValues, parts: Sequence[ListPart]
    ) -> PageTask:
        plain = tuple(part.to_plain() for part in parts)
        args = (self.outline.name, address, number, of, *head, plain)
        return PageTask(page_address(address, number), "list part", args)

    def _divide_by_letter(self, part: ListPart) -> dict[str, PlainValues]:
        """The rows by the letter with which their names begin, from A on."""
        groups: defaultdict[str, list[object]] = defaultdict(list)
        for row in part.rows:
            groups[initial_of(self._name_row(row))].append(row)
        letters = sorted(groups, key=lambda letter: (letter == OTHER, letter))
        return {letter: tuple(groups[letter]) for letter in letters}

    def _name_row(self, row: object) -> str:
        """The name of the first record that a row names."""
        values = row if isinstance(row, tuple) else (row,)
        heads = (self.heads.get(value) for value in values if isinstance(value, str))
        return next((head.name for head in heads if head), "")

    def _link_search(self, part: ListPart | None = None) -> Iterator[ListPart]:
        """The search among the records of the list, or of a part of it."""
        if kind := self.outline.kind:
            one = self.heads.get(part.id.lstrip("_")) if part else None
            within = f"&{one.kind}={one.id}" if one and one.kind in _FILTERS else ""
            address = f"{SEARCH.address}?kind={kind}{within}"
            words = f"从这些{KIND[kind].label}里，按机构、类别、单位等挑选"
            yield ListPart("fields", more=(("筛选", words, address),))


def _is_of_the_whole(part: ListPart) -> bool:
    return part.type in _OF_THE_WHOLE and not _is_long(part)


def _is_long(part: ListPart) -> bool:
    return len(part.rows) * weight_of(part) > LIMIT


def _label_of(part: ListPart, with_group: bool = False) -> str:
    """The title of a part without its number, and without its unit unless asked for."""
    title = part.title if with_group else part.title.removeprefix(f"{part.group} · ")
    return _NUMBER.sub("", title) or "全部"


def _name_letter(letter: str) -> str:
    return "other" if letter == OTHER else letter.lower()


def make_part_page(
    page: ListPage, frame: SiteFrame, task: PageTask, sections: Sequence[PageSection]
) -> Page:
    """A page of a part of a long list with its sections."""
    _, address, number, of, title, trail, count, _ = task.args
    first = Page(
        address=address,
        layout="page.html",
        title=title,
        frame=frame.page_frame,
        sections=tuple(sections),
        kicker=page.title,
        lead=f"共 {count} 项。",
        breadcrumb=(*frame.breadcrumb_below(page), *trail),
        section=page.section,
        description=f"{page.title}：{title}，共 {count} 项。",
        sheet=page.sheet,
    )
    return number_page(first, number, of, (), False)

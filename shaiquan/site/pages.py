"""The public catalog to the pages of the site: first what is to be made, then each page.

``tasks`` asks heads alone; ``make`` reads the records that a page shows. What a plan needs of
a record beyond its head is a fact, worked out record by record and kept by whoever builds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.overviews import OVERVIEWS
from shaiquan.site import comparison, division, list_sections, matrix, section_lists, wall_list
from shaiquan.site.about import about_page, about_task
from shaiquan.site.frame import Around
from shaiquan.site.home import home_page, home_task
from shaiquan.site.list_sections import Drawings
from shaiquan.site.mark_pages import sheet_page, sheet_tasks
from shaiquan.site.page import Page
from shaiquan.site.paging import page_address
from shaiquan.site.record_page import record_pages, record_tasks
from shaiquan.site.tasks import (
    Facts,
    Outline,
    PagedOutline,
    PageTask,
    PlainValues,
    make_list_page,
    paginate,
    parts_of_task,
)
from shaiquan.views.flowcharts import make_procedure_graph

#: name -> what all pages of the list have in common
LIST_PAGES = section_lists.PAGES | {overview.page.name: overview.page for overview in OVERVIEWS}
#: name of a page of the whole -> its outline; None where the site has nothing for it
OUTLINES: dict[str, Callable[[PublicCatalog, Facts, bool], Outline | None]] = {
    "division": division.division,
    "compare": comparison.compare,
    "register": division.register,
    "balance": comparison.balance,
    "matrix": matrix.matrix,
    "wall": wall_list.wall,
}
assert OUTLINES.keys() == {overview.page.name for overview in OVERVIEWS}
ROWS: dict[str, list_sections.SectionMaker] = {
    **list_sections.MAKERS,
    **division.MAKERS,
    **matrix.MAKERS,
    **comparison.MAKERS,
    **wall_list.MAKERS,
}


# -- what a plan asks of records ----------------------------------------------------------------


def _power(public: PublicCatalog, charts: Drawings, entry: Entry) -> PlainValues:
    """Whether it has each of the six aspects."""
    return matrix.has(public, entry)


def _procedure(public: PublicCatalog, charts: Drawings, entry: Entry) -> PlainValues:
    """Whether it is drawn, and the mark of its sheet, if one is to hang."""
    found = make_procedure_graph(entry)
    if found is None or not found.procedure.wall:
        return (found is not None, "")
    return (True, wall_list.mark(public, charts[entry.id]))


#: kind -> what ``tasks`` needs of each of its records beyond the head
FACTS: Mapping[str, Callable[[PublicCatalog, Drawings, Entry], PlainValues]] = {
    "power": _power,
    "procedure": _procedure,
}


# -- the plan -----------------------------------------------------------------------------------


def tasks(public: PublicCatalog, facts: Facts, preview: bool = False) -> Iterator[PageTask]:
    """All that is to be made, in the order of the navigation."""
    lists = tuple(paginate(outline) for outline in section_lists.outlines(public, facts))
    whole = tuple(_outline_whole(public, facts, preview))
    addresses = frozenset(LIST_PAGES[paged.outline.name].address for paged in whole)
    yield home_task(public, addresses, _categories(lists))
    yield from _list_tasks(lists)
    yield from record_tasks(public)
    yield from _list_tasks(whole)
    yield from sheet_tasks(public, wall_list.marks(public, facts))
    yield about_task(public)


def _outline_whole(public: PublicCatalog, facts: Facts, preview: bool) -> Iterator[PagedOutline]:
    """The lists that show power as a whole, as far as the site has something for them."""
    outlines = (outline(public, facts, preview) for outline in OUTLINES.values())
    return (paginate(outline) for outline in outlines if outline)


def _list_tasks(lists: tuple[PagedOutline, ...]) -> Iterator[PageTask]:
    return (task for paged in lists for task in paged.tasks(LIST_PAGES[paged.outline.name]))


def _categories(lists: tuple[PagedOutline, ...]) -> dict[str, str]:
    """Category's id -> the page and place at which its powers begin."""
    address = LIST_PAGES["powers"].address
    return {
        id: f"{page_address(address, number)}#{id}"
        for paged in lists
        if paged.outline.name == "powers"
        for _, number, id in paged.begins()
    }


# -- the pages ----------------------------------------------------------------------------------

PageMaker = Callable[[PublicCatalog, Around, Drawings, PageTask], tuple[Page, ...]]


def make(
    public: PublicCatalog, around: Around, charts: Drawings, task: PageTask
) -> tuple[Page, ...]:
    """The pages of a task: the first is at its address."""
    return MAKERS[task.maker](public, around, charts, task)


def _list(
    public: PublicCatalog, around: Around, charts: Drawings, task: PageTask
) -> tuple[Page, ...]:
    sections = (ROWS[part.sort](public, charts, part) for part in parts_of_task(task))
    shown = tuple(each for each in sections if each)
    return (make_list_page(LIST_PAGES[task.args[0]], around, task, shown),)


def _home(
    public: PublicCatalog, around: Around, charts: Drawings, task: PageTask
) -> tuple[Page, ...]:
    return (home_page(public, around, task),)


def _sheet(
    public: PublicCatalog, around: Around, charts: Drawings, task: PageTask
) -> tuple[Page, ...]:
    return (sheet_page(public, around, charts, task),)


def _about(
    public: PublicCatalog, around: Around, charts: Drawings, task: PageTask
) -> tuple[Page, ...]:
    return (about_page(public, around, task),)


MAKERS: Mapping[str, PageMaker] = {
    "home": _home,
    "list": _list,
    "record": record_pages,
    "sheet": _sheet,
    "about": _about,
}

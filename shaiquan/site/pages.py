"""The public catalog to the pages of the site: first what is to be made, then each page.

``tasks`` asks heads alone; ``make`` reads the records that a page shows. What a plan needs of
a record beyond its head is a fact, worked out record by record and kept by whoever builds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.site import comparison, division, list_sections, matrix, section_lists, wall_list
from shaiquan.site.about import about_page, about_task
from shaiquan.site.frame import Around
from shaiquan.site.home import home_page, home_task
from shaiquan.site.list_sections import Drawings
from shaiquan.site.mark_pages import sheet_page, sheet_tasks
from shaiquan.site.page import Page
from shaiquan.site.paging import nth
from shaiquan.site.record_page import record_pages, record_tasks
from shaiquan.site.tasks import (
    Facts,
    ListHeading,
    PagedOutline,
    PageTask,
    Plain,
    laid,
    list_page,
    parts_of,
)
from shaiquan.views.flowcharts import told

LOOKS: dict[str, ListHeading] = {
    **section_lists.LOOKS,
    **division.LOOKS,
    **comparison.LOOKS,
    "matrix": matrix.LOOK,
    "wall": wall_list.LOOK,
}
ROWS: dict[str, list_sections.SectionMaker] = {
    **list_sections.MAKERS,
    **division.MAKERS,
    **matrix.MAKERS,
    **comparison.MAKERS,
    **wall_list.MAKERS,
}


# -- what a plan asks of records ----------------------------------------------------------------


def _power(public: PublicCatalog, charts: Drawings, entry: Entry) -> Plain:
    """Whether it has each of the six aspects."""
    return matrix.has(public, entry)


def _procedure(public: PublicCatalog, charts: Drawings, entry: Entry) -> Plain:
    """Whether it is drawn, and the mark of its sheet, if one is to hang."""
    found = told(entry)
    if found is None or not found.procedure.wall:
        return (found is not None, "")
    return (True, wall_list.mark(public, charts[entry.id]))


#: kind -> what ``tasks`` needs of each of its records beyond the head
FACTS: Mapping[str, Callable[[PublicCatalog, Drawings, Entry], Plain]] = {
    "power": _power,
    "procedure": _procedure,
}


# -- the plan -----------------------------------------------------------------------------------


def tasks(public: PublicCatalog, known: Facts, preview: bool = False) -> Iterator[PageTask]:
    """All that is to be made, in the order of the navigation; ``known`` are the facts."""
    current = wall_list.marks(public, known)
    held = tuple(laid(each) for each in section_lists.outlines(public, known))
    whole = tuple(_whole(public, known, current, preview))
    addresses = frozenset(LOOKS[each.outline.name].address for each in whole)
    yield home_task(public, addresses, _categories(held))
    yield from (task for each in held for task in each.tasks(LOOKS[each.outline.name]))
    yield from record_tasks(public)
    yield from (task for each in whole for task in each.tasks(LOOKS[each.outline.name]))
    yield from sheet_tasks(public, current)
    yield about_task(public)


def _whole(
    public: PublicCatalog, known: Facts, current: dict[str, wall_list.CurrentMark], preview: bool
) -> Iterator[PagedOutline]:
    """The lists that show power as a whole, as far as the site has something for them."""
    departments = division.by_department(public)
    outlines = (
        matrix.matrix(public, known),
        division.division(public, departments),
        division.register(public, departments),
        comparison.compare(public),
        comparison.balance(public),
        wall_list.wall(public, current, preview),
    )
    return (laid(each) for each in outlines if each)


def _categories(held: tuple[PagedOutline, ...]) -> dict[str, str]:
    """Category's id -> the page and place at which its powers begin."""
    address = LOOKS["powers"].address
    return {
        id: f"{nth(address, number)}#{id}"
        for each in held
        if each.outline.name == "powers"
        for _, number, id in each.begins()
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
    sections = (ROWS[part.sort](public, charts, part) for part in parts_of(task))
    shown = tuple(each for each in sections if each)
    return (list_page(LOOKS[task.args[0]], around, task, shown),)


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

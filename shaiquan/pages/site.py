"""The public catalog to the pages of the site: first what is to be made, then each page.

``tasks`` asks heads alone; ``make`` reads the records that a page shows. What a plan needs of
a record beyond its head is a fact, worked out record by record and kept by whoever builds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from shaiquan.catalog import Entry
from shaiquan.pages import division, lists, matrix, rows, walls, whole
from shaiquan.pages.about import about_page, about_task
from shaiquan.pages.charts import told
from shaiquan.pages.frame import Around
from shaiquan.pages.home import home_page, home_task
from shaiquan.pages.paging import nth
from shaiquan.pages.plan import Facts, Laid, Look, Plain, Task, laid, list_page, parts_of
from shaiquan.pages.records import record_pages, record_tasks
from shaiquan.pages.rows import Drawings
from shaiquan.pages.sheets import sheet_page, sheet_tasks
from shaiquan.release import PublicCatalog
from shaiquan.rendering.views import Page

LOOKS: dict[str, Look] = {
    **lists.LOOKS,
    **division.LOOKS,
    **whole.LOOKS,
    "matrix": matrix.LOOK,
    "wall": walls.LOOK,
}
ROWS: dict[str, rows.Maker] = {
    **rows.MAKERS,
    **division.MAKERS,
    **matrix.MAKERS,
    **whole.MAKERS,
    **walls.MAKERS,
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
    return (True, walls.mark(public, charts[entry.id]))


#: kind -> what ``tasks`` needs of each of its records beyond the head
FACTS: Mapping[str, Callable[[PublicCatalog, Drawings, Entry], Plain]] = {
    "power": _power,
    "procedure": _procedure,
}


# -- the plan -----------------------------------------------------------------------------------


def tasks(public: PublicCatalog, known: Facts, preview: bool = False) -> Iterator[Task]:
    """All that is to be made, in the order of the navigation; ``known`` are the facts."""
    current = walls.marks(public, known)
    held = tuple(laid(each) for each in lists.outlines(public, known))
    whole = tuple(_whole(public, known, current, preview))
    addresses = frozenset(LOOKS[each.outline.name].address for each in whole)
    yield home_task(public, addresses, _categories(held))
    yield from (task for each in held for task in each.tasks(LOOKS[each.outline.name]))
    yield from record_tasks(public)
    yield from (task for each in whole for task in each.tasks(LOOKS[each.outline.name]))
    yield from sheet_tasks(public, current)
    yield about_task(public)


def _whole(
    public: PublicCatalog, known: Facts, current: dict[str, walls.Mark], preview: bool
) -> Iterator[Laid]:
    """The lists that show power as a whole, as far as the site has something for them."""
    departments = division.by_department(public)
    outlines = (
        matrix.matrix(public, known),
        division.division(public, departments),
        division.register(public, departments),
        whole.compare(public),
        whole.balance(public),
        walls.wall(public, current, preview),
    )
    return (laid(each) for each in outlines if each)


def _categories(held: tuple[Laid, ...]) -> dict[str, str]:
    """Category's id -> the page and place at which its powers begin."""
    address = LOOKS["powers"].address
    return {
        id: f"{nth(address, number)}#{id}"
        for each in held
        if each.outline.name == "powers"
        for _, number, id in each.begins()
    }


# -- the pages ----------------------------------------------------------------------------------

Maker = Callable[[PublicCatalog, Around, Drawings, Task], tuple[Page, ...]]


def make(public: PublicCatalog, around: Around, charts: Drawings, task: Task) -> tuple[Page, ...]:
    """The pages of a task: the first is at its address."""
    return MAKERS[task.maker](public, around, charts, task)


def _list(public: PublicCatalog, around: Around, charts: Drawings, task: Task) -> tuple[Page, ...]:
    sections = (ROWS[part.sort](public, charts, part) for part in parts_of(task))
    shown = tuple(each for each in sections if each)
    return (list_page(LOOKS[task.args[0]], around, task, shown),)


def _home(public: PublicCatalog, around: Around, charts: Drawings, task: Task) -> tuple[Page, ...]:
    return (home_page(public, around, task),)


def _sheet(public: PublicCatalog, around: Around, charts: Drawings, task: Task) -> tuple[Page, ...]:
    return (sheet_page(public, around, charts, task),)


def _about(public: PublicCatalog, around: Around, charts: Drawings, task: Task) -> tuple[Page, ...]:
    return (about_page(public, around, task),)


MAKERS: Mapping[str, Maker] = {
    "home": _home,
    "list": _list,
    "record": record_pages,
    "sheet": _sheet,
    "about": _about,
}

"""The public catalog to the pages of the site: first the plan, then the pages.

``plan_pages`` reads heads alone, ``make_pages`` the records that a page shows. What a plan needs
of a record beyond its head is a fact: made record by record, and kept by the build.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.overviews import OVERVIEWS
from shaiquan.kinds.registry import KIND, check_overviews
from shaiquan.kinds.sections import POWERS
from shaiquan.site import (
    change_pages,
    comparison,
    decision_pictures,
    division,
    due_calendar,
    due_parts,
    entry_summaries,
    inspection,
    list_sections,
    matrix,
    meeting_summaries,
    notice_board,
    section_lists,
    supervision_hub,
    supervision_tables,
    supervision_year,
    task_board,
    timeliness,
    topic_facts,
    unit_years,
    wall_list,
)
from shaiquan.site.about import make_about_page, plan_about_page
from shaiquan.site.data_page import make_data_page
from shaiquan.site.frame import SiteFrame
from shaiquan.site.home import make_home_page, plan_home_page
from shaiquan.site.list_sections import Drawings
from shaiquan.site.long_lists import LongOutline, make_part_page
from shaiquan.site.mark_pages import make_mark_page, plan_mark_pages
from shaiquan.site.page import Page
from shaiquan.site.paging import split_page
from shaiquan.site.record_page import make_record_page, plan_record_pages
from shaiquan.site.search_page import make_search_page, plan_search_page
from shaiquan.site.site_dates import NO_DATES, SiteDates
from shaiquan.site.site_map import (
    MapEntry,
    has_missing_page,
    make_missing_page,
    make_site_map,
    plan_missing_page,
    plan_site_map,
)
from shaiquan.site.statements import make_statement, plan_statements
from shaiquan.site.tasks import (
    LONG,
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
    "division": division.outline_division,
    "compare": comparison.outline_comparison,
    "register": division.outline_register,
    "balance": comparison.outline_balance,
    "matrix": matrix.outline_matrix,
    "wall": wall_list.outline_wall_list,
    "decisions": decision_pictures.outline_decisions,
    "notices": notice_board.outline_notices,
    "tasks": task_board.outline_tasks,
    "calendar": due_calendar.outline_calendar,
}
#: the same of pages that show what the dates and exemptions of all records tell
OUTLINES_OF_DATES: dict[str, Callable[[PublicCatalog, Facts, SiteDates], Outline | None]] = {
    "timeliness": timeliness.outline_timeliness,
    "supervision": supervision_hub.outline_supervision,
    "inspection": inspection.outline_inspection,
    "history": change_pages.outline_history,
}
check_overviews((*OUTLINES, *OUTLINES_OF_DATES))
#: type of a part of a list -> how its section is made
SECTION_MAKERS: Mapping[str, list_sections.SectionMaker] = dict(
    **list_sections.SECTION_MAKERS,
    **division.SECTION_MAKERS,
    **matrix.SECTION_MAKERS,
    **comparison.SECTION_MAKERS,
    **wall_list.SECTION_MAKERS,
    **decision_pictures.SECTION_MAKERS,
    **notice_board.SECTION_MAKERS,
    **task_board.SECTION_MAKERS,
    **due_parts.SECTION_MAKERS,
    **due_calendar.SECTION_MAKERS,
    **supervision_hub.SECTION_MAKERS,
    **supervision_tables.SECTION_MAKERS,
    **change_pages.SECTION_MAKERS,
)


# -- the facts of records -----------------------------------------------------------------------


def _check_power_aspects(public: PublicCatalog, charts: Drawings, entry: Entry) -> PlainValues:
    """Whether it has each of the six aspects."""
    return matrix.check_aspects(public, entry)


def _describe_procedure(public: PublicCatalog, charts: Drawings, entry: Entry) -> PlainValues:
    """Whether it is drawn, and the marks of its sheets in force, if one is to hang."""
    graph = make_procedure_graph(entry)
    if graph is None or not graph.procedure.wall:
        return (graph is not None, ())
    return (True, wall_list.marks_of(public, charts[entry.id]))


def _describe_topic(public: PublicCatalog, charts: Drawings, entry: Entry) -> PlainValues:
    """Where it stands, its tasks, its notices."""
    return topic_facts.describe_topic(public, entry)


def _describe_programme(public: PublicCatalog, charts: Drawings, entry: Entry) -> PlainValues:
    """Its tasks."""
    return topic_facts.describe_tasks(public, entry)


def _describe_entry(public: PublicCatalog, charts: Drawings, entry: Entry) -> PlainValues:
    """Its numbers, whether it has scores, what of it is open."""
    return entry_summaries.describe_entry(public, entry)


def _describe_meeting(public: PublicCatalog, charts: Drawings, entry: Entry) -> PlainValues:
    """Whether the discipline commission was there, whether its minutes came in time."""
    return meeting_summaries.describe_meeting(public, entry)


#: kind -> what ``plan_pages`` needs of each of its records beyond the head
FACTS: Mapping[str, Callable[[PublicCatalog, Drawings, Entry], PlainValues]] = {
    "power": _check_power_aspects,
    "procedure": _describe_procedure,
    "topic": _describe_topic,
    "programme": _describe_programme,
    "entry": _describe_entry,
    "meeting": _describe_meeting,
}


# -- the plan -----------------------------------------------------------------------------------


def plan_pages(
    public: PublicCatalog, facts: Facts, preview: bool = False, dates: SiteDates = NO_DATES
) -> Iterator[PageTask]:
    """All pages, in the order of the navigation."""
    outlines = section_lists.outline_sections(public, facts)
    lists = tuple(_divide(public, outline) for outline in outlines)
    overviews = tuple(_outline_overviews(public, facts, preview, dates))
    names = frozenset(each.outline.name for each in overviews)
    yield plan_home_page(public, facts, names, _find_categories(lists), dates)
    columns = [_list_parts(each) for each in (*lists, *overviews)]
    yield from _plan_list_pages(lists)
    yield from plan_record_pages(public, _find_neighbours(lists), dates.history)
    yield from _plan_list_pages(overviews)
    yield from _plan_list_pages(tuple(_outline_years(public, facts, dates)))
    marks = tuple(plan_mark_pages(public, wall_list.list_current_marks(public, facts)))
    yield from marks
    yield plan_about_page(public)
    yield plan_search_page(public, bool(marks))
    yield from plan_statements()
    yield plan_site_map(public, columns)
    if has_missing_page(public):
        yield plan_missing_page()


Divided = PagedOutline | LongOutline


def _divide(public: PublicCatalog, outline: Outline) -> Divided:
    return LongOutline(outline, public.heads) if outline.length > LONG else paginate(outline)


def _outline_overviews(
    public: PublicCatalog, facts: Facts, preview: bool, dates: SiteDates
) -> Iterator[Divided]:
    """The pages that show power as a whole, as far as the site has something for them."""
    outlines = [outline(public, facts, preview) for outline in OUTLINES.values()]
    outlines += [outline(public, facts, dates) for outline in OUTLINES_OF_DATES.values()]
    return (_divide(public, outline) for outline in outlines if outline)


def _outline_years(public: PublicCatalog, facts: Facts, dates: SiteDates) -> Iterator[Divided]:
    """The pages of units and years below ``/supervision/``, of years below ``/history/``."""
    if supervision_hub.has_supervision(public):
        for year in unit_years.list_unit_years(public, facts):
            yield paginate(supervision_year.outline_year(public, year))
    yield from map(paginate, change_pages.outline_years(dates.history))


def _plan_list_pages(lists: tuple[Divided, ...]) -> Iterator[PageTask]:
    return (task for each in lists for task in each.plan_pages(LIST_PAGES[each.outline.name]))


def _find_neighbours(lists: tuple[Divided, ...]) -> dict[str, tuple[str, str]]:
    """Record's id -> those before and after it in its part of the list of its kind, or nothing."""
    found: dict[str, tuple[str, str]] = {}
    for outline in (each.outline for each in lists):
        for part in outline.parts:
            section = KIND[part.more[0]].section if part.type == "records" else None
            if section and section.name == outline.name:
                before, after = ("", *part.rows), (*part.rows[1:], "")
                found.update(zip(part.rows, zip(before, after, strict=False), strict=False))
    return found


def _list_parts(divided: Divided) -> MapEntry:
    """The page of a list, and (title, address) of its parts."""
    page = LIST_PAGES[divided.outline.name]
    return page, [(title, address) for _, title, address in divided.locate_parts(page)]


def _find_categories(lists: tuple[Divided, ...]) -> dict[str, str]:
    """Category's id -> the page and place at which its powers begin."""
    powers = (each for each in lists if each.outline.name == POWERS.name)
    page = LIST_PAGES[POWERS.name]
    return {id: address for each in powers for id, _, address in each.locate_parts(page)}


# -- the pages ----------------------------------------------------------------------------------

PageMaker = Callable[[PublicCatalog, SiteFrame, Drawings, PageTask], Page]


def make_pages(
    public: PublicCatalog, frame: SiteFrame, charts: Drawings, task: PageTask
) -> tuple[Page, ...]:
    """The pages of a task: the first is at its address, more follow where a record is long."""
    page = PAGE_MAKERS[task.maker](public, frame, charts, task)
    return split_page(page) if task.maker == "record" else (page,)


def _make_list(public: PublicCatalog, frame: SiteFrame, charts: Drawings, task: PageTask) -> Page:
    sections = (SECTION_MAKERS[part.type](public, charts, part) for part in parts_of_task(task))
    make = make_list_page if task.maker == "list" else make_part_page
    page = LIST_PAGES[task.args[0]]
    return make(page, frame, task, [section for section in sections if section])


PAGE_MAKERS: Mapping[str, PageMaker] = {
    "home": make_home_page,
    "list": _make_list,
    "list part": _make_list,
    "record": make_record_page,
    "sheet": make_mark_page,
    "about": make_about_page,
    "data": make_data_page,
    "statement": make_statement,
    "site-map": make_site_map,
    "missing": make_missing_page,
    "search": make_search_page,
}

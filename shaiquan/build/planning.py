"""The actions that make a site, from heads alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from shaiquan.build.actions import Action, CachedAction, JoinedFile
from shaiquan.build.chunks import split_ids
from shaiquan.build.data_plan import name_rows, plan_data_files, plan_rows
from shaiquan.build.fingerprints import Fingerprints
from shaiquan.build.search_plan import plan_index, plan_index_files
from shaiquan.content.catalog import Records
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.files.scanning import digest
from shaiquan.kinds.overviews import WALL
from shaiquan.kinds.registry import KINDS, require_index
from shaiquan.model.review_lines import ReviewLine
from shaiquan.queries.registers import list_registers
from shaiquan.site.data_page import plan_data_page
from shaiquan.site.frame import make_frame
from shaiquan.site.pages import FACTS, plan_pages
from shaiquan.site.portal_files import list_text_files
from shaiquan.site.site_dates import NO_DATES, SiteDates, find_newest_day
from shaiquan.site.tasks import Facts, PageTask
from shaiquan.views.data_tables import TableUse
from shaiquan.views.printed_forms import BookletLink
from shaiquan.views.printed_papers import list_papers

require_index("procedure", "powers", "wall", "card")


def plan_checks(catalog: Records, fingerprints: Fingerprints) -> tuple[Action, ...]:
    """Every rule: of records by the chunk, and of the content as a whole."""
    checks = [
        Action(f"check {ids[0]}", "check", ids, fingerprints.site)
        for kind in KINDS
        for ids in split_ids(catalog.ids_of(kind.name))
    ]
    return (*checks, Action("check-whole", "check-whole", (), fingerprints.site))


def plan_survey(
    public: PublicCatalog,
    released: PublicCatalog,
    reviews: Mapping[str, ReviewLine],
    fingerprints: Fingerprints,
) -> tuple[Action, ...]:
    """What list pages need of each record; whether each sheet can be read, and its mark; whether
    each record is as it was reviewed.

    That a preview shows more than is released is an argument: other keys are read then.
    """
    shows_more = released is not public
    facts = [
        Action(f"facts {ids[0]}", "facts", ids)
        for kind in FACTS
        for ids in split_ids(public.ids_of(kind))
    ]
    sheets = [
        Action(f"check-sheet {id}", "check-sheet", (id, shows_more), fingerprints.site)
        for id in _list_sheets(released)
    ]
    listed = (id for id in released.entries if id in reviews)
    lines = [
        Action(
            f"check-reviews {ids[0]}",
            "check-reviews",
            (tuple((id, reviews[id].pack()) for id in ids), shows_more),
            fingerprints.site,
        )
        for ids in split_ids(listed)
    ]
    booklets = [Action("list-booklets", "list-booklets")] if fingerprints.booklets else []
    return (*facts, *sheets, *lines, *booklets)


class Survey(NamedTuple):
    """What was found before the files are planned.

    ``facts``: what list pages must know, by record. By procedure ``marks`` of the sheets in force,
    ``fits``: how each lies on A3, packed. ``shows_more``: a preview shows more than is released.
    ``booklets``: those that will be printed. ``uses``: what each table of the data holds.
    """

    facts: Facts
    marks: Mapping[str, tuple[str, ...]]
    fits: Mapping[str, bytes]
    shows_more: bool
    booklets: tuple[BookletLink, ...] = ()
    uses: tuple[TableUse, ...] = ()


def collect_survey(
    public: PublicCatalog, released: PublicCatalog, done: Mapping[str, CachedAction]
) -> Survey:
    """What the actions of :func:`plan_survey` have found, in the order of the content."""
    found = (action.value for name, action in done.items() if name.startswith("facts "))
    facts = {id: plain for value in found for id, plain in value}
    checked = [
        (id, *(done[f"check-sheet {id}"].value or ((), b""))) for id in _list_sheets(released)
    ]
    marks = {id: current for id, current, _ in checked if current}
    fits = {id: fit for id, current, fit in checked if current}
    listed = done.get("list-booklets")
    booklets = tuple(BookletLink(*values) for values in listed.value) if listed else ()
    return Survey(facts, marks, fits, released is not public, booklets)


def plan_wall_check(survey: Survey, fingerprints: Fingerprints) -> Action:
    """The check of what hangs on walls against the marks of today's sheets."""
    return Action("check-walls", "check-walls", _wall_args(survey), fingerprints.site)


def _wall_args(survey: Survey) -> tuple[object, ...]:
    return tuple(survey.marks.items()), survey.shows_more


def _list_sheets(public: PublicCatalog) -> tuple[str, ...]:
    """Ids of the procedures that are to hang on a wall."""
    heads = public.heads_of("procedure")
    return tuple(head.id for head in heads if head.index["wall"] and head.in_use)


def _list_cards(public: PublicCatalog) -> tuple[str, ...]:
    """Ids of the procedures that have a card and hang on no wall."""
    heads = public.heads_of("procedure")
    return tuple(h.id for h in heads if h.index["card"] and not h.index["wall"] and h.in_use)


def plan_files(
    public: PublicCatalog, survey: Survey, fingerprints: Fingerprints, dates: SiteDates = NO_DATES
) -> tuple[Action, ...]:
    """Everything that makes files; ``dates`` is what the dates of the records tell."""
    charts = tuple(_plan_charts(public, fingerprints))
    prints = (
        *_plan_sheets(public, fingerprints),
        *_plan_booklets(public, fingerprints),
        *_plan_papers(public, fingerprints),
    )
    has_files = bool(charts or prints or public.files)
    tasks = (
        *plan_pages(public, survey.facts, fingerprints.preview, dates),
        plan_data_page(public, survey.uses, fingerprints.xlsx, has_files),
    )
    return (
        *_plan_pages(public, survey, fingerprints, tasks, find_newest_day(dates.history)),
        *charts,
        *plan_rows(public, survey.uses, fingerprints.xlsx),
        *(Action(f"text {f[0]}", "text", f) for f in list_text_files(public, tasks, dates)),
        *plan_index(public, survey.facts),
        Action("print-style", "print-style"),
        *prints,
    )


def _plan_pages(
    public: PublicCatalog,
    survey: Survey,
    fingerprints: Fingerprints,
    tasks: Sequence[PageTask],
    changed: str,
) -> Iterator[Action]:
    """The first page of each task; in a preview the work order beside the list of the walls."""
    frame = make_frame(public, fingerprints.forms, survey.booklets, changed)
    inputs = digest(fingerprints.page, repr(frame).encode())
    groups = {**_find_chunks(public), **_find_procedures(public)}
    for task in tasks:
        args = ((task.address, task.maker, task.args), 1)
        group = groups.get(task.args[0], "") if task.maker == "record" else ""
        yield Action(f"page {task.address}", "page", args, inputs, group)
    if fingerprints.preview and any(task.address == WALL.page.address for task in tasks):
        yield Action("work", "work", _wall_args(survey), inputs)


def plan_following_pages(
    actions: Iterable[Action], done: Mapping[str, CachedAction]
) -> tuple[Action, ...]:
    """The pages after the first ones; the result of a first page is how many there are."""
    return tuple(
        replace(
            first, name=f"{first.name} {number}", args=(first.args[0], number), group=first.name
        )
        for first in actions
        if first.type == "page"
        for number in range(2, (done[first.name].value or 1) + 1)
    )


def _plan_charts(public: PublicCatalog, fingerprints: Fingerprints) -> Iterator[Action]:
    for id in public.ids_of("procedure"):
        yield Action(f"chart {id}", "chart", (id,), fingerprints.charts, id)


def _find_chunks(public: PublicCatalog) -> dict[str, str]:
    """Id of a record -> the group of its rows of data: its text is rendered once for all."""
    kinds = (split_ids(public.ids_of(kind.name)) for kind in KINDS)
    return {id: name_rows(ids) for chunks in kinds for ids in chunks for id in ids}


def _find_procedures(public: PublicCatalog) -> dict[str, str]:
    """The group of each procedure and of the powers whose first one it is: all show its chart."""
    procedures = {id: id for id in public.ids_of("procedure")}
    for head in public.heads_of("procedure"):
        for power in head.index["powers"]:
            procedures.setdefault(power.id, head.id)
    return procedures


def plan_joined_files(public: PublicCatalog, uses: tuple[TableUse, ...]) -> tuple[JoinedFile, ...]:
    """The files that are joined from parts which several actions make."""
    return (*plan_data_files(public, uses), *plan_index_files(public))


def _plan_sheets(public: PublicCatalog, fingerprints: Fingerprints) -> Iterator[Action]:
    for id in (*_list_sheets(public), *(_list_cards(public) if fingerprints.booklets else ())):
        yield Action(f"sheet {id}", "sheet", (id,), fingerprints.printing)


def _plan_booklets(public: PublicCatalog, fingerprints: Fingerprints) -> Iterator[Action]:
    if fingerprints.booklets:
        from shaiquan.prints.booklets import list_booklet_names  # few builds print any

        for name in list_booklet_names(public):
            yield Action(f"booklet {name}", "booklet", (name,), fingerprints.printing)


def _plan_papers(public: PublicCatalog, fingerprints: Fingerprints) -> Iterator[Action]:
    """The papers of meetings and topics, one action each; the registers of the bodies."""
    if fingerprints.booklets:
        for paper in list_papers(public):
            yield Action(f"paper {' '.join(paper)}", "paper", paper, fingerprints.printing)
        for body, year in list_registers(public):
            name = f"register {body} {year}"
            yield Action(name, "register", (body, year), fingerprints.printing)

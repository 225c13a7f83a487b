"""The actions that make a site, from heads alone."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from shaiquan.build.actions import Action, CachedAction, JoinedFile
from shaiquan.build.fingerprints import Fingerprints
from shaiquan.content.catalog import Records
from shaiquan.data import open_data
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.files.scanning import digest
from shaiquan.kinds.overviews import WALL
from shaiquan.kinds.registry import KINDS, require_index
from shaiquan.model.review_lines import ReviewLine
from shaiquan.site.frame import make_frame
from shaiquan.site.pages import FACTS, plan_pages
from shaiquan.site.tasks import Facts, PageTask
from shaiquan.views.printed_forms import BookletLink

require_index("procedure", "powers", "wall", "card")

#: records of a chunk on average; a power of two
_CHUNK = 32


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
    ``booklets``: those that will be printed.
    """

    facts: Facts
    marks: Mapping[str, tuple[str, ...]]
    fits: Mapping[str, bytes]
    shows_more: bool
    booklets: tuple[BookletLink, ...] = ()


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
    public: PublicCatalog, survey: Survey, fingerprints: Fingerprints
) -> tuple[Action, ...]:
    """Everything that makes files."""
    frame = make_frame(public, fingerprints.forms, survey.booklets)
    inputs = digest(fingerprints.page, repr(frame).encode())
    procedures = _find_procedures(public)
    pages = [
        Action(f"page {t.address}", "page", (_args_of(t), 1), inputs, _group_of(t, procedures))
        for t in plan_pages(public, survey.facts, fingerprints.preview)
    ]
    if fingerprints.preview and any(page.args[0][0] == WALL.page.address for page in pages):
        pages.append(Action("work", "work", _wall_args(survey), inputs))
    return (
        *pages,
        *_plan_charts(public, fingerprints),
        *_plan_rows(public),
        *_plan_sheets(public, fingerprints),
        *_plan_booklets(public, fingerprints),
    )


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


def _args_of(task: PageTask) -> tuple[str, str, tuple[object, ...]]:
    return task.address, task.maker, task.args


def _find_procedures(public: PublicCatalog) -> dict[str, str]:
    """Id of a power -> that of the first procedure that carries it out."""
    procedures: dict[str, str] = {}
    for head in public.heads_of("procedure"):
        for power in head.index["powers"]:
            procedures.setdefault(power.id, head.id)
    return procedures


def _group_of(task: PageTask, procedures: Mapping[str, str]) -> str:
    """A power is in the group of its procedure: both show the same chart."""
    if task.maker != "record":
        return ""
    (id,) = task.args
    return procedures.get(id, id)


def _plan_rows(public: PublicCatalog) -> Iterator[Action]:
    for kind in open_data.published_kinds(public):
        for ids in split_ids(public.ids_of(kind.name)):
            yield Action(f"rows {ids[0]}", "rows", (kind.name, ids))
    yield Action("package", "package")


def plan_joined_files(public: PublicCatalog) -> tuple[JoinedFile, ...]:
    """The files whose parts are rows."""
    files = []
    for kind in open_data.published_kinds(public):
        path = f"data/{kind.file_name}"
        names = tuple(f"rows {ids[0]}" for ids in split_ids(public.ids_of(kind.name)))
        around = (open_data.JSON_HEAD, open_data.JSON_BETWEEN, open_data.JSON_FOOT)
        files.append(JoinedFile(f"{path}.json", 0, names, *around))
        files.append(JoinedFile(f"{path}.csv", 1, names, open_data.write_csv_head(kind.name)))
    return tuple(files)


def _plan_sheets(public: PublicCatalog, fingerprints: Fingerprints) -> Iterator[Action]:
    for id in (*_list_sheets(public), *(_list_cards(public) if fingerprints.booklets else ())):
        yield Action(f"sheet {id}", "sheet", (id,), fingerprints.printing)


def _plan_booklets(public: PublicCatalog, fingerprints: Fingerprints) -> Iterator[Action]:
    if fingerprints.booklets:
        from shaiquan.prints.booklets import list_booklet_names  # few builds print any

        for name in list_booklet_names(public):
            yield Action(f"booklet {name}", "booklet", (name,), fingerprints.printing)


def split_ids(ids: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Ids in order, cut where a hash of an id says: one more id changes one chunk, not all after.

    >>> [len(chunk) for chunk in split_ids(f"p-{n}" for n in range(100))]
    [35, 54, 11]
    """
    chunk: list[str] = []
    for id in ids:
        if chunk and zlib.crc32(id.encode()) % _CHUNK == 0:
            yield tuple(chunk)
            chunk = []
        chunk.append(id)
    if chunk:
        yield tuple(chunk)

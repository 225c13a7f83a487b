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
from shaiquan.data.table_rows import sum_uses, write_head
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.files.scanning import digest
from shaiquan.kinds.overviews import WALL
from shaiquan.kinds.registry import KINDS, require_index
from shaiquan.ledger.sheet_status import list_marks
from shaiquan.model.review_lines import ReviewLine
from shaiquan.search import index_files, scripts
from shaiquan.site.data_page import plan_data_page
from shaiquan.site.frame import make_frame
from shaiquan.site.pages import FACTS, plan_pages
from shaiquan.site.portal_files import list_text_files
from shaiquan.site.site_dates import NO_DATES, SiteDates
from shaiquan.site.tasks import Facts, PageTask
from shaiquan.site.wall_list import list_current_marks
from shaiquan.views.data_tables import RECORDS, TableUse, table_named, tables_of
from shaiquan.views.linked_data import has_nodes
from shaiquan.views.printed_forms import BookletLink

require_index("procedure", "powers", "wall", "card")

#: the part of a group of rows that is the table of all records; other tables follow
_TABLES = 2
#: records of a chunk on average; a power of two
_CHUNK = 32
#: chunks in a file of the full text: about a thousand records, so that most sites have one file
_TEXT_CHUNKS = 32


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
    public: PublicCatalog,
    survey: Survey,
    fingerprints: Fingerprints,
    dates: SiteDates = NO_DATES,
) -> tuple[Action, ...]:
    """Everything that makes files; ``dates`` is what the dates of the records tell."""
    frame = make_frame(public, fingerprints.forms, survey.booklets)
    inputs = digest(fingerprints.page, repr(frame).encode())
    procedures = _find_procedures(public)
    tasks = (
        *plan_pages(public, survey.facts, fingerprints.preview, dates),
        plan_data_page(public, survey.uses, fingerprints.xlsx),
    )
    pages = [
        Action(f"page {t.address}", "page", (_args_of(t), 1), inputs, _group_of(t, procedures))
        for t in tasks
    ]
    if fingerprints.preview and any(page.args[0][0] == WALL.page.address for page in pages):
        pages.append(Action("work", "work", _wall_args(survey), inputs))
    return (
        *pages,
        *_plan_charts(public, fingerprints),
        *_plan_rows(public, survey, fingerprints.xlsx),
        *(Action(f"text {f[0]}", "text", f) for f in list_text_files(public, tasks, dates)),
        *_plan_index(public, survey),
        Action("edition-style", "edition-style"),
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
    id = task.args[0]
    return procedures.get(id, id)


def plan_counts(public: PublicCatalog) -> tuple[Action, ...]:
    """What the tables of the data hold: a column that nobody fills is left out."""
    return tuple(
        Action(f"count-cells {ids[0]}", "count-cells", ids)
        for kind in open_data.published_kinds(public)
        for ids in split_ids(public.ids_of(kind.name))
    )


def collect_uses(public: PublicCatalog, done: Mapping[str, CachedAction]) -> tuple[TableUse, ...]:
    """What the actions of :func:`plan_counts` have found."""
    values = (done[action.name].value for action in plan_counts(public))
    tables = (t for kind in open_data.published_kinds(public) for t in tables_of(kind.name))
    return sum_uses((count for value in values for count in value), (RECORDS, *tables))


def _plan_rows(public: PublicCatalog, survey: Survey, xlsx: bool) -> Iterator[Action]:
    url = public.site.url
    for kind in open_data.published_kinds(public):
        uses = uses_of_kind(kind.name, survey.uses)
        fields = open_data.choose_fields(kind.name, uses, url)
        args = (url, fields, tuple(map(tuple, uses)))
        for ids in split_ids(public.ids_of(kind.name)):
            yield Action(f"rows {ids[0]}", "rows", (kind.name, ids, *args))
        if xlsx:
            ids = public.ids_of(kind.name)
            yield Action(f"workbook {kind.name}", "workbook", (kind.name, ids, url, fields))


def uses_of_kind(kind: str, uses: Iterable[TableUse]) -> tuple[TableUse, ...]:
    """Those of the table of all records and of the tables of a kind."""
    names = (RECORDS.name, *(table.name for table in tables_of(kind)))
    return tuple(use for use in uses if use.table in names)


def plan_joined_files(public: PublicCatalog, uses: tuple[TableUse, ...]) -> tuple[JoinedFile, ...]:
    """The files whose parts are rows, in the order of the parts that ``make_rows`` returns."""
    files, every = list[JoinedFile](), list[str]()
    for kind in open_data.published_kinds(public):
        path = f"data/{kind.file_name}"
        names = tuple(f"rows {ids[0]}" for ids in split_ids(public.ids_of(kind.name)))
        every += names
        own = uses_of_kind(kind.name, uses)
        around = (open_data.JSON_HEAD, open_data.JSON_BETWEEN, open_data.JSON_FOOT)
        files.append(JoinedFile(f"{path}.json", 0, names, *around))
        fields = open_data.choose_fields(kind.name, own, public.site.url)
        head = open_data.write_csv_head(kind.name, fields)
        files.append(JoinedFile(f"{path}.csv", 1, names, head))
        for index, use in enumerate(own[1:], _TABLES + 1):
            table = f"data/{table_named(use.table).path}"
            files.append(JoinedFile(table, index, names, write_head(use)))
        if has_nodes(kind.model):
            around = (open_data.write_linked_head(), b"", open_data.write_linked_foot(kind))
            files.append(JoinedFile(f"{path}.jsonld", _TABLES + len(own), names, *around))
    if records := [use for use in uses if use.table == RECORDS.name]:
        head = write_head(records[0])
        files.append(JoinedFile(f"data/{RECORDS.path}", _TABLES, tuple(every), head))
    return (*files, *_plan_index_files(public))


def _plan_index(public: PublicCatalog, survey: Survey) -> Iterator[Action]:
    """The rows of the search, and the table that they need beside them."""
    chunks = _list_index_chunks(public)
    for kind, ids in chunks:
        yield Action(_name_index(ids), "index", (kind, ids))
    marks = tuple(list_marks(public, list_current_marks(public, survey.facts)))
    texts = len(range(0, len(chunks), _TEXT_CHUNKS))
    args = (index_files.list_characters(public), marks, texts)
    yield Action("search-table", "search-table", args)


def _plan_index_files(public: PublicCatalog) -> Iterator[JoinedFile]:
    """The names in one file, the full text in one or several."""
    names = tuple(_name_index(ids) for _, ids in _list_index_chunks(public))
    around = (scripts.BETWEEN, scripts.FOOT)
    yield JoinedFile(index_files.NAMES, 0, names, scripts.write_head("addNames"), *around)
    head = scripts.write_head("addTexts")
    for number, start in enumerate(range(0, len(names), _TEXT_CHUNKS), 1):
        part = names[start : start + _TEXT_CHUNKS]
        yield JoinedFile(index_files.name_text_file(number), 1, part, head, *around)


def _list_index_chunks(public: PublicCatalog) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Kind and ids of the records that the search finds, by the chunk."""
    kinds = index_files.searched_kinds(public)
    return tuple((kind.name, ids) for kind in kinds for ids in split_ids(public.ids_of(kind.name)))


def _name_index(ids: tuple[str, ...]) -> str:
    return f"index {ids[0]}"


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

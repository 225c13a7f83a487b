"""The actions that make a site, from heads alone."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from shaiquan.build.actions import Action, CachedAction, JoinedFile
from shaiquan.build.fingerprints import Fingerprints
from shaiquan.content.catalog import Records
from shaiquan.data import open_data
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.files.scanning import digest
from shaiquan.kinds.overviews import WALL
from shaiquan.kinds.registry import KINDS, require_index
from shaiquan.site.frame import make_frame
from shaiquan.site.pages import FACTS, plan_pages
from shaiquan.site.tasks import Facts, PageTask

require_index("procedure", "powers", "wall")

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


def plan_facts(public: PublicCatalog, fingerprints: Fingerprints) -> tuple[Action, ...]:
    """What list pages need of each record, and the mistakes on walls."""
    facts = [
        Action(f"facts {ids[0]}", "facts", ids)
        for kind in FACTS
        for ids in split_ids(public.ids_of(kind))
    ]
    walls = Action(
        "check-walls", "check-walls", (), digest(fingerprints.site, fingerprints.printing)
    )
    return (*facts, walls)


def plan_files(
    public: PublicCatalog, facts: Facts, fingerprints: Fingerprints
) -> tuple[Action, ...]:
    """Everything that makes files."""
    frame = make_frame(public, fingerprints.forms)
    inputs = digest(fingerprints.page, repr(frame).encode())
    procedures = _find_procedures(public)
    pages = [
        Action(f"page {t.address}", "page", (_args_of(t), 1), inputs, _group_of(t, procedures))
        for t in plan_pages(public, facts, fingerprints.preview)
    ]
    if fingerprints.preview and any(page.args[0][0] == WALL.page.address for page in pages):
        pages.append(Action("work", "work", (), inputs))
    return (
        *pages,
        *_plan_charts(public, fingerprints),
        *_plan_rows(public),
        *_plan_prints(public, fingerprints),
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


def _plan_prints(public: PublicCatalog, fingerprints: Fingerprints) -> Iterator[Action]:
    for head in public.heads_of("procedure"):
        if head.index["wall"] and head.in_use:
            yield Action(f"sheet {head.id}", "sheet", (head.id,), fingerprints.printing, head.id)
    if fingerprints.booklets:
        yield Action("booklets", "booklets", (), fingerprints.printing)


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

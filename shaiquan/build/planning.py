"""What a site is made of: every action, from heads alone."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from shaiquan.build.actions import Action, Done, Joined
from shaiquan.build.salts import Salts
from shaiquan.content.catalog import Records
from shaiquan.data import open_data
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.files.scanning import digest
from shaiquan.kinds.overviews import WALL
from shaiquan.kinds.registry import KINDS
from shaiquan.site.frame import frame
from shaiquan.site.pages import FACTS, tasks
from shaiquan.site.tasks import Facts, PageTask

#: records of a chunk on average; a power of two
_CHUNK = 32


def check_actions(catalog: Records, salts: Salts) -> tuple[Action, ...]:
    """Every rule: of records by the chunk, and of the whole."""
    found = [
        Action(f"check {ids[0]}", "check", ids, salts.site)
        for kind in KINDS
        for ids in chunks(catalog.ids(kind.name))
    ]
    return (*found, Action("check-whole", "check-whole", (), salts.site))


def fact_actions(public: PublicCatalog, salts: Salts) -> tuple[Action, ...]:
    """What pages of the whole need of each record, and what is wrong on walls."""
    found = [
        Action(f"facts {ids[0]}", "facts", ids)
        for kind in FACTS
        for ids in chunks(public.ids(kind))
    ]
    walls = Action("check-walls", "check-walls", (), digest(salts.site, salts.printing))
    return (*found, walls)


def file_actions(public: PublicCatalog, facts: Facts, salts: Salts) -> tuple[Action, ...]:
    """Everything that makes files."""
    around = frame(public, salts.forms)
    framed = digest(salts.page, repr(around).encode())
    shared = _shared(public)
    pages = [
        Action(f"page {each.address}", "page", (_plain(each), 1), framed, _near(shared, each))
        for each in tasks(public, facts, salts.preview)
    ]
    if salts.preview and any(each.args[0][0] == WALL.page.address for each in pages):
        pages.append(Action("work", "work", (), framed))
    return (*pages, *_charts(public, salts), *_rows(public), *_prints(public, salts))


def more_pages(actions: Iterable[Action], done: Mapping[str, Done]) -> tuple[Action, ...]:
    """The pages that go on from first ones, which have said how many they are."""
    return tuple(
        replace(each, name=f"{each.name} {number}", args=(each.args[0], number), near=each.name)
        for each in actions
        if each.maker == "page"
        for number in range(2, (done[each.name].value or 1) + 1)
    )


def _charts(public: PublicCatalog, salts: Salts) -> Iterator[Action]:
    for id in public.ids("procedure"):
        yield Action(f"chart {id}", "chart", (id,), salts.charts, id)


def _plain(task: PageTask) -> tuple[str, str, tuple[object, ...]]:
    return task.address, task.maker, task.args


def _shared(public: PublicCatalog) -> dict[str, str]:
    """Id of a power -> that of the first procedure that carries it out."""
    found: dict[str, str] = {}
    for head in public.heads_of("procedure"):
        for power in head.more["powers"]:
            found.setdefault(power.id, head.id)
    return found


def _near(shared: Mapping[str, str], task: PageTask) -> str:
    """A power is done beside its procedure: both show the same chart."""
    if task.maker != "record":
        return ""
    (id,) = task.args
    return shared.get(id, id)


def _rows(public: PublicCatalog) -> Iterator[Action]:
    for kind in open_data.shown(public):
        for ids in chunks(public.ids(kind.name)):
            yield Action(f"rows {ids[0]}", "rows", (kind.name, ids))
    yield Action("package", "package")


def joined(public: PublicCatalog) -> tuple[Joined, ...]:
    """The files that rows are pieces of."""
    found = []
    for kind in open_data.shown(public):
        name = kind.file_name
        names = tuple(f"rows {ids[0]}" for ids in chunks(public.ids(kind.name)))
        around = (open_data.JSON_HEAD, open_data.JSON_BETWEEN, open_data.JSON_FOOT)
        found.append(Joined(f"data/{name}.json", 0, names, *around))
        found.append(Joined(f"data/{name}.csv", 1, names, open_data.csv_head(kind.name)))
    return tuple(found)


def _prints(public: PublicCatalog, salts: Salts) -> Iterator[Action]:
    for head in public.heads_of("procedure"):
        if head.more["wall"] and head.used:
            yield Action(f"sheet {head.id}", "sheet", (head.id,), salts.printing, head.id)
    if salts.booklets:
        yield Action("booklets", "booklets", (), salts.printing)


def chunks(ids: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Ids in order, cut where an id says so: one more id changes one chunk, not all after it.

    >>> [len(each) for each in chunks(f"p-{n}" for n in range(100))]
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

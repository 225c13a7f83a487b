"""The actions that make the index of the search, and the files that are joined from their parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shaiquan.build.actions import Action, JoinedFile
from shaiquan.build.chunks import split_ids
from shaiquan.build.data_plan import name_rows
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.fixed_pages import SEARCH
from shaiquan.ledger.sheet_status import list_marks
from shaiquan.search import index_files, scripts
from shaiquan.site.tasks import Facts
from shaiquan.site.wall_list import list_current_marks
from shaiquan.views.addresses import TRADITIONAL_FOLDER

#: the parts of a group of rows, as ``make_index`` returns them; the same follow in traditional
#: characters, if the site has that edition
_NAMES, _TEXTS = range(2)
#: a file of the full text is full with so many records: most sites have one file
_TEXT_RECORDS = 1000
#: kind and ids of records whose rows one action makes
Chunk = tuple[str, tuple[str, ...]]


def plan_index(public: PublicCatalog, facts: Facts) -> Iterator[Action]:
    """The rows of the search, and the table that they need beside them."""
    chunks, own = _list_chunks(public), index_files.list_own_words(public.site)
    for kind, ids in chunks:
        # beside their rows of data: a text is rendered once for both
        yield Action(_name_index(ids), "index", (kind, ids, own), group=name_rows(ids))
    marks = tuple(list_marks(public, list_current_marks(public, facts)))
    args = (index_files.list_characters(public), marks, len(split_texts(chunks)), own)
    # beside its page: only one process loads how Chinese is read
    yield Action("search-table", "search-table", args, group=f"page {SEARCH.address}")


def plan_index_files(public: PublicCatalog) -> Iterator[JoinedFile]:
    """The names in one file, the full text in one or several; anew for traditional characters."""
    yield from _plan_index_files(public, "", 0)
    if index_files.list_own_words(public.site) is not None:
        yield from _plan_index_files(public, TRADITIONAL_FOLDER, 2)


def _plan_index_files(public: PublicCatalog, folder: str, first: int) -> Iterator[JoinedFile]:
    """The files of an edition, whose parts are those from the ``first`` on."""
    chunks = _list_chunks(public)
    names = tuple(_name_index(ids) for _, ids in chunks)
    around = (scripts.BETWEEN, scripts.FOOT)
    head, path = scripts.write_head("addNames"), f"{folder}{index_files.NAMES}"
    yield JoinedFile(path, first + _NAMES, names, head, *around)
    head = scripts.write_head("addTexts")
    for number, own in enumerate(split_texts(chunks), 1):
        part = tuple(_name_index(ids) for _, ids in own)
        path = f"{folder}{index_files.name_text_file(number)}"
        yield JoinedFile(path, first + _TEXTS, part, head, *around)


def split_texts(chunks: Iterable[Chunk]) -> list[list[Chunk]]:
    """The chunks of each file of the full text."""
    files: list[list[Chunk]] = []
    room = 0
    for chunk in chunks:
        if room <= 0:
            files.append([])
            room = _TEXT_RECORDS
        files[-1].append(chunk)
        room -= len(chunk[1])
    return files


def _list_chunks(public: PublicCatalog) -> tuple[Chunk, ...]:
    """Kind and ids of the records that the search finds, by the chunk."""
    kinds = index_files.searched_kinds(public)
    return tuple((kind.name, ids) for kind in kinds for ids in split_ids(public.ids_of(kind.name)))


def _name_index(ids: tuple[str, ...]) -> str:
    return f"index {ids[0]}"

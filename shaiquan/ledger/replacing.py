"""换图: which postings end, which begin, and what is to be done on the wall (S4-19)."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from shaiquan.content.catalog import Catalog
from shaiquan.content.suggestions import suggest_spelling
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.ledger.first_postings import plan_first_postings
from shaiquan.ledger.ledger_files import FileEdit, LedgerChange
from shaiquan.ledger.poster_plans import (
    PosterChange,
    PosterRequest,
    Refused,
    Walls,
    WallWork,
    choose_id,
    edit_file,
)
from shaiquan.ledger.posting_file import NewPosting, PostingChanges
from shaiquan.ledger.registering import plan_editions
from shaiquan.ledger.sheet_status import list_current_sheets
from shaiquan.ledger.walls import WallTask, survey_walls
from shaiquan.model.ledger import Posting
from shaiquan.views.flowcharts import Drawing


def plan_posters(
    content: Path,
    digests: Mapping[str, str],
    catalog: Catalog,
    public: PublicCatalog,
    charts: Mapping[str, Drawing],
    request: PosterRequest,
) -> PosterChange:
    """What to write and to do. ``public`` is what is released of ``catalog`` today; ``digests`` are
    those of the files of the content.

    Raises Refused, FileChanged, and Rejected where the content has errors.
    """
    if request.day > public.as_of:
        raise Refused("--date 不能在今天以后：贴上的那一天再运行", "--date is still to come")
    sheets = list_current_sheets(public, charts)
    marks = {id: sheet.marks for id, sheet in sheets.items()}
    tasks = survey_walls(catalog, public, marks).tasks
    walls = Walls(content, digests, catalog, sheets, tasks, request)
    ids = [_find_chart(catalog, word) for word in request.charts]
    if request.is_first:
        return plan_first_postings(walls, ids, public.as_of)
    return _plan_replacement(walls, ids, public.as_of)


def list_wall_work(
    catalog: Catalog, public: PublicCatalog, charts: Mapping[str, Drawing]
) -> tuple[WallWork, ...]:
    """What is to be replaced or taken down. ``public`` is what is released of ``catalog`` today."""
    marks = {id: sheet.marks for id, sheet in list_current_sheets(public, charts).items()}
    return tuple(map(_describe_work, survey_walls(catalog, public, marks).tasks))


def _find_chart(catalog: Catalog, word: str) -> str:
    """The id of the procedure with a name, short name or id."""
    heads = [head for head in catalog.heads_of("procedure") if head.is_named(word)]
    if len(heads) == 1:
        return heads[0].id
    if heads:
        ids = "、".join(head.id for head in heads)
        raise Refused(f"有几个流程叫“{word}”，请写编号（{ids}）", f"'{word}' may be {ids}")
    known = [
        text for h in catalog.heads_of("procedure") for text in (h.id, h.name, h.short) if text
    ]
    hint = suggest_spelling(word, known)
    raise Refused(f"没有流程“{word}”{hint}", f"there is no procedure '{word}'")


# -- replacing ----------------------------------------------------------------------------------


def _plan_replacement(walls: Walls, ids: list[str], today: datetime.date) -> PosterChange:
    tasks = [task for task in walls.tasks if not ids or task.procedure in ids]
    for id in ids:
        if not any(task.procedure == id for task in tasks):
            _refuse_needless(walls, id)
    for task in tasks:
        _require_later(task, walls.request.day)
    sheets = [walls.sheets[id] for id in dict.fromkeys(t.procedure for t in tasks if t.replaces)]
    new, edited = _change_files(walls, tasks)
    editions = plan_editions(walls.content, sheets, today)
    work = tuple(_describe_work(task) for task in tasks)
    postings = (*(task.posting.id for task in tasks), *walls.taken)
    ledger = LedgerChange({**editions, **new}, edited)
    return PosterChange(work, ledger, postings, walls.has_qr)


def _refuse_needless(walls: Walls, id: str) -> None:
    """Raises Refused for a chart that has nothing to be replaced."""
    name = walls.catalog.heads[id].name
    if not walls.catalog.ids_naming(id, "posting", "procedure"):
        zh = f"“{name}”没有张贴过；第一次张贴：python build.py post {id} --place 地点"
        raise Refused(zh, f"'{name}' hangs nowhere: python build.py post {id} --place PLACE", False)
    raise Refused(
        f"“{name}”贴着的都是现行的，不用换", f"'{name}' is in force wherever it hangs", False
    )


def _require_later(task: WallTask, day: datetime.date) -> None:
    posting = task.posting.record
    assert isinstance(posting, Posting)
    if day < posting.since.last:
        zh = f"{task.place}的“{task.name}”{posting.since}才贴上，--date 不能更早"
        raise Refused(zh, f"'{task.name}' at {task.place} hangs since {posting.since.iso}")


def _describe_work(task: WallTask) -> WallWork:
    posting = task.posting.record
    assert isinstance(posting, Posting)
    return WallWork(
        task.name, task.procedure, task.place, posting.size, task.old, task.new, str(task.why)
    )


def _change_files(
    walls: Walls, tasks: Iterable[WallTask]
) -> tuple[dict[Path, str], dict[Path, FileEdit]]:
    """New files, and edits of those that have the postings of the tasks."""
    by_file: defaultdict[str, list[WallTask]] = defaultdict(list)
    for task in tasks:
        by_file[task.posting.path].append(task)
    new: dict[Path, str] = {}
    edited: dict[Path, FileEdit] = {}
    for name, own in by_file.items():
        changes = PostingChanges(
            {task.posting.entry: walls.day for task in own},
            tuple(_make_successor(walls, task) for task in own if task.replaces),
        )
        path = Path(name)
        edited[path], others = edit_file(walls, path, changes)
        new |= {path.parent / f"{id.lower()}.yml": text for id, text in others.items()}
    return new, edited


def _make_successor(walls: Walls, task: WallTask) -> NewPosting:
    """The posting of the new sheet at the same place."""
    id = choose_id(walls, task.posting.id)
    looked_at = dict.fromkeys(("checked", "condition"))
    values = {"id": id, "mark": task.new, "since": walls.day, "until": None, **looked_at}
    return NewPosting(task.posting.entry, values)

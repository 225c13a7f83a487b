"""张贴: a sheet hangs at a place for the first time (S4-19)."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from shaiquan.content.catalog import Catalog, Entry
from shaiquan.kinds.registry import KIND
from shaiquan.ledger.ledger_files import FileEdit, LedgerChange
from shaiquan.ledger.poster_plans import (
    PosterChange,
    Refused,
    Walls,
    WallWork,
    choose_id,
    edit_file,
)
from shaiquan.ledger.posting_file import NewPosting, PostingChanges, write_new_postings
from shaiquan.ledger.registering import describe_release, plan_editions
from shaiquan.ledger.sheet_status import CurrentSheet
from shaiquan.model.ledger import Posting
from shaiquan.model.terms import State

#: what a new posting has of its own; of its neighbour it takes over ``_SHARED`` alone
_OWN_FIELDS = ("id", "procedure", "mark", "place", "size", "since")
_SHARED = ("unit", "state", "disclosure", "review")
_FIRST_FILE = "zhangtie"


def plan_first_postings(walls: Walls, ids: list[str], today: datetime.date) -> PosterChange:
    """The postings of charts at the place that is asked for. Raises Refused and Rejected."""
    sheets = [_require_sheet(walls, id) for id in ids]
    editions = plan_editions(walls.content, sheets, today)
    new: dict[Path, str] = {}
    edited: dict[Path, FileEdit] = {}
    by_neighbour: defaultdict[str, list[tuple[CurrentSheet, Entry | None]]] = defaultdict(list)
    for sheet in sheets:
        neighbour = _find_neighbour(walls.catalog, sheet.entry)
        by_neighbour[neighbour.path if neighbour else ""].append((sheet, neighbour))
    for name, pairs in by_neighbour.items():
        if name:
            added = tuple(_make_neighbour(walls, sheet, entry) for sheet, entry in pairs if entry)
            path = Path(name)
            edited[path], others = edit_file(walls, path, PostingChanges({}, added))
            new |= {path.parent / f"{id.lower()}.yml": text for id, text in others.items()}
        else:
            new |= _write_first_file(walls, [sheet for sheet, _ in pairs])
    work = tuple(
        WallWork(
            s.entry.record.name, s.entry.id, walls.request.place, walls.request.size, "", s.mark
        )
        for s in sheets
    )
    ledger = LedgerChange({**editions, **new}, edited)
    return PosterChange(work, ledger, tuple(walls.taken), walls.has_qr)


def _require_sheet(walls: Walls, id: str) -> CurrentSheet:
    """The sheet of a chart, which does not hang at the place yet."""
    name, place = walls.catalog.heads[id].name, walls.request.place
    if id not in walls.sheets:
        zh = f"“{name}”没有写 上墙: 是，或者没有公布，不能张贴"
        raise Refused(zh, f"'{name}' is not for walls, or not public", False)
    for entry in walls.catalog.entries_naming(id, "posting", "procedure"):
        posting = entry.record
        if isinstance(posting, Posting) and _hangs_at(posting, place):
            zh = (
                f"“{name}”已经贴在{posting.place}（{entry.id}）；换图：python build.py replace {id}"
            )
            raise Refused(zh, f"'{name}' hangs there already: python build.py replace {id}", False)
    return walls.sheets[id]


def _hangs_at(posting: Posting, place: str) -> bool:
    same = "".join(posting.place.split()) == "".join(place.split())
    return posting.state is State.PUBLISHED and posting.until is None and same


def _find_neighbour(catalog: Catalog, procedure: Entry) -> Entry | None:
    """The last posting of the unit of a procedure that another can stand beside."""
    postings = [
        entry
        for entry in catalog.entries_of("posting")
        if entry.record.state is State.PUBLISHED
        and catalog.heads[_procedure_of(entry)].unit_id == procedure.record.unit_id
        and not entry.path.endswith(".md")
    ]
    return postings[-1] if postings else None


def _procedure_of(entry: Entry) -> str:
    assert isinstance(entry.record, Posting)
    return entry.record.procedure.id


def _values_of(walls: Walls, sheet: CurrentSheet, like: str) -> dict[str, str]:
    request = walls.request
    return {
        "id": choose_id(walls, like),
        "procedure": sheet.entry.id,
        "mark": sheet.mark,
        "place": request.place,
        "size": request.size.label,
        "since": walls.day,
    }


def _make_neighbour(walls: Walls, sheet: CurrentSheet, neighbour: Entry) -> NewPosting:
    values: dict[str, str | None] = dict(_values_of(walls, sheet, neighbour.id))
    others = (name for name in Posting.model_fields if name not in (*_OWN_FIELDS, *_SHARED))
    return NewPosting(neighbour.entry, {**values, **dict.fromkeys(others)})


def _write_first_file(walls: Walls, sheets: list[CurrentSheet]) -> dict[Path, str]:
    """A new file of postings for each unit, released as its procedures are."""
    by_unit: defaultdict[str, list[CurrentSheet]] = defaultdict(list)
    for sheet in sheets:
        by_unit[sheet.entry.record.unit_id].append(sheet)
    files: dict[Path, str] = {}
    for own in by_unit.values():
        records = tuple(_values_of(walls, sheet, "zt-01") for sheet in own)
        defaults = describe_release(own[0].entry)
        files[_choose_file(walls, files)] = write_new_postings(records, defaults)
    return files


def _choose_file(walls: Walls, chosen: Iterable[Path]) -> Path:
    """A file of the ledger that is not there yet."""
    paths = (walls.content / KIND["posting"].folder / f"{name}.yml" for name in _list_file_names())
    return next(path for path in paths if path not in set(chosen) and not path.exists())


def _list_file_names() -> Iterator[str]:
    yield _FIRST_FILE
    number = 2
    while True:
        yield f"{_FIRST_FILE}-{number}"
        number += 1

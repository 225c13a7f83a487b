"""Rows of a list to records: their ids and their values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from shaiquan.content.names import NameRow, Names
from shaiquan.editing.portfolio_cells import is_portfolio, read_portfolio
from shaiquan.importing.cell_values import is_nothing
from shaiquan.importing.list_tables import ImportedRow, ListTable
from shaiquan.importing.list_values import read_cell
from shaiquan.kinds.descriptor import Kind
from shaiquan.limits import EXTRAS
from shaiquan.model.base import UnresolvedReference
from shaiquan.model.common import ID_PATTERN
from shaiquan.model.shapes import ListShape, ScalarShape, field_shapes
from shaiquan.model.terms import State

_NEVER_MADE = ("state", "withheld", "exemptions", "adopts", "extras", "review")
_CLAUSE_END = re.compile(r"[,，。;；:：]")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a cell says and the record cannot: the field, the words, and why."""

    field: str
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class ImportedRecord:
    """A record of a row: raw values by English names without the id, which comes last."""

    where: str
    values: Mapping[str, Any]
    id: str = ""
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[str, ...] = ()
    #: why it cannot be a record at all
    refused: str = ""
    #: what the record says already that is in the content
    before: Mapping[str, Any] = field(default_factory=dict)
    #: of a row that names another as its main item: the key of that one
    parent: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return str(self.values.get("name", ""))

    @property
    def is_draft(self) -> bool:
        return bool(self.left_out or self.notes)

    def list_reasons(self) -> list[str]:
        """Why it is a draft, or no record."""
        if self.refused:
            return [self.refused]
        return list(dict.fromkeys((*(left.why for left in self.left_out), *self.notes)))


@dataclass(frozen=True)
class Knowledge:
    """What the content knows: the names of its records, the defaults of the site for the kind."""

    kind: Kind
    rows: tuple[NameRow, ...]
    defaults: Mapping[str, Any]
    names: Names = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", Names(self.rows))

    def knows(self, text: str, kinds: tuple[str, ...]) -> bool:
        """Whether a text names a record of the kinds."""
        try:
            self.names.resolve(text, kinds, str(self.defaults.get("unit", "")))
        except UnresolvedReference as fault:
            return bool(fault.candidates)
        return True

    def add(self, rows: Iterable[NameRow]) -> Knowledge:
        """The same with more records."""
        return Knowledge(self.kind, (*self.rows, *rows), self.defaults)


def make_records(tables: Iterable[ListTable], known: Knowledge) -> tuple[ImportedRecord, ...]:
    """The records of all rows, and those of main items that only rows name; without ids."""
    own = [_make_record(row, table, known) for table in tables for row in table.rows]
    seen: dict[tuple[str, ...], int] = {
        _key_of(record.name, record.values, known.kind): number
        for number, record in enumerate(own)
        if not record.parent
    }
    parents: dict[tuple[str, ...], ImportedRecord] = {}
    for record in own:
        if record.parent and record.parent not in seen:
            required = {n: v for n, v in record.values.items() if n in _shared_fields(known.kind)}
            values = {"name": record.parent[0], **required}
            where = f"主项，从{record.where}起"
            parents.setdefault(record.parent, ImportedRecord(where, values))
    return (*parents.values(), *own)


def _shared_fields(kind: Kind) -> tuple[str, ...]:
    """What a main item has in common with its sub items: 类别, and what must be said."""
    fields = kind.model.model_fields
    return tuple(n for n, f in fields.items() if f.is_required() and n not in ("id", "name")) + (
        ("category",) if "category" in fields else ()
    )


def _key_of(name: str, values: Mapping[str, Any], kind: Kind) -> tuple[str, ...]:
    return (name, *(str(values.get(field, "")) for field in _shared_fields(kind)))


def _make_record(row: ImportedRow, table: ListTable, known: Knowledge) -> ImportedRecord:
    shapes = field_shapes(known.kind.model)
    values: dict[str, Any] = {}
    left: list[LeftOut] = []
    value: Any
    for name, text in row.values.items():
        if is_portfolio(shapes[name]):
            value, unread = _read_portfolio(name, text, known)
            left += unread
        else:
            value = read_cell(text, shapes[name], known.knows, table.units.get(name, ""))
        if name == "state" and value == State.PUBLISHED.label:
            continue  # that is what a record is that says nothing
        if value is not None and name in _NEVER_MADE:
            left.append(LeftOut(name, text, "从表里不录入这一栏，请照原样写进内容"))
        elif value is not None:
            values[name] = value
    main = str(values.pop("main_item", ""))
    if not values.get("name"):
        values["name"] = main or _name_by_content(values, known.kind)
        main = ""
    if main in ("未分类", values["name"]):
        main = ""
    if row.other and "extras" in shapes:
        said = {name: tighten_lines(text) for name, text in row.other.items()}
        values["extras"] = dict(list(said.items())[: EXTRAS.most])
        why = f"{EXTRAS.what}最多 {EXTRAS.most}"
        left += [LeftOut("extras", f"{n} {t}", why) for n, t in list(said.items())[EXTRAS.most :]]
    ordered = {name: values[name] for name in ("name", *values) if values.get(name)}
    parent = _key_of(main, ordered, known.kind) if main else ()
    refused = "" if values["name"] else f"没有{known.kind.model.label_of('name')}"
    return ImportedRecord(row.where, ordered, left_out=tuple(left), refused=refused, parent=parent)


def _read_portfolio(
    name: str, text: str, known: Knowledge
) -> tuple[dict[str, list[str]] | None, list[LeftOut]]:
    """The 分工 of a cell, None where it says that there is none; and words that are no areas."""
    if is_nothing(text):
        return None, []
    said = read_portfolio(text, known.knows)
    return dict(said.values) or None, [LeftOut(name, words, why) for words, why in said.unread]


def tighten_lines(text: str) -> str:
    """A text of several lines on one."""
    return " ".join(text.split())


def _name_by_content(values: Mapping[str, Any], kind: Kind) -> str:
    """A name where the table has none: the first clause of what the row says."""
    shapes = field_shapes(kind.model)
    for name, value in values.items():
        shape = shapes[name]
        item = shape.item if isinstance(shape, ListShape) else None
        if isinstance(item, ScalarShape) and item.sentence and value:
            return _CLAUSE_END.split(str(value[0]))[0][:40]
    return ""


# -- ids --------------------------------------------------------------------------------------


def give_ids(
    records: Iterable[ImportedRecord],
    known: Knowledge,
    matched: Mapping[int, tuple[str, Mapping[str, Any]]],
) -> tuple[ImportedRecord, ...]:
    """The records with ids: that of the record that is there already (``matched``: number -> id and
    values), that of the column 编号, else the next free one; then 主项 by id."""
    records = tuple(records)
    taken = {row.id for row in known.rows}
    numbers = (f"{known.kind.file_name}-{n:04}" for n in range(1, 1_000_000))
    given: list[ImportedRecord] = []
    for number, record in enumerate(records):
        said = str(record.values.get("id", "")).lower()
        values = {name: value for name, value in record.values.items() if name != "id"}
        notes = record.notes
        id, before = matched.get(number, ("", {}))
        if not id and is_id(said) and said not in taken:
            id = said
        elif not id:
            if is_id(said) and not said.isdecimal():
                notes = (*notes, f"编号 {said} 已经有别的记录用了，改成了新编号")
            elif said and not said.isdecimal() and not values.get("code"):
                values["code"] = said
            id = next(free for free in numbers if free not in taken)
        taken.add(id)
        given.append(replace(record, id=id, values=values, notes=notes, before=before))
    return _point_to_parents(given, known.kind)


def is_id(text: str) -> bool:
    """Whether a text can be an id, rather than the number of a row."""
    return bool(re.fullmatch(ID_PATTERN, text)) and not text.isdecimal()


def _point_to_parents(records: list[ImportedRecord], kind: Kind) -> tuple[ImportedRecord, ...]:
    ids = {_key_of(r.name, r.values, kind): r.id for r in reversed(records) if not r.parent}
    return tuple(
        replace(record, values={**record.values, "main_item": ids[record.parent]})
        if record.parent
        else record
        for record in records
    )

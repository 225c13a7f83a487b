"""Imported records as the text of a file, and as changes of files that have them already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from shaiquan.content.raw_types import DEFAULTS
from shaiquan.content.suggestions import find_close_word
from shaiquan.editing.file_edits import Change, EditedText, FieldEdit, NewRecord, edit_file
from shaiquan.editing.yaml_values import write_field, write_flow, write_record
from shaiquan.importing.headings import tighten
from shaiquan.importing.list_records import ImportedRecord, Knowledge
from shaiquan.kinds.descriptor import Kind
from shaiquan.model.base import UnresolvedReference
from shaiquan.model.common import Record
from shaiquan.model.shapes import (
    FieldShape,
    ListShape,
    PartShape,
    Path,
    ScalarShape,
    field_shapes,
)
from shaiquan.problem_texts import escape_signs

#: what each record says itself, even where all say the same
_OWN = frozenset(("id", "name", "short", "code", "number", "text", "main_item"))
_LEAST_FOR_DEFAULTS = 3
_DRAFT = "草稿"


@dataclass(frozen=True, slots=True)
class ExistingRecord:
    """A record of the kind that the content has: where it stands, and its raw values."""

    id: str
    path: str
    entry: Path
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FieldUpdate:
    """A field of a record that the table says otherwise."""

    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Update:
    """What the table says otherwise of a record that is there."""

    before: ExistingRecord
    record: ImportedRecord
    fields: tuple[FieldUpdate, ...] = field(default=())


# -- a new file -------------------------------------------------------------------------------


def write_list_file(kind: Kind, records: Sequence[ImportedRecord], remark: str) -> str:
    """The text of a file with records; what all of them say is said once."""
    defaults = _find_common(records)
    lines = [f"# {escape_signs(remark)}"]
    if defaults:
        lines.append(f"{DEFAULTS[0]}:")
        for name, value in defaults.items():
            lines += write_field(kind.model, name, value, "  ")
    lines.append(f"{kind.label}:")
    for record in records:
        own = {n: v for n, v in list_values(record).items() if defaults.get(n) != v}
        lines += write_record(kind.model, own)
        lines += [f"    {comment}" for comment in list_comments(kind, record)]
    return "\n".join(lines) + "\n"


def list_values(record: ImportedRecord) -> dict[str, Any]:
    """The raw values of a record, 编号 and 名称 first; one that lacks something is a draft."""
    state = {"state": _DRAFT} if record.is_draft else {}
    return {"id": record.id, **record.values, **state}


def list_comments(kind: Kind, record: ImportedRecord) -> list[str]:
    """What the table says and the record cannot."""
    label = kind.model.label_of
    left = (f"# {label(item.field)}: {item.words}    ← {item.why}" for item in record.left_out)
    notes = (f"# 还缺：{note}" for note in record.notes)
    return [" ".join(escape_signs(text).split("\n")) for text in (*left, *notes)]


def _find_common(records: Sequence[ImportedRecord]) -> dict[str, str]:
    """The texts that every record says in the same words."""
    if len(records) < _LEAST_FOR_DEFAULTS:
        return {}
    first = {n: v for n, v in records[0].values.items() if isinstance(v, str) and n not in _OWN}
    return {
        name: value
        for name, value in first.items()
        if all(record.values.get(name) == value for record in records)
    }


# -- records that are there already -----------------------------------------------------------


def match_records(
    records: Sequence[ImportedRecord], existing: Sequence[ExistingRecord], known: Knowledge
) -> dict[int, ExistingRecord]:
    """Number of a record -> the one that it is already: by 编号, by 事项编码 and name, by code, by
    name; of several the first that no other row has."""
    free = {before.id: before for before in existing}
    matched: dict[int, ExistingRecord] = {}
    for fields in (("id",), ("code", "name"), ("code",), ("name",)):
        index: dict[tuple[str, ...], list[ExistingRecord]] = {}
        for before in free.values():
            said = {"id": before.id, **{n: before.values.get(n, "") for n in ("code", "name")}}
            index.setdefault(tuple(str(said[n]) for n in fields), []).append(before)
        for number, record in enumerate(records):
            key = tuple(str(record.values.get(n, "")) for n in fields)
            key = (key[0].lower(),) if fields == ("id",) else key
            if number in matched or not all(key):
                continue
            others = [before for before in index.get(key, ()) if before.id in free]
            if one := _choose(record, others, known, is_sure="name" not in fields):
                matched[number] = free.pop(one.id)
    return matched


def _choose(
    record: ImportedRecord, others: list[ExistingRecord], known: Knowledge, is_sure: bool
) -> ExistingRecord | None:
    """Of several of a name the one that says the same of who decides."""
    if is_sure or len(others) < 2:
        return others[0] if len(others) == 1 or (others and is_sure) else None
    fields = [n for n, f in known.kind.model.model_fields.items() if f.is_required()]
    asked = [n for n in fields if n not in ("id", "name") and n in record.values]
    same = [o for o in others if not any(differs(known, o, record, n) for n in asked)]
    return same[0] if same else None


def differs(known: Knowledge, before: ExistingRecord, record: ImportedRecord, name: str) -> bool:
    """Whether the table says something else in a field than the record."""
    shape = field_shapes(known.kind.model)[name]
    old, new = before.values.get(name), record.values[name]
    return bool(bare_value(old, shape, known) != bare_value(new, shape, known))


def bare_value(value: Any, shape: FieldShape, known: Knowledge) -> Any:
    """A value for comparing: names as the record that they mean, without space around."""
    if isinstance(value, list):
        item = shape.item if isinstance(shape, ListShape) else shape
        return [bare_value(one, item, known) for one in value]
    if isinstance(shape, PartShape) and isinstance(value, Mapping):
        shapes = field_shapes(shape.part)
        return {name: bare_value(one, shapes[name], known) for name, one in value.items()}
    if isinstance(shape, ScalarShape) and shape.kinds and isinstance(value, str):
        try:
            unit = str(known.defaults.get("unit", ""))
            return known.names.resolve(value.strip(), shape.kinds, unit).id
        except UnresolvedReference:
            return value.strip()
    return value.strip() if isinstance(value, str) else value


def find_update(before: ExistingRecord, record: ImportedRecord, known: Knowledge) -> Update:
    """What the table says otherwise; fields of which it says nothing stay, and so do those of
    which a part cannot be read: the rest of a cell is less than the record has."""
    updates = []
    unread = {left.field for left in record.left_out}
    for name in (name for name in record.values if name not in unread):
        old, new = before.values.get(name), record.values[name]
        if name == "extras":
            new = {**(old or {}), **new}
            changed = new != old
        else:
            changed = differs(known, before, record, name)
        if changed:
            updates.append(FieldUpdate(name, old, new))
    return Update(before, record, tuple(updates))


def is_another(update: Update) -> bool:
    """Whether the record that a row means by its number has a wholly different name.

    >>> record = ImportedRecord("", {"name": "架桥"})
    >>> before = ExistingRecord("ql-1", "", (), {"name": "修路"})
    >>> is_another(Update(before, record))
    True
    """
    old = tighten(str(update.before.values.get("name", "")))
    new = tighten(update.record.name)
    return bool(old and new) and not (old in new or new in old or find_close_word(new, [old]))


def find_gone(
    existing: Iterable[ExistingRecord], matched: Iterable[ExistingRecord]
) -> tuple[ExistingRecord, ...]:
    """Records of the files in which the others stand that the table has no more."""
    same = list(matched)
    files, ids = {before.path for before in same}, {before.id for before in same}
    return tuple(b for b in existing if b.path in files and b.id not in ids)


def find_home(matched: Iterable[ExistingRecord]) -> ExistingRecord | None:
    """The record behind which new ones are written: the last of the file that has most."""
    lists = [before for before in matched if before.entry and isinstance(before.entry[-1], int)]
    if not lists:
        return None
    (path, _), *_ = Counter(before.path for before in lists).most_common(1)
    return [before for before in lists if before.path == path][-1]


def change_file(
    text: str, kind: Kind, updates: Iterable[Update], added: Iterable[ImportedRecord], like: Path
) -> EditedText:
    """The text of a file with updates, and with records behind the last one. Raises UnusualYaml."""
    changes: list[Change] = [
        FieldEdit(update.before.entry, change.field, change.new)
        for update in updates
        for change in update.fields
    ]
    changes += [
        NewRecord(like, list_values(record), comments=tuple(list_comments(kind, record)))
        for record in added
    ]
    return edit_file(text, kind.folder, changes)


# -- in words ---------------------------------------------------------------------------------


def say_value(kind: Kind, name: str, value: Any) -> str:
    """A raw value as it is told."""
    if value is None:
        return "（没有写）"
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "；".join(value)
    return value if isinstance(value, str) else write_flow(value, field_shapes(kind.model)[name])


def say_record(kind: Kind, record: ImportedRecord) -> str:
    """A record in words, on one line."""
    label = kind.model.label_of
    values = {name: value for name, value in record.values.items() if name != "name"}
    said = "；".join(f"{label(n)} {say_value(kind, n, value)}" for n, value in values.items())
    state = f"；{Record.label_of('state')} {_DRAFT}" if record.is_draft else ""
    return f"{record.id} {record.name}：{said}{state}"

"""What the records of a list cannot say: values that are none of their field, names of nobody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from shaiquan import codes
from shaiquan.content.names import NameRow
from shaiquan.content.places import Finding
from shaiquan.content.raw_types import RawRecord
from shaiquan.content.resolving import validate_record
from shaiquan.importing.list_records import ImportedRecord, Knowledge, LeftOut
from shaiquan.problem_texts import escape_signs
from shaiquan.problems import Problem


def leave_out_faults(
    records: Iterable[ImportedRecord], known: Knowledge
) -> tuple[tuple[ImportedRecord, ...], tuple[Finding, ...]]:
    """The records without values that are no values of their field, or name nobody; and all that
    was found."""
    records = tuple(records)
    known = known.add(_name_row(record, known) for record in records)
    done: list[ImportedRecord] = []
    findings: list[Finding] = []
    for record in records:
        left, found = _leave_out(record, known)
        done.append(left)
        findings += found
    return tuple(done), tuple(findings)


def _name_row(record: ImportedRecord, known: Knowledge) -> NameRow:
    unit = str(record.values.get("unit") or known.defaults.get("unit") or "")
    short = str(record.values.get("short", ""))
    return NameRow(known.kind.name, record.id, record.name, short, unit, "", (record.id,))


def _leave_out(
    record: ImportedRecord, known: Knowledge
) -> tuple[ImportedRecord, tuple[Finding, ...]]:
    faults = _find_faults({**record.before, **record.values}, record.id, known)
    bad = [fault for fault in faults if fault.location.field]
    values = dict(record.values)
    left = list(record.left_out)
    for name, own in _group(bad):
        left += _drop(values, name, own)
    rest = _find_faults({**record.before, **values}, record.id, known)
    if rest and record.before:  # one that adopts another lacks fields, here and before
        same = _find_faults(record.before, record.id, known)
        rest = tuple(fault for fault in rest if fault not in same)
    required = known.kind.model.model_fields
    whys = [item.why for item in left if required[item.field].is_required()]
    why = "；".join(dict.fromkeys(whys or map(describe, rest))) if rest else ""
    refused = record.refused or why
    return replace(record, values=values, left_out=tuple(left), refused=refused), faults


def _find_faults(values: Mapping[str, Any], id: str, known: Knowledge) -> tuple[Finding, ...]:
    said = {name: value for name, value in values.items() if value is not None}
    raw = RawRecord(known.kind, {**known.defaults, "id": id, **said}, "", (id,))
    unit = str(raw.values.get("unit", ""))
    row = NameRow(known.kind.name, id, "", "", unit, "", (id,))
    _, faults = validate_record(raw, known.names.resolver_for(row))
    return faults


def _group(faults: Iterable[Finding]) -> Iterator[tuple[str, list[Finding]]]:
    groups: dict[str, list[Finding]] = {}
    for fault in faults:
        groups.setdefault(str(fault.location.field[0]), []).append(fault)
    yield from groups.items()


def _drop(values: dict[str, Any], name: str, faults: list[Finding]) -> Iterator[LeftOut]:
    """Take the wrong items of a field away, else all of it."""
    value = values.get(name)
    if isinstance(value, Mapping) and all(_is_item_in(value, fault) for fault in faults):
        yield from _drop_inside(values, name, faults)
        return
    whys = {fault.location.field[1:2]: describe(fault) for fault in faults}
    wrong = {key[0]: why for key, why in whys.items() if key and isinstance(key[0], int)}
    if isinstance(value, list) and len(wrong) == len(whys):
        for number, why in wrong.items():
            yield LeftOut(name, _say(value[int(number)]), why)
        kept = [item for number, item in enumerate(value) if number not in wrong]
        if kept:
            values[name] = kept
        else:
            del values[name]
    elif name in values:
        yield LeftOut(name, _say(values.pop(name)), next(iter(whys.values())))


def _is_item_in(value: Mapping[str, Any], fault: Finding) -> bool:
    """Whether a fault is that of an item of a list in a part, as of an area in 分工."""
    inner = fault.location.field[1:3]
    return len(inner) == 2 and isinstance(value.get(str(inner[0])), list)


def _drop_inside(values: dict[str, Any], name: str, faults: Iterable[Finding]) -> Iterator[LeftOut]:
    """Take the wrong items out of the lists of a part."""
    wrong = {fault.location.field[1:3]: describe(fault) for fault in faults}
    part = values.pop(name)
    for (field, number), why in wrong.items():
        yield LeftOut(name, _say(part[field][number]), why)
    kept = {
        field: [item for n, item in enumerate(items) if (field, n) not in wrong]
        if isinstance(items, list)
        else items
        for field, items in part.items()
    }
    if kept := {field: items for field, items in kept.items() if items}:
        values[name] = kept


def _say(value: Any) -> str:
    if value is None:
        return "（空）"
    if isinstance(value, Mapping):
        return "、".join(map(_say, value.values()))
    return "、".join(map(_say, value)) if isinstance(value, list) else str(value)


def describe(fault: Finding) -> str:
    """What is wrong, on one line."""
    told = Problem("", 1, 1, fault.code, fault.words)
    bare = fault.code is codes.BAD_LIMIT and dict(fault.words).get("value", "").isdecimal()
    unit = "：没有写单位，例如 10个工作日" if bare else ""
    return escape_signs(" ".join(told.message().split())) + unit

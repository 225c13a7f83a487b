"""Which record a text names: by id, by 名称 or by 简称, in the own unit before the site."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from shaiquan.content.raw_records import RawRecord
from shaiquan.content.suggestions import suggest_spelling
from shaiquan.model.base import Ref, UnresolvedReference

#: (text, kinds) -> the record that it names
Resolved = dict[tuple[str, tuple[str, ...]], Ref]


@dataclass(frozen=True, slots=True)
class IndexedRecord:
    """What the index has of a record: enough to resolve references and to say where it is."""

    kind: str
    id: str
    name: str
    short: str
    unit: str
    raw: RawRecord

    @property
    def where(self) -> str:
        return f"{self.raw.kind.label} {self.id}（{self.raw.path}）"


def _text(raw: RawRecord, field: str) -> str:
    value = raw.values.get(field)
    return value.strip() if isinstance(value, str) else ""


class Names:
    """The index of all records, valid or not, so that one mistake does not cause others."""

    def __init__(self, raws: Iterable[RawRecord]) -> None:
        raws = tuple(raws)
        self._body_ids = _index_bodies(raws)
        self.records = tuple(self._index(raw) for raw in raws if _text(raw, "id"))
        self._by_id = {record.id: record for record in reversed(self.records)}
        self._by_name: defaultdict[tuple[str, str], list[IndexedRecord]] = defaultdict(list)
        for record in self.records:
            for name in {record.name, record.short} - {""}:
                self._by_name[record.kind, name].append(record)
        #: unit -> what was resolved for it; most names are written many times
        self._resolved: defaultdict[str, Resolved] = defaultdict(dict)

    def _index(self, raw: RawRecord) -> IndexedRecord:
        id, name, short = _text(raw, "id").lower(), _text(raw, "name"), _text(raw, "short")
        return IndexedRecord(raw.kind.name, id, name, short, self.unit_of(raw), raw)

    def unit_of(self, raw: RawRecord) -> str:
        """The id of the body whose record it is; empty where none is given or known."""
        text = _text(raw, "unit")
        id = self._body_ids.get(text) or self._body_ids.get(text.lower())
        return id or (self._simplified_body_ids.get(to_simplified(text), "") if text else "")

    def resolver_for(self, unit: str) -> UnitResolver:
        """The resolver for the records of a unit; of no unit, if ``unit`` is empty."""
        return UnitResolver(self, unit, self._resolved[unit])

    def resolve(self, text: str, kinds: tuple[str, ...], unit: str = "") -> Ref:
        """The record of one of ``kinds`` that ``text`` names; raises UnresolvedReference."""
        by_id = self._by_id.get(text.lower())
        if by_id is not None and by_id.kind in kinds:
            return Ref(by_id.kind, by_id.id, by_id.short or by_id.name)
        records = self._find_by_name(text, kinds)
        own = [record for record in records if unit and record.unit == unit]
        candidates = own or records
        if len(candidates) == 1:
            return Ref(candidates[0].kind, candidates[0].id, text)
        if candidates:
            raise UnresolvedReference(tuple(record.id for record in candidates))
        raise UnresolvedReference(suggestion=suggest_spelling(text, self._list_names(kinds)))

    def _find_by_name(self, text: str, kinds: tuple[str, ...]) -> list[IndexedRecord]:
        """Records of this name; if there are none, of the same name in traditional or
        simplified characters (S3-01)."""
        records = [record for kind in kinds for record in self._by_name.get((kind, text), ())]
        if records:
            return records
        name = to_simplified(text)
        return [record for kind in kinds for record in self._by_simplified.get((kind, name), ())]

    def _list_names(self, kinds: tuple[str, ...]) -> list[str]:
        records = (record for record in self.records if record.kind in kinds)
        return sorted({name for record in records for name in (record.name, record.short)} - {""})

    @functools.cached_property
    def _simplified_body_ids(self) -> dict[str, str]:
        return {to_simplified(name): id for name, id in reversed(self._body_ids.items())}

    @functools.cached_property
    def _by_simplified(self) -> dict[tuple[str, str], list[IndexedRecord]]:
        index: defaultdict[tuple[str, str], list[IndexedRecord]] = defaultdict(list)
        for (kind, name), records in self._by_name.items():
            index[kind, to_simplified(name)] += records
        return dict(index)


def _index_bodies(raws: Iterable[RawRecord]) -> dict[str, str]:
    """Id, name and short name of each body -> its id."""
    ids: dict[str, str] = {}
    for raw in raws:
        if raw.kind.name == "body" and (id := _text(raw, "id").lower()):
            for name in (id, _text(raw, "name"), _text(raw, "short")):
                if name:
                    ids.setdefault(name, id)
    return ids


@functools.cache
def _converter() -> Any:
    """Characters only: the phrase tables for Taiwan would turn 运行 into 執行."""
    import opencc

    return opencc.OpenCC("t2s")


def to_simplified(text: str) -> str:
    """A text in simplified characters, for comparing."""
    return text if text.isascii() else str(_converter().convert(text))


@dataclass(frozen=True, slots=True)
class UnitResolver:
    """Resolves references in the records of one unit (pydantic's ``context``)."""

    names: Names
    unit: str
    #: what was resolved before in the unit
    resolved: Resolved = field(default_factory=dict, compare=False)

    def resolve(self, text: str, kinds: tuple[str, ...]) -> Ref:
        """The record of one of ``kinds`` that ``text`` names; raises UnresolvedReference."""
        ref = self.resolved.get((text, kinds))
        if ref is None:
            ref = self.resolved[text, kinds] = self.names.resolve(text, kinds, self.unit)
        return ref

"""Which record a text names: by id, by 名称 or by 简称, in the own unit before the site."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from shaiquan.content.raw_types import RawRecord
from shaiquan.content.suggestions import suggest_list, suggest_spelling, to_simplified
from shaiquan.kinds.registry import KIND
from shaiquan.model.base import Ref, UnresolvedReference
from shaiquan.model.packing import CompactPickle
from shaiquan.model.quotes import drop_quotes
from shaiquan.model.shapes import Path

#: what stands between names, or round them, where a list was meant
_BETWEEN_NAMES = re.compile(r"\s*[、，,；;【】]\s*")
_QUOTES = tuple('“”"「」')
#: (text, kinds) -> the record that it names; kinds as a tuple, or joined by |
Resolved = dict[tuple[str, str | tuple[str, ...]], Ref]


@dataclass(frozen=True, slots=True)
class NameRow(CompactPickle):
    """What the index of names has of a record as written: where it is, and its id in small
    letters; ``unit`` is the text by which it names its unit."""

    kind: str
    id: str
    name: str
    short: str
    unit: str
    path: str
    entry: Path

    @property
    def where(self) -> str:
        return f"{KIND[self.kind].label} {self.id}（{self.path}）"


def name_row_of(raw: RawRecord) -> NameRow:
    """The row of a record, valid or not."""
    name, short, unit = _text(raw, "name"), _text(raw, "short"), _text(raw, "unit")
    id = _text(raw, "id").lower()
    return NameRow(raw.kind.name, id, name, short, unit, raw.path, raw.entry)


def _text(raw: RawRecord, field: str) -> str:
    value = raw.values.get(field)
    return value.strip() if isinstance(value, str) else ""


class Names:
    """The index of all records, valid or not, so that one mistake does not cause others."""

    def __init__(self, rows: Iterable[NameRow]) -> None:
        self.rows = tuple(row for row in rows if row.id)
        self._body_ids = _index_bodies(self.rows)
        self._by_id = {row.id: row for row in reversed(self.rows)}
        self._by_name: defaultdict[tuple[str, str], list[NameRow]] = defaultdict(list)
        for row in self.rows:
            for name in {row.name, row.short, drop_quotes(row.name), drop_quotes(row.short)} - {""}:
                self._by_name[row.kind, name].append(row)
        self._names: dict[tuple[str, ...], list[str]] = {}
        #: unit -> what was resolved for it; most names are written many times
        self._resolved: defaultdict[str, Resolved] = defaultdict(dict)

    def unit_of(self, row: NameRow) -> str:
        """The id of the body whose record it is; empty where none is given or known."""
        text = row.unit
        id = self._body_ids.get(text) or self._body_ids.get(text.lower())
        return id or (self._simplified_body_ids.get(to_simplified(text), "") if text else "")

    def row_of(self, ref: Ref) -> NameRow:
        """The row of the record that a reference of this index means."""
        return self._by_id[ref.id]

    def resolver_for(self, row: NameRow) -> UnitResolver:
        """The resolver for a record."""
        unit = self.unit_of(row)
        return UnitResolver(self, unit, self._resolved[unit])

    def resolve(self, text: str, kinds: tuple[str, ...], unit: str = "") -> Ref:
        """The record of one of ``kinds`` that ``text`` names; raises UnresolvedReference."""
        by_id = self._by_id.get(text.lower())
        if by_id is not None and by_id.kind in kinds:
            return Ref(by_id.kind, by_id.id, by_id.short or by_id.name)
        records = self._find_by_name(text, kinds)
        own = [record for record in records if unit and self.unit_of(record) == unit]
        candidates = own or records
        if len({record.id for record in candidates}) == 1:  # a copy of a file has the same
            return Ref(candidates[0].kind, candidates[0].id, text)
        if candidates:
            raise UnresolvedReference(tuple(record.id for record in candidates))
        among = self._list_names(kinds)
        parts = [part for part in _BETWEEN_NAMES.split(text) if part]
        is_list = parts != [text] and all(self._find_by_name(part, kinds) for part in parts)
        suggestion = suggest_list(parts) if is_list and parts else suggest_spelling(text, among)
        raise UnresolvedReference(suggestion=suggestion)

    def _find_by_name(self, text: str, kinds: tuple[str, ...]) -> list[NameRow]:
        """Records of this name; if there are none, of the same name in traditional or
        simplified characters (S3-01)."""
        records = [record for kind in kinds for record in self._by_name.get((kind, text), ())]
        if records:
            return records
        name = to_simplified(text)
        return [record for kind in kinds for record in self._by_simplified.get((kind, name), ())]

    def _list_names(self, kinds: tuple[str, ...]) -> list[str]:
        """The names of all records of the kinds, listed once for all mistakes."""
        if kinds not in self._names:
            records = (record for record in self.rows if record.kind in kinds)
            names = {name for record in records for name in (record.name, record.short)}
            self._names[kinds] = sorted(names - {""})
        return self._names[kinds]

    @functools.cached_property
    def _simplified_body_ids(self) -> dict[str, str]:
        return {to_simplified(name): id for name, id in reversed(self._body_ids.items())}

    @functools.cached_property
    def _by_simplified(self) -> dict[tuple[str, str], list[NameRow]]:
        index: defaultdict[tuple[str, str], list[NameRow]] = defaultdict(list)
        for (kind, name), records in self._by_name.items():
            index[kind, to_simplified(name)] += records
        return dict(index)


def _index_bodies(rows: Iterable[NameRow]) -> dict[str, str]:
    """Id, name and short name of each body -> its id."""
    ids: dict[str, str] = {}
    for row in rows:
        if row.kind == "body":
            for name in (row.id, row.name, row.short):
                if name:
                    ids.setdefault(name, row.id)
    return ids


@dataclass(frozen=True, slots=True)
class UnitResolver:
    """Resolves references in the records of one unit (pydantic's ``context``)."""

    names: Names
    unit: str
    #: what was resolved before in the unit
    resolved: Resolved = field(default_factory=dict)

    def resolve(self, text: str, kinds: tuple[str, ...]) -> Ref:
        """The record of one of ``kinds`` that ``text`` names; raises UnresolvedReference."""
        ref = self.resolved.get((text, kinds))
        if ref is None:
            ref = self.resolved[text, kinds] = self.names.resolve(text, kinds, self.unit)
        return ref

    def resolve_text(self, ref: Ref) -> Ref:
        """The same of a reference that :class:`TextResolver` made."""
        key = (ref.text, ref.kind)
        resolved = self.resolved.get(key)
        if resolved is None:
            resolved = self.resolve(ref.text, tuple(ref.kind.split("|")))
            self.resolved[key] = resolved
        return resolved


class TextResolver:
    """Leaves a reference a text, for the time when the names of all records are known."""

    @staticmethod
    @functools.lru_cache(2**16)
    def resolve(text: str, kinds: tuple[str, ...]) -> Ref:
        """The text, as a reference to any of ``kinds``."""
        return Ref("|".join(kinds), "", text)

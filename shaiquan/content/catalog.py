"""All records by id, references resolved both ways. Nothing is withheld here yet."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from shaiquan.content.heads import Head, head_of
from shaiquan.content.places import Location
from shaiquan.kinds.descriptor import Kind
from shaiquan.kinds.registry import KINDS
from shaiquan.model.base import Ref
from shaiquan.model.common import Record
from shaiquan.model.packing import CompactPickle
from shaiquan.model.shapes import Path
from shaiquan.model.site import Site

R = TypeVar("R", bound=Record)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Entry(CompactPickle):
    """A record of the catalog and where it is written."""

    kind: Kind
    record: Record
    path: str
    entry: Path

    @property
    def id(self) -> str:
        return self.record.id

    def location(self, *field: str | int) -> Location:
        return Location(self.path, self.entry, field, self.kind.name)


@dataclass(frozen=True, slots=True)
class Mention(CompactPickle):
    """A mention: the record that mentions, the field, the record mentioned."""

    source: str
    field: Path
    target: str
    article: str = ""
    tail: str = ""


@dataclass(frozen=True, eq=False)
class Records:
    """Records by id and who mentions whom; what the full and the public catalog share.

    Compared by identity, so results can be cached on it.
    """

    site: Site
    entries: Mapping[str, Entry]
    #: record id -> what the record mentions, in the order of its fields
    mentions: Mapping[str, tuple[Mention, ...]]

    @functools.cached_property
    def mentions_of(self) -> Mapping[str, tuple[Mention, ...]]:
        """Record id -> where others mention it, in the order of the records."""
        by_target: defaultdict[str, list[Mention]] = defaultdict(list)
        for mentions in self.mentions.values():
            for mention in mentions:
                by_target[mention.target].append(mention)
        return {target: tuple(mentions) for target, mentions in by_target.items()}

    @functools.cached_property
    def heads(self) -> Mapping[str, Head]:
        """Id -> head, in the order of the content: for lists, which read no record whole."""
        return {id: head_of(entry.kind, entry.record) for id, entry in self.entries.items()}

    @functools.cached_property
    def _ids_by_kind(self) -> dict[str, tuple[str, ...]]:
        by_kind: defaultdict[str, list[str]] = defaultdict(list)
        for head in self.heads.values():
            by_kind[head.kind].append(head.id)
        return {kind: tuple(ids) for kind, ids in by_kind.items()}

    def ids_of(self, kind: str) -> tuple[str, ...]:
        """The ids of a kind, in the order of the content."""
        return self._ids_by_kind.get(kind, ())

    def heads_of(self, kind: str) -> tuple[Head, ...]:
        """The heads of a kind, in the order of the content."""
        return tuple(self.heads[id] for id in self.ids_of(kind))

    def entries_of(self, kind: str) -> tuple[Entry, ...]:
        """All records of a kind, whole; ``heads_of`` is far cheaper."""
        return tuple(self.entries[id] for id in self.ids_of(kind))

    def records_of(self, model: type[R]) -> Iterator[tuple[Entry, R]]:
        """The entries of a record type, each with its record typed."""
        for kind in KINDS:
            if kind.model is model:
                yield from ((entry, cast(R, entry.record)) for entry in self.entries_of(kind.name))

    def ids_naming(self, target: str, kind: str, *fields: str) -> tuple[str, ...]:
        """Ids of the records of ``kind`` that name ``target`` in one of the top-level
        ``fields``; in any, if none is given."""
        mentions = self.mentions_of.get(target, ())
        sources = (m.source for m in mentions if not fields or m.field[0] in fields)
        return tuple(id for id in dict.fromkeys(sources) if self.heads[id].kind == kind)

    def entries_naming(self, target: str, kind: str, *fields: str) -> tuple[Entry, ...]:
        """The records of :meth:`ids_naming`, whole."""
        return tuple(self.entries[id] for id in self.ids_naming(target, kind, *fields))

    def entries_naming_at(self, target: str, kind: str, *path: str) -> tuple[Entry, ...]:
        """Records of ``kind`` that name ``target`` just at the field path ``path``."""
        mentions = self.mentions_of.get(target, ())
        sources = dict.fromkeys(m.source for m in mentions if m.field[: len(path)] == path)
        return tuple(self.entries[id] for id in sources if self.heads[id].kind == kind)

    def record(self, ref: Ref | None, model: type[R]) -> R | None:
        """The record that a reference means, if it is here and of the type asked for."""
        entry = self.entries.get(ref.id) if ref else None
        return entry.record if entry and isinstance(entry.record, model) else None

    @functools.cached_property
    def _derived(self) -> dict[Any, Any]:
        return {}

    def derive(self, work: Callable[[Records], T]) -> T:
        """What ``work`` makes of heads and the site alone; worked out once."""
        if work not in self._derived:
            self._derived[work] = work(self)
        return cast(T, self._derived[work])

    def note_row(self, table: str, key: str) -> None:
        """Say that a row of a derived table is read; only a watched catalog notes it."""


@dataclass(frozen=True, eq=False)
class Catalog(Records):
    """Every record, drafts and internal ones too: what the checks see."""

    site_path: str

    def site_location(self, *field: str | int) -> Location:
        return Location(self.site_path, (), field)

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
    """One mention of a record: by which record, in which field, of which."""

    source: str
    field: Path
    target: str
    article: str = ""
    tail: str = ""


@dataclass(frozen=True, eq=False)
class Records:
    """Records by id and who mentions whom; what the full and the public catalog share.

    Two are the same only if they are one: so what is worked out of one is kept beside it.
    """

    site: Site
    entries: Mapping[str, Entry]
    #: record id -> what the record mentions, in the order of its fields
    links: Mapping[str, tuple[Mention, ...]]

    @functools.cached_property
    def back(self) -> Mapping[str, tuple[Mention, ...]]:
        """Target id -> the mentions of it, in the order of the records."""
        found: defaultdict[str, list[Mention]] = defaultdict(list)
        for links in self.links.values():
            for link in links:
                found[link.target].append(link)
        return {target: tuple(links) for target, links in found.items()}

    @functools.cached_property
    def heads(self) -> Mapping[str, Head]:
        """Id -> head, in the order of the content: for lists, which read no record whole."""
        return {id: head_of(each.kind, each.record) for id, each in self.entries.items()}

    @functools.cached_property
    def _by_kind(self) -> dict[str, tuple[str, ...]]:
        held: defaultdict[str, list[str]] = defaultdict(list)
        for head in self.heads.values():
            held[head.kind].append(head.id)
        return {kind: tuple(ids) for kind, ids in held.items()}

    def ids(self, kind: str) -> tuple[str, ...]:
        """The ids of a kind, in the order of the content."""
        return self._by_kind.get(kind, ())

    def heads_of(self, kind: str) -> tuple[Head, ...]:
        return tuple(self.heads[id] for id in self.ids(kind))

    def of(self, kind: str) -> tuple[Entry, ...]:
        """All records of a kind, whole; what ``heads_of`` answers is far cheaper."""
        return tuple(self.entries[id] for id in self.ids(kind))

    def records(self, model: type[R]) -> Iterator[tuple[Entry, R]]:
        """Entries of a record type with the record typed."""
        for kind in KINDS:
            if kind.model is model:
                yield from ((each, cast(R, each.record)) for each in self.of(kind.name))

    def linked(self, target: str, kind: str, *fields: str) -> tuple[str, ...]:
        """Ids of the records of ``kind`` that name ``target`` in one of the top-level
        ``fields``; none given: in any."""
        links = self.back.get(target, ())
        found = (each.source for each in links if not fields or each.field[0] in fields)
        return tuple(id for id in dict.fromkeys(found) if self.heads[id].kind == kind)

    def linking(self, target: str, kind: str, *fields: str) -> tuple[Entry, ...]:
        """The records that ``linked`` names, whole."""
        return tuple(self.entries[id] for id in self.linked(target, kind, *fields))

    def linking_in(self, target: str, kind: str, *path: str) -> tuple[Entry, ...]:
        """Records of ``kind`` that name ``target`` just at the field path ``path``."""
        links = (each for each in self.back.get(target, ()) if each.field[: len(path)] == path)
        found = dict.fromkeys(each.source for each in links)
        return tuple(self.entries[id] for id in found if self.heads[id].kind == kind)

    def record(self, ref: Ref | None, model: type[R]) -> R | None:
        """The record that a reference means, if it is here and of the type asked for."""
        entry = self.entries.get(ref.id) if ref else None
        return entry.record if entry and isinstance(entry.record, model) else None

    @functools.cached_property
    def _worked_out(self) -> dict[Any, Any]:
        return {}

    def kept(self, work: Callable[[Records], T]) -> T:
        """What ``work`` makes of these records, worked out once; from heads and the site alone."""
        if work not in self._worked_out:
            self._worked_out[work] = work(self)
        return cast(T, self._worked_out[work])

    def saw(self, table: str, key: str) -> None:
        """Told when a row of a kept table is read; a catalog that is watched notes it."""


@dataclass(frozen=True, eq=False)
class Catalog(Records):
    """Every record, drafts and internal ones too: what the checks see."""

    site_path: str

    def site_location(self, *field: str | int) -> Location:
        return Location(self.site_path, (), field)

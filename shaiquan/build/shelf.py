"""Catalogs on a shelf: kept between builds record by record, and read only where asked for.

What lists need of all records (heads, who is shown) is kept together as the base; a record
with its mentions, and the mentions of it, are values of their own.
"""

from __future__ import annotations

import datetime
import pickle
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from shaiquan.build.actions import Action, Joined
from shaiquan.content.catalog import Catalog, Entry, Mention, Records
from shaiquan.content.heads import Head
from shaiquan.content.sources import Source
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.files.scanning import Digests
from shaiquan.kinds.registry import KIND
from shaiquan.model.site import Site
from shaiquan.problems import Problem

V = TypeVar("V")
#: gives a value of the store; None where there is none
Get = Callable[[str], bytes | None]
#: digest of the salts, what makes files, files that are made together
Planned = tuple[bytes, tuple[Action, ...], tuple[Joined, ...]]
#: names of values in the store: a record, the mentions of it; as written and as shown
FULL, SHOWN = "full", "shown"


@dataclass(frozen=True, slots=True)
class ShelfSide:
    """What is kept of a catalog as a whole: the site, the head of every record in order, and
    the ids of those that others mention."""

    site: Site
    heads: dict[str, Head]
    back: frozenset[str]


@dataclass(frozen=True, slots=True)
class Base:
    """What is kept of the last build's content.

    ``sources``: by path, without their texts. ``places``: file -> (kind, id, place in it) of
    its records. ``same``: ids that are shown just as they are written. ``hidden``: texts that
    were kept back but stand elsewhere too.
    """

    content: Digests
    sources: dict[str, Source]
    site_path: str
    problems: tuple[Problem, ...]
    places: dict[str, tuple[tuple[str, str, Any], ...]]
    full: ShelfSide
    shown: ShelfSide
    same: frozenset[str]
    as_of: datetime.date
    counts: dict[str, int]
    withheld: dict[str, Any]
    kept_back: dict[str, int]
    previewed: dict[str, str]
    silent: tuple[tuple[str, str], ...]
    held: dict[str, str]
    secrets: tuple[str, ...]
    hidden: tuple[str, ...]

    def packed(self) -> bytes:
        fields = (getattr(self, name) for name in self.__slots__)
        return pickle.dumps(tuple(fields), protocol=5)

    @classmethod
    def unpacked(cls, data: bytes) -> Base:
        return cls(*pickle.loads(data))  # noqa: S301 - our own


class Shelved(Mapping[str, V]):
    """Values by key, each read from the store when first asked for; ``fresh`` ones go before."""

    def __init__(
        self,
        keys: Mapping[str, Any] | frozenset[str],
        read: Callable[[str], V],
        fresh: dict[str, V],
    ) -> None:
        self._keys, self._read, self._met = keys, read, dict(fresh)

    def __getitem__(self, key: str) -> V:
        if key not in self._met:
            if key not in self._keys:
                raise KeyError(key)
            self._met[key] = self._read(key)
        return self._met[key]

    def __contains__(self, key: object) -> bool:
        return key in self._keys or key in self._met

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def __reduce__(self) -> tuple[type[dict[str, V]], tuple[dict[str, V]]]:
        """Whoever has it in another process has all of it; the store stays here."""
        return dict, (dict(self),)


@dataclass(frozen=True, slots=True)
class Fresh:
    """What is different from the shelf: entries, mentions by record and by what is mentioned."""

    entries: dict[str, Entry]
    links: dict[str, tuple[Mention, ...]]
    back: dict[str, tuple[Mention, ...]]


def now_mentioned(before: frozenset[str], fresh: Fresh) -> frozenset[str]:
    """The ids of records that others mention, where ``before`` they were so many."""
    return (before - fresh.back.keys()) | {id for id, links in fresh.back.items() if links}


def pack_record(entry: Entry, links: tuple[Mention, ...], frozen: bytes) -> bytes:
    """A record with its mentions; ``frozen`` is the record itself, pickled."""
    rows = tuple((each.field, each.target, each.article, each.tail) for each in links)
    return pickle.dumps((entry.kind.name, entry.path, entry.entry, frozen, rows), protocol=5)


def unpack_record(id: str, data: bytes) -> tuple[Entry, tuple[Mention, ...]]:
    kind, path, place, frozen, rows = pickle.loads(data)  # noqa: S301 - our own
    entry = Entry(KIND[kind], pickle.loads(frozen), path, place)  # noqa: S301
    return entry, tuple(Mention(id, *row) for row in rows)


def pack_back(links: tuple[Mention, ...]) -> bytes:
    rows = tuple((each.source, each.field, each.target, each.article, each.tail) for each in links)
    return pickle.dumps(rows, protocol=5)


def _back(data: bytes) -> tuple[Mention, ...]:
    return tuple(Mention(*row) for row in pickle.loads(data))  # noqa: S301 - our own


class Lost(Exception):
    """A value that should be on the shelf is not there."""


class Shelf:
    """The catalogs of the last build with what is fresh before them."""

    def __init__(self, base: Base, get: Get) -> None:
        self.base, self._get = base, get
        self._met: dict[tuple[str, str], tuple[Entry, tuple[Mention, ...]]] = {}

    def record(self, side: str, id: str) -> tuple[Entry, tuple[Mention, ...]]:
        """A record of the last build with its mentions."""
        side = FULL if id in self.base.same else side
        if (side, id) not in self._met:
            self._met[side, id] = unpack_record(id, self._value(f"{side}/{id}"))
        return self._met[side, id]

    def back(self, side: str, id: str) -> tuple[Mention, ...]:
        """The mentions of a record in the last build."""
        return _back(self._value(f"{side}-back/{id}")) if id in self._side(side).back else ()

    def _side(self, side: str) -> ShelfSide:
        return self.base.full if side == FULL else self.base.shown

    def plan(self) -> Planned | None:
        """What the last build had to do to make files."""
        data = self._get("plan")
        found: Planned | None = pickle.loads(data) if data else None  # noqa: S301 - our own
        return found

    def _value(self, name: str) -> bytes:
        data = self._get(name)
        if data is None:
            raise Lost(name)
        return data

    def catalog(self, heads: dict[str, Head], fresh: Fresh) -> Catalog:
        base = self.base
        return _with(
            Catalog(base.full.site, *self._sides(FULL, heads, fresh), base.site_path), heads,
            self._backs(FULL, fresh),
        )  # fmt: skip

    def public(
        self, heads: dict[str, Head], fresh: Fresh, counts: Mapping[str, int]
    ) -> PublicCatalog:
        base = self.base
        made = PublicCatalog(
            base.shown.site, *self._sides(SHOWN, heads, fresh), base.as_of, counts, base.withheld,
            base.kept_back, base.previewed, base.silent,
        )  # fmt: skip
        return _with(made, heads, self._backs(SHOWN, fresh))

    def _sides(
        self, side: str, heads: dict[str, Head], fresh: Fresh
    ) -> tuple[Mapping[str, Entry], Mapping[str, tuple[Mention, ...]]]:
        entries = Shelved(heads, lambda key: self.record(side, key)[0], fresh.entries)
        return entries, Shelved(heads, lambda key: self.record(side, key)[1], fresh.links)

    def _backs(self, side: str, fresh: Fresh) -> Mapping[str, tuple[Mention, ...]]:
        mentioned = now_mentioned(self._side(side).back, fresh)
        held = {id: links for id, links in fresh.back.items() if links}
        return Shelved(mentioned, lambda key: self.back(side, key), held)


R = TypeVar("R", bound=Records)


def _with(records: R, heads: dict[str, Head], back: Mapping[str, tuple[Mention, ...]]) -> R:
    """What a catalog would else work out of all its records."""
    vars(records)["heads"] = heads
    vars(records)["back"] = back
    return records

"""The catalogs of the last build: stored record by record, and read only where asked for.

What lists need of all records (heads, who is shown) is one value, the base. A record with what
it mentions is another, and so are the mentions of a record.
"""

from __future__ import annotations

import datetime
import pickle
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any, NamedTuple, TypeVar

from shaiquan.build.actions import Action, JoinedFile
from shaiquan.content.catalog import Catalog, Entry, Mention, Records
from shaiquan.content.heads import Head
from shaiquan.content.sources import Source
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.files.scanning import Digests
from shaiquan.kinds.registry import KIND
from shaiquan.model.site import Site
from shaiquan.problems import Problem

V = TypeVar("V")
#: reads a value of the store; None where there is none
ReadValue = Callable[[str], bytes | None]
#: how names of stored values begin: of the content as written, and as shown
FULL, PUBLIC = "full", "public"
#: file -> (kind, id, place in the file) of its records
RecordPlaces = dict[str, tuple[tuple[str, str, Any], ...]]
#: a record and what it mentions
RecordMentions = tuple[Entry, tuple[Mention, ...]]


class SitePlan(NamedTuple):
    """The actions that make files, and the files that several of them make together."""

    fingerprint: bytes
    actions: tuple[Action, ...]
    joined_files: tuple[JoinedFile, ...]


@dataclass(frozen=True, slots=True)
class CatalogOutline:
    """A catalog without its records: the site, the head of every record in order, and the ids
    of those that others mention."""

    site: Site
    heads: dict[str, Head]
    mentioned: frozenset[str]

    @classmethod
    def of(cls, records: Records) -> CatalogOutline:
        return cls(records.site, dict(records.heads), frozenset(records.mentions_of))


@dataclass(frozen=True, slots=True)
class StoredContent:
    """The base: what is stored of the last build's content as a whole.

    ``sources``: by path, without their texts. ``same``: ids that are shown just as they are
    written. ``unreleased``: id -> why a record is not shown. ``texts_public_elsewhere``: texts of
    what is not shown that public records say too.
    """

    digests: Digests
    sources: dict[str, Source]
    site_path: str
    problems: tuple[Problem, ...]
    places: RecordPlaces
    full: CatalogOutline
    public: CatalogOutline
    same: frozenset[str]
    as_of: datetime.date
    counts: dict[str, int]
    withheld: dict[str, Any]
    unreleased_counts: dict[str, int]
    previewed: dict[str, str]
    unreleased_marks: tuple[tuple[str, str], ...]
    unreleased: dict[str, str]
    withheld_texts: tuple[str, ...]
    texts_public_elsewhere: tuple[str, ...]

    def pack(self) -> bytes:
        fields = (getattr(self, name) for name in self.__slots__)
        return pickle.dumps(tuple(fields), protocol=5)

    @classmethod
    def unpack(cls, data: bytes) -> StoredContent:
        return cls(*pickle.loads(data))  # noqa: S301 - our own


#: the fields of a public catalog that a patched build has from the store or makes anew
_STORED_FIELDS = {
    *("site", "entries", "mentions", "as_of", "counts", "withheld"),
    *("unreleased_counts", "previewed", "unreleased_marks"),
}


def check_stored_fields(catalog: type[PublicCatalog]) -> None:
    """Raises TypeError for a field that a patched build would leave at its default."""
    for name in sorted({field.name for field in fields(catalog)} - _STORED_FIELDS):
        raise TypeError(f"StoredContent does not store {name} of a public catalog")


check_stored_fields(PublicCatalog)


class StoredMapping(Mapping[str, V]):
    """Values by key, each read from the store when first asked for; ``changed`` ones are given."""

    def __init__(
        self,
        keys: Mapping[str, Any] | frozenset[str],
        read: Callable[[str], V],
        changed: dict[str, V],
    ) -> None:
        self._keys, self._read, self._values = keys, read, dict(changed)

    def __getitem__(self, key: str) -> V:
        if key not in self._values:
            if key not in self._keys:
                raise KeyError(key)
            self._values[key] = self._read(key)
        return self._values[key]

    def __contains__(self, key: object) -> bool:
        return key in self._keys or key in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def __reduce__(self) -> tuple[type[dict[str, V]], tuple[dict[str, V]]]:
        """Another process gets all of it; the store stays here."""
        return dict, (dict(self),)


@dataclass(frozen=True, slots=True)
class CatalogChanges:
    """What differs from the stored catalog: records, mentions by source and by target."""

    entries: dict[str, Entry]
    mentions: dict[str, tuple[Mention, ...]]
    mentions_of: dict[str, tuple[Mention, ...]]


def update_mentioned(before: frozenset[str], changes: CatalogChanges) -> frozenset[str]:
    """The ids of records that others mention after the changes."""
    mentioned = {id for id, mentions in changes.mentions_of.items() if mentions}
    return (before - changes.mentions_of.keys()) | mentioned


def pack_record(entry: Entry, links: tuple[Mention, ...], record: bytes) -> bytes:
    """A record with what it mentions; ``record`` is the record itself, pickled."""
    rows = tuple((link.field, link.target, link.article, link.tail) for link in links)
    return pickle.dumps((entry.kind.name, entry.path, entry.entry, record, rows), protocol=5)


def _unpack_record(id: str, data: bytes) -> RecordMentions:
    kind, path, place, record, rows = pickle.loads(data)  # noqa: S301 - our own
    entry = Entry(KIND[kind], pickle.loads(record), path, place)  # noqa: S301
    return entry, tuple(Mention(id, *row) for row in rows)


def pack_mentions(mentions: tuple[Mention, ...]) -> bytes:
    rows = tuple((m.source, m.field, m.target, m.article, m.tail) for m in mentions)
    return pickle.dumps(rows, protocol=5)


def _unpack_mentions(data: bytes) -> tuple[Mention, ...]:
    return tuple(Mention(*row) for row in pickle.loads(data))  # noqa: S301 - our own


class MissingValue(Exception):
    """A value that should be in the store is not there."""


class CatalogStore:
    """The catalogs of the last build; with changes, those of this one."""

    def __init__(self, base: StoredContent, read: ReadValue) -> None:
        self.base, self._read = base, read
        self._records: dict[tuple[str, str], RecordMentions] = {}

    @classmethod
    def open(cls, read: ReadValue) -> CatalogStore | None:
        """The catalogs of the last build; None where there was none."""
        base = read("base")
        return cls(StoredContent.unpack(base), read) if base else None

    def record(self, side: str, id: str) -> RecordMentions:
        """A record of the last build with what it mentions."""
        side = FULL if id in self.base.same else side
        if (side, id) not in self._records:
            self._records[side, id] = _unpack_record(id, self._value(f"{side}/{id}"))
        return self._records[side, id]

    def mentions_of(self, side: str, id: str) -> tuple[Mention, ...]:
        """The mentions of a record in the last build."""
        if id not in self._outline(side).mentioned:
            return ()
        return _unpack_mentions(self._value(f"{side}-back/{id}"))

    def _outline(self, side: str) -> CatalogOutline:
        return self.base.full if side == FULL else self.base.public

    def plan(self) -> SitePlan | None:
        """What the last build had to do to make files."""
        data = self._read("plan")
        plan: SitePlan | None = pickle.loads(data) if data else None  # noqa: S301 - our own
        return plan

    def _value(self, name: str) -> bytes:
        data = self._read(name)
        if data is None:
            raise MissingValue(name)
        return data

    def catalog(self, heads: dict[str, Head], changes: CatalogChanges) -> Catalog:
        """The full catalog with changes."""
        base = self.base
        records = self._read_records(FULL, heads, changes)
        catalog = Catalog(base.full.site, *records, base.site_path)
        return _complete(catalog, heads, self._read_mentions(FULL, changes))

    def public(
        self, heads: dict[str, Head], changes: CatalogChanges, counts: Mapping[str, int]
    ) -> PublicCatalog:
        """The public catalog with changes."""
        base = self.base
        public = PublicCatalog(
            base.public.site,
            *self._read_records(PUBLIC, heads, changes),
            base.as_of,
            counts,
            base.withheld,
            base.unreleased_counts,
            base.previewed,
            base.unreleased_marks,
        )
        return _complete(public, heads, self._read_mentions(PUBLIC, changes))

    def _read_records(
        self, side: str, heads: dict[str, Head], changes: CatalogChanges
    ) -> tuple[Mapping[str, Entry], Mapping[str, tuple[Mention, ...]]]:
        entries = StoredMapping(heads, lambda key: self.record(side, key)[0], changes.entries)
        return entries, StoredMapping(
            heads, lambda key: self.record(side, key)[1], changes.mentions
        )

    def _read_mentions(
        self, side: str, changes: CatalogChanges
    ) -> Mapping[str, tuple[Mention, ...]]:
        mentioned = update_mentioned(self._outline(side).mentioned, changes)
        changed = {id: mentions for id, mentions in changes.mentions_of.items() if mentions}
        return StoredMapping(mentioned, lambda key: self.mentions_of(side, key), changed)


R = TypeVar("R", bound=Records)


def _complete(records: R, heads: dict[str, Head], back: Mapping[str, tuple[Mention, ...]]) -> R:
    """Set what a catalog would else work out of all its records."""
    vars(records)["heads"] = heads
    vars(records)["mentions_of"] = back
    return records

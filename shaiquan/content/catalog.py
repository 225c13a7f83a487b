"""All records by id, references resolved both ways. Nothing is withheld here yet."""

from __future__ import annotations

import datetime
import functools
import marshal
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar, cast

from shaiquan.content.heads import Head, head_of
from shaiquan.content.places import Location
from shaiquan.files.scanning import digest
from shaiquan.kinds.descriptor import Kind
from shaiquan.kinds.registry import KINDS
from shaiquan.model.base import Citation, Ref, WithheldField
from shaiquan.model.common import Record, Review
from shaiquan.model.files import AttachedFile
from shaiquan.model.named_files import list_files_of
from shaiquan.model.packing import CompactPickle, pickle_by_value
from shaiquan.model.references import References, find_references
from shaiquan.model.shapes import Path
from shaiquan.model.site import Site
from shaiquan.model.terms import Force

R = TypeVar("R", bound=Record)
T = TypeVar("T")


@dataclass(frozen=True)
class Entry(CompactPickle):
    """A record of the catalog and where it is written, and what is made of it once."""

    kind: Kind
    record: Record
    path: str
    entry: Path

    @property
    def id(self) -> str:
        return self.record.id

    @functools.cached_property
    def head(self) -> Head:
        """What lists know of the record."""
        return head_of(self.kind, self.record)

    @functools.cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """What the record mentions, in the order of its fields."""
        return _list_mentions(self.id, find_references(self.record))

    @functools.cached_property
    def files(self) -> frozenset[str]:
        """The paths below ``files`` that the record names."""
        return list_files_of(self.record, self.record.text)

    @functools.cached_property
    def digest(self) -> bytes:
        """A digest of the record, the same in every process.

        Other values give another digest. Equal ones give the same, as long as the record came
        about in the same way: read from a file without mistakes, or made otherwise.
        """
        return digest(pack_record(self.record))

    @functools.cached_property
    def head_digest(self) -> bytes:
        """The digest of the head by its values."""
        return digest(pickle_by_value(self.head))

    @functools.cached_property
    def mentions_digest(self) -> bytes:
        """The digest of what the record mentions, and of its kind."""
        rows = [tuple(mention) for mention in self.mentions]
        return digest(self.kind.name.encode(), marshal.dumps(rows, 2))

    def note_resolved(self, packed: bytes, references: References) -> None:
        """Note the references of a record that was ``packed`` before they were resolved.

        So nothing need be worked out from the record itself.
        """
        refs = (ref.rule if isinstance(ref, Citation) else ref for _, ref in references)
        resolved = marshal.dumps([(ref.kind, ref.id, ref.text) for ref in refs], 2)
        # where cached properties keep their values
        vars(self)["digest"] = digest(packed, resolved)
        vars(self)["mentions"] = _list_mentions(self.id, references)

    def with_review(self, review: Review) -> Entry:
        """The same record, reviewed so."""
        return self._with_value("review", review, repr(review.pack()))

    def with_force(self, force: Force) -> Entry:
        """The same rule, of this force."""
        return self._with_value("force", force, force.value)

    def with_withheld(self, fields: tuple[WithheldField, ...]) -> Entry:
        """The same record, with these fields withheld."""
        packed = repr([field.pack() for field in fields])
        return self._with_value("withheld", fields, packed)

    def _with_value(self, field: str, value: object, packed: str) -> Entry:
        """The same record with another value in a field that mentions no record."""
        record = self.record.model_copy(update={field: value})
        entry = Entry(self.kind, record, self.path, self.entry)
        values = vars(self)
        if values.keys() >= {"digest", "mentions"}:  # noted when its references were resolved
            vars(entry)["digest"] = digest(values["digest"], f"{field} {packed}".encode())
            vars(entry)["mentions"] = values["mentions"]
        return entry

    def location(self, *field: str | int) -> Location:
        return Location(self.path, self.entry, field, self.kind.name)


def list_named_files(site: Site, entries: Iterable[Entry]) -> frozenset[str]:
    """The paths of all files that a site and its records name."""
    return list_files_of(site, site.about).union(*(entry.files for entry in entries))


class Mention(NamedTuple):
    """A mention: the record that mentions, the field, the record mentioned."""

    source: str
    field: Path
    target: str
    article: str = ""
    tail: str = ""


@functools.lru_cache(2**14)
def _is_below(path: Path, fields: tuple[str, ...]) -> bool:
    """Whether a path leads to one of these fields, or to something in it.

    A leader is named by every topic, in a dozen paths: those are few, the mentions many.
    """
    if path[0] in fields:
        return True
    names = ".".join(name for name in path if isinstance(name, str)) + "."
    return any(names.startswith(f"{field}.") for field in fields if "." in field)


def pack_record(record: Record) -> bytes:
    """A record as bytes that depend on its values alone: version 2 of ``marshal`` does not note
    which of them are the same object."""
    return marshal.dumps(record.pack(), 2)


def unpack_record(kind: Kind, packed: bytes) -> Record:
    """The record of which :func:`pack_record` gave the bytes."""
    return kind.model.unpack(marshal.loads(packed))  # noqa: S302 - our own


def _list_mentions(id: str, references: References) -> tuple[Mention, ...]:
    return tuple([_mention(id, path, ref) for path, ref in references])


def _mention(source: str, path: Path, ref: Ref | Citation) -> Mention:
    if isinstance(ref, Citation):
        return Mention(source, _share_path(path), ref.rule.id, ref.article, ref.tail)
    return Mention(source, _share_path(path), ref.id)


@functools.lru_cache(2**12)
def _share_path(path: Path) -> Path:
    """Equal paths as one object."""
    return path


@dataclass(frozen=True, eq=False)
class Records:
    """Records by id and who mentions whom; what the full and the public catalog share.

    Compared by identity, so results can be cached on it.
    """

    site: Site
    entries: Mapping[str, Entry]
    #: the only today that checks and outputs know
    as_of: datetime.date
    #: path below ``files`` -> the file
    files: Mapping[str, AttachedFile] = field(default_factory=dict, kw_only=True)

    @functools.cached_property
    def mentions_of(self) -> Mapping[str, tuple[Mention, ...]]:
        """Record id -> where others mention it, in the order of the records."""
        by_target: defaultdict[str, list[Mention]] = defaultdict(list)
        for entry in self.entries.values():
            for mention in entry.mentions:
                by_target[mention.target].append(mention)
        return {target: tuple(mentions) for target, mentions in by_target.items()}

    @functools.cached_property
    def heads(self) -> Mapping[str, Head]:
        """Id -> head, in the order of the content: for lists, which read no record whole."""
        return {id: entry.head for id, entry in self.entries.items()}

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
        """Ids of the records of ``kind`` that name ``target`` in one of the ``fields``, or in parts
        below it; in any, if none is given. A field of parts is written
        ``deliberations.presenter``."""
        mentions, heads = self.mentions_of.get(target), self.heads
        if not mentions:  # as of most records, and each page asks for many kinds
            return ()
        found = {m.source: None for m in mentions if not fields or _is_below(m.field, fields)}
        return tuple([id for id in found if heads[id].kind == kind])

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

"""Catalogs that note what is read through them, so that the inputs of each output are known.

A key names one thing that may change: ``record/dw-01``, ``back/dw-01`` (who mentions it),
``heads/power``, ``ids/power``, ``leaders/dw-01`` (a row of a table made of heads), ``site``,
``as-of``. :mod:`shaiquan.build.snapshots` has a digest for each key, which tells whether it
has changed.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from typing import Any, ClassVar, TypeVar

from shaiquan.content.catalog import Catalog, Entry, Records
from shaiquan.content.heads import Head
from shaiquan.disclosure.release import PublicCatalog

T = TypeVar("T")
V = TypeVar("V")
#: stands for every key of a space
ALL = "*"


class ReadLog:
    """The keys read since :meth:`start`. A worker has one; not shared between threads."""

    def __init__(self) -> None:
        self.keys: set[str] = set()

    def start(self) -> None:
        self.keys = set()

    def add(self, key: str) -> None:
        self.keys.add(key)

    def record_apart(self, work: Callable[[], T]) -> tuple[T, frozenset[str]]:
        """The value of ``work`` and the keys that it alone has read; for values kept for others."""
        outer, self.keys = self.keys, set()
        try:
            return work(), frozenset(self.keys)
        finally:
            self.keys = outer


class WatchedMapping(Mapping[str, V]):
    """A mapping that notes each key asked for, there or not; all of them if it is iterated."""

    def __init__(self, values: Mapping[str, V], reads: ReadLog, space: str) -> None:
        self._values, self._reads, self._space = values, reads, space + "/"

    def __getitem__(self, key: str) -> V:
        self._reads.keys.add(self._space + key)
        return self._values[key]

    def get(self, key: str, default: Any = None) -> Any:
        self._reads.keys.add(self._space + key)
        return self._values.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._reads.keys.add(f"{self._space}{key}")
        return key in self._values

    def __iter__(self) -> Iterator[str]:
        self._reads.keys.add(self._space + ALL)
        return iter(self._values)

    def __len__(self) -> int:
        self._reads.keys.add(self._space + ALL)
        return len(self._values)


class _WatchedRecords(Records):
    """What both watched catalogs share; ``_prefix`` keeps their keys apart.

    Every field of a catalog is named in one of the tables below. A field that is in none is an
    error when the class is made: its default would be read in every worker.
    """

    _prefix = ""
    #: field with one value -> its key
    keys: ClassVar[Mapping[str, str]] = {"site": "site", "as_of": "as-of"}
    #: field with a mapping -> the space of its keys
    spaces: ClassVar[Mapping[str, str]] = {
        "entries": "record",
        "mentions_of": "back",
        "heads": "head",
        "files": "file",
    }
    #: what only the methods of a catalog read, which are watched themselves
    _unread: ClassVar[frozenset[str]] = frozenset(("_ids_by_kind", "_derived"))

    def __init_subclass__(cls) -> None:
        for name in sorted(_list_fields(cls) - {*cls.keys, *cls.spaces, *cls._unread}):
            raise TypeError(f"{cls.__name__} does not watch {name}: name its key or space")
        for name, key in cls.keys.items():
            setattr(cls, name, _make_property(name, key))

    def __init__(self, records: Records, reads: ReadLog) -> None:
        values = vars(self)  # frozen, as a catalog is
        values["_watched"], values["_reads"] = records, reads
        for name, space in self.spaces.items():
            values[name] = WatchedMapping(getattr(records, name), reads, self._prefix + space)

    def _note(self, key: str) -> None:
        vars(self)["_reads"].add(self._prefix + key)

    @property
    def _records(self) -> Records:
        records: Records = vars(self)["_watched"]
        return records

    def ids_of(self, kind: str) -> tuple[str, ...]:
        self._note(f"ids/{kind}")
        return self._records.ids_of(kind)

    def heads_of(self, kind: str) -> tuple[Head, ...]:
        self._note(f"heads/{kind}")
        return self._records.heads_of(kind)

    def ids_naming(self, target: str, kind: str, *fields: str) -> tuple[str, ...]:
        self._note(f"back/{target}")
        return self._records.ids_naming(target, kind, *fields)

    def entries_naming_at(self, target: str, kind: str, *path: str) -> tuple[Entry, ...]:
        self._note(f"back/{target}")
        entries = self._records.entries_naming_at(target, kind, *path)
        for entry in entries:
            self._note(f"record/{entry.id}")
        return entries

    def derive(self, work: Callable[[Records], T]) -> T:
        """Made of the catalog itself; whoever reads a row notes it by ``note_row``."""
        return self._records.derive(work)

    def note_row(self, table: str, key: str) -> None:
        self._note(f"{table}/{key}")


def _list_fields(catalog: type[Records]) -> set[str]:
    """The fields of a catalog, and its cached properties."""
    members = [item for base in catalog.__mro__ for item in vars(base).items()]
    cached = {name for name, value in members if isinstance(value, functools.cached_property)}
    return cached | {field.name for field in fields(catalog)}


def _make_property(name: str, key: str) -> property:
    """A property that reads a field of the catalog and notes its key."""

    def read(self: _WatchedRecords) -> Any:
        self._note(key)
        return getattr(self._records, name)

    return property(read)


class WatchedCatalog(_WatchedRecords, Catalog):
    """The full catalog, for checks and for the walls."""

    _prefix = "full/"
    keys: ClassVar[Mapping[str, str]] = {**_WatchedRecords.keys, "site_path": "site-path"}


class WatchedPublic(_WatchedRecords, PublicCatalog):
    """The public catalog, for everything that is shown."""

    keys: ClassVar[Mapping[str, str]] = {
        **_WatchedRecords.keys,
        "unreleased_marks": "unreleased-marks",
    }
    spaces: ClassVar[Mapping[str, str]] = {
        **_WatchedRecords.spaces,
        "counts": "count",
        "withheld": "record",
        "previewed": "record",
        "unreleased_counts": "unreleased-counts",
        "unreleased_at": "unreleased-at",
    }


class WatchedReleased(WatchedPublic):
    """What is released, where a preview shows more: for the walls."""

    _prefix = "released/"

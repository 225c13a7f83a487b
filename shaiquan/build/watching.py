"""Catalogs that note what is read through them, so that each output knows its inputs.

A key names one thing that may change: ``record/dw-01``, ``back/dw-01`` (who mentions it),
``heads/power``, ``ids/power``, ``leaders/dw-01`` (a row of a table that is worked out),
``site``, ``as-of``. What :mod:`shaiquan.build.snapshots` says of the same keys tells
whether one changed.
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


class Watch:
    """The keys read since :meth:`begin`. One a worker; not shared between threads."""

    def __init__(self) -> None:
        self.seen: set[str] = set()

    def begin(self) -> None:
        self.seen = set()

    def note(self, key: str) -> None:
        self.seen.add(key)

    def apart(self, work: Callable[[], T]) -> tuple[T, frozenset[str]]:
        """What ``work`` gives and the keys that it alone has read; for what is kept for others."""
        outer, self.seen = self.seen, set()
        try:
            return work(), frozenset(self.seen)
        finally:
            self.seen = outer


class Noting(Mapping[str, V]):
    """A mapping that notes each key asked for, there or not; all of them where it is walked."""

    def __init__(self, held: Mapping[str, V], watch: Watch, space: str) -> None:
        self._held, self._watch, self._space = held, watch, space + "/"

    def __getitem__(self, key: str) -> V:
        self._watch.seen.add(self._space + key)
        return self._held[key]

    def get(self, key: str, default: Any = None) -> Any:
        self._watch.seen.add(self._space + key)
        return self._held.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._watch.seen.add(f"{self._space}{key}")
        return key in self._held

    def __iter__(self) -> Iterator[str]:
        self._watch.seen.add(self._space + ALL)
        return iter(self._held)

    def __len__(self) -> int:
        self._watch.seen.add(self._space + ALL)
        return len(self._held)


class _Watched(Records):
    """The reads that both catalogs share; ``prefix`` keeps their keys apart.

    Whatever a catalog holds stands in one of the tables below. A field that stands in none is
    an error when the class is made: its default would be read in every worker.
    """

    prefix = ""
    #: field with one value -> its key
    keys: ClassVar[Mapping[str, str]] = {"site": "site"}
    #: field with a mapping -> the space of its keys
    spaces: ClassVar[Mapping[str, str]] = {"entries": "record", "back": "back", "heads": "head"}
    #: what only the methods of a catalog read, which are watched themselves
    unread: ClassVar[frozenset[str]] = frozenset(("links", "_by_kind", "_worked_out"))

    def __init_subclass__(cls) -> None:
        for name in sorted(_held_by(cls) - {*cls.keys, *cls.spaces, *cls.unread}):
            raise TypeError(f"{cls.__name__} does not watch {name}: name its key or space")
        for name, key in cls.keys.items():
            setattr(cls, name, _noted_value(name, key))

    def __init__(self, held: Records, watch: Watch) -> None:
        keep = vars(self)  # frozen, like what it stands for
        keep["_held"], keep["_watch"] = held, watch
        for name, space in self.spaces.items():
            keep[name] = Noting(getattr(held, name), watch, self.prefix + space)

    def _note(self, key: str) -> None:
        vars(self)["_watch"].note(self.prefix + key)

    @property
    def _records(self) -> Records:
        held: Records = vars(self)["_held"]
        return held

    def ids(self, kind: str) -> tuple[str, ...]:
        self._note(f"ids/{kind}")
        return self._records.ids(kind)

    def heads_of(self, kind: str) -> tuple[Head, ...]:
        self._note(f"heads/{kind}")
        return self._records.heads_of(kind)

    def linked(self, target: str, kind: str, *fields: str) -> tuple[str, ...]:
        self._note(f"back/{target}")
        return self._records.linked(target, kind, *fields)

    def linking_in(self, target: str, kind: str, *path: str) -> tuple[Entry, ...]:
        self._note(f"back/{target}")
        found = self._records.linking_in(target, kind, *path)
        for each in found:
            self._note(f"record/{each.id}")
        return found

    def kept(self, work: Callable[[Records], T]) -> T:
        """Of what is watched; whoever reads a row says so by ``saw``."""
        return self._records.kept(work)

    def saw(self, table: str, key: str) -> None:
        self._note(f"{table}/{key}")


def _held_by(catalog: type[Records]) -> set[str]:
    """The fields of a catalog, and what it works out once."""
    members = [item for base in catalog.__mro__ for item in vars(base).items()]
    once = {name for name, value in members if isinstance(value, functools.cached_property)}
    return once | {field.name for field in fields(catalog)}


def _noted_value(name: str, key: str) -> property:
    """A property that reads a field of the catalog that is watched, and notes its key."""

    def read(self: _Watched) -> Any:
        self._note(key)
        return getattr(self._records, name)

    return property(read)


class WatchedCatalog(_Watched, Catalog):
    """The whole content, for checks and for what walls ask."""

    prefix = "full/"
    keys: ClassVar[Mapping[str, str]] = {**_Watched.keys, "site_path": "site-path"}


class WatchedPublic(_Watched, PublicCatalog):
    """What may be shown, for everything that is shown."""

    keys: ClassVar[Mapping[str, str]] = {**_Watched.keys, "as_of": "as-of", "silent": "silent"}
    spaces: ClassVar[Mapping[str, str]] = {
        **_Watched.spaces,
        "counts": "count",
        "withheld": "record",
        "previewed": "record",
        "kept_back": "kept-back",
    }

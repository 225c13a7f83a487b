"""Catalogs that note what is read through them, so that each output knows its inputs.

A key names one thing that may change: ``record/dw-01``, ``back/dw-01`` (who mentions it),
``heads/power``, ``ids/power``, ``leaders/dw-01`` (a row of a table that is worked out),
``site``, ``as-of``. What :mod:`shaiquan.build.snapshots` says of the same keys tells
whether one changed.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from shaiquan.content.catalog import Catalog, Entry, Records
from shaiquan.content.heads import Head
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.model.site import Site

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
    """The reads that both catalogs share; ``prefix`` keeps their keys apart."""

    prefix = ""

    def __init__(self, held: Records, watch: Watch) -> None:
        keep = vars(self)  # frozen, like what it stands for
        keep["_held"], keep["_watch"] = held, watch
        keep["entries"] = self._noting(held.entries, "record")
        keep["back"] = self._noting(held.back, "back")
        keep["heads"] = self._noting(held.heads, "head")

    def _noting(self, held: Mapping[str, V], space: str) -> Noting[V]:
        return Noting(held, vars(self)["_watch"], self.prefix + space)

    def _note(self, key: str) -> None:
        vars(self)["_watch"].note(self.prefix + key)

    @property
    def site(self) -> Site:
        self._note("site")
        return self._records.site

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


class WatchedCatalog(_Watched, Catalog):
    """The whole content, for checks and for what walls ask."""

    prefix = "full/"

    @property
    def site_path(self) -> str:
        held = self._records
        assert isinstance(held, Catalog)
        return held.site_path


class WatchedPublic(_Watched, PublicCatalog):
    """What may be shown, for everything that is shown."""

    def __init__(self, held: PublicCatalog, watch: Watch) -> None:
        super().__init__(held, watch)
        keep = vars(self)
        keep["counts"] = self._noting(held.counts, "count")
        keep["withheld"] = self._noting(held.withheld, "record")
        keep["previewed"] = self._noting(held.previewed, "record")
        keep["kept_back"] = self._noting(held.kept_back, "kept-back")

    @property
    def _public(self) -> PublicCatalog:
        held = self._records
        assert isinstance(held, PublicCatalog)
        return held

    @property
    def as_of(self) -> datetime.date:
        self._note("as-of")
        return self._public.as_of

    @property
    def silent(self) -> tuple[tuple[str, str], ...]:
        self._note("silent")
        return self._public.silent

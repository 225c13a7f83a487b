"""Reading a content folder again and again, and what differs between two readings of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from shaiquan.content.catalog import Catalog, Entry
from shaiquan.content.loading import LoadedContent, load_content
from shaiquan.content.reading import EarlierReading
from shaiquan.executors.interface import Executor
from shaiquan.files.scanning import Digests, digest_folder


@dataclass
class Reader:
    """Reads a folder with what it keeps of earlier readings: ``packed`` files as the store of a
    site does, the ``last`` reading as a process does that builds again and again, or both."""

    folder: Path
    keeps_packed: bool = False
    keeps_last: bool = False
    packed: dict[str, bytes] = field(default_factory=dict, repr=False)
    last: LoadedContent | None = field(default=None, repr=False)

    def read(
        self, executor: Executor | None = None, scanned: Digests | None = None
    ) -> LoadedContent:
        """The content as it is now. ``scanned``: what a scan found if that was before."""
        scanned = digest_folder(self.folder) if scanned is None else scanned
        loaded = load_content(self.folder, scanned, self._earlier(), executor)
        self.packed.update(loaded.packed)
        for inside in self.packed.keys() - loaded.resolved.keys():
            del self.packed[inside]
        self.last = loaded
        return loaded

    def _earlier(self) -> EarlierReading:
        read_packed = self.packed.get if self.keeps_packed else EarlierReading().read_packed
        if self.last is None or not self.keeps_last:
            return EarlierReading(read_packed)
        return EarlierReading(read_packed, self.last.resolved, self.last.rows)


#: what a reader may keep: packed files, the last reading
WAYS = {"packed": (True, False), "process": (False, True), "both": (True, True)}


def make_readers(folder: Path) -> dict[str, Reader]:
    """A reader for each of the ways."""
    return {name: Reader(folder, *keeps) for name, keeps in WAYS.items()}


def require_same_as_fresh(readers: Iterable[Reader], what: str = "") -> LoadedContent:
    """Read in each way; what a fresh reading gives, to which each is equal."""
    readers = tuple(readers)
    fresh = load_content(readers[0].folder)
    for reader in readers:
        differences = list_differences(reader.read(), fresh)
        assert differences == [], f"{what}: {reader}"
    return fresh


def list_differences(one: LoadedContent, other: LoadedContent) -> list[str]:
    """What of a reading is not as in another, in words."""
    names = ("problems", "sources", "rows", "reviews")
    differences = [name for name in names if getattr(one, name) != getattr(other, name)]
    if list(one.resolved) != list(other.resolved):
        differences.append("files")
    if one.catalog is None or other.catalog is None:
        return differences if one.catalog is other.catalog else [*differences, "catalog"]
    return [*differences, *_compare_catalogs(one.catalog, other.catalog)]


def _compare_catalogs(one: Catalog, other: Catalog) -> Iterator[str]:
    for name in ("site", "site_path"):
        if getattr(one, name) != getattr(other, name):
            yield name
    for name in ("entries", "heads", "mentions_of"):
        if list(getattr(one, name).items()) != list(getattr(other, name).items()):
            yield name
    for id in one.entries.keys() & other.entries.keys():
        yield from _compare_entries(one.entries[id], other.entries[id])


def _compare_entries(one: Entry, other: Entry) -> Iterator[str]:
    for name in ("kind", "record", "path", "entry", "head", "mentions", "digest"):
        if getattr(one, name) != getattr(other, name):
            yield f"{name} of {one.id}"

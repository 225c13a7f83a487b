"""What a build remembers of the last one, as plain values, and the bytes in which it is kept."""

from __future__ import annotations

import pickle
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from shaiquan.build.actions import Done, Result
from shaiquan.files.writing import Stamp, Twin
from shaiquan.problems import Problem

#: path -> (digest, stamp) of a file of the last site
Files = dict[str, tuple[bytes, Stamp]]
#: action, where its piece begins in the joined file, how long it is
FilePiece = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Summary:
    """What the last build said, for the one that finds nothing changed."""

    inputs: bytes
    problems: tuple[Problem, ...]
    held: int
    files: int
    size: int
    #: of every file and folder of the site; of folders the time alone
    stamps: tuple[tuple[str, Stamp], ...]
    folders: tuple[tuple[str, int], ...]


class Keys:
    """Keys by number: an action reads twenty, and there are ten thousands of actions."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        self._numbers = {key: number for number, key in enumerate(known)}

    def pack(self, keys: Iterable[str]) -> bytes:
        numbers = self._numbers
        found = [numbers.setdefault(key, len(numbers)) for key in keys]
        return array("I", sorted(found)).tobytes()

    def some(self, keys: Iterable[str]) -> frozenset[int]:
        """The numbers of those that anything has read."""
        return frozenset(self._numbers[key] for key in keys if key in self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def all(self) -> list[str]:
        return list(self._numbers)


def unpacked(reads: bytes) -> memoryview:
    return memoryview(reads).cast("I")


@dataclass(frozen=True, slots=True)
class Memory:
    """Of the last build: what the catalogs said, what was done, which files there were."""

    snapshot: dict[str, bytes] = field(default_factory=dict)
    keys: Keys = field(default_factory=Keys)
    done: Mapping[str, Done] = field(default_factory=dict)
    files: Files = field(default_factory=dict)
    #: path of a joined file -> its pieces in order
    pieces: Mapping[str, tuple[FilePiece, ...]] = field(default_factory=dict)
    secrets: frozenset[str] = frozenset()
    #: the site before the last one
    twin: Twin | None = None
    #: when something was last put into or taken out of each folder of the last site
    folders: tuple[tuple[str, int], ...] = ()

    def packed(self) -> bytes:
        done = {
            name: (d.fingerprint, d.reads, d.files, d.parts, d.problems, d.value)
            for name, d in self.done.items()
        }
        held = (self.snapshot, self.keys.all(), done, self.files, self.pieces, self.secrets)
        twin = (self.twin.token, self.twin.files) if self.twin else None
        return pickle.dumps((*held, twin, self.folders), protocol=5)

    @classmethod
    def unpacked(cls, data: bytes | None) -> Memory:
        if data is None:
            return cls()
        snapshot, keys, done, files, pieces, secrets, twin, folders = pickle.loads(data)  # noqa: S301
        remembered = {name: Done(*each) for name, each in done.items()}
        held = Twin(*twin) if twin else None
        return cls(snapshot, Keys(keys), remembered, files, pieces, secrets, held, folders)


def compact(keys: Keys, done: Mapping[str, Done], most: int) -> tuple[Keys, dict[str, Done]]:
    """Keys that something still reads, where more than ``most`` have gathered over the years."""
    if len(keys) <= most:
        return keys, dict(done)
    known, fresh = keys.all(), Keys()
    return fresh, {
        name: replace(each, reads=fresh.pack(known[number] for number in unpacked(each.reads)))
        for name, each in done.items()
    }


def remembered(
    result: Result, fingerprint: bytes, keys: Keys, problems: tuple[Problem, ...]
) -> Done:
    """What to keep of a result; ``problems`` are its own and its findings in their places."""
    paths = tuple(each.path for each in result.files)
    reads = keys.pack(result.reads)
    return Done(fingerprint, reads, paths, len(result.parts), problems, result.value)

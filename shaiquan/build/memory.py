"""What a build keeps for the next one, as plain values, and the bytes in which it is kept."""

from __future__ import annotations

import pickle
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from shaiquan.build.actions import ActionResult, CachedAction
from shaiquan.disclosure.word_forms import WithheldText
from shaiquan.files.trees import SpareTree, Stamp, WrittenTree
from shaiquan.problems import Problem

#: path -> (digest, stamp) of a file of the last site
SiteFiles = dict[str, tuple[bytes, Stamp]]
#: action, which of its parts, where this begins in the joined file, how long it is
FilePiece = tuple[str, int, int, int]


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """What the last build reported, for a build that finds nothing changed.

    ``unreleased_count``: how many records are not public. ``stamps`` are of every file of the
    site, ``folders`` the time of every folder. ``newest`` names the version up to which the
    history goes; None where the site tells none.
    """

    inputs: bytes
    problems: tuple[Problem, ...]
    unreleased_count: int
    files: int
    size: int
    stamps: tuple[tuple[str, Stamp], ...]
    folders: tuple[tuple[str, int], ...]
    newest: str | None = None

    def pack(self) -> bytes:
        values = (getattr(self, name) for name in self.__slots__)
        return pickle.dumps(tuple(values), protocol=5)

    @classmethod
    def unpack(cls, data: bytes | None) -> BuildSummary | None:
        """The summary of the last build; None where there was none."""
        return None if data is None else cls(*pickle.loads(data))  # noqa: S301 - our own


class KeyNumbers:
    """Keys by number: an action reads about twenty, and there are tens of thousands of actions."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        self._numbers = {key: number for number, key in enumerate(known)}

    def pack(self, keys: Iterable[str]) -> bytes:
        """The numbers of keys, four bytes each; a new key gets a number."""
        numbers = self._numbers
        packed = [numbers.setdefault(key, len(numbers)) for key in keys]
        return array("I", sorted(packed)).tobytes()

    def numbers_of(self, keys: Iterable[str]) -> frozenset[int]:
        """The numbers of the keys that any action has read."""
        return frozenset(self._numbers[key] for key in keys if key in self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def all(self) -> list[str]:
        return list(self._numbers)


def unpack_reads(reads: bytes) -> memoryview:
    """The numbers of the keys that an action has read."""
    return memoryview(reads).cast("I")


@dataclass(frozen=True, slots=True)
class BuildMemory:
    """Of the last build: the digests of its catalogs, its actions, the files of its site.

    ``pieces``: path of a joined file -> its parts in order. ``tree`` is the site as it was
    written, ``spare`` the one before. ``hidden``: what was not shown.
    """

    snapshot: dict[str, bytes] = field(default_factory=dict)
    keys: KeyNumbers = field(default_factory=KeyNumbers)
    actions: Mapping[str, CachedAction] = field(default_factory=dict)
    files: SiteFiles = field(default_factory=dict)
    pieces: Mapping[str, tuple[FilePiece, ...]] = field(default_factory=dict)
    withheld_texts: frozenset[WithheldText] = frozenset()
    hidden: frozenset[str] = frozenset()
    tree: WrittenTree | None = None
    spare: SpareTree | None = None

    def pack(self) -> bytes:
        actions = {
            name: (a.fingerprint, a.reads, a.files, a.parts, a.problems, a.value)
            for name, a in self.actions.items()
        }
        site = (self.files, self.pieces, self.withheld_texts, self.hidden, self.tree, self.spare)
        return pickle.dumps((self.snapshot, self.keys.all(), actions, *site), protocol=5)

    @classmethod
    def unpack(cls, data: bytes | None) -> BuildMemory:
        """The memory of the last build; an empty one where there was none."""
        if data is None:
            return cls()
        snapshot, keys, rows, *site = pickle.loads(data)  # noqa: S301 - our own
        actions = {name: CachedAction(*row) for name, row in rows.items()}
        return cls(snapshot, KeyNumbers(keys), actions, *site)


def drop_unused_keys(
    keys: KeyNumbers, actions: Mapping[str, CachedAction], most: int
) -> tuple[KeyNumbers, dict[str, CachedAction]]:
    """Number anew the keys that something still reads, where there are more than ``most``."""
    if len(keys) <= most:
        return keys, dict(actions)
    known, fresh = keys.all(), KeyNumbers()
    return fresh, {
        name: replace(
            action, reads=fresh.pack(known[number] for number in unpack_reads(action.reads))
        )
        for name, action in actions.items()
    }


def cache_action(
    result: ActionResult, fingerprint: bytes, keys: KeyNumbers, problems: tuple[Problem, ...]
) -> CachedAction:
    """What to keep of a result; ``problems`` are its own and its findings in their places."""
    paths = tuple(file.path for file in result.files)
    reads = keys.pack(result.reads)
    return CachedAction(fingerprint, reads, paths, len(result.parts), problems, result.value)

"""The new site while it is made: fresh files go in, the others come over from the last one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping

from shaiquan.build.actions import Done, Joined, Result
from shaiquan.build.memory import FilePiece, Files, Memory
from shaiquan.build.pieces import Aside
from shaiquan.disclosure.leaks import leaks
from shaiquan.files.writing import NO_STAMP, Staging, stamp_of
from shaiquan.problems import Problem

#: files whose bytes do not show their words; they are made anew where a new secret is to be kept
_SEALED = (".pdf",)


class SiteOutput:
    """Takes files of actions into a staged site and remembers them.

    ``secrets`` are texts that files of the last build were not searched for.
    """

    def __init__(self, staging: Staging, memory: Memory, secrets: Collection[str]) -> None:
        self._staging, self._memory, self._secrets = staging, memory, secrets
        self.marks: dict[str, bytes] = {}
        self.pieces: dict[str, tuple[FilePiece, ...]] = {}
        self.leaked: list[Problem] = []
        self._aside = Aside()
        #: pieces that are put aside: where each is, and how long
        self._fresh: dict[str, tuple[tuple[int, int], ...]] = {}
        self._sound = self._sound_pieces()

    def _intact(self, path: str) -> bool:
        """Whether a file of the last site is there as it was written."""
        known = self._memory.files.get(path)
        if known is None:
            return False
        stamp = self._staging.old_stamp(path)
        if stamp == known[1]:
            return True
        return stamp is not None and sha256(self._staging.old(path) or b"") == known[0]

    def _sound_pieces(self) -> frozenset[str]:
        """The actions all of whose pieces still stand in the joined files of the last site."""
        held: set[str] = set()
        lost: set[str] = set()
        for path, pieces in self._memory.pieces.items():
            (held if self._intact(path) else lost).update(name for name, _, _ in pieces)
        return frozenset(held - lost)

    def keeps(self, name: str, done: Done) -> bool:
        """Take over what an action made in the last build; False where it cannot be."""
        if done.parts and name not in self._sound:
            return False
        if self._secrets and any(path.endswith(_SEALED) for path in done.files):
            return False
        if not all(self._intact(path) for path in done.files):
            return False
        for path in done.files:
            self._keep(path)
        return True

    def _keep(self, path: str, told: str = "") -> None:
        if self._secrets:
            self.leaked += leaks(told or path, self._staging.old(path) or b"", self._secrets)
        if not self._staging.keep(path):
            raise FileNotFoundError(2, "生成的时候被删去了", path)
        self.marks[path] = self._memory.files[path][0]

    def take(self, result: Result) -> None:
        """The files and pieces of an action that was done."""
        for each in result.files:
            self.put(each.path, each.content, each.digest)
        if result.parts:
            self._fresh[result.name] = tuple(map(self._aside.put, result.parts))

    def put(self, path: str, content: bytes, mark: bytes) -> None:
        known = self._memory.files.get(path)
        same = known[0] == mark and self._intact(path) if known else None
        self._staging.put(path, content, same)
        self.marks[path] = mark

    def raw(self, path: str, content: bytes, secrets: Collection[str]) -> None:
        """A file that goes into the site as it is."""
        self.leaked += leaks(path, content, secrets)
        self.put(path, content, sha256(content))

    def join(self, joined: Joined) -> None:
        """A file of pieces, each fresh or cut out of the last file."""
        old = self._memory.pieces.get(joined.path, ())
        if joined.actions == tuple(name for name, _, _ in old) and not any(
            name in self._fresh for name in joined.actions
        ):
            self._keep(joined.path, _list(joined))
            self.pieces[joined.path] = old
            return
        cut = _Cut(self._staging, self._aside, joined, self._fresh, old)
        found = hashlib.sha256()
        for part in cut.parts():
            found.update(part)
        self.pieces[joined.path] = cut.pieces()
        self.leaked += (
            problem for part in cut.kept() for problem in leaks(_list(joined), part, self._secrets)
        )
        known = self._memory.files.get(joined.path)
        if known and known[0] == found.digest() and self._intact(joined.path):
            self._keep(joined.path, _list(joined))
        else:
            self._staging.join(joined.path, cut.parts())
            self.marks[joined.path] = found.digest()


class _Cut:
    """The pieces of a joined file, one at a time: fresh ones, and those of the last file."""

    def __init__(
        self,
        staging: Staging,
        aside: Aside,
        joined: Joined,
        fresh: Mapping[str, tuple[tuple[int, int], ...]],
        old: tuple[FilePiece, ...],
    ) -> None:
        self._aside, self._joined, self._fresh = aside, joined, fresh
        self._places = {name: (start, length) for name, start, length in old}
        self._before = (staging.old(joined.path) or b"") if old else b""

    def _piece(self, name: str) -> bytes:
        if name in self._fresh:
            return self._aside.get(*self._fresh[name][self._joined.index])
        start, length = self._places[name]
        return self._before[start : start + length]

    def parts(self) -> Iterator[bytes]:
        """All that the file is made of."""
        yield self._joined.head
        for number, name in enumerate(self._joined.actions):
            if number:
                yield self._joined.between
            yield self._piece(name)
        yield self._joined.foot

    def pieces(self) -> tuple[FilePiece, ...]:
        """Where each piece begins, and how long it is."""
        found: list[FilePiece] = []
        offset = len(self._joined.head)
        for name in self._joined.actions:
            fresh = self._fresh.get(name)
            _, length = fresh[self._joined.index] if fresh else self._places[name]
            found.append((name, offset, length))
            offset += length + len(self._joined.between)
        return tuple(found)

    def kept(self) -> Iterator[bytes]:
        """The pieces that are taken from the last file."""
        kept = (name for name in self._joined.actions if name not in self._fresh)
        return (self._piece(name) for name in kept)


def _list(joined: Joined) -> str:
    """What a problem calls the file: the list, whatever form it has."""
    return joined.path.rpartition(".")[0]


def sha256(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


def stamped(site: str, marks: Mapping[str, bytes]) -> Files:
    """The files of a site as they stand, when nothing touches them any more."""
    return {path: (mark, stamp_of(f"{site}/{path}") or NO_STAMP) for path, mark in marks.items()}


def manifest(marks: Mapping[str, bytes], about: Mapping[str, object]) -> bytes:
    """What made the site, and the SHA-256 of every file."""
    held = {**about, "files": {path: marks[path].hex() for path in sorted(marks)}}
    return (json.dumps(held, ensure_ascii=False, indent=1) + "\n").encode()

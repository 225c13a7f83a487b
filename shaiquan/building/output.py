"""The new site while it is made: fresh files go in, the others come over from the last one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping

from shaiquan.building.actions import Done, Joined, Result
from shaiquan.building.memory import Files, Memory, Piece
from shaiquan.problems import Problem
from shaiquan.rendering.search import leaks
from shaiquan.writing import NO_STAMP, Staging, stamp_of

#: files whose bytes do not show their words; they are made anew where a new secret is to be kept
_SEALED = (".pdf",)


class Output:
    """Takes files of actions into a staged site and remembers them.

    ``secrets`` are texts that files of the last build were not searched for.
    """

    def __init__(self, staging: Staging, memory: Memory, secrets: Collection[str]) -> None:
        self._staging, self._memory, self._secrets = staging, memory, secrets
        self.marks: dict[str, bytes] = {}
        self.pieces: dict[str, tuple[Piece, ...]] = {}
        self.leaked: list[Problem] = []
        self._fresh: dict[str, tuple[bytes, ...]] = {}
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
            self._fresh[result.name] = result.parts

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
        places = {name: (start, length) for name, start, length in old}
        before = self._staging.old(joined.path) or b""
        parts: list[bytes] = [joined.head]
        pieces: list[Piece] = []
        offset = len(joined.head)
        for number, name in enumerate(joined.actions):
            if number:
                parts.append(joined.between)
                offset += len(joined.between)
            part = self._piece(joined, name, places, before)
            pieces.append((name, offset, len(part)))
            parts.append(part)
            offset += len(part)
        parts.append(joined.foot)
        self.pieces[joined.path] = tuple(pieces)
        whole = b"".join(parts)
        self.put(joined.path, whole, sha256(whole))

    def _piece(
        self, joined: Joined, name: str, places: Mapping[str, tuple[int, int]], before: bytes
    ) -> bytes:
        if name in self._fresh:
            return self._fresh[name][joined.index]
        start, length = places[name]
        part = before[start : start + length]
        self.leaked += leaks(_list(joined), part, self._secrets)
        return part


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

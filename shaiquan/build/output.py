"""The new site while it is made: new files are written, the others taken over from the last."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping

from shaiquan.build.actions import ActionResult, CachedAction, JoinedFile
from shaiquan.build.memory import BuildMemory, FilePiece, SiteFiles
from shaiquan.build.spool import Spool
from shaiquan.disclosure.file_words import read_words
from shaiquan.disclosure.leaks import NO_SEARCH, LeakSearch, search_asset
from shaiquan.disclosure.word_forms import WithheldText
from shaiquan.files.trees import NO_STAMP, Stamp, stamp_of
from shaiquan.files.writing import Staging
from shaiquan.problems import Problem


class SiteOutput:
    """Puts the files of actions into a staged site and notes their digests.

    ``unsearched_texts`` are withheld texts for which files of the last build were not searched;
    assets are searched by ``asset_search``.
    """

    def __init__(
        self,
        staging: Staging,
        memory: BuildMemory,
        unsearched_texts: Iterable[WithheldText] = (),
        asset_search: LeakSearch = NO_SEARCH,
    ) -> None:
        self._staging, self._memory = staging, memory
        self._search_again, self._asset_search = LeakSearch(unsearched_texts), asset_search
        self.digests: dict[str, bytes] = {}
        self.pieces: dict[str, tuple[FilePiece, ...]] = {}
        self.leaked: list[Problem] = []
        self._spool = Spool()
        #: action -> where in the spool its parts are, and how long
        self._new_parts: dict[str, tuple[tuple[int, int], ...]] = {}
        self._reusable = self._find_reusable()
        self._old_parts = _OldParts(staging, memory.pieces)

    def _is_intact(self, path: str) -> bool:
        """Whether a file of the last site is there as it was written."""
        known = self._memory.files.get(path)
        if known is None:
            return False
        stamp = self._staging.old_stamp(path)
        if stamp == known[1]:
            return True
        return stamp is not None and sha256(self._staging.read_old(path) or b"") == known[0]

    def _find_reusable(self) -> frozenset[str]:
        """The actions all of whose parts are still in the joined files of the last site."""
        intact: set[str] = set()
        lost: set[str] = set()
        for path, pieces in self._memory.pieces.items():
            names = intact if self._is_intact(path) else lost
            names.update(name for name, *_ in pieces)
        return frozenset(intact - lost)

    def reuse_files(self, name: str, cached: CachedAction) -> bool:
        """Take over the files of an action from the last site; False where that cannot be."""
        if cached.parts and name not in self._reusable:
            return False
        if not all(self._is_intact(path) for path in cached.files):
            return False
        if self._search_again and any(path.endswith(".pdf") for path in cached.files):
            return False  # whoever makes it anew says which words are in it
        self.leaked += [leak for path in cached.files for leak in self._search(path, path)]
        for path in cached.files:
            self._keep(path)
        return True

    def _search(self, path: str, shown_path: str) -> Iterable[Problem]:
        """Search a file of the last site for texts that were not withheld then."""
        problems: dict[Problem, None] = {}  # a file is read in several ways
        if self._search_again:
            for words in read_words(self._staging.read_old(path) or b""):
                problems |= dict.fromkeys(self._search_again.find(shown_path, words))
        return problems

    def _keep(self, path: str) -> None:
        if not self._staging.keep(path):
            raise FileNotFoundError(2, "生成的时候被删去了", path)
        self.digests[path] = self._memory.files[path][0]

    def add_result(self, result: ActionResult) -> None:
        """The files and parts of an action that was done."""
        for file in result.files:
            self.add(file.path, file.content, file.digest)
        if result.parts:
            self._new_parts[result.name] = tuple(map(self._spool.put, result.parts))

    def add(self, path: str, content: bytes, digest: bytes) -> None:
        """A file that is searched for withheld texts already; ``digest`` is its SHA-256."""
        known = self._memory.files.get(path)
        same = known[0] == digest and self._is_intact(path) if known else None
        self._staging.put(path, content, same)
        self.digests[path] = digest

    def read(self, path: str) -> bytes:
        """The bytes of a file of the new site."""
        return self._staging.read(path)

    def size_of(self, path: str) -> int:
        """The bytes of a file of the new site."""
        return self._staging.size_of(path)

    def keep_made_from(self, path: str, source: str) -> bool:
        """Take a file over from the last site that is made of another alone, if that is the same
        now; False where it must be made."""
        known = self._memory.files.get(source)
        if known is None or known[0] != self.digests[source] or not self._is_intact(path):
            return False
        self._keep(path)
        return True

    def add_file(self, path: str, content: bytes, is_trusted: bool = False) -> None:
        """A file that no action made, but the owner of the site; one that ``is_trusted`` may be
        of a kind that cannot be searched."""
        self.leaked += search_asset(path, content, self._asset_search, is_trusted)
        self.add(path, content, sha256(content))

    def describe_files(self, *folders: str) -> dict[str, tuple[int, str]]:
        """Path -> size and SHA-256 of every file so far below some folders."""
        paths = sorted(path for path in self.digests if path.startswith(folders))
        return {path: (self._staging.size_of(path), self.digests[path].hex()) for path in paths}

    def join(self, joined: JoinedFile) -> None:
        """A file of parts, each new or cut out of the last file."""
        old = self._memory.pieces.get(joined.path, ())
        same_actions = joined.actions == tuple(name for name, *_ in old)
        if old and same_actions and not any(name in self._new_parts for name in joined.actions):
            self.leaked += self._search(joined.path, _list_path(joined))
            self._keep(joined.path)
            self.pieces[joined.path] = old
            return
        parts = _JoinedParts(joined, self._spool, self._new_parts, self._old_parts)
        hashed = hashlib.sha256()
        for part in parts.all():
            hashed.update(part)
        self.pieces[joined.path] = parts.places()
        for part in parts.old():
            self.leaked += self._search_again.find(_list_path(joined), part.decode())
        self.digests[joined.path] = hashed.digest()
        old_file = self._staging.read_old(joined.path)
        same = old_file is not None and sha256(old_file) == hashed.digest()
        if not (same and self._staging.keep(joined.path)):
            self._staging.join(joined.path, parts.all())


class _OldParts:
    """The parts in the joined files of the last site, wherever each was: where rows are many, one
    more may put others into the next file."""

    def __init__(self, staging: Staging, pieces: Mapping[str, tuple[FilePiece, ...]]) -> None:
        self._staging = staging
        self._places = {
            (name, index): (path, start, length)
            for path, all_in_file in pieces.items()
            for name, index, start, length in all_in_file
        }
        self._file: tuple[str, bytes] = ("", b"")

    def length(self, name: str, index: int) -> int:
        return self._places[name, index][2]

    def get(self, name: str, index: int) -> bytes:
        path, start, length = self._places[name, index]
        if self._file[0] != path:  # one at a time: they are large
            self._file = (path, self._staging.read_old(path) or b"")
        return self._file[1][start : start + length]


class _JoinedParts:
    """The parts of a joined file, one at a time: new ones, and those of the last site."""

    def __init__(
        self,
        joined: JoinedFile,
        spool: Spool,
        new: Mapping[str, tuple[tuple[int, int], ...]],
        old: _OldParts,
    ) -> None:
        self._joined, self._spool, self._new, self._old = joined, spool, new, old

    def _part(self, name: str) -> bytes:
        if name in self._new:
            return self._spool.get(*self._new[name][self._joined.index])
        return self._old.get(name, self._joined.index)

    def all(self) -> Iterator[bytes]:
        """Everything in the file, in order."""
        yield self._joined.header
        for number, name in enumerate(self._joined.actions):
            if number:
                yield self._joined.separator
            yield self._part(name)
        yield self._joined.footer

    def places(self) -> tuple[FilePiece, ...]:
        """Where each part begins, and how long it is."""
        places: list[FilePiece] = []
        offset, index = len(self._joined.header), self._joined.index
        for name in self._joined.actions:
            new = self._new.get(name)
            length = new[index][1] if new else self._old.length(name, index)
            places.append((name, index, offset, length))
            offset += length + len(self._joined.separator)
        return tuple(places)

    def old(self) -> Iterator[bytes]:
        """The parts that are taken from the last site."""
        return (self._part(name) for name in self._joined.actions if name not in self._new)


def _list_path(joined: JoinedFile) -> str:
    """What a problem calls the file: the list, in whatever format it is."""
    return joined.path.rpartition(".")[0]


def sha256(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


def stamp_files(site: str, digests: Mapping[str, bytes], known: Mapping[str, Stamp]) -> SiteFiles:
    """The digests and stamps of the files of a site that is complete; some stamps are known."""
    return {
        path: (digest, known.get(path) or stamp_of(f"{site}/{path}") or NO_STAMP)
        for path, digest in digests.items()
    }

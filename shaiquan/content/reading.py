"""All content files: listed, and each read or taken from what is known of it (edge: reads
files)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import TypeVar

from shaiquan.content.attachments import read_attachments
from shaiquan.content.catalog import Entry
from shaiquan.content.file_records import (
    ReadFile,
    ReadingSeed,
    prepare_reading,
    read_raw,
    unpack_file,
)
from shaiquan.content.names import NameRow
from shaiquan.content.places import Finding
from shaiquan.content.raw_types import FileRecords, RawRecord
from shaiquan.content.resolving import apply_defaults, site_defaults_by_kind
from shaiquan.content.sources import REVIEWS_FILE, SITE_FILE, Source, list_files
from shaiquan.executors.interface import Executor
from shaiquan.files.scanning import SIZE, Digests, digest_bytes, is_file
from shaiquan.kinds.registry import FOLDERS
from shaiquan.model.review_lines import ReviewLine
from shaiquan.model.shapes import Path as EntryPath
from shaiquan.problems import Problem

T = TypeVar("T")
#: path of a file, place of a record in it
RecordPlace = tuple[str, EntryPath]
#: files that a worker gets at once
_BATCH = 100


@dataclass(frozen=True, slots=True)
class ResolvedFile:
    """A file whose references are resolved, and what is wrong in it.

    ``digest`` is of all that its records depend on, but for what names mean; empty where anything
    is wrong. ``unread_kinds``: the kinds of which it may hold records that could not be read.
    ``examples``: drafts that are examples, where anything is wrong.
    """

    digest: bytes
    source: Source | None
    rows: tuple[NameRow, ...]
    entries: tuple[Entry, ...]
    findings: tuple[Finding, ...] = ()
    problems: tuple[Problem, ...] = ()
    unread_kinds: frozenset[str] = frozenset()
    reviews: Mapping[str, ReviewLine] = field(default_factory=dict)
    examples: tuple[RecordPlace, ...] = ()


@dataclass(frozen=True, slots=True)
class EarlierReading:
    """What is known of files from earlier readings, by paths below the content.

    ``read_packed`` gives a stored file. ``resolved`` are the files of the last reading in this
    process, and ``rows`` its whole index of names: while that is the same, so is what names mean.
    """

    read_packed: Callable[[str], bytes | None] = lambda _: None
    resolved: Mapping[str, ResolvedFile] = field(default_factory=dict)
    rows: tuple[NameRow, ...] = ()


class ContentReader:
    """The files of a content folder.

    ``attached`` are the files to be handed out, with what is wrong with others of them.
    ``listed`` are by path below it, in the order of the content. ``problems`` are of the folder,
    ``site`` is what ``site.yml`` holds, ``packed`` are files to be stored for the next reading.
    """

    def __init__(
        self, content: Path, scanned: Digests, before: EarlierReading, executor: Executor
    ) -> None:
        self._scanned, self._before, self._executor = scanned, before, executor
        self._prefix = str(PurePosixPath(content.as_posix()) / "_")[:-1]
        listed, self.problems = list_files(content, FOLDERS)
        self.content = content
        self.attached, self.attached_problems = read_attachments(content)
        self.listed = {file.inside: file for file in listed}
        self.packed: dict[str, bytes] = {}
        #: files with raw records, of which others adopt some
        self._again: dict[str, ReadFile] = {}
        self.seed = ReadingSeed(content, {}, b"")
        self._site_file = self.read_again(SITE_FILE) if SITE_FILE in self.listed else None
        self.site = self._site_file.raw if self._site_file else FileRecords()
        defaults = site_defaults_by_kind(self.site)
        self.seed = ReadingSeed(content, defaults, digest_bytes(repr(defaults).encode()))

    @property
    def site_path(self) -> str:
        return self._prefix + SITE_FILE

    @property
    def reviews_path(self) -> str:
        return self._prefix + REVIEWS_FILE

    def find_live(self) -> dict[str, ResolvedFile]:
        """The files of the last reading in this process that are the same now."""
        resolved = self._before.resolved
        return {
            inside: resolved[inside]
            for inside in self.listed
            if inside in resolved and resolved[inside].digest == self._digest_of(inside)
        }

    def read(self, paths: Iterable[str]) -> dict[str, ReadFile]:
        """Files by path: as they are stored, else read now by the executor."""
        files: dict[str, ReadFile] = {}
        unread = []
        for inside in paths:
            if inside == SITE_FILE:
                files[inside] = self._add_defaults_to_site()
            elif stored := self._take_stored(inside):
                files[inside] = stored
            else:
                unread.append(self.listed[inside])
        for results in self._executor.run(prepare_reading, self.seed, _split(unread)):
            for read in results:
                files[read.inside] = self._unpack(read)
                if read.packed:
                    self.packed[read.inside] = read.packed
        return files

    def read_again(self, inside: str) -> ReadFile:
        """A file with raw records, read now."""
        return read_raw(self.seed, self.listed[inside])

    def find_raw(self, row: NameRow, files: Mapping[str, ReadFile]) -> RawRecord | None:
        """The record as written that a row of the index means, from one of the files or read
        again; None where it is not there any more."""
        inside = row.path.removeprefix(self._prefix)
        file = files.get(inside)
        if file is None or file.packed:
            file = self._again.get(inside) or self.read_again(inside)
            self._again[inside] = file
        return next((raw for raw in file.raw.records if raw.entry == row.entry), None)

    def digest_of(self, read: ReadFile) -> bytes:
        """The digest of all that the records of a file depend on."""
        assert read.source is not None
        return self.seed.digest_of(bytes.fromhex(read.source.digest))

    def _digest_of(self, inside: str) -> bytes | None:
        """The same of a file as it was scanned; None where it was not."""
        scanned = self._scanned.get(inside, b"")
        if inside == SITE_FILE or len(scanned) < SIZE or not is_file(scanned):
            return None
        return self.seed.digest_of(scanned[-SIZE:])  # before it, where a link leads

    def _add_defaults_to_site(self) -> ReadFile:
        assert self._site_file is not None
        return replace(self._site_file, raw=apply_defaults(self.site, self.seed.defaults))

    def _take_stored(self, inside: str) -> ReadFile | None:
        wanted = self._digest_of(inside)
        packed = self._before.read_packed(inside) if wanted else None
        if not packed or not wanted:
            return None
        digest = self._scanned[inside][-SIZE:].hex()
        source = Source(self._prefix + inside, self.listed[inside].folder, "", digest)
        return unpack_file(packed, inside, source, wanted)

    def _unpack(self, read: ReadFile) -> ReadFile:
        """What another process read, with its records unpacked."""
        if read.written or read.reviews or not read.packed or read.source is None:
            return read
        unpacked = unpack_file(read.packed, read.inside, read.source, self.digest_of(read))
        assert unpacked is not None
        return unpacked


def _split(items: Sequence[T]) -> list[tuple[T, ...]]:
    """Batches of items, in order."""
    return [tuple(items[start : start + _BATCH]) for start in range(0, len(items), _BATCH)]

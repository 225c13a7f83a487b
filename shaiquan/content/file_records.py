"""The records of one content file, read without knowing any other file.

A reference is only a text yet: what it names is found once all names are known. So what a file
gives depends on its bytes and on the defaults of ``site.yml``, and can be kept, packed, for the
next time. Only a file in which nothing is wrong, and that adopts nothing from another, is packed.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from shaiquan.content.catalog import Entry, pack_record, unpack_record
from shaiquan.content.defaults import adopts_any
from shaiquan.content.names import NameRow, TextResolver, UnitResolver, name_row_of
from shaiquan.content.raw_records import read_records
from shaiquan.content.raw_types import FileRecords
from shaiquan.content.resolving import Defaults, apply_defaults, validate_record
from shaiquan.content.sources import ListedFile, Source, read_file
from shaiquan.files.scanning import digest
from shaiquan.kinds.registry import KIND
from shaiquan.model.references import resolve_references
from shaiquan.model.review_lines import ReviewLine
from shaiquan.problems import Problem

NO_RECORDS = FileRecords()


class WrittenRecord(NamedTuple):
    """A valid record whose references are texts, where it is in its file, and its bytes."""

    entry: Entry
    packed: bytes

    def name_row(self) -> NameRow:
        """The record as the index of names has it."""
        entry, record = self.entry, self.entry.record
        unit = record.unit.text if record.unit else ""
        names = (record.id, record.name, record.short, unit)
        return NameRow(entry.kind.name, *names, entry.path, entry.entry)

    def resolve(self, resolver: UnitResolver) -> Entry:
        """The entry, with records in the place of texts. Raises UnresolvedReference."""
        references = resolve_references(self.entry.record, resolver.resolve_text)
        self.entry.note_resolved(self.packed, references)
        return self.entry


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What a file gave; ``inside`` is its path below the content.

    ``source`` is without its text; None if it could not be read. ``problems`` are of the file as
    a whole, those of its keys are in ``raw``. Where nothing is wrong, the file is ``packed`` and
    has ``written`` records and ``reviews`` in the place of raw ones.
    """

    inside: str
    source: Source | None
    problems: tuple[Problem, ...] = ()
    raw: FileRecords = NO_RECORDS
    packed: bytes = b""
    written: tuple[WrittenRecord, ...] = ()
    reviews: Mapping[str, ReviewLine] = field(default_factory=dict)

    def __reduce__(self) -> tuple[type[ReadFile], tuple[object, ...]]:
        """Pickled without records that are packed: to unpack them is quicker."""
        return ReadFile, (self.inside, self.source, self.problems, self.raw, self.packed)

    def name_rows(self) -> tuple[NameRow, ...]:
        """Its records, valid or not, as the index of names has them."""
        if self.packed:
            return tuple(record.name_row() for record in self.written)
        return tuple(map(name_row_of, self.raw.records))


class ReadingSeed(NamedTuple):
    """What is known when files are read: their folder, the defaults and the digest of these."""

    content: Path
    defaults: Defaults
    defaults_digest: bytes

    def digest_of(self, file_digest: bytes) -> bytes:
        """The digest of all that the records of a file depend on."""
        return digest(file_digest, self.defaults_digest)


def prepare_reading(seed: ReadingSeed) -> Callable[[tuple[ListedFile, ...]], tuple[ReadFile, ...]]:
    """The function that reads a batch of files, in a worker."""

    def read_batch(batch: tuple[ListedFile, ...]) -> tuple[ReadFile, ...]:
        return tuple(read_and_validate(seed, file) for file in batch)

    return read_batch


def read_and_validate(seed: ReadingSeed, file: ListedFile) -> ReadFile:
    """A file with its records, valid and packed if nothing is wrong with any."""
    read = read_raw(seed, file)
    source, raw = read.source, read.raw
    if source is None or read.problems or raw.problems or raw.unread_kinds:
        return read
    if any(
        adopts_any(record.values) for record in raw.records
    ):  # what they say stands in other files
        return read
    entries = [validate_record(record, TextResolver())[0] for record in raw.records]
    written = tuple(WrittenRecord(e, pack_record(e.record)) for e in entries if e is not None)
    if len(written) < len(entries):
        return read
    rows = tuple((entry.kind.name, entry.entry, packed) for entry, packed in written)
    lines = tuple((id, line.pack()) for id, line in raw.reviews.items())
    packed_file = marshal.dumps((seed.digest_of(bytes.fromhex(source.digest)), rows, lines), 2)
    return replace(read, raw=NO_RECORDS, packed=packed_file, written=written, reviews=raw.reviews)


def read_raw(seed: ReadingSeed, file: ListedFile) -> ReadFile:
    """A file with its records as written, over the defaults of the site."""
    results = read_file(seed.content, file)
    problems = tuple(result for result in results if isinstance(result, Problem))
    for source in results:
        if isinstance(source, Source):
            raw = apply_defaults(read_records(source), seed.defaults)
            return ReadFile(file.inside, source.without_text(), problems, raw)
    return ReadFile(file.inside, None, problems)


def unpack_file(packed: bytes, inside: str, source: Source, wanted: bytes) -> ReadFile | None:
    """A packed file; None where its digest is not the one that is ``wanted``."""
    stored, rows, lines = marshal.loads(packed)  # noqa: S302 - our own
    if stored != wanted:
        return None
    written = tuple(
        WrittenRecord(Entry(KIND[kind], unpack_record(KIND[kind], data), source.path, place), data)
        for kind, place, data in rows
    )
    reviews = {id: ReviewLine.unpack(line) for id, line in lines}
    return ReadFile(inside, source, packed=packed, written=written, reviews=reviews)

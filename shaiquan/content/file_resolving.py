"""The references of one file resolved, and what is wrong with its records."""

from __future__ import annotations

from dataclasses import dataclass

from shaiquan.content.adopted_records import validate_adopted
from shaiquan.content.adopting import Adoptions
from shaiquan.content.catalog import Entry
from shaiquan.content.examples import is_example_draft, tell_left_out
from shaiquan.content.file_records import ReadFile
from shaiquan.content.names import NameRow, Names, name_row_of
from shaiquan.content.places import Finding
from shaiquan.content.raw_records import kinds_in
from shaiquan.content.raw_types import RawRecord
from shaiquan.content.reading import ContentReader, RecordPlace, ResolvedFile
from shaiquan.content.resolving import validate_record
from shaiquan.model.base import UnresolvedReference
from shaiquan.problems import has_errors


@dataclass(frozen=True)
class FileResolver:
    """Resolves the references of files, once all names and all adoptions are known."""

    reader: ContentReader
    names: Names
    adoptions: Adoptions
    left_out: frozenset[RecordPlace]

    def resolve(self, read: ReadFile) -> ResolvedFile:
        """The records of a file with their references; where a text names no record, or several,
        all that is wrong with them."""
        rows, names = read.name_rows(), self.names
        if read.packed and any((row.path, row.entry) in self.left_out for row in rows):
            read = self.reader.read_again(read.inside)
        if read.packed:
            try:
                pairs = zip(read.written, rows, strict=True)
                entries = tuple(record.resolve(names.resolver_for(row)) for record, row in pairs)
            except UnresolvedReference:
                read = self.reader.read_again(read.inside)
            else:
                digest = self.reader.digest_of(read)
                return ResolvedFile(digest, read.source, rows, entries, reviews=read.reviews)
        return self._validate(read, self.reader.listed[read.inside].folder)

    def _validate(self, read: ReadFile, folder: str) -> ResolvedFile:
        """The valid records of a file, and all that is wrong."""
        gone = [raw for raw in read.raw.records if (raw.path, raw.entry) in self.left_out]
        records = [raw for raw in read.raw.records if (raw.path, raw.entry) not in self.left_out]
        rows = tuple(map(name_row_of, records))
        entries: list[Entry] = []
        findings = [tell_left_out(gone)] if gone else []
        for raw, row in zip(records, rows, strict=True):
            entry, faults = self._validate_record(raw, row)
            findings += faults
            if entry is not None:
                entries.append(entry)
        problems = (*read.problems, *read.raw.problems)
        unread = read.raw.unread_kinds
        if folder and has_errors(read.problems):
            unread |= kinds_in(folder)
        return ResolvedFile(
            b"",
            read.source,
            rows,
            tuple(entries),
            tuple(findings),
            problems,
            unread,
            read.raw.reviews,
            tuple((raw.path, raw.entry) for raw in records if is_example_draft(raw)),
        )

    def _validate_record(
        self, raw: RawRecord, row: NameRow
    ) -> tuple[Entry | None, tuple[Finding, ...]]:
        if adoption := self.adoptions.of(raw):
            return validate_adopted(adoption, self.adoptions, self.names)
        return validate_record(raw, self.names.resolver_for(row))

"""Content files to a resolved catalog, with everything that could not be read."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from shaiquan.codes import READING_CODES
from shaiquan.content.adopting import Adoptions, find_adoptions
from shaiquan.content.attachments import find_unused
from shaiquan.content.catalog import Catalog, Entry, list_named_files
from shaiquan.content.defaults import adopts_any
from shaiquan.content.early_fields import withhold_early_fields
from shaiquan.content.examples import find_broken_examples
from shaiquan.content.file_records import ReadFile
from shaiquan.content.file_resolving import FileResolver
from shaiquan.content.late_events import find_late_events
from shaiquan.content.names import NameRow, Names
from shaiquan.content.places import Finding, Places
from shaiquan.content.raw_records import kinds_in
from shaiquan.content.reading import ContentReader, EarlierReading, RecordPlace, ResolvedFile
from shaiquan.content.resolving import (
    drop_consequent_findings,
    find_article_faults,
    find_duplicates,
    validate_site,
)
from shaiquan.content.reviewing import (
    apply_reviews,
    find_doubtful_reviews,
    find_lost_reviews,
    find_unknown_reviewers,
)
from shaiquan.content.rule_force import apply_force, find_force_faults
from shaiquan.content.sources import Source
from shaiquan.executors.interface import Executor
from shaiquan.executors.local import SerialExecutor
from shaiquan.files.clock import today
from shaiquan.files.scanning import Digests
from shaiquan.model.review_lines import ReviewLine
from shaiquan.model.site import Site
from shaiquan.problems import Problem, Severity, apply_severities, has_errors, parse_severity


@dataclass(frozen=True)
class LoadedContent:
    """Content and what is wrong with it, sorted; no catalog: the site could not be read.

    The sources are without their texts, which ``places`` loads to show where a problem is. For
    the next reading: ``resolved`` and ``rows`` as in :class:`EarlierReading`, and ``packed``, the
    files that are to be stored.
    """

    sources: tuple[Source, ...]
    catalog: Catalog | None
    problems: tuple[Problem, ...]
    places: Places
    resolved: Mapping[str, ResolvedFile] = field(default_factory=dict)
    rows: tuple[NameRow, ...] = ()
    packed: Mapping[str, bytes] = field(default_factory=dict)
    #: what ``reviews.yml`` says of each record, by id
    reviews: Mapping[str, ReviewLine] = field(default_factory=dict)

    @property
    def sound(self) -> bool:
        return self.catalog is not None and not has_errors(self.problems)

    def without_files(self) -> LoadedContent:
        """The same without what is kept for the next reading."""
        return replace(self, resolved={}, rows=(), packed={})


def load_content(
    content: Path,
    scanned: Digests | None = None,
    before: EarlierReading | None = None,
    executor: Executor | None = None,
    as_of: datetime.date | None = None,
) -> LoadedContent:
    """All content, read and resolved, with what is wrong with it.

    ``scanned``: digests of its files; what is known of the same files ``before`` is taken over.
    ``as_of``: the day on which it is looked at, else today.
    Ask the rules of ``checks`` only once this is sound: a record that could not be read
    would make others look wrong.
    """
    before = before or EarlierReading()
    reader = ContentReader(content, scanned or {}, before, executor or SerialExecutor())
    live = reader.find_live()
    files = reader.read(inside for inside in reader.listed if inside not in live)
    left_out: frozenset[RecordPlace] = frozenset()
    while True:
        adoptions = _find_adoptions(reader, live, files, left_out)
        filled = {inside: adoptions.fill_in(file) for inside, file in files.items()}
        names = Names(_list_rows(reader, live, filled, left_out))
        if live and names.rows != before.rows:  # a name may mean another record now
            read_now = reader.read(live)
            files, filled, live = files | read_now, filled | read_now, {}
        resolve = FileResolver(reader, names, adoptions, left_out).resolve
        resolved = {inside: live.get(inside) or resolve(filled[inside]) for inside in reader.listed}
        unread = _find_unread_kinds(content, reader, resolved)
        broken = frozenset(find_broken_examples(resolved.values(), unread))
        if not broken:
            return _complete(reader, names, resolved, unread, as_of or today())
        left_out |= broken  # those that name them come next


def _find_adoptions(
    reader: ContentReader,
    live: Mapping[str, ResolvedFile],
    files: Mapping[str, ReadFile],
    left_out: frozenset[RecordPlace],
) -> Adoptions:
    """What records adopt; their files are never ``live``."""
    return find_adoptions(
        (raw for file in files.values() for raw in file.raw.records if adopts_any(raw.values)),
        lambda: _list_rows(reader, live, files, left_out),
        lambda row: reader.find_raw(row, files),
    )


def _list_rows(
    reader: ContentReader,
    live: Mapping[str, ResolvedFile],
    files: Mapping[str, ReadFile],
    left_out: frozenset[RecordPlace],
) -> Iterator[NameRow]:
    """The rows of all records, in the order of the content."""
    return (
        row
        for inside in reader.listed
        for row in (live[inside].rows if inside in live else files[inside].name_rows())
        if (row.path, row.entry) not in left_out
    )


def _find_unread_kinds(
    content: Path, reader: ContentReader, resolved: Mapping[str, ResolvedFile]
) -> set[str]:
    """The kinds of which some records may stand in what could not be read."""
    unread = {kind for file in resolved.values() for kind in file.unread_kinds}
    for folder in _unread_folders(content, reader.problems):
        unread |= kinds_in(folder)
    return unread


def _complete(
    reader: ContentReader,
    names: Names,
    resolved: Mapping[str, ResolvedFile],
    unread: set[str],
    as_of: datetime.date,
) -> LoadedContent:
    """The catalog, or none where the site can't be read, with every problem."""
    files = resolved.values()
    problems = [*reader.problems, *(problem for file in files for problem in file.problems)]
    site, faults = validate_site(reader.site, names, reader.site_path)
    sources = tuple(file.source for file in files if file.source)
    places = Places(sources)
    findings = [*find_duplicates(names, places.line_of), *faults]
    findings += (finding for file in files for finding in file.findings)
    findings = drop_consequent_findings(findings, unread)
    reviews = {id: line for file in files for id, line in file.reviews.items()}
    catalog = None
    if site is not None:
        if not unread:
            ids = {row.id for row in names.rows}
            findings += find_lost_reviews(reader.reviews_path, reviews, ids)
        catalog, more = _make_catalog(reader, files, site, reviews, as_of)
        severities = [*(p.severity for p in problems), *(f.code.severity for f in findings)]
        findings += more
        problems += _find_file_problems(reader, catalog, is_whole=Severity.ERROR not in severities)
    problems += map(places.locate, findings)
    return LoadedContent(
        sources, catalog, tuple(problems), places, resolved, names.rows, reader.packed, reviews
    )


def _make_catalog(
    reader: ContentReader,
    files: Iterable[ResolvedFile],
    site: Site,
    reviews: Mapping[str, ReviewLine],
    as_of: datetime.date,
) -> tuple[Catalog, list[Finding]]:
    """The records as they stand on a day, and what is wrong with them together."""
    entries: dict[str, Entry] = {}
    for file in files:
        for entry in file.entries:
            entries.setdefault(entry.id, entry)
    path = reader.reviews_path
    findings = [
        *find_unknown_reviewers(path, reviews, entries, site),
        *find_force_faults(entries, as_of),
    ]
    entries = apply_force(apply_reviews(entries, reviews), as_of)
    entries = withhold_early_fields(entries, as_of)
    findings += find_doubtful_reviews(path, reviews, entries, site, as_of)
    findings += find_late_events(entries, reviews, as_of)
    catalog = Catalog(site, entries, as_of, reader.site_path, files=reader.attached)
    findings += find_article_faults(catalog)
    return catalog, findings


def _find_file_problems(
    reader: ContentReader, catalog: Catalog, is_whole: bool
) -> Iterator[Problem]:
    """What is wrong with the files to be handed out.

    Unless the catalog ``is_whole``, a record that could not be read may name any of them.
    """
    yield from reader.attached_problems
    if catalog.files and is_whole:
        yield from find_unused(
            reader.content, catalog.files, list_named_files(catalog.site, catalog.entries.values())
        )


def _unread_folders(content: Path, problems: Iterable[Problem]) -> set[str]:
    """The folders of files that could not be read: some of their records may be missing."""
    depth = len(content.parts)
    paths = (PurePosixPath(p.path).parts for p in problems if p.severity is Severity.ERROR)
    return {parts[depth] for parts in paths if len(parts) > depth + 1}


def add_problems(
    loaded: LoadedContent, more: Iterable[Problem], strict: bool = False
) -> LoadedContent:
    """``loaded`` with more problems, sorted, with the severities that the site gives them."""
    problems = apply_severities((*loaded.problems, *more), _site_severities(loaded.catalog), strict)
    return replace(loaded, problems=problems)


def _site_severities(catalog: Catalog | None) -> dict[str, Severity]:
    """The site's own severities by code; a check reports what is misspelt there."""
    words = catalog.site.severities if catalog else {}
    severities = {code: parse_severity(word) for code, word in words.items()}
    fixed = {code.code for code in READING_CODES}
    return {code: sev for code, sev in severities.items() if sev and code not in fixed}

"""Content to a checked catalog: gather everything, check everything, before anything else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from shaiquan.codes import READING_CODES
from shaiquan.content.catalog import Catalog
from shaiquan.content.places import Finding, Places
from shaiquan.content.raw_records import FileRecords, kinds_in, read_records
from shaiquan.content.resolving import build
from shaiquan.content.sources import SITE_FILE, Source, read_sources
from shaiquan.kinds.registry import FOLDERS
from shaiquan.problems import Problem, Severity, apply_severities, has_errors, parse_severity


@dataclass(frozen=True)
class Loaded:
    """What the content holds and what is wrong with it, sorted; no catalog: unreadable.

    The sources are without their texts, which are needed only to show where a problem is.
    """

    sources: tuple[Source, ...]
    catalog: Catalog | None
    problems: tuple[Problem, ...]

    @property
    def sound(self) -> bool:
        return self.catalog is not None and not has_errors(self.problems)


def load_content(content: Path) -> Loaded:
    """All content, read and resolved, with what is wrong with that.

    The rules of ``checks`` are to be asked once this is sound: a record that could not be
    read would make others look wrong.
    """
    sources, readings, problems = _readings(content)
    found = [*problems, *(each for reading in readings for each in reading.problems)]
    places = Places(sources)
    catalog, findings = build(readings, (content / SITE_FILE).as_posix())
    del readings  # as large as the records, and of no more use
    found += [places.locate(each) for each in findings]
    return Loaded(sources, catalog, tuple(found))


def weigh_problems(loaded: Loaded, more: Iterable[Problem], strict: bool = False) -> Loaded:
    """``loaded`` with more problems, sorted, each as grave as the site says it is."""
    found = apply_severities((*loaded.problems, *more), _severities(loaded.catalog), strict)
    return replace(loaded, problems=found)


def _readings(content: Path) -> tuple[tuple[Source, ...], list[FileRecords], list[Problem]]:
    """What the files hold, and what is wrong with files as a whole; one text at a time."""
    sources: list[Source] = []
    readings: list[FileRecords] = []
    problems: list[Problem] = []
    for each in read_sources(content, FOLDERS):
        if isinstance(each, Problem):
            problems.append(each)
        else:
            sources.append(each.shelved())
            readings.append(read_records(each))
    readings += [
        FileRecords(unread_kinds=kinds_in(folder)) for folder in _unread(content, problems)
    ]
    return tuple(sources), readings, problems


def add_findings(loaded: Loaded, findings: Iterable[Finding], strict: bool = False) -> Loaded:
    """``loaded`` with what a later stage found, weighed as the rest."""
    places = Places(loaded.sources)
    found = [*loaded.problems, *(places.locate(each) for each in findings)]
    return replace(loaded, problems=apply_severities(found, _severities(loaded.catalog), strict))


def _unread(content: Path, problems: Iterable[Problem]) -> set[str]:
    """The folders of files that could not be read: records of theirs may be missing."""
    depth = len(content.parts)
    wrong = (PurePosixPath(p.path).parts for p in problems if p.severity is Severity.ERROR)
    return {parts[depth] for parts in wrong if len(parts) > depth + 1}


def _severities(catalog: Catalog | None) -> dict[str, Severity]:
    """The site's own severities by code; what is misspelt there is told as a problem."""
    named = catalog.site.severities if catalog else {}
    found = {code: parse_severity(word) for code, word in named.items()}
    fixed = {code.code for code in READING_CODES}
    return {code: severity for code, severity in found.items() if severity and code not in fixed}

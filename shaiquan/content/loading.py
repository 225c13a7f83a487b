"""Content files to a resolved catalog, with everything that could not be read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from shaiquan.codes import READING_CODES
from shaiquan.content.catalog import Catalog
from shaiquan.content.places import Finding, Places
from shaiquan.content.raw_records import FileRecords, kinds_in, read_records
from shaiquan.content.resolving import build_catalog
from shaiquan.content.sources import SITE_FILE, Source, read_sources
from shaiquan.kinds.registry import FOLDERS
from shaiquan.problems import Problem, Severity, apply_severities, has_errors, parse_severity


@dataclass(frozen=True)
class LoadedContent:
    """Content and what is wrong with it, sorted; no catalog: the site could not be read.

    The sources are without their texts, which are needed only to show where a problem is.
    """

    sources: tuple[Source, ...]
    catalog: Catalog | None
    problems: tuple[Problem, ...]

    @property
    def sound(self) -> bool:
        return self.catalog is not None and not has_errors(self.problems)


def load_content(content: Path) -> LoadedContent:
    """All content, read and resolved, with what is wrong with it.

    Ask the rules of ``checks`` only once this is sound: a record that could not be read
    would make others look wrong.
    """
    sources, files, problems = _read_files(content)
    problems += [problem for file in files for problem in file.problems]
    places = Places(sources)
    catalog, findings = build_catalog(files, (content / SITE_FILE).as_posix())
    del files  # as large as the records, and not needed any more
    problems += [places.locate(finding) for finding in findings]
    return LoadedContent(sources, catalog, tuple(problems))


def add_problems(
    loaded: LoadedContent, more: Iterable[Problem], strict: bool = False
) -> LoadedContent:
    """``loaded`` with more problems, sorted, with the severities that the site gives them."""
    problems = apply_severities((*loaded.problems, *more), _site_severities(loaded.catalog), strict)
    return replace(loaded, problems=problems)


def add_findings(
    loaded: LoadedContent, findings: Iterable[Finding], strict: bool = False
) -> LoadedContent:
    """``loaded`` with the findings of a later stage as problems."""
    places = Places(loaded.sources)
    return add_problems(loaded, (places.locate(finding) for finding in findings), strict)


def _read_files(content: Path) -> tuple[tuple[Source, ...], list[FileRecords], list[Problem]]:
    """What the files hold, and problems of files as a whole; one text in memory at a time."""
    sources: list[Source] = []
    files: list[FileRecords] = []
    problems: list[Problem] = []
    for result in read_sources(content, FOLDERS):
        if isinstance(result, Problem):
            problems.append(result)
        else:
            sources.append(result.without_text())
            files.append(read_records(result))
    unread = _unread_folders(content, problems)
    files += [FileRecords(unread_kinds=kinds_in(folder)) for folder in unread]
    return tuple(sources), files, problems


def _unread_folders(content: Path, problems: Iterable[Problem]) -> set[str]:
    """The folders of files that could not be read: some of their records may be missing."""
    depth = len(content.parts)
    paths = (PurePosixPath(p.path).parts for p in problems if p.severity is Severity.ERROR)
    return {parts[depth] for parts in paths if len(parts) > depth + 1}


def _site_severities(catalog: Catalog | None) -> dict[str, Severity]:
    """The site's own severities by code; a check reports what is misspelt there."""
    words = catalog.site.severities if catalog else {}
    severities = {code: parse_severity(word) for code, word in words.items()}
    fixed = {code.code for code in READING_CODES}
    return {code: sev for code, sev in severities.items() if sev and code not in fixed}

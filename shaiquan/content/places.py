"""Where a value stands: findings about values become problems at ``path:line:column``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from shaiquan.content.raw_records import locate_values
from shaiquan.content.raw_types import ALL_KINDS
from shaiquan.content.sources import Source, load_text
from shaiquan.kinds.registry import KIND
from shaiquan.model.packing import CompactPickle
from shaiquan.model.shapes import Path
from shaiquan.problems import Code, Place, Problem, freeze_words


@dataclass(frozen=True, slots=True)
class Location(CompactPickle):
    """A value in a file: the file, the record's entry path in it, the field path below."""

    path: str
    entry: Path = ()
    field: Path = ()
    #: the kind of the record, to find values that it inherits from ``site.yml``
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Finding(CompactPickle):
    """A problem of a value whose line is not looked up yet."""

    code: Code
    location: Location
    words: tuple[tuple[str, str], ...] = ()
    #: place in the text of the value: lines below its first, and column
    line: int = 0
    column: int = 0
    #: the value that makes this wrong, and others likewise
    cause: Location | None = None


def finding(
    code: Code, location: Location, line: int = 0, column: int = 0, /, **words: object
) -> Finding:
    return Finding(code, location, freeze_words(words), line, column)


class Places:
    """Line and column of values; a file is read again only when something is wrong in it."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._sources = {source.path: source for source in sources}
        self._site_paths = [path for path, source in self._sources.items() if not source.folder]
        self._places: dict[str, dict[Path, tuple[int, int]]] = {}
        #: files that had changed since they were read, so that problems in them have no place
        self.lost: set[str] = set()

    def locate(self, finding: Finding) -> Problem:
        """The finding as a problem at the value, or at the nearest value around it."""
        path, code, words = finding.location.path, finding.code, finding.words
        if path not in self._sources:
            return Problem(path, 1, 1, code, words, "", code.severity)
        source, (line, column) = self._find(finding.location)
        cause = self._place(finding.cause) if finding.cause else None
        line, column = line + finding.line, column + max(finding.column - 1, 0)
        excerpt = source.line(line)
        return Problem(source.path, line, column, code, words, excerpt, code.severity, cause)

    def line_of(self, location: Location) -> int:
        """The line of a value, or of the nearest value around it."""
        return self._place(location).line

    def _place(self, location: Location) -> Place:
        if location.path not in self._sources:
            return Place(location.path, 1, 1)
        source, (line, column) = self._find(location)
        return Place(source.path, line, column, source.line(line))

    def _find(self, location: Location) -> tuple[Source, tuple[int, int]]:
        """The value itself, else where it is inherited from, else the nearest value around; in a
        record that adopts another, 沿用."""
        places = self._places_in(location.path)
        path = (*location.entry, *location.field)
        if path not in places and location.field:
            if ("默认", *location.field) in places:
                return self._sources[location.path], places["默认", *location.field]
            if inherited := self._find_site_default(location):
                return inherited
        adopts = (*location.entry, "adopts")
        if adopts in places and (*location.entry, *location.field[:1]) not in places:
            path = adopts  # the reference says it
        while path and path not in places:
            path = path[:-1]
        return self._sources[location.path], places.get(path, (1, 1))

    def _find_site_default(self, location: Location) -> tuple[Source, tuple[int, int]] | None:
        """The value in 默认 of ``site.yml``, under the kind or under 所有."""
        kind_keys = (KIND[location.kind].label, location.kind) if location.kind else ()
        for key in (*kind_keys, *ALL_KINDS):
            for site_path in self._site_paths:
                if place := self._places_in(site_path).get(("默认", key, *location.field)):
                    return self._sources[site_path], place
        return None

    def _places_in(self, path: str) -> dict[Path, tuple[int, int]]:
        """The places in a file, whose text is loaded for that."""
        if path not in self._places:
            source = self._sources[path] = load_text(self._sources[path])
            if not source.text:
                self.lost.add(path)
            self._places[path] = locate_values(source)
        return self._places[path]

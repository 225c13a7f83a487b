"""Where a value stands: findings about records become problems at ``path:line:column``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from shaiquan.content.raw_records import ALL_KINDS, locate_values
from shaiquan.content.sources import Source, load_text
from shaiquan.kinds.registry import KIND
from shaiquan.model.packing import CompactPickle
from shaiquan.model.shapes import Path
from shaiquan.problems import Code, Problem, freeze_words


@dataclass(frozen=True, slots=True)
class Spot(CompactPickle):
    """A value in a file: the file, the record's entry path in it, the field path below."""

    path: str
    entry: Path = ()
    field: Path = ()
    #: the kind of the record, to find values that it inherits from ``site.yml``
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Finding(CompactPickle):
    """A problem whose place is still a value, not a line."""

    code: Code
    spot: Spot
    words: tuple[tuple[str, str], ...] = ()
    #: offset into the value's text: lines below its first, and column
    line: int = 0
    column: int = 0


def finding(code: Code, spot: Spot, line: int = 0, column: int = 0, /, **words: object) -> Finding:
    return Finding(code, spot, freeze_words(words), line, column)


class Places:
    """Line and column of values; a file is walked again only when something is wrong in it."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._sources = {source.path: source for source in sources}
        self._sites = [each.path for each in self._sources.values() if not each.folder]
        self._walked: dict[str, dict[Path, tuple[int, int]]] = {}

    def locate(self, each: Finding) -> Problem:
        """The finding as a problem at the value, or at the nearest thing around it."""
        if each.spot.path not in self._sources:
            return Problem(each.spot.path, 1, 1, each.code, each.words, "", each.code.severity)
        source, (line, column) = self._place(self._open(each.spot.path), each.spot)
        line, column = line + each.line, each.column or column
        excerpt = source.line(line)
        return Problem(
            source.path, line, column, each.code, each.words, excerpt, each.code.severity
        )

    def _place(self, source: Source, spot: Spot) -> tuple[Source, tuple[int, int]]:
        """The value itself, else where it is inherited from, else the nearest thing around."""
        walked = self._spots(source)
        path = (*spot.entry, *spot.field)
        if path not in walked and spot.field:
            if ("默认", *spot.field) in walked:
                return source, walked[("默认", *spot.field)]
            for words in ((KIND[spot.kind].label, spot.kind) if spot.kind else (), ALL_KINDS):
                for site in map(self._open, self._sites):
                    for word in words:
                        if place := self._spots(site).get(("默认", word, *spot.field)):
                            return site, place
        while path and path not in walked:
            path = path[:-1]
        return source, walked.get(path, (1, 1))

    def _open(self, path: str) -> Source:
        source = self._sources[path]
        if not source.text:
            source = self._sources[path] = load_text(source)
        return source

    def _spots(self, source: Source) -> dict[Path, tuple[int, int]]:
        if source.path not in self._walked:
            self._walked[source.path] = locate_values(source)
        return self._walked[source.path]

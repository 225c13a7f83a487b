"""The values of a content folder by field, and small changes of them."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from shaiquan.content.raw_records import locate_values, read_records
from shaiquan.content.sources import Source, gather_sources
from shaiquan.kinds.registry import FOLDERS

#: kind and field, without the places in lists
FieldPath = tuple[str, ...]


@dataclass(frozen=True)
class FieldWord:
    """A value on one line of a file, as it is written; line from 1, column from 1."""

    path: Path
    field: FieldPath
    line: int
    column: int
    value: str

    def with_value(self, new: str) -> str:
        """The text of the file with another value."""
        lines = self.path.read_text("utf-8").splitlines(keepends=True)
        line = lines[self.line - 1]
        start, end = self.column - 1, self.column - 1 + len(self.value)
        lines[self.line - 1] = line[:start] + new + line[end:]
        return "".join(lines)


def find_words(content: Path) -> Mapping[FieldPath, list[FieldWord]]:
    """All words of records, by field."""
    sources, _ = gather_sources(content, FOLDERS)
    by_field: defaultdict[FieldPath, list[FieldWord]] = defaultdict(list)
    for source in sources:
        if source.folder:
            for word in _words(source):
                by_field[word.field].append(word)
    return dict(sorted(by_field.items()))


@functools.lru_cache(256)
def _words(source: Source) -> tuple[FieldWord, ...]:
    return tuple(_read(source))


def _read(source: Source) -> Iterator[FieldWord]:
    places = locate_values(source)
    for raw in read_records(source).records:
        for path, value in _leaves(raw.values, ()):
            line, column = places.get((*raw.entry, *path), (0, 0))
            if line and source.line(line)[column - 1 :].startswith(value):
                names = [part for part in path if isinstance(part, str)]
                if "branches" in names:  # the rest of the path is a word of the chart
                    names = names[: names.index("branches") + 1]
                yield FieldWord(Path(source.path), (raw.kind.name, *names), line, column, value)


def _leaves(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, str):
        if value and "\n" not in value:
            yield path, value
        return
    inner = value.items() if isinstance(value, Mapping) else ()
    for key, item in enumerate(value) if isinstance(value, list) else inner:
        yield from _leaves(item, (*path, key))


def change_word(rng: Random, word: FieldWord, words: list[FieldWord]) -> str:
    """Another record's value of the field, or the value with a character more."""
    others = sorted({other.value for other in words} - {word.value})
    if others and rng.random() < 0.6:
        return rng.choice(others)
    return word.value + rng.choice(("甲", "乙", "1"))

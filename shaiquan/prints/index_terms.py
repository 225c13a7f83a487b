"""The index of a booklet: its terms, their mentions in texts, their order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from shaiquan.prints.blocks import (
    Block,
    BookletTable,
    Heading,
    Items,
    Paragraph,
    Quote,
    Runs,
    TableCell,
    TextRun,
)


@dataclass(frozen=True, slots=True)
class IndexTerm:
    """A term of the index: its key, its name in the index, its spellings in texts."""

    key: str
    name: str
    spellings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndexLine:
    """A line of the index, under the first letter of its Pinyin."""

    letter: str
    key: str
    name: str


@dataclass(frozen=True)
class TermFinder:
    """Finds terms in texts, longest spellings first."""

    keys: Mapping[str, str]
    pattern: re.Pattern[str]

    @classmethod
    def from_terms(cls, terms: Iterable[IndexTerm], ignored: Iterable[str] = ()) -> TermFinder:
        """``ignored`` are words that contain a term and mean something else (县委书记)."""
        keys: dict[str, str] = {}
        for term in terms:
            for spelling in term.spellings:
                if len(spelling) > 1:
                    keys.setdefault(spelling, term.key)
        for word in ignored:
            keys.setdefault(word, "")
        longest = sorted(keys, key=lambda word: (-len(word), word))
        return cls(keys, re.compile("|".join(map(re.escape, longest)) or r"(?!)"))

    def mark_blocks(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        """The same blocks with their runs split where a mention begins."""
        return tuple(self._mark_block(block) for block in blocks)

    def _mark_block(self, block: Block) -> Block:
        if isinstance(block, Paragraph | Heading):
            return replace(block, runs=self.mark_runs(block.runs))
        if isinstance(block, Quote):
            return replace(block, blocks=self.mark_blocks(block.blocks))
        if isinstance(block, Items):
            return replace(block, items=tuple(self.mark_blocks(item) for item in block.items))
        if isinstance(block, BookletTable):  # not its head: that is repeated on every page
            return replace(block, rows=tuple(map(self._mark_row, block.rows)))
        return block

    def _mark_row(self, row: tuple[TableCell, ...]) -> tuple[TableCell, ...]:
        return tuple(replace(cell, lines=tuple(map(self.mark_runs, cell.lines))) for cell in row)

    def mark_runs(self, runs: Runs) -> Runs:
        return tuple(part for run in runs for part in self._split_run(run))

    def _split_run(self, run: TextRun) -> Iterator[TextRun]:
        term, begin = "", 0
        for match in self.pattern.finditer(run.text):
            if key := self.keys[match[0]]:
                if match.start() > begin:
                    yield replace(run, text=run.text[begin : match.start()], term=term)
                term, begin = key, match.start()
        if run.text[begin:] or not run.text:
            yield replace(run, text=run.text[begin:], term=term)


def list_mentions(blocks: Iterable[Block]) -> Iterator[str]:
    """The keys of the terms that blocks mention."""
    for block in blocks:
        if isinstance(block, Paragraph | Heading):
            yield from (run.term for run in block.runs)
        elif isinstance(block, Quote):
            yield from list_mentions(block.blocks)
        elif isinstance(block, Items):
            for item in block.items:
                yield from list_mentions(item)
        elif isinstance(block, BookletTable):
            cells = (cell for row in block.rows for cell in row)
            yield from (run.term for cell in cells for line in cell.lines for run in line)


def sort_index(terms: Iterable[IndexTerm]) -> tuple[IndexLine, ...]:
    """The lines of the index by Pinyin, as far as GB 2312 orders characters."""
    ordered = sorted(terms, key=lambda term: (*_sort_key(term.name), term.key))
    return tuple(IndexLine(_find_letter(term.name), term.key, term.name) for term in ordered)


#: in the first level of GB 2312 common characters stand in the order of Pinyin: letter -> the
#: first code under it
_FIRSTS = {
    "A": 0xB0A1, "B": 0xB0C5, "C": 0xB2C1, "D": 0xB4EE, "E": 0xB6EA, "F": 0xB7A2, "G": 0xB8C1,
    "H": 0xB9FE, "J": 0xBBF7, "K": 0xBFA6, "L": 0xC0AC, "M": 0xC2E8, "N": 0xC4C3, "O": 0xC5B6,
    "P": 0xC5BE, "Q": 0xC6DA, "R": 0xC8BB, "S": 0xC8F6, "T": 0xCBFA, "W": 0xCDDA, "X": 0xCEF4,
    "Y": 0xD1B9, "Z": 0xD4D1,
}  # fmt: skip
_LAST = 0xD7F9
#: signs before the first character of a name that do not count
_MARKS = " 《“‘（【〔\u3000"
OTHERS = "其他"


def _sort_key(name: str) -> tuple[bool, str, bytes]:
    letter = _find_letter(name)
    return letter == OTHERS, letter, name.lstrip(_MARKS).encode("gb18030")


def _find_letter(name: str) -> str:
    character = name.lstrip(_MARKS)[:1]
    if character.isascii() and character.isalpha():
        return character.upper()
    encoded = character.encode("gb18030")
    code = int.from_bytes(encoded, "big") if len(encoded) == 2 else 0
    if not _FIRSTS["A"] <= code <= _LAST:
        return OTHERS
    return max(letter for letter, first in _FIRSTS.items() if first <= code)

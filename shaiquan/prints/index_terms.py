"""The index of a booklet: which terms it has, where a text mentions them, in which order."""

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
    """A term of the index: its key, how the index writes it, what texts call it."""

    key: str
    name: str
    spellings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndexLine:
    """A line of the index, under the letter with which its first syllable begins."""

    letter: str
    key: str
    name: str


@dataclass(frozen=True)
class TermFinder:
    """Finds terms in texts, the longest spelling first."""

    keys: Mapping[str, str]
    pattern: re.Pattern[str]

    @classmethod
    def of(cls, terms: Iterable[IndexTerm], passed_over: Iterable[str] = ()) -> TermFinder:
        """``passed_over`` are words that hold a term without meaning it (县委书记)."""
        keys: dict[str, str] = {}
        for term in terms:
            for spelling in term.spellings:
                if len(spelling) > 1:
                    keys.setdefault(spelling, term.key)
        for word in passed_over:
            keys.setdefault(word, "")
        longest = sorted(keys, key=lambda word: (-len(word), word))
        return cls(keys, re.compile("|".join(map(re.escape, longest)) or r"(?!)"))

    def blocks(self, found: Iterable[Block]) -> tuple[Block, ...]:
        """The same blocks, their runs divided where a mention begins."""
        return tuple(self._block(each) for each in found)

    def _block(self, each: Block) -> Block:
        if isinstance(each, Paragraph | Heading):
            return replace(each, runs=self.runs(each.runs))
        if isinstance(each, Quote):
            return replace(each, blocks=self.blocks(each.blocks))
        if isinstance(each, Items):
            return replace(each, items=tuple(self.blocks(item) for item in each.items))
        if isinstance(
            each, BookletTable
        ):  # a heading that is repeated would be counted on each page
            return replace(each, rows=tuple(map(self._row, each.rows)))
        return each

    def _row(self, row: tuple[TableCell, ...]) -> tuple[TableCell, ...]:
        return tuple(replace(each, lines=tuple(map(self.runs, each.lines))) for each in row)

    def runs(self, runs: Runs) -> Runs:
        return tuple(part for run in runs for part in self._run(run))

    def _run(self, run: TextRun) -> Iterator[TextRun]:
        begun, at = "", 0
        for match in self.pattern.finditer(run.text):
            if key := self.keys[match[0]]:
                if match.start() > at:
                    yield replace(run, text=run.text[at : match.start()], term=begun)
                begun, at = key, match.start()
        if run.text[at:] or not run.text:
            yield replace(run, text=run.text[at:], term=begun)


def list_mentions(found: Iterable[Block]) -> Iterator[str]:
    """The keys of the terms that blocks mention."""
    for each in found:
        if isinstance(each, Paragraph | Heading):
            yield from (run.term for run in each.runs)
        elif isinstance(each, Quote):
            yield from list_mentions(each.blocks)
        elif isinstance(each, Items):
            for item in each.items:
                yield from list_mentions(item)
        elif isinstance(each, BookletTable):
            cells = (each for row in each.rows for each in row)
            yield from (run.term for cell in cells for line in cell.lines for run in line)


def sort_index(terms: Iterable[IndexTerm]) -> tuple[IndexLine, ...]:
    """The lines of the index by Pinyin, as far as GB 2312 has an order."""
    ordered = sorted(terms, key=lambda each: (*_place(each.name), each.key))
    return tuple(IndexLine(_letter(each.name), each.key, each.name) for each in ordered)


#: GB 2312, first level: the characters in common use stand by Pinyin, and each of these codes
#: is the first that begins with its letter
_FIRSTS = {
    "A": 0xB0A1, "B": 0xB0C5, "C": 0xB2C1, "D": 0xB4EE, "E": 0xB6EA, "F": 0xB7A2, "G": 0xB8C1,
    "H": 0xB9FE, "J": 0xBBF7, "K": 0xBFA6, "L": 0xC0AC, "M": 0xC2E8, "N": 0xC4C3, "O": 0xC5B6,
    "P": 0xC5BE, "Q": 0xC6DA, "R": 0xC8BB, "S": 0xC8F6, "T": 0xCBFA, "W": 0xCDDA, "X": 0xCEF4,
    "Y": 0xD1B9, "Z": 0xD4D1,
}  # fmt: skip
_LAST = 0xD7F9
#: what stands before the first word of a name
_MARKS = " 《“‘（【〔\u3000"
OTHERS = "其他"


def _place(name: str) -> tuple[bool, str, bytes]:
    letter = _letter(name)
    return letter == OTHERS, letter, name.lstrip(_MARKS).encode("gb18030")


def _letter(name: str) -> str:
    bare = name.lstrip(_MARKS)[:1]
    if bare.isascii() and bare.isalpha():
        return bare.upper()
    encoded = bare.encode("gb18030")
    code = int.from_bytes(encoded, "big") if len(encoded) == 2 else 0
    if not _FIRSTS["A"] <= code <= _LAST:
        return OTHERS
    return max(letter for letter, first in _FIRSTS.items() if first <= code)

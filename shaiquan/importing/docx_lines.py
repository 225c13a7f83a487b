"""The paragraphs and tables of a Word file as lines of text.

Tracked changes count as accepted: what was put in is read, what was struck out is not. Automatic
numbers are written out, since the number of an article is its name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from shaiquan.importing.docx_numbers import NumberedParagraphs
from shaiquan.importing.docx_parts import (
    LEFT_OUT,
    VALUE,
    WORD,
    WordParts,
    find_value,
    list_children,
    read_number,
    read_word_parts,
)
from shaiquan.importing.docx_styles import WordStyles
from shaiquan.importing.docx_symbols import find_symbol
from shaiquan.importing.office_packages import UnreadableTable
from shaiquan.importing.table_files import UNSEEN, Grid
from shaiquan.problems import Bilingual

_SYMBOLS = Bilingual("有的特殊符号没有读", "some special signs were left out")
#: no table has more columns
_MOST_SPAN = 60


@dataclass(frozen=True, slots=True)
class WordLine:
    """A paragraph, or a table with its rows; ``size`` in half points, 0 where it is not written."""

    text: str
    centred: bool = False
    size: int = 0
    rows: Grid = ()


def read_lines(
    data: bytes, fill: bool = False
) -> tuple[tuple[WordLine, ...], tuple[Bilingual, ...]]:
    """The lines of a ``.docx``, and what of it was not read. Raises UnreadableTable. ``fill``: a
    cell that is merged downwards says its text in each of its rows, and its number stands for
    itself where it has no text."""
    parts = read_word_parts(data)
    reader = _WordReader(parts, fill)
    try:
        return tuple(reader.list_lines(parts.body)), reader.told
    except RecursionError as fault:
        zh = "里面一层套一层，太深了，请用 Word 或 WPS 打开后另存一次"
        raise UnreadableTable(zh, "it is nested too deep") from fault


class _WordReader:
    """Reads the text of one document, from its beginning to its end, once."""

    def __init__(self, parts: WordParts, fill: bool) -> None:
        self._fill = fill
        self._styles = WordStyles(parts.styles)
        self._numbers = NumberedParagraphs(parts, self._styles)
        self._told: dict[Bilingual, None] = dict.fromkeys(parts.told)

    @property
    def told(self) -> tuple[Bilingual, ...]:
        """What was not read so far (Chinese, English)."""
        return tuple(dict.fromkeys((*self._told, *self._numbers.told)))

    def list_lines(self, element: Element) -> Iterator[WordLine]:
        """The lines below an element."""
        for child in element:
            if child.tag == f"{WORD}p":
                yield from self._read_paragraph(child)
            elif child.tag == f"{WORD}tbl":
                if rows := self._read_table(child):
                    yield WordLine("", rows=rows)
            elif child.tag not in LEFT_OUT:
                yield from self.list_lines(child)

    # -- paragraphs -------------------------------------------------------------------------------

    def _read_paragraph(self, element: Element) -> Iterator[WordLine]:
        """Its lines: one typed with line breaks is as many."""
        number = self._numbers.number(element)  # one without text counts too
        lines = [line.strip() for line in "".join(self._list_text(element)).splitlines()]
        lines = [line for line in lines if line]
        if not lines and not (self._fill and number):
            return
        lines = [number + lines[0], *lines[1:]] if lines else [number]
        centred, size = self._styles.is_centred(element), self._styles.find_size(element)
        for line in lines:
            yield WordLine(UNSEEN.sub("", line), centred, size)

    def _list_text(self, element: Element) -> Iterator[str]:
        for child in element:
            match child.tag.removeprefix(WORD):
                case "t":
                    yield child.text or ""
                case "tab" | "ptab":
                    yield "　"
                case "br" | "cr":
                    yield "\n"
                case "noBreakHyphen":
                    yield "-"
                case "sym":
                    yield self._read_symbol(child)
                case "pPr" | "rPr":
                    continue
                case _ if child.tag not in LEFT_OUT:
                    yield from self._list_text(child)

    def _read_symbol(self, element: Element) -> str:
        found = find_symbol(element.get(f"{WORD}font", ""), element.get(f"{WORD}char", ""))
        if not found:
            self._told[_SYMBOLS] = None
        return found

    # -- tables -----------------------------------------------------------------------------------

    def _read_table(self, element: Element) -> Grid:
        """The rows of texts; a cell over several columns has empty ones behind it."""
        rows: list[list[str]] = []
        above: dict[int, str] = {}
        for row in list_children(element, f"{WORD}tr"):
            before = read_number(find_value(row, "trPr/gridBefore"), 0)
            cells = [""] * min(before, _MOST_SPAN)
            for cell in list_children(row, f"{WORD}tc"):
                at, text = len(cells), self._read_cell(cell)
                if _goes_on(cell):
                    text = text or (above.get(at, "") if self._fill else "")
                above[at] = text
                cells += [text, *[""] * (_read_span(cell) - 1)]
            rows.append(cells)
        width = max(map(len, rows), default=0)
        return tuple(tuple(row + [""] * (width - len(row))) for row in rows)

    def _read_cell(self, cell: Element) -> str:
        """The lines of a cell; a row of a table within it is one of them."""
        return "\n".join(
            text
            for line in self.list_lines(cell)
            for text in ([line.text] if not line.rows else map(_join_row, line.rows))
        )


def _join_row(row: tuple[str, ...]) -> str:
    return "　".join(" ".join(text.split("\n")) for text in row if text)


def _goes_on(cell: Element) -> bool:
    """Whether a cell is the lower part of one that is merged downwards."""
    merged = cell.find(f"{WORD}tcPr/{WORD}vMerge")
    return merged is not None and merged.get(VALUE, "continue") == "continue"


def _read_span(cell: Element) -> int:
    """Over how many columns a cell stands."""
    return max(1, min(read_number(find_value(cell, "tcPr/gridSpan"), 1), _MOST_SPAN))

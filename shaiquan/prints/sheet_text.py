"""The text round a chart: its items in order, and how they fill columns.

Heights are estimated with the widths of the packaged font, because the area of the chart must
be known before Typst sets the text. If an estimate is too small, the template sets the type a
little smaller.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from shaiquan.charts.text_width import BOLD, width_of
from shaiquan.ledger.sheet_words import COURSE_LABEL, SheetLine, SheetWords, describe_course

#: in em of the text's type: from line to line, between paragraphs, above a heading, between
#: columns, width of a mark (▲1) before its text
LEADING, PARAGRAPH_GAP, HEADING_GAP, GUTTER, MARK = 1.44, 0.52, 0.85, 2.2, 1.9
#: in narrower columns Chinese text breaks badly
NARROWEST = 17.0
_MOST_COLUMNS = 5
#: blank at the end of a line where the next word does not fit, in em
_RAGGED = 0.9


@dataclass(frozen=True, slots=True)
class WordItem:
    """A paragraph. ``type``: ``head`` (a heading), ``pair`` (a label, then its text) or
    ``point`` (a mark before its text)."""

    type: str
    label: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class WordColumns:
    """Items by column, and the height of the tallest column in em."""

    columns: tuple[tuple[WordItem, ...], ...]
    height: float


def list_items(words: SheetWords, steps: int) -> tuple[WordItem, ...]:
    """Everything that a sheet says outside its chart, in the order of S0-10."""
    return tuple(_make_items(words, steps))


def _make_items(words: SheetWords, steps: int) -> Iterator[WordItem]:
    for element in words.elements:
        if element.text:
            yield WordItem("pair", element.label, element.text)
    yield WordItem("pair", COURSE_LABEL, describe_course(words.times, steps))
    if words.basis:
        yield WordItem("pair", "依据", "、".join(words.basis))
    if words.risks:
        yield WordItem("head", "风险点与防控")
        for element in words.risks:
            yield WordItem("point", element.label.removeprefix("风险点"), element.text)
    if words.supervision:
        yield WordItem("head", "监督")
        for element in _group_supervision(words.supervision):
            yield WordItem("pair", element.label, element.text)
    if words.complaint:
        yield WordItem("head", "投诉举报")
        for line in words.complaint:
            yield WordItem("pair", line.label, line.text)


def _group_supervision(supervision: tuple[str, ...]) -> tuple[SheetLine, ...]:
    """Supervision by form, every form named once."""
    forms: dict[str, list[str]] = {}
    for line in supervision:
        form, _, note = line.partition("：")
        forms.setdefault(form, []).extend([note] if note else [])
    return tuple(SheetLine(form, "；".join(notes)) for form, notes in forms.items())


# -- columns ----------------------------------------------------------------------------------


@functools.lru_cache(maxsize=1024)
def fill_columns(items: tuple[WordItem, ...], width: float) -> WordColumns:
    """The items over an area ``width`` em wide, in the columns that make it lowest."""
    most = max(1, min(_MOST_COLUMNS, int((width + GUTTER) / (NARROWEST + GUTTER))))
    candidates = [_balance_columns(items, width, number) for number in range(1, most + 1)]
    return min(candidates, key=lambda candidate: candidate.height)


def _balance_columns(items: tuple[WordItem, ...], width: float, number: int) -> WordColumns:
    """The least height at which whole items fill ``number`` columns."""
    column_width = (width - GUTTER * (number - 1)) / number
    heights = tuple(_estimate_height(item, column_width) for item in items)
    low, high = max(heights, default=0.0), sum(heights) + HEADING_GAP * len(items)
    while high - low > 0.1:
        middle = (low + high) / 2
        fits = len(_pour_items(items, heights, middle)) <= number
        low, high = (low, middle) if fits else (middle, high)
    filled = _pour_items(items, heights, high)
    return WordColumns(tuple(filled), high)


def _pour_items(
    items: tuple[WordItem, ...], heights: tuple[float, ...], most: float
) -> list[tuple[WordItem, ...]]:
    """Columns filled one after the other; a heading stays with the item after it."""
    columns: list[tuple[WordItem, ...]] = []
    column: list[WordItem] = []
    used = 0.0
    for index, (item, height) in enumerate(zip(items, heights, strict=True)):
        next_height = heights[index + 1] + PARAGRAPH_GAP if item.type == "head" else 0.0
        gap = _space_above(item) if column else 0.0
        if column and used + gap + height + next_height > most + 1e-6:
            columns.append(tuple(column))
            column, used, gap = [], 0.0, 0.0
        column.append(item)
        used += gap + height
    return [*columns, tuple(column)] if column else columns


def _space_above(item: WordItem) -> float:
    return HEADING_GAP if item.type == "head" else PARAGRAPH_GAP


def _estimate_height(item: WordItem, column: float) -> float:
    """The height of an item in a column of this width, both in em."""
    if item.type == "head":
        return 1.0
    room = column - (MARK if item.type == "point" else 0.0)
    lines = math.ceil(_measure_length(item) / max(room - _RAGGED, 1.0))
    return 1.0 + (lines - 1) * LEADING


@functools.lru_cache(maxsize=4096)
def _measure_length(item: WordItem) -> float:
    """The length of an item on one line, in em."""
    length = 0.0 if item.type == "point" else width_of(item.label, BOLD) + 1.0
    return length + width_of(item.text) + 0.25 * _count_script_changes(item.text)


def _count_script_changes(text: str) -> int:
    """How often Latin letters or digits stand beside Chinese: Typst sets a quarter em between."""
    narrow = [character.isascii() and character.isalnum() for character in text]
    return sum(a != b for a, b in pairwise(narrow))

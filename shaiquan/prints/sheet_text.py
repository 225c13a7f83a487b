"""The words round a chart: which, in what order, and how they fall into columns.

Heights are estimated here with the widths of the packaged font, so that the panel of the
chart is known before Typst sets a line; the template sets the type a little smaller where an
estimate was too small.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from shaiquan.charts.measuring import BOLD, width
from shaiquan.ledger.sheet_words import SheetLine, SheetWords

#: in em of the words' type: from one line to the next, between paragraphs, above a heading,
#: between columns, the width of a mark (▲1) before its text
LEADING, BETWEEN, ABOVE, GUTTER, MARK = 1.44, 0.52, 0.85, 2.2, 1.9
#: a column narrower than this breaks Chinese text badly
NARROWEST = 17.0
_MOST_COLUMNS = 5
#: at the end of a line stays free what the next word would not fit in
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
    """Items by column, the width of a column and the height of the tallest, in em."""

    held: tuple[tuple[WordItem, ...], ...]
    width: float
    height: float


def list_items(matter: SheetWords, steps: int) -> tuple[WordItem, ...]:
    """Everything that a sheet says beside its chart, in the order of S0-10."""
    return tuple(_items(matter, steps))


def _items(matter: SheetWords, steps: int) -> Iterator[WordItem]:
    for each in matter.elements:
        if each.text:
            yield WordItem("pair", each.label, each.text)
    yield WordItem("pair", "运行程序", _course(matter, steps))
    if matter.basis:
        yield WordItem("pair", "依据", "、".join(matter.basis))
    if matter.risks:
        yield WordItem("head", "风险点与防控")
        for each in matter.risks:
            yield WordItem("point", each.label.removeprefix("风险点"), each.text)
    if matter.supervision:
        yield WordItem("head", "监督")
        for each in _grouped(matter.supervision):
            yield WordItem("pair", each.label, each.text)
    if matter.complaint:
        yield WordItem("head", "投诉举报")
        for line in matter.complaint:
            yield WordItem("pair", line.label, line.text)


def _course(matter: SheetWords, steps: int) -> str:
    times = (f"{each.label} {each.text}" for each in matter.times)
    return "；".join((f"见图，共 {steps} 步", *times))


def _grouped(supervision: tuple[str, ...]) -> tuple[SheetLine, ...]:
    """Supervision by its form, each form named once."""
    forms: dict[str, list[str]] = {}
    for each in supervision:
        form, _, how = each.partition("：")
        forms.setdefault(form, []).extend([how] if how else [])
    return tuple(SheetLine(form, "；".join(how)) for form, how in forms.items())


# -- columns ----------------------------------------------------------------------------------


@functools.lru_cache(maxsize=1024)
def fill_columns(held: tuple[WordItem, ...], across: float) -> WordColumns:
    """The items over an area ``across`` em wide, in the columns that make it least high."""
    most = max(1, min(_MOST_COLUMNS, int((across + GUTTER) / (NARROWEST + GUTTER))))
    found = [_in_columns(held, across, number) for number in range(1, most + 1)]
    return min(found, key=lambda each: each.height)


def _in_columns(held: tuple[WordItem, ...], across: float, number: int) -> WordColumns:
    """As even as whole items allow: the least height into which they fill ``number`` columns."""
    wide = (across - GUTTER * (number - 1)) / number
    heights = tuple(_height(item, wide) for item in held)
    low, high = max(heights, default=0.0), sum(heights) + ABOVE * len(held)
    while high - low > 0.1:
        middle = (low + high) / 2
        fits = len(_filled(held, heights, middle)) <= number
        low, high = (low, middle) if fits else (middle, high)
    filled = _filled(held, heights, high)
    return WordColumns(tuple(filled), wide, high)


def _filled(
    held: tuple[WordItem, ...], heights: tuple[float, ...], most: float
) -> list[tuple[WordItem, ...]]:
    """Columns filled one after the other; a heading goes on with what it heads."""
    done: list[tuple[WordItem, ...]] = []
    column: list[WordItem] = []
    used = 0.0
    for index, (item, height) in enumerate(zip(held, heights, strict=True)):
        after = heights[index + 1] + BETWEEN if item.type == "head" else 0.0
        above = _above(item) if column else 0.0
        if column and used + above + height + after > most + 1e-6:
            done.append(tuple(column))
            column, used, above = [], 0.0, 0.0
        column.append(item)
        used += above + height
    return [*done, tuple(column)] if column else done


def _above(item: WordItem) -> float:
    return ABOVE if item.type == "head" else BETWEEN


def _height(item: WordItem, wide: float) -> float:
    """How high an item is in a column ``wide`` em wide, in em."""
    if item.type == "head":
        return 1.0
    within = wide - (MARK if item.type == "point" else 0.0)
    said = 0.0 if item.type == "point" else width(item.label, BOLD) + 1.0
    said += width(item.text) + 0.25 * _meetings(item.text)
    lines = math.ceil(said / max(within - _RAGGED, 1.0))
    return 1.0 + (lines - 1) * LEADING


def _meetings(text: str) -> int:
    """How often Latin letters or figures meet Chinese ones: Typst sets a quarter em between."""
    narrow = [sign.isascii() and sign.isalnum() for sign in text]
    return sum(a != b for a, b in pairwise(narrow))

"""Numbers drawn as bars that stand beside each other, with the table that says the same.

A unit of the picture is a pixel at its full size. It is as narrow as a phone, so that its
texts stay large enough to be read there.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from shaiquan.views.values import Bar, BarPicture, PictureText, Table, TableRow, plain

_TONES = ("first", "second")
#: of a Chinese character and of a digit the width, of a line the height
_CHARACTER, _DIGIT, _LINE = 12, 7, 15
#: the height of the longest bar, the space between columns
_HEIGHT, _GAP = 110, 8
_NARROWEST = 16


class BarColumn(NamedTuple):
    """What stands above each other in a picture: a label, a number for each bar. ``address``: where
    what is counted stands; ``tone``: of all its bars, if they have one of their own; ``said``: the
    numbers as they were written, if not as they are."""

    label: str
    numbers: Sequence[int | Decimal]
    address: str = ""
    tone: str = ""
    said: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        return self.said or tuple(map(str, self.numbers))


def draw_bars(
    columns: Sequence[BarColumn],
    headings: tuple[str, ...],
    title: str = "",
    id: str = "",
    note: str = "",
    table: Table | None = None,
) -> BarPicture:
    """A picture of columns; ``headings`` are those of the table, the first that of the labels. A
    label of several lines is broken at the spaces. A ``table`` that says more takes the place of
    the one that is made of the columns."""
    bar = max(_NARROWEST, *(_measure(text) + 4 for column in columns for text in column.texts))
    bars_width = bar * (len(headings) - 1)
    label = max(_measure(line) for column in columns for line in column.label.split())
    step = max(bars_width, label) + _GAP
    most = max(1, *(number for column in columns for number in column.numbers))
    lines = max(len(column.label.split()) for column in columns)
    base = _LINE + _HEIGHT
    bars, texts = [], []
    for at, column in enumerate(columns):
        middle = at * step + step // 2
        for index, (number, text) in enumerate(zip(column.numbers, column.texts, strict=True)):
            left, height = middle - bars_width // 2 + index * bar, int(_HEIGHT * number // most)
            height = max(height, 2) if number else 0
            tone = column.tone or _TONES[index]
            bars.append(Bar(left + 1, base - height, bar - 2, height, tone))
            texts.append(PictureText(left + bar // 2, base - height - 4, text))
        words = enumerate(column.label.split(), 1)
        texts += [PictureText(middle, base + _LINE * line, text) for line, text in words]
    shown = tuple(zip(_TONES, headings[1:], strict=False)) if len(headings) > 2 else ()
    table = table or _make_table(columns, headings, note)
    height = base + _LINE * lines + 5
    return BarPicture(
        len(columns) * step, height, tuple(bars), tuple(texts), table, shown, title, id
    )


def _measure(text: str) -> int:
    return sum(_DIGIT if char.isascii() else _CHARACTER for char in text)


def _make_table(columns: Sequence[BarColumn], headings: tuple[str, ...], note: str) -> Table:
    rows = tuple(
        TableRow(
            (
                plain(column.label.replace(" ", ""), column.address),
                *(plain(text) for text in column.texts),
            )
        )
        for column in columns
    )
    return Table(headings, rows, note=note, look="numbers")

"""A cell of a list to the raw value of a field, by the field's shape; the parsers of the model read
the rest."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable
from typing import Any

from shaiquan.editing.cell_spelling import UnreadableCell, read_written_cell
from shaiquan.importing.cell_values import find_day, is_nothing, join_words
from shaiquan.importing.headings import tighten
from shaiquan.model.base import Citation
from shaiquan.model.scalars import PartialDate, parse_date
from shaiquan.model.shapes import (
    FieldShape,
    ListShape,
    PartShape,
    ScalarShape,
    field_shapes,
    list_choices,
)
from shaiquan.model.time_limits import TimeLimit

_NUMBER = re.compile(
    r"(?:^|(?<=[\n;；。]))\s*(?:\d{1,2}[.．、](?!\d)|[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]"
    r"(?=\S)|[①-⑳])\s*"
)
_BETWEEN_NAMES = re.compile(r"\s*[、，,;；\n]+\s*")
_NEXT_TITLE = re.compile(r"[;；、，,。\s]+(?=《)")

#: whether a text names a record of the kinds
Knows = Callable[[str, tuple[str, ...]], bool]


def read_cell(text: str, shape: FieldShape, knows: Knows, unit: str = "") -> Any:
    """The raw value; None where the cell says that there is nothing. ``unit`` is that of a bare
    number of days."""
    if is_nothing(text):
        return None
    item = shape.item if isinstance(shape, ListShape) else shape
    if isinstance(item, PartShape) and re.search(r"^\{.*\}$", text, re.MULTILINE):
        with contextlib.suppress(UnreadableCell):  # pasted from a workbook of export xlsx
            return read_written_cell(text, shape, lambda line: [line])
    if isinstance(shape, ListShape):
        items = [_read_one(item, shape.item, unit) for item in _split(text, shape.item, knows)]
        return items or None
    return _read_one(text, shape, unit)


def tidy_scalar(text: str, shape: ScalarShape) -> str:
    """A text that an editor wrote as the value of one field: a day and a term as content has them,
    all else as it stands."""
    if shape.type is PartialDate:
        return text if _is_day(text) else find_day(text)
    labels = list_choices(shape)
    return _find_label(text, labels) if labels else text


def _is_day(text: str) -> bool:
    try:
        parse_date(text)
    except ValueError:
        return False
    return True


def split_names(line: str, item: ScalarShape, knows: Knows) -> list[str]:
    """The items of a line: several names of records, or several terms, with commas between; all
    else is one item."""
    labels = list_choices(item)
    is_names = bool(item.kinds) and item.type is not Citation
    if not (labels or is_names) or (is_names and knows(line, item.kinds)):
        return [line]
    parts = [part for part in _BETWEEN_NAMES.split(line) if part]
    return [_find_label(part, labels) for part in parts] if labels else parts


def _read_one(text: str, shape: FieldShape, unit: str) -> Any:
    if isinstance(shape, PartShape) and (word := shape.part.shorthand):
        inner = field_shapes(shape.part)[word]
        value = _read_one(text, inner.item if isinstance(inner, ListShape) else inner, unit)
        return {word: [value] if isinstance(inner, ListShape) else value}
    if not isinstance(shape, ScalarShape):
        return join_words(text)
    if shape.type is PartialDate:
        return find_day(text)
    if shape.type is TimeLimit and text.isdecimal():
        return f"{text}{unit}"
    if labels := list_choices(shape):
        return _find_label(text, labels)
    return join_words(text)


def _find_label(text: str, labels: tuple[str, ...]) -> str:
    """The label that a text means: 市 is 市级, 高风险 is 高; else the text itself."""
    tight = tighten(text)
    bare = re.sub(r"风险$|级$|类$", "", tight)
    return next((word for word in (tight, f"{tight}级", bare) if word in labels), tight)


def _split(text: str, item: FieldShape, knows: Knows) -> list[str]:
    if isinstance(item, ScalarShape) and item.type is Citation:
        return [
            part.strip(" ;；。\n")
            for numbered in split_numbered(text)
            for part in _NEXT_TITLE.split(numbered)
            if part.strip(" ;；。\n")
        ]
    is_names = isinstance(item, ScalarShape) and not item.sentence
    if is_names and isinstance(item, ScalarShape):
        if item.kinds and knows(join_words(text), item.kinds):
            return [text]
        parts = [part for part in _BETWEEN_NAMES.split(text) if not is_nothing(part)]
        return list(dict.fromkeys(parts))
    return split_numbered(text)


def split_numbered(text: str) -> list[str]:
    """The items of a text: those behind numbers, else its lines.

    >>> split_numbered("1.加强教育;2.每月核对;实行会审。"), split_numbered("（1）甲。\\n（2）乙")
    (['加强教育', '每月核对;实行会审。'], ['甲。', '乙'])
    >>> split_numbered("不满1.5万元的\\n别的")
    ['不满1.5万元的', '别的']
    """
    if _NUMBER.match(text):
        parts = [join_words(part) for part in _NUMBER.split(text)]
    else:
        parts = text.split("\n")
    return [part for part in (part.strip(" ;；\n") for part in parts) if part]

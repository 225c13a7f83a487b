"""A raw value as the text of one cell, and back, without loss.

A list has an item on each line. What a plain line cannot say (a part with more fields than its
shorthand, a text with a line break) stands in YAML on one line: ``{情形: 泄密, 处理: 诫勉}``.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Mapping
from typing import Any

from shaiquan.content.node_reader import NodeReader
from shaiquan.content.sources import Source
from shaiquan.content.yamltext import parse_yaml
from shaiquan.editing.portfolio_cells import is_portfolio, read_portfolio, write_portfolio
from shaiquan.editing.yaml_values import write_flow
from shaiquan.kinds.descriptor import Kind
from shaiquan.model.base import Part
from shaiquan.model.common import Record
from shaiquan.model.shapes import (
    FieldShape,
    ListShape,
    PartShape,
    ScalarShape,
    field_shapes,
)
from shaiquan.problems import Problem

#: characters that a cell may have at most, says the format
MOST_IN_CELL = 32767
#: what a cell is that cannot hold its value; it changes nothing
TOO_LONG = "〔太长，请在内容文件里改〕"
#: fields that no table may change: what is withheld, who reviewed it; and Markdown
_NO_COLUMN = frozenset(("withheld", "exemptions", "adopts", "review", "text", "extras"))
_FIRST = ("id", "name", "short", "unit", "state")
#: how a line begins that is YAML
_YAML_SIGNS = ("{", '"')

#: a plain line of a list -> its items: several where it has several names
SplitLine = Callable[[str], list[str]]


class UnreadableCell(Exception):
    """A cell is no value of its field; says why, in Chinese."""


@functools.cache
def list_cell_fields(part: type[Part]) -> tuple[str, ...]:
    """The fields of a record that have a column: those by which it is known, those of its kind,
    then those that every record has."""
    shapes = field_shapes(part)
    fields = [n for n, shape in shapes.items() if n not in _NO_COLUMN and _fits_cell(shape)]
    return tuple(sorted(fields, key=lambda n: n in Record.model_fields and n not in _FIRST))


def _fits_cell(shape: FieldShape) -> bool:
    item = shape.item if isinstance(shape, ListShape) else shape
    if not isinstance(item, PartShape):
        return isinstance(item, ScalarShape)
    if is_portfolio(shape):
        return True
    inner = (s for n, s in field_shapes(item.part).items() if n != "withheld")
    return bool(item.part.shorthand) and all(map(_is_shallow, inner))


def _is_shallow(shape: FieldShape) -> bool:
    return isinstance(shape.item if isinstance(shape, ListShape) else shape, ScalarShape)


# -- to a cell --------------------------------------------------------------------------------


def write_cell(value: Any, shape: FieldShape) -> str:
    """The text of a cell; empty where there is nothing."""
    if value in (None, "", [], {}):
        return ""
    if isinstance(shape, ListShape) and isinstance(value, list):
        text = "\n".join(_write_item(item, shape.item) for item in value)
    elif isinstance(shape, ScalarShape):
        text = str(value)
    elif is_portfolio(shape):
        text = write_portfolio(value) or write_flow(value, shape)
    else:
        text = _write_item(value, shape)
    return text if len(text) <= MOST_IN_CELL else TOO_LONG


def _write_item(value: Any, shape: FieldShape) -> str:
    if isinstance(shape, PartShape) and isinstance(value, Mapping):
        word = shape.part.shorthand
        bare = value.get(word) if set(value) == {word} else None
        if isinstance(bare, list) and len(bare) == 1:
            bare = bare[0]
        if not isinstance(bare, str):
            return write_flow(value, shape)
        value = bare
    text = str(value)
    is_line = len(text.splitlines()) == 1 and text == text.strip()
    is_plain = is_line and not text.startswith(_YAML_SIGNS)
    return text if is_plain else json.dumps(text, ensure_ascii=False)


def write_row(kind: Kind, values: Mapping[str, Any]) -> dict[str, str]:
    """Heading -> text of the filled cells of a record: its fields, then its columns of its own."""
    label, shapes = kind.model.label_of, field_shapes(kind.model)
    fields = list_cell_fields(kind.model)
    cells = {label(name): write_cell(values.get(name), shapes[name]) for name in fields}
    labels = {word for _, word in kind.model.field_labels()}
    extras = values.get("extras") or {}
    own = {heading: str(text or "") for heading, text in extras.items() if heading not in labels}
    return {heading: text for heading, text in (cells | own).items() if heading and text}


# -- from a cell ------------------------------------------------------------------------------


def read_written_cell(text: str, shape: FieldShape, split: SplitLine) -> Any:
    """The raw value of a text that :func:`write_cell` wrote or an editor changed; None: nothing.
    Raises UnreadableCell."""
    text = text.strip()
    if not text:
        return None
    if isinstance(shape, ScalarShape):
        return text
    if is_portfolio(shape) and not text.startswith(_YAML_SIGNS):
        return dict(read_portfolio(text, lambda *_: True).values) or None
    if not isinstance(shape, ListShape):
        return _read_item(text, shape)
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    plain = [[line] if line.startswith(_YAML_SIGNS) else split(line) for line in lines]
    return [_read_item(item, shape.item) for items in plain for item in items]


def _read_item(text: str, shape: FieldShape) -> Any:
    value = _read_yaml(text, shape) if text.startswith(_YAML_SIGNS) else text
    if isinstance(shape, PartShape) and isinstance(value, str):
        word = shape.part.shorthand
        is_list = isinstance(field_shapes(shape.part)[word], ListShape)
        return {word: [value] if is_list else value}
    return value


def _read_yaml(text: str, shape: FieldShape) -> Any:
    source = Source("", "", text, "")
    node = parse_yaml(source, text)
    if node is None or isinstance(node, Problem):
        raise UnreadableCell("花括号、引号里的写法读不懂，照别的格子的样子写")
    reader = NodeReader(source, text, 1)
    value = reader.read_value(node, shape, (), "")
    if reader.problems:
        raise UnreadableCell(" ".join(reader.problems[0].message().split()))
    return value

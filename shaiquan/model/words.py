"""All that an editor wrote as text in a record, with its field path."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from shaiquan.model.base import Part
from shaiquan.model.common import Record
from shaiquan.model.shapes import Leaf, Many, Nest, Path, Shape, Table, fields


@dataclass(frozen=True, slots=True)
class Said:
    """A record with all its texts in one, a line each: to look for what hardly any has."""

    record: Record
    text: str


def said(record: Record) -> Said:
    found: list[str] = []
    _gather(record, found)
    return Said(record, "\n".join(found))


def _gather(part: Part, found: list[str]) -> None:
    for name, shape in _written(type(part)):
        value = getattr(part, name)
        if value and isinstance(value, str):
            found.append(value)
        elif value:
            _gather_in(value, shape, found)


def _gather_in(value: Any, shape: Shape, found: list[str]) -> None:
    if isinstance(shape, Leaf):
        found.append(value)
    elif isinstance(shape, Nest):
        _gather(value, found)
    elif isinstance(shape, Many) and isinstance(shape.item, Leaf):
        found += value
    elif isinstance(shape, Many):
        for item in value:
            _gather_in(item, shape.item, found)
    else:
        found += map(str, value)
        if _textual(shape.value, frozenset()):
            for item in value.values():
                _gather_in(item, shape.value, found)


def words(part: Part, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text of a part and the parts in it: names, lists, notes, Markdown."""
    for name, shape in _written(type(part)):
        if value := getattr(part, name):
            yield from _inside(value, shape, (*path, name))


def _inside(value: Any, shape: Shape, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(shape, Leaf):
        if value:
            yield path, value
    elif isinstance(shape, Nest):
        yield from words(value, path)
    elif isinstance(shape, Many):
        for index, item in enumerate(value):
            yield from _inside(item, shape.item, (*path, index))
    else:
        for key, item in value.items():
            yield path, str(key)
            if _textual(shape.value, frozenset()):
                yield from _inside(item, shape.value, (*path, key))


@functools.cache
def _written(part: type[Part]) -> tuple[tuple[str, Shape], ...]:
    """The fields of a part below which a text may stand."""
    return tuple((n, s) for n, s in fields(part).items() if _textual(s, frozenset((part,))))


def _textual(shape: Shape, above: frozenset[type[Part]]) -> bool:
    if isinstance(shape, Leaf):
        return shape.type is str
    if isinstance(shape, Nest):
        inner = above | {shape.part}
        return shape.part in above or any(
            _textual(each, inner) for each in fields(shape.part).values()
        )
    return isinstance(shape, Table) or _textual(shape.item, above)

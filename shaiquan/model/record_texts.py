"""All that an editor wrote as text in a record, with its field path."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

from shaiquan.model.base import Part
from shaiquan.model.common import Record
from shaiquan.model.shapes import Path, fields_containing

FieldTexts = list[tuple[Path, str]]


@dataclass(frozen=True, slots=True)
class RecordText:
    """A record with all its texts in one, a line each: to look for what hardly any has."""

    record: Record
    text: str


def join_texts(record: Record) -> RecordText:
    return RecordText(record, "\n".join(text for _, text in find_texts(record)))


def find_texts(part: Part, path: Path = ()) -> FieldTexts:
    """Every text of a part and the parts in it: names, lists, notes, Markdown."""
    found: FieldTexts = []
    _gather(part, path, found)
    return found


@functools.cache
def _worded(part: type[Part]) -> tuple[str, ...]:
    return tuple(name for name, _ in fields_containing(part, (str,)))


def _gather(part: Part, path: Path, found: FieldTexts) -> None:
    held = part.__dict__
    for name in _worded(type(part)):
        value = held[name]
        if not value:
            continue
        if isinstance(value, str):
            found.append(((*path, name), value))
        else:
            _inside(value, (*path, name), found)


def _inside(value: Any, path: Path, found: FieldTexts) -> None:
    if isinstance(value, str):
        if value:
            found.append((path, value))
    elif isinstance(value, Part):
        _gather(value, path, found)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            _inside(item, (*path, index), found)
    elif isinstance(value, dict):
        for key, item in value.items():
            found.append((path, str(key)))
            _inside(item, (*path, key), found)

"""All that an editor wrote as text in a record, with its field path."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

from shaiquan.model.base import Citation, Part
from shaiquan.model.common import Record
from shaiquan.model.shapes import Path, fields_containing

FieldTexts = list[tuple[Path, str]]


@dataclass(frozen=True, slots=True)
class RecordText:
    """A record and all its texts in one, a line each: to search for what hardly any has."""

    record: Record
    text: str


def join_texts(record: Record) -> RecordText:
    return RecordText(record, "\n".join(text for _, text in find_texts(record)))


def find_texts(part: Part, path: Path = ()) -> FieldTexts:
    """Every text of a part and the parts in it: names, lists, notes, quotes, Markdown."""
    texts: FieldTexts = []
    _add_texts_of_part(part, path, texts)
    return texts


@functools.cache
def _fields_with_text(part: type[Part]) -> tuple[str, ...]:
    return tuple(name for name, _ in fields_containing(part, (str, Citation)))


def _add_texts_of_part(part: Part, path: Path, texts: FieldTexts) -> None:
    values = part.__dict__
    for name in _fields_with_text(type(part)):
        value = values[name]
        if not value:
            continue
        if isinstance(value, str):
            texts.append(((*path, name), value))
        else:
            _add_texts(value, (*path, name), texts)


def _add_texts(value: Any, path: Path, texts: FieldTexts) -> None:
    if isinstance(value, str):
        if value:
            texts.append((path, value))
    elif isinstance(value, Citation):
        if value.quote:
            texts.append((path, value.quote))
    elif isinstance(value, Part):
        _add_texts_of_part(value, path, texts)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            _add_texts(item, (*path, index), texts)
    elif isinstance(value, dict):
        for key, item in value.items():
            texts.append((path, str(key)))
            _add_texts(item, (*path, key), texts)

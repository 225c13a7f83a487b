"""All that an editor wrote as text in a record, with its field path."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from shaiquan.model.base import Part
from shaiquan.model.shapes import Path


def words(part: Part, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text of a part and the parts in it: names, lists, notes, Markdown."""
    for name in type(part).model_fields:
        yield from _inside(getattr(part, name), (*path, name))


def _inside(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        if value:
            yield path, value
    elif isinstance(value, Part):
        yield from words(value, path)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _inside(item, (*path, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield path, str(key)
            yield from _inside(item, (*path, key))

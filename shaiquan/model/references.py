"""Every reference and citation in a part, with its field path."""

from __future__ import annotations

import functools
from typing import Any

from shaiquan.model.base import Citation, Part, Ref
from shaiquan.model.shapes import (
    FieldShape,
    ListShape,
    PartShape,
    Path,
    ScalarShape,
    fields_containing,
)

FoundReferences = list[tuple[Path, Ref | Citation]]


def find_references(part: Part, path: Path = ()) -> FoundReferences:
    """Every reference and citation in a part, with its field path, in order."""
    found: FoundReferences = []
    _gather(part, path, found)
    return found


@functools.cache
def _referring(part: type[Part]) -> tuple[tuple[str, FieldShape], ...]:
    return fields_containing(part, (Ref, Citation))


def _gather(part: Part, path: Path, found: FoundReferences) -> None:
    held = part.__dict__
    for name, shape in _referring(type(part)):
        value = held[name]
        if not value:  # nothing stands in an empty list or a field left out
            continue
        if isinstance(shape, ScalarShape):
            found.append(((*path, name), value))
        else:
            _inside(value, shape, (*path, name), found)


def _inside(value: Any, shape: FieldShape, path: Path, found: FoundReferences) -> None:
    if isinstance(shape, ScalarShape):
        found.append((path, value))
    elif isinstance(shape, PartShape):
        _gather(value, path, found)
    elif isinstance(shape, ListShape):
        if isinstance(shape.item, ScalarShape):
            found += [((*path, index), item) for index, item in enumerate(value)]
            return
        for index, item in enumerate(value):
            _inside(item, shape.item, (*path, index), found)
    else:
        for key, item in value.items():
            _inside(item, shape.value, (*path, key), found)

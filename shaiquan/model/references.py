"""Every reference and citation in a part, with its field path."""

from __future__ import annotations

import functools
from typing import Any

from shaiquan.model.base import Citation, Part, Ref
from shaiquan.model.shapes import Leaf, Many, Nest, Path, Shape, Table, fields

Found = list[tuple[Path, Ref | Citation]]


def references(part: Part, path: Path = ()) -> Found:
    """Every reference and citation in a part, with its field path, in order."""
    found: Found = []
    _gather(part, path, found)
    return found


@functools.cache
def referring(part: type[Part]) -> tuple[tuple[str, Shape], ...]:
    """The fields of a part below which a reference may stand."""
    return tuple((n, s) for n, s in fields(part).items() if _refers(s, frozenset((part,))))


def _refers(shape: Shape, above: frozenset[type[Part]]) -> bool:
    if isinstance(shape, Leaf):
        return shape.type in (Ref, Citation)
    if isinstance(shape, Nest):
        if shape.part in above:
            return True
        inner = above | {shape.part}
        return any(_refers(each, inner) for each in fields(shape.part).values())
    return _refers(shape.item if isinstance(shape, Many) else shape.value, above)


def _gather(part: Part, path: Path, found: Found) -> None:
    held = part.__dict__
    for name, shape in referring(type(part)):
        value = held[name]
        if value:  # nothing stands in an empty list or a field left out
            _inside(value, shape, (*path, name), found)


def _inside(value: Any, shape: Shape, path: Path, found: Found) -> None:
    if isinstance(shape, Leaf):
        found.append((path, value))
    elif isinstance(shape, Nest):
        _gather(value, path, found)
    elif isinstance(shape, Many):
        for index, item in enumerate(value):
            _inside(item, shape.item, (*path, index), found)
    elif isinstance(shape, Table):
        for key, item in value.items():
            _inside(item, shape.value, (*path, key), found)

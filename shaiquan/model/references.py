"""Every reference and citation in a part, with its field path."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any, get_args

from shaiquan.model.base import Citation, Part, Ref, RefKinds
from shaiquan.model.shapes import (
    FieldShape,
    ListShape,
    PartShape,
    Path,
    ScalarShape,
    fields_containing,
)

References = list[tuple[Path, Ref | Citation]]


def find_references(part: Part, path: Path = ()) -> References:
    """Every reference and citation in a part, with its field path, in order."""
    references: References = []
    _add_references_of_part(part, path, references)
    return references


@functools.cache
def _fields_with_references(part: type[Part]) -> tuple[tuple[str, FieldShape], ...]:
    return fields_containing(part, (Ref, Citation))


def _add_references_of_part(part: Part, path: Path, references: References) -> None:
    values = part.__dict__
    for name, shape in _fields_with_references(type(part)):
        value = values[name]
        if not value:  # an empty list, or a field left out
            continue
        if isinstance(shape, ScalarShape):
            references.append(((*path, name), value))
        else:
            _add_references(value, shape, (*path, name), references)


def _add_references(value: Any, shape: FieldShape, path: Path, references: References) -> None:
    if isinstance(shape, ScalarShape):
        references.append((path, value))
    elif isinstance(shape, PartShape):
        _add_references_of_part(value, path, references)
    elif isinstance(shape, ListShape):
        if isinstance(shape.item, ScalarShape):
            references += [((*path, index), item) for index, item in enumerate(value)]
            return
        for index, item in enumerate(value):
            _add_references(item, shape.item, (*path, index), references)
    else:
        for key, item in value.items():
            _add_references(item, shape.value, (*path, key), references)


def find_reference_kinds(part: type[Part]) -> Iterator[tuple[str, str]]:
    """Each field of a part, and of the parts in it, that refers to records; with a kind it may."""
    yield from _kinds_of_part(part, frozenset())


def _kinds_of_part(part: type[Part], above: frozenset[type[Part]]) -> Iterator[tuple[str, str]]:
    for name, info in part.model_fields.items():
        for value in (info.annotation, *info.metadata):
            yield from _kinds_in(value, f"{part.__name__}.{name}", above | {part})


def _kinds_in(value: Any, field: str, above: frozenset[type[Part]]) -> Iterator[tuple[str, str]]:
    """The kinds in a type or in what annotates it."""
    if isinstance(value, RefKinds):
        yield from ((field, kind) for kind in value.kinds)
    elif isinstance(value, type) and issubclass(value, Part):
        if value not in above:
            yield from _kinds_of_part(value, above)
    else:
        for argument in get_args(value):
            yield from _kinds_in(argument, field, above)

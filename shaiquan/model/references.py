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


def _add_references_of_part(part: Part, path: Path, references: References) -> None:
    values = part.__dict__
    for name, shape in fields_containing(type(part), (Ref, Citation)):
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


@functools.cache
def find_kinds_of_field(part: type[Part], name: str) -> frozenset[str]:
    """The kinds of record that a field of a part, or a part in it, may refer to."""
    info = part.model_fields[name]
    return frozenset(_kinds_in((info.annotation, *info.metadata), frozenset((part,))))


def _kinds_in(values: tuple[Any, ...], above: frozenset[type[Part]]) -> Iterator[str]:
    """The kinds in types and in what annotates them; ``above`` are the parts looked into."""
    for value in values:
        if isinstance(value, RefKinds):
            yield from value.kinds
        elif isinstance(value, type) and issubclass(value, Part):
            for info in value.model_fields.values() if value not in above else ():
                yield from _kinds_in((info.annotation, *info.metadata), above | {value})
        else:
            yield from _kinds_in(get_args(value), above)

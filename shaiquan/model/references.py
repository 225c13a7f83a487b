"""Every reference and citation in a part, with its field path: to list them, to resolve them."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
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


def resolve_references(part: Part, resolve: Callable[[Ref], Ref], path: Path = ()) -> References:
    """Put what ``resolve`` gives in the place of every reference, in a part that nobody else
    has yet; the new references, as :func:`find_references` lists them."""
    references: References = []
    _resolve_in_part(part, path, resolve, references)
    return references


def _resolve_in_part(
    part: Part, path: Path, resolve: Callable[[Ref], Ref], references: References
) -> None:
    values = part.__dict__
    for name, shape in fields_containing(type(part), (Ref, Citation)):
        if value := values[name]:
            values[name] = _resolve_value(value, shape, (*path, name), resolve, references)


def _resolve_value(
    value: Any, shape: FieldShape, path: Path, resolve: Callable[[Ref], Ref], references: References
) -> Any:
    if isinstance(shape, ScalarShape):
        resolved = _resolve_scalar(value, resolve)
        references.append((path, resolved))
        return resolved
    if isinstance(shape, PartShape):
        _resolve_in_part(value, path, resolve, references)
        return value
    if isinstance(shape, ListShape) and isinstance(shape.item, ScalarShape):
        items = tuple([_resolve_scalar(item, resolve) for item in value])
        references += [((*path, index), item) for index, item in enumerate(items)]
        return items
    if isinstance(shape, ListShape):
        return tuple(
            _resolve_value(item, shape.item, (*path, index), resolve, references)
            for index, item in enumerate(value)
        )
    return {
        key: _resolve_value(item, shape.value, (*path, key), resolve, references)
        for key, item in value.items()
    }


def _resolve_scalar(value: Ref | Citation, resolve: Callable[[Ref], Ref]) -> Ref | Citation:
    if isinstance(value, Citation):
        return Citation(resolve(value.rule), value.article, value.tail, value.quote)
    return resolve(value)


@functools.cache
def find_kinds_of_field(part: type[Part], name: str) -> frozenset[str]:
    """The kinds of record that a field of a part, or a part in it, may refer to."""
    info = part.model_fields[name]
    return frozenset(_kinds_in((info.annotation, *info.metadata), frozenset((part,))))


def find_kinds_at(part: type[Part], path: str) -> frozenset[str] | None:
    """The same of a field of parts, ``deliberations.presenter``; None where there is none."""
    name, _, below = path.partition(".")
    if name not in part.model_fields:
        return None
    if not below:
        return find_kinds_of_field(part, name)
    inner = next(_parts_in((part.model_fields[name].annotation,)), None)
    return find_kinds_at(inner, below) if inner else None


def _parts_in(types: tuple[Any, ...]) -> Iterator[type[Part]]:
    for each in types:
        if isinstance(each, type) and issubclass(each, Part):
            yield each
        else:
            yield from _parts_in(get_args(each))


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

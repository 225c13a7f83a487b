"""The shape of a field as YAML writes it: a word, a list, a mapping, a part."""

from __future__ import annotations

import functools
import types
from dataclasses import dataclass
from typing import Annotated, Any, Union, get_args, get_origin

from shaiquan.model.base import Part
from shaiquan.model.spellings import spellings_of
from shaiquan.model.terms import Term


@dataclass(frozen=True, slots=True)
class ScalarShape:
    """A word: text, a date, a reference, an enumerated value."""

    type: Any
    #: whether it is text as it stands, and no word for a parser of the field's own
    text: bool = False


@dataclass(frozen=True, slots=True)
class ListShape:
    """A list."""

    item: FieldShape


@dataclass(frozen=True, slots=True)
class MapShape:
    """A mapping with keys of the editor's own."""

    value: FieldShape


@dataclass(frozen=True, slots=True)
class PartShape:
    """A mapping with known keys."""

    part: type[Part]


FieldShape = ScalarShape | ListShape | MapShape | PartShape
Path = tuple[str | int, ...]


def _shape(annotation: Any) -> FieldShape:
    if get_origin(annotation) is Annotated:
        return _word(_shape(get_args(annotation)[0]))
    origin, args = get_origin(annotation), get_args(annotation)
    if origin in (Union, types.UnionType):
        return _shape(next(arg for arg in args if arg is not type(None)))
    if origin is tuple:
        return ListShape(_shape(args[0]))
    if origin is dict:
        return MapShape(_shape(args[1]))
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return PartShape(annotation)
    return ScalarShape(annotation, text=annotation is str)


def _word(shape: FieldShape) -> FieldShape:
    return ScalarShape(shape.type) if isinstance(shape, ScalarShape) else shape


@functools.cache
def field_shapes(part: type[Part]) -> dict[str, FieldShape]:
    """The shape of each field of a part, by English name."""
    shapes = {name: _shape(info.annotation) for name, info in part.model_fields.items()}
    return {n: _word(s) if part.model_fields[n].metadata else s for n, s in shapes.items()}


@dataclass(frozen=True, slots=True)
class LabelledField:
    """A field as a key of a mapping names it: English name, Chinese label, shape."""

    name: str
    label: str
    shape: FieldShape


@functools.cache
def fields_by_key(part: type[Part]) -> dict[str, LabelledField]:
    """Every accepted spelling of a key -> the field."""
    shapes = field_shapes(part)
    return {
        word: LabelledField(name, part.label_of(name), shapes[name])
        for word, name in spellings_of(part).items()
    }


def fields_containing(
    part: type[Part], types: tuple[type, ...]
) -> tuple[tuple[str, FieldShape], ...]:
    """The fields of a part in which, or below which, a value of one of the types may stand."""
    above = frozenset((part,))
    return tuple((n, s) for n, s in field_shapes(part).items() if _reaches(s, types, above))


def _reaches(shape: FieldShape, types: tuple[type, ...], above: frozenset[type[Part]]) -> bool:
    if isinstance(shape, ScalarShape):
        return shape.type in types
    if isinstance(shape, PartShape):
        if shape.part in above or issubclass(shape.part, types):
            return True
        inner = above | {shape.part}
        return any(_reaches(each, types, inner) for each in field_shapes(shape.part).values())
    if isinstance(shape, MapShape):
        return str in types or _reaches(shape.value, types, above)
    return _reaches(shape.item, types, above)


def find_field(part: type[Part], path: Path) -> tuple[str, FieldShape]:
    """The label of the innermost named field on ``path`` below ``part``, and its shape."""
    label, shape = "", PartShape(part)
    current: FieldShape = shape
    for step in path:
        if isinstance(current, PartShape) and isinstance(step, str):
            if step not in field_shapes(current.part):
                break
            label = current.part.label_of(step)
            current = field_shapes(current.part)[step]
        elif isinstance(current, ListShape):
            current = current.item
        elif isinstance(current, MapShape):
            label, current = str(step), current.value
    return label, current


def list_choices(shape: FieldShape) -> tuple[str, ...]:
    """The labels that an enumerated field may take; empty for other fields."""
    kind = shape.type if isinstance(shape, ScalarShape) else None
    if isinstance(kind, type) and issubclass(kind, Term):
        return tuple(member.label for member in kind)
    return ()

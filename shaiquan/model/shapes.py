"""The shape of a field in YAML: a scalar, a list, a mapping, a part."""

from __future__ import annotations

import functools
import types
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, Union, get_args, get_origin

from shaiquan.model.base import Part, RefKinds
from shaiquan.model.common import SaysClause
from shaiquan.model.spellings import spellings_of
from shaiquan.model.terms import Term


@dataclass(frozen=True, slots=True)
class ScalarShape:
    """A text, a date, a reference, an enumerated value."""

    type: Any
    #: whether the value is the text as it stands, which no parser reads
    text: bool = False
    #: whether a text is a clause or a sentence, rather than the name of something
    sentence: bool = False
    #: of a reference, the kinds of records that it may name
    kinds: tuple[str, ...] = ()


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


def _shape_of(annotation: Any) -> FieldShape:
    if get_origin(annotation) is Annotated:
        plain, *metadata = get_args(annotation)
        return _mark_parsed(_shape_of(plain), metadata)
    origin, args = get_origin(annotation), get_args(annotation)
    if origin in (Union, types.UnionType):
        return _shape_of(next(arg for arg in args if arg is not type(None)))
    if origin is tuple:
        return ListShape(_shape_of(args[0]))
    if origin is dict:
        return MapShape(_shape_of(args[1]))
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return PartShape(annotation)
    if origin is not None:
        raise TypeError(f"{annotation}: a field is a value, a tuple, a dict or a part")
    return ScalarShape(annotation, text=annotation is str)


def _mark_parsed(shape: FieldShape, metadata: Sequence[object]) -> FieldShape:
    """The shape of a sentence, or of a field with a parser of its own: not text as it stands."""
    if not isinstance(shape, ScalarShape):
        return shape
    if any(isinstance(item, SaysClause) for item in metadata):
        return replace(shape, sentence=True)
    kinds = next((item.kinds for item in metadata if isinstance(item, RefKinds)), shape.kinds)
    return ScalarShape(shape.type, kinds=kinds)


@functools.cache
def field_shapes(part: type[Part]) -> dict[str, FieldShape]:
    """The shape of each field of a part, by English name."""
    shapes = {name: _shape_of(info.annotation) for name, info in part.model_fields.items()}
    return {
        name: _mark_parsed(shape, metadata)
        if (metadata := part.model_fields[name].metadata)
        else shape
        for name, shape in shapes.items()
    }


@dataclass(frozen=True, slots=True)
class LabelledField:
    """A field: English name, Chinese label, shape."""

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
        if name != part.own_columns  # written under the names of the columns
    }


@functools.cache
def fields_containing(
    part: type[Part], types: tuple[type, ...]
) -> tuple[tuple[str, FieldShape], ...]:
    """The fields of a part in which, or below which, a value of one of the types may stand."""
    parents = frozenset((part,))
    fields = field_shapes(part).items()
    return tuple((name, shape) for name, shape in fields if _may_contain(shape, types, parents))


def _may_contain(
    shape: FieldShape, types: tuple[type, ...], parents: frozenset[type[Part]]
) -> bool:
    if isinstance(shape, ScalarShape):
        return shape.type in types
    if isinstance(shape, PartShape):
        if shape.part in parents or issubclass(shape.part, types):
            return True
        inner = field_shapes(shape.part).values()
        return any(_may_contain(field, types, parents | {shape.part}) for field in inner)
    if isinstance(shape, MapShape):
        return str in types or _may_contain(shape.value, types, parents)
    return _may_contain(shape.item, types, parents)


def find_field(part: type[Part], path: Path) -> tuple[str, FieldShape]:
    """The label of the innermost named field on ``path`` below ``part``, and its shape."""
    label = ""
    shape: FieldShape = PartShape(part)
    for key in path:
        if isinstance(shape, PartShape) and isinstance(key, str):
            if key not in field_shapes(shape.part):
                break
            label = shape.part.label_of(key)
            shape = field_shapes(shape.part)[key]
        elif isinstance(shape, ListShape):
            shape = shape.item
        elif isinstance(shape, MapShape):
            label, shape = str(key), shape.value
    return label, shape


def advise_on_several(part: type[Part], path: Path) -> str:
    """What the field at ``path`` advises whoever writes a list in place of one value."""
    if not path or not isinstance(path[-1], str):
        return ""
    _, holder = find_field(part, path[:-1])
    field = holder.part.model_fields.get(path[-1]) if isinstance(holder, PartShape) else None
    extra = field.json_schema_extra if field else None
    return str(extra["several"]) if isinstance(extra, dict) else ""


def find_nested_part(shape: FieldShape) -> type[Part] | None:
    """The type of the parts that stand in a field, in a list or a mapping too."""
    while isinstance(shape, ListShape | MapShape):
        shape = shape.item if isinstance(shape, ListShape) else shape.value
    return shape.part if isinstance(shape, PartShape) else None


def find_item_shape(shape: FieldShape) -> FieldShape:
    """The shape of the innermost items of a list; any other shape as it is."""
    return find_item_shape(shape.item) if isinstance(shape, ListShape) else shape


def list_choices(shape: FieldShape) -> tuple[str, ...]:
    """The labels that an enumerated field may take; empty for other fields."""
    term = shape.type if isinstance(shape, ScalarShape) else None
    if isinstance(term, type) and issubclass(term, Term):
        return tuple(member.label for member in term)
    return ()

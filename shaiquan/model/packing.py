"""Values to plain tuples and back: what pickles small, and the same in every process.

A pickle tells two equal words apart if they are two objects, and keeps sets in the order of
a hash that is new in every process. So a part is packed by value: fields that differ from
their default, in order, each word one object, nothing else. Unpacked values are shared.
"""

from __future__ import annotations

import dataclasses
import enum
import functools
import types
from collections.abc import Callable, Mapping
from itertools import compress
from operator import attrgetter, is_not, itemgetter
from sys import intern
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

#: how many different references, dates, limits are kept to be shared
SHARED = 2**16


@dataclasses.dataclass(frozen=True, slots=True)
class Packer:
    """How the values of a type become plain, and what they were."""

    pack: Callable[[Any], Any]
    unpack: Callable[[Any], Any]


class CompactPickle:
    """A frozen dataclass with slots that is pickled as its type and its fields, no more."""

    __slots__ = ()

    def __reduce__(self) -> tuple[type[CompactPickle], tuple[Any, ...]]:
        kind: Any = type(self)
        return kind, _getter(kind)(self)


@functools.cache
def _getter(kind: type[Any]) -> attrgetter[tuple[Any, ...]]:
    """What gives the fields of a dataclass, of which there are two or more."""
    return attrgetter(*(each.name for each in dataclasses.fields(kind)))


def _same(value: Any) -> Any:
    return value


_PLAIN = Packer(_same, _same)
_WORD = Packer(intern, intern)


@functools.cache
def packer_of(annotation: Any) -> Packer:
    """The way of a field's values, None excepted."""
    if get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    origin, args = get_origin(annotation), get_args(annotation)
    if origin in (Union, types.UnionType):
        return packer_of(next(arg for arg in args if arg is not type(None)))
    if origin is tuple:
        return _many(packer_of(args[0]))
    if origin is dict:
        return _table(packer_of(args[1]))
    if annotation is str:
        return _WORD
    if not isinstance(annotation, type):
        return _PLAIN
    if hasattr(annotation, "unpacked"):
        return _part(annotation)
    if issubclass(annotation, enum.Enum):
        return _choice(annotation)
    return _value(annotation) if dataclasses.is_dataclass(annotation) else _PLAIN


def _part(kind: Any) -> Packer:
    """A part packs itself; of parts that many records hold alike, equal ones are shared."""
    return Packer(
        kind.packed, functools.lru_cache(SHARED)(kind.unpacked) if kind.alike else kind.unpacked
    )


def _many(item: Packer) -> Packer:
    pack, unpack = item.pack, item.unpack
    return Packer(
        lambda values: tuple(map(pack, values)),
        lambda plain: tuple(map(unpack, plain)),
    )


def _table(item: Packer) -> Packer:
    pack, unpack = item.pack, item.unpack
    return Packer(
        lambda values: {intern(key): pack(each) for key, each in values.items()},
        lambda plain: {intern(key): unpack(each) for key, each in plain.items()},
    )


def _choice(kind: type[enum.Enum]) -> Packer:
    return Packer(attrgetter("_name_"), dict(kind.__members__).__getitem__)


def _value(kind: Any) -> Packer:
    """A frozen dataclass: its fields in order; equal ones are shared."""
    hints = get_type_hints(kind)
    ways = tuple(packer_of(hints[each.name]) for each in dataclasses.fields(kind))
    get = _getter(kind)
    if all(each is _PLAIN for each in ways):
        return Packer(get, functools.lru_cache(SHARED)(lambda plain: kind(*plain)))
    if all(each is _WORD for each in ways):
        return Packer(
            lambda value: tuple(map(intern, get(value))),
            functools.lru_cache(SHARED)(lambda plain: kind(*map(intern, plain))),
        )

    def pack(value: Any) -> tuple[Any, ...]:
        held = zip(get(value), ways, strict=True)
        return tuple([None if inner is None else each.pack(inner) for inner, each in held])

    def unpack(plain: tuple[Any, ...]) -> Any:
        held = zip(plain, ways, strict=True)
        return kind(*[None if inner is None else each.unpack(inner) for inner, each in held])

    return Packer(pack, functools.lru_cache(SHARED)(unpack))


def packer_of_fields(fields: Mapping[str, tuple[Any, Any]]) -> Packer:
    """The way of a part's values by name: the number of the fields held, then their values.

    ``fields`` are type and default by name, in order; a required field has the default ``...``.
    A field is held where it differs from its default; the number is a sum of powers of two.
    """
    rows = tuple(
        (name, default, 1 << place, packer_of(kind))
        for place, (name, (kind, default)) in enumerate(fields.items())
    )
    defaults = {name: default for name, default, _, _ in rows}

    @functools.cache
    def held(number: int) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
        return tuple((name, how.unpack) for name, _, bit, how in rows if number & bit)

    inside = tuple((default, bit, how.pack) for _, default, bit, how in rows)
    usual, get = tuple(defaults.values()), itemgetter(*defaults)

    def pack(values: Mapping[str, Any]) -> tuple[Any, ...]:
        number, found = 0, get(values)
        plain: list[Any] = [0]
        rows = zip(found, inside, strict=True)
        for value, (default, bit, inner) in compress(rows, map(is_not, found, usual)):
            if default is None or default is ... or value != default:
                number |= bit
                plain.append(None if value is None else inner(value))
        plain[0] = number
        return tuple(plain)

    def unpack(plain: tuple[Any, ...]) -> dict[str, Any]:
        values = defaults.copy()
        for (name, inner), value in zip(held(plain[0]), plain[1:], strict=True):
            values[name] = None if value is None else inner(value)
        return values

    return Packer(pack, unpack)

"""Values to plain tuples and back, for pickles that are small and the same in every process.

Pickle tells two equal texts apart where they are two objects, and keeps sets in the order of
a hash that differs in every process. So a part is packed by value: the fields that differ
from their default, in order, each text one object, and nothing else. Unpacking shares values.
"""

from __future__ import annotations

import dataclasses
import datetime
import enum
import functools
import io
import pickle
import types
from collections.abc import Callable, Mapping
from decimal import Decimal
from itertools import compress
from operator import attrgetter, is_not, itemgetter
from sys import intern
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin, get_type_hints

#: how many different references, dates and limits stay in the cache of shared values
SHARED = 2**16


@dataclasses.dataclass(frozen=True, slots=True)
class Packer:
    """How to make the values of a type plain, and how to make them again."""

    pack: Callable[[Any], Any]
    unpack: Callable[[Any], Any]


def pickle_by_value(value: object) -> bytes:
    """Any value as bytes that depend on the value alone.

    A usual pickle notes which parts are the same object, and these differ between a value that
    was read and one that was unpickled.
    """
    into = io.BytesIO()
    pickler = pickle.Pickler(into, protocol=5)
    pickler.fast = True
    pickler.dump(value)
    return into.getvalue()


class CompactPickle:
    """A frozen dataclass with slots that is pickled as its type and its fields, no more."""

    __slots__ = ()

    def __reduce__(self) -> tuple[type[CompactPickle], tuple[Any, ...]]:
        cls: Any = type(self)
        return cls, _field_getter(cls)(self)


@functools.cache
def _field_getter(cls: type[Any]) -> attrgetter[tuple[Any, ...]]:
    """A function that gives the values of a dataclass with two or more fields."""
    return attrgetter(*(field.name for field in dataclasses.fields(cls)))


def _identity(value: Any) -> Any:
    return value


_PLAIN = Packer(_identity, _identity)
_TEXT = Packer(intern, intern)
#: days and decimals are no plain values to ``marshal``
_BY_TYPE: Mapping[Any, Packer] = {
    str: _TEXT,
    datetime.date: Packer(datetime.date.toordinal, datetime.date.fromordinal),
    Decimal: Packer(str, Decimal),
}


@functools.cache
def packer_of(annotation: Any) -> Packer:
    """The packer of a field's values, None excepted."""
    if get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    origin, args = get_origin(annotation), get_args(annotation)
    if origin in (Union, types.UnionType):
        return packer_of(next(arg for arg in args if arg is not type(None)))
    if origin is tuple:
        return _tuple_packer(packer_of(args[0]))
    if origin is dict:
        return _dict_packer(packer_of(args[1]))
    if annotation in _BY_TYPE:
        return _BY_TYPE[annotation]
    if not isinstance(annotation, type):
        return _PLAIN
    if hasattr(annotation, "unpack"):
        return _part_packer(annotation)
    if issubclass(annotation, enum.Enum):
        return Packer(attrgetter("_name_"), dict(annotation.__members__).__getitem__)
    return _dataclass_packer(annotation) if dataclasses.is_dataclass(annotation) else _PLAIN


def _part_packer(part: Any) -> Packer:
    """A part packs itself; equal ones are one object where the class says so."""
    return Packer(part.pack, _share(part.unpack) if part.shared else part.unpack)


def _share(unpack: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return functools.lru_cache(SHARED)(unpack)


def _tuple_packer(item: Packer) -> Packer:
    pack, unpack = item.pack, item.unpack
    return Packer(
        lambda values: tuple(map(pack, values)),
        lambda plain: tuple(map(unpack, plain)),
    )


def _dict_packer(item: Packer) -> Packer:
    pack, unpack = item.pack, item.unpack
    return Packer(
        lambda values: {intern(key): pack(value) for key, value in values.items()},
        lambda plain: {intern(key): unpack(value) for key, value in plain.items()},
    )


def _dataclass_packer(cls: Any) -> Packer:
    """A frozen dataclass: its fields in order; equal ones are one object."""
    hints = get_type_hints(cls)
    packers = tuple(packer_of(hints[field.name]) for field in dataclasses.fields(cls))
    get_values = _field_getter(cls)
    if all(packer is _PLAIN for packer in packers):
        return Packer(get_values, _share(lambda plain: cls(*plain)))
    if all(packer is _TEXT for packer in packers):
        return Packer(
            lambda value: tuple(map(intern, get_values(value))),
            _share(lambda plain: cls(*map(intern, plain))),
        )

    def pack(instance: Any) -> tuple[Any, ...]:
        pairs = zip(get_values(instance), packers, strict=True)
        return tuple([None if value is None else packer.pack(value) for value, packer in pairs])

    def unpack(plain: tuple[Any, ...]) -> Any:
        pairs = zip(plain, packers, strict=True)
        return cls(*[None if value is None else packer.unpack(value) for value, packer in pairs])

    return Packer(pack, _share(unpack))


def packer_of_fields(fields: Mapping[str, tuple[Any, Any]]) -> Packer:
    """The packer of a part's values by name: a mask of the fields packed, then their values.

    ``fields`` are type and default by name, in order; a required field has the default ``...``.
    A field is packed where it differs from its default; each has one bit of the mask.
    """
    columns = tuple(
        _Column(name, default, 1 << index, packer_of(annotation))
        for index, (name, (annotation, default)) in enumerate(fields.items())
    )
    return Packer(_make_pack(columns), _make_unpack(columns))


class _Column(NamedTuple):
    """A field of a part: its default, its bit of the mask, the packer of its values."""

    name: str
    default: Any
    bit: int
    packer: Packer


def _make_pack(columns: tuple[_Column, ...]) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
    names = [column.name for column in columns]
    # of one name, itemgetter gives the value and not a tuple
    get_values = itemgetter(*names) if len(names) > 1 else lambda by_name: (by_name[names[0]],)
    defaults = tuple(column.default for column in columns)
    packers = tuple((column.default, column.bit, column.packer.pack) for column in columns)

    def pack(by_name: Mapping[str, Any]) -> tuple[Any, ...]:
        mask, values = 0, get_values(by_name)
        plain: list[Any] = [0]
        rows = zip(values, packers, strict=True)
        for value, (default, bit, pack_value) in compress(rows, map(is_not, values, defaults)):
            if default is None or default is ... or value != default:
                mask |= bit
                plain.append(None if value is None else pack_value(value))
        plain[0] = mask
        return tuple(plain)

    return pack


def _make_unpack(columns: tuple[_Column, ...]) -> Callable[[tuple[Any, ...]], dict[str, Any]]:
    defaults = {column.name: column.default for column in columns}

    @functools.cache
    def unpackers(mask: int) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
        return tuple((name, packer.unpack) for name, _, bit, packer in columns if mask & bit)

    def unpack(plain: tuple[Any, ...]) -> dict[str, Any]:
        by_name = defaults.copy()
        for (name, unpack_value), value in zip(unpackers(plain[0]), plain[1:], strict=True):
            by_name[name] = None if value is None else unpack_value(value)
        return by_name

    return unpack

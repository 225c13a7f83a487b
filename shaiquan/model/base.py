"""How a record type is written down: fields, values that are words, references.

A field is defined once, by :func:`define_field`: its English name is the attribute, its Chinese
name the title; the reader accepts both as keys, and pages, tables, open data and the words
of problems all take the names from here.
"""

from __future__ import annotations

import copy
import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Protocol, Self

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

from shaiquan.model.money import Band, parse_band
from shaiquan.model.packing import CompactPickle, Packer, packer_of_fields
from shaiquan.model.scalars import (
    PartialDate,
    TimeLimit,
    parse_citation,
    parse_date,
    parse_flag,
    parse_limit,
)
from shaiquan.model.spellings import spellings_of

REQUIRED: Any = ...
#: pydantic keeps which fields an editor wrote, in a set for each part; nobody asks
_UNTOLD: frozenset[str] = frozenset()
_set = object.__setattr__


def define_field(label: str, about: str, default: Any = REQUIRED, *also: str, **extra: Any) -> Any:
    """A field: Chinese label, help for editors, default (none: required), other spellings."""
    return Field(
        default, title=label, description=about, json_schema_extra={"aliases": [*also]}, **extra
    )


class Part(BaseModel):
    """Whatever an editor writes as a mapping. Frozen.

    Unknown keys and space about a text never get this far: the reader takes them away.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    #: field that a plain word stands for, where an editor writes no mapping
    shorthand: ClassVar[str] = ""
    #: whether many records say the same: equal parts are then one object; it names no record
    alike: ClassVar[bool] = False

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        """Refuses a class in which a key would mean two fields."""
        spellings_of(cls)

    @classmethod
    def label_of(cls, name: str) -> str:
        return _labels(cls)[name]

    @classmethod
    def field_labels(cls) -> tuple[tuple[str, str], ...]:
        """(English name, Chinese label) of each field, in order."""
        return tuple(_labels(cls).items())

    def model_post_init(self, _: Any, /) -> None:
        _set(self, "__pydantic_fields_set__", _UNTOLD)

    @classmethod
    def made(cls, values: dict[str, Any]) -> Self:
        """A part of values already checked, all of them, in the order of the fields."""
        part = cls.__new__(cls)
        part._hold(values)
        return part

    def _hold(self, values: dict[str, Any]) -> None:
        _set(self, "__dict__", values)
        _set(self, "__pydantic_fields_set__", _UNTOLD)
        _set(self, "__pydantic_extra__", None)
        _set(self, "__pydantic_private__", None)

    def replaced(self, values: Mapping[str, Any]) -> Self:
        """A copy with some fields replaced; the values are already checked."""
        return self.made({**self.__dict__, **values})

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Pydantic's name for :meth:`replaced`."""
        return (copy.deepcopy(self) if deep else self).replaced(update or {})

    @classmethod
    @functools.cache
    def _packing(cls) -> Packer:
        return packer_of_fields(
            {
                name: (field.annotation, ... if field.is_required() else field.get_default())
                for name, field in cls.model_fields.items()
            }
        )

    def packed(self) -> tuple[Any, ...]:
        """The part as plain values: the same for equal parts, in every process."""
        plain: tuple[Any, ...] = self._packing().pack(self.__dict__)
        return plain

    @classmethod
    def unpacked(cls, plain: tuple[Any, ...]) -> Self:
        """The part that :meth:`packed` gave as plain values."""
        return cls.made(cls._packing().unpack(plain))

    def __getstate__(self) -> Any:
        return self.packed()

    def __setstate__(self, state: Any) -> None:
        self._hold(self._packing().unpack(state))


@functools.cache
def _labels(part: type[Part]) -> dict[str, str]:
    return {name: field.title or name for name, field in part.model_fields.items()}


# -- values that are words ----------------------------------------------------------------


@dataclass(frozen=True)
class ParsedText:
    """Pydantic glue: text is parsed by ``parse``, any failure is a problem of ``code``."""

    code: str
    parse: Callable[[str], Any]

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(self._check)

    def _check(self, value: Any) -> Any:
        if not isinstance(value, str):
            raise PydanticCustomError("string_type", "text")
        try:
            return self.parse(value)
        except ValueError:
            raise PydanticCustomError(self.code, "bad", {"value": value}) from None


Date = Annotated[PartialDate, ParsedText("bad-date", parse_date)]
LimitField = Annotated[TimeLimit, ParsedText("bad-limit", parse_limit)]
Money = Annotated[Band, ParsedText("bad-amount", parse_band)]
Flag = Annotated[bool, ParsedText("bad-flag", parse_flag)]


# -- references -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ref(CompactPickle):
    """A resolved reference: the kind and id of the record meant, and what was written."""

    kind: str
    id: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Citation(CompactPickle):
    """A basis: the rule, its article (``4``, ``4-1`` or empty) and what follows (第二款)."""

    rule: Ref
    article: str = ""
    tail: str = ""


class UnresolvedReference(Exception):
    """A reference that names nothing (no candidates), or more than one record."""

    def __init__(self, candidates: tuple[str, ...] = (), suggestion: str = "") -> None:
        super().__init__(candidates, suggestion)
        self.candidates = candidates
        self.suggestion = suggestion


class Resolver(Protocol):
    """What a record is validated against (pydantic's ``context``)."""

    def resolve(self, text: str, kinds: tuple[str, ...]) -> Ref:
        """The record of one of ``kinds`` that ``text`` names; raises Unresolved."""
        ...


def _resolved(text: object, kinds: tuple[str, ...], context: Any) -> Ref:
    if not isinstance(text, str):
        raise PydanticCustomError("string_type", "text")
    resolver: Resolver = context
    try:
        return resolver.resolve(text.strip(), kinds)
    except UnresolvedReference as fault:
        code = "ambiguous-reference" if fault.candidates else "unknown-reference"
        words = {
            "value": text.strip(),
            "kinds": "|".join(kinds),
            "candidates": "、".join(fault.candidates),
            "first": fault.candidates[0] if fault.candidates else "",
            "suggestion": fault.suggestion,
        }
        raise PydanticCustomError(code, "reference", words) from None


@dataclass(frozen=True)
class RefKinds:
    """``Annotated[Ref, To("body", "post")]``: text that names a record of one of the kinds."""

    kinds: tuple[str, ...]

    def __init__(self, *kinds: str) -> None:
        object.__setattr__(self, "kinds", kinds)

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        kinds = self.kinds

        def check(value: Any, info: core_schema.ValidationInfo) -> Any:
            return _resolved(value, kinds, info.context)

        return core_schema.with_info_plain_validator_function(check)


class _Cites(RefKinds):
    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        def check(value: Any, info: core_schema.ValidationInfo) -> Any:
            if not isinstance(value, str):
                raise PydanticCustomError("string_type", "text")
            cited = parse_citation(value)
            return Citation(
                _resolved(cited.rule, ("rule",), info.context), cited.article, cited.tail
            )

        return core_schema.with_info_plain_validator_function(check)


Basis = Annotated[Citation, _Cites("rule")]
BodyRef = Annotated[Ref, RefKinds("body")]
PostRef = Annotated[Ref, RefKinds("post")]
AreaRef = Annotated[Ref, RefKinds("area")]
ActorRef = Annotated[Ref, RefKinds("body", "post", "role")]
HolderRef = Annotated[Ref, RefKinds("body", "post")]
ChannelRef = Annotated[Ref, RefKinds("channel")]


class WithheldField(Part):
    """一项不公开的字段 (可分割公开, 政府信息公开条例第三十七条)."""

    shorthand: ClassVar[str] = "field"

    field: str = define_field("字段", "同一条记录里的字段名，例如 承办")
    basis: str = define_field("依据", "不公开的依据，例如 政府信息公开条例第十六条", "")


class Withholding(Part):
    """A part of a record whose own fields may be withheld one by one."""

    withheld: tuple[WithheldField, ...] = define_field("不公开字段", "不对外公布的字段和依据", ())

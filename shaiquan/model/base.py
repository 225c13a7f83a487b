"""How a record type is defined: its fields, values parsed from text, references.

A field is defined once, by :func:`define_field`: its English name is the attribute, its Chinese
label the title. The reader accepts both as keys; pages, tables, open data and messages all
take the label from here.
"""

from __future__ import annotations

import copy
import functools
from collections.abc import Mapping, Sized
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Protocol, Self, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, GetCoreSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

from shaiquan.limits import Limit, OverLimit
from shaiquan.model.money import Band, parse_band
from shaiquan.model.packing import CompactPickle, Packer, packer_of_fields
from shaiquan.model.parsed_texts import ParsedText, require_text
from shaiquan.model.periods import Period, parse_period
from shaiquan.model.scalars import PartialDate, parse_citation, parse_date, parse_flag
from shaiquan.model.spellings import spellings_of
from shaiquan.model.time_limits import TimeLimit, parse_limit, parse_uncounted

REQUIRED: Any = ...
T = TypeVar("T", bound=Sized)
#: pydantic keeps a set of the fields that were given, for each part; nothing reads it
_NO_FIELDS_SET: frozenset[str] = frozenset()
_set = object.__setattr__


def define_field(
    label: str,
    about: str,
    default: Any = REQUIRED,
    *aliases: str,
    essential: bool = False,
    several: str = "",
    headings: str = "",
) -> Any:
    """A field: Chinese label, help for editors, default (none: required), other spellings.

    ``essential``: nothing can be shown of the record without it, so it cannot be withheld alone.
    ``several``: what to do who writes a list where one value is expected.
    ``headings``: what else tables of offices call the column, spaces between.
    """
    extra: dict[str, Any] = {"aliases": [*aliases], "essential": essential, "several": several}
    extra["headings"] = [*headings.split()]
    return Field(default, title=label, description=about, json_schema_extra=extra)


class Part(BaseModel):
    """Whatever an editor writes as a mapping. Frozen.

    The reader has refused unknown keys and stripped every text before a part is made.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    #: the field that a plain text stands for, where an editor writes no mapping
    shorthand: ClassVar[str] = ""
    #: whether equal parts are one object, since many records repeat them; has no references
    shared: ClassVar[bool] = False
    #: lists of references that say something false if one is left out: it is said to be withheld
    whole_lists: ClassVar[frozenset[str]] = frozenset()
    #: the field for what stands under the names of columns that the record has of its own
    own_columns: ClassVar[str] = ""

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        """Refuses a class in which a key would mean two fields."""
        spellings_of(cls)

    @classmethod
    def label_of(cls, name: str) -> str:
        return _labels(cls)[name]

    @classmethod
    @functools.cache
    def field_labels(cls) -> tuple[tuple[str, str], ...]:
        """(English name, Chinese label) of each field, in order."""
        return tuple(_labels(cls).items())

    @classmethod
    @functools.cache
    def essential_fields(cls) -> frozenset[str]:
        """The names of the fields that cannot be withheld."""
        extras = {name: field.json_schema_extra for name, field in cls.model_fields.items()}
        return frozenset(
            name for name, extra in extras.items() if isinstance(extra, dict) and extra["essential"]
        )

    def model_post_init(self, _: Any, /) -> None:
        _set(self, "__pydantic_fields_set__", _NO_FIELDS_SET)

    @classmethod
    def from_checked(cls, values: dict[str, Any]) -> Self:
        """A part from the checked values of all its fields, in their order."""
        part = cls.__new__(cls)
        part._set_values(values)
        return part

    def _set_values(self, values: dict[str, Any]) -> None:
        _set(self, "__dict__", values)
        _set(self, "__pydantic_fields_set__", _NO_FIELDS_SET)
        _set(self, "__pydantic_extra__", None)
        _set(self, "__pydantic_private__", None)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy with some fields replaced by values already checked."""
        part = copy.deepcopy(self) if deep else self
        return self.from_checked({**part.__dict__, **(update or {})})

    @classmethod
    @functools.cache
    def _packer(cls) -> Packer:
        return packer_of_fields(
            {
                name: (field.annotation, ... if field.is_required() else field.get_default())
                for name, field in cls.model_fields.items()
            }
        )

    def pack(self) -> tuple[Any, ...]:
        """The part as plain values: the same for equal parts, in every process."""
        plain: tuple[Any, ...] = self._packer().pack(self.__dict__)
        return plain

    @classmethod
    def unpack(cls, plain: tuple[Any, ...]) -> Self:
        """The part of which :meth:`pack` gave the plain values."""
        return cls.from_checked(cls._packer().unpack(plain))

    def __getstate__(self) -> Any:
        return self.pack()

    def __setstate__(self, state: Any) -> None:
        self._set_values(self._packer().unpack(state))


@functools.cache
def _labels(part: type[Part]) -> dict[str, str]:
    return {name: field.title or name for name, field in part.model_fields.items()}


# -- values parsed from text --------------------------------------------------------------


def at_most(limit: Limit) -> AfterValidator:
    """Tells pydantic to refuse a list or mapping of more items."""

    def check(items: T) -> T:
        if len(items) > limit.most:
            raise OverLimit(limit)
        return items

    return AfterValidator(check)


Date = Annotated[PartialDate, ParsedText("bad-date", parse_date)]
PeriodField = Annotated[Period, ParsedText("bad-period", parse_period)]
LimitField = Annotated[TimeLimit, ParsedText("bad-limit", parse_limit)]
Uncounted = Annotated[str, ParsedText("bad-flag", parse_uncounted)]
Money = Annotated[Band, ParsedText("bad-amount", parse_band)]
Flag = Annotated[bool, ParsedText("bad-flag", parse_flag)]


# -- references -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ref(CompactPickle):
    """A resolved reference: kind and id of the record, and the text that was written."""

    kind: str
    id: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Citation(CompactPickle):
    """A basis: the rule, its article (``4``, ``4-1`` or empty), what follows (第二款), and what the
    editor quoted of it."""

    rule: Ref
    article: str = ""
    tail: str = ""
    quote: str = ""


class UnresolvedReference(Exception):
    """A reference that names no record (no candidates) or more than one."""

    def __init__(self, candidates: tuple[str, ...] = (), suggestion: str = "") -> None:
        super().__init__(candidates, suggestion)
        self.candidates = candidates
        self.suggestion = suggestion


class Resolver(Protocol):
    """What resolves the references of a record while it is validated (pydantic's ``context``)."""

    def resolve(self, text: str, kinds: tuple[str, ...]) -> Ref:
        """The record of one of ``kinds`` that ``text`` names; raises UnresolvedReference."""
        ...


@dataclass(frozen=True)
class RefKinds:
    """``Annotated[Ref, RefKinds("body", "post")]``: text that names a record of these kinds."""

    kinds: tuple[str, ...]

    def __init__(self, *kinds: str) -> None:
        object.__setattr__(self, "kinds", kinds)

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.with_info_plain_validator_function(self._check)

    def _check(self, value: Any, info: core_schema.ValidationInfo) -> Any:
        return _resolve(require_text(value), self.kinds, info.context)


_CITED = ParsedText("article-cut", parse_citation)


class _CitedRule(RefKinds):
    def _check(self, value: Any, info: core_schema.ValidationInfo) -> Any:
        cited = _CITED.read(value)
        rule = _resolve(cited.rule, self.kinds, info.context)
        return Citation(rule, cited.article, cited.tail, cited.quote)


def _resolve(text: str, kinds: tuple[str, ...], context: Any) -> Ref:
    resolver: Resolver = context
    text = text.strip()
    try:
        return resolver.resolve(text, kinds)
    except UnresolvedReference as fault:
        details = {
            "value": text,
            "kinds": "|".join(kinds),
            "candidates": "、".join(fault.candidates),
            "first": fault.candidates[0] if fault.candidates else "",
            "suggestion": fault.suggestion,
        }
        code = "ambiguous-reference" if fault.candidates else "unknown-reference"
        raise PydanticCustomError(code, "reference", details) from None


Basis = Annotated[Citation, _CitedRule("rule")]
BodyRef = Annotated[Ref, RefKinds("body")]
PostRef = Annotated[Ref, RefKinds("post")]
AreaRef = Annotated[Ref, RefKinds("area")]
ActorRef = Annotated[Ref, RefKinds("body", "post", "role")]
HolderRef = Annotated[Ref, RefKinds("body", "post")]
ChannelRef = Annotated[Ref, RefKinds("channel")]
TagRef = Annotated[Ref, RefKinds("tag")]


class WithheldField(Part):
    """一项不公开的字段 (可分割公开, 政府信息公开条例第三十七条)."""

    shorthand: ClassVar[str] = "field"

    field: str = define_field("字段", "同一条记录里的字段名，例如 承办")
    basis: str = define_field("依据", "不公开的依据，例如 政府信息公开条例第十六条", "")


class Withholding(Part):
    """A part of a record whose own fields may be withheld one by one."""

    withheld: tuple[WithheldField, ...] = define_field(
        "不公开字段", "不对外公布的字段和依据", (), essential=True
    )

    @property
    def withheld_fields(self) -> dict[str, str]:
        """The withheld fields of the part itself, with their basis; unknown ones left out."""
        names = spellings_of(type(self))
        return {names[item.field]: item.basis for item in self.withheld if item.field in names}

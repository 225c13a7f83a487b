"""Raw values to frozen records; every fault of a value is a finding at its place."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from shaiquan import codes
from shaiquan.content.places import Finding, Spot, finding
from shaiquan.content.yamltext import has_fullwidth_colon
from shaiquan.kinds.registry import KIND
from shaiquan.model.base import Part, Resolver
from shaiquan.model.shapes import (
    FieldShape,
    ListShape,
    MapShape,
    PartShape,
    Path,
    ScalarShape,
    field_shapes,
    find_field,
    list_choices,
)
from shaiquan.problems import Both

P = TypeVar("P", bound=Part)

_SIMPLE = {
    "bad-date": codes.BAD_DATE,
    "bad-limit": codes.BAD_LIMIT,
    "bad-amount": codes.BAD_AMOUNT,
    "bad-id": codes.BAD_ID,
    "bad-step": codes.BAD_STEP,
    "bad-mark": codes.BAD_MARK,
}
_REFERENCES = {
    "unknown-reference": codes.UNKNOWN_REFERENCE,
    "ambiguous-reference": codes.AMBIGUOUS_REFERENCE,
}


def validated(
    part: type[P], values: Mapping[str, Any], resolver: Resolver, spot: Spot, where: str
) -> tuple[P | None, tuple[Finding, ...]]:
    """The part that ``values`` describe, or None and all that is wrong with them."""
    try:
        return part.model_validate({**values, **_shared(part, values)}, context=resolver), ()
    except ValidationError as fault:
        errors = fault.errors(include_url=False)
    return None, tuple(_finding(part, dict(error), spot, where) for error in errors)


def _shared(part: type[Part], values: Mapping[str, Any]) -> dict[str, Part]:
    """The parts that many records hold alike: each checked once, and one object."""
    found = ((name, _once(kind, values.get(name))) for name, kind in _alike(part))
    return {name: ready for name, ready in found if ready is not None}


@functools.cache
def _alike(part: type[Part]) -> tuple[tuple[str, type[Part]], ...]:
    nests = ((n, s.part) for n, s in field_shapes(part).items() if isinstance(s, PartShape))
    return tuple((name, kind) for name, kind in nests if kind.shared)


def _once(kind: type[Part], plain: Any) -> Part | None:
    """The part; None where it is left out, or wrong and to be told of with its record."""
    if not isinstance(plain, dict):
        return None
    key = tuple((n, tuple(v) if isinstance(v, list) else v) for n, v in plain.items())
    try:
        return _checked(kind, key)
    except (TypeError, ValidationError):  # a mapping where a word should be cannot be looked up
        return None


@functools.lru_cache(2**12)
def _checked(kind: type[Part], plain: tuple[tuple[str, Any], ...]) -> Part:
    return kind.model_validate(dict(plain))


def _finding(part: type[Part], error: dict[str, Any], spot: Spot, where: str) -> Finding:
    path: Path = tuple(error["loc"])
    label, shape = find_field(part, path)
    here = Spot(spot.path, spot.entry, path, spot.kind)
    kind, context = error["type"], error.get("ctx", {})
    if kind == "missing":
        return _missing(part, path, spot, where)
    if kind in _SIMPLE:
        return finding(_SIMPLE[kind], here, value=context.get("value", ""))
    if kind in _REFERENCES:
        names = context["kinds"].split("|")
        kinds = Both("、".join(KIND[name].label for name in names), " or ".join(names))
        return finding(_REFERENCES[kind], here, **{**context, "field": label, "kinds": kinds})
    value = error.get("input")
    if isinstance(value, str) and isinstance(shape, PartShape) and has_fullwidth_colon(value):
        return finding(codes.FULLWIDTH_COLON, here)
    if isinstance(value, str) and isinstance(shape, ScalarShape):
        why, mend = _value_advice(kind, shape)
        return finding(codes.BAD_VALUE, here, field=label, value=value, why=why, mend=mend)
    words = {"expected": _described(shape), "found": _seen(value)}
    return finding(codes.WRONG_TYPE, here, field=label or where, **words)


def _missing(part: type[Part], path: Path, spot: Spot, where: str) -> Finding:
    """A field that is not there is told at the mapping that should hold it."""
    holder, name = path[:-1], str(path[-1])
    label, shape = find_field(part, holder)
    inner = shape.part if isinstance(shape, PartShape) else part
    place = Spot(spot.path, spot.entry, holder, spot.kind)
    return finding(codes.MISSING_FIELD, place, where=label or where, field=inner.label_of(name))


def _value_advice(kind: str, shape: ScalarShape) -> tuple[Both, Both]:
    if words := list_choices(shape):
        return NO_SUCH_CHOICE, one_of(words)
    if kind == "bad-flag":
        return Both("应写 是 或 否", "是 or 否 is expected"), Both(
            "写成 是 或 否", "write 是 or 否"
        )
    return Both("应当是数目", "a number is expected"), Both("写一个整数，例如 12", "write a number")


NO_SUCH_CHOICE = Both("没有这个选项", "no such choice")


def one_of(words: Iterable[str]) -> Both:
    """The mend of a value that is none of the choices."""
    listed = "、".join(words)
    return Both(f"可以写：{listed}", f"choose one of {listed}")


_LIST = Both("列表", "a list")
_GROUP = Both("“字段: 值”的一组内容", "a group of fields")
_WORDS = Both("一段文字", "text")


def _described(shape: FieldShape) -> Both:
    if isinstance(shape, ListShape):
        return _LIST
    return _GROUP if isinstance(shape, PartShape | MapShape) else _WORDS


def _seen(value: Any) -> Both:
    if isinstance(value, list):
        return _LIST
    return _GROUP if isinstance(value, dict) else _WORDS

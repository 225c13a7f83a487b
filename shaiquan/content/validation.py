"""Raw values to frozen records; everything wrong with a value is a finding about it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import ValidationError

from shaiquan import codes
from shaiquan.content.places import Finding, Location, finding
from shaiquan.content.yaml_faults import find_colon_slip
from shaiquan.kinds.registry import KIND
from shaiquan.limits import OverLimit
from shaiquan.model.base import Part, Resolver
from shaiquan.model.money import Band
from shaiquan.model.scalars import PartialDate
from shaiquan.model.shapes import (
    FieldShape,
    ListShape,
    MapShape,
    PartShape,
    Path,
    ScalarShape,
    advise_on_several,
    field_shapes,
    fields_by_key,
    find_field,
    list_choices,
)
from shaiquan.model.time_limits import TimeLimit
from shaiquan.problems import Bilingual

P = TypeVar("P", bound=Part)

#: error type -> code, of errors that need no more than the value
_CODES = {
    "bad-date": codes.BAD_DATE,
    "bad-limit": codes.BAD_LIMIT,
    "vague-limit": codes.VAGUE_LIMIT,
    "limit-with-extension": codes.LIMIT_WITH_EXTENSION,
    "limit-not-counted": codes.LIMIT_NOT_COUNTED,
    "bad-amount": codes.BAD_AMOUNT,
    "bare-amount": codes.BARE_AMOUNT,
    "article-cut": codes.ARTICLE_CUT,
    "bad-share": codes.BAD_SHARE,
    "bad-frequency": codes.BAD_FREQUENCY,
    "bad-period": codes.BAD_PERIOD,
    "bad-quantity": codes.BAD_QUANTITY,
    "bad-score": codes.BAD_SCORE,
    "bad-site-path": codes.BAD_SITE_PATH,
    "bad-relation": codes.BAD_RELATION,
    "bad-serial-number": codes.BAD_SERIAL_NUMBER,
    "bad-time-bound": codes.BAD_TIME_BOUND,
    "bad-due-limit": codes.BAD_DUE_LIMIT,
    "bad-id": codes.BAD_ID,
    "bad-step": codes.BAD_STEP,
    "bad-mark": codes.BAD_MARK,
    "bad-clock": codes.BAD_CLOCK,
    "bad-file-path": codes.BAD_FILE_PATH,
    "bad-mark-key": codes.BAD_MARK_KEY,
}
_REFERENCE_CODES = {
    "unknown-reference": codes.UNKNOWN_REFERENCE,
    "ambiguous-reference": codes.AMBIGUOUS_REFERENCE,
}


def validate_part(
    part: type[P], values: Mapping[str, Any], resolver: Resolver, location: Location, where: str
) -> tuple[P | None, tuple[Finding, ...]]:
    """The part that ``values`` describe, or None and all that is wrong with them."""
    try:
        return part.model_validate({**values, **_shared_parts(part, values)}, context=resolver), ()
    except ValidationError as fault:
        errors = fault.errors(include_url=False)
    return None, tuple(_finding_of(part, dict(error), location, where) for error in errors)


def _shared_parts(part: type[Part], values: Mapping[str, Any]) -> dict[str, Part]:
    """The parts that many records repeat: each validated once, and one object."""
    parts = ((name, _shared_part(cls, values.get(name))) for name, cls in _shared_fields(part))
    return {name: ready for name, ready in parts if ready is not None}


@functools.cache
def _shared_fields(part: type[Part]) -> tuple[tuple[str, type[Part]], ...]:
    inner = ((n, s.part) for n, s in field_shapes(part).items() if isinstance(s, PartShape))
    return tuple((name, cls) for name, cls in inner if cls.shared)


def _shared_part(part: type[Part], plain: Any) -> Part | None:
    """The part; None where it is left out, or wrong and reported with its record."""
    if not isinstance(plain, dict):
        return None
    key = tuple((n, tuple(v) if isinstance(v, list) else v) for n, v in plain.items())
    try:
        return _validate_shared(part, key)
    except (TypeError, ValidationError):  # a mapping where a text should be is not hashable
        return None


@functools.lru_cache(2**12)
def _validate_shared(part: type[Part], plain: tuple[tuple[str, Any], ...]) -> Part:
    return part.model_validate(dict(plain))


def _finding_of(part: type[Part], error: dict[str, Any], location: Location, where: str) -> Finding:
    path: Path = tuple(error["loc"])
    label, shape = find_field(part, path)
    value_location = replace(location, field=path)
    type_, context, value = error["type"], error.get("ctx", {}), error.get("input")
    if type_ == "missing":
        return _missing_field(part, path, location, where)
    if isinstance(fault := context.get("error"), OverLimit):
        return finding(codes.OVER_LIMIT, value_location, **fault.limit.words())
    if type_ in _CODES:
        return finding(_CODES[type_], value_location, value=context.get("value", ""))
    if type_ in _REFERENCE_CODES:
        names = context["kinds"].split("|")
        kinds = Bilingual("、".join(KIND[name].label for name in names), " or ".join(names))
        words = {**context, "field": _name_as_written(part, path), "kinds": kinds}
        advice = _advise_on_number(part, path, label, value) or _advise_on_brackets(
            part, path, value
        )
        words["suggestion"] = advice or words["suggestion"]
        return finding(_REFERENCE_CODES[type_], value_location, **words)
    slip = find_colon_slip(value) if isinstance(value, str) else None
    if slip and isinstance(shape, PartShape):
        return finding(slip, value_location, sign=":")
    if isinstance(value, str) and isinstance(shape, ScalarShape):
        why, mend = _advise_on_value(type_, shape)
        return finding(
            codes.BAD_VALUE, value_location, field=label, value=value, why=why, mend=mend
        )
    words = {"expected": _describe_shape(shape), "found": _describe_value(value)}
    field = label or where
    mend = _advise_on_shape(shape, field, isinstance(path[-1], int))
    if isinstance(value, list) and isinstance(shape, ScalarShape):
        advice = advise_on_several(part, path) or "去掉方括号"
        mend = Bilingual(f"“{field}”只写一个；{advice}", "write a single value")
    return finding(codes.WRONG_TYPE, value_location, field=field, mend=mend, **words)


def _name_as_written(part: type[Part], path: Path) -> str:
    """The label of a field; of 谁 in a group that is written as a name alone, that of the group."""
    label, _ = find_field(part, path)
    outer, holder = find_field(part, path[:-1])
    is_alone = isinstance(holder, PartShape) and holder.part.shorthand == path[-1]
    return outer if outer and is_alone else label


def _advise_on_number(part: type[Part], path: Path, label: str, value: Any) -> Bilingual | str:
    """赞成: 4 names no post: the number of votes stands in a field of its own, 赞成票."""
    _, holder = find_field(part, path[: -1 if path and isinstance(path[-1], str) else -2])
    count = f"{label}票"
    if not (isinstance(holder, PartShape) and str(value).strip().isdecimal()):
        return ""
    if count not in map(holder.part.label_of, field_shapes(holder.part)):
        return ""
    written = f"{count}: {value}"
    return Bilingual(f"，只有票数的写成 {written}", f"; write {written} for a number of votes")


_BRACKETS = re.compile(r"(.*\S)\s*[（(]([^（()）]+)[）)]")


def _advise_on_brackets(part: type[Part], path: Path, value: Any) -> Bilingual | str:
    """县长（出差） names no post: what stands in brackets has a field of its own, 原因."""
    _, holder = find_field(part, path[:-1])
    match = _BRACKETS.fullmatch(str(value).strip())
    if not (match and isinstance(holder, PartShape) and holder.part.shorthand == path[-1]):
        return ""
    if "reason" not in holder.part.model_fields:
        return ""
    who, reason = (holder.part.label_of(name) for name in (holder.part.shorthand, "reason"))
    written = f"{{{who}: {match[1]}, {reason}: {match[2]}}}"
    return Bilingual(f"，写成 {written}", f"; write {written}")


def _advise_on_shape(shape: FieldShape, field: str, is_item: bool) -> Bilingual:
    """How to write a field, or an item of a field that has several; of a group the fields that it
    must have, or else the first one."""
    if isinstance(shape, ListShape):
        return Bilingual(f"写成 {field}: [甲, 乙]，或者一项一行", f"write {field}: [one, another]")
    if isinstance(shape, MapShape):
        return Bilingual(f"写成 {field}: {{名目: 值}}", f"write {field}: {{name: value}}")
    if not isinstance(shape, PartShape):
        return Bilingual(f"写成 {field}: 一段文字", f"write {field}: and a text")
    fields = shape.part.model_fields
    labels = list(dict.fromkeys(field.label for field in fields_by_key(shape.part).values()))
    must = [shape.part.label_of(name) for name in fields if fields[name].is_required()]
    written = f"{{{', '.join(f'{label}: ……' for label in must or labels[:1])}}}"
    written = f"[{written}]" if is_item else written
    return Bilingual(
        f"写成 {field}: {written}；可以写的有：{'、'.join(labels)}",
        f"write {field}: {written}; the fields are {', '.join(labels)}",
    )


def _missing_field(part: type[Part], path: Path, location: Location, where: str) -> Finding:
    """A missing field is reported at the mapping that should have it."""
    holder, name = path[:-1], str(path[-1])
    label, shape = find_field(part, holder)
    inner = shape.part if isinstance(shape, PartShape) else part
    words = {"where": label or where, "field": inner.label_of(name)}
    return finding(codes.MISSING_FIELD, replace(location, field=holder), **words)


def _advise_on_value(type_: str, shape: ScalarShape) -> tuple[Bilingual, Bilingual]:
    """What is wrong with a value, and how to mend it."""
    if labels := list_choices(shape):
        return NO_SUCH_CHOICE, choose_one_of(labels)
    if type_ == "bad-flag":
        why = Bilingual("应写 是 或 否", "是 or 否 is expected")
        return why, Bilingual("写成 是 或 否", "write 是 or 否")
    if type_ == "bad-path":
        why = Bilingual("应当是网站文件夹里的一个名字", "a path below the site is expected")
        return why, Bilingual("例如 CNAME、.git、.well-known", "for example CNAME or .well-known")
    if type_ == "bad-file-size":
        why = Bilingual("应当是文件的大小", "the size of a file is expected")
        return why, Bilingual("例如 50MB、500KB、1GB", "for example 50MB, 500KB or 1GB")
    return Bilingual("应当是数目", "a number is expected"), Bilingual(
        "写一个整数，例如 12", "write a number"
    )


NO_SUCH_CHOICE = Bilingual("没有这个选项", "no such choice")


def choose_one_of(labels: Iterable[str]) -> Bilingual:
    """How to mend a value that is none of the choices."""
    listed = "、".join(labels)
    return Bilingual(f"可以写：{listed}", f"choose one of {listed}")


_LIST = Bilingual("列表", "a list")
_GROUP = Bilingual("“字段: 值”的一组内容", "a group of fields")
_TEXT = Bilingual("一段文字", "text")
_NOTHING = Bilingual("空的", "empty")
_SCALARS = {
    int: Bilingual("一个整数", "a number"),
    bool: Bilingual("是 或 否", "是 or 否"),
    PartialDate: Bilingual("一个日期", "a date"),
    TimeLimit: Bilingual("一段时间", "a length of time"),
    Band: Bilingual("一个金额范围", "a band of money"),
}


def _describe_shape(shape: FieldShape) -> Bilingual:
    if isinstance(shape, ListShape):
        return _LIST
    if isinstance(shape, PartShape | MapShape):
        return _GROUP
    return _SCALARS.get(shape.type, _TEXT)


def _describe_value(value: Any) -> Bilingual:
    if value is None:
        return _NOTHING
    if isinstance(value, list):
        return _LIST
    return _GROUP if isinstance(value, dict) else _TEXT

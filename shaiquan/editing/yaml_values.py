"""Raw values as YAML: a field, a record, in one line or in several."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from shaiquan.model.base import Part
from shaiquan.model.shapes import FieldShape, ListShape, PartShape, ScalarShape, field_shapes

#: what stands in YAML without quotes, between braces too
_PLAIN = re.compile(r"[\w（][\w（）《》“”·、，。—\-.+/ ]*(?<! )")
_PLAIN_TITLE = re.compile(r"《[\w（）《》“”·、，。—\-.+/ ]*(?<! )")
_NOT_TEXT = frozenset(("null", "Null", "NULL"))
#: a list of names that is longer is written one a line
LINE = 60


def quote(value: str) -> str:
    """A value as YAML, between braces too."""
    plain = (_PLAIN.fullmatch(value) or _PLAIN_TITLE.fullmatch(value)) and value not in _NOT_TEXT
    return value if plain else json.dumps(value, ensure_ascii=False)


def write_flow(value: Any, shape: FieldShape) -> str:
    """A raw value in one line, under the Chinese labels."""
    if isinstance(value, list):
        item = shape.item if isinstance(shape, ListShape) else shape
        return f"[{', '.join(write_flow(each, item) for each in value)}]"
    if isinstance(value, Mapping):
        if isinstance(shape, PartShape):
            return write_flow_part(shape.part, value)
        inner = shape if isinstance(shape, ScalarShape) else getattr(shape, "value", shape)
        pairs = (f"{quote(str(key))}: {write_flow(each, inner)}" for key, each in value.items())
        return f"{{{', '.join(pairs)}}}"
    return quote(str(value))


def write_flow_part(part: type[Part], values: Mapping[str, Any]) -> str:
    """A part, or a record, between braces."""
    shapes = field_shapes(part)
    pairs = (f"{part.label_of(n)}: {write_flow(value, shapes[n])}" for n, value in values.items())
    return f"{{{', '.join(pairs)}}}"


def write_field(part: type[Part], name: str, value: Any, indent: str = "") -> list[str]:
    """The lines of a field, the first with its label; sentences stand one a line."""
    shape = field_shapes(part)[name]
    return write_value(f"{indent}{part.label_of(name)}:", value, shape, indent + "  ")


def write_value(key: str, value: Any, shape: FieldShape, indent: str) -> list[str]:
    """The lines of a value behind its key; those below are indented so."""
    flow = write_flow(value, shape)
    if not isinstance(value, list) or not (_has_sentences(shape) or len(flow) > LINE):
        return [f"{key} {flow}"]
    item = shape.item if isinstance(shape, ListShape) else shape
    return [key, *(f"{indent}- {write_flow(each, item)}" for each in value)]


def _has_sentences(shape: FieldShape) -> bool:
    """Whether it is a list of sentences, citations or parts, which are written one a line."""
    item = shape.item if isinstance(shape, ListShape) else shape
    if isinstance(item, ScalarShape):
        return item.sentence or item.kinds == ("rule",)
    return True


def write_record(part: type[Part], values: Mapping[str, Any], indent: str = "  ") -> list[str]:
    """The lines of a record in a list."""
    lines = [
        line
        for name, value in values.items()
        for line in write_field(part, name, value, indent + "  ")
    ]
    return [f"{indent}- {lines[0].lstrip()}", *lines[1:]] if lines else []

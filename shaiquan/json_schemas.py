"""JSON Schema of the content files: an editor's program marks wrong keys, completes right ones.

As lenient as the reader: a list may be one value, a part one text, a number is a text too. What
must be there is left to ``check``, since 默认 and 沿用 may give it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from shaiquan.content.raw_types import ALL_KINDS, DEFAULTS
from shaiquan.kinds.descriptor import Kind
from shaiquan.kinds.registry import FOLDERS, KIND, SITE_KINDS
from shaiquan.model.base import Citation, Part
from shaiquan.model.shapes import (
    FieldShape,
    ListShape,
    MapShape,
    PartShape,
    ScalarShape,
    field_shapes,
)
from shaiquan.model.site import Site
from shaiquan.model.spellings import spellings_of
from shaiquan.model.terms import Term

Schema = dict[str, Any]
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
#: what stands for a text: YAML reads 12, 2026-05-07 and 是 as it likes
_SCALAR = ["string", "number", "boolean", "null"]


def render_schemas() -> dict[str, str]:
    """File name -> text: one for each folder of the content, and one for ``site.yml``."""
    files = {folder: _describe_folder(folder, kinds) for folder, kinds in FOLDERS.items()}
    schemas = {**files, "site": _describe_site()}
    return {
        f"{name}.json": json.dumps(schema, ensure_ascii=False, separators=(",", ":")) + "\n"
        for name, schema in schemas.items()
    }


def render_vscode_settings() -> str:
    """Which schema is for which files, for the YAML extension of VS Code."""
    files = {folder: f"content/{folder}/**/*.yml" for folder in FOLDERS} | {
        "site": "content/site.yml"
    }
    schemas = {f"./schemas/{name}.json": pattern for name, pattern in files.items()}
    return json.dumps({"yaml.schemas": schemas}, indent=2) + "\n"


def _describe_folder(folder: str, kinds: tuple[Kind, ...]) -> Schema:
    """A record, a list of records, or sections named by kind with their 默认."""
    parts = _Parts()
    sections = {word: parts.describe_records(kind) for kind in kinds for word in _words_of(kind)}
    sections[folder] = parts.describe_records(kinds[0])
    sections |= dict.fromkeys(DEFAULTS, parts.describe_defaults(kinds))
    by_kind = {"type": "object", "properties": sections, "additionalProperties": False}
    first = parts.refer(kinds[0].model)
    title = "、".join(kind.label for kind in kinds)
    return {
        "$schema": _DIALECT,
        "title": f"content/{folder}：{title}",
        "anyOf": [by_kind, {"type": "array", "items": first}, first],
        "$defs": parts.defined,
    }


def _describe_site() -> Schema:
    parts = _Parts()
    properties = parts.describe_fields(Site)
    properties |= {word: parts.describe_records(kind) for word, kind in SITE_KINDS.items()}
    kinds = tuple(KIND.values())
    by_kind = dict.fromkeys(ALL_KINDS, parts.describe_defaults(kinds))
    by_kind |= {
        word: parts.describe_defaults((kind,)) for kind in kinds for word in _words_of(kind)
    }
    defaults = {"type": ["object", "null"], "properties": by_kind, "additionalProperties": False}
    properties |= dict.fromkeys(DEFAULTS, defaults)
    return {
        "$schema": _DIALECT,
        "title": "content/site.yml",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "$defs": parts.defined,
    }


def _words_of(kind: Kind) -> tuple[str, str]:
    return kind.label, kind.name


class _Parts:
    """The parts that a schema refers to, each described once: one may contain itself."""

    def __init__(self) -> None:
        self.defined: dict[str, Schema] = {}

    def describe_records(self, kind: Kind) -> Schema:
        record = self.refer(kind.model)
        return {
            "title": kind.label,
            "anyOf": [{"type": "array", "items": record}, record, {"type": "null"}],
        }

    def describe_defaults(self, kinds: Sequence[Kind]) -> Schema:
        """Fields of the kind, or of any of several, where only the keys are held."""
        if len(kinds) == 1:
            return self.refer(kinds[0].model)
        words = dict.fromkeys(word for kind in kinds for word in spellings_of(kind.model))
        return {"type": ["object", "null"], "propertyNames": {"enum": [*words]}}

    def refer(self, part: type[Part]) -> Schema:
        """A reference to a part, which is described if it was not."""
        name = part.__name__
        if name not in self.defined:
            self.defined[name] = {}  # it may contain itself
            self.defined[name] = self._describe_part(part)
        return {"$ref": f"#/$defs/{name}"}

    def _describe_part(self, part: type[Part]) -> Schema:
        schema: Schema = {"type": ["object", "null"], "properties": self.describe_fields(part)}
        schema["additionalProperties"] = bool(part.own_columns)
        if part.shorthand:  # a plain text stands for that field
            schema["type"] = ["object", *_SCALAR]
        return schema

    def describe_fields(self, part: type[Part]) -> Schema:
        """Each spelling of a key -> what may stand there."""
        shapes = field_shapes(part)
        return {
            word: self._describe_field(part, name, shapes[name])
            for word, name in spellings_of(part).items()
            if name != part.own_columns
        }

    def _describe_field(self, part: type[Part], name: str, shape: FieldShape) -> Schema:
        about = {"title": part.label_of(name), "description": part.model_fields[name].description}
        return {**about, **self._describe_shape(shape)}

    def _describe_shape(self, shape: FieldShape) -> Schema:
        if isinstance(shape, ListShape):
            item = self._describe_shape(shape.item)
            return {"anyOf": [{"type": "array", "items": item}, item]}
        if isinstance(shape, MapShape):
            value = self._describe_shape(shape.value)
            return {"type": ["object", "null"], "additionalProperties": value}
        if isinstance(shape, PartShape):
            return self.refer(shape.part)
        return _describe_scalar(shape)


def _describe_scalar(shape: ScalarShape) -> Schema:
    if isinstance(shape.type, type) and issubclass(shape.type, Term):
        return {"enum": [*(word for term in shape.type for word in term.spellings), None]}
    if shape.type is Citation:  # 《会计法》第三十六条: what the rule says
        return {"type": ["object", *_SCALAR]}
    return {"type": _SCALAR}

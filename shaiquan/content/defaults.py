"""Values that a record has because its file, the site or its reference says so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shaiquan.content.node_reader import RawValues
from shaiquan.model.adoption import ADOPTING_FIELDS


def adopts_any(values: Mapping[str, Any]) -> bool:
    """Whether a record takes something from another (沿用)."""
    return "adopts" in values


def add_defaults(values: Mapping[str, Any], defaults: Mapping[str, Any]) -> RawValues:
    """A record over defaults; how to adopt is said to those alone that adopt something."""
    if not (adopts_any(values) or adopts_any(defaults)):
        defaults = {name: value for name, value in defaults.items() if name not in ADOPTING_FIELDS}
    return merge_defaults(values, defaults)


def merge_defaults(values: Mapping[str, Any], defaults: Mapping[str, Any]) -> RawValues:
    """``values`` over ``defaults``; mappings are merged key by key, all else is replaced."""
    merged = {**defaults, **values}
    for name, default in defaults.items():
        if isinstance(default, dict) and isinstance(value := merged[name], dict):
            merged[name] = default if value is default else merge_defaults(value, default)
    return merged

"""The columns that a list has of its own, known before its entries are read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from shaiquan.content.node_reader import NodeReader, RawValues
from shaiquan.kinds.descriptor import Kind
from shaiquan.model.lists import ListCell, Listing
from shaiquan.model.shapes import LabelledField, field_shapes, fields_by_key
from shaiquan.model.spellings import spellings_of
from shaiquan.model.terms import ColumnType


def find_own_columns(
    reader: NodeReader, kind: Kind, node: yaml.Node, defaults: RawValues
) -> Mapping[str, LabelledField]:
    """Name of each column of a list -> the field of a cell for its values.

    What is wrong with the columns is told when the list itself is read.
    """
    if kind.model is not Listing or not isinstance(node, yaml.MappingNode):
        return {}
    columns = defaults.get("columns", ())
    for key, child in node.value:
        if isinstance(key, yaml.ScalarNode) and spellings_of(Listing).get(key.value) == "columns":
            quiet = NodeReader(reader.source, "&!", reader.first_line)
            columns = quiet.read_value(child, field_shapes(Listing)["columns"], (), "")
    found = (_find_column(column) for column in columns or ())
    return {name: field for name, field in found if name}


def _find_column(column: Any) -> tuple[str, LabelledField]:
    """Name and field; a type that there is not is as good as text."""
    raw = column if isinstance(column, dict) else {}
    name, type = raw.get("name", ""), raw.get("type", "")
    known = isinstance(type, str) and type in _TYPES
    field = fields_by_key(ListCell)[_TYPES[type].value if known else ColumnType.TEXT.value]
    return name if isinstance(name, str) else "", field


_TYPES = {word: type for type in ColumnType for word in type.spellings}

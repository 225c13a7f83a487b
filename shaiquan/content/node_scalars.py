"""Single YAML nodes: the value of a scalar, and a key that has its value within."""

from __future__ import annotations

import re
from sys import intern
from typing import Any

import yaml

from shaiquan.content.yaml_faults import find_colon_slip
from shaiquan.model.base import Citation
from shaiquan.model.shapes import FieldShape, ListShape, PartShape, ScalarShape, field_shapes
from shaiquan.problems import Code


def divide_at_colon(key: yaml.ScalarNode) -> tuple[yaml.ScalarNode, yaml.ScalarNode]:
    """The key and the value that were meant by 名称：甲, so that neither seems to be missing."""
    word, value = re.split("[:：]", key.value, maxsplit=1)
    nodes = (yaml.ScalarNode(key.tag, part, key.start_mark, key.end_mark) for part in (word, value))
    return next(nodes), next(nodes)


def find_slip_in_key(key: yaml.ScalarNode, child: yaml.Node) -> Code | None:
    """What is wrong with the colon of a key for which no value is written."""
    if key.style or not isinstance(child, yaml.ScalarNode) or child.style:
        return None
    return find_colon_slip(key.value)


def has_quotes(node: yaml.MappingNode, shape: FieldShape) -> bool:
    """Whether a mapping is one of citations to quotes; in place of a single citation it has one."""
    item = shape.item if isinstance(shape, ListShape) else shape
    if not isinstance(item, ScalarShape) or item.type is not Citation:
        return False
    are_texts = all(isinstance(child, yaml.ScalarNode) for _, child in node.value)
    return are_texts and (item is not shape or len(node.value) == 1)


def read_scalar(node: yaml.ScalarNode, shape: FieldShape) -> Any:
    text = node.value
    if not node.style and text in ("", "~", "null"):
        return None
    if isinstance(shape, ScalarShape):
        return _strip(text) if shape.text else text
    if isinstance(shape, PartShape) and shape.part.shorthand and not find_colon_slip(text):
        field_shape = field_shapes(shape.part)[shape.part.shorthand]
        is_text = isinstance(field_shape, ScalarShape) and field_shape.text
        value = [text] if isinstance(field_shape, ListShape) else text
        return {shape.part.shorthand: _strip(text) if is_text else value}
    return text


def _strip(text: str) -> str:
    """The text without space around it, one object however often it is written."""
    return intern(text.strip())

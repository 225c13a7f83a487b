"""Nodes of a YAML text: where they end, how they are written, where two lists differ."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

import yaml

from shaiquan.editing.yaml_values import LINE, write_flow, write_record
from shaiquan.model.shapes import FieldShape, MapShape, PartShape, ScalarShape, field_shapes

_COMMENT = re.compile(r"(?<=\s)#[^\r\n]*")


def is_flow(node: yaml.Node) -> bool:
    """Whether a mapping or a list stands between braces or brackets."""
    return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)


def end_of(node: yaml.Node) -> int:
    """The place behind the last word of a node; a block ends where its last value does."""
    if isinstance(node, yaml.ScalarNode) or is_flow(node) or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    return max(map(end_of, last)) if isinstance(last, tuple) else end_of(last)


def find_comments(text: str, start: int, end: int, node: yaml.Node) -> list[str]:
    """The comments between two places of a text, beside a node and in it; a # in a value is
    none."""
    values = list(_list_values(text, node))
    return [
        match[0]
        for match in _COMMENT.finditer(text, start, end)
        if not any(first <= match.start() < last for first, last in values)
    ]


def _list_values(text: str, node: yaml.Node) -> Iterator[tuple[int, int]]:
    """From where to where the texts of a node stand; of a block from the line below its sign."""
    if isinstance(node, yaml.ScalarNode):
        start, end = node.start_mark.index, node.end_mark.index
        if node.style in ("|", ">"):
            start = text.find("\n", start, end)
        yield start, end
    for item in node.value if isinstance(node, yaml.CollectionNode) else ():
        for child in item if isinstance(item, tuple) else (item,):
            yield from _list_values(text, child)


def shape_below(shape: FieldShape, name: str) -> FieldShape:
    """The shape of the value under a key of a mapping."""
    if isinstance(shape, PartShape):
        return field_shapes(shape.part)[name]
    return shape.value if isinstance(shape, MapShape) else ScalarShape(str, text=True)


def compare_items(old: list[Any], new: list[Any], word: str) -> Iterator[tuple[int, int, int, int]]:
    """Where two lists differ: from, to in the old one, from, to in the new one. Items of the same
    name, which stands under ``word``, are the same one that changed."""
    before, after = ([json.dumps(i, sort_keys=True) for i in items] for items in (old, new))
    for code, first, last, begin, end in _match(before, after):
        if code == "equal":
            continue
        names = (
            [_name_of(i, word) for i in old[first:last]],
            [_name_of(i, word) for i in new[begin:end]],
        )
        for inner, a, b, c, d in _match(*names):
            if inner != "equal":
                yield first + a, first + b, begin + c, begin + d
                continue
            for n in range(b - a):
                yield first + a + n, first + a + n + 1, begin + c + n, begin + c + n + 1


def _match(old: list[str], new: list[str]) -> Sequence[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def _name_of(item: Any, word: str) -> str:
    return str(item.get(word, "")) if isinstance(item, Mapping) and word else str(item)


def write_item(node: yaml.SequenceNode, shape: FieldShape, value: Any) -> list[str]:
    """The lines of a new item of a block: between braces, or a field a line where that is long
    and the items beside it are so."""
    indent = " " * node.start_mark.column
    flow = write_flow(value, shape)
    is_block = any(isinstance(i, yaml.MappingNode) and not is_flow(i) for i in node.value)
    if is_block and len(flow) > LINE and isinstance(shape, PartShape):
        return write_record(shape.part, value, indent)
    return [f"{indent}- {flow}"]


def write_like(text: str, node: yaml.Node, shape: FieldShape, new: Any) -> str:
    """A value in the quotes, or as the block of lines, of the one that it replaces in a text."""
    is_text = isinstance(node, yaml.ScalarNode) and node.value and isinstance(new, str)
    style = getattr(node, "style", "") if is_text else ""
    if style == "|":
        block = text[node.start_mark.index : node.end_mark.index]
        head, *lines = block.splitlines()
        first = next((line for line in lines if line.strip()), "")
        indent = first[: len(first) - len(first.lstrip())]
        more = (f"{indent}{line}" if line else "" for line in new.split("\n"))
        return ("\r\n" if "\r\n" in block else "\n").join((head, *more))
    if style == "'" and "'" not in new and "\n" not in new:
        return f"'{new}'"
    return json.dumps(new, ensure_ascii=False) if style in ('"', "'") else write_flow(new, shape)

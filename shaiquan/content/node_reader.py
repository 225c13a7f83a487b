"""One pass over the nodes of a file: plain values, problems, and where each value stands."""

from __future__ import annotations

from collections.abc import Iterable
from sys import intern
from typing import Any

import yaml

from shaiquan import codes
from shaiquan.content.sources import Source
from shaiquan.content.suggestions import suggest_spelling
from shaiquan.content.yamltext import fullwidth_in, place, plain_tag
from shaiquan.model.base import Part
from shaiquan.model.shapes import (
    FieldShape,
    ListShape,
    MapShape,
    PartShape,
    Path,
    ScalarShape,
    field_shapes,
    fields_by_key,
)
from shaiquan.problems import Both, Code, Problem

RawValues = dict[str, Any]


class NodeReader:
    """One pass over the nodes of a file: plain values, problems and, if ``marking``, places."""

    def __init__(self, source: Source, text: str, first_line: int, marking: bool = False) -> None:
        self.source = source
        self.first_line = first_line
        self.problems: list[Problem] = []
        self.places: dict[Path, tuple[int, int]] = {}
        self._marking = marking
        self._keys: dict[Path, yaml.Node] = {}
        self._seen: set[int] = set()
        #: no anchor and no tag can stand in the text: nothing to look for in its nodes
        self._plain = "&" not in text and "!" not in text

    def value(self, node: yaml.Node, shape: FieldShape, path: Path, label: str) -> Any:
        """The plain value of a node read as ``shape``; wrong types pass, to be told later."""
        if self._marking:
            self.mark(path, node)
        if isinstance(shape, ListShape) and not isinstance(node, yaml.SequenceNode):
            one = self.value(node, shape.item, (*path, 0), label)
            return None if one is None else [one]
        if not self._plain and not self._allowed(node):
            return None
        if isinstance(node, yaml.ScalarNode):
            return _word(node, shape)
        if isinstance(node, yaml.SequenceNode):
            return self._rows(
                node, shape.item if isinstance(shape, ListShape) else shape, path, label
            )
        if isinstance(shape, PartShape):
            return self.part(node, shape.part, path, label)
        return self._table(node, shape.value if isinstance(shape, MapShape) else shape, path, label)

    def _rows(self, node: yaml.Node, item: FieldShape, path: Path, label: str) -> list[Any]:
        """The items of a list but those left empty."""
        words = self._plain and not self._marking and isinstance(item, ScalarShape)
        rows = (
            _word(each, item)
            if words and isinstance(each, yaml.ScalarNode)
            else self.value(each, item, (*path, index), label)
            for index, each in enumerate(node.value)
        )
        return [row for row in rows if row is not None]

    def part(self, node: yaml.Node, part: type[Part], path: Path, label: str) -> RawValues:
        """A mapping with known keys, under their English names."""
        spellings = fields_by_key(part)
        values: RawValues = {}
        for key, child in self.pairs(node):
            column = spellings.get(key.value)
            if column is None:
                self.unknown(key, tuple(word for _, word in part.field_labels()), label, spellings)
                continue
            here = (*path, column.name)
            if self.twice(here, key):
                continue
            self._mark_entry(here, key, child)
            got = self.value(child, column.shape, here, column.label)
            if got is not None:
                values[column.name] = got
        return values

    def pairs(self, node: yaml.Node) -> Iterable[tuple[yaml.ScalarNode, yaml.Node]]:
        """The entries of a mapping; a key that is no word is a problem."""
        for key, child in node.value:
            if not isinstance(key, yaml.ScalarNode) or key.value == "<<":
                what = "合并键 <<" if isinstance(key, yaml.ScalarNode) else "复合键"
                self.say(codes.YAML_FEATURE, key, what=what)
            else:
                yield key, child

    def say(self, code: Code, node: yaml.Node, **words: object) -> None:
        line, column = place(node, self.first_line)
        self.problems.append(self.source.at(code, line, column, **words))

    def mark(self, path: Path, node: yaml.Node) -> None:
        """Where the value at ``path`` stands, unless that is known."""
        if self._marking and path not in self.places:
            self.places[path] = place(node, self.first_line)

    def _mark_entry(self, path: Path, key: yaml.Node, child: yaml.Node) -> None:
        """A block value begins on the line after its key; the key is where to look."""
        if self._marking:
            here = key if not isinstance(child, yaml.ScalarNode) else child
            self.places[path] = place(here, self.first_line)

    def twice(self, path: Path, key: yaml.ScalarNode) -> bool:
        """Whether the key at ``path`` was met before, in any spelling; then it is a problem."""
        first = self._keys.setdefault(path, key)
        if first is key:
            return False
        line, _ = place(first, self.first_line)
        self.say(codes.DUPLICATE_KEY, key, key=key.value, first=line)
        return True

    def _table(self, node: yaml.Node, shape: FieldShape, path: Path, label: str) -> RawValues:
        values: RawValues = {}
        for key, child in self.pairs(node):
            if not self.twice((*path, key.value), key):
                self._mark_entry((*path, key.value), key, child)
                values[key.value.strip()] = self.value(child, shape, (*path, key.value), label)
        return values

    def _allowed(self, node: yaml.Node) -> bool:
        if id(node) in self._seen:
            self.say(codes.YAML_FEATURE, node, what="别名（* 和 &）")
            return False
        self._seen.add(id(node))
        if not plain_tag(node):
            self.say(codes.YAML_FEATURE, node, what="标签（!）")
            return False
        return True

    def unknown(
        self, key: yaml.ScalarNode, known: tuple[str, ...], label: str, words: Iterable[str]
    ) -> None:
        self.say(
            codes.UNKNOWN_KEY, key, where=label, key=key.value,
            suggestion=suggest_spelling(key.value, words), known="、".join(known),
        )  # fmt: skip


def _word(node: yaml.ScalarNode, shape: FieldShape) -> Any:
    text = node.value
    if not node.style and text in ("", "~", "null"):
        return None
    if isinstance(shape, ScalarShape):
        return _text(text) if shape.text else text
    if isinstance(shape, PartShape) and shape.part.shorthand and not fullwidth_in(text):
        short = field_shapes(shape.part)[shape.part.shorthand]
        of_text = isinstance(short, ScalarShape) and short.text
        return {shape.part.shorthand: _text(text) if of_text else text}
    return text


def _text(text: str) -> str:
    """Text without space about it, one object however often it is written."""
    return intern(text.strip())


def report_no_mapping(walk: NodeReader, node: yaml.Node) -> Problem:
    line, column = place(node, walk.first_line)
    if isinstance(node, yaml.ScalarNode) and fullwidth_in(node.value):
        column = (
            walk.source.line(line).index("：") + 1 if "：" in walk.source.line(line) else column
        )
        return walk.source.at(codes.FULLWIDTH_COLON, line, column)
    return walk.source.at(
        codes.YAML_SYNTAX, line, column,
        why=Both("这里应当是“字段: 值”", "a 'field: value' is expected"),
        mend=Both("每行写一个字段，例如  名称: 干部任免", "write one field a line"),
    )  # fmt: skip

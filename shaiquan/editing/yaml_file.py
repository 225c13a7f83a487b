"""The nodes of a YAML text, and the splices that change it: from, to, the new words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from shaiquan.content.traditional import read_simplified
from shaiquan.content.yamltext import Loader
from shaiquan.editing.yaml_nodes import (
    compare_items,
    end_of,
    find_comments,
    is_flow,
    shape_below,
    write_item,
    write_like,
)
from shaiquan.editing.yaml_values import quote, write_flow, write_value
from shaiquan.model.shapes import FieldShape, ListShape, MapShape, PartShape, Path
from shaiquan.model.spellings import spellings_of

Splice = tuple[int, int, str]


class UnusualYaml(Exception):
    """The file is written in a way that cannot be changed without a mess."""


def apply_splices(text: str, splices: list[Splice]) -> str:
    """The text with other words from start to end of each splice; they are in order."""
    pieces, done = [], 0
    for start, end, new in splices:
        if start < done:
            raise UnusualYaml
        pieces += [text[done:start], new]
        done = end
    return "".join((*pieces, text[done:]))


class YamlFile:
    """The nodes of a text that is sound."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.newline = "\r\n" if "\r\n" in text else "\n"
        root = yaml.compose(read_simplified(text), Loader)
        if not isinstance(root, yaml.CollectionNode):
            raise UnusualYaml
        self.root = root
        #: comments beside and in what the splices so far take away
        self.dropped: list[str] = []

    def find(self, path: Path) -> yaml.Node:
        """The node at an entry path."""
        node: yaml.Node = self.root
        for key in path:
            if isinstance(node, yaml.SequenceNode) and isinstance(key, int):
                node = node.value[key]
            elif isinstance(node, yaml.MappingNode):
                pairs = {name.value: value for name, value in node.value}
                node = pairs[key]
            else:
                raise UnusualYaml
        return node

    def pairs_of(self, path: Path) -> list[tuple[yaml.Node, yaml.Node]]:
        """Keys and values of the mapping at an entry path."""
        node = self.find(path)
        if not isinstance(node, yaml.MappingNode):
            raise UnusualYaml
        return list(node.value)

    def words_of(self, key: yaml.Node, value: yaml.Node) -> str:
        """A field as it is written."""
        end = max(self._end_of_key(key), end_of(value))
        return self.text[key.start_mark.index : end].rstrip()

    def join_fields(self, node: yaml.Node, said: list[str]) -> str:
        """Fields in the style of a mapping: between braces, or one below the other."""
        if is_flow(node):
            return "{" + ", ".join(said) + "}"
        return (self.newline + " " * node.start_mark.column).join(said)

    # -- fields ---------------------------------------------------------------------------------

    def replace_value(
        self, key: yaml.Node, node: yaml.Node, shape: FieldShape, old: Any, new: Any
    ) -> Iterator[Splice]:
        """Another value where ``old`` stands: items and keys that stay are not touched."""
        start, end = node.start_mark.index, end_of(node)
        if start == end:  # left blank
            place = self._end_of_key(key)
            yield place, place, f" {write_flow(new, shape)}"
        elif isinstance(node, yaml.SequenceNode) and not is_flow(node) and isinstance(new, list):
            yield from self._replace_items(node, shape, old, new)
        elif isinstance(node, yaml.MappingNode) and isinstance(new, Mapping):
            yield from self._replace_pairs(node, shape, old, new)
        else:
            yield self._replace_words(node, write_like(self.text, node, shape, new))

    def _replace_words(self, node: yaml.Node, new: str) -> Splice:
        """Other words for all of a node. Raises UnusualYaml where a comment would go with it."""
        start, end = node.start_mark.index, end_of(node)
        words = self.text[start:end].rstrip()
        if comments := find_comments(self.text, start, start + len(words), node):
            if isinstance(node, yaml.CollectionNode):
                raise UnusualYaml
            self.dropped += () if comments[0] in new else comments  # beside the sign of a block
        return start, start + len(words), new

    def _replace_pairs(
        self, node: yaml.MappingNode, shape: FieldShape, old: Any, new: Mapping[str, Any]
    ) -> Iterator[Splice]:
        """Other values under the keys of a mapping; what a default says is not written again."""
        if not isinstance(shape, PartShape | MapShape) or not isinstance(old, Mapping):
            raise UnusualYaml
        names = spellings_of(shape.part) if isinstance(shape, PartShape) else {}
        pairs = {names.get(k.value, k.value.strip()): (k, value) for k, value in node.value}
        added = {n: v for n, v in new.items() if n not in pairs and old.get(n) != v}
        gone = [key for name, (key, _) in pairs.items() if name not in new]
        if added and self._needs_place_of_first(node, gone):
            name = next(iter(added))
            yield self._replace_first(shape, node.value[0], name, added.pop(name))
            gone = gone[1:]
        if len(gone) == len(pairs) or (is_flow(node) and (added or gone)):
            kept = {n: v for n, v in new.items() if n in pairs or n in added}
            yield self._replace_words(node, write_flow(kept, shape))
            return
        for name, (key, value) in pairs.items():
            if name in new and old.get(name) != new[name]:
                inner = shape_below(shape, name)
                yield from self.replace_value(key, value, inner, old.get(name), new[name])
        yield from (self._remove_from(node, key) for key in gone)
        last = [value for key, value in node.value if key not in gone][-1]
        for name, value in added.items():
            label = shape.part.label_of(name) if isinstance(shape, PartShape) else quote(name)
            yield self.add_pair(node, last, shape_below(shape, name), label, value)

    def _needs_place_of_first(self, node: yaml.MappingNode, gone: list[yaml.Node]) -> bool:
        """Whether the first field of a block goes, which stands behind the dash of an item."""
        if is_flow(node) or not gone or gone[0] is not node.value[0][0]:
            return False
        start = self._start_of_line(gone[0])
        return bool(self.text[start : gone[0].start_mark.index].strip())

    def _replace_first(
        self, shape: PartShape | MapShape, pair: tuple[yaml.Node, yaml.Node], name: str, new: Any
    ) -> Splice:
        """Another field in place of the first of a block. Raises UnusualYaml."""
        key, value = pair
        if not isinstance(value, yaml.ScalarNode):
            raise UnusualYaml
        label = shape.part.label_of(name) if isinstance(shape, PartShape) else quote(name)
        start = key.start_mark.index
        words = f"{label}: {write_flow(new, shape_below(shape, name))}"
        return start, start + len(self.words_of(key, value)), words

    def _replace_items(
        self, node: yaml.SequenceNode, shape: FieldShape, old: Any, new: list[Any]
    ) -> Iterator[Splice]:
        item = shape.item if isinstance(shape, ListShape) else shape
        children = node.value
        if not new or not isinstance(old, list) or len(old) != len(children):
            raise UnusualYaml
        word = item.part.shorthand if isinstance(item, PartShape) else ""
        for first, last, begin, end in compare_items(old, new, word):
            count = min(last - first, end - begin)
            for at, to in zip(
                range(first, first + count), range(begin, begin + count), strict=True
            ):
                yield from self._replace_item(children[at], item, old[at], new[to])
            yield from (self._remove_item(children[at]) for at in range(first + count, last))
            lines = [line for v in new[begin + count : end] for line in write_item(node, item, v)]
            if lines:
                yield self._insert_lines(node, first + count, lines)

    def _replace_item(
        self, node: yaml.Node, shape: FieldShape, old: Any, new: Any
    ) -> Iterator[Splice]:
        if isinstance(node, yaml.MappingNode) and isinstance(new, Mapping):
            yield from self._replace_pairs(node, shape, old, new)
        elif isinstance(node, yaml.SequenceNode) and not is_flow(node) and isinstance(new, list):
            yield from self._replace_items(node, shape, old, new)
        else:
            yield self._replace_words(node, write_like(self.text, node, shape, new))

    def _remove_item(self, node: yaml.Node) -> Splice:
        """An item of a list with its lines, and the comment behind it; those above it stay."""
        start = self._start_of_line(node)
        if self.text[start : node.start_mark.index].strip() != "-":
            raise UnusualYaml
        end = self._end_of_last_line(node)
        self.dropped += find_comments(self.text, start, end, node)
        return start - len(self.newline), end, ""

    def _insert_lines(self, node: yaml.SequenceNode, at: int, lines: list[str]) -> Splice:
        """Lines before item number ``at`` of a list, right behind the one above it."""
        if at:
            place = self._end_of_last_line(node.value[at - 1])
        else:
            place = self._start_of_line(node.value[0]) - len(self.newline)
        return place, place, "".join(self.newline + line for line in lines)

    def add_pair(
        self, node: yaml.Node, before: yaml.Node, shape: FieldShape, label: str, new: Any
    ) -> Splice:
        """A field that the mapping has not yet, behind another."""
        if is_flow(node):
            place = before.end_mark.index
            return place, place, f", {label}: {write_flow(new, shape)}"
        indent = " " * node.start_mark.column
        lines = write_value(f"{indent}{label}:", new, shape, indent + "  ")
        place = self._end_of_last_line(before)
        return place, place, "".join(self.newline + line for line in lines)

    def remove_pair(self, entry: Path, key: yaml.Node) -> Splice:
        """A field with its value, and its line where it stands on one. Not the first of an item."""
        return self._remove_from(self.find(entry), key)

    def _remove_from(self, node: yaml.Node, key: yaml.Node) -> Splice:
        keys = [each for each, _ in node.value]
        at = keys.index(key)
        value = node.value[at][1]
        if is_flow(node):
            start, end = key.start_mark.index, max(self._end_of_key(key), end_of(value))
            before = end_of(node.value[at - 1][1]) if at else start
            if at and (at + 1 == len(keys) or "\n" not in self.text[before:start]):
                start = before  # with the comma before it, so that its neighbour may go too
            else:
                end = keys[at + 1].start_mark.index
            self.dropped += find_comments(self.text, start, end, value)
            return start, end, ""
        start = self._start_of_line(key)
        if self.text[start : key.start_mark.index].strip():
            raise UnusualYaml
        end = max(self._end_of_line(self._end_of_key(key)), self._end_of_last_line(value))
        self.dropped += find_comments(self.text, start, end, value)
        if start:
            return start - len(self.newline), end, ""
        return start, end + len(self._break_at(end)), ""

    # -- records --------------------------------------------------------------------------------

    def add_item(
        self, like: Path, lines: list[str], flow: str = "", comments: tuple[str, ...] = ()
    ) -> Splice:
        """An item behind the last of the list in which another stands, in its style.

        ``lines`` are those of a block, below its first column; ``flow`` is the same between braces.
        Raises UnusualYaml for comments in a list between brackets.
        """
        group, item = self.find(like[:-1]), self.find(like)
        last = group.value[-1]
        if is_flow(group):
            if comments:
                raise UnusualYaml
            place = last.end_mark.index
            return place, place, f", {flow or lines[0]}"
        start = item.start_mark.index
        dash = self.text[self.text.rfind("\n", 0, start) + 1 : start]
        if dash.strip() != "-":
            raise UnusualYaml
        lines = [*([flow] if is_flow(item) and flow else lines), *comments]
        words = f"{dash}{(self.newline + ' ' * len(dash)).join(lines)}"
        end = self._skip_own_comments(end_of(last), len(dash))
        if self.text[:end].endswith("\n"):
            return end, end, words + self.newline
        place = self._end_of_line(end)
        return place, place, self.newline + words

    def _skip_own_comments(self, end: int, column: int) -> int:
        """The end of the comments below a record that are indented as its fields are."""
        comment = re.compile(rf"[^\n]*\r?\n {{{column},}}#")
        if self.text[:end].endswith("\n"):
            return end
        while comment.match(self.text, end):
            end = self._end_of_line(self.text.index("\n", end) + 1)
        return end

    # -- places ---------------------------------------------------------------------------------

    def _end_of_key(self, key: yaml.Node) -> int:
        """The place behind the colon of a key."""
        return self.text.index(":", key.end_mark.index) + 1

    def _end_of_line(self, place: int) -> int:
        """The end of the line, before its break."""
        end = self.text.find("\n", place)
        end = len(self.text) if end < 0 else end
        return end - 1 if self.text[:end].endswith("\r") else end

    def _start_of_line(self, node: yaml.Node) -> int:
        return self.text.rfind("\n", 0, node.start_mark.index) + 1

    def _end_of_last_line(self, node: yaml.Node) -> int:
        """The end of the line of the last word of a node, also of one that is a block of lines."""
        start = int(node.start_mark.index)
        words = self.text[start : end_of(node)].rstrip()
        return self._end_of_line(start + len(words))

    def _break_at(self, place: int) -> str:
        """The line break at a place; empty at the end of the text."""
        return self.newline if self.text.startswith(self.newline, place) else ""

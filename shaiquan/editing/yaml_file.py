"""The nodes of a YAML text, and the splices that change it: from, to, the new words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

import yaml

from shaiquan.content.traditional import read_simplified
from shaiquan.content.yamltext import Loader
from shaiquan.editing.yaml_values import write_flow, write_value
from shaiquan.model.base import Part
from shaiquan.model.shapes import ListShape, Path, field_shapes

Splice = tuple[int, int, str]
_COMMENT = re.compile(r"(?:^|(?<=\s))#[^\r\n]*", re.M)


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
        #: comments beside items that the splices so far take away
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
        self, part: type[Part], name: str, key: yaml.Node, value: yaml.Node, new: Any
    ) -> Iterator[Splice]:
        """Another value of a field that is there; items of a list that stay are not touched."""
        shape = field_shapes(part)[name]
        start, end = value.start_mark.index, end_of(value)
        if start == end:  # left blank
            place = self._end_of_key(key)
            yield place, place, f" {write_flow(new, shape)}"
        elif isinstance(value, yaml.SequenceNode) and not is_flow(value) and isinstance(new, list):
            yield from self._replace_items(value, new, shape)
        else:
            if is_flow(value) and isinstance(value, yaml.SequenceNode):
                self._note_comments(value)
            yield start, self._end_of_words(value), write_flow(new, shape)

    def _replace_items(
        self, node: yaml.SequenceNode, new: list[Any], shape: Any
    ) -> Iterator[Splice]:
        item = shape.item if isinstance(shape, ListShape) else shape
        old = node.value
        if not new or not all(isinstance(child, yaml.ScalarNode) for child in old):
            raise UnusualYaml
        dash = " " * node.start_mark.column + "- "
        steps = SequenceMatcher(None, [child.value for child in old], new, autojunk=False)
        for step, first, last, start, end in steps.get_opcodes():
            if step == "equal":
                continue
            for child, value in zip(old[first:last], new[start:end], strict=False):
                yield child.start_mark.index, self._end_of_words(child), write_flow(value, item)
            for gone in range(first + end - start, last):
                yield self._remove_item(old, gone)
            lines = [
                f"{dash}{write_flow(value, item)}" for value in new[start + last - first : end]
            ]
            if lines and last:
                place = self._end_of_line(self._end_of_words(old[last - 1]))
                yield place, place, "".join(self.newline + line for line in lines)
            elif lines:
                place = self.text.rfind("\n", 0, old[0].start_mark.index) + 1
                yield place, place, "".join(line + self.newline for line in lines)

    def _note_comments(self, node: yaml.SequenceNode) -> None:
        """The comments between the items of a list in brackets, which is written anew."""
        at = int(node.start_mark.index)
        for place, end in [(c.start_mark.index, end_of(c)) for c in node.value] + [
            (node.end_mark.index, 0)
        ]:
            self.dropped += _COMMENT.findall(self.text[at:place])
            at = end

    def _remove_item(self, items: list[yaml.Node], at: int) -> Splice:
        """An item with its line, and with the comments between it and the one above."""
        words, end = items[at].start_mark.index, self._end_of_words(items[at])
        after = self._end_of_line(end)
        if at:
            start = self._end_of_line(self._end_of_words(items[at - 1]))
        else:
            start = self.text.rfind("\n", 0, words) + 1
            after += len(self._break_at(after))
        self.dropped += [
            *_COMMENT.findall(self.text[start:words]),
            *_COMMENT.findall(self.text[end:after]),
        ]
        return start, after, ""

    def _end_of_words(self, node: yaml.Node) -> int:
        """The place behind the last word of a node, also of one that is a block of lines."""
        start = int(node.start_mark.index)
        return start + len(self.text[start : end_of(node)].rstrip())

    def add_pair(
        self, node: yaml.Node, before: yaml.Node, part: type[Part], name: str, label: str, new: Any
    ) -> Splice:
        """A field that the record has not yet, behind another."""
        shape = field_shapes(part)[name]
        if is_flow(node):
            place = before.end_mark.index
            return place, place, f", {label}: {write_flow(new, shape)}"
        indent = " " * node.start_mark.column
        lines = write_value(f"{indent}{label}:", new, shape, indent + "  ")
        place = end_of(before)
        if self.text[:place].endswith("\n"):  # behind a block of lines
            return place, place, self.newline.join(lines) + self.newline
        place = self._end_of_line(place)
        return place, place, "".join(self.newline + line for line in lines)

    def remove_pair(self, entry: Path, key: yaml.Node) -> Splice:
        """A field with its value, and its line where it stands on one. Not the first of an item."""
        node = self.find(entry)
        keys = [each for each, _ in node.value]
        at = keys.index(key)
        if is_flow(node):
            if at + 1 < len(keys):
                return key.start_mark.index, keys[at + 1].start_mark.index, ""
            return node.value[at - 1][1].end_mark.index, end_of(node.value[at][1]), ""
        start = self.text.rfind("\n", 0, key.start_mark.index) + 1
        if self.text[start : key.start_mark.index].strip():
            raise UnusualYaml
        end = max(self._end_of_key(key), end_of(node.value[at][1]))
        if self.text[:end].endswith("\n"):
            return start, end, ""
        end = self._end_of_line(end)
        return start, end + len(self._break_at(end)), ""

    # -- records --------------------------------------------------------------------------------

    def add_item(self, like: Path, lines: list[str], flow: str = "") -> Splice:
        """An item behind the last of the list in which another stands, in its style.

        ``lines`` are those of a block, below its first column; ``flow`` is the same between braces.
        """
        group, item = self.find(like[:-1]), self.find(like)
        last = group.value[-1]
        if is_flow(group):
            place = last.end_mark.index
            return place, place, f", {flow or lines[0]}"
        start = item.start_mark.index
        dash = self.text[self.text.rfind("\n", 0, start) + 1 : start]
        if dash.strip() != "-":
            raise UnusualYaml
        if is_flow(item) and flow:
            lines = [flow]
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

    def _break_at(self, place: int) -> str:
        """The line break at a place; empty at the end of the text."""
        return self.newline if self.text.startswith(self.newline, place) else ""


def is_flow(node: yaml.Node) -> bool:
    """Whether a mapping or a list stands between braces or brackets."""
    return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)


def end_of(node: yaml.Node) -> int:
    """The place behind the last word of a node; a block ends where its last value does."""
    if isinstance(node, yaml.ScalarNode) or is_flow(node) or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    return max(map(end_of, last)) if isinstance(last, tuple) else end_of(last)

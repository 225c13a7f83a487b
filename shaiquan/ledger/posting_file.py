"""A file of postings with some ended and some added, every other byte as it stands.

Whoever keeps the file has comments, an order and a style of his own in it. So nothing is read
and written anew: a few words are put in, each in the style of the posting beside it. What comes
out is read again, and must say just what was meant.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter

import yaml

from shaiquan.content.raw_records import read_records
from shaiquan.content.raw_types import DEFAULTS
from shaiquan.content.sources import Source
from shaiquan.content.traditional import read_simplified
from shaiquan.content.yamltext import Loader
from shaiquan.kinds.registry import KIND
from shaiquan.model.ledger import Posting
from shaiquan.model.shapes import Path
from shaiquan.model.spellings import spellings_of

_FOLDER = KIND["posting"].folder
#: what stands in YAML without quotes, between braces too
_PLAIN = re.compile(r"[\w（][\w（）《》“”·、，。—\-.+/ ]*(?<! )")
#: what an editor calls the day on which a sheet was taken down
_UNTIL = {"since": "until"}, "撤下日期"
#: behind which of its fields the end of a posting is written
_BEFORE_END = ("since", "mark", "id")


class UnusualPostings(Exception):
    """The file is written in a way that cannot be changed without a mess."""


@dataclass(frozen=True, slots=True)
class NewPosting:
    """A posting to add beside the one at ``like`` (its entry path), from which it takes all
    fields but those of ``values`` (field -> text; None: it lacks the field)."""

    like: Path
    values: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class PostingChanges:
    """What is to change in one file: entry path -> the day on which it ends; new postings."""

    ended: Mapping[Path, str]
    added: tuple[NewPosting, ...]


@dataclass(frozen=True, slots=True)
class ChangedPostings:
    """The new text of a file, and texts of postings that need a file of their own, by id."""

    text: str
    others: Mapping[str, str]


_Edit = tuple[int, int, str]


def change_postings(text: str, changes: PostingChanges) -> ChangedPostings:
    """The text of a file of postings with the changes. ``text`` is sound.

    A posting that stands alone in its file gets no neighbour: the new one is given as a text of
    its own. Raises UnusualPostings.
    """
    file = _File(text)
    edits = [edit for path, day in changes.ended.items() for edit in file.end_posting(path, day)]
    others: dict[str, str] = {}
    for new in changes.added:
        if isinstance(new.like[-1] if new.like else "", int):
            edits.append(file.add_posting(new))
        else:
            others[str(new.values["id"])] = file.write_alone(new)
    changed = _apply(text, sorted(edits, key=itemgetter(0)))
    _require_meant(text, changed, others, changes)
    return ChangedPostings(changed, others)


def write_new_postings(records: tuple[Mapping[str, str], ...], defaults: Mapping[str, str]) -> str:
    """A new file of postings, by field; ``defaults`` hold for all of them, as YAML."""
    label = Posting.label_of
    lines = ["# 哪张图贴在哪里，由 python build.py post 写入；换图用 python build.py replace。"]
    pairs = ", ".join(f"{label(name)}: {value}" for name, value in defaults.items())
    lines += [f"{DEFAULTS[0]}: {{{pairs}}}"] if pairs else []
    lines.append(f"{KIND['posting'].label}:")
    for record in records:
        values = ", ".join(f"{label(name)}: {quote(value)}" for name, value in record.items())
        lines.append(f"  - {{{values}}}")
    return "\n".join(lines) + "\n"


def quote(value: str) -> str:
    """A value as YAML, between braces too."""
    return value if _PLAIN.fullmatch(value) else json.dumps(value, ensure_ascii=False)


class _File:
    """The nodes of a text, and the edits that change it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.newline = "\r\n" if "\r\n" in text else "\n"
        root = yaml.compose(read_simplified(text), Loader)
        if not isinstance(root, yaml.CollectionNode):
            raise UnusualPostings
        self.root = root

    def find(self, path: Path) -> yaml.Node:
        """The node at an entry path."""
        node = self.root
        for key in path:
            if isinstance(node, yaml.SequenceNode) and isinstance(key, int):
                node = node.value[key]
            elif isinstance(node, yaml.MappingNode):
                pairs = {name.value: value for name, value in node.value}
                node = pairs[key]
            else:
                raise UnusualPostings
        return node

    def pairs_of(self, path: Path) -> dict[str, tuple[yaml.Node, yaml.Node]]:
        """Field -> its key and value in the posting at an entry path."""
        node = self.find(path)
        if not isinstance(node, yaml.MappingNode):
            raise UnusualPostings
        names = spellings_of(Posting)
        return {names[key.value]: (key, value) for key, value in node.value}

    def end_posting(self, path: Path, day: str) -> Iterator[_Edit]:
        """Give a posting the day on which it ended."""
        node, pairs = self.find(path), self.pairs_of(path)
        if old := pairs.get("until"):
            key, value = old
            blank = value.start_mark.index == value.end_mark.index
            start = value.start_mark.index
            yield (
                (start, value.end_mark.index, day)
                if not blank
                else (self._end_of_key(key), self._end_of_key(key), f" {day}")
            )
            return
        key, value = next(pairs[name] for name in _BEFORE_END if name in pairs)
        words, chinese = _UNTIL
        label = words.get(key.value, chinese)
        if _is_flow(node):
            place = value.end_mark.index
            yield place, place, f", {label}: {day}"
        else:
            place = self._end_of_line(value.end_mark.index)
            indent = " " * node.start_mark.column
            yield place, place, f"{self.newline}{indent}{label}: {day}"

    def add_posting(self, new: NewPosting) -> _Edit:
        """Put a posting behind the last one of the list in which another stands."""
        group = self.find(new.like[:-1])
        last = group.value[-1]
        if _is_flow(group):
            place = last.end_mark.index
            return place, place, f", {self._copy(new)}"
        item = self.find(new.like)
        start = item.start_mark.index
        begin = self.text.rfind("\n", 0, start) + 1
        dash = self.text[begin:start]
        if dash.strip() != "-":
            raise UnusualPostings
        end = _end_of(last)
        line = f"{dash}{self._copy(new)}"
        if self.text[:end].endswith("\n"):
            return end, end, line + self.newline
        place = self._end_of_line(end)
        return place, place, self.newline + line

    def write_alone(self, new: NewPosting) -> str:
        """The posting as a file of its own, in the style of the one that stands alone."""
        node = self.find(new.like)
        words = self._copy(new)
        if not new.like:
            return words + self.newline
        between = " " if _is_flow(node) else self.newline + " " * node.start_mark.column
        text = f"{new.like[0]}:{between}{words}{self.newline}"
        for key, value in self.root.value:
            if key.value in DEFAULTS:
                text = f"{self.text[key.start_mark.index : _end_of(value)]}{self.newline}{text}"
        return text

    def _copy(self, new: NewPosting) -> str:
        """The words of a new posting, in the order and style of the one that it is like."""
        node, pairs = self.find(new.like), self.pairs_of(new.like)
        said = []
        for name, (key, value) in pairs.items():
            start, end = key.start_mark.index, key.end_mark.index
            if name not in new.values:
                said.append(self.text[start : max(self._end_of_key(key), _end_of(value))].rstrip())
            elif (own := new.values[name]) is not None:
                said.append(f"{self.text[start:end]}: {quote(own)}")
        said += [
            f"{Posting.label_of(name)}: {quote(value)}"
            for name, value in new.values.items()
            if value is not None and name not in pairs
        ]
        if _is_flow(node):
            return "{" + ", ".join(said) + "}"
        return (self.newline + " " * node.start_mark.column).join(said)

    def _end_of_key(self, key: yaml.Node) -> int:
        """The place behind the colon of a key."""
        return self.text.index(":", key.end_mark.index) + 1

    def _end_of_line(self, place: int) -> int:
        """The end of the line, before its break."""
        end = self.text.find("\n", place)
        end = len(self.text) if end < 0 else end
        return end - 1 if self.text[:end].endswith("\r") else end


def _is_flow(node: yaml.Node) -> bool:
    """Whether a mapping or a list stands between braces or brackets."""
    return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)


def _end_of(node: yaml.Node) -> int:
    """The place behind the last word of a node; a block ends where its last value does."""
    if isinstance(node, yaml.ScalarNode) or _is_flow(node) or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    return max(map(_end_of, last)) if isinstance(last, tuple) else _end_of(last)


def _apply(text: str, edits: list[_Edit]) -> str:
    """The text with other words from start to end of each edit; they are in order."""
    pieces, done = [], 0
    for start, end, new in edits:
        pieces += [text[done:start], new]
        done = end
    return "".join((*pieces, text[done:]))


def _require_meant(
    text: str, changed: str, others: Mapping[str, str], changes: PostingChanges
) -> None:
    """Raises UnusualPostings unless the new texts say what was meant, and nothing else."""
    expected = _read(text)
    ids = {path: str(values["id"]) for (_, path), values in expected.items()}
    wanted = {str(values["id"]): dict(values) for values in expected.values()}
    for path, day in changes.ended.items():
        wanted[ids[path]]["until"] = day
    for new in changes.added:
        like = expected["posting", new.like]
        values = {**like, **new.values}
        wanted[str(new.values["id"])] = {n: v for n, v in values.items() if v is not None}
    texts = (changed, *others.values())
    found = {str(values["id"]): dict(values) for t in texts for values in _read(t).values()}
    if found != wanted:
        raise UnusualPostings


def _read(text: str) -> dict[tuple[str, Path], Mapping[str, object]]:
    """(kind, entry path) -> values of every record of a file of the ledger."""
    file = read_records(Source("ledger.yml", _FOLDER, text, ""))
    if file.problems:
        raise UnusualPostings
    return {(raw.kind.name, raw.entry): raw.values for raw in file.records}

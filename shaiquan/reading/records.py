"""A content file to raw records: English keys, text values, inherited values filled in.

One walk serves two ends: :func:`read` gives the records of a file and what is wrong with
its keys; :func:`spots` walks the same way again, only when a problem must be placed, and
gives line and column of every value. So a hundred thousand good records carry no marks.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from shaiquan import codes
from shaiquan.model.base import Part
from shaiquan.model.kinds import FOLDERS, KIND, Kind, kind_named
from shaiquan.model.shapes import Many, Nest, Path, Shape, Table, fields, keys
from shaiquan.model.site import Site
from shaiquan.problems import Code, Problem
from shaiquan.reading.sources import Source
from shaiquan.reading.yamltext import compose, fullwidth_in, place, plain_tag

DEFAULTS = ("默认", "defaults")
EVERY = ("所有", "all")
_FRONT = re.compile(r"---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Raw:
    """A record as written: its kind, values under English names, and where it stands."""

    kind: Kind
    values: Mapping[str, Any]
    path: str
    entry: Path


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds: records, values for all records of a kind, and problems."""

    #: kinds of which the file may hold records that could not be read
    lost: frozenset[str] = frozenset()
    records: tuple[Raw, ...] = ()
    defaults: Mapping[str, Values] = field(default_factory=dict)
    site: Mapping[str, Any] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


class _Walk:
    """One pass over the nodes of a file: plain values, problems and, if asked, places."""

    def __init__(self, source: Source, first_line: int) -> None:
        self.source = source
        self.first_line = first_line
        self.problems: list[Problem] = []
        self.places: dict[Path, tuple[int, int]] = {}
        self._keys: dict[Path, int] = {}
        self._seen: set[int] = set()

    def value(self, node: yaml.Node, shape: Shape, path: Path, label: str) -> Any:
        """The plain value of a node read as ``shape``; wrong types pass, to be told later."""
        self.places.setdefault(path, place(node, self.first_line))
        if isinstance(shape, Many) and not isinstance(node, yaml.SequenceNode):
            one = self.value(node, shape.item, (*path, 0), label)
            return None if one is None else [one]
        if not self._allowed(node):
            return None
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, shape)
        if isinstance(node, yaml.SequenceNode):
            item = shape.item if isinstance(shape, Many) else shape
            rows = [self.value(n, item, (*path, i), label) for i, n in enumerate(node.value)]
            return [row for row in rows if row is not None]
        if isinstance(shape, Nest):
            return self.part(node, shape.part, path, label)
        return self._table(node, shape.value if isinstance(shape, Table) else shape, path, label)

    def part(self, node: yaml.Node, part: type[Part], path: Path, label: str) -> Values:
        """A mapping with known keys, under their English names."""
        spellings, shapes = keys(part), fields(part)
        values: Values = {}
        for key, child in self.pairs(node):
            name = spellings.get(key.value)
            if name is None:
                self.unknown(key, tuple(word for _, word in part.known()), label, spellings)
                continue
            if self.twice((*path, name), key):
                continue
            self._mark((*path, name), key, child)
            got = self.value(child, shapes[name], (*path, name), part.label_of(name))
            if got is not None:
                values[name] = got
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

    def _mark(self, path: Path, key: yaml.Node, child: yaml.Node) -> None:
        """A block value begins on the line after its key; the key is where to look."""
        here = key if not isinstance(child, yaml.ScalarNode) else child
        self.places[path] = place(here, self.first_line)

    def twice(self, path: Path, key: yaml.ScalarNode) -> bool:
        """Whether the key at ``path`` was met before, in any spelling; then it is a problem."""
        first = self._keys.get(path)
        if first is None:
            self._keys[path] = place(key, self.first_line)[0]
            return False
        self.say(codes.DUPLICATE_KEY, key, key=key.value, first=first)
        return True

    def _table(self, node: yaml.Node, shape: Shape, path: Path, label: str) -> Values:
        values: Values = {}
        for key, child in self.pairs(node):
            if not self.twice((*path, key.value), key):
                self._mark((*path, key.value), key, child)
                values[key.value] = self.value(child, shape, (*path, key.value), label)
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

    def _scalar(self, node: yaml.ScalarNode, shape: Shape) -> Any:
        if not node.style and node.value in ("", "~", "null"):
            return None
        if isinstance(shape, Nest) and shape.part.shorthand and not fullwidth_in(node.value):
            return {shape.part.shorthand: node.value}
        return node.value

    def unknown(
        self, key: yaml.ScalarNode, known: tuple[str, ...], label: str, words: Iterable[str]
    ) -> None:
        self.say(
            codes.UNKNOWN_KEY, key, where=label, key=key.value,
            suggestion=suggestion(key.value, words), known="、".join(known),
        )  # fmt: skip


def suggestion(word: str, among: Iterable[str]) -> str:
    """，是否为“…”？ where a word close to ``word`` is known."""
    close = difflib.get_close_matches(word, list(among), n=5, cutoff=0.5)
    if not close:
        return ""
    # of words equally like, the one that begins like it: 党委回 is 党委会 rather than 镇党委
    best = max(close, key=lambda each: (_likeness(word, each), each[0] == word[0]))
    return f"，是否为“{best}”？"


def _likeness(word: str, other: str) -> float:
    return difflib.SequenceMatcher(None, word, other).ratio()


def read(source: Source) -> Reading:
    """The records of a file. ``site.yml`` gives the site, its channels and the defaults."""
    reading, _ = _read(source)
    if reading.problems and not (reading.records or reading.site):
        return replace(reading, lost=kinds_in(source.folder))
    nameless = frozenset(raw.kind.name for raw in reading.records if "id" not in raw.values)
    return replace(reading, lost=nameless)


def kinds_in(folder: str) -> frozenset[str]:
    """The kinds that a folder holds; ``site.yml`` holds the channels."""
    return frozenset(kind.name for kind in FOLDERS.get(folder, (KIND["channel"],)))


def spots(source: Source) -> dict[Path, tuple[int, int]]:
    """Line and column of every value of a file: entry path + field path -> place."""
    _, places = _read(source)
    return places


def _read(source: Source) -> tuple[Reading, dict[Path, tuple[int, int]]]:
    text, first_line, body = source.text, 1, None
    if source.path.endswith(".md"):
        front = _FRONT.match(text)
        if front is None:
            return Reading(problems=(source.at(codes.FRONT_MATTER),)), {}
        first_line, body = 2, text[front.end() :].lstrip("\r\n")
        text = front[1]
    root = compose(source, text, first_line)
    if isinstance(root, Problem):
        return Reading(problems=(root,)), {}
    if root is None:
        return Reading(problems=(source.at(codes.EMPTY_FILE),)), {}
    walk = _Walk(source, first_line)
    if source.folder == "":
        reading = _site(walk, root)
    else:
        reading = _records(walk, root, FOLDERS[source.folder])
        if body is not None:
            body_line = source.text[: len(source.text) - len(body)].count("\n") + 1
            reading = _with_body(reading, body, body_line, walk)
    return reading, walk.places


def _with_body(reading: Reading, body: str, line: int, walk: _Walk) -> Reading:
    """The Markdown below the front matter is the field 正文 of the one record above it."""
    raws = tuple(
        Raw(raw.kind, {**raw.values, "text": body}, raw.path, raw.entry) if body.strip() else raw
        for raw in reading.records
    )
    for raw in raws:
        walk.places[(*raw.entry, "text")] = (line, 1)
    return replace(reading, records=raws)


def _site(walk: _Walk, root: yaml.Node) -> Reading:
    if not isinstance(root, yaml.MappingNode):
        return Reading(problems=(_not_mapping(walk, root),))
    channels: list[Raw] = []
    defaults: dict[str, Values] = {}
    rest = []
    for key, child in walk.pairs(root):
        if key.value in ("渠道", "channels"):
            channels += _section(walk, KIND["channel"], child, ("渠道",), {})
        elif key.value in DEFAULTS:
            defaults = _defaults(walk, child)
        else:
            rest.append((key, child))
    kept = yaml.MappingNode(root.tag, rest, root.start_mark, root.end_mark)
    site = walk.part(kept, Site, (), "site.yml ")
    walk.places.setdefault((), place(root, 1))
    return Reading(frozenset(), tuple(channels), defaults, site, tuple(walk.problems))


def _not_mapping(walk: _Walk, node: yaml.Node) -> Problem:
    line, column = place(node, walk.first_line)
    if isinstance(node, yaml.ScalarNode) and fullwidth_in(node.value):
        column = (
            walk.source.line(line).index("：") + 1 if "：" in walk.source.line(line) else column
        )
        return walk.source.at(codes.FULLWIDTH_COLON, line, column)
    return walk.source.at(
        codes.YAML_SYNTAX, line, column,
        why="这里应当是“字段: 值”", mend="每行写一个字段，例如  名称: 干部任免",
    )  # fmt: skip


def _defaults(walk: _Walk, node: yaml.Node) -> dict[str, Values]:
    """默认 of ``site.yml``: 所有 and kinds, each with fields."""
    if not isinstance(node, yaml.MappingNode):
        walk.problems.append(_not_mapping(walk, node))
        return {}
    defaults: dict[str, Values] = {}
    for key, child in walk.pairs(node):
        kind = kind_named(key.value)
        path: Path = ("默认", key.value)
        if key.value in EVERY:
            defaults["*"] = _default_values(walk, child, tuple(KIND.values()), path)
        elif kind:
            defaults[kind.name] = _default_values(walk, child, (kind,), path)
        else:
            labels = (EVERY[0], *(each.label for each in KIND.values()))
            walk.unknown(key, labels, "默认", labels)
    return defaults


def _default_values(walk: _Walk, node: yaml.Node, kinds: tuple[Kind, ...], path: Path) -> Values:
    """Inherited values; a key must be a field of at least one of the kinds."""
    if not isinstance(node, yaml.MappingNode):
        walk.problems.append(_not_mapping(walk, node))
        return {}
    values: Values = {}
    for key, child in walk.pairs(node):
        kind = next((each for each in kinds if key.value in keys(each.model)), None)
        if kind is None:
            words = dict.fromkeys(word for each in kinds for word in keys(each.model))
            walk.unknown(key, tuple(words), "默认", words)
            continue
        one = yaml.MappingNode(node.tag, [(key, child)], key.start_mark, child.end_mark)
        values.update(walk.part(one, kind.model, path, "默认"))
    return values


def _records(walk: _Walk, root: yaml.Node, kinds: tuple[Kind, ...]) -> Reading:
    """A record, a list of records, or sections named by kind with their 默认."""
    if isinstance(root, yaml.SequenceNode):
        raws = _section(walk, kinds[0], root, (), {})
        return Reading(records=tuple(raws), problems=tuple(walk.problems))
    if not isinstance(root, yaml.MappingNode):
        return Reading(problems=(_not_mapping(walk, root),))
    names = [key.value for key, _ in root.value if isinstance(key, yaml.ScalarNode)]
    if not any(kind_named(name, kinds) or name in DEFAULTS for name in names):
        raws = _record(walk, kinds[0], root, (), {})
    else:
        raws = _sections(walk, root, kinds)
    return Reading(records=tuple(raws), problems=tuple(walk.problems))


def _sections(walk: _Walk, root: yaml.Node, kinds: tuple[Kind, ...]) -> list[Raw]:
    inherited: Values = {}
    sections: list[tuple[Kind, str, yaml.Node]] = []
    for key, child in walk.pairs(root):
        kind = kind_named(key.value, kinds)
        if walk.twice((key.value,), key):
            continue
        if key.value in DEFAULTS:
            inherited = _default_values(walk, child, kinds, ("默认",))
        elif kind:
            sections.append((kind, key.value, child))
        else:
            labels = (DEFAULTS[0], *(each.label for each in kinds))
            walk.unknown(key, labels, "这个文件", labels)
    return [
        raw
        for kind, word, child in sections
        for raw in _section(walk, kind, child, (word,), inherited)
    ]


def _section(walk: _Walk, kind: Kind, node: yaml.Node, path: Path, inherited: Values) -> list[Raw]:
    if isinstance(node, yaml.ScalarNode) and node.value == "":
        return []
    if not isinstance(node, yaml.SequenceNode):
        return _record(walk, kind, node, path, inherited)
    return [
        raw
        for index, child in enumerate(node.value)
        for raw in _record(walk, kind, child, (*path, index), inherited)
    ]


def _record(walk: _Walk, kind: Kind, node: yaml.Node, path: Path, inherited: Values) -> list[Raw]:
    walk.places[path] = place(node, walk.first_line)
    if not isinstance(node, yaml.MappingNode):
        walk.problems.append(_not_mapping(walk, node))
        return []
    values = walk.part(node, kind.model, path, kind.label)
    own = {name: value for name, value in inherited.items() if name in kind.model.model_fields}
    return [Raw(kind, inherit(values, own), walk.source.path, path)]


def inherit(values: Mapping[str, Any], defaults: Mapping[str, Any]) -> Values:
    """``values`` over ``defaults``; mappings are merged key by key, all else is replaced."""
    merged = dict(defaults)
    for name, value in values.items():
        base = merged.get(name)
        if isinstance(base, dict) and isinstance(value, dict):
            merged[name] = inherit(value, base)
        else:
            merged[name] = value
    return merged

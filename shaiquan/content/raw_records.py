"""A content file to raw records: English keys, text values, inherited values filled in.

One walk serves two ends: :func:`read_records` gives the records of a file and what is wrong with
its keys; :func:`locate_values` walks the same way again, only when a problem must be placed, and
gives line and column of every value. So a hundred thousand good records carry no marks.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from shaiquan import codes
from shaiquan.content.node_reader import NodeReader, RawValues, report_no_mapping
from shaiquan.content.sources import Source
from shaiquan.content.yamltext import compose
from shaiquan.kinds.descriptor import Kind
from shaiquan.kinds.registry import FOLDERS, KIND, SITE_KINDS, kind_named
from shaiquan.model.shapes import Path
from shaiquan.model.site import Site
from shaiquan.model.spellings import spellings_of
from shaiquan.problems import Problem

DEFAULTS = ("默认", "defaults")
ALL_KINDS = ("所有", "all")
_FRONT = re.compile(r"---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class RawRecord:
    """A record as written: its kind, values under English names, and where it stands."""

    kind: Kind
    values: Mapping[str, Any]
    path: str
    entry: Path


@dataclass(frozen=True, slots=True)
class FileRecords:
    """What a file holds: records, values for all records of a kind, and problems."""

    #: kinds of which the file may hold records that could not be read
    lost: frozenset[str] = frozenset()
    records: tuple[RawRecord, ...] = ()
    defaults: Mapping[str, RawValues] = field(default_factory=dict)
    site: Mapping[str, Any] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def read_records(source: Source) -> FileRecords:
    """The records of a file. ``site.yml`` gives the site, the records without a folder
    and the defaults."""
    reading, _ = _read(source, marking=False)
    if reading.problems and not (reading.records or reading.site):
        return replace(reading, lost=kinds_in(source.folder))
    nameless = frozenset(raw.kind.name for raw in reading.records if "id" not in raw.values)
    return replace(reading, lost=nameless) if nameless else reading


def kinds_in(folder: str) -> frozenset[str]:
    """The kinds that a folder holds; ``site.yml`` holds those without a folder."""
    return frozenset(kind.name for kind in FOLDERS.get(folder, tuple(SITE_KINDS.values())))


def locate_values(source: Source) -> dict[Path, tuple[int, int]]:
    """Line and column of every value of a file: entry path + field path -> place."""
    _, places = _read(source, marking=True)
    return places


def _read(source: Source, marking: bool) -> tuple[FileRecords, dict[Path, tuple[int, int]]]:
    text, first_line, body = source.text, 1, None
    if source.path.endswith(".md"):
        front = _FRONT.match(text)
        if front is None:
            return FileRecords(problems=(source.at(codes.FRONT_MATTER),)), {}
        first_line, body = 2, text[front.end() :].lstrip("\r\n")
        text = front[1]
    root = compose(source, text, first_line)
    if isinstance(root, Problem):
        return FileRecords(problems=(root,)), {}
    if root is None:
        return FileRecords(problems=(source.at(codes.EMPTY_FILE),)), {}
    walk = NodeReader(source, text, first_line, marking)
    if source.folder == "":
        reading = _site(walk, root)
    else:
        reading = _records(walk, root, FOLDERS[source.folder])
        if body is not None:
            reading = _with_body(reading, body)
            line = source.text.count("\n", 0, len(source.text) - len(body)) + 1
            walk.places.update({(*raw.entry, "text"): (line, 1) for raw in reading.records})
    return reading, walk.places


def _with_body(reading: FileRecords, body: str) -> FileRecords:
    """The Markdown below the front matter is the field 正文 of the one record above it."""
    body = body.strip()
    if not body:
        return reading
    raws = (
        RawRecord(raw.kind, {**raw.values, "text": body}, raw.path, raw.entry)
        for raw in reading.records
    )
    return FileRecords(records=tuple(raws), problems=reading.problems)


def _site(walk: NodeReader, root: yaml.Node) -> FileRecords:
    if not isinstance(root, yaml.MappingNode):
        return FileRecords(problems=(report_no_mapping(walk, root),))
    records: list[RawRecord] = []
    defaults: dict[str, RawValues] = {}
    rest = []
    for key, child in walk.pairs(root):
        if kind := SITE_KINDS.get(key.value):
            records += _section(walk, kind, child, (kind.label,), {})
        elif key.value in DEFAULTS:
            defaults = _defaults(walk, child)
        else:
            rest.append((key, child))
    kept = yaml.MappingNode(root.tag, rest, root.start_mark, root.end_mark)
    site = walk.part(kept, Site, (), "site.yml ")
    walk.mark((), root)
    return FileRecords(frozenset(), tuple(records), defaults, site, tuple(walk.problems))


def _defaults(walk: NodeReader, node: yaml.Node) -> dict[str, RawValues]:
    """默认 of ``site.yml``: 所有 and kinds, each with fields."""
    if not isinstance(node, yaml.MappingNode):
        walk.problems.append(report_no_mapping(walk, node))
        return {}
    defaults: dict[str, RawValues] = {}
    for key, child in walk.pairs(node):
        kind = kind_named(key.value)
        path: Path = ("默认", key.value)
        if key.value in ALL_KINDS:
            defaults["*"] = _default_values(walk, child, tuple(KIND.values()), path)
        elif kind:
            defaults[kind.name] = _default_values(walk, child, (kind,), path)
        else:
            labels = (ALL_KINDS[0], *(each.label for each in KIND.values()))
            walk.unknown(key, labels, "默认", labels)
    return defaults


def _default_values(
    walk: NodeReader, node: yaml.Node, kinds: tuple[Kind, ...], path: Path
) -> RawValues:
    """Inherited values; a key must be a field of at least one of the kinds."""
    if not isinstance(node, yaml.MappingNode):
        walk.problems.append(report_no_mapping(walk, node))
        return {}
    values: RawValues = {}
    for key, child in walk.pairs(node):
        kind = next((each for each in kinds if key.value in spellings_of(each.model)), None)
        if kind is None:
            words = dict.fromkeys(word for each in kinds for word in spellings_of(each.model))
            walk.unknown(key, tuple(words), "默认", words)
            continue
        one = yaml.MappingNode(node.tag, [(key, child)], key.start_mark, child.end_mark)
        values.update(walk.part(one, kind.model, path, "默认"))
    return values


def _records(walk: NodeReader, root: yaml.Node, kinds: tuple[Kind, ...]) -> FileRecords:
    """A record, a list of records, or sections named by kind with their 默认."""
    if isinstance(root, yaml.SequenceNode):
        raws = _section(walk, kinds[0], root, (), {})
        return FileRecords(records=tuple(raws), problems=tuple(walk.problems))
    if not isinstance(root, yaml.MappingNode):
        return FileRecords(problems=(report_no_mapping(walk, root),))
    names = [key.value for key, _ in root.value if isinstance(key, yaml.ScalarNode)]
    if _section_words(walk.source.folder).isdisjoint(names):
        raws = _record(walk, kinds[0], root, (), {})
    else:
        raws = _sections(walk, root, kinds)
    return FileRecords(records=tuple(raws), problems=tuple(walk.problems))


@functools.cache
def _section_words(folder: str) -> frozenset[str]:
    """What begins a section in a file of the folder: the names of its kinds, and 默认."""
    kinds = FOLDERS[folder]
    named = (word for kind in kinds for word in (kind.label, kind.name))
    return frozenset((*named, kinds[0].folder, *DEFAULTS))


def _sections(walk: NodeReader, root: yaml.Node, kinds: tuple[Kind, ...]) -> list[RawRecord]:
    inherited: RawValues = {}
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


def _section(
    walk: NodeReader, kind: Kind, node: yaml.Node, path: Path, inherited: RawValues
) -> list[RawRecord]:
    if isinstance(node, yaml.ScalarNode) and node.value == "":
        return []
    if not isinstance(node, yaml.SequenceNode):
        return _record(walk, kind, node, path, inherited)
    return [
        raw
        for index, child in enumerate(node.value)
        for raw in _record(walk, kind, child, (*path, index), inherited)
    ]


def _record(
    walk: NodeReader, kind: Kind, node: yaml.Node, path: Path, inherited: RawValues
) -> list[RawRecord]:
    walk.mark(path, node)
    if not isinstance(node, yaml.MappingNode):
        walk.problems.append(report_no_mapping(walk, node))
        return []
    values = walk.part(node, kind.model, path, kind.label)
    own = {name: value for name, value in inherited.items() if name in kind.model.model_fields}
    return [RawRecord(kind, merge_defaults(values, own), walk.source.path, path)]


def merge_defaults(values: Mapping[str, Any], defaults: Mapping[str, Any]) -> RawValues:
    """``values`` over ``defaults``; mappings are merged key by key, all else is replaced."""
    merged = {**defaults, **values}
    for name, base in defaults.items():
        if isinstance(base, dict) and isinstance(value := merged[name], dict):
            merged[name] = base if value is base else merge_defaults(value, base)
    return merged

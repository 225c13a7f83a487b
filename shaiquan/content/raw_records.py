"""A content file to raw records: English keys, text values, inherited values filled in.

The nodes of a file are read for two purposes: :func:`read_records` gives its records and what
is wrong with its keys; :func:`locate_values` reads it again, only when a problem must be
placed, and gives line and column of every value. So good records carry no places.
"""

from __future__ import annotations

import functools
from dataclasses import replace

import yaml

from shaiquan import codes
from shaiquan.content.defaults import add_defaults
from shaiquan.content.front_matter import divide_front_matter, find_dashes
from shaiquan.content.implied_references import name_the_only_record
from shaiquan.content.misplaced_sections import find_misplaced
from shaiquan.content.node_reader import NodeReader, RawValues
from shaiquan.content.own_columns import find_own_columns
from shaiquan.content.pasted_text import find_conflict, narrow_blanks
from shaiquan.content.pasted_values import find_cut_texts, find_lost_brackets
from shaiquan.content.raw_types import ALL_KINDS, DEFAULTS, FileRecords, RawRecord
from shaiquan.content.sources import REVIEWS_FILE, SITE_FILE, Source
from shaiquan.content.suggestions import to_simplified
from shaiquan.content.traditional import read_simplified
from shaiquan.content.yamltext import parse_yaml
from shaiquan.kinds.descriptor import Kind
from shaiquan.kinds.registry import FOLDERS, KIND, SITE_KINDS, find_kind_by_word
from shaiquan.model.ledger import is_edition_id, parse_edition_id
from shaiquan.model.review_lines import ReviewLine, parse_review_line
from shaiquan.model.shapes import Path
from shaiquan.model.site import Site
from shaiquan.model.spellings import spellings_of
from shaiquan.problems import Problem


def read_records(source: Source) -> FileRecords:
    """The records of a file. ``site.yml`` gives the site, the records without a folder
    and the defaults."""
    content, _ = _read(source, with_places=False)
    if content.problems and not (content.records or content.site):
        return replace(content, unread_kinds=content.unread_kinds | kinds_in(source.folder))
    without_id = frozenset(raw.kind.name for raw in content.records if not _has_id(raw))
    unread = content.unread_kinds | without_id
    return replace(content, unread_kinds=unread) if without_id else content


def _has_id(raw: RawRecord) -> bool:
    """Whether others can name the record by its id."""
    return is_edition_id(str(raw.values.get("id", "")))


def kinds_in(folder: str) -> frozenset[str]:
    """The kinds that a folder holds; ``site.yml`` holds those without a folder."""
    kinds = FOLDERS.get(folder, ()) if folder else SITE_KINDS.values()
    return frozenset(kind.name for kind in kinds)


def locate_values(source: Source) -> dict[Path, tuple[int, int]]:
    """Entry path + field path -> line and column, of every value of a file."""
    _, places = _read(source, with_places=True)
    return places


def _read(source: Source, with_places: bool) -> tuple[FileRecords, dict[Path, tuple[int, int]]]:
    if conflict := find_conflict(source.text):
        return FileRecords(problems=(source.problem_at(codes.MERGE_CONFLICT, conflict),)), {}
    text, first_line, body = read_simplified(source.text), 1, None
    if source.path.endswith(".md"):
        divided = divide_front_matter(text)
        if divided is None:
            line = find_dashes(source.lines)
            return FileRecords(problems=(source.problem_at(codes.FRONT_MATTER, line),)), {}
        text, first_line, body = divided
    text = narrow_blanks(text)
    root = parse_yaml(source, text, first_line)
    if isinstance(root, Problem):
        return FileRecords(problems=(root,)), {}
    if root is None:
        empty = () if source.folder == REVIEWS_FILE else (source.problem_at(codes.EMPTY_FILE),)
        return FileRecords(problems=empty), {}
    reader = NodeReader(source, text, first_line, with_places)
    reader.problems += find_cut_texts(source, text, root, first_line)
    reader.problems += find_lost_brackets(source, text, first_line)
    if source.folder == "":
        return _read_site(reader, root), reader.places
    if source.folder == REVIEWS_FILE:
        return _read_reviews(reader, root), reader.places
    content = _read_folder_file(reader, root, FOLDERS[source.folder])
    if body is not None:
        content = _add_body(content, body)
        line = source.text.count("\n", 0, len(source.text) - len(body)) + 1
        reader.places.update({(*raw.entry, "text"): (line, 1) for raw in content.records})
    return content, reader.places


def _add_body(content: FileRecords, body: str) -> FileRecords:
    """The Markdown below the front matter is the field 正文 of the one record above it."""
    body = body.strip()
    if not body:
        return content
    records = (replace(raw, values={**raw.values, "text": body}) for raw in content.records)
    return replace(content, records=tuple(records))


def _read_site(reader: NodeReader, root: yaml.Node) -> FileRecords:
    if not reader.is_mapping(root):
        return FileRecords(problems=tuple(reader.problems))
    records: list[RawRecord] = []
    defaults: dict[str, RawValues] = {}
    site_pairs = []
    known = dict.fromkeys((*SITE_KINDS, *DEFAULTS, *spellings_of(Site)))
    labels = tuple(label for _, label in Site.field_labels())
    for key, child in reader.read_known_pairs(root, known, labels, f"{SITE_FILE} "):
        if kind := SITE_KINDS.get(key.value):
            records += _read_section(reader, kind, child, (kind.label,), {})
        elif key.value in DEFAULTS:
            reader.note_place(("默认",), key)
            defaults = _read_site_defaults(reader, child)
        else:
            site_pairs.append((key, child))
    site_node = yaml.MappingNode(root.tag, site_pairs, root.start_mark, root.end_mark)
    site = reader.read_part(site_node, Site, (), "site.yml ")
    reader.note_place((), root)
    return FileRecords(frozenset(), tuple(records), defaults, site, tuple(reader.problems))


def _read_reviews(reader: NodeReader, root: yaml.Node) -> FileRecords:
    """``reviews.yml``: a line for each record, by its id."""
    reviews: dict[str, ReviewLine] = {}
    for key, child in reader.read_pairs(root) if reader.is_mapping(root) else ():
        id = key.value.strip().lower()
        if reader.is_repeated((id,), key):
            continue
        reader.note_place((id,), key)
        try:
            reviews[parse_edition_id(id)] = parse_review_line(
                child.value if _is_line(child) else ""
            )
        except ValueError:
            reader.report_bad_review(child, id)
    return FileRecords(problems=tuple(reader.problems), reviews=reviews)


def _is_line(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and bool(node.value.strip())


def _read_site_defaults(reader: NodeReader, node: yaml.Node) -> dict[str, RawValues]:
    """默认 of ``site.yml``: fields under 所有 and under the kinds."""
    defaults: dict[str, RawValues] = {}
    if not reader.is_mapping(node):
        return defaults
    labels = (ALL_KINDS[0], *(kind.label for kind in KIND.values()))
    known = dict.fromkeys((*ALL_KINDS, *labels, *KIND))
    for key, child in reader.read_known_pairs(node, known, labels, "默认"):
        kind = find_kind_by_word(key.value)
        path: Path = ("默认", key.value)
        reader.note_place(path, key)
        if key.value in ALL_KINDS:
            defaults["*"] = _read_defaults(reader, child, tuple(KIND.values()), path)
        elif kind:
            defaults[kind.name] = _read_defaults(reader, child, (kind,), path)
    return defaults


def _read_defaults(
    reader: NodeReader, node: yaml.Node, kinds: tuple[Kind, ...], path: Path
) -> RawValues:
    """Default values; each key must be a field of at least one of the kinds."""
    values: RawValues = {}
    if not reader.is_mapping(node):
        return values
    words = dict.fromkeys(word for kind in kinds for word in spellings_of(kind.model))
    for key, child in reader.read_known_pairs(node, words, words, "默认"):
        kind = _find_kind_with_field(kinds, key.value)
        assert kind is not None
        entry = yaml.MappingNode(node.tag, [(key, child)], key.start_mark, child.end_mark)
        values.update(reader.read_part(entry, kind.model, path, "默认"))
    return values


def _find_kind_with_field(kinds: tuple[Kind, ...], key: str) -> Kind | None:
    """The first kind with a field of this label or name; else the first with such an alias."""
    matching = [kind for kind in kinds if key in spellings_of(kind.model)]
    for kind in matching:
        if any(key in names for names in kind.model.field_labels()):
            return kind
    return matching[0] if matching else None


def _read_folder_file(reader: NodeReader, root: yaml.Node, kinds: tuple[Kind, ...]) -> FileRecords:
    """What a file in a folder holds, but for sections of kinds that belong in another."""
    sections = {id(key): kind for key, kind in find_misplaced(root, kinds)}
    if not sections:
        return _read_root(reader, root, kinds)
    for key, _ in root.value:
        if kind := sections.get(id(key)):
            reader.report_wrong_folder(key, kind.label, kind.folder)
    root.value = [pair for pair in root.value if id(pair[0]) not in sections]
    content = _read_root(reader, root, kinds) if root.value else FileRecords()
    unread = frozenset(kind.name for kind in sections.values())
    return replace(content, unread_kinds=unread, problems=tuple(reader.problems))


def _read_root(reader: NodeReader, root: yaml.Node, kinds: tuple[Kind, ...]) -> FileRecords:
    """A record, a list of records, or sections named by kind with their 默认."""
    if isinstance(root, yaml.SequenceNode):
        records = _read_section(reader, kinds[0], root, (), {})
    elif not reader.is_mapping(root):
        records = []
    elif _has_sections(root, reader.source.folder):
        records = name_the_only_record(_read_sections(reader, root, kinds))
    else:
        records = _read_record(reader, kinds[0], root, (), {})
    return FileRecords(records=tuple(records), problems=tuple(reader.problems))


def _has_sections(root: yaml.Node, folder: str) -> bool:
    keys = {key.value for key, _ in root.value if isinstance(key, yaml.ScalarNode)}
    sections = _section_keys(folder)
    if not sections.keys().isdisjoint(keys):
        return True
    unknown = keys - spellings_of(FOLDERS[folder][0].model).keys()
    return any(to_simplified(key) in sections for key in unknown)


@functools.cache
def _section_keys(folder: str) -> dict[str, None]:
    """What begins a section in a file of the folder: the names of its kinds, and 默认."""
    kinds = FOLDERS[folder]
    names = (word for kind in kinds for word in (kind.label, kind.name))
    return dict.fromkeys((*names, kinds[0].folder, *DEFAULTS))


def _read_sections(reader: NodeReader, root: yaml.Node, kinds: tuple[Kind, ...]) -> list[RawRecord]:
    defaults: RawValues = {}
    sections: list[tuple[Kind, str, yaml.Node]] = []
    labels = (DEFAULTS[0], *(kind.label for kind in kinds))
    known = _section_keys(reader.source.folder)
    for key, child in reader.read_known_pairs(root, known, labels, "这个文件"):
        kind = find_kind_by_word(key.value, kinds)
        if reader.is_repeated((key.value,), key):
            continue
        if key.value in DEFAULTS:
            defaults = _read_defaults(reader, child, kinds, ("默认",))
        elif kind:
            sections.append((kind, key.value, child))
    return [
        raw
        for kind, key_text, child in sections
        for raw in _read_section(reader, kind, child, (key_text,), defaults)
    ]


def _read_section(
    reader: NodeReader, kind: Kind, node: yaml.Node, path: Path, defaults: RawValues
) -> list[RawRecord]:
    if isinstance(node, yaml.ScalarNode) and node.value == "":
        return []
    if not isinstance(node, yaml.SequenceNode):
        return _read_record(reader, kind, node, path, defaults)
    return [
        raw
        for index, child in enumerate(node.value)
        for raw in _read_record(reader, kind, child, (*path, index), defaults)
    ]


def _read_record(
    reader: NodeReader, kind: Kind, node: yaml.Node, path: Path, defaults: RawValues
) -> list[RawRecord]:
    """The record in a list; an empty list where the node is no mapping."""
    reader.note_place(path, node)
    if not reader.is_mapping(node):
        return []
    reader.own_columns = find_own_columns(reader, kind, node, defaults)
    values = reader.read_part(node, kind.model, path, kind.label)
    own = {name: value for name, value in defaults.items() if name in kind.model.model_fields}
    return [RawRecord(kind, add_defaults(values, own), reader.source.path, path)]

"""Sections of a file that belong in another folder."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from shaiquan.content.suggestions import to_simplified
from shaiquan.kinds.descriptor import Kind
from shaiquan.kinds.registry import find_kind_by_word


def find_misplaced(
    root: yaml.Node, kinds: tuple[Kind, ...]
) -> Iterator[tuple[yaml.ScalarNode, Kind]]:
    """The keys of sections with records of kinds that another folder holds."""
    for key, child in root.value if isinstance(root, yaml.MappingNode) else ():
        if not (isinstance(child, yaml.SequenceNode) and child.value):
            continue
        kind = find_kind_by_word(to_simplified(str(key.value)))
        if kind and kind not in kinds and all(map(_has_id_key, child.value)):
            yield key, kind


def _has_id_key(node: yaml.Node) -> bool:
    """Whether a node looks like a record."""
    return isinstance(node, yaml.MappingNode) and any(
        isinstance(key, yaml.ScalarNode) and to_simplified(key.value) in ("编号", "id")
        for key, _ in node.value
    )

"""Which records have a tag."""

from __future__ import annotations

from collections.abc import Mapping

from shaiquan.content.catalog import Records
from shaiquan.kinds.registry import KINDS
from shaiquan.queries.linked import list_naming


def list_tagged(records: Records, tag: str) -> Mapping[str, tuple[str, ...]]:
    """Kind -> ids of the records that are in use and have the tag; kinds without any left out."""
    named = ((kind.name, list_naming(records, tag, kind.name, "tags")) for kind in KINDS)
    return {kind: ids for kind, ids in named if ids}

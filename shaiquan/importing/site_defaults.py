"""What the site says for each record of a kind, as far as an import must know it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shaiquan.content.loading import LoadedContent
from shaiquan.content.raw_records import read_records
from shaiquan.content.resolving import site_defaults_by_kind
from shaiquan.content.sources import SITE_FILE, load_text
from shaiquan.kinds.descriptor import Kind
from shaiquan.model.terms import State


def read_defaults(loaded: LoadedContent, kind: Kind) -> Mapping[str, Any]:
    """What the site says for each record of the kind."""
    site = next(s for s in loaded.sources if s.path.endswith(SITE_FILE) and not s.folder)
    return site_defaults_by_kind(read_records(load_text(site)))[kind.name]


def says_published(defaults: Mapping[str, Any]) -> bool:
    """Whether records need not say 状态 发布; else one without a state is a draft."""
    return defaults.get("state") == State.PUBLISHED.label

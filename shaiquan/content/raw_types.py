"""Records as they are written: what reading a file gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from shaiquan.content.node_reader import RawValues
from shaiquan.kinds.descriptor import Kind
from shaiquan.model.packing import CompactPickle
from shaiquan.model.review_lines import ReviewLine
from shaiquan.model.shapes import Path
from shaiquan.problems import Problem

DEFAULTS = ("默认", "defaults")
ALL_KINDS = ("所有", "all")


@dataclass(frozen=True, slots=True)
class RawRecord(CompactPickle):
    """A record as written: its kind, values under English names, and where it stands."""

    kind: Kind
    values: Mapping[str, Any]
    path: str
    entry: Path


@dataclass(frozen=True, slots=True)
class FileRecords(CompactPickle):
    """What a file holds: records, default values for all records of a kind, reviews by id of
    the record, and problems."""

    #: kinds of which the file may hold records that could not be read
    unread_kinds: frozenset[str] = frozenset()
    records: tuple[RawRecord, ...] = ()
    defaults: Mapping[str, RawValues] = field(default_factory=dict)
    site: Mapping[str, Any] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    reviews: Mapping[str, ReviewLine] = field(default_factory=dict)

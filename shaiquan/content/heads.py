"""What lists know of a record without reading it: enough to choose, order and count.

A list of ten thousand records is laid out from their heads; only the records that a page
shows are read whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shaiquan.kinds.descriptor import Kind
from shaiquan.model.base import Ref
from shaiquan.model.common import Record
from shaiquan.model.packing import CompactPickle
from shaiquan.model.terms import State


@dataclass(frozen=True, slots=True)
class Head(CompactPickle):
    """Kind, id, names, state and unit of a record; ``index`` has the fields of the kind's index."""

    kind: str
    id: str
    name: str
    short: str
    state: State
    unit: Ref | None
    index: Mapping[str, Any]

    @property
    def in_use(self) -> bool:
        """Whether the record is not withdrawn."""
        return self.state.in_use

    @property
    def short_name(self) -> str:
        return self.short or self.name

    @property
    def unit_id(self) -> str:
        return self.unit.id if self.unit else ""

    def is_named(self, word: str) -> bool:
        """Whether a word is its name, short name or id."""
        return word in (self.name, self.short) or word.lower() == self.id

    @property
    def order(self) -> int:
        return int(self.index.get("order", 0))


def head_of(kind: Kind, record: Record) -> Head:
    """The head of a record."""
    index = {name: getattr(record, name) for name in kind.index}
    return Head(kind.name, record.id, record.name, record.short, record.state, record.unit, index)

"""What lists know of a record without reading it: enough to choose, order and count.

A list of ten thousand records is laid out from their heads; only the records that a page
shows are read whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shaiquan.kinds.registry import Kind
from shaiquan.model.base import Ref
from shaiquan.model.bodies import Post
from shaiquan.model.common import Record
from shaiquan.model.packing import Value
from shaiquan.model.rules import Rule
from shaiquan.model.terms import State

#: kind -> the fields of its records that a list needs
FIELDS: dict[str, tuple[str, ...]] = {
    "body": ("type", "parent"),
    "post": ("order", "body", "member", "head", "position", "self_checked"),
    "tenure": ("post", "until"),
    "power": ("number", "category", "area", "decider", "handlers"),
    "duty": ("powers", "holders"),
    "risk": ("domain", "powers", "holders", "found_by"),
    "procedure": ("powers", "wall", "type", "mechanism"),
    "procedure_set": ("type",),
    "rule": ("mechanism", "core", "force"),
    "category": ("order",),
    "posting": ("procedure", "mark"),
    "edition": ("procedure", "mark"),
}


@dataclass(frozen=True, slots=True)
class Head(Value):
    """Kind, id, names, state and unit of a record, and ``more``: the fields of ``FIELDS``.

    Of a post also ``governed`` (ids of the areas that it heads), of a rule ``outside``.
    """

    kind: str
    id: str
    name: str
    short: str
    state: State
    unit: Ref | None
    more: Mapping[str, Any]

    @property
    def used(self) -> bool:
        """Whether it is shown as more than the stub of a withdrawn record."""
        return self.state is not State.WITHDRAWN

    @property
    def order(self) -> int:
        return int(self.more.get("order", 0))


def head_of(kind: Kind, record: Record) -> Head:
    """The head of a record."""
    more = {name: getattr(record, name) for name in FIELDS.get(kind.name, ())}
    if isinstance(record, Post):
        governed = (ref.id for ref in record.portfolio.governed())
        more["governed"] = tuple(dict.fromkeys(governed))
    if isinstance(record, Rule):
        more["outside"] = record.outside
    return Head(
        kind.name, record.id, record.name, record.short, record.state, record.unit, more
    )  # fmt: skip

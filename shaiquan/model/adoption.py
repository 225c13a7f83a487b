"""沿用: a record says only what is its own, and takes the rest from a reference record."""

from __future__ import annotations

from typing import Any

from shaiquan.model.base import Ref, define_field
from shaiquan.model.common import RELEASE_FIELDS, Record

#: how a record adopts another, where it does
ADOPTING_FIELDS = ("replaced", "step_limits")
#: what each record says itself: which one it is, what is released of it, how it adopts
NEVER_ADOPTED = frozenset(
    (
        *("id", "unit", "state", "reason", "withdrawn", "disclosure", "review"),
        *RELEASE_FIELDS - {"withheld"},
        "adopts",
    )
)


def define_adopts() -> Any:
    """沿用 of one kind: each kind narrows it to its own records."""
    return define_field(
        "沿用", "照着哪一条参考记录：名称或编号，同一种类的；没有写的内容都随它", None
    )


class AdoptableRecord(Record):
    """A record of a kind that may adopt another.

    What it adopts is filled in before it is validated, so it is the same as if an editor had
    written all of it; 替换 has then done its work and is empty.
    """

    adopts: Ref | None = define_adopts()
    replaced: dict[str, str] = define_field(
        "替换",
        "写了 沿用 的：参考记录里的名称: 在本单位叫什么，例如 党委: 党工委",
        {},
        essential=True,
    )


def find_adopted(record: Record) -> str:
    """The id of what a record adopts; empty where it adopts nothing."""
    adopts = record.adopts if isinstance(record, AdoptableRecord) else None
    return adopts.id if adopts else ""

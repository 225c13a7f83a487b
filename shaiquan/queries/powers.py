"""Powers in use, by category and by department; worked out of heads once for all pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from shaiquan.content.catalog import Records
from shaiquan.content.heads import Head
from shaiquan.kinds.registry import require_index
from shaiquan.model.base import Ref
from shaiquan.queries.relations import sort_heads_of

require_index("power", "category", "handlers", "decider")
require_index("post", "body")


def list_used_powers(records: Records) -> tuple[Head, ...]:
    """The powers that are not withdrawn, in the order of the content."""
    return records.derive(_list_used_powers)


def _list_used_powers(records: Records) -> tuple[Head, ...]:
    return tuple(head for head in records.heads_of("power") if head.in_use)


def group_powers_by_category(records: Records) -> Mapping[str, tuple[str, ...]]:
    """Category's id -> ids of its powers in use, as the content has them; of none: an empty id."""
    return records.derive(_group_used_by_category)


def _group_used_by_category(records: Records) -> Mapping[str, tuple[str, ...]]:
    return group_by_category(records, list_used_powers(records))


def group_by_category(records: Records, powers: Iterable[Head]) -> dict[str, tuple[str, ...]]:
    """Category id -> ids of its powers, in the order given.

    Categories stand in their own order; powers without one come last, under an empty id.
    """
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for power in powers:
        groups[category_of(power)].append(power.id)
    order = (*(head.id for head in sort_heads_of(records, "category")), "")
    return {id: tuple(groups[id]) for id in order if id in groups}


def category_of(power: Head) -> str:
    """The id of a power's category, or nothing."""
    category = power.index["category"]
    return category.id if category else ""


def group_by_department(records: Records) -> Mapping[str, tuple[Head, ...]]:
    """Id of the body that leads the handling of powers (牵头) -> these powers.

    A power has just one, so that the numbers add up to that of all powers; an empty id where no
    body is known. Bodies in the order of the content.
    """
    return records.derive(_group_by_department)


def _group_by_department(records: Records) -> Mapping[str, tuple[Head, ...]]:
    groups: dict[str, list[Head]] = {id: [] for id in (*records.ids_of("body"), "")}
    for head in list_used_powers(records):
        groups[_department_of(records, head)].append(head)
    return {id: tuple(powers) for id, powers in groups.items() if powers}


def _department_of(records: Records, power: Head) -> str:
    """The first body among 承办, else the body of the first post, else who decides."""
    for ref in (*power.index["handlers"], power.index["decider"]):
        if body := _body_of(records, ref):
            return body.id
    return ""


def _body_of(records: Records, ref: Ref) -> Head | None:
    head = records.heads.get(ref.id)
    return records.heads.get(head.index["body"].id) if head and head.kind == "post" else head

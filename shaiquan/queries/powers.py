"""Powers in use, by category and by department, sub items below their main items; worked out of
heads once for all pages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from shaiquan.content.catalog import Records
from shaiquan.content.heads import Head
from shaiquan.kinds.registry import require_index
from shaiquan.model.base import Ref
from shaiquan.model.powers import Power
from shaiquan.queries.relations import sort_heads_of

require_index("power", "category", "handlers", "decider", "main_item", "sub_item")
require_index("post", "body")


def list_used_powers(records: Records) -> tuple[Head, ...]:
    """The powers that are not withdrawn, in the order of the content."""
    return records.derive(_list_used_powers)


def _list_used_powers(records: Records) -> tuple[Head, ...]:
    return put_below_main(head for head in records.heads_of("power") if head.in_use)


def put_below_main(powers: Iterable[Head]) -> tuple[Head, ...]:
    """The powers in their order, but each sub item behind its main item, where that is among
    them."""
    powers = tuple(powers)
    mains = {power.id for power in powers if not power.index["sub_item"]}
    below: defaultdict[str, list[Head]] = defaultdict(list)
    for power in powers:
        if (main := _main_id_of(power)) in mains:
            below[main].append(power)
    tops = (power for power in powers if _main_id_of(power) not in mains)
    return tuple(one for top in tops for one in (top, *below[top.id]))


def _main_id_of(power: Head) -> str:
    """The id of the main item of a power, or nothing."""
    main = power.index["main_item"]
    return main.id if main else ""


def with_main_item(records: Records, power: Power) -> tuple[Power, ...]:
    """A power and, if it is a sub item, its main item: what the main item says, it has too."""
    main = records.record(power.main_item, Power)
    return (power, main) if main else (power,)


def list_serving(records: Records, power: Power, kind: str) -> tuple[str, ...]:
    """Ids of the duties, risks or procedures of a power; where a sub item has none, its main
    item's."""
    found = (records.ids_naming(one.id, kind, "powers") for one in with_main_item(records, power))
    return next(filter(None, found), ())


def number_items(powers: Iterable[Head]) -> dict[str, str]:
    """Id -> 1, 2, 2.1, 2.2, 3: where a power stands in a table, a sub item below its main item."""
    numbers: dict[str, str] = {}
    top, below = 0, Counter[str]()
    for power in powers:
        main = numbers.get(_main_id_of(power))
        if main and "." not in main:
            below[main] += 1
            numbers[power.id] = f"{main}.{below[main]}"
        else:
            top += 1
            numbers[power.id] = str(top)
    return numbers


def say_count(records: Records, powers: Sequence[str]) -> str:
    """How many powers these ids are, and apart how many sub items: 10 项，子项 2 项."""
    subs = sum(records.heads[id].index["sub_item"] for id in powers)
    items = f"{len(powers) - subs} 项"
    if not subs:
        return items
    return f"{items}，子项 {subs} 项" if subs < len(powers) else f"子项 {subs} 项"


def group_powers_by_category(records: Records) -> Mapping[str, tuple[str, ...]]:
    """Category's id -> ids of its powers in use, as the content has them; of none: an empty id."""
    return records.derive(_group_used_by_category)


def _group_used_by_category(records: Records) -> Mapping[str, tuple[str, ...]]:
    return group_by_category(records, list_used_powers(records))


def group_by_category(records: Records, powers: Iterable[Head]) -> dict[str, tuple[str, ...]]:
    """Category id -> ids of its powers, in the order given, sub items behind their main items.

    Categories stand in their own order; powers without one come last, under an empty id.
    """
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for power in put_below_main(powers):
        groups[category_of(records, power)].append(power.id)
    order = (*(head.id for head in sort_heads_of(records, "category")), "")
    return {id: tuple(groups[id]) for id in order if id in groups}


def category_of(records: Records, power: Head) -> str:
    """The id of a power's category, else of its main item's, or nothing."""
    main = records.heads.get(_main_id_of(power))
    category = power.index["category"] or (main.index["category"] if main else None)
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

"""What follows from several records: who answers for what, which unit a record belongs to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Protocol, TypeVar

from shaiquan.content.catalog import Entry, Records
from shaiquan.content.heads import Head
from shaiquan.kinds.registry import require_index
from shaiquan.model.base import Ref
from shaiquan.model.bodies import Body, Post
from shaiquan.model.common import Record
from shaiquan.model.powers import Power
from shaiquan.model.site import Parameters
from shaiquan.queries import agendas, obligations, page_choices, registers, unit_dues
from shaiquan.queries.tenures import group_tenures

require_index("power", "decider", "joint_deciders", "handlers", "area")
require_index("power", "main_item", "responsible_ids")
require_index("post", "governed", "member")


class OfUnit(Protocol):
    """What belongs to a unit: a head, or what is worked out of several."""

    @property
    def unit_id(self) -> str: ...


T = TypeVar("T", bound=Entry | OfUnit)


def find_channels(records: Records, record: Record) -> tuple[Ref, ...]:
    """Complaint channels of a record: its own, else its body's, else its unit's."""
    for answerable in _list_answerable(records, record):
        if answerable.complaint:
            return answerable.complaint
    return ()


def _list_answerable(records: Records, record: Record) -> Iterator[Record]:
    """The record, its main item, who decides it, its unit, then the bodies above these; each
    once."""
    yield record
    queue: list[Ref | None] = [record.unit]
    if isinstance(record, Power):
        queue = [record.main_item, record.decider, record.unit]
    visited: set[str] = set()
    while queue:
        ref = queue.pop(0)
        entry = records.entries.get(ref.id) if ref else None
        if entry is None or entry.id in visited:
            continue
        visited.add(entry.id)
        yield entry.record
        if isinstance(entry.record, Power):
            queue += [entry.record.decider, entry.record.unit]
        if isinstance(entry.record, Post):
            queue.append(entry.record.body)
        if isinstance(entry.record, Body):
            queue.append(entry.record.parent)


def find_governors(records: Records) -> Mapping[str, tuple[str, ...]]:
    """Area id -> ids of the posts that answer for it (负责, 主管 or 分管)."""
    return records.derive(_find_governors)


def _find_governors(records: Records) -> Mapping[str, tuple[str, ...]]:
    posts: defaultdict[str, list[str]] = defaultdict(list)
    for head in records.heads_of("post"):
        if head.in_use:
            for area in head.index["governed"]:
                posts[area].append(head.id)
    return {area: tuple(ids) for area, ids in posts.items()}


def find_governing_posts(records: Records, area: str) -> tuple[Entry, ...]:
    """The posts that answer for an area."""
    records.note_row("governors", area)
    return tuple(records.entries[id] for id in find_governors(records).get(area, ()))


def find_leaders_of(records: Records, power: Power) -> tuple[Entry, ...]:
    """The leaders who answer for a power: those it names, else who governs its area (S0-05).

    A leader is a post with 班子成员; naming one as 决定主体, 承办 or 责任人 goes before the area.
    """
    records.note_row("leaders", power.id)
    return tuple(records.entries[id] for id in find_leaders(records).get(power.id, ()))


def find_leaders(records: Records) -> Mapping[str, tuple[str, ...]]:
    """Power id -> ids of the leaders who answer for it."""
    return records.derive(_find_leaders)


def _find_leaders(records: Records) -> Mapping[str, tuple[str, ...]]:
    areas = find_governors(records)
    return {head.id: _choose_leaders(records, areas, head) for head in records.heads_of("power")}


def find_answered_powers(records: Records, post: str) -> tuple[str, ...]:
    """Ids of the powers in use for which a post answers."""
    records.note_row("answered", post)
    return records.derive(_find_answered_powers).get(post, ())


def _find_answered_powers(records: Records) -> Mapping[str, tuple[str, ...]]:
    powers: defaultdict[str, list[str]] = defaultdict(list)
    leaders = find_leaders(records)
    for head in records.heads_of("power"):
        if head.in_use:
            for post in leaders[head.id]:
                powers[post].append(head.id)
    return {post: tuple(ids) for post, ids in powers.items()}


def _choose_leaders(
    records: Records, areas: Mapping[str, tuple[str, ...]], power: Head
) -> tuple[str, ...]:
    deciders = (power.index["decider"], *power.index["joint_deciders"])
    refs = (*deciders, *power.index["handlers"])
    named = (*(ref.id for ref in refs), *power.index["responsible_ids"])
    leaders = [id for id in named if _is_leader(records.heads.get(id))]
    area = power.index["area"] or _area_of_main_item(records, power)
    if not leaders and area:
        leaders = list(areas.get(area.id, ()))
    return tuple(dict.fromkeys(leaders))


def _area_of_main_item(records: Records, power: Head) -> Ref | None:
    main = power.index["main_item"]
    head = records.heads.get(main.id) if main else None
    area: Ref | None = head.index["area"] if head else None
    return area


def _is_leader(head: Head | None) -> bool:
    return head is not None and head.kind == "post" and bool(head.index["member"])


def sort_entries_of(records: Records, kind: str) -> tuple[Entry, ...]:
    """Records of a kind by 排序 where they have it, then as written."""
    return tuple(records.entries[head.id] for head in sort_heads_of(records, kind))


def sort_heads_of(records: Records, kind: str) -> tuple[Head, ...]:
    """Heads of a kind by 排序 where they have it, then as written."""
    return tuple(sorted(records.heads_of(kind), key=lambda head: head.order))


def group_by_unit(records: Records, items: Iterable[T]) -> dict[str, list[T]]:
    """Name of the unit -> its records or what else is of it, units in the order of their bodies."""
    names = {head.id: head.name for head in records.heads_of("body")}
    groups: dict[str, list[T]] = {name: [] for name in names.values()}
    for item in items:
        unit = item.record.unit_id if isinstance(item, Entry) else item.unit_id
        name = names.get(unit, "")
        groups.setdefault(name or records.site.unit, []).append(item)
    return {name: group for name, group in groups.items() if group}


def sort_units(records: Records, groups: Iterable[Mapping[str, object]]) -> tuple[str, ...]:
    """The names of the units that some groups by unit have, in the order of their bodies."""
    present = dict.fromkeys(name for group in groups for name in group)
    bodies = (head.name for head in records.heads_of("body") if head.name in present)
    return tuple(dict.fromkeys((*bodies, *present)))


def find_body_named(records: Records, word: str) -> Head | None:
    """The body with a name, short name or id, as the keys of ``site.yml`` call it."""
    return next((head for head in records.heads_of("body") if head.is_named(word)), None)


def parameters_of(records: Records, unit: str) -> Parameters:
    """The parameters of a unit (a body's id); those that it does not set are the site's."""
    head = records.heads.get(unit)
    common = records.site.parameters
    if head is None:
        return common
    own: dict[str, object] = {}
    for word, parameters in records.site.unit_parameters.items():
        if head.is_named(word):
            own |= {name: value for name, value in parameters if value is not None}
    return common.model_copy(update=own) if own else common


def areas_not_direct(records: Records, unit: str) -> tuple[Ref, ...]:
    """The areas that the head of a unit may not govern: a parameter of the unit (X-13)."""
    return parameters_of(records, unit).not_direct or ()


def unit_of_post(post: Post) -> str:
    """The id of the unit whose parameters hold for a post: its unit, else its body."""
    return (post.unit or post.body).id


#: what is worked out of all records, by the name with which a row is announced when read
TABLES: Mapping[str, Callable[[Records], Mapping[str, tuple[Any, ...]]]] = {
    "governors": _find_governors,
    "leaders": _find_leaders,
    "answered": _find_answered_powers,
    "tenures_of_post": group_tenures,
    "columns": page_choices.list_columns,
    "hidden": page_choices.list_hidden,
    **agendas.TABLES,
    **registers.TABLES,
    **obligations.TABLES,
    **unit_dues.TABLES,
}

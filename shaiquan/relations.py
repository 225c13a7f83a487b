"""What records say of each other beyond a single reference. Asked by checks and pages."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from shaiquan.catalog import Entry, Records
from shaiquan.model.base import Ref
from shaiquan.model.bodies import Body, Post
from shaiquan.model.common import Record
from shaiquan.model.powers import Power
from shaiquan.model.site import Parameters
from shaiquan.model.terms import State


def channels(records: Records, record: Record) -> tuple[Ref, ...]:
    """Complaint channels of a record: its own, else its body's, else its unit's."""
    for each in _answerable(records, record):
        if each.complaint:
            return each.complaint
    return ()


def _answerable(records: Records, record: Record) -> Iterator[Record]:
    yield record
    nearest: list[Ref | None] = [record.unit]
    if isinstance(record, Power):
        nearest.insert(0, record.decider)
    seen: set[str] = set()
    while nearest:
        ref = nearest.pop(0)
        entry = records.entries.get(ref.id) if ref else None
        if entry is None or entry.id in seen:
            continue
        seen.add(entry.id)
        yield entry.record
        if isinstance(entry.record, Post):
            nearest.append(entry.record.body)
        if isinstance(entry.record, Body):
            nearest.append(entry.record.parent)


#: what is worked out of a whole catalog is kept for the last two: the full and the public one
_kept = functools.lru_cache(maxsize=2)


@_kept
def governors(records: Records) -> Mapping[str, tuple[Entry, ...]]:
    """Area id -> the posts that answer for it (主管 or 分管)."""
    found: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry, post in records.records(Post):
        if post.state is not State.WITHDRAWN:
            for area in dict.fromkeys(ref.id for ref in post.portfolio.governed()):
                found[area].append(entry)
    return {area: tuple(posts) for area, posts in found.items()}


def responsible(records: Records, power: Power) -> tuple[Entry, ...]:
    """The leaders who answer for a power: those it names, else who governs its area (S0-05).

    A leader is a post with 班子成员; naming one as 决定主体 or 承办 goes before the area.
    """
    return _leaders(records).get(power.id, ())


@_kept
def _leaders(records: Records) -> Mapping[str, tuple[Entry, ...]]:
    return {entry.id: _answering(records, power) for entry, power in records.records(Power)}


@_kept
def answered(records: Records) -> Mapping[str, tuple[Entry, ...]]:
    """Post id -> the powers in use for which it answers."""
    found: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry, power in records.records(Power):
        if power.state is not State.WITHDRAWN:
            for post in responsible(records, power):
                found[post.id].append(entry)
    return {post: tuple(powers) for post, powers in found.items()}


def _answering(records: Records, power: Power) -> tuple[Entry, ...]:
    named = [power.decider, *power.handlers]
    found = [records.entries[ref.id] for ref in named if _is_leader(records, ref)]
    if not found and power.area:
        found = list(governors(records).get(power.area.id, ()))
    return tuple({each.id: each for each in found}.values())


def _is_leader(records: Records, ref: Ref) -> bool:
    post = records.record(ref, Post)
    return post is not None and post.member


def by_unit(records: Records, entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Name of the unit -> its records, units in the order of their bodies."""
    order = {each.id: each.record.name for each in records.of("body")}
    found: dict[str, list[Entry]] = {name: [] for name in order.values()}
    for each in entries:
        unit = each.record.unit
        name = order.get(unit.id, "") if unit else ""
        found.setdefault(name or records.site.unit, []).append(each)
    return {name: held for name, held in found.items() if held}


def in_order(records: Records, kind: str) -> tuple[Entry, ...]:
    """Records of a kind by 排序 where they have it, then as written."""
    return tuple(sorted(records.of(kind), key=lambda each: getattr(each.record, "order", 0)))


def parameters(records: Records, unit: str) -> Parameters:
    """The parameters of a unit (a body's id): its own, and what it leaves out from the site."""
    own: dict[str, object] = {}
    for word, given in records.site.unit_parameters.items():
        for entry in records.of("body"):
            named = (entry.record.name, entry.record.short)
            if entry.id == unit and (word in named or word.lower() == unit):
                own |= {k: v for k, v in given if v is not None}
    return records.site.parameters.model_copy(update=own)


def not_direct(records: Records, unit: str) -> tuple[Ref, ...]:
    """The areas that the head of a unit may not govern: a parameter of the unit (X-13)."""
    return parameters(records, unit).not_direct or ()


def governing_unit(post: Post) -> str:
    """The id of the unit whose parameters hold for a post: its unit, else its body."""
    return (post.unit or post.body).id

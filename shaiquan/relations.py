"""What records say of each other beyond a single reference. Asked by checks and pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from shaiquan.catalog import Entry, Records
from shaiquan.model.base import Ref
from shaiquan.model.bodies import Body, Post
from shaiquan.model.common import Record
from shaiquan.model.powers import Power
from shaiquan.model.procedures import Procedure
from shaiquan.model.rules import Rule
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


def governors(records: Records) -> dict[str, tuple[Entry, ...]]:
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
    named = [power.decider, *power.handlers]
    found = [records.entries[ref.id] for ref in named if _is_leader(records, ref)]
    if not found and power.area:
        found = list(governors(records).get(power.area.id, ()))
    return tuple(dict.fromkeys(found))


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


def counts(records: Records) -> dict[str, int]:
    """What may be declared or said in a text: name -> how many records are in use (X-05).

    Drafts and withdrawn records do not count; internal ones do.
    """
    used = [e for e in records.entries.values() if e.record.state is State.PUBLISHED]
    found: dict[str, int] = defaultdict(int)
    for label in COUNTABLE:
        found[label] = 0
    for each in used:
        if isinstance(each.record, Rule) and each.record.outside:
            found["外部法规"] += 1
        else:
            found[each.kind.label] += 1
        if isinstance(each.record, Procedure):
            found["流程图"] += 1
            found["上墙流程图"] += each.record.wall
    return dict(found)


COUNTABLE = (
    "机构", "岗位", "角色", "领域", "权力类别", "权力事项", "责任事项", "风险点",
    "流程", "流程图", "上墙流程图", "流程集", "制度", "外部法规", "渠道",
)  # fmt: skip

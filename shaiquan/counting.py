"""How many there are of what a text may state or say (X-05): for the site and for each unit."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from shaiquan.catalog import Entry, Records
from shaiquan.model.bodies import Body, Post
from shaiquan.model.procedures import Procedure
from shaiquan.model.rules import Rule
from shaiquan.model.terms import BodyType, State
from shaiquan.relations import not_direct

#: what is counted, in the words of a declaration
COUNTABLE = (
    "机构", "党组", "部门", "岗位", "班子成员", "角色", "领域", "权力类别", "权力事项",
    "责任事项", "风险点", "流程", "流程图", "上墙流程图", "流程集", "制度", "外部法规",
    "清单", "渠道", "机制",
)  # fmt: skip
#: of a unit one thing more: the areas that its head may not govern (X-13)
NOT_DIRECT = "不直接分管"


def counts(records: Records) -> dict[str, int]:
    """Name -> how many records are in use; ``单位.名目`` for the records of one unit.

    Drafts and withdrawn records do not count; internal ones do.
    """
    used = [e for e in records.entries.values() if e.record.state is State.PUBLISHED]
    found = _counted(used)
    for unit, name, own in _units(records, used):
        found |= {f"{name}.{label}": number for label, number in _counted(own).items()}
        found[f"{name}.{NOT_DIRECT}"] = len(not_direct(records, unit.id))
    return found


def _units(
    records: Records, used: Iterable[Entry]
) -> Iterator[tuple[Entry, str, tuple[Entry, ...]]]:
    """The bodies that have records, what a declaration calls them, and their records."""
    held: defaultdict[str, list[Entry]] = defaultdict(list)
    for each in used:
        if each.record.unit:
            held[each.record.unit.id].append(each)
    for id, own in held.items():
        if unit := records.entries.get(id):
            yield unit, unit.record.short or unit.record.name, tuple(own)


def _counted(entries: Iterable[Entry]) -> dict[str, int]:
    tally = Counter(label for each in entries for label in _labels(each))
    mechanisms = {e.record.mechanism for e in entries if e.kind.name in ("rule", "procedure")}
    tally["机制"] = len(mechanisms - {None})
    return {label: tally[label] for label in COUNTABLE}


def _labels(entry: Entry) -> Iterator[str]:
    """Everything as which a record counts."""
    record = entry.record
    outside = isinstance(record, Rule) and record.outside
    yield "外部法规" if outside else entry.kind.label
    if isinstance(record, Procedure):
        yield "流程图"
        if record.wall:
            yield "上墙流程图"
    if isinstance(record, Post) and record.member:
        yield "班子成员"
    if isinstance(record, Body) and record.type in (BodyType.GROUP, BodyType.DEPARTMENT):
        yield record.type.label


def known(counted: Iterable[str]) -> str:
    """The names that may be declared, for a message: units once, not for every name."""
    units = dict.fromkeys(name.partition(".")[0] for name in counted if "." in name)
    listed = "、".join(COUNTABLE)
    return listed + (f"；前面可以加单位：{'、'.join(units)}" if units else "")

"""How many there are of what a text may state or say (X-05): for the site and for each unit."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from shaiquan.content.catalog import Records
from shaiquan.content.heads import Head
from shaiquan.kinds.registry import KIND
from shaiquan.model.terms import BodyType, State
from shaiquan.queries.relations import not_direct

#: what is counted, in the words of a declaration
COUNTABLE = (
    "机构", "党组", "部门", "岗位", "班子成员", "角色", "领域", "权力类别", "权力事项",
    "责任事项", "风险点", "流程", "流程图", "上墙流程图", "流程集", "制度", "外部法规",
    "清单", "渠道", "机制",
)  # fmt: skip
#: of a unit one thing more: the areas that its head may not govern (X-13)
NOT_DIRECT = "不直接分管"


def counts(records: Records) -> Mapping[str, int]:
    """Name -> how many records are in use; ``单位.名目`` for the records of one unit.

    Drafts and withdrawn records do not count; internal ones do.
    """
    return records.kept(_counts)


def _counts(records: Records) -> Mapping[str, int]:
    used = [head for head in records.heads.values() if head.state is State.PUBLISHED]
    found = _counted(used)
    for unit, own in _by_unit(used).items():
        if body := records.heads.get(unit):
            name = body.short or body.name  # what a declaration calls the unit
            found |= {f"{name}.{label}": number for label, number in _counted(own).items()}
            found[f"{name}.{NOT_DIRECT}"] = len(not_direct(records, unit))
    return found


def _by_unit(used: Iterable[Head]) -> dict[str, list[Head]]:
    """The ids of the bodies that have records of their own, with these."""
    units: defaultdict[str, list[Head]] = defaultdict(list)
    for head in used:
        if head.unit:
            units[head.unit.id].append(head)
    return units


def _counted(heads: Iterable[Head]) -> dict[str, int]:
    tally = Counter(label for each in heads for label in _labels(each))
    mechanisms = {each.more["mechanism"] for each in heads if each.kind in ("rule", "procedure")}
    tally["机制"] = len(mechanisms - {None})
    return {label: tally[label] for label in COUNTABLE}


def _labels(head: Head) -> Iterator[str]:
    """Everything as which a record counts."""
    yield "外部法规" if head.more.get("outside") else KIND[head.kind].label
    if head.kind == "procedure":
        yield "流程图"
        if head.more["wall"]:
            yield "上墙流程图"
    if head.kind == "post" and head.more["member"]:
        yield "班子成员"
    if head.kind == "body" and head.more["type"] in (BodyType.GROUP, BodyType.DEPARTMENT):
        yield str(head.more["type"].label)


def known(counted: Iterable[str]) -> str:
    """The names that may be declared, for a message: units once, not for every name."""
    units = dict.fromkeys(name.partition(".")[0] for name in counted if "." in name)
    listed = "、".join(COUNTABLE)
    return listed + (f"；前面可以加单位：{'、'.join(units)}" if units else "")

"""Rules: under which mechanism they stand, which is the core, how they were revised."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator

from shaiquan.catalog import Catalog, Entry
from shaiquan.checks.registry import ERROR, WARNING, Broken, check
from shaiquan.model.procedures import Procedure
from shaiquan.model.rules import Rule
from shaiquan.model.terms import Force, State

#: a unit with fewer rules of its own needs none that the others gather round
_FEW = 3


def _own(catalog: Catalog) -> Iterator[tuple[Entry, Rule]]:
    """The rules of ours that are published and in force."""
    for entry, rule in catalog.records(Rule):
        if not rule.outside and rule.state is State.PUBLISHED and rule.force is Force.IN_FORCE:
            yield entry, rule


@check(
    "mechanism-missing", WARNING, "S0-01",
    zh="{kind}“{name}”没有写属于哪项机制",
    en="the {kind} '{name}' says no mechanism",
    mend="写 机制: 分工、决策、执行 或 监督",
    mend_en="write 机制: 分工, 决策, 执行 or 监督",
    example="{编号: gz, 名称: 议事规则}（没有 机制）",
)  # fmt: skip
def mechanism(catalog: Catalog) -> Iterator[Broken]:
    procedures = (
        (entry, procedure)
        for entry, procedure in catalog.records(Procedure)
        if procedure.state is State.PUBLISHED
    )
    for entry, record in itertools.chain(_own(catalog), procedures):
        if record.mechanism is None:
            yield entry.spot("name"), {"kind": entry.kind.label, "name": record.name}


def _by_unit(catalog: Catalog) -> list[list[tuple[Entry, Rule]]]:
    units: defaultdict[str, list[tuple[Entry, Rule]]] = defaultdict(list)
    for entry, rule in _own(catalog):
        units[rule.unit.id if rule.unit else ""].append((entry, rule))
    return list(units.values())


@check(
    "core-rule-twice", ERROR, "S4-04",
    zh="核心制度只能有一部：“{name}”和“{other}”都写了核心",
    en="one unit has one core rule: both '{name}' and '{other}' say so",
    mend="只在议事规则上写 核心: 是",
    mend_en="keep 核心: 是 on one of them",
    example="（两部制度都写 核心: 是）",
)  # fmt: skip
def core_once(catalog: Catalog) -> Iterator[Broken]:
    for held in _by_unit(catalog):
        cores = [each for each in held if each[1].core]
        for entry, rule in cores[1:]:
            yield entry.spot("core"), {"name": cores[0][1].name, "other": rule.name}


@check(
    "core-rule-missing", WARNING, "S4-04",
    zh="这个单位有 {number} 部制度，没有一部写明是核心制度",
    en="the unit has {number} rules, none of which is the core",
    mend="在议事规则上写 核心: 是",
    mend_en="write 核心: 是 on the rule that the others gather round",
    example="（三部以上制度，都没有写 核心）",
)  # fmt: skip
def core_there(catalog: Catalog) -> Iterator[Broken]:
    for held in _by_unit(catalog):
        if len(held) >= _FEW and not any(rule.core for _, rule in held):
            yield held[0][0].spot("name"), {"number": len(held)}


@check(
    "revisions-out-of-order", ERROR, "S0-15",
    zh="制度“{name}”的修订日期要从早到晚，{date} 写在更晚的日期后面",
    en="the revisions of '{name}' should ascend; {date} stands after a later one",
    mend="按日期先后排好；修订也不能早于通过日期",
    mend_en="put them in order, none before the adoption",
    example="修订: [{日期: 2026-05-01, 内容: …}, {日期: 2025-05-01, 内容: …}]",
)  # fmt: skip
def revisions(catalog: Catalog) -> Iterator[Broken]:
    for entry, rule in catalog.records(Rule):
        latest = rule.adopted.iso if rule.adopted else ""
        for index, revision in enumerate(rule.revisions):
            if revision.at.iso < latest:
                spot = entry.spot("revisions", index, "at")
                yield spot, {"name": rule.name, "date": str(revision.at)}
            latest = max(latest, revision.at.iso)


@check(
    "procedure-behind-rule", WARNING, "S0-15, S4-31",
    zh="流程“{name}”在 {checked} 核对，之后制度《{rule}》于 {revised} 修订过",
    en="'{name}' was checked on {checked}; its rule '{rule}' was revised on {revised}",
    mend="照修订后的制度核对流程，再改 核对日期",
    mend_en="check the procedure against the rule as revised and renew 核对日期",
    example="核对日期: 2026-03-01（依据的制度 2026-05-01 修订）",
)  # fmt: skip
def behind(catalog: Catalog) -> Iterator[Broken]:
    for entry, procedure in catalog.records(Procedure):
        if procedure.checked is None or procedure.state is State.WITHDRAWN:
            continue
        for cited in dict.fromkeys(each.rule.id for each in procedure.basis):
            rule = catalog.entries[cited].record
            assert isinstance(rule, Rule)
            last = max((each.at for each in rule.revisions), key=lambda w: w.iso, default=None)
            if last and last.iso > procedure.checked.iso:
                words = {"name": procedure.name, "rule": rule.name}
                words |= {"checked": str(procedure.checked), "revised": str(last)}
                yield entry.spot("checked"), words


CHECKS = (mechanism, core_once, core_there, revisions, behind)

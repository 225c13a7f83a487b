"""Rules: their mechanism, the core rule of a unit, their revisions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from shaiquan.checks.check_types import (
    ERROR,
    IN_USE,
    PUBLISHED,
    WARNING,
    HeadTable,
    Violation,
    check,
)
from shaiquan.content.catalog import Catalog, Entry, Records
from shaiquan.kinds.registry import require_index
from shaiquan.model.common import Record
from shaiquan.model.procedures import Procedure
from shaiquan.model.rules import Rule
from shaiquan.model.terms import Force, State

require_index("rule", "force", "outside", "core")

#: a unit with fewer rules of its own needs no core rule
_FEW = 3


def _is_own_rule(state: State, force: Force, outside: bool) -> bool:
    """Whether a rule is ours, published and in force."""
    return not outside and state is State.PUBLISHED and force is Force.IN_FORCE


@check(
    "mechanism-missing",
    WARNING,
    "S0-01",
    subject=(Rule, Procedure),
    states=PUBLISHED,
    zh="{kind}“{name}”没有写属于哪项机制",
    en="the {kind} '{name}' says no mechanism",
    mend="写 机制: 分工、决策、执行 或 监督",
    mend_en="write 机制: 分工, 决策, 执行 or 监督",
    example="{编号: gz, 名称: 议事规则}（没有 机制）",
)
def find_missing_mechanisms(catalog: Catalog, entry: Entry, record: Record) -> Iterator[Violation]:
    own = not isinstance(record, Rule) or _is_own_rule(record.state, record.force, record.outside)
    if own and record.mechanism is None:
        yield entry.location("name"), {"kind": entry.kind.label, "name": record.name}


def _rules_by_unit(records: Records) -> Mapping[str, tuple[tuple[str, bool], ...]]:
    units: defaultdict[str, list[tuple[str, bool]]] = defaultdict(list)
    for head in records.heads_of("rule"):
        if _is_own_rule(head.state, head.index["force"], head.index["outside"]):
            units[head.unit_id].append((head.id, head.index["core"]))
    return {unit: tuple(rules) for unit, rules in units.items()}


#: unit -> (id, whether it says 核心) of its own rules
UNIT_RULES = HeadTable("unit rules", _rules_by_unit)


@check(
    "core-rule-twice",
    ERROR,
    "S4-04",
    subject=Rule,
    states=PUBLISHED,
    zh="核心制度只能有一部：“{name}”和“{other}”都写了核心",
    en="one unit has one core rule: both '{name}' and '{other}' say so",
    mend="只在议事规则上写 核心: 是",
    mend_en="keep 核心: 是 on one of them",
    example="（两部制度都写 核心: 是）",
)
def find_second_core_rules(catalog: Catalog, entry: Entry, rule: Rule) -> Iterator[Violation]:
    cores = [id for id, core in UNIT_RULES.row(catalog, rule.unit_id) or () if core]
    if entry.id in cores[1:]:
        first = catalog.heads[cores[0]].name
        yield entry.location("core"), {"name": first, "other": rule.name}


@check(
    "core-rule-missing",
    WARNING,
    "S4-04",
    subject=Rule,
    states=PUBLISHED,
    zh="这个单位有 {number} 部制度，没有一部写明是核心制度",
    en="the unit has {number} rules, none of which is the core",
    mend="在议事规则上写 核心: 是",
    mend_en="write 核心: 是 on the rule that the others gather round",
    example="（三部以上制度，都没有写 核心）",
)
def find_missing_core_rules(catalog: Catalog, entry: Entry, rule: Rule) -> Iterator[Violation]:
    rules = UNIT_RULES.row(catalog, rule.unit_id) or ()
    is_first = len(rules) >= _FEW and rules[0][0] == entry.id
    if is_first and not any(core for _, core in rules):
        yield entry.location("name"), {"number": len(rules)}


@check(
    "revisions-out-of-order",
    ERROR,
    "S0-15",
    subject=Rule,
    zh="制度“{name}”的修订日期要从早到晚，{date} 写在更晚的日期后面",
    en="the revisions of '{name}' should ascend; {date} stands after a later one",
    mend="按日期先后排好；修订也不能早于通过日期",
    mend_en="put them in order, none before the adoption",
    example="修订: [{日期: 2026-05-01, 内容: …}, {日期: 2025-05-01, 内容: …}]",
)
def find_revisions_out_of_order(catalog: Catalog, entry: Entry, rule: Rule) -> Iterator[Violation]:
    latest = rule.adopted.iso if rule.adopted else ""
    for index, revision in enumerate(rule.revisions):
        if revision.at.iso < latest:
            location = entry.location("revisions", index, "at")
            yield location, {"name": rule.name, "date": str(revision.at)}
        latest = max(latest, revision.at.iso)


@check(
    "procedure-behind-rule",
    WARNING,
    "S0-15, S4-31",
    subject=Procedure,
    states=IN_USE,
    zh="流程“{name}”在 {checked} 核对，之后制度《{rule}》于 {revised} 修订过",
    en="'{name}' was checked on {checked}; its rule '{rule}' was revised on {revised}",
    mend="照修订后的制度核对流程，再改 核对日期",
    mend_en="check the procedure against the rule as revised and renew 核对日期",
    example="核对日期: 2026-03-01（依据的制度 2026-05-01 修订）",
)
def find_procedures_behind_rules(
    catalog: Catalog, entry: Entry, procedure: Procedure
) -> Iterator[Violation]:
    if procedure.checked is None:
        return
    for rule_id in dict.fromkeys(basis.rule.id for basis in procedure.basis):
        rule = catalog.entries[rule_id].record
        assert isinstance(rule, Rule)
        dates = (revision.at for revision in rule.revisions)
        last = max(dates, key=lambda date: date.iso, default=None)
        if last and last.iso > procedure.checked.iso:
            words = {"name": procedure.name, "rule": rule.name}
            words |= {"checked": str(procedure.checked), "revised": str(last)}
            yield entry.location("checked"), words

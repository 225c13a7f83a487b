"""Rules: their mechanism, the core rule of a unit, their revisions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from shaiquan.checks.check_types import (
    ERROR,
    IN_USE,
    INFO,
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
from shaiquan.model.scalars import PartialDate
from shaiquan.model.terms import Force, State
from shaiquan.problems import Bilingual

require_index("rule", "standing", "core")

#: a unit with fewer rules of its own needs no core rule
_FEW = 3


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
    if (not isinstance(record, Rule) or record.standing == "own") and record.mechanism is None:
        yield entry.location("name"), {"kind": entry.kind.label, "name": record.name}


@check(
    "outside-rule-without-url",
    INFO,
    "S0-02",
    subject=Rule,
    states=PUBLISHED,
    zh="引用到条的外部法规《{name}》没有写网址，读者看不到全文",
    en="the outside rule '{name}' is cited and has no 网址, so readers cannot see its text",
    mend="写 网址:，官方的全文在哪里，例如国家法律法规数据库 https://flk.npc.gov.cn/ 里的那一页",
    mend_en="write in 网址 where its official text is, such as its page of https://flk.npc.gov.cn/",
    example="{编号: fl-01, 名称: 某某条例, 制定机关: 国务院}（没有 正文，也没有 网址）",
)
def find_outside_rules_without_url(
    catalog: Catalog, entry: Entry, rule: Rule
) -> Iterator[Violation]:
    known = rule.url or "url" in rule.withheld_fields or rule.force is not Force.IN_FORCE
    cited = any(mention.article for mention in catalog.mentions_of.get(entry.id, ()))
    if rule.outside and cited and not known:
        yield entry.location("name"), {"name": rule.name}


def _rules_by_unit(records: Records) -> Mapping[str, tuple[tuple[str, bool], ...]]:
    units: defaultdict[str, list[tuple[str, bool]]] = defaultdict(list)
    for head in records.heads_of("rule"):
        if head.state is State.PUBLISHED and head.index["standing"] == "own":
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
    "rule-replaces-itself",
    ERROR,
    "S0-02",
    subject=Rule,
    states=IN_USE,
    zh="《{name}》代替的是它自己{through}，算不出哪一部有效",
    en="'{name}' replaces itself{through}: which rule is in force is unknown",
    mend="代替 写被它代替的旧制度；新的代替旧的，旧的不写 代替 新的",
    mend_en="name the older rule in 代替; the older one does not replace the newer",
    example="{名称: 议事规则, 代替: [议事规则]}",
)
def find_rules_that_replace_themselves(
    catalog: Catalog, entry: Entry, rule: Rule
) -> Iterator[Violation]:
    for index, ref in enumerate(rule.supersedes):
        chain = _find_replaced(catalog, ref.id)
        if entry.id in chain and entry.id == min(chain):
            names = "”“".join(catalog.heads[id].name for id in chain if id != entry.id)
            through = Bilingual(f"（经过“{names}”）", f" (by way of '{names}')") if names else ""
            yield entry.location("supersedes", index), {"name": rule.name, "through": through}


def _find_replaced(catalog: Catalog, first: str) -> list[str]:
    """A rule, what it replaces, and so on."""
    found, queue = list[str](), [first]
    while queue:
        id = queue.pop()
        if id not in found:
            found.append(id)
            rule = catalog.entries[id].record if id in catalog.entries else None
            queue += [ref.id for ref in rule.supersedes] if isinstance(rule, Rule) else []
    return found


@check(
    "procedure-behind-rule",
    WARNING,
    "S0-15, S4-31",
    subject=Procedure,
    states=IN_USE,
    zh="流程“{name}”最近一次{what}是 {checked}，之后制度《{rule}》于 {revised} 修订过",
    en="'{name}' was last checked or reviewed on {checked}; its rule '{rule}' was revised on "
    "{revised}",
    mend="照修订后的制度核对流程，再写 核对日期:",
    mend_en="check the procedure against the rule as revised and write 核对日期",
    example="核对日期: 2026-03-01（依据的制度 2026-05-01 修订）",
)
def find_procedures_behind_rules(
    catalog: Catalog, entry: Entry, procedure: Procedure
) -> Iterator[Violation]:
    what, checked = _find_last_check(catalog, procedure)
    place = "checked" if procedure.checked else "name"
    if checked is None:
        return
    for rule_id in dict.fromkeys(mention.target for mention in entry.mentions):
        cited = catalog.entries.get(rule_id)
        if cited and isinstance(cited.record, Rule):
            revised = (revision.at for revision in cited.record.revisions)
            last = max((date for date in revised if date.first <= catalog.as_of), default=None)
            if last and last.first > checked.last:
                words = {"name": procedure.name, "rule": cited.record.name, "what": what}
                yield entry.location(place), {**words, "checked": checked, "revised": last}


def _find_last_check(
    catalog: Catalog, procedure: Procedure
) -> tuple[Bilingual, PartialDate | None]:
    """When a procedure was last held against its rules: of one that never says so, when it was
    reviewed. A day that is still to come is none."""
    checks = (
        (Bilingual("核对", "check"), procedure.checked),
        (Bilingual("公开审查", "review"), procedure.review.at if procedure.review else None),
    )
    return next(
        ((what, date) for what, date in checks if date and date.first <= catalog.as_of),
        (checks[0][0], None),
    )

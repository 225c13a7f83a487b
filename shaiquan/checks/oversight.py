"""Oversight: who answers for a power, who watches it, who decides it (S0-03, S0-05, S4-01)."""

from __future__ import annotations

import operator
import re
from collections.abc import Iterator, Mapping

from shaiquan.checks.check_types import ERROR, PUBLISHED, WARNING, HeadTable, Violation, check
from shaiquan.checks.main_items import lacks
from shaiquan.content.catalog import Catalog, Entry, Records
from shaiquan.content.heads import Head
from shaiquan.content.places import Location
from shaiquan.kinds.registry import require_index
from shaiquan.model.base import Ref
from shaiquan.model.bodies import Body, Post
from shaiquan.model.powers import Power, Risk
from shaiquan.model.rules import Rule
from shaiquan.model.terms import Force, RiskLevel, State
from shaiquan.problems import Bilingual, CauseTexts
from shaiquan.queries.power_lists import BY_AREA, find_power_parts
from shaiquan.queries.relations import find_answered_powers, find_leaders

#: what may stand in a name or not
_FILLING = re.compile(r"[\W_的]+")

require_index("post", "member")
require_index("power", "decider")
require_index("body", "parent")


@check(
    "power-unwatched",
    WARNING,
    "S4-01, S4-15, S2-30",
    subject=Power,
    states=PUBLISHED,
    zh="权力事项“{name}”没有{missing}",
    en="the power '{name}' has no {missing}",
    mend="补写 监督: 和 测评:；许多事项相同的，写在 默认 里",
    mend_en="add 监督 and 测评; what many share goes into 默认",
    example="{编号: dw-01, 名称: 干部任免, 决定主体: 党委会}（没有 监督、测评）",
)
def find_unwatched_powers(catalog: Catalog, entry: Entry, power: Power) -> Iterator[Violation]:
    missing = [
        Power.label_of(field)
        for field in ("supervision", "evaluation")
        if lacks(catalog, power, operator.attrgetter(field))
    ]
    if missing:
        yield entry.location("name"), {"name": power.name, "missing": "、".join(missing)}


@check(
    "power-without-leader",
    WARNING,
    "S0-05, S0-30",
    subject=Power,
    states=PUBLISHED,
    zh="权力事项“{name}”没有责任领导",
    en="no leader answers for the power '{name}'",
    mend="写 领域:（由分管它的岗位负责），或者在 责任人 的 分管、承办 里写一个班子成员岗位",
    mend_en="add 领域, whose governing post answers, or name a leader in 承办",
    example="{编号: dw-01, 决定主体: 党委会, 承办: [办公室]}（没有 领域）",
)
def find_powers_without_leader(catalog: Catalog, entry: Entry, power: Power) -> Iterator[Violation]:
    catalog.note_row("leaders", entry.id)
    if not find_leaders(catalog).get(entry.id) and HAS_LEADERS.row(catalog, ""):
        yield entry.location("name"), {"name": power.name}


def _has_leaders(records: Records) -> Mapping[str, bool]:
    return {"": any(head.index["member"] for head in records.heads_of("post"))}


#: one row: whether the site names leaders at all
HAS_LEADERS = HeadTable("has leaders", _has_leaders)


@check(
    "leader-without-power",
    WARNING,
    "S0-05, S0-06",
    subject=Post,
    states=PUBLISHED,
    zh="班子成员“{name}”没有{missing}",
    en="the leader '{name}' has no {missing}",
    mend="两张清单都要有：给他的领域写权力事项，责任事项的 责任主体 写上他",
    mend_en="give the leader's areas a power, and name him in a duty's 责任主体",
    example="{名称: 宣传委员, 班子成员: 是}（没有任何权力事项、责任事项写到他）",
    many=CauseTexts(
        "{number} 位班子成员没有{missing}：{names}",
        "{number} leaders have no {missing}: {names}",
        by=("missing",),
    ),
)
def find_leaders_without_power(catalog: Catalog, entry: Entry, post: Post) -> Iterator[Violation]:
    if not post.member:
        return
    missing = [] if _has_power(catalog, entry.id) else ["权力事项"]
    if not catalog.ids_naming(entry.id, "duty", "holders", "responsible"):
        missing.append("责任事项")
    if missing:
        yield entry.location("name"), {"name": post.name, "missing": "、".join(missing)}


def _has_power(catalog: Catalog, post: str) -> bool:
    named = any(parts != (BY_AREA,) for parts in find_power_parts(catalog, post).values())
    states = (catalog.heads[id].state for id in find_answered_powers(catalog, post))
    return named or State.PUBLISHED in states


@check(
    "power-held-twice",
    WARNING,
    "S0-03, S3-01",
    subject=Power,
    states=PUBLISHED,
    zh="“{name}”由“{one}”和“{other}”分别决定",
    en="'{name}' is decided by both '{one}' and '{other}'",
    mend="一项权力只写一条；联合决定的写 共同决定主体:，要上级审议的写 提级:",
    mend_en="write it once, with 共同决定主体 for a joint decision, 提级 for what goes higher",
    example="党代会和全委会都写 名称: 发展规划的决定",
)
def find_powers_decided_twice(catalog: Catalog, entry: Entry, power: Power) -> Iterator[Violation]:
    first = FIRST_POWERS.row(catalog, _matter_key(power))
    other = catalog.heads[first or entry.id].index["decider"]
    if other.id != power.decider.id:
        words = {"one": other.text, "other": power.decider.text}
        yield entry.location("name"), {"name": power.name, **words}


def _matter_key(power: Power | Head) -> str:
    """A power is the same with 的 or without, and whatever signs are in its name."""
    return f"{power.unit_id}/{_FILLING.sub('', power.name)}"


def _find_first_powers(records: Records) -> Mapping[str, str]:
    first: dict[str, str] = {}
    for head in records.heads_of("power"):
        if head.state is State.PUBLISHED:
            first.setdefault(_matter_key(head), head.id)
    return first


#: unit and name -> id of the first power of that name
FIRST_POWERS = HeadTable("first powers", _find_first_powers)


@check(
    "body-below-itself",
    ERROR,
    "S0-04",
    subject=Body,
    zh="机构“{name}”的上级绕一圈又回到自己",
    en="the body '{name}' stands below itself",
    mend="改正其中一个 上级:",
    mend_en="correct one of the 上级",
    example="甲的上级是乙，乙的上级是甲",
)
def find_bodies_below_themselves(catalog: Catalog, entry: Entry, body: Body) -> Iterator[Violation]:
    parent, chain = body.parent, {entry.id}
    while parent and parent.id not in chain:
        chain.add(parent.id)
        parent = catalog.heads[parent.id].index["parent"]
    if parent and parent.id == entry.id:
        yield entry.location("parent"), {"name": body.name}


@check(
    "discretion-without-standard",
    WARNING,
    "S0-07",
    subject=Power,
    states=PUBLISHED,
    zh="权力事项“{name}”有裁量，没有写裁量标准",
    en="the power '{name}' leaves discretion without a standard",
    mend="在 裁量 里补写 标准:，写到制度的条",
    mend_en="add 标准 with the article of a rule",
    example="裁量: {幅度: 可以延长 5 日}",
)
def find_discretion_without_standard(
    catalog: Catalog, entry: Entry, power: Power
) -> Iterator[Violation]:
    if power.discretion and not power.discretion.standard:
        yield entry.location("discretion"), {"name": power.name}


@check(
    "risk-without-power",
    WARNING,
    "S3-06",
    subject=Risk,
    states=PUBLISHED,
    zh="风险点“{name}”没有对应的权力事项",
    en="the risk '{name}' belongs to no power",
    mend="补写 事项:，写上权力事项的编号",
    mend_en="name a power in 事项",
    example="{编号: fx-01, 名称: 论证走过场}（没有 事项）",
)
def find_risks_without_power(catalog: Catalog, entry: Entry, risk: Risk) -> Iterator[Violation]:
    if not risk.powers:
        yield entry.location("name"), {"name": risk.name}


@check(
    "high-risk-without-step",
    WARNING,
    "S4-33, S3-06",
    subject=Risk,
    states=PUBLISHED,
    zh="高等级风险点“{name}”没有落到流程的任何一步",
    en="no step of a procedure bears the high risk '{name}'",
    mend="在会出这个问题的那一步写 风险: [{id}]",
    mend_en="write 风险: [{id}] at the step where it may happen",
    example="{编号: fx-01, 等级: 高}（没有一步写 风险: [fx-01]）",
)
def find_high_risks_without_step(catalog: Catalog, entry: Entry, risk: Risk) -> Iterator[Violation]:
    if risk.level is not RiskLevel.HIGH or catalog.ids_naming(entry.id, "procedure", "steps"):
        return
    if not all(_has_no_procedure(catalog, ref) for ref in risk.powers):
        yield entry.location("level"), {"name": risk.name, "id": entry.id}


def _has_no_procedure(catalog: Catalog, ref: Ref) -> bool:
    """Whether a power has a reason for having no procedure, so that no step could bear it."""
    power = catalog.record(ref, Power)
    return power is not None and bool(power.no_procedure)


@check(
    "cites-repealed",
    WARNING,
    "S0-02",
    subject=Rule,
    zh="引用的《{rule}》{why}",
    en="the cited rule '{rule}' {why}",
    mend="改成现行的制度",
    mend_en="cite what is in force",
    example="依据: [《老规则》第三条]（老规则 效力: 废止）",
    many=CauseTexts(
        "《{rule}》{why}，还有 {number} 处引用它：{names}",
        "'{rule}' {why}, and is cited {number} times: {names}",
        "这些地方都改成现行的制度；《{rule}》其实有效的，改正这里的日期",
        "cite what is in force there; if '{rule}' is in force, correct its dates here",
    ),
)
def find_citations_of_repealed_rules(
    catalog: Catalog, entry: Entry, rule: Rule
) -> Iterator[Violation]:
    if rule.force in (None, Force.IN_FORCE) or not rule.in_use:
        return
    why, cause = _explain_force(catalog, entry, rule)
    for link in catalog.mentions_of.get(entry.id, ()):
        source = catalog.heads[link.source]
        if source.state is State.PUBLISHED and link.field[0] != "supersedes":
            location = catalog.entries[link.source].location(*link.field)
            words = {"rule": rule.name, "why": why, "name": source.name or source.id}
            yield location, words, cause


def _explain_force(catalog: Catalog, entry: Entry, rule: Rule) -> tuple[Bilingual, Location]:
    """Why a rule is not in force, and where that is written."""
    if rule.force is Force.FUTURE:
        day = f"，{rule.effective}才施行" if rule.effective else ""
        location = entry.location("effective" if rule.effective else "force")
        return Bilingual(f"尚未施行{day}", "has not taken effect yet"), location
    if rule.repealed and rule.repealed.first <= catalog.as_of:
        return Bilingual("已经废止", "is repealed"), entry.location("repealed")
    for id in catalog.ids_naming(entry.id, "rule", "supersedes"):
        if catalog.heads[id].state is State.PUBLISHED:
            name = catalog.heads[id].name
            why = Bilingual(f"已被《{name}》代替", f"is replaced by '{name}'")
            return why, catalog.entries[id].location("supersedes")
    return Bilingual("已经废止", "is repealed"), entry.location("force")

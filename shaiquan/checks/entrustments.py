"""委托: who lets whom exercise a power, on what basis and how long (行政许可法第二十四条)."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, IN_USE, INFO, PUBLISHED, WARNING, Violation, check
from shaiquan.checks.dates import find_reversed_dates, say_reversed
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.base import Ref
from shaiquan.model.bodies import Body, Post
from shaiquan.model.handling import Entrustment
from shaiquan.model.powers import Power
from shaiquan.model.terms import BodyType, EntrustmentForm, Level
from shaiquan.problems import Bilingual


@check(
    "entrustment-without-basis",
    WARNING,
    "行政许可法第二十四条, 行政处罚法第二十条",
    subject=Power,
    states=PUBLISHED,
    zh="权力事项“{name}”的{form}没有依据",
    en="the power '{name}' is exercised by another ({form}) without a basis",
    mend="补写 依据:，写到条：委托要有法律、法规、规章的规定",
    mend_en="add 依据 with the article: an entrustment needs a law",
    example="委托: [{委托机关: 县自然资源局, 受托: 镇人民政府}]",
)
def find_entrustments_without_basis(
    catalog: Catalog, entry: Entry, power: Power
) -> Iterator[Violation]:
    for index, part in enumerate(power.entrusted):
        if not part.basis:
            words = {"name": power.name, "form": part.form.label}
            yield entry.location("entrusted", index), words


@check(
    "bad-entrustment",
    ERROR,
    "行政许可法第二十四条, 行政处罚法第二十条",
    subject=Power,
    states=IN_USE,
    zh="权力事项“{name}”的{form}写得不对：{why}",
    en="the entrustment ({form}) of '{name}' is wrong: {why}",
    mend="委托机关 写谁委托的，受托 写委托给谁，其中一个是决定主体（可以不写）",
    mend_en="委托机关 lets 受托 exercise it; one of them is 决定主体 and may be left out",
    example="委托: [{委托机关: 镇人民政府, 受托: 镇人民政府}]",
)
def find_bad_entrustments(catalog: Catalog, entry: Entry, power: Power) -> Iterator[Violation]:
    for index, part in enumerate(power.entrusted):
        if why := _find_fault(catalog, power, part):
            words = {"name": power.name, "form": part.form.label, "why": why}
            yield entry.location("entrusted", index), words


def _find_fault(catalog: Catalog, power: Power, part: Entrustment) -> Bilingual | None:
    by, to = part.by or power.decider, part.to or power.decider
    if not (part.by or part.to):
        return Bilingual("没有写谁委托给谁", "it does not say who entrusts whom")
    if by.id == to.id:
        return Bilingual(f"{by.text}委托给了自己", f"{by.text} entrusts itself")
    deciders = (power.decider, *power.joint_deciders)
    if not _bodies_of(catalog, by, to) & _bodies_of(catalog, *deciders):
        text = f"{by.text}和{to.text}都不是决定主体"
        return Bilingual(text, f"neither {by.text} nor {to.text} decides")
    return None


def _bodies_of(catalog: Catalog, *refs: Ref) -> set[str]:
    """The ids of these, and of the bodies of those that are posts."""
    posts = (catalog.record(ref, Post) for ref in refs)
    return {ref.id for ref in refs} | {post.body.id for post in posts if post}


@check(
    "entrustment-expired",
    WARNING,
    "行政许可法第二十四条",
    subject=Power,
    states=PUBLISHED,
    zh="权力事项“{name}”的{form}到{until}为止，已经过了",
    en="the entrustment ({form}) of '{name}' ended on {until}",
    mend="续了的改 至:；没有续的去掉这一条，改正 决定主体",
    mend_en="correct 至 if it was renewed; else drop it and correct 决定主体",
    example="委托: [{受托: 镇人民政府, 至: 2025-12-31}]",
)
def find_expired_entrustments(catalog: Catalog, entry: Entry, power: Power) -> Iterator[Violation]:
    for index, part in enumerate(power.entrusted):
        if part.until and part.until.last < catalog.as_of and not say_reversed(part):
            words = {"name": power.name, "form": part.form.label, "until": part.until}
            yield entry.location("entrusted", index, "until"), words


@check(
    "entrustment-to-come",
    INFO,
    "行政许可法第二十四条",
    subject=Power,
    states=PUBLISHED,
    zh="权力事项“{name}”的{form}从{since}起，还没有开始",
    en="the entrustment ({form}) of '{name}' begins on {since}",
    mend="到那一天以前，机构网页上不列它；已经开始的，改正 从:",
    mend_en="until then no body is shown to exercise it; correct 从 if it has begun",
    example="委托: [{受托: 镇人民政府, 从: 2099-01-01}]",
)
def find_entrustments_to_come(catalog: Catalog, entry: Entry, power: Power) -> Iterator[Violation]:
    for index, part in enumerate(power.entrusted):
        if part.since and part.since.first > catalog.as_of and not say_reversed(part):
            words = {"name": power.name, "form": part.form.label, "since": part.since}
            yield entry.location("entrusted", index, "since"), words


@find_reversed_dates.for_subject(subject=Power)
def find_reversed_entrustments(catalog: Catalog, entry: Entry, power: Power) -> Iterator[Violation]:
    for index, part in enumerate(power.entrusted):
        if words := say_reversed(part):
            yield entry.location("entrusted", index, "until"), words


@check(
    "entrusted-onwards",
    WARNING,
    "行政许可法第二十四条, 行政处罚法第二十条",
    subject=Power,
    states=PUBLISHED,
    zh="权力事项“{name}”委托给了{body}，{body}又委托出去：受委托的不得再委托",
    en="'{name}' is entrusted to {body}, who entrusts it onwards: that is not allowed",
    mend="由原来的机关直接委托；是法规授权的，形式 写 授权",
    mend_en="let the first one entrust it, or write 授权 where a law grants it",
    example="委托: [{受托: 镇人民政府}, {委托机关: 镇人民政府, 受托: 村民委员会}]",
)
def find_powers_entrusted_onwards(
    catalog: Catalog, entry: Entry, power: Power
) -> Iterator[Violation]:
    parts = [part for part in power.entrusted if part.form is EntrustmentForm.ENTRUSTED]
    received = {(part.to or power.decider).id for part in parts}
    for index, part in enumerate(power.entrusted):
        by = part.by or power.decider
        if part in parts and by.id in received and by.id != (part.to or power.decider).id:
            yield entry.location("entrusted", index), {"name": power.name, "body": by.text}


@check(
    "decider-of-another-unit",
    WARNING,
    "S0-03",
    subject=Power,
    states=PUBLISHED,
    zh="权力事项“{name}”在{unit}的清单里，决定主体“{decider}”却是{other}的",
    en="'{name}' is on the list of {unit}, but {decider}, who decides it, is of {other}",
    mend="是上级委托的，写 委托:；超出权限报上级的，写 提级:；写错单位的，改 单位: 或 决定主体:",
    mend_en="write 委托 or 提级, or correct 单位 or 决定主体",
    example="{单位: 镇党委, 决定主体: 县自然资源局}（县自然资源局 单位: 县委）",
)
def find_deciders_of_another_unit(
    catalog: Catalog, entry: Entry, power: Power
) -> Iterator[Violation]:
    if not power.unit or power.entrusted or power.escalates:
        return
    body = _body_of(catalog, power.decider)
    list_of = catalog.record(power.unit, Body)
    units = {power.unit.id, list_of.unit_id if list_of else ""}  # an office's is that of its unit
    if body and body.unit and units.isdisjoint(_list_units(catalog, body)):
        words = {"unit": power.unit.text, "decider": power.decider.text, "other": body.unit.text}
        yield entry.location("decider"), {"name": power.name, **words}


def _body_of(catalog: Catalog, ref: Ref) -> Body | None:
    post = catalog.record(ref, Post)
    return catalog.record(post.body if post else ref, Body)


def _list_units(catalog: Catalog, body: Body) -> set[str]:
    """Ids of the body, of its unit and of the bodies above it."""
    ids = {body.unit_id}
    above: Body | None = body
    while above and above.id not in ids:
        ids.add(above.id)
        above = catalog.record(above.parent, Body)
    return ids


@check(
    "decider-of-another-level",
    WARNING,
    "S0-03",
    subject=Power,
    states=PUBLISHED,
    zh="权力事项“{name}”的决定主体“{decider}”是{level}的，行使层级 里没有{level}",
    en="{decider}, who decides '{name}', is of the level {level}, which 行使层级 lacks",
    mend="在 行使层级 里补上，或者改正 决定主体:",
    mend_en="add the level, or correct 决定主体",
    example="{行使层级: [县级, 乡级], 决定主体: 村民委员会}（村民委员会 类型: 村）",
)
def find_deciders_of_another_level(
    catalog: Catalog, entry: Entry, power: Power
) -> Iterator[Violation]:
    level = _find_level(catalog, _body_of(catalog, power.decider)) if power.levels else None
    if level and level not in power.levels and not power.entrusted:
        words = {"decider": power.decider.text, "level": level.label}
        yield entry.location("decider"), {"name": power.name, **words}


@check(
    "power-of-another-level",
    WARNING,
    "S3-32, S0-03",
    subject=Power,
    states=PUBLISHED,
    zh="权力事项“{name}”在{unit}的清单里，{unit}是{level}的，行使层级 里没有{level}",
    en="'{name}' is on the list of {unit}, which is of the level {level}, which 行使层级 lacks",
    mend="在 行使层级 里补上，或者从{unit}的清单里去掉；是委托的，写 委托:",
    mend_en="add the level, or take the power off the list; write 委托 if it is entrusted",
    example="{单位: 示例街道, 行使层级: [县级]}（示例街道 层级: 街道）",
)
def find_powers_of_another_level(
    catalog: Catalog, entry: Entry, power: Power
) -> Iterator[Violation]:
    unit = catalog.record(power.unit, Body) if power.levels else None
    level = unit.level if unit else None
    if not unit or not level or level in power.levels or power.entrusted:
        return
    if _find_level(catalog, _body_of(catalog, power.decider)) != level:  # else told of the decider
        words = {"unit": unit.short_name, "level": level.label}
        yield entry.location("levels"), {"name": power.name, **words}


def _find_level(catalog: Catalog, body: Body | None) -> Level | None:
    """The level of a body, else that of its unit; None where neither says it."""
    if body is None or body.level:
        return body.level if body else None
    if body.type is BodyType.VILLAGE:
        return Level.VILLAGE
    unit = catalog.record(body.unit, Body)
    return unit.level if unit else None

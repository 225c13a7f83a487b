"""Money ladders: tiers without gap or overlap, and a collective decision before payment (X-12)."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from shaiquan.checks.check_types import ERROR, Violation, check
from shaiquan.checks.procedure_graphs import SoundGraph
from shaiquan.checks.way_words import describe_detour, place_of_detour
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.content.places import Location
from shaiquan.model.ladders import (
    Ladder,
    can_be_held_against,
    is_named_by,
    is_of_tier,
    list_ladders,
    top_tiers,
)
from shaiquan.model.money import Band, find_band
from shaiquan.model.powers import Power, Tier
from shaiquan.model.procedures import Procedure
from shaiquan.problems import Bilingual
from shaiquan.procedures.detours import WayFinder, find_detours
from shaiquan.procedures.graph import Graph, Node
from shaiquan.procedures.verdicts import find_deciding

_GAP, _OVERLAP = Bilingual("有空档", "a gap"), Bilingual("有重叠", "an overlap")
#: 5万元至10万元 and 10万元以上
_TOUCH = Bilingual("有重叠：两档都含交界的数", "an overlap: both include the amount between them")


def _bands_of(node: Node) -> list[Band]:
    """The bands of a decision all of whose branches are about money."""
    labels = node.step.branches if node.step else {}
    bands = [band for label in labels if (band := find_band(label))]
    return bands if len(bands) == len(labels) else []


def _find_breaks(bands: Sequence[Band]) -> Iterator[tuple[str, str, Bilingual]]:
    """Neighbours of one unit that do not meet, from zero to no limit."""
    ordered = sorted(bands, key=lambda band: band.low)
    if ordered[0].low > (0, 1):
        yield f"0{ordered[0].unit}", ordered[0].text, _GAP
    for lower, upper in itertools.pairwise(ordered):
        if lower.high is None or lower.high > upper.low:
            touches = lower.high is not None and lower.high[0] == upper.low[0]
            yield lower.text, upper.text, _TOUCH if touches else _OVERLAP
        elif lower.high < upper.low:
            yield lower.text, upper.text, _GAP
    if ordered[-1].high is not None and not any(band.high is None for band in ordered):
        yield ordered[-1].text, "没有上限", _GAP


@check(
    "tiers-do-not-meet",
    ERROR,
    "S2-19, X-12",
    subject=Power,
    zh="{kinds}“{one}”和“{other}”之间{what}",
    en="{kinds}there is {what} between '{one}' and '{other}'",
    mend="每一档从上一档结束的地方开始；以上、以下、至含本数，不满、超过不含，也可以写（含）（不含）",
    mend_en="let each tier begin where the one before it ends; 以上, 以下, 至 include the amount",
    example="审批档次: [{金额: 不满5000元, 审批: 镇长}, {金额: 6000元以上, 集体: 是}]",
)
def find_tiers_that_do_not_meet(
    catalog: Catalog, entry: Entry, power: Power
) -> Iterator[Violation]:
    for ladder in list_ladders(power.tiers):
        if ladder.is_comparable:
            kinds = _name_kinds(ladder)
            yield from _report_breaks(entry.location("tiers"), ladder.amounts, kinds)


@find_tiers_that_do_not_meet.for_subject(subject=SoundGraph)
def find_branches_that_do_not_meet(
    catalog: Catalog, entry: Entry, chart: SoundGraph
) -> Iterator[Violation]:
    for node in chart.graph.nodes:
        by_unit = defaultdict[tuple[str, str], list[Band]](list)
        for band in _bands_of(node):
            by_unit[band.unit, band.base].append(band)
        for bands in by_unit.values():
            if len(bands) > 1:
                yield from _report_breaks(entry.location(*node.path, "branches"), bands)


def _report_breaks(
    location: Location, bands: Sequence[Band], kinds: str | Bilingual = ""
) -> Iterator[Violation]:
    for one, other, what in _find_breaks(bands):
        yield location, {"kinds": kinds, "one": one, "other": other, "what": what}


def _name_kinds(ladder: Ladder) -> Bilingual:
    """Before a message: of which of several ladders it speaks."""
    names = "、".join(ladder.applies)
    return Bilingual(f"{names}：", f"{names}: ") if names else Bilingual("", "")


@check(
    "tiers-out-of-order",
    ERROR,
    "X-12",
    subject=Power,
    zh="“{tier}”写在“{other}”后面，却不比它高",
    en="'{tier}' comes after '{other}' but is not higher",
    mend="各档不能都用同一个单位比的，按从低到高的次序写，最高一档写在最后",
    mend_en="where not all tiers can be compared, write them from the lowest to the highest",
    example="审批档次: [{金额: 超过净资产的1%, …}, {金额: 5亿元以上, …}, {金额: 1亿元以上, …}]",
)
def find_tiers_out_of_order(catalog: Catalog, entry: Entry, power: Power) -> Iterator[Violation]:
    """Of ladders whose order is that in which they are written."""
    for ladder in list_ladders(power.tiers):
        for lower, upper in itertools.combinations(ladder.tiers, 2):
            one, other = lower.amount, upper.amount
            alike = one.unit and (one.unit, one.base) == (other.unit, other.base)
            if alike and not ladder.is_comparable and other.low <= one.low:
                location = entry.location("tiers", power.tiers.index(upper), "amount")
                yield location, {"tier": other.text, "other": one.text}


@check(
    "top-tier-not-collective",
    ERROR,
    "S2-19",
    subject=Power,
    zh="最高一档“{tier}”应当集体决定",
    en="the top tier '{tier}' must be decided collectively",
    mend="给最高一档写 集体: 是",
    mend_en="write 集体: 是 for the top tier",
    example="审批档次: [{金额: 不满5万元, 审批: 分管领导}, {金额: 5万元以上, 审批: 书记}]",
)
def find_individual_top_tiers(catalog: Catalog, entry: Entry, power: Power) -> Iterator[Violation]:
    for highest in top_tiers(power.tiers):
        if not highest.collective:
            index = power.tiers.index(highest)
            yield entry.location("tiers", index, "amount"), {"tier": highest.amount.text}


def _tiers_of(catalog: Catalog, procedure: Procedure) -> tuple[Tier, ...]:
    """The tiers of the powers that a procedure exercises."""
    powers = (catalog.record(ref, Power) for ref in procedure.powers)
    return tuple(tier for power in powers if power for tier in power.tiers)


@check(
    "branch-without-tier",
    ERROR,
    "S2-19, X-12",
    subject=SoundGraph,
    zh="分支“{label}”和审批档次对不上",
    en="the branch '{label}' is no tier of the power",
    mend="和权力事项的 审批档次 写成一样：{tiers}",
    mend_en="write it as in 审批档次: {tiers}",
    example="分支: {不满6000元: 分管领导审批, 6000元以上: 集体研究}（审批档次 以 5000元 分档）",
)
def find_branches_without_tier(
    catalog: Catalog, entry: Entry, chart: SoundGraph
) -> Iterator[Violation]:
    tiers = _tiers_of(catalog, chart.procedure)
    for node in chart.graph.nodes if tiers else ():
        for band in _bands_of(node):
            wrong = not any(is_of_tier(tier, band) for tier in tiers)
            if wrong and can_be_held_against(tiers, band):
                names = "；".join(map(_say_ladder, list_ladders(tiers)))
                location = entry.location(*node.path, "branches", band.text)
                yield location, {"label": band.text, "tiers": names}


def _say_ladder(ladder: Ladder) -> str:
    return _name_kinds(ladder) + "、".join(band.text for band in ladder.amounts)


@check(
    "payment-without-collective",
    ERROR,
    "X-12, S2-21",
    subject=SoundGraph,
    zh="有一条路没有经过集体决定就到了支付“{step}”：{way}",
    en="a way reaches the payment '{step}' without a collective decision: {way}",
    mend="让每条路先经过集体决定；小额可由个人审批的，在权力事项的 审批档次 里写明 集体: 否",
    mend_en="let every way pass a collective decision, or declare the tier 集体: 否",
    example="- 步骤: 领导签字\n- 步骤: 支付\n  支付: 是",
)
def find_payments_without_decision(
    catalog: Catalog, entry: Entry, chart: SoundGraph
) -> Iterator[Violation]:
    nodes = chart.graph.nodes
    payments = [node for node in nodes if node.step and node.step.payment]
    if not payments:
        return
    graph = _without_individual_tiers(chart.graph, _tiers_of(catalog, chart.procedure))
    deciding = [node.id for node in find_deciding(chart.graph)]
    for node in payments:
        for detour in find_detours(WayFinder(graph), deciding, node.id):
            words = {"step": node.act, "way": describe_detour(graph, detour)}
            yield entry.location(*place_of_detour(graph, detour, node)), words


def _without_individual_tiers(graph: Graph, tiers: tuple[Tier, ...]) -> Graph:
    """The graph without the branches of tiers that one person may approve."""
    individual = [tier for tier in tiers if not tier.collective]
    edges = (e for e in graph.edges if not any(is_named_by(tier, e.label) for tier in individual))
    return replace(graph, edges=tuple(edges))

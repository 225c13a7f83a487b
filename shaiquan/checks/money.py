"""Money ladders: tiers without gap or overlap, and a collective decision before payment (X-12)."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from shaiquan.checks.check_types import ERROR, Violation, check
from shaiquan.checks.procedure_graphs import SoundGraph
from shaiquan.checks.way_words import describe_detour, place_of_detour
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.content.places import Location
from shaiquan.model.money import Band, find_band
from shaiquan.model.powers import Power, Tier
from shaiquan.model.procedures import Procedure
from shaiquan.problems import Bilingual
from shaiquan.procedures.detours import WayFinder, find_detours
from shaiquan.procedures.graph import Graph, Node
from shaiquan.procedures.verdicts import find_deciding

_GAP, _OVERLAP = Bilingual("有空档", "a gap"), Bilingual("有重叠", "an overlap")


def _bands_of(node: Node) -> list[Band]:
    """The bands of a decision all of whose branches are about money."""
    labels = node.step.branches if node.step else {}
    bands = [band for label in labels if (band := find_band(label))]
    return bands if len(bands) == len(labels) else []


def _find_breaks(bands: Sequence[Band]) -> Iterator[tuple[str, str, Bilingual]]:
    """Neighbours that do not meet, from zero to no limit."""
    ordered = sorted(bands, key=lambda band: band.low)
    if ordered[0].low > (0, 1):
        yield "0元", ordered[0].text, _GAP
    for lower, upper in itertools.pairwise(ordered):
        if lower.high != upper.low:
            is_gap = lower.high is not None and lower.high < upper.low
            yield lower.text, upper.text, _GAP if is_gap else _OVERLAP
    if ordered[-1].high is not None and not any(band.high is None for band in ordered):
        yield ordered[-1].text, "没有上限", _GAP


@check(
    "tiers-do-not-meet",
    ERROR,
    "S2-19, X-12",
    subject=Power,
    zh="“{one}”和“{other}”之间{what}",
    en="there is {what} between '{one}' and '{other}'",
    mend="让每一档从上一档结束的地方开始；“以上”“以下”含本数，“不满”“超过”不含",
    mend_en="let each tier begin where the one before it ends; 以上/以下 include the amount",
    example="审批档次: [{金额: 不满5000元, 审批: 镇长}, {金额: 6000元以上, 集体: 是}]",
)
def find_tiers_that_do_not_meet(
    catalog: Catalog, entry: Entry, power: Power
) -> Iterator[Violation]:
    if power.tiers:
        yield from _report_breaks(entry.location("tiers"), [tier.amount for tier in power.tiers])


@find_tiers_that_do_not_meet.for_subject(subject=SoundGraph)
def find_branches_that_do_not_meet(
    catalog: Catalog, entry: Entry, chart: SoundGraph
) -> Iterator[Violation]:
    for node in chart.graph.nodes:
        bands = _bands_of(node)
        if len(bands) > 1:
            yield from _report_breaks(entry.location(*node.path, "branches"), bands)


def _report_breaks(location: Location, bands: Sequence[Band]) -> Iterator[Violation]:
    for one, other, what in _find_breaks(bands):
        yield location, {"one": one, "other": other, "what": what}


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
    highest = max(power.tiers, key=lambda tier: tier.amount.low, default=None)
    if highest and not highest.collective:
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
            if not any(band.has_same_range(tier.amount) for tier in tiers):
                names = "、".join(tier.amount.text for tier in tiers)
                location = entry.location(*node.path, "branches", band.text)
                yield location, {"label": band.text, "tiers": names}


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
    individual = [tier.amount for tier in tiers if not tier.collective]

    def is_individual(label: str) -> bool:
        band = find_band(label)
        return band is not None and any(band.has_same_range(amount) for amount in individual)

    return replace(
        graph, edges=tuple(edge for edge in graph.edges if not is_individual(edge.label))
    )

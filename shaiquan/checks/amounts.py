"""Amounts and approvers are the same in the power, its chart and the catalogue (S2-19, S4-06)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, IN_USE, WARNING, Violation, check
from shaiquan.checks.deciding_claims import (
    ListRow,
    covered_tiers,
    list_charts,
    list_powers,
    list_rows,
    name_bodies,
    rows_of,
)
from shaiquan.checks.procedure_graphs import SoundGraph
from shaiquan.checks.tiers import is_approver_told
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.content.places import Location
from shaiquan.model.ladders import (
    can_be_held_against,
    is_named_by,
    is_of_tier,
    list_ladders,
)
from shaiquan.model.lists import Listing
from shaiquan.model.money import Band, find_band
from shaiquan.model.powers import Power, Tier
from shaiquan.procedures.amounts import find_approvals, list_bands

#: an amount, and that somebody approves it: 不满 5000 元，由分管领导审批
_APPROVED = re.compile(
    r"(?:^|(?<=[；;。：:，,]))([^；;。：:，,]*元[^；;。：:，,]*)，?(?:由|经|报).{1,16}?"
    r"(?:审批|审定|决定|研究|确认|批准|同意)"
)
#: a power, the place of the tier in it, the tier
_PowerTier = tuple[Power, int, Tier]


@check(
    "tier-approver-differs",
    ERROR,
    "S2-19, X-12",
    subject=SoundGraph,
    zh="“{label}”按“{power}”的审批档次由“{approver}”审批，流程图“{chart}”里由“{found}”",
    en="by the power '{power}' '{label}' is approved by '{approver}', "
    "in the chart '{chart}' by '{found}'",
    mend="审批档次的 审批 和流程图里这一档的 主体 写成一样",
    mend_en="let 审批 of the tier and 主体 of its step be the same",
    example="审批档次: [{金额: 50万元以上, 审批: 常委会, 集体: 是}]（图里这一档由县政府集体研究）",
)
def find_tier_approvers_that_differ(
    catalog: Catalog, entry: Entry, chart: SoundGraph
) -> Iterator[Violation]:
    powers = [power for power in list_powers(catalog, chart.procedure.powers) if power.tiers]
    branches = (edge for edge in chart.graph.edges if edge.label and not edge.side)
    for branch in branches if powers else ():
        label = branch.label
        named = [one for power in powers for one in _tiers_of_branch(power, label)]
        steps = find_approvals(chart.graph, branch, any(t.collective for _, _, t in named))
        found = {id for step in steps for id in step.actors}
        tiers = [one for one in named if not _is_for_another_kind(one, named, found)]
        wrong = [one for one in tiers if one[2].approver.id not in found]
        is_chart_wrong = len(wrong) == len(tiers) and not _is_in_lists(catalog, wrong, found)
        untold = (one for one in wrong if not is_approver_told(catalog, one[0], one[2]))
        for power, index, tier in [*untold][: 1 if is_chart_wrong else None] if steps else ():
            location = entry.location(*steps[0].path, "actor")
            if not is_chart_wrong:
                location = catalog.entries[power.id].location("tiers", index, "approver")
            names = name_bodies(catalog, steps[0].actors)
            words = {"label": label, "power": power.short_name, "chart": chart.procedure.name}
            yield location, {**words, "approver": tier.approver.text, "found": names}


def _tiers_of_branch(power: Power, label: str) -> Iterator[_PowerTier]:
    for index, tier in enumerate(power.tiers):
        if is_named_by(tier, label):
            yield power, index, tier


def _is_for_another_kind(one: _PowerTier, named: list[_PowerTier], found: set[str]) -> bool:
    """Whether the branch, which names no kind, is that of another ladder of the power."""
    power, _, tier = one
    return any(
        power is same and other.applies != tier.applies and other.approver.id in found
        for same, _, other in named
    )


def _is_in_lists(catalog: Catalog, tiers: list[_PowerTier], found: set[str]) -> bool:
    """Whether a list gives one of the tiers to whom the chart gives it."""
    return any(
        row.row.decider and row.row.decider.id in found and is_of_tier(tier, row.band)
        for power, _, tier in tiers
        for row in list_rows(catalog, power.id)
        if row.band
    )


@check(
    "tier-not-on-chart",
    ERROR,
    "S2-19, X-12",
    subject=SoundGraph,
    zh="“{power}”的审批档次“{tier}”在流程图“{chart}”里没有这一档",
    en="the tier '{tier}' of the power '{power}' is no branch of the chart '{chart}'",
    mend="审批档次 和流程图里按金额的分支写成一样；同一张图的几项权力，档次要相同",
    mend_en="write tiers and branches alike; powers of one chart have the same tiers",
    example="审批档次: [{金额: 不满40万元, 审批: 分管领导}, …]（图里和其他权力都以 50万元 分档）",
)
def find_tiers_not_on_charts(
    catalog: Catalog, entry: Entry, chart: SoundGraph
) -> Iterator[Violation]:
    bands = list_bands(chart.graph)
    if not bands:
        return
    powers = [power for power in list_powers(catalog, chart.procedure.powers) if power.tiers]
    every = [tier for power in powers for tier in power.tiers]
    if not all(any(is_of_tier(one, band) for one in every) for band in bands):
        return  # a branch that no power has is told by its own check
    for power in powers:
        for index, tier in _find_tiers_without(power, bands):
            location = catalog.entries[power.id].location("tiers", index, "amount")
            words = {"power": power.short_name, "tier": tier.amount.text}
            yield location, {**words, "chart": chart.procedure.name}


def _find_tiers_without(power: Power, bands: list[Band]) -> list[tuple[int, Tier]]:
    """The tiers, with their places, that are none of the bands.

    A chart may be about one kind of matters: then those of its ladder, or of that which is
    nearest.
    """
    kinds = {band.base for band in bands}
    ladders = list_ladders(power.tiers)
    about = [ladder for ladder in ladders if kinds & {*ladder.applies}]
    missing = [
        [tier for tier in ladder.tiers if not any(is_of_tier(tier, band) for band in bands)]
        for ladder in about or ladders
    ]
    chosen = missing if about else [min(missing, key=len)]
    return [(power.tiers.index(tier), tier) for tiers in chosen for tier in tiers]


@check(
    "amount-in-limits-differs",
    WARNING,
    "S2-19, S4-06",
    subject=Power,
    states=IN_USE,
    zh="权限里写着“{found}”，审批档次分的是：{tiers}",
    en="its 权限 say '{found}', but its tiers are: {tiers}",
    mend="权限和审批档次写一样的金额",
    mend_en="write the same amounts in both",
    example="权限: [不满9000元，由分管领导审批]（审批档次以 5000元 分档）",
)
def find_amounts_in_limits_that_differ(
    catalog: Catalog, entry: Entry, power: Power
) -> Iterator[Violation]:
    bounds = {sum for tier in power.tiers for sum in _sums_of(tier.amount)}
    for index, text in enumerate(power.limits if bounds else ()):
        found = (find_band(match[1].strip()) for match in _APPROVED.finditer(text))
        bands = [band for band in found if band and can_be_held_against(power.tiers, band)]
        wrong = [band.text for band in bands if not bounds.issuperset(_sums_of(band))]
        if wrong:
            tiers = "、".join(tier.amount.text for tier in power.tiers)
            yield entry.location("limits", index), {"found": "、".join(wrong), "tiers": tiers}


def _sums_of(band: Band) -> set[float]:
    """The amounts at which a band begins and ends."""
    return {bound[0] for bound in (band.low, band.high) if bound and bound[0]}


@check(
    "list-amount-differs",
    ERROR,
    "S4-06",
    subject=Listing,
    states=IN_USE,
    zh="清单里“{text}”的标准是“{found}”，“{power}”分的是：{tiers}",
    en="the threshold of '{text}' is '{found}', but '{power}' has: {tiers}",
    mend="标准 写成审批档次里的一档；制度改了的，清单、权力事项、流程图一起改",
    mend_en="write a tier of the power; where the rule has changed, change all of them",
    example="条目: [{内容: 大额资金使用, 标准: 100万元以上, 事项: [xq-30]}]（它以 500万元 分档）",
)
def find_list_amounts_that_differ(
    catalog: Catalog, entry: Entry, listing: Listing
) -> Iterator[Violation]:
    for row in rows_of(entry):
        for power, location in _list_wrong_amounts(catalog, row):
            words = {"text": row.row.text, "found": row.row.threshold, "power": power.short_name}
            bands = _bands_of_power(catalog, power)
            tiers = "、".join(dict.fromkeys(band.text for band in bands))
            yield location, {**words, "tiers": tiers}


def _list_wrong_amounts(catalog: Catalog, row: ListRow) -> Iterator[tuple[Power, Location]]:
    """The powers that a threshold contradicts, with the line that is wrong.

    It is the row's where no power has such a tier, else that of each power which has not.
    """
    if row.band is None:
        return
    powers = list_powers(catalog, row.row.powers)
    named = [power for power in powers if _bands_of_power(catalog, power)]
    wrong = [p for p in named if not _has_band(p, _bands_of_power(catalog, p), row.band)]
    if wrong and len(wrong) == len(named):
        yield wrong[0], row.entry.location("entries", row.index, "threshold")
        return
    for power in wrong:
        if power.tiers and not _is_told_by_chart(catalog, power):
            yield power, catalog.entries[power.id].location("tiers")


def _is_told_by_chart(catalog: Catalog, power: Power) -> bool:
    """Whether a chart of the power branches by other amounts."""
    charts = (list_bands(chart.graph) for chart in list_charts(catalog, power.id))
    return any(bands and _find_tiers_without(power, bands) for bands in charts)


def _bands_of_power(catalog: Catalog, power: Power) -> list[Band]:
    """The tiers of a power; of one without tiers, the amounts by which its charts branch."""
    if power.tiers:
        return [tier.amount for tier in power.tiers]
    graphs = (chart.graph for chart in list_charts(catalog, power.id))
    return [band for graph in graphs for band in list_bands(graph)]


def _has_band(power: Power, bands: list[Band], wanted: Band) -> bool:
    """Whether a threshold is one of the bands, or several of the tiers together.

    One that cannot be compared with any is no contradiction.
    """
    if not power.tiers:
        return any(one.has_same_range(wanted) for one in bands)
    is_tier = any(is_of_tier(tier, wanted) for tier in power.tiers)
    apart = not can_be_held_against(power.tiers, wanted)
    return is_tier or apart or bool(covered_tiers(power, wanted))

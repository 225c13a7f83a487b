"""Who may approve which amount: a body above the limit, never the head alone (S0-37, S2-19)."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, IN_USE, Violation, check
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.content.places import Location
from shaiquan.model.base import Ref
from shaiquan.model.bodies import Post
from shaiquan.model.ladders import top_tiers
from shaiquan.model.powers import Power, Tier
from shaiquan.queries.relations import areas_not_direct, unit_of_post


@check(
    "tier-approved-by-one",
    ERROR,
    "S2-19, S0-38",
    subject=Power,
    states=IN_USE,
    zh="“{tier}”写了集体决定，审批的却是一个岗位“{approver}”",
    en="'{tier}' is decided collectively, but one post, '{approver}', approves it",
    mend="审批 写集体决定的机构，例如 党委会、村民代表会议；个人审批的，去掉 集体: 是",
    mend_en="name the body that decides, or drop 集体",
    example="审批档次: [{金额: 50万元以上, 审批: 县长, 集体: 是}]",
)
def find_collective_tiers_of_one(
    catalog: Catalog, entry: Entry, power: Power
) -> Iterator[Violation]:
    for index, tier in enumerate(power.tiers):
        if tier.collective and tier.approver.kind == "post":
            words = {"tier": tier.amount.text, "approver": tier.approver.text}
            yield entry.location("tiers", index, "approver"), words


@check(
    "top-tier-of-another",
    ERROR,
    "S2-19, S0-38",
    subject=Power,
    states=IN_USE,
    zh="“{power}”的决定主体是“{decider}”，最高一档“{tier}”却由“{approver}”决定",
    en="'{power}' is decided by '{decider}', but its top tier '{tier}' by '{approver}'",
    mend="最高一档由决定主体决定；由它的上级决定的，写 提级: {approver}",
    mend_en="let the power's decider decide the top tier, or write 提级: {approver}",
    example="决定主体: 县政府\n审批档次: [{金额: 500万元以上, 审批: 常委会, 集体: 是}]",
)
def find_top_tiers_of_another(catalog: Catalog, entry: Entry, power: Power) -> Iterator[Violation]:
    named = {power.decider.id, power.escalates.id if power.escalates else ""}
    # that one person decides what a body decides on its chart is told there
    told = power.decider.kind == "post" and _is_drawn(catalog, power)
    tops = [t for t in top_tiers(power.tiers) if t.collective and t.approver.kind != "post"]
    wrong = [top for top in tops if top.approver.id not in named and not told]
    for top in wrong[:1]:
        words = {"power": power.short_name, "tier": top.amount.text, "approver": top.approver.text}
        yield entry.location("decider"), {**words, "decider": power.decider.text}


@check(
    "head-acts-in-forbidden-area",
    ERROR,
    "S0-37, S2-18, X-13",
    subject=Power,
    states=IN_USE,
    zh="“{area}”是正职不得直接分管的领域，“{power}”的{field}却写了正职“{post}”",
    en="the head may not govern '{area}', but '{post}' is {field} of '{power}'",
    mend="改由分管这个领域的岗位办理、审批；哪些领域正职不得分管，见 site.yml 的 不直接分管",
    mend_en="name the post that governs the area; see 不直接分管 in site.yml",
    example="{名称: 大额资金使用, 领域: 财务, 承办: [财政局, 县长]}（不直接分管: [财务]）",
)
def find_heads_acting_in_forbidden_areas(
    catalog: Catalog, entry: Entry, power: Power
) -> Iterator[Violation]:
    for location, label, ref in _list_acting(catalog, entry, power) if power.area else ():
        post = catalog.record(ref, Post)
        if post and power.area and post.head and _is_forbidden(catalog, post, power.area):
            words = {"area": catalog.heads[power.area.id].name, "power": power.short_name}
            yield location, {**words, "field": label, "post": post.short_name}


def is_approver_told(catalog: Catalog, power: Power, tier: Tier) -> bool:
    """Whether a check of this module tells that the approver of a tier is wrong."""
    if tier.collective and tier.approver.kind == "post":
        return True
    post, named = catalog.record(tier.approver, Post), {power.decider.id}
    if post and post.head and power.area and _is_forbidden(catalog, post, power.area):
        return True
    named |= {power.escalates.id} if power.escalates else set()
    return tier in top_tiers(power.tiers) and tier.approver.id not in named


def _is_forbidden(catalog: Catalog, post: Post, area: Ref) -> bool:
    return area.id in {ref.id for ref in areas_not_direct(catalog, unit_of_post(post))}


def _is_drawn(catalog: Catalog, power: Power) -> bool:
    """Whether a chart or a list of the power shows who decides."""
    kinds = (("procedure", "powers"), ("list", "entries"))
    return any(catalog.ids_naming(power.id, kind, field) for kind, field in kinds)


def _list_acting(
    catalog: Catalog, entry: Entry, power: Power
) -> Iterator[tuple[Location, str, Ref]]:
    """Who decides, handles and approves: place, label, reference."""
    if not _is_drawn(catalog, power):  # else that tells
        yield entry.location("decider"), Power.label_of("decider"), power.decider
    for index, ref in enumerate(power.handlers):
        yield entry.location("handlers", index), Power.label_of("handlers"), ref
    for index, tier in enumerate(power.tiers):
        if tier.collective:  # that it is one post is told by its own check
            continue
        yield entry.location("tiers", index, "approver"), Tier.label_of("approver"), tier.approver

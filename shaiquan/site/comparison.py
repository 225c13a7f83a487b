"""Which meeting decides what (三会职能簿, S0-03, S3-01), and how work is balanced (S0-05)."""

from __future__ import annotations

import statistics

from shaiquan.content.heads import Head
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.overviews import BALANCE, COMPARISON
from shaiquan.kinds.registry import KIND, require_index
from shaiquan.queries.meetings import DECIDING, find_meetings, find_powers_before
from shaiquan.queries.relations import find_answered_powers, group_by_unit, sort_heads_of
from shaiquan.site.list_sections import Drawings, SectionMaker
from shaiquan.site.page import Card, Cards, Item
from shaiquan.site.tasks import Facts, ListPart, Outline
from shaiquan.views.addresses import entry_address

require_index("post", "member", "governed")

#: of more powers than this a card shows the first, and says where all are
MAX_POWERS = 50


def outline_comparison(public: PublicCatalog, facts: Facts, preview: bool) -> Outline | None:
    """``/bodies/compare/``; None where no meeting of the party decides anything."""
    parts = tuple(
        ListPart(
            "meetings", unit, f"_unit-{number}", tuple(_plan_card(public, head) for head in heads)
        )
        for number, (unit, heads) in enumerate(find_meetings(public).items(), 1)
    )
    return Outline(COMPARISON.page.name, parts) if parts else None


def _plan_card(public: PublicCatalog, body: Head) -> tuple[object, ...]:
    """A meeting's id, how many powers it decides and how many are raised to it, then which.

    Of many powers only the first.
    """
    own = find_powers_before(public, body.id, *DECIDING)
    raised = find_powers_before(public, body.id, "escalates")
    first = own[:MAX_POWERS]
    return (body.id, len(own), len(raised), first, raised[: MAX_POWERS - len(first)])


def _make_cards(public: PublicCatalog, charts: Drawings, part: ListPart) -> Cards:
    cards = tuple(_make_card(public, *row) for row in part.rows)
    return Cards(cards, part.title, part.id, "meetings")


def _make_card(
    public: PublicCatalog,
    body: str,
    decided: int,
    raised: int,
    own_ids: tuple[str, ...],
    raised_ids: tuple[str, ...],
) -> Card:
    """The powers that come before a meeting."""
    items = [_make_item(public, id) for id in own_ids]
    items += [_make_item(public, id, "提级") for id in raised_ids]
    entry = public.entries[body]
    if (number := decided + raised) > len(items):
        items.append(Item(f"共 {number} 项，全部见{entry.record.name}的网页", entry_address(entry)))
    lead = f"决定 {decided} 项" + (f"，提级审议 {raised} 项" if raised else "")
    return Card(entry.record.name, lead, entry_address(entry), tuple(items))


def _make_item(public: PublicCatalog, id: str, remark: str = "") -> Item:
    entry = public.entries[id]
    return Item(entry.record.name, entry_address(entry), remark)


def outline_balance(public: PublicCatalog, facts: Facts, preview: bool) -> Outline | None:
    """``/posts/balance/``: the work of each leader with mean and standard deviation."""
    leaders = [head for head in sort_heads_of(public, "post") if head.index["member"]]
    if len(leaders) < 2:
        return None
    units = group_by_unit(public, leaders).items()
    parts = (
        _plan_loads(public, unit, posts, f"_unit-{n}") for n, (unit, posts) in enumerate(units, 1)
    )
    return Outline(BALANCE.page.name, tuple(parts))


def load_of(public: PublicCatalog, post: Head) -> tuple[int, ...]:
    """领域、负责的权力、责任事项、防控的风险点 of a post."""
    return (
        len(post.index["governed"]),
        len(find_answered_powers(public, post.id)),
        len(public.ids_naming(post.id, "duty", "holders")),
        len(public.ids_naming(post.id, "risk", "holders")),
    )


def _plan_loads(public: PublicCatalog, unit: str, posts: list[Head], id: str) -> ListPart:
    loads = {head.id: load_of(public, head) for head in posts}
    totals = [sum(load) for load in loads.values()]
    figures = [*zip(*loads.values(), strict=True), tuple(totals)]
    means = [statistics.fmean(values) for values in figures]
    spreads = [statistics.pstdev(values) for values in figures]
    rows = [
        (id, *map(str, load), _mark_total(sum(load), means[-1], spreads[-1]))
        for id, load in loads.items()
    ]
    rows.append(("", "平均", *(f"{value:.1f}" for value in means)))
    rows.append(("", "标准差", *(f"{value:.1f}" for value in spreads)))
    note = "合计离平均超过一个半标准差的，标“偏多”或“偏少”。多少只是参考，事情有轻重。"
    columns = (
        KIND["post"].label,
        "主管、分管领域",
        "负责的权力",
        KIND["duty"].label,
        "防控的风险点",
        "合计",
    )
    return ListPart("counts", unit, id, tuple(rows), (columns, note))


def _mark_total(total: int, mean: float, spread: float) -> str:
    words = str(total)
    if spread and abs(total - mean) > 1.5 * spread:
        words += "　偏多" if total > mean else "　偏少"
    return words


SECTION_MAKERS: dict[str, SectionMaker] = {"meetings": _make_cards}

"""Which meeting decides what (会议职能簿, S0-03, S3-01), and how work is balanced (S0-05)."""

from __future__ import annotations

import statistics
from collections.abc import Iterator

from shaiquan.content.heads import Head
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.overviews import BALANCE, COMPARISON
from shaiquan.kinds.registry import KIND, require_index
from shaiquan.queries.linked import list_linked_at
from shaiquan.queries.meetings import APPROVES, DECIDES, RAISED, find_meetings
from shaiquan.queries.power_lists import find_power_list, list_duties_of
from shaiquan.queries.relations import group_by_unit, sort_heads_of
from shaiquan.site.list_sections import Drawings, SectionMaker
from shaiquan.site.page import Card, Cards, Item
from shaiquan.site.tasks import Facts, ListPart, Outline
from shaiquan.views.addresses import entry_address, record_address

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
    """A meeting's id, how many powers come before it in each way, and which, with a remark.

    Of many powers only the first.
    """
    before = {part: list_linked_at(public, body.id, part) for part in _WAYS}
    numbers = tuple((part, len(ids)) for part, ids in before.items())
    every = tuple((id, _WAYS[part][1]) for part, ids in before.items() for id in ids)
    return (body.id, numbers, every[:MAX_POWERS])


#: section of a meeting's page -> what its number is called, the remark on each of its powers
_WAYS = {DECIDES: ("决定", ""), APPROVES: ("按金额决定", "按金额"), RAISED: ("提级审议", "提级")}


def _make_cards(public: PublicCatalog, charts: Drawings, part: ListPart) -> Cards:
    cards = tuple(_make_card(public, *row) for row in part.rows)
    return Cards(cards, part.title, part.id, "meetings")


def _make_card(
    public: PublicCatalog,
    body: str,
    numbers: tuple[tuple[str, int], ...],
    powers: tuple[tuple[str, str], ...],
) -> Card:
    """The powers that come before a meeting; each number leads to all of them."""
    entry = public.entries[body]
    address = entry_address(entry)
    items = [_make_item(public, id, remark) for id, remark in powers]
    if sum(number for _, number in numbers) > len(items):
        items.append(Item(f"只列出 {len(items)} 项，其余见{entry.record.name}的网页", address))
    ways = tuple(
        Item(f"{_WAYS[part][0]} {number} 项", f"{address}#{part}")
        for part, number in numbers
        if number
    )
    return Card(entry.record.name, "", address, tuple(items), ways)


def _make_item(public: PublicCatalog, id: str, remark: str) -> Item:
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
    """领域、权力清单、责任清单、防控的风险点 of a post."""
    return (
        len(post.index["governed"]),
        len(find_power_list(public, post.id)),
        len(list_duties_of(public, post.id)),
        len(list_linked_at(public, post.id, "risks")),
    )


#: the sections of a post's page that its numbers lead to
_LISTS = ("", "power-list", "duty-list", "risks")


def _plan_loads(public: PublicCatalog, unit: str, posts: list[Head], id: str) -> ListPart:
    loads = {head.id: load_of(public, head) for head in posts}
    totals = [sum(load) for load in loads.values()]
    figures = [*zip(*loads.values(), strict=True), tuple(totals)]
    means = [statistics.fmean(values) for values in figures]
    spreads = [statistics.pstdev(values) for values in figures]
    rows = [
        (id, *_link_loads(id, load), _mark_total(sum(load), means[-1], spreads[-1]))
        for id, load in loads.items()
    ]
    rows.append(("", "平均", *(f"{value:.1f}" for value in means)))
    rows.append(("", "标准差", *(f"{value:.1f}" for value in spreads)))
    note = (
        "权力清单是决定、承办、配合的，一定金额内审批的，和分管领域里的权力事项。"
        "合计离平均超过一个半标准差的，标“偏多”或“偏少”。多少只是参考，事情有轻重。"
    )
    columns = (
        KIND["post"].label,
        "主管、分管领域",
        "权力清单",
        "责任清单",
        "防控的风险点",
        "合计",
    )
    return ListPart("counts", unit, id, tuple(rows), (columns, note))


def _link_loads(post: str, load: tuple[int, ...]) -> Iterator[str | tuple[str, str]]:
    """The numbers of a post, each with the address of the list that it counts."""
    for number, anchor in zip(load, _LISTS, strict=True):
        address = f"{record_address('post', post)}#{anchor}" if number and anchor else ""
        yield (str(number), address) if address else str(number)


def _mark_total(total: int, mean: float, spread: float) -> str:
    words = str(total)
    if spread and abs(total - mean) > 1.5 * spread:
        words += "　偏多" if total > mean else "　偏少"
    return words


SECTION_MAKERS: dict[str, SectionMaker] = {"meetings": _make_cards}

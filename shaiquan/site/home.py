"""The home page: a search, what most readers come for, what changed, the four mechanisms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest

from shaiquan.content.heads import Head
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.descriptor import Kind
from shaiquan.kinds.fixed_pages import CHANNELS, HOME
from shaiquan.kinds.overviews import OVERVIEWS
from shaiquan.kinds.powers import SUB_ITEMS
from shaiquan.kinds.registry import KIND, KINDS, SECTIONS, kinds_in
from shaiquan.model.scalars import parse_date
from shaiquan.model.terms import Force, Mechanism
from shaiquan.site.frame import SiteFrame, has_records
from shaiquan.site.home_decisions import list_latest, list_open
from shaiquan.site.home_tasks import plan_task_cards
from shaiquan.site.list_sections import Drawings
from shaiquan.site.page import Card, Cards, Figures, Item, Page, PageSection, ShareBar, Shares
from shaiquan.site.shares import plan_shares
from shaiquan.site.site_dates import SiteDates, say_as_of
from shaiquan.site.structured_data import describe_publisher
from shaiquan.site.tasks import Facts, PageTask, PlainValues
from shaiquan.views.cells import make_prose
from shaiquan.views.values import Fields, Inline, Row, plain

#: what each mechanism is about
_MECHANISMS = {
    Mechanism.DIVISION: "谁有什么权力、负什么责任",
    Mechanism.DECISION: "重大事项怎样集体讨论决定",
    Mechanism.EXECUTION: "决定由谁落实、多久办完",
    Mechanism.SUPERVISION: "风险在哪里、怎样防、怎样投诉",
}
#: so many records stand on the card of a mechanism, so many changes of so many days are told
_MOST_ITEMS, _MOST_DAYS = 5, 5


def plan_home_page(
    public: PublicCatalog,
    facts: Facts,
    overviews: frozenset[str],
    categories: Mapping[str, str],
    dates: SiteDates,
) -> PageTask:
    """``/``; ``overviews`` are the names of those that the site has, ``categories`` (id ->
    address) where the powers of each begin."""
    figures = tuple(
        (number, label, section.address)
        for section in SECTIONS.values()
        for kind in kinds_in(section)
        for number, label in _count_records(public, kind)
        if number
    )
    cards = tuple(
        (
            mechanism.label,
            lead,
            "",
            *_list_items(public, facts, mechanism),
            tuple(_list_links(public, mechanism, overviews)),
        )
        for mechanism, lead in _MECHANISMS.items()
    )
    tasks = plan_task_cards(public, overviews, categories)
    changes = tuple(map(tuple, dates.changes))
    shares = plan_shares(public, facts, dates.reviews)
    notices = list_open(public, facts)
    args = (say_as_of(public), tasks, figures, notices, changes, shares, cards)
    return PageTask(HOME.address, "home", args)


def _count_records(public: PublicCatalog, kind: Kind) -> Iterator[tuple[int, str]]:
    """The figures of a kind: how many records; sub items of powers are counted apart."""
    used = [head for head in public.heads_of(kind.name) if head.in_use]
    subs = sum(head.index.get("sub_item", False) for head in used)
    if kind.home_figure:
        yield len(used) - subs, kind.home_figure
        yield subs, SUB_ITEMS


def make_home_page(
    public: PublicCatalog, frame: SiteFrame, charts: Drawings, task: PageTask
) -> Page:
    site = public.site
    channels = public.ids_of("channel")
    return Page(
        address=task.address,
        layout="home.html",
        title=HOME.title,
        frame=frame.page_frame,
        sections=tuple(_make_sections(public, task)),
        section="",
        description=f"{site.unit}权力公开：权力清单、责任清单、风险点、运行流程图和制度依据。",
        nodes=(describe_publisher(public, frame.page_frame, channels),),
    )


def _make_sections(public: PublicCatalog, task: PageTask) -> Iterator[PageSection]:
    when, tasks, figures, notices, changes, shares, mechanisms = task.args
    day = f"截至{when}"
    if public.site.about:
        yield make_prose(public, public.site.about)
    if tasks:
        yield Cards(tuple(_make_task_card(*card) for card in tasks), "您要办什么", "tasks", "tasks")
    if notices:
        rows = (Row(label, plain(words, address)) for label, words, address in notices)
        yield Fields(tuple(rows), "现在可以提意见的", "notices")
    if figures:
        yield Figures(figures, "全部清单", "lists")
    if changes:
        yield _show_changes(public, changes, f"最近的变动（{day}）")
    cards = tuple(_make_mechanism_card(*card) for card in mechanisms)
    yield Cards(cards, "四项机制", "mechanisms", "mechanisms")
    if shares:
        note = f"{day}。点开看数的是哪些。"
        yield Shares(tuple(ShareBar(*share) for share in shares), "全不全，新不新", "shares", note)


def _make_task_card(
    title: str, lead: str, href: str, items: PlainValues, more: PlainValues, asks_mark: bool
) -> Card:
    return Card(title, lead, href, _make_items(items), _make_items(more), asks_mark=asks_mark)


def _make_mechanism_card(
    title: str, lead: str, href: str, items: PlainValues, whole: PlainValues, more: PlainValues
) -> Card:
    return Card(title, lead, href, _make_items(items), _make_items(more), _make_items(whole))


def _make_items(items: PlainValues) -> tuple[Item, ...]:
    return tuple(Item(*values) for values in items)


# -- what changed -------------------------------------------------------------------------------


def _show_changes(public: PublicCatalog, changes: PlainValues, title: str) -> Fields:
    """A row for each day, in it a line for each thing that happened."""
    days: dict[str, dict[str, list[Inline]]] = {}
    for date, what, kind, ids, number in changes:
        line = days.setdefault(date, {}).setdefault(what, [Inline(f"{what}：")])
        line += [Inline("、")] if len(line) > 1 else []
        line += _name_changed(public, kind, ids, number)
    rows = (
        Row(str(parse_date(date)), tuple(map(tuple, lines.values())))
        for date, lines in days.items()
    )
    return Fields(tuple(rows)[:_MOST_DAYS], title, "changes")


def _name_changed(
    public: PublicCatalog, kind: str, ids: tuple[str, ...], number: int
) -> tuple[Inline, ...]:
    section = KIND[kind].section
    if number > len(ids) and section:
        return (Inline(f"{KIND[kind].label} {number} 条", section.address),)
    names: list[Inline] = []
    for id in ids:
        names += [Inline("、")] if names else []
        names.append(Inline(public.heads[id].name, KIND[kind].address(id)))
    return tuple(names)


# -- the cards of the mechanisms ----------------------------------------------------------------


def _list_items(
    public: PublicCatalog, facts: Facts, mechanism: Mechanism
) -> tuple[PlainValues, PlainValues]:
    """What was decided or done lately under a mechanism, else its first records, some of each kind;
    the whole lists that have more."""
    groups: list[tuple[Kind, str, PlainValues]] = []
    for kind in KINDS:
        if kind.card_remark and kind.section:
            items = tuple(
                (head.name, kind.address(head.id), _write_remark(kind, head))
                for head in public.heads_of(kind.name)
                if head.index["mechanism"] is mechanism and head.in_use
            )
            groups.append((kind, kind.section.address, items))
    latest = list_latest(public, facts, mechanism)
    items = latest or _choose_items([rows for _, _, rows in groups])
    whole = tuple(
        (f"全部{kind.label}", address) for kind, address, rows in groups if set(rows) - {*items}
    )
    return items, whole


def _choose_items(groups: list[PlainValues]) -> PlainValues:
    """The first few of all groups, taken in turn, in the order of the groups."""
    in_turn = [item for items in zip_longest(*groups) for item in items if item]
    chosen = {*in_turn[:_MOST_ITEMS]}
    return tuple(item for items in groups for item in items if item in chosen)


def _write_remark(kind: Kind, head: Head) -> str:
    """What an item is called; of a rule that is not in force also that."""
    force = head.index.get("force")
    return kind.card_remark + (f"（{force.label}）" if force not in (None, Force.IN_FORCE) else "")


def _list_links(
    public: PublicCatalog, mechanism: Mechanism, overviews: frozenset[str]
) -> Iterator[PlainValues]:
    """The lists that serve a mechanism, those that serve it most first, then the overviews."""
    serving = [section for section in SECTIONS.values() if mechanism in section.mechanisms]
    for section in sorted(serving, key=lambda section: section.mechanisms.index(mechanism)):
        if has_records(public, section):
            yield section.title, section.address
    if mechanism is Mechanism.SUPERVISION and public.ids_of("channel"):
        yield tuple(CHANNELS)
    for overview in OVERVIEWS:
        if overview.mechanism is mechanism and overview.page.name in overviews:
            yield overview.link, overview.page.address

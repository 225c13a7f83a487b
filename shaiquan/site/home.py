"""The home page: the four mechanisms (seed 000), the numbers, the charts on the wall."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from shaiquan.content.heads import Head
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.descriptor import Section
from shaiquan.kinds.overviews import OVERVIEWS
from shaiquan.kinds.registry import KINDS, SECTIONS, kinds_in
from shaiquan.model.terms import Mechanism
from shaiquan.queries.powers import group_powers_by_category
from shaiquan.queries.relations import group_heads_by_unit, sort_heads_of
from shaiquan.site.frame import SiteFrame, has_records
from shaiquan.site.page import Card, Cards, Figures, Item, Page
from shaiquan.site.tasks import PageTask, PlainValues
from shaiquan.views.addresses import record_address
from shaiquan.views.cells import make_prose
from shaiquan.views.printed_forms import form_address as printed

#: what each mechanism is about
_MECHANISMS = {
    Mechanism.DIVISION: "谁有什么权力、负什么责任",
    Mechanism.DECISION: "重大事项怎样集体讨论决定",
    Mechanism.EXECUTION: "决定由谁落实、多久办完",
    Mechanism.SUPERVISION: "风险在哪里、怎样防、怎样投诉",
}
#: more items than this make a card of the first few and a way to the list
_MANY, _FIRST = 40, 12


def plan_home_page(
    public: PublicCatalog, shown: frozenset[str], categories: Mapping[str, str]
) -> PageTask:
    """``/``; ``shown`` are the addresses of the lists that the site has, ``categories`` (id ->
    address) where the powers of each begin."""
    figures = tuple(
        (number, kind.figure, section.address)
        for section in SECTIONS.values()
        for kind in kinds_in(section)
        if kind.figure and (number := sum(head.used for head in public.heads_of(kind.name)))
    )
    four = tuple(
        _plan_mechanism(public, mechanism, shown, tuple(_list_categories(public, categories)))
        for mechanism in _MECHANISMS
    )
    return PageTask("/", "home", (figures, four, tuple(_list_wall_charts(public))))


def make_home_page(public: PublicCatalog, frame: SiteFrame, task: PageTask) -> Page:
    site = public.site
    figures, four, walls = task.args
    about = (make_prose(public, site.about),) if site.about else ()
    hung = (Cards(_make_cards(walls), "上墙公示的流程图", "wall"),) if walls else ()
    return Page(
        address=task.address,
        layout="home.html",
        title="首页",
        frame=frame.page_frame,
        sections=(
            *about,
            Figures(figures, "全部清单", "lists"),
            Cards(_make_cards(four), "四项机制", "mechanisms", "mechanisms"),
            *hung,
        ),
        section="",
        description=f"{site.unit}权力公开：权力清单、责任清单、风险点、运行流程图和制度依据。",
    )


def _make_cards(cards: tuple[tuple[Any, ...], ...]) -> tuple[Card, ...]:
    return tuple(
        Card(title, lead, href, _make_items(items), _make_items(more))
        for title, lead, href, items, more in cards
    )


def _make_items(items: PlainValues) -> tuple[Item, ...]:
    return tuple(Item(*each) for each in items)


def _plan_mechanism(
    public: PublicCatalog, mechanism: Mechanism, shown: frozenset[str], categories: PlainValues
) -> PlainValues:
    """A card as plain values: its records, and the ways to lists and pages of the whole."""
    items = tuple(_list_records(public, mechanism))
    if mechanism is Mechanism.DIVISION:
        items = _shorten(categories, "权力类别", "/catalogues/") + items
    lists = tuple(
        (section.title, section.address)
        for section in _sections_serving(mechanism)
        if has_records(public, section)
    )
    if mechanism is Mechanism.SUPERVISION and public.ids("channel"):
        lists += (("投诉举报", "/about/#channels"),)
    lists += tuple(
        (overview.link, overview.page.address)
        for overview in OVERVIEWS
        if overview.mechanism is mechanism and overview.page.address in shown
    )
    return (mechanism.label, _MECHANISMS[mechanism], "", items, lists)


def _sections_serving(mechanism: Mechanism) -> list[Section]:
    """The sections that serve a mechanism, those that serve it most first."""
    serving = [section for section in SECTIONS.values() if mechanism in section.mechanisms]
    return sorted(serving, key=lambda section: section.mechanisms.index(mechanism))


def _list_records(public: PublicCatalog, mechanism: Mechanism) -> Iterator[PlainValues]:
    """The records of a mechanism, kind by kind, or the first few of each."""
    for kind in KINDS:
        if kind.remark and kind.section:
            heads = public.heads_of(kind.name)
            items = tuple(
                (head.name, kind.address(head.id), kind.remark)
                for head in heads
                if head.more["mechanism"] is mechanism and head.used
            )
            yield from _shorten(items, kind.label, kind.section.address)


def _shorten(items: PlainValues, what: str, href: str) -> PlainValues:
    """All items, or of many the first few and the way to the list."""
    if len(items) <= _MANY:
        return items
    return (*items[:_FIRST], (f"{what}共 {len(items)} 项，见清单", href))


def _address(head: Head) -> str:
    return record_address(head.kind, head.id)


def _list_categories(public: PublicCatalog, begins: Mapping[str, str]) -> Iterator[PlainValues]:
    """权力类别 with how many powers each holds, leading to the list; of several units, whose."""
    held = group_powers_by_category(public)
    units = group_heads_by_unit(public, sort_heads_of(public, "category"))
    for categories in units.values():
        for head in categories:
            if number := len(held.get(head.id, ())):
                unit = f"{head.unit.text} · " if head.unit and len(units) > 1 else ""
                yield head.name, begins[head.id], f"{unit}{number} 项"


def _list_wall_charts(public: PublicCatalog) -> Iterator[PlainValues]:
    """The charts on walls, each a card."""
    hung = [head for head in public.heads_of("procedure") if head.more["wall"] and head.used]
    for head in hung if len(hung) <= _MANY else hung[:_FIRST]:
        more = (("挂图 PDF（A3）", printed(head.id, "a3")),)
        yield (head.name, head.more["type"], _address(head), (), more)
    if len(hung) > _MANY:
        yield ("全部流程图", f"共 {len(hung)} 张上墙公示。", "/procedures/", (), ())

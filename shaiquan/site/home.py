"""The home page: the four mechanisms (seed 000), the numbers, the charts on the wall."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from shaiquan.content.heads import Head
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.descriptor import Kind
from shaiquan.kinds.overviews import OVERVIEWS
from shaiquan.kinds.registry import KIND, KINDS, SECTIONS, kinds_in, require_index
from shaiquan.kinds.sections import PROCEDURES
from shaiquan.model.terms import Force, Mechanism
from shaiquan.queries.powers import group_powers_by_category
from shaiquan.queries.relations import group_by_unit, sort_heads_of
from shaiquan.site.frame import CHANNELS, HOME, SiteFrame, has_records
from shaiquan.site.list_sections import Drawings
from shaiquan.site.page import Card, Cards, Figures, Item, Page
from shaiquan.site.tasks import PageTask, PlainValues
from shaiquan.views.addresses import record_address
from shaiquan.views.cells import first_few, make_prose
from shaiquan.views.printed_forms import form_address

require_index("procedure", "wall", "type")

#: what each mechanism is about
_MECHANISMS = {
    Mechanism.DIVISION: "谁有什么权力、负什么责任",
    Mechanism.DECISION: "重大事项怎样集体讨论决定",
    Mechanism.EXECUTION: "决定由谁落实、多久办完",
    Mechanism.SUPERVISION: "风险在哪里、怎样防、怎样投诉",
}


def plan_home_page(
    public: PublicCatalog, overviews: frozenset[str], categories: Mapping[str, str]
) -> PageTask:
    """``/``; ``overviews`` are the names of those that the site has, ``categories`` (id ->
    address) where the powers of each begin."""
    figures = tuple(
        (number, kind.home_figure, section.address)
        for section in SECTIONS.values()
        for kind in kinds_in(section)
        if kind.home_figure and (number := sum(head.in_use for head in public.heads_of(kind.name)))
    )
    cards = tuple(
        (
            mechanism.label,
            lead,
            "",
            tuple(_list_items(public, mechanism, categories)),
            tuple(_list_links(public, mechanism, overviews)),
        )
        for mechanism, lead in _MECHANISMS.items()
    )
    return PageTask(HOME.address, "home", (figures, cards, tuple(_list_wall_charts(public))))


def make_home_page(
    public: PublicCatalog, frame: SiteFrame, charts: Drawings, task: PageTask
) -> Page:
    site = public.site
    figures, mechanisms, walls = task.args
    about = (make_prose(public, site.about),) if site.about else ()
    wall_charts = (Cards(_make_cards(walls), "上墙公示的流程图", "wall"),) if walls else ()
    return Page(
        address=task.address,
        layout="home.html",
        title=HOME.title,
        frame=frame.page_frame,
        sections=(
            *about,
            Figures(figures, "全部清单", "lists"),
            Cards(_make_cards(mechanisms), "四项机制", "mechanisms", "mechanisms"),
            *wall_charts,
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
    return tuple(Item(*values) for values in items)


# -- the cards of the mechanisms ----------------------------------------------------------------


def _list_items(
    public: PublicCatalog, mechanism: Mechanism, categories: Mapping[str, str]
) -> Iterator[PlainValues]:
    """The records of a mechanism, kind by kind; of 分工 the categories of powers come first."""
    if mechanism is Mechanism.DIVISION:
        yield from _shorten(tuple(_list_categories(public, categories)), KIND["category"])
    for kind in KINDS:
        if kind.card_remark:
            items = tuple(
                (head.name, kind.address(head.id), _write_remark(kind, head))
                for head in public.heads_of(kind.name)
                if head.index["mechanism"] is mechanism and head.in_use
            )
            yield from _shorten(items, kind)


def _write_remark(kind: Kind, head: Head) -> str:
    """What an item is called; of a rule that is not in force also that."""
    force = head.index.get("force")
    return kind.card_remark + (f"（{force.label}）" if force not in (None, Force.IN_FORCE) else "")


def _shorten(items: PlainValues, kind: Kind) -> Iterator[PlainValues]:
    """All items, or of many the first few and a link to the list of their kind."""
    few = first_few(items)
    yield from few
    if len(few) < len(items) and kind.section:
        yield f"全部{kind.label}见清单", kind.section.address


def _list_categories(public: PublicCatalog, starts: Mapping[str, str]) -> Iterator[PlainValues]:
    """权力类别 with their numbers of powers, linked to the list; of several units, whose."""
    powers = group_powers_by_category(public)
    units = group_by_unit(public, sort_heads_of(public, "category"))
    for categories in units.values():
        for head in categories:
            if number := len(powers.get(head.id, ())):
                unit = f"{head.unit.text} · " if head.unit and len(units) > 1 else ""
                yield head.name, starts[head.id], f"{unit}{number} 项"


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


# -- the charts on walls ------------------------------------------------------------------------


def _list_wall_charts(public: PublicCatalog) -> Iterator[PlainValues]:
    """A card for each chart on a wall, or of many the first few and a link to the list."""
    charts = [head for head in public.heads_of("procedure") if head.index["wall"] and head.in_use]
    few = first_few(charts)
    for head in few:
        pdf = ("挂图 PDF（A3）", form_address(head.id, "a3"))
        yield head.name, head.index["type"], record_address(head.kind, head.id), (), (pdf,)
    if len(few) < len(charts):
        whole = f"{PROCEDURES.address}#wall"
        yield "全部流程图", f"共 {len(charts)} 张上墙公示。", whole, (), ()

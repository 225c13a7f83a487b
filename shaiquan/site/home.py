"""The home page: the four mechanisms (seed 000), the numbers, the charts on the wall."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from shaiquan.content.heads import Head
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.registry import KIND
from shaiquan.model.terms import Mechanism
from shaiquan.queries.relations import heads_by_unit, heads_in_order
from shaiquan.site.frame import SECTIONS, Around
from shaiquan.site.page import Card, Cards, Figures, Item, Page
from shaiquan.site.section_lists import by_category
from shaiquan.site.tasks import PageTask, Plain
from shaiquan.views.addresses import address
from shaiquan.views.cells import prose
from shaiquan.views.printed_forms import address as printed

#: what each mechanism is about, and the lists that show it
_MECHANISMS = {
    Mechanism.DIVISION: ("谁有什么权力、负什么责任", ("powers", "duties", "posts", "bodies")),
    Mechanism.DECISION: ("重大事项怎样集体讨论决定", ("procedures", "rules")),
    Mechanism.EXECUTION: ("决定由谁落实、多久办完", ("procedures", "duties")),
    Mechanism.SUPERVISION: ("风险在哪里、怎样防、怎样投诉", ("risks", "rules")),
}
#: the pages that show power as a whole, under the mechanism that they serve
_WHOLE = {
    Mechanism.DIVISION: (
        ("职权分工单", "/division/"),
        ("三会职能簿", "/bodies/compare/"),
        ("权力登记册", "/powers/register/"),
        ("工作量均衡", "/posts/balance/"),
    ),
    Mechanism.SUPERVISION: (
        ("五有一化", "/matrix/"),
        ("流程图张贴", "/procedures/wall/"),
    ),
}
#: more items than this make a card of the first few and a way to the list
_MANY, _FIRST = 40, 12
_FIGURES = (
    ("power", "权力事项"),
    ("duty", "责任事项"),
    ("risk", "风险点"),
    ("procedure", "运行流程"),
    ("post", "岗位"),
    ("rule", "制度依据"),
)


def home_task(
    public: PublicCatalog, shown: frozenset[str], categories: Mapping[str, str]
) -> PageTask:
    """``/``; ``shown`` are the addresses of the lists that the site has, ``categories`` (id ->
    address) where the powers of each begin."""
    figures = tuple(
        (number, label, f"/{KIND[kind].section}/")
        for kind, label in _FIGURES
        if (number := sum(head.used for head in public.heads_of(kind)))
    )
    four = tuple(
        _mechanism(public, mechanism, shown, tuple(_categories(public, categories)))
        for mechanism in _MECHANISMS
    )
    return PageTask("/", "home", (figures, four, tuple(_walls(public))))


def home_page(public: PublicCatalog, around: Around, task: PageTask) -> Page:
    site = public.site
    figures, four, walls = task.args
    about = (prose(public, site.about),) if site.about else ()
    hung = (Cards(_cards(walls), "上墙公示的流程图", "wall"),) if walls else ()
    return Page(
        address=task.address,
        layout="home.html",
        title="首页",
        frame=around.frame,
        sections=(
            *about,
            Figures(figures, "全部清单", "lists"),
            Cards(_cards(four), "四项机制", "mechanisms", "mechanisms"),
            *hung,
        ),
        section="",
        description=f"{site.unit}权力公开：权力清单、责任清单、风险点、运行流程图和制度依据。",
    )


def _cards(cards: tuple[tuple[Any, ...], ...]) -> tuple[Card, ...]:
    return tuple(
        Card(title, lead, href, _items(items), _items(more))
        for title, lead, href, items, more in cards
    )


def _items(items: Plain) -> tuple[Item, ...]:
    return tuple(Item(*each) for each in items)


def _mechanism(
    public: PublicCatalog, mechanism: Mechanism, shown: frozenset[str], categories: Plain
) -> Plain:
    """A card as plain values: its records, and the ways to lists and pages of the whole."""
    lead, sections = _MECHANISMS[mechanism]
    items = tuple(_some(public, mechanism))
    if mechanism is Mechanism.DIVISION:
        items = _few(categories, "权力类别", "/catalogues/") + items
    lists = tuple(
        (SECTIONS[section][0], f"/{section}/")
        for section in sections
        if any(public.ids(kind) for kind in SECTIONS[section][1])
    )
    if mechanism is Mechanism.SUPERVISION and public.ids("channel"):
        lists += (("投诉举报", "/about/#channels"),)
    lists += tuple(each for each in _WHOLE.get(mechanism, ()) if each[1] in shown)
    return (mechanism.label, lead, "", items, lists)


def _some(public: PublicCatalog, mechanism: Mechanism) -> Iterator[Plain]:
    """The procedures and the rules of a mechanism, or the first few of each."""
    for kind, remark in (("procedure", "流程图"), ("rule", "制度")):
        held = (head for head in public.heads_of(kind) if head.more["mechanism"] is mechanism)
        items = tuple((head.name, _address(head), remark) for head in held if head.used)
        yield from _few(items, KIND[kind].label, f"/{KIND[kind].section}/")


def _few(items: Plain, what: str, href: str) -> Plain:
    """All items, or of many the first few and the way to the list."""
    if len(items) <= _MANY:
        return items
    return (*items[:_FIRST], (f"{what}共 {len(items)} 项，见清单", href))


def _address(head: Head) -> str:
    return address(head.kind, head.id)


def _categories(public: PublicCatalog, begins: Mapping[str, str]) -> Iterator[Plain]:
    """权力类别 with how many powers each holds, leading to the list; of several units, whose."""
    held = by_category(public)
    units = heads_by_unit(public, heads_in_order(public, "category"))
    for categories in units.values():
        for head in categories:
            if number := len(held.get(head.id, ())):
                unit = f"{head.unit.text} · " if head.unit and len(units) > 1 else ""
                yield head.name, begins[head.id], f"{unit}{number} 项"


def _walls(public: PublicCatalog) -> Iterator[Plain]:
    """The charts on walls, each a card."""
    hung = [head for head in public.heads_of("procedure") if head.more["wall"] and head.used]
    for head in hung if len(hung) <= _MANY else hung[:_FIRST]:
        more = (("挂图 PDF（A3）", printed(head.id, "a3")),)
        yield (head.name, head.more["type"], _address(head), (), more)
    if len(hung) > _MANY:
        yield ("全部流程图", f"共 {len(hung)} 张上墙公示。", "/procedures/", (), ())

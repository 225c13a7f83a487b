"""The home page: the four mechanisms (seed 000), the numbers, the charts on the wall."""

from __future__ import annotations

from collections.abc import Sized

from shaiquan.catalog import Entry
from shaiquan.model.procedures import Procedure
from shaiquan.model.rules import Rule
from shaiquan.model.terms import Mechanism, State
from shaiquan.pages.frame import SECTIONS, Around
from shaiquan.prints.papers import address as printed
from shaiquan.relations import by_unit, in_order
from shaiquan.release import PublicCatalog
from shaiquan.rendering.present import prose
from shaiquan.rendering.urls import of_entry
from shaiquan.rendering.views import Card, Cards, Figures, Item, Page

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
        Item("职权分工单", "/division/"),
        Item("三会职能簿", "/bodies/compare/"),
        Item("权力登记册", "/powers/register/"),
        Item("工作量均衡", "/posts/balance/"),
    ),
    Mechanism.SUPERVISION: (
        Item("五有一化", "/matrix/"),
        Item("流程图张贴", "/procedures/wall/"),
    ),
}
_FIGURES = (
    ("power", "权力事项"),
    ("duty", "责任事项"),
    ("risk", "风险点"),
    ("procedure", "运行流程"),
    ("post", "岗位"),
    ("rule", "制度依据"),
)


def home_page(public: PublicCatalog, around: Around, shown: frozenset[str]) -> Page:
    """``/``; ``shown`` are the addresses of the pages of the whole that the site has."""
    site = public.site
    figures = tuple(
        (len(held), label, f"/{held[0].kind.section}/")
        for kind, label in _FIGURES
        if (held := _current(public, kind))
    )
    about = (prose(public, site.about),) if site.about else ()
    return Page(
        address="/",
        layout="home.html",
        title="首页",
        frame=around.frame,
        sections=(
            *about,
            Figures(figures, "全部清单", "lists"),
            _four(public, shown),
            *_walls(public),
        ),
        section="",
        description=f"{site.unit}权力公开：权力清单、责任清单、风险点、运行流程图和制度依据。",
    )


def _current(public: PublicCatalog, kind: str) -> tuple[Entry, ...]:
    return tuple(e for e in public.of(kind) if e.record.state is not State.WITHDRAWN)


def _four(public: PublicCatalog, shown: frozenset[str]) -> Cards:
    cards = []
    for mechanism, (lead, sections) in _MECHANISMS.items():
        held = [
            entry
            for kind in ("procedure", "rule")
            for entry in _current(public, kind)
            if entry.record.mechanism is mechanism
        ]
        items = tuple(Item(e.record.name, of_entry(e), _remark(e)) for e in held)
        if mechanism is Mechanism.DIVISION:
            items = _categories(public) + items
        lists = tuple(
            Item(SECTIONS[section][0], f"/{section}/")
            for section in sections
            if any(public.of(kind) for kind in SECTIONS[section][1])
        )
        if mechanism is Mechanism.SUPERVISION and public.of("channel"):
            lists += (Item("投诉举报", "/about/#channels"),)
        lists += tuple(each for each in _WHOLE.get(mechanism, ()) if each.href in shown)
        cards.append(Card(mechanism.label, lead, "", items, lists))
    return Cards(tuple(cards), "四项机制", "mechanisms", "mechanisms")


def _categories(public: PublicCatalog) -> tuple[Item, ...]:
    """权力类别 with how many powers each holds, leading to the list; of several units, whose."""
    units = by_unit(public, in_order(public, "category"))
    return tuple(
        Item(each.record.name, f"/powers/#{each.id}", f"{_short(each, units)}{number} 项")
        for held in units.values()
        for each in held
        if (number := len(public.linking(each.id, "power", "category")))
    )


def _short(entry: Entry, units: Sized) -> str:
    """What a unit is called, on a site of several."""
    unit = entry.record.unit
    return f"{unit.text} · " if unit and len(units) > 1 else ""


def _remark(entry: Entry) -> str:
    if isinstance(entry.record, Procedure):
        return "流程图"
    return "制度" if isinstance(entry.record, Rule) else ""


def _walls(public: PublicCatalog) -> tuple[Cards, ...]:
    cards = tuple(
        Card(
            procedure.name,
            procedure.type,
            of_entry(entry),
            more=(Item("挂图 PDF（A3）", printed(entry.id, "a3")),),
        )
        for entry, procedure in public.records(Procedure)
        if procedure.wall and procedure.state is not State.WITHDRAWN
    )
    return (Cards(cards, "上墙公示的流程图", "wall"),) if cards else ()

"""The division sheet 职权分工单 (seed 003, S3-06) and the register of powers (S2-04)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from shaiquan.catalog import Entry
from shaiquan.model.base import Ref
from shaiquan.model.bodies import Post
from shaiquan.model.powers import Power
from shaiquan.model.terms import State
from shaiquan.pages import tables
from shaiquan.pages.frame import Around
from shaiquan.relations import in_order, responsible
from shaiquan.release import PublicCatalog
from shaiquan.rendering.present import links, short_links
from shaiquan.rendering.views import Page, Section, Table, TableRow, plain

DIVISION = "职权分工单"
REGISTER = "权力登记册"
_DIVISION_LEAD = "按承办部门，一行一项权力：谁决定、谁负责、责任是什么、风险在哪里、谁来防。"
_REGISTER_LEAD = "按类别、项目和依据登记的全部权力，以及各部门的项数。"


def division_page(public: PublicCatalog, around: Around) -> Page | None:
    """``/division/``: power, duty and risk row by row, by the department that handles it."""
    departments = by_department(public)
    if not departments:
        return None
    sections: list[Section] = [_sheet(public, name, held) for name, held in departments.items()]
    sections += _orphans(public)
    return Page(
        address="/division/",
        layout="page.html",
        title=DIVISION,
        frame=around.frame,
        sections=tuple(sections),
        lead=_DIVISION_LEAD,
        crumbs=around.crumbs(),
        section="posts",
        description=_DIVISION_LEAD,
        sheet="landscape",
    )


def by_department(public: PublicCatalog) -> dict[str, list[Entry]]:
    """Name of the body that handles a power -> powers; bodies in the order of the content."""
    found: dict[str, list[Entry]] = {each.record.name: [] for each in public.of("body")}
    for entry, power in public.records(Power):
        if power.state is not State.WITHDRAWN:
            found.setdefault(department(public, power), []).append(entry)
    return {name: held for name, held in found.items() if held}


def department(public: PublicCatalog, power: Power) -> str:
    """The first body among 承办, else the body of the first post, else who decides."""
    bodies = (_body(public, ref) for ref in (*power.handlers, power.decider))
    return next((each.record.name for each in bodies if each), "其他")


def _body(public: PublicCatalog, ref: Ref) -> Entry | None:
    entry = public.entries.get(ref.id)
    if entry and isinstance(entry.record, Post):
        return public.entries.get(entry.record.body.id)
    return entry


def _sheet(public: PublicCatalog, name: str, held: Iterable[Entry]) -> Table:
    rows = tuple(_row(public, each) for each in held)
    columns = ("编号", "权力事项", "决定主体", "责任领导", "责任事项", "风险点", "防控责任")
    id = next((f"_{each.id}" for each in public.of("body") if each.record.name == name), "_rest")
    return Table(columns, rows, f"{name}（{len(rows)} 项）", id, lead=1)


def _row(public: PublicCatalog, entry: Entry) -> TableRow:
    power = entry.record
    assert isinstance(power, Power)
    risks = public.linking(entry.id, "risk", "powers")
    keepers = {ref.id: ref for each in risks for ref in getattr(each.record, "holders", ())}
    holding = [public.entries[id] for id in keepers if id in public.entries]
    cells = (
        plain(entry.id.upper()),
        tables.named(entry),
        tables.field(public, entry, "decider"),
        short_links(responsible(public, power)),
        links(public.linking(entry.id, "duty", "powers")) or plain("缺", tone="gap"),
        tables.risk_cell(public, entry) or plain("缺", tone="gap"),
        short_links(holding),
    )
    return TableRow(cells, f"_row-{entry.id}")


def _orphans(public: PublicCatalog) -> list[Section]:
    """Duties and risks that belong to no power."""
    rows = tuple(
        TableRow((tables.named(each), plain(each.kind.label)))
        for kind in ("duty", "risk")
        for each in public.of(kind)
        if not getattr(each.record, "powers", ()) and each.record.state is not State.WITHDRAWN
    )
    return [Table(("名称", "类别"), rows, "没有对应权力的", "_orphans")] if rows else []


def register_page(public: PublicCatalog, around: Around) -> Page | None:
    """``/powers/register/``: every power by category, item and basis, with totals."""
    rows = tuple(_registered(public))
    if not rows:
        return None
    columns = ("序号", "类别", "权力事项", "依据", "承办")
    return Page(
        address="/powers/register/",
        layout="page.html",
        title=REGISTER,
        frame=around.frame,
        sections=(
            _totals(public),
            Table(columns, rows, f"登记册（{len(rows)} 项）", "_register", lead=2),
        ),
        lead=_REGISTER_LEAD,
        crumbs=around.crumbs("powers"),
        section="powers",
        description=_REGISTER_LEAD,
        sheet="landscape",
    )


def _registered(public: PublicCatalog) -> Iterator[TableRow]:
    order = {each.id: number for number, each in enumerate(in_order(public, "category"))}

    def place(entry: Entry) -> int:
        category = getattr(entry.record, "category", None)
        return order.get(category.id, len(order)) if category else len(order)

    used = [each for each in public.of("power") if each.record.state is not State.WITHDRAWN]
    for number, entry in enumerate(sorted(used, key=place), 1):
        names = ("basis", "handlers")
        cells = (tables.field(public, entry, name) for name in names)
        category = tables.field(public, entry, "category")
        yield TableRow((plain(str(number)), category, tables.named(entry), *cells))


def _totals(public: PublicCatalog) -> Table:
    """How many powers each department handles, by category."""
    categories = in_order(public, "category")
    rows = []
    for name, held in by_department(public).items():
        found = Counter(getattr(each.record.category, "id", "") for each in held)  # type: ignore[attr-defined]
        cells = (plain(str(found[each.id] or "")) for each in categories)
        rows.append(TableRow((plain(name), plain(str(len(held))), *cells)))
    columns = ("部门", "合计", *(each.record.name for each in categories))
    return Table(columns, tuple(rows), "各部门项数", "_totals")

"""The division sheet 职权分工单 (seed 003, S3-06) and the register of powers (S2-04)."""

from __future__ import annotations

from collections import Counter, defaultdict

from shaiquan.content.catalog import Entry
from shaiquan.content.heads import Head
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.model.powers import Power
from shaiquan.queries.powers import category_of, group_by_department, list_used_powers
from shaiquan.queries.relations import find_leaders_of, sort_heads_of
from shaiquan.site import list_sections
from shaiquan.site.list_sections import Drawings
from shaiquan.site.section_lists import ids_of
from shaiquan.site.tasks import Facts, ListPart, Outline
from shaiquan.views.cells import field_cell, link_lines, link_short_names, link_with_state
from shaiquan.views.columns import link_risks
from shaiquan.views.values import Table, TableRow, plain


def outline_division(public: PublicCatalog, facts: Facts, preview: bool) -> Outline | None:
    """``/division/``: power, duty and risk row by row, by the department that handles it."""
    departments = group_by_department(public)
    if not departments:
        return None
    bodies: dict[str, str] = {}
    for head in public.heads_of("body"):
        bodies.setdefault(head.name, f"_{head.id}")
    parts = [
        ListPart("division", f"{name}（{len(held)} 项）", bodies.get(name, "_rest"), ids_of(held))
        for name, held in departments.items()
    ]
    if orphans := _find_orphans(public):
        parts.append(ListPart("orphans", "没有对应权力的", "_orphans", orphans))
    return Outline("division", tuple(parts))


def _find_orphans(public: PublicCatalog) -> tuple[str, ...]:
    """Ids of duties and risks that belong to no power."""
    return tuple(
        head.id
        for kind in ("duty", "risk")
        for head in public.heads_of(kind)
        if not head.more["powers"] and head.used
    )


def outline_register(public: PublicCatalog, facts: Facts, preview: bool) -> Outline | None:
    """``/powers/register/``: every power by category, item and basis, with totals."""
    categories = sort_heads_of(public, "category")
    placed: defaultdict[int, list[str]] = defaultdict(list)
    order = {head.id: number for number, head in enumerate(categories)}
    for head in list_used_powers(public):
        placed[order.get(category_of(head), len(order))].append(head.id)
    listed = [id for number in sorted(placed) for id in placed[number]]
    if not listed:
        return None
    numbered = tuple((number, id) for number, id in enumerate(listed, 1))
    registered = ListPart("register", f"登记册（{len(listed)} 项）", "_register", numbered)
    return Outline("register", (_count_by_department(public, categories), registered))


def _count_by_department(public: PublicCatalog, categories: tuple[Head, ...]) -> ListPart:
    """How many powers each department handles, by category."""
    counted = []
    for name, held in group_by_department(public).items():
        found = Counter(category_of(each) for each in held)
        cells = (str(found[each.id] or "") for each in categories)
        counted.append(("", name, str(len(held)), *cells))
    columns = ("部门", "合计", *(each.name for each in categories))
    return ListPart("counts", "各部门项数", "_totals", tuple(counted), (columns, ""))


# -- the rows -----------------------------------------------------------------------------------


def _make_division(public: PublicCatalog, charts: Drawings, part: ListPart) -> Table:
    found = tuple(_make_row(public, each) for each in list_sections.entries_of(public, part))
    columns = ("编号", "权力事项", "决定主体", "责任领导", "责任事项", "风险点", "防控责任")
    return Table(columns, found, part.title, part.id, lead=1)


def _make_row(public: PublicCatalog, entry: Entry) -> TableRow:
    power = entry.record
    assert isinstance(power, Power)
    risks = public.linking(entry.id, "risk", "powers")
    keepers = {ref.id: ref for each in risks for ref in getattr(each.record, "holders", ())}
    holding = [public.entries[id] for id in keepers if id in public.entries]
    cells = (
        plain(entry.id.upper()),
        link_with_state(entry),
        field_cell(public, entry, "decider"),
        link_short_names(find_leaders_of(public, power)),
        link_lines(public.linking(entry.id, "duty", "powers")) or plain("缺", tone="gap"),
        link_risks(public, entry) or plain("缺", tone="gap"),
        link_short_names(holding),
    )
    return TableRow(cells, f"_row-{entry.id}")


def _make_orphans(public: PublicCatalog, charts: Drawings, part: ListPart) -> Table:
    found = tuple(
        TableRow((link_with_state(each), plain(each.kind.label)))
        for each in list_sections.entries_of(public, part)
    )
    return Table(("名称", "类别"), found, part.title, part.id)


def _make_register(public: PublicCatalog, charts: Drawings, part: ListPart) -> Table:
    columns = ("序号", "类别", "权力事项", "依据", "承办")
    found = []
    for number, id in part.rows:
        entry = public.entries[id]
        category = field_cell(public, entry, "category")
        cells = (field_cell(public, entry, name) for name in ("basis", "handlers"))
        found.append(TableRow((plain(str(number)), category, link_with_state(entry), *cells)))
    return Table(columns, tuple(found), part.title, part.id, lead=2)


SECTION_MAKERS: dict[str, list_sections.SectionMaker] = {
    "division": _make_division,
    "orphans": _make_orphans,
    "register": _make_register,
}

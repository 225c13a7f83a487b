"""The division sheet 职权分工单 (seed 003, S3-06) and the register of powers (S2-04)."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from shaiquan.content.catalog import Entry
from shaiquan.content.heads import Head
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.descriptor import Column
from shaiquan.kinds.overviews import DIVISION, REGISTER
from shaiquan.kinds.registry import KIND, require_index
from shaiquan.model.powers import Power, Risk
from shaiquan.queries.powers import (
    category_of,
    group_by_category,
    group_by_department,
    list_serving,
    list_used_powers,
    number_items,
    say_count,
)
from shaiquan.queries.relations import find_leaders_of, sort_heads_of
from shaiquan.site.list_sections import Drawings, SectionMaker, entries_of
from shaiquan.site.record_groupings import ids_of
from shaiquan.site.record_parts import LEADERS_LABEL
from shaiquan.site.tasks import LONG, Facts, ListPart, Outline, PlainValues
from shaiquan.views.bases import show_bases
from shaiquan.views.cells import field_cell
from shaiquan.views.columns import cell_maker, heading_of, headings_of
from shaiquan.views.power_cells import link_risks
from shaiquan.views.record_links import link_item, link_lines, link_short_names, link_with_state
from shaiquan.views.values import Table, TableRow, plain

require_index("power", "sub_item")
require_index("duty", "powers")
require_index("risk", "powers")


def outline_division(public: PublicCatalog, facts: Facts, preview: bool) -> Outline | None:
    """``/division/``: power, duty and risk row by row, by the department that handles it."""
    departments = group_by_department(public)
    if not departments:
        return None
    parts = [
        ListPart(
            "division",
            f"{_name_department(public, id)}（牵头 {say_count(public, ids_of(heads))}）",
            _anchor_of(id),
            ids_of(heads),
        )
        for id, heads in departments.items()
    ]
    if orphans := _find_orphans(public):
        parts.append(ListPart("orphans", "没有对应权力的", "_orphans", orphans))
    return Outline(DIVISION.page.name, tuple(parts), kind="power")


def _name_department(public: PublicCatalog, id: str) -> str:
    return public.heads[id].name if id else "其他"


def _anchor_of(department: str) -> str:
    """The section of a department on the division sheet."""
    return f"_{department or 'rest'}"


def _find_orphans(public: PublicCatalog) -> tuple[str, ...]:
    """Ids of duties and risks that belong to no power."""
    return tuple(
        head.id
        for kind in ("duty", "risk")
        for head in public.heads_of(kind)
        if not head.index["powers"] and head.in_use
    )


def outline_register(public: PublicCatalog, facts: Facts, preview: bool) -> Outline | None:
    """``/powers/register/``: every power by category, item and basis, with totals."""
    groups = group_by_category(public, list_used_powers(public))
    if not groups:
        return None
    numbers = number_items(public.heads[id] for ids in groups.values() for id in ids)
    numbered = {id: tuple((numbers[one], one) for one in ids) for id, ids in groups.items()}
    rows = tuple(row for rows in numbered.values() for row in rows)
    parts = [ListPart("register", f"登记册（{_say_count(public, rows)}）", "_register", rows)]
    if len(rows) > LONG:
        parts = [_register_category(public, id, rows) for id, rows in numbered.items()]
    totals = _count_by_department(public)
    return Outline(REGISTER.page.name, (*totals, *parts), kind="power")


def _register_category(public: PublicCatalog, id: str, rows: PlainValues) -> ListPart:
    """The part of a long register that has the powers of a category."""
    name = public.heads[id].name if id else "其他"
    return ListPart("register", f"{name}（{_say_count(public, rows)}）", id or "_other", rows)


def _say_count(public: PublicCatalog, rows: PlainValues) -> str:
    """How many powers stand in rows of (number, id)."""
    return say_count(public, [id for _, id in rows])


def _count_by_department(public: PublicCatalog) -> tuple[ListPart, ...]:
    """How many powers each department leads, by category; the number leads to the division.

    A table for each unit: categories of two units may have the same name.
    """
    departments = group_by_department(public)
    units: dict[str, dict[str, tuple[Head, ...]]] = {}
    for id, powers in departments.items():
        unit = (public.heads[id] if id else powers[0]).unit_id
        units.setdefault(unit, {})[id] = powers
    parts = [_count_in_unit(public, *unit, several=len(units) > 1) for unit in units.items()]
    note = "一项权力只有一个牵头的部门：承办里的第一个。承办、配合的全部项数见各机构的网页。"
    columns, _ = parts[-1].more if parts else ((), "")
    return (*parts[:-1], *(replace(part, more=(columns, note)) for part in parts[-1:]))


def _count_in_unit(
    public: PublicCatalog, unit: str, departments: Mapping[str, tuple[Head, ...]], several: bool
) -> ListPart:
    """Sub items are counted apart, as everywhere: the columns have main items alone."""
    numbers = {
        id: Counter(category_of(public, power) for power in powers if not power.index["sub_item"])
        for id, powers in departments.items()
    }
    used = set().union(*numbers.values())
    categories = [head for head in sort_heads_of(public, "category") if head.id in used]
    rows = []
    for id, powers in departments.items():
        cells = (str(numbers[id][category.id] or "") for category in categories)
        led = (say_count(public, ids_of(powers)), f"{DIVISION.page.address}#{_anchor_of(id)}")
        rows.append(("", _name_department(public, id), led, *cells))
    columns = ("部门", "牵头", *(category.name for category in categories))
    name = f"{public.heads[unit].name} · " if several and unit in public.heads else ""
    anchor = f"_totals-{unit}" if several else "_totals"
    return ListPart("counts", f"{name}各部门牵头的项数", anchor, tuple(rows), (columns, ""))


# -- the rows -----------------------------------------------------------------------------------


def _make_division(public: PublicCatalog, charts: Drawings, part: ListPart) -> Table:
    rows = tuple(_make_row(public, entry) for entry in entries_of(public, part))
    columns = (
        *headings_of(KIND["power"], "id", "name", "decider"),
        LEADERS_LABEL,
        KIND["duty"].label,
        KIND["risk"].label,
        "防控责任",
    )
    return Table(columns, rows, part.title, part.id, lead=1, look="list", minor=(0, 6))


def _make_row(public: PublicCatalog, entry: Entry) -> TableRow:
    power = entry.record
    assert isinstance(power, Power)
    risks = [public.entries[id] for id in list_serving(public, power, "risk")]
    duties = [public.entries[id] for id in list_serving(public, power, "duty")]
    named = (risk.record.answerable for risk in risks if isinstance(risk.record, Risk))
    refs = itertools.chain.from_iterable(named)
    holders = [public.entries[id] for id in dict.fromkeys(ref.id for ref in refs) if id]
    cells = (
        plain(entry.id.upper()),
        link_item(entry),
        field_cell(public, entry, "decider"),
        link_short_names(find_leaders_of(public, power)),
        link_lines(duties) or plain("缺", tone="gap"),
        link_risks(public, entry) or plain("缺", tone="gap"),
        link_short_names(holders),
    )
    return TableRow(cells, f"_row-{entry.id}")


def _make_orphans(public: PublicCatalog, charts: Drawings, part: ListPart) -> Table:
    rows = tuple(
        TableRow((link_with_state(entry), plain(entry.kind.label)))
        for entry in entries_of(public, part)
    )
    return Table(("名称", "类别"), rows, part.title, part.id, look="list")


def _make_register(public: PublicCatalog, charts: Drawings, part: ListPart) -> Table:
    power, course = KIND["power"], Column("procedures_of_power")
    names = headings_of(power, "category", "name", "basis", "handlers")
    columns, show_course = ("序号", *names, heading_of(power, course)), cell_maker(course)
    rows = []
    for number, id in part.rows:
        entry = public.entries[id]
        category = field_cell(public, entry, "category")
        handlers, course_cell = field_cell(public, entry, "handlers"), show_course(public, entry)
        cells = (category, link_item(entry), show_bases(public, entry), handlers, course_cell)
        rows.append(TableRow((plain(number), *cells)))
    return Table(columns, tuple(rows), part.title, part.id, lead=2, look="list", minor=(0, 1, 5))


SECTION_MAKERS: dict[str, SectionMaker] = {
    "division": _make_division,
    "orphans": _make_orphans,
    "register": _make_register,
}

"""The power list as an A3 table to print (S2-04): who decides, on what basis, how, which risks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.registry import KIND
from shaiquan.model.powers import Power
from shaiquan.prints.blocks import (
    BookletColumn,
    TableCell,
    TextRun,
    convert_cell,
    make_cell,
    make_runs,
)
from shaiquan.prints.booklet_units import find_content_date
from shaiquan.prints.citations import make_basis_cell
from shaiquan.prints.compilation_parts import group_powers, name_item, number_powers
from shaiquan.prints.wide_tables import RowGroup, TablePart, WideTable
from shaiquan.queries.powers import list_serving, say_count
from shaiquan.queries.relations import group_by_unit
from shaiquan.views.cells import field_cell
from shaiquan.views.flowcharts import Drawing
from shaiquan.views.power_cells import link_risks

TITLE = "权力事项清单"
_HEAD = (
    Power.label_of("number"),
    KIND["power"].label,
    Power.label_of("decider"),
    "、".join(map(Power.label_of, ("handlers", "partners", "entrusted"))),
    Power.label_of("basis"),
    "程序",
    KIND["risk"].label,
)
#: in em: narrow columns keep their width, the others share the rest
_COLUMNS = (
    BookletColumn(3.2, False),
    BookletColumn(15, True),
    BookletColumn(6.5, False),
    BookletColumn(13, True),
    BookletColumn(23, True),
    BookletColumn(24, True),
    BookletColumn(15, True),
)


def make_power_table(public: PublicCatalog, drawings: Mapping[str, Drawing]) -> WideTable | None:
    """A part for every unit, the powers by category; None if no power is in use."""
    powers = [power for power in public.entries_of("power") if power.record.in_use]
    if not powers:
        return None
    parts = tuple(
        TablePart(name, _say_count(public, own), tuple(_make_categories(public, drawings, own)))
        for name, own in group_by_unit(public, powers).items()
    )
    head = tuple(make_cell(heading) for heading in _HEAD)
    date = find_content_date(public, powers)
    return WideTable(TITLE, date, public.site.example, head, _COLUMNS, parts)


def _say_count(public: PublicCatalog, powers: Sequence[Entry]) -> str:
    return say_count(public, [power.id for power in powers]).replace(" ", "")


def _make_categories(
    public: PublicCatalog, drawings: Mapping[str, Drawing], powers: list[Entry]
) -> Iterator[RowGroup]:
    groups = tuple(group_powers(public, powers))
    numbers = number_powers(power for _, own in groups for power in own)
    for name, own in groups:
        rows = tuple(_make_row(public, drawings, power, numbers[power.id]) for power in own)
        yield RowGroup(f"{name}（{_say_count(public, own)}）", rows)


def _make_row(
    public: PublicCatalog, drawings: Mapping[str, Drawing], entry: Entry, number: str
) -> tuple[TableCell, ...]:
    return (
        make_cell(number),
        make_cell(name_item(entry)),
        TableCell(convert_cell(field_cell(public, entry, "decider"))),
        _make_handling_cell(public, entry),
        make_basis_cell(public, entry),
        _make_procedure_cell(public, drawings, entry),
        TableCell(convert_cell(link_risks(public, entry))),
    )


def _make_handling_cell(public: PublicCatalog, entry: Entry) -> TableCell:
    """Who handles the power, who assists, who lets whom exercise it."""
    partners = convert_cell(field_cell(public, entry, "partners"))
    helpers = tuple((TextRun("配合："), *line) for line in partners)
    entrusted = convert_cell(field_cell(public, entry, "entrusted"))
    return TableCell((*convert_cell(field_cell(public, entry, "handlers")), *helpers, *entrusted))


def _make_procedure_cell(
    public: PublicCatalog, drawings: Mapping[str, Drawing], entry: Entry
) -> TableCell:
    """The procedures with their steps and longest time, or the reason why there is none."""
    assert isinstance(entry.record, Power)
    procedures = list_serving(public, entry.record, "procedure")
    with_chart = [drawings[id] for id in procedures if id in drawings]
    lines = [make_runs(_describe_procedure(drawing)) for drawing in with_chart]
    if not lines and (reason := getattr(entry.record, "no_procedure", "")):
        lines.append(make_runs(f"不设流程：{reason}"))
    return TableCell(tuple(lines))


def _describe_procedure(drawing: Drawing) -> str:
    time = f"，{drawing.time.label} {drawing.time}" if drawing.time.says_something else ""
    return f"{drawing.procedure.short_name}（{drawing.count}步{time}）"

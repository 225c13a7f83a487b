"""The power list as an A3 table to print (S2-04): who decides, on what basis, how, which risks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
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
from shaiquan.prints.compilation_parts import group_powers, number_of
from shaiquan.queries.relations import by_unit
from shaiquan.views import tables
from shaiquan.views.columns import risks_of_power
from shaiquan.views.flowcharts import Drawing

TITLE = "权力事项清单"
_HEAD = ("序号", "权力事项", "决定主体", "承办、配合", "依据", "程序", "风险点")
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


@dataclass(frozen=True, slots=True)
class CategoryRows:
    name: str
    rows: tuple[tuple[TableCell, ...], ...]


@dataclass(frozen=True, slots=True)
class UnitRows:
    name: str
    count: int
    categories: tuple[CategoryRows, ...]


@dataclass(frozen=True, slots=True)
class PowerTable:
    """A table for each unit; the heading and the category come again on each page."""

    title: str
    edition: str
    example: bool
    head: tuple[TableCell, ...]
    columns: tuple[BookletColumn, ...]
    units: tuple[UnitRows, ...]


def make_power_table(public: PublicCatalog, drawings: Mapping[str, Drawing]) -> PowerTable | None:
    """None where there is no power in use."""
    used = [power for power in public.of("power") if power.record.in_use]
    if not used:
        return None
    units = tuple(
        UnitRows(name, len(held), tuple(_categories(public, drawings, held)))
        for name, held in by_unit(public, used).items()
    )
    head = tuple(make_cell(each) for each in _HEAD)
    return PowerTable(
        TITLE, find_content_date(public, used), public.site.example, head, _COLUMNS, units
    )


def _categories(
    public: PublicCatalog, drawings: Mapping[str, Drawing], held: list[Entry]
) -> Iterator[CategoryRows]:
    for name, own in group_powers(public, held):
        rows = tuple(_row(public, drawings, each) for each in own)
        yield CategoryRows(f"{name}（{len(own)}项）", rows)


def _row(
    public: PublicCatalog, drawings: Mapping[str, Drawing], entry: Entry
) -> tuple[TableCell, ...]:
    return (
        make_cell(number_of(entry)),
        make_cell(entry.record.name),
        TableCell(convert_cell(tables.field(public, entry, "decider"))),
        _handling(public, entry),
        make_basis_cell(public, entry),
        _procedures(public, drawings, entry),
        TableCell(convert_cell(risks_of_power(public, entry))),
    )


def _handling(public: PublicCatalog, entry: Entry) -> TableCell:
    """Who handles the power, then who helps."""
    partners = convert_cell(tables.field(public, entry, "partners"))
    helped = tuple((TextRun("配合："), *line) for line in partners)
    return TableCell((*convert_cell(tables.field(public, entry, "handlers")), *helped))


def _procedures(public: PublicCatalog, drawings: Mapping[str, Drawing], entry: Entry) -> TableCell:
    """Each procedure with its steps and its longest time; else why there is none."""
    found = [
        drawings[each.id]
        for each in public.linking(entry.id, "procedure", "powers")
        if each.id in drawings
    ]
    lines = [make_runs(_said(each)) for each in found]
    if not lines and (reason := getattr(entry.record, "no_procedure", "")):
        lines.append(make_runs(f"不设流程：{reason}"))
    return TableCell(tuple(lines))


def _said(drawn: Drawing) -> str:
    time = f"，各步最长合计{drawn.time}" if drawn.time.amounts else ""
    return f"{drawn.procedure.short or drawn.procedure.name}（{drawn.count}步{time}）"

"""Tables of records that several pages show: powers, duties, risks, procedures, citations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.model.lists import ListEntry as ListEntry
from shaiquan.model.lists import Listing
from shaiquan.model.powers import Duty, Power
from shaiquan.model.terms import State
from shaiquan.procedures.durations import duration
from shaiquan.views.cells import cell, field_cell, link, links, part_cell
from shaiquan.views.flowcharts import ProcedureGraph
from shaiquan.views.values import Cell, Inline, LazyRows, Table, TableRow, plain

K = TypeVar("K")

#: rows of tables on a page: about 100 KB of HTML, 10 KB on the way to a phone
LIMIT = 100

#: a field of a record as a cell, withheld or shown
field = field_cell


def named(entry: Entry) -> Cell:
    """A record's name as a link; one that was withdrawn says so."""
    if entry.record.state is State.WITHDRAWN:
        return ((*link(entry)[0], Inline("已撤回", tone="repealed")),)
    return link(entry)


def filled(table: Table) -> Table:
    """The table without the columns in which no row says anything; the leading one stays."""
    kept = [
        index
        for index in range(len(table.columns))
        if index == table.lead or any(row.cells[index] for row in table.rows)
    ]
    rows = tuple(TableRow(tuple(row.cells[i] for i in kept), row.id) for row in table.rows)
    columns = tuple(table.columns[i] for i in kept)
    return replace(table, columns=columns, rows=rows, lead=kept.index(table.lead))


def _kept(table: Table, cut: bool) -> Table:
    """The table without its empty columns; one that is cut keeps all, on every page the same."""
    return table if cut or isinstance(table.rows, LazyRows) else filled(table)


def rows_of(keys: Sequence[K], make: Callable[[K], TableRow]) -> tuple[TableRow, ...] | LazyRows:
    """A row of each key; of more than a page has, when they are shown."""
    return LazyRows(keys, make) if len(keys) > LIMIT else tuple(make(key) for key in keys)


def powers(
    public: PublicCatalog, ids: Sequence[str], title: str, id: str = "", cut: bool = False
) -> Table | None:
    """权力事项 with who decides, the basis and what answers it.

    Of these tables, one that is ``cut`` has other rows on other pages.
    """

    def row(power: str) -> TableRow:
        entry = public.entries[power]
        cells = (
            plain(entry.id.upper()),
            named(entry),
            field(public, entry, "decider"),
            field(public, entry, "handlers"),
            field(public, entry, "basis"),
            links(public.linking(entry.id, "procedure", "powers"))
            or plain(_reason(entry, "no_procedure"), tone="muted"),
            risk_cell(public, entry),
        )
        return TableRow(cells)

    columns = ("编号", "权力事项", "决定主体", "承办", "依据", "流程", "风险点")
    return _kept(Table(columns, rows_of(ids, row), title, id, lead=1), cut) if ids else None


def _reason(entry: Entry, name: str) -> str:
    record = entry.record
    return getattr(record, name) if isinstance(record, Power) else ""


def risk_cell(public: PublicCatalog, entry: Entry) -> Cell:
    """The risks of a power with their levels; 无 where it was assessed and has none."""
    found = []
    for each in public.linking(entry.id, "risk", "powers"):
        level = field(public, each, "level")
        found.append((*link(each)[0], *(level[0] if level else ())))
    return tuple(found) or plain("无" if _reason(entry, "no_risk") else "", tone="muted")


def duties(
    public: PublicCatalog, ids: Sequence[str], title: str, id: str = "", cut: bool = False
) -> Table | None:
    """责任事项 with what is to be done and what follows if it is not."""

    def row(key: str) -> TableRow:
        entry = public.entries[key]
        duty = entry.record
        assert isinstance(duty, Duty)
        situations = tuple(
            line
            for index, each in enumerate(duty.accountability)
            for line in part_cell(public, entry, each, ("accountability", index), "situation")
        )
        cells = (named(entry), field(public, entry, "content"), situations)
        who = (field(public, entry, "holders"), field(public, entry, "powers"))
        return TableRow((*cells, *who))

    columns = ("责任事项", "责任内容", "追责情形", "责任主体", "对应权力")
    return _kept(Table(columns, rows_of(ids, row), title, id), cut) if ids else None


def risks(
    public: PublicCatalog, ids: Sequence[str], title: str, id: str = "", cut: bool = False
) -> Table | None:
    """风险点 with level, controls and who keeps watch."""
    names = ("domain", "level", "signs", "controls", "holders")

    def row(risk: str) -> TableRow:
        entry = public.entries[risk]
        return TableRow((named(entry), *(field(public, entry, name) for name in names)))

    columns = ("风险点", "领域", "等级", "表现形式", "防控措施", "责任岗位")
    return _kept(Table(columns, rows_of(ids, row), title, id), cut) if ids else None


def procedures(
    public: PublicCatalog,
    drawn: Iterable[ProcedureGraph],
    title: str,
    id: str = "",
    cut: bool = False,
) -> Table | None:
    """流程 with its size, its longest time and whether it hangs on the wall."""
    rows = tuple(
        TableRow(
            (
                named(each.entry),
                plain(each.procedure.type),
                plain(f"{each.count} 步"),
                plain(str(duration(public, each.entry.id))),
                cell(public, each.procedure.promised),
                field(public, each.entry, "powers"),
                plain("上墙" if each.procedure.wall else "", tone="mark"),
            )
        )
        for each in drawn
    )
    columns = ("流程", "类型", "步骤", "各步最长合计", "承诺时限", "对应权力", "公示")
    return _kept(Table(columns, rows, title, id), cut) if rows else None


#: the columns of a list beside the number and the text, in order; those in use are shown
_COLUMNS = ("type", "threshold", "decider", "powers", "basis", "note")


def listing(public: PublicCatalog, entry: Entry) -> Table:
    """The entries of a list with their numbers."""
    record = entry.record
    assert isinstance(record, Listing)
    used = [name for name in _COLUMNS if any(getattr(e, name) for e in record.entries)]
    columns = ("序号", "内容", *(ListEntry.label_of(name) for name in used))
    rows = tuple(
        TableRow(
            (
                plain(str(number)),
                plain(each.text),
                *(cell(public, getattr(each, name)) for name in used),
            )
        )
        for number, each in enumerate(record.entries, 1)
    )
    return Table(columns, rows, f"{len(rows)} 项", "entries", lead=1)

"""The rows of the tables for programs: ids, ISO dates, true and false, numbers.

A row has only the cells in which something stands. What is withheld is an empty cell, and its
column is named under ``withheld``.
"""

from __future__ import annotations

import csv
import functools
import io
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from shaiquan.content.catalog import Entry
from shaiquan.data.table_cells import DataRow, drop_empty, put_value, say_flag
from shaiquan.disclosure.projection import WITHHELD
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.inert.spreadsheet_cells import defuse_cell
from shaiquan.model.base import Part
from shaiquan.model.common import RELEASE_FIELDS
from shaiquan.model.procedures import Procedure, Step
from shaiquan.model.shapes import FieldShape, ListShape, PartShape, Path, field_shapes
from shaiquan.procedures.durations import compute_duration
from shaiquan.procedures.graph import graph_of
from shaiquan.views.data_tables import (
    EDGES,
    OF_GRAPH,
    STEPS,
    TOTAL,
    TableUse,
    narrow_table,
    table_named,
)
from shaiquan.views.table_columns import RECORD, DataTable, TableColumn, is_table

#: what a Markdown text says
SayText = Callable[[Entry], str]


def read_rows(
    public: PublicCatalog, entry: Entry, page: str, say_text: SayText
) -> Iterator[tuple[str, DataRow]]:
    """The rows of a record: (table, row). ``page`` is where its page is."""
    reader = _RecordReader(public, entry)
    yield from reader.read(page, say_text)


def count_cells(rows: Iterable[tuple[str, DataRow]]) -> tuple[tuple[object, ...], ...]:
    """Of some rows what :func:`sum_uses` adds up, as plain values."""
    counts: defaultdict[str, _CellCount] = defaultdict(_CellCount)
    alike: Counter[tuple[str, tuple[str, ...]]] = Counter()  # most rows have the same cells
    for table, row in rows:
        alike[table, tuple(row)] += 1
        counts[table].note(table, row)
    for (table, names), number in alike.items():
        counts[table].add(names, number)
    return tuple((table, *counts[table].pack()) for table in sorted(counts))


class _CellCount:
    """How many rows of a table, how often each column is filled, which are not as usual."""

    def __init__(self) -> None:
        self.rows = 0
        self.cells: Counter[str] = Counter()
        self.vague: set[str] = set()
        self.hidden: set[str] = set()
        self.extras: dict[str, None] = {}

    def add(self, names: Iterable[str], number: int) -> None:
        """So many rows with cells in these columns."""
        self.rows += number
        for name in names:
            self.cells[name] += number

    def note(self, table: str, row: DataRow) -> None:
        """What is not as usual in a row."""
        for name in _dates_of(table):
            if 0 < len(row.get(name, "")) < 10:
                self.vague.add(name)
        if "withheld" in row:
            self.hidden.update(json.loads(row["withheld"]))
        if "extras" in row:
            self.extras |= dict.fromkeys(json.loads(row["extras"]))

    def pack(self) -> tuple[object, ...]:
        sets = (tuple(sorted(names)) for names in (self.vague, self.hidden))
        return (self.rows, tuple(sorted(self.cells.items())), *sets, tuple(self.extras))

    def merge(self, packed: tuple[Any, ...]) -> None:
        rows, cells, vague, hidden, extras = packed
        self.rows += rows
        self.cells.update(dict(cells))
        self.vague.update(vague)
        self.hidden.update(hidden)
        self.extras |= dict.fromkeys(extras)


@functools.cache
def _dates_of(table: str) -> tuple[str, ...]:
    columns = table_named(table).columns
    return tuple(column.name for column in columns if column.type == "date")


def sum_uses(
    counts: Iterable[tuple[Any, ...]], tables: Iterable[DataTable]
) -> tuple[TableUse, ...]:
    """What a release has of each of the tables; those without a row are left out."""
    sums: defaultdict[str, _CellCount] = defaultdict(_CellCount)
    for table, *packed in counts:
        sums[table].merge(tuple(packed))
    return tuple(_make_use(table, sums[table.name]) for table in tables if table.name in sums)


def _make_use(table: DataTable, count: _CellCount) -> TableUse:
    names = [column.name for column in table.columns]
    used = tuple(name for name in names if count.cells[name])
    full = tuple(name for name in used if count.cells[name] == count.rows)
    vague, hidden = tuple(sorted(count.vague)), tuple(sorted(count.hidden))
    return TableUse(table.name, count.rows, used, full, vague, hidden, tuple(count.extras))


def write_head(use: TableUse) -> bytes:
    """The line of the names of the columns."""
    return write_csv([use.columns])


def write_rows(use: TableUse, rows: Iterable[DataRow]) -> bytes:
    """Lines of a table. Text that a spreadsheet would calculate is marked as everywhere; numbers
    are what they are, and no id and no word of a vocabulary begins with a sign."""
    columns = [(column.name, _is_free(column)) for column in narrow_table(use).columns]
    free = [index for index, (_, is_free) in enumerate(columns) if is_free]
    names = [name for name, _ in columns]
    lines = []
    for row in rows:
        line = [row.get(name, "") for name in names]
        for index in free:
            line[index] = defuse_cell(line[index])
        lines.append(line)
    return write_csv(lines)


def _is_free(column: TableColumn) -> bool:
    """Whether any text may stand in a column."""
    return column.type == "string" and not (column.target or column.choices or column.name == "id")


def write_csv(rows: Iterable[Iterable[str]]) -> bytes:
    """Lines of a CSV file, as RFC 4180 has them."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode()


class _RecordReader:
    """Walks the fields of one record."""

    def __init__(self, public: PublicCatalog, entry: Entry) -> None:
        self._public, self._entry = public, entry
        self._withheld = public.withheld.get(entry.id, {})
        self._rows: list[tuple[str, DataRow]] = []

    def read(self, page: str, say_text: SayText) -> Iterator[tuple[str, DataRow]]:
        record, kind = self._entry.record, self._entry.kind
        own: DataRow = {"id": record.id}
        self._read_part(record, kind.name, own, {kind.name: record.id}, ())
        own["page"] = page
        if text := say_text(self._entry) if "text" in own else "":
            own["text"] = text
        else:
            own.pop("text", None)
        if isinstance(record, Procedure):
            self._read_procedure(record, own)
        names = ("id", "name", "short", "page")
        shared = {name: own[name] for name in names if name in own} | {"kind": kind.name}
        hidden = json.loads(own["withheld"]) if "withheld" in own else ()
        if named := [name for name in hidden if name in ("name", "short")]:
            shared["withheld"] = json.dumps(named)
        yield RECORD, drop_empty(shared)
        yield kind.name, drop_empty(own)
        yield from self._rows

    def _read_part(
        self, part: Part, table: str, row: DataRow, keys: DataRow, path: Path, base: str = ""
    ) -> None:
        """Put the values of a part into its row, and its lists into rows of their own."""
        values, withheld, hidden = part.__dict__, self._withheld, list[str]()
        for name, shape, listed in _fields_of(type(part)):
            value = values[name]
            here = f"{base}_{name}" if base else name
            if withheld and (*path, name) in withheld:
                hidden.append(here)
            elif not value and not isinstance(value, int):
                continue  # as most fields of most records
            elif listed:
                assert isinstance(shape, ListShape)
                self._read_list(value, f"{table}_{here}", keys, shape.item, (*path, name))
            elif isinstance(shape, PartShape):
                self._read_part(value, table, row, keys, (*path, name), here)
            elif not put_value(row, here, value):
                hidden.append(here)
            if withheld and name == "extras" and not path:
                hidden += [f"extras.{key}" for key in value if (name, key) in withheld]
        if hidden:
            _add_withheld(row, hidden)

    def _read_list(
        self, values: tuple[Any, ...], table: str, keys: DataRow, item: FieldShape, path: Path
    ) -> None:
        if table == STEPS:
            return  # as the nodes of the graph
        name = str(path[-1])
        for number, value in enumerate(values, 1):
            row: DataRow = {**keys, "position": str(number)}
            self._rows.append((table, row))
            if isinstance(item, PartShape):
                below = {**keys, name: str(number)}
                self._read_part(value, table, row, below, (*path, number - 1))
            elif not put_value(row, "", value):
                _add_withheld(row, ["target"])

    def _read_procedure(self, procedure: Procedure, row: DataRow) -> None:
        """Its longest time, its steps with the ids of the page, and how they follow each other."""
        time = compute_duration(self._public, procedure.id)
        if time.says_something:
            row[TOTAL.value] = time.under(TOTAL)
            amounts = {unit.name.lower(): amount for unit, amount in time.all_amounts}
            row[f"{TOTAL.value}_amounts"] = json.dumps(amounts)
            row[f"{TOTAL.value}_whole"] = say_flag(time.is_whole)
        if not procedure.steps:
            return
        graph, key = graph_of(procedure), {"procedure": procedure.id}
        within = dict(graph.contained)
        for node in graph.nodes:
            own: DataRow = {**key, "id": node.id, "sort": node.type, "side": say_flag(node.side)}
            if node.number:
                own["number"] = str(node.number)
            if within.get(node.id):
                own["within"] = within[node.id]
            if node.act == WITHHELD:
                _add_withheld(own, ["act"])
            elif node.act:
                own["act"] = node.act
            self._rows.append((STEPS, own))
            if node.step and node.path:
                self._read_part(node.step, STEPS, own, {**key, "step": node.id}, node.path)
        for number, edge in enumerate(graph.edges, 1):
            ends = {"source": edge.source, "target": edge.target, "label": edge.label}
            flags = {"return": say_flag(edge.back), "side": say_flag(edge.side)}
            self._rows.append(
                (EDGES, drop_empty({**key, "position": str(number), **ends, **flags}))
            )


@functools.cache
def _fields_of(part: type[Part]) -> tuple[tuple[str, FieldShape, bool], ...]:
    """(name, shape, whether its items have a table) of each field that has columns."""
    return tuple(
        (name, shape, isinstance(shape, ListShape) and is_table(shape))
        for name, shape in field_shapes(part).items()
        if name not in RELEASE_FIELDS and name != "id" and not (part is Step and name in OF_GRAPH)
    )


def _add_withheld(row: DataRow, names: list[str]) -> None:
    known = json.loads(row.get("withheld", "[]"))
    row["withheld"] = json.dumps([*known, *names])

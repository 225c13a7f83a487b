"""The tables of the open data for programs: their columns, derived from the record types.

A kind has a table with a row for each record. A list of references, of citations or of parts
below it has a table of its own, whose rows name the row that they belong to. So every value has one
type, and every reference is the id of a row. What a release holds of them is told by
:class:`TableUse`: a column that would be empty in every row is left out.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from shaiquan.kinds.descriptor import Kind
from shaiquan.kinds.registry import KIND, KINDS
from shaiquan.model.base import Part
from shaiquan.model.common import RELEASE_FIELDS, Record
from shaiquan.model.procedures import STEP_KEYS, Procedure, Step
from shaiquan.model.shapes import (
    FieldShape,
    ListShape,
    PartShape,
    field_shapes,
)
from shaiquan.model.terms import TotalTimeLabel
from shaiquan.views.table_columns import (
    RECORD,
    DataTable,
    TableColumn,
    columns_of_value,
    is_table,
    name_cell,
)

#: the table of pictures and prints
FILE = "file"
#: the table of the steps of all procedures: as the chart has them, with the ids of the page
STEPS, EDGES = "procedure_steps", "procedure_edges"
#: what a step says by being a node, and what its edges say
OF_GRAPH = frozenset((*STEP_KEYS, "anchor", "branches", "next", "side", "within")) - {"subprocess"}
#: what is reckoned of a procedure
TOTAL = TotalTimeLabel.LONGEST


class TableUse(NamedTuple):
    """What a release has of a table: how many rows, in which columns something stands, which of
    these have a value in every row, which dates are not known to the day, what is withheld, which
    names stand under 其他要素."""

    table: str
    rows: int
    columns: tuple[str, ...]
    full: tuple[str, ...]
    vague: tuple[str, ...]
    hidden: tuple[str, ...]
    extras: tuple[str, ...] = ()


WITHHELD_COLUMN = TableColumn(
    "withheld", "不公开字段", "array", "这一行里依法不予公开的栏目：栏目空着，名称列在这里"
)
_ID = TableColumn("id", "编号", about="全站唯一", required=True)
PAGE = TableColumn(
    "page", "网页", about="记录的网页；没有写明网址的网站，是从 data 文件夹算起的路径"
)
POSITION = TableColumn(
    "position", "次序", "integer", "在原来的一栏里排第几，从 1 数起", required=True
)

RECORDS = DataTable(
    RECORD,
    "全部记录",
    (
        _ID,
        TableColumn("kind", "种类", choices=tuple((k.name, k.label) for k in KINDS), required=True),
        TableColumn("name", "名称"),
        TableColumn("short", "简称"),
        PAGE,
        WITHHELD_COLUMN,
    ),
    ("id",),
)
FILES = DataTable(
    FILE,
    "流程图、印刷件和附件",
    (
        TableColumn("path", "文件", about="从网站的根算起的路径", required=True),
        TableColumn("procedure", "流程", about="画的是哪个流程", target="procedure"),
        TableColumn("mediatype", "格式", required=True),
        TableColumn("bytes", "字节数", "integer", required=True),
        TableColumn("sha256", "SHA-256", required=True),
    ),
    ("path",),
)


@functools.cache
def tables_of(kind: str) -> tuple[DataTable, ...]:
    """The tables of the records of a kind, its own first."""
    return tuple(_TableMaker(KIND[kind]).make())


@functools.cache
def table_named(name: str) -> DataTable:
    """Any table by its name."""
    every = (table for kind in KINDS for table in tables_of(kind.name))
    return next(table for table in (RECORDS, FILES, *every) if table.name == name)


def narrow_table(use: TableUse) -> DataTable:
    """The table as it is in a release: with the columns in which something stands."""
    table = table_named(use.table)
    columns = (
        replace(
            column,
            required=column.name in use.full and column.required,
            type="string" if column.name in use.vague else column.type,
        )
        for column in table.columns
        if column.name in use.columns
    )
    return replace(table, columns=tuple(columns))


def used_fields(kind: str, uses: Iterable[TableUse]) -> frozenset[str]:
    """The fields of a kind of which the tables of a release show something, or that it is
    withheld."""
    fields = sorted((name for name, _ in KIND[kind].model.field_labels()), key=len, reverse=True)
    fields.append(TOTAL.value)
    below = frozenset(table.name for table in tables_of(kind)) - {kind}
    names: set[str] = set()
    for use in uses:
        if use.table == kind:
            names.update(use.columns, use.hidden)
        elif use.table in below:
            names.add(use.table.removeprefix(f"{kind}_"))
    found = (
        next((f for f in fields if name == f or name.startswith(f"{f}_")), "") for name in names
    )
    return frozenset(found)


class _Above(NamedTuple):
    """A table whose rows have lists: its name and label, the columns by which rows below name one
    of its rows, and what these are called in it."""

    table: str
    label: str
    below: tuple[TableColumn, ...]
    keys: tuple[str, ...]


class _TableMaker:
    """Walks the fields of a kind's records once."""

    def __init__(self, kind: Kind) -> None:
        self._kind, self._tables = kind, list[DataTable]()

    def make(self) -> Iterator[DataTable]:
        kind = self._kind
        key = TableColumn(kind.name, kind.label, about="编号", target=kind.name, required=True)
        columns = tuple(
            self._columns_of(kind.model, _Above(kind.name, kind.label, (key,), ("id",)))
        )
        total = _TOTAL_COLUMNS if kind.model is Procedure else ()
        others = (column for column in columns if column.name != "id")
        yield DataTable(
            kind.name, kind.label, (_ID, *others, *total, PAGE, WITHHELD_COLUMN), ("id",)
        )
        yield from self._tables

    def _columns_of(
        self, part: type[Part], above: _Above, base: str = "", label: str = ""
    ) -> Iterator[TableColumn]:
        """The columns of a part, one of whose fields or lists may be a table of its own."""
        for name, shape in field_shapes(part).items():
            if name in RELEASE_FIELDS or (part is Step and name in OF_GRAPH):
                continue
            field = part.model_fields[name]
            title = f"{label}：{part.label_of(name)}" if label else part.label_of(name)
            here = name_cell(base, name)
            if isinstance(shape, PartShape):
                yield from self._columns_of(shape.part, above, here, title)
            elif isinstance(shape, ListShape) and is_table(shape):
                self._add_list(here, title, shape.item, above)
            else:
                column = TableColumn(here, title, about=field.description or "")
                required = field.is_required() and not base
                yield from columns_of_value(replace(column, required=required), shape)

    def _add_list(self, name: str, label: str, item: FieldShape, above: _Above) -> None:
        """The table of a list: a row an item."""
        table, title = f"{above.table}_{name}", f"{above.label}：{label}"
        place = len(self._tables)  # before the tables below it
        is_steps = table == STEPS
        own = _STEP_COLUMNS if is_steps else (POSITION,)
        names = tuple(column.name for column in above.below)
        keys = (*names, own[0].name)
        if isinstance(item, PartShape):
            step = TableColumn("step", "步骤", about="标识", required=True)
            key = step if is_steps else replace(POSITION, name=name, label=label)
            further = _Above(table, title, (*above.below, key), keys)
            columns = tuple(self._columns_of(item.part, further))
        else:
            columns = tuple(
                columns_of_value(TableColumn("target", label, required=True), item, True)
            )
        links = ((names, above.table, above.keys),) if len(names) > 1 else ()
        columns = (*above.below, *own, *columns, WITHHELD_COLUMN)
        self._tables.insert(place, DataTable(table, title, columns, keys, links))
        if is_steps:
            self._tables.append(_EDGES)


def _find_common() -> frozenset[str]:
    nowhere = _Above("", "", (), ())
    columns = _TableMaker(KINDS[0])._columns_of(Record, nowhere)
    return frozenset((*(column.name for column in columns), PAGE.name, WITHHELD_COLUMN.name))


#: the columns that the tables of all kinds have, as far as they are not empty
COMMON = _find_common()
_TOTAL_COLUMNS = (
    TableColumn(TOTAL.value, TOTAL.label, about="最长的一条路上各步时限的和"),
    TableColumn(f"{TOTAL.value}_amounts", f"{TOTAL.label}：数", "object", "时间单位: 数"),
    TableColumn(f"{TOTAL.value}_whole", f"{TOTAL.label}：各步都有时限", "boolean"),
)
_STEP_COLUMNS = (
    TableColumn("id", "标识", about="步骤在流程里的标识，网页上的锚点", required=True),
    TableColumn("number", "序号", "integer", "图上的序号；不编号的没有"),
    TableColumn(
        "sort", "形状", about="开始、步骤、判断、子流程、并行的分和合、结束", required=True
    ),
    TableColumn("act", "做什么"),
    TableColumn("side", "旁路", "boolean", "是不是在旁边同时进行", required=True),
    TableColumn("within", "含在", about="时间算在哪一步里：那一步的标识"),
)
_EDGES = DataTable(
    EDGES,
    "流程：去向",
    (
        TableColumn("procedure", "流程", target="procedure", required=True),
        replace(POSITION, about="排第几，从 1 数起"),
        TableColumn("source", "从哪一步", required=True),
        TableColumn("target", "到哪一步", required=True),
        TableColumn("label", "答案", about="判断的哪个答案走这条路"),
        TableColumn("return", "退回", "boolean", required=True),
        TableColumn("side", "旁路", "boolean", "去旁边同时进行的一步", required=True),
    ),
    ("procedure", "position"),
    links=(
        (("procedure", "source"), STEPS, ("procedure", "id")),
        (("procedure", "target"), STEPS, ("procedure", "id")),
    ),
)

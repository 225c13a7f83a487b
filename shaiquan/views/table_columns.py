"""A column of a table for programs, and which columns a value of each type has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from shaiquan.model.base import Citation, Ref
from shaiquan.model.money import Band
from shaiquan.model.periods import Period
from shaiquan.model.quantities import Quantity
from shaiquan.model.scalars import PartialDate
from shaiquan.model.shapes import FieldShape, ListShape, MapShape, PartShape, ScalarShape
from shaiquan.model.terms import Term
from shaiquan.model.time_amounts import TimeUnit
from shaiquan.model.time_limits import TimeLimit

#: the table of all records, whatever their kind
RECORD = "record"
#: the folder of the tables, below that of the data
FOLDER = "tables/"
#: words with their Chinese labels
Vocabulary = tuple[tuple[str, str], ...]
_UNITS: Vocabulary = tuple((unit.name.lower(), unit.label) for unit in TimeUnit)


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: its type in the words of Frictionless, the table whose key it is (``target``),
    the words that it may have with their Chinese labels."""

    name: str
    label: str
    type: str = "string"
    about: str = ""
    target: str = ""
    choices: Vocabulary = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table. ``keys`` name a row; ``links`` are references by several columns: (columns here,
    table, columns there)."""

    name: str
    label: str
    columns: tuple[TableColumn, ...]
    keys: tuple[str, ...]
    links: tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...] = ()

    @property
    def path(self) -> str:
        """Where it is, from the folder of the data."""
        return f"{FOLDER}{self.name}.csv"


def name_cell(base: str, part: str) -> str:
    """The name of a column that holds a part of a value."""
    return f"{base}_{part}" if base else part


def is_table(shape: ListShape) -> bool:
    """Whether the items of a list have a table: references, citations and parts."""
    item = shape.item
    return isinstance(item, PartShape) or (
        isinstance(item, ScalarShape) and item.type in (Ref, Citation)
    )


def columns_of_value(
    column: TableColumn, shape: FieldShape, in_list: bool = False
) -> Iterator[TableColumn]:
    """The columns of a value; a limit, an amount and a citation have several."""
    if isinstance(shape, ListShape):
        yield replace(column, type="array")
        return
    if isinstance(shape, MapShape | PartShape):
        yield replace(column, type="object")
        return
    yield replace(
        column,
        type=_TYPES.get(shape.type, "string"),
        target=_find_target(shape),
        choices=_list_words(shape.type),
    )
    for part, label, type, choices in _MORE.get(shape.type, ()):
        name = part if in_list else name_cell(column.name, part)
        title = label if in_list else f"{column.label}：{label}"
        yield TableColumn(name, title, type, choices=choices)


_TYPES = {bool: "boolean", int: "integer", Decimal: "number", PartialDate: "date"}
#: type -> what is told beside the text: (name, label, type, words)
_MORE: dict[object, tuple[tuple[str, str, str, Vocabulary], ...]] = {
    TimeLimit: (
        ("least", "至少", "number", ()),
        ("amount", "至多", "number", ()),
        ("unit", "时间单位", "string", _UNITS),
    ),
    Band: (
        ("from", "从", "number", ()),
        ("to", "到", "number", ()),
        ("unit", "金额单位", "string", ()),
        ("of", "什么的倍数、百分比或金额", "string", ()),
    ),
    Period: (("from", "从", "date", ()), ("to", "至", "date", ())),
    Quantity: (("number", "数", "number", ()), ("more", "还不止", "boolean", ())),
    Citation: (
        ("article", "条", "string", ()),
        ("detail", "款项等", "string", ()),
        ("quote", "原文", "string", ()),
    ),
}


def _find_target(shape: ScalarShape) -> str:
    """The table that a reference leads to: that of the kind, or of all records."""
    if not shape.kinds:
        return ""
    return shape.kinds[0] if len(shape.kinds) == 1 else RECORD


def _list_words(type_: object) -> Vocabulary:
    if isinstance(type_, type) and issubclass(type_, Term):
        return tuple((str(word.value), word.label) for word in type_)
    return ()

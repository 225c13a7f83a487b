"""Records with a canary in each text, made from the types of their fields.

A kind needs nothing here. What a type of value looks like is in one table; only parts whose
fields depend on one another, such as the steps of a procedure, are written out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from shaiquan.kinds.descriptor import Kind
from shaiquan.model.adoption import ADOPTING_FIELDS
from shaiquan.model.base import Citation, Part, Ref, Withholding
from shaiquan.model.common import Record
from shaiquan.model.decision_terms import NoticeForm
from shaiquan.model.due_limits import DueLimit
from shaiquan.model.files import FilePath
from shaiquan.model.frequencies import Frequency
from shaiquan.model.ledger import Edition, make_edition_id
from shaiquan.model.lists import ListCell, ListColumn, Listing
from shaiquan.model.marks import mark_of
from shaiquan.model.meetings import Meeting, Minutes
from shaiquan.model.money import Band
from shaiquan.model.periods import Period
from shaiquan.model.procedures import STEP_KEYS, Procedure, Step
from shaiquan.model.quantities import Quantity
from shaiquan.model.references import find_kinds_of_field
from shaiquan.model.relations import NumberRelation
from shaiquan.model.scalars import PartialDate
from shaiquan.model.shapes import (
    FieldShape,
    ListShape,
    MapShape,
    PartShape,
    ScalarShape,
    field_shapes,
    fields_by_key,
    list_choices,
)
from shaiquan.model.site_paths import SitePath
from shaiquan.model.terms import ColumnType
from shaiquan.model.time_bounds import TimeBound
from shaiquan.model.time_limits import TimeLimit
from shaiquan.model.topics import Topic
from tests.canaries.markers import SIZES, FieldPath, Planter

Values = dict[str, Any]
#: (where the reference stands, kinds that it may name) -> the text that names one
Refer = Callable[[FieldPath, frozenset[str]], str]
_MARK = Edition.label_of("mark")
#: where a part stands in one of its own kind, and that in another
_DEEPEST = 8
#: what says how a record comes about, how and to whom it is shown; not matter of its own
FORMAL = frozenset(
    (
        "id",
        "state",
        "reason",
        "withdrawn",
        "disclosure",
        "review",
        "withheld",
        "exemptions",
        "exempt",
        *ADOPTING_FIELDS,
    )
)


@dataclass(frozen=True)
class Writer:
    """Writes records that are kept back in a way; ``full``: optional fields too."""

    planter: Planter
    way: str
    refer: Refer
    full: bool = True

    def write(self, kind: Kind, id: str = "") -> Values:
        """A record as its file has it."""
        id = id or self.planter.plant_id(self.way, kind.label)
        of = _RecordWriter(self, kind, id)
        values = {kind.model.label_of("id"): id, **of.write_part(kind.model, (), FORMAL)}
        for model, finish in _FINISH.items():
            if issubclass(kind.model, model):
                finish(of, values)
        return values


@dataclass(frozen=True)
class _RecordWriter:
    writer: Writer
    kind: Kind
    id: str

    def plant(self, path: FieldPath, size: int = 0) -> str:
        """A marker; names are as short as names may be."""
        planter = self.writer.planter
        size = size or (3, 5, 13)[len(planter.canaries) % 3]
        if path in (("名称",), ("简称",)):
            size = SIZES[len(planter.canaries) % len(SIZES)]
        return planter.plant(size, self.writer.way, self.kind.label, self.id, path)

    def write_part(
        self, part: type[Part], path: FieldPath, leave_out: frozenset[str] = frozenset()
    ) -> Values:
        values: Values = {}
        for name, shape in field_shapes(part).items():
            optional = not part.model_fields[name].is_required()
            if name in leave_out or name in ("withheld", part.own_columns):
                continue
            if optional and not self.writer.full:
                continue
            label = part.label_of(name)
            kinds = find_kinds_of_field(part, name)
            if (value := self.write_value(shape, (*path, label), kinds)) is not None:
                values[label] = value
        return values

    def write_value(self, shape: FieldShape, path: FieldPath, kinds: frozenset[str]) -> Any:
        if isinstance(shape, ScalarShape):
            return self.write_scalar(shape, path, kinds)
        if isinstance(shape, PartShape):
            if issubclass(shape.part, Step) or len(path) > _DEEPEST:
                return None
            return self.write_part(shape.part, path)
        if isinstance(shape, ListShape):
            value = self.write_value(shape.item, (*path, 0), kinds)
            return None if value is None else [value]
        assert isinstance(shape, MapShape)
        return {self.plant((*path, "*")): self.write_value(shape.value, path, kinds)}

    def write_scalar(self, shape: ScalarShape, path: FieldPath, kinds: frozenset[str]) -> str:
        if shape.text:
            return self.plant(path)
        if shape.type is Ref:
            return self.writer.refer(path, kinds)
        if shape.type is Citation:
            return (
                f"《{self.writer.refer(path, kinds)}》第一条{self.plant(path)}：{self.plant(path)}"
            )
        if choices := list_choices(shape):
            return choices[0]
        own = _BY_LABEL.get(path[-1]) if shape.type is not PartialDate else None
        text = own or _SCALARS[shape.type]
        if "{id}" in text:
            return self.writer.planter.plant_id(self.writer.way, self.kind.label, self.id, path)
        return text.format(self.plant(path)) if "{" in text else text

    # -- parts whose fields depend on one another ------------------------------------------------

    def write_step(self, key: str, *at: int | str) -> Values:
        """A step of a kind with all fields that each kind may have."""
        path, label = ("步骤", *at), Step.label_of(key)
        kinds = find_kinds_of_field(Step, key)
        act = self.write_value(field_shapes(Step)[key], (*path, label), kinds)
        return {label: act, **self.write_part(Step, path, _APART)}


def _finish_procedure(of: _RecordWriter, values: Values) -> None:
    """A step of each kind, one beside another, and every way to go on."""
    start, step, parallel, call, decision, jump, end, last = (
        of.write_step("start", 0),
        of.write_step("step", 1),
        {"并行": [[of.write_step("step", 2, "并行", way, 0)] for way in (0, 1)]},
        of.write_step("subprocess", 3),
        of.write_step("decision", 4),
        of.write_step("step", 5),
        of.write_step("end", 6),
        of.write_step("end", 7),
    )
    step["旁路"] = of.write_step("step", 1, "旁路")
    decision["分支"] = {
        of.plant(("步骤", 4, "分支", 0)): end["结束"],
        of.plant(("步骤", 4, "分支", 1)): last["结束"],
        of.plant(("步骤", 4, "分支", 2)): _name_step(call),
    }
    jump["下一步"] = end["结束"]
    jump["含在"] = step["步骤"]
    last["接续"] = of.writer.refer(("步骤", 7, "接续"), frozenset(("procedure",)))
    values["步骤"] = [start, step, parallel, call, decision, jump, end, last]


def _name_step(call: Values) -> str:
    """A sub-process as a target: by what it says where that is a name, else by its anchor."""
    act: str = call["子流程"]
    anchor: str = call.setdefault("标识", "call")
    return anchor if act.isascii() else act


def _finish_edition(of: _RecordWriter, values: Values) -> None:
    """The mark is reckoned from the lines, and the id from both."""
    lines = values.get("正文行") or ["名称：登记过的图"]
    mark = mark_of(lines)
    values["正文行"], values[_MARK] = lines, mark
    values["编号"] = make_edition_id(values["流程"], mark)


def _finish_topic(of: _RecordWriter, values: Values) -> None:
    """Its candidates are shown: 任前公示 has begun."""
    for notice in values.get("公示", ()):
        notice["形式"] = NoticeForm.APPOINTMENT.label


def _finish_list(of: _RecordWriter, values: Values) -> None:
    """An entry is in a group, and has a value in a column of each type, under its name."""
    shapes = field_shapes(ListCell)
    for index, item in enumerate(values.get("条目", ()) if of.writer.full else ()):
        of.writer.planter.forget(item["小类"])
        (item["小类"],) = values["分组"]
        for column in values["栏目"]:
            column["类型"] = ColumnType.NUMBER.label  # it has a total
        names = {type: of.plant(("栏目", type.label)) for type in ColumnType}
        values["栏目"] += [{"名称": name, "类型": type.label} for type, name in names.items()]
        for type, name in names.items():
            kinds = find_kinds_of_field(ListCell, type.value)
            item[name] = of.write_value(shapes[type.value], ("条目", index, name), kinds)


#: fields of a step that say what it is and what comes after it
_APART = frozenset((*STEP_KEYS, "branches", "next", "side", "leads_to", "within"))
_FINISH: dict[type[Record], Callable[[_RecordWriter, Values], None]] = {
    Procedure: _finish_procedure,
    Edition: _finish_edition,
    Topic: _finish_topic,
    Listing: _finish_list,
}
#: label of a field whose text has a form of its own -> a text of that form
_BY_LABEL: Mapping[str | int, str] = {
    _MARK: "AAAA-AAAA",
    Meeting.label_of("starts"): "9:00",
    Meeting.label_of("ends"): "11:30",
    Minutes.label_of("number"): "{}〔2026〕3号",
    ListColumn.label_of("total"): "1",
}
#: of the files that records name
FILE_ENDING = ".txt"
#: type of a value -> a text of it; in the braces stands a canary, or an id that is one
_SCALARS: Mapping[Any, str] = {
    str: "{id}",
    PartialDate: "2026-01-05",
    TimeLimit: "会前{}",
    Band: "50万元以上或{}",
    FilePath: f"{{}}{FILE_ENDING}",
    Period: "2026年上半年",
    Frequency: "每半年1次",
    TimeBound: "至多15个工作日",
    DueLimit: "至多15个工作日",
    NumberRelation: "整改到位 ≤ 问题",
    Decimal: "91.5",
    Quantity: "1",
    SitePath: "/matrix/",
    bool: "是",
    int: "1",
}


def find_withholding(
    part: type[Part], values: Values, path: FieldPath = ()
) -> Iterator[tuple[FieldPath, type[Part], Values]]:
    """The parts of a record whose fields may be withheld, as they are written."""
    if issubclass(part, Withholding):
        yield path, part, values
    for label, value in values.items():
        if field := fields_by_key(part).get(label):
            yield from _find_inside(field.shape, value, (*path, label))


def _find_inside(
    shape: FieldShape, value: Any, path: FieldPath
) -> Iterator[tuple[FieldPath, type[Part], Values]]:
    if isinstance(shape, PartShape) and isinstance(value, dict):
        yield from find_withholding(shape.part, value, path)
    elif isinstance(shape, ListShape) and isinstance(value, list):
        for index, item in enumerate(value):
            yield from _find_inside(shape.item, item, (*path, index))


def list_withholdable(part: type[Part], values: Values) -> list[str]:
    """The labels of the fields of a part, as it is written, that may be withheld by themselves."""
    fields = fields_by_key(part)
    never = part.essential_fields()
    return [label for label in values if label in fields and fields[label].name not in never]

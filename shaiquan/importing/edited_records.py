"""A row of an edited workbook to what it says otherwise of a record, or to a new one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from shaiquan.editing.cell_marks import is_untouched
from shaiquan.editing.cell_spelling import (
    TOO_LONG,
    SplitLine,
    UnreadableCell,
    list_cell_fields,
    read_written_cell,
    write_row,
)
from shaiquan.editing.portfolio_cells import is_portfolio, read_portfolio
from shaiquan.importing.edited_tables import EditedRow
from shaiquan.importing.list_files import ExistingRecord
from shaiquan.importing.list_headings import find_fields
from shaiquan.importing.list_plans import LaterChange
from shaiquan.importing.list_records import ImportedRecord, Knowledge, LeftOut
from shaiquan.importing.list_values import split_names, tidy_scalar
from shaiquan.importing.table_files import UNSEEN
from shaiquan.kinds.descriptor import Kind
from shaiquan.model.shapes import FieldShape, ListShape, ScalarShape, field_shapes

_EXTRAS = "extras"
#: a blank cell must not release a record that is a draft or internal
_NEVER_CLEARED = frozenset(("state", "disclosure"))


@dataclass(frozen=True)
class CellReader:
    """Reads cells as values of the fields of a kind."""

    known: Knowledge
    #: the columns of their own that records have
    own_columns: frozenset[str]
    names: dict[str, str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        labels = dict(self.kind.model.field_labels())
        self.names.update({label: name for name, label in labels.items()})

    @property
    def kind(self) -> Kind:
        return self.known.kind

    def find_field(self, heading: str) -> str:
        """The field of a heading: by its label, else as other tables call it; else 其他要素."""
        if heading not in self.names:
            found = {} if heading in self.own_columns else find_fields(self.kind, (heading,))
            self.names[heading] = found.get(0, _EXTRAS)
        return self.names[heading]

    def read_changes(
        self, row: EditedRow, before: ExistingRecord
    ) -> tuple[ImportedRecord, tuple[LaterChange, ...]]:
        """What a row says otherwise of the record that it is (None: the field goes); and the cells
        of which the content says something else by now."""
        written = write_row(self.kind, before.values)
        other = {h: text for h, text in row.cells.items() if text != written.get(h, "")}
        later = {h for h, text in other.items() if _is_later(h, text, written, row.marks)}
        texts = {h: text for h, text in other.items() if h not in later}
        record = self._read(row, texts, before, written)
        values = {n: v for n, v in record.values.items() if v != before.values.get(n)}
        name = str(record.values.get("name") or before.values.get("name", ""))
        record = ImportedRecord(
            row.where,
            ({"name": name} if name else {}) | values,
            before.id,
            record.left_out,
            before=before.values,
        )
        edited = {h for h in texts if h in written and _is_later(h, "", written, row.marks)}
        changes = (LaterChange(before.id, h, h in edited) for h in other if h in later | edited)
        return record, tuple(changes)

    def read_new(self, row: EditedRow) -> ImportedRecord:
        """The record of a row that the content has not yet, without its id."""
        texts = {heading: text for heading, text in row.cells.items() if text.strip()}
        record = self._read(row, texts, None, {})
        values = {n: v for n, v in record.values.items() if v not in (None, "", [], {})}
        needs_name = self.kind.model.model_fields["name"].is_required()
        is_nameless = needs_name and not values.get("name")
        refused = f"没有{self.kind.model.label_of('name')}" if is_nameless else ""
        return ImportedRecord(row.where, values, left_out=record.left_out, refused=refused)

    def _read(
        self,
        row: EditedRow,
        texts: Mapping[str, str],
        before: ExistingRecord | None,
        written: Mapping[str, str],
    ) -> ImportedRecord:
        """The values of cells, and which of them cannot be read."""
        values: dict[str, Any] = {}
        left: list[LeftOut] = []
        own = dict(before.values.get(_EXTRAS) or {}) if before else {}
        for heading, seen in texts.items():
            name, text = self.find_field(heading), UNSEEN.sub("", seen)
            try:
                if written.get(heading) == TOO_LONG or text == TOO_LONG:
                    raise UnreadableCell("这一格写不下，请在内容文件里改")
                if name == _EXTRAS:
                    own[heading] = text.strip()
                    values[_EXTRAS] = {key: said for key, said in own.items() if said} or None
                else:
                    values[name] = self._read_cell(name, text, before)
            except UnreadableCell as fault:
                left.append(LeftOut(name, text.strip() or "（空）", str(fault)))
        return ImportedRecord(row.where, values, left_out=tuple(left))

    def _read_cell(self, name: str, text: str, before: ExistingRecord | None) -> Any:
        """The value of a cell; None where it is cleared. Raises UnreadableCell."""
        model = self.kind.model
        if name not in list_cell_fields(model):
            raise UnreadableCell("从表里不录入这一栏，请在内容文件里写")
        if before and name == "id":  # of which only capitals may differ, else it is another row
            return before.values["id"]
        if before and not text.strip():
            if name in _NEVER_CLEARED or model.model_fields[name].is_required():
                raise UnreadableCell("这一栏不能空着，请写明白")
            return None
        shape = field_shapes(model)[name]
        if isinstance(shape, ScalarShape):
            return tidy_scalar(text.strip(), shape)
        if is_portfolio(shape) and not text.strip().startswith("{"):
            return self._read_portfolio(text)
        return read_written_cell(text, shape, self._make_split(shape))

    def _read_portfolio(self, text: str) -> Any:
        """The 分工 that a cell says. Raises UnreadableCell."""
        said = read_portfolio(text, self.known.knows)
        if said.unread:
            raise UnreadableCell("；".join(dict.fromkeys(why for _, why in said.unread)))
        return dict(said.values)

    def _make_split(self, shape: FieldShape) -> SplitLine:
        """How a plain line of the field is divided into items."""
        item = shape.item if isinstance(shape, ListShape) else shape
        if not isinstance(item, ScalarShape):
            return lambda line: [line]
        return lambda line: split_names(line, item, self.known.knows)


def _is_later(heading: str, text: str, written: Mapping[str, str], marks: str) -> bool:
    """Whether the content has changed since the workbook was written, and the cell has not."""
    if not marks:
        return False
    if text:
        return is_untouched(heading, text, marks)
    return not is_untouched(heading, written.get(heading, ""), marks)

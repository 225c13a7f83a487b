"""Any record goes to a workbook and comes back; any value is written over another in its file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from shaiquan.content.raw_records import read_records
from shaiquan.content.raw_types import FileRecords
from shaiquan.content.sources import Source
from shaiquan.editing.cell_marks import SIGN
from shaiquan.editing.cell_spelling import (
    MOST_IN_CELL,
    TOO_LONG,
    list_cell_fields,
    read_written_cell,
    write_cell,
    write_row,
)
from shaiquan.editing.file_edits import FieldEdit, edit_file
from shaiquan.editing.list_kinds import LIST_KINDS
from shaiquan.exporting.editing_workbook import make_editing_table, write_editing_workbook
from shaiquan.importing.edited_tables import find_edited_table
from shaiquan.importing.list_values import read_cell
from shaiquan.importing.table_files import UNSEEN, read_written_sheets
from shaiquan.kinds.descriptor import Kind
from shaiquan.kinds.registry import KIND
from shaiquan.model.shapes import ListShape, PartShape, ScalarShape, field_shapes
from tests.fuzz import strategies
from tests.fuzz.tries import tries

POWER = field_shapes(KIND["power"].model)


@st.composite
def files(draw: st.DrawFn) -> tuple[Kind, str, FileRecords]:
    """A file with two records of a kind, of which some values are odd."""
    kind = draw(st.sampled_from(LIST_KINDS))
    records = [{**draw(strategies.records(kind)), "编号": f"x{number}"} for number in (1, 2)]
    text = yaml.safe_dump({kind.label: records}, allow_unicode=True, sort_keys=False)
    file = read_records(Source("x.yml", kind.folder, text, ""))
    # signs that no content may have are refused before it is exported
    assume(not any(UNSEEN.search(word) for raw in file.records for word in list_texts(raw.values)))
    return kind, text, file


def list_texts(value: Any) -> Iterator[str]:
    """All texts and keys in a value."""
    for item in [*value, *value.values()] if isinstance(value, dict) else value:
        yield from (item,) if isinstance(item, str) else list_texts(item or ())


@tries(20, 1500)
@given(made=files())
def test_any_record_comes_back_from_a_workbook(
    made: tuple[Kind, str, FileRecords], tmp_path_factory: pytest.TempPathFactory
) -> None:
    kind, _, file = made
    records = [raw.values for raw in file.records]
    path = tmp_path_factory.getbasetemp() / "any.xlsx"
    path.write_bytes(write_editing_workbook(make_editing_table(kind, records)))
    table = find_edited_table(read_written_sheets(path, SIGN))
    assert table is not None
    filled = [{h: text for h, text in row.cells.items() if text} for row in table.rows]
    assert filled == [write_row(kind, values) for values in records]
    for values in records:
        for name in list_cell_fields(kind.model):
            shape, value = field_shapes(kind.model)[name], values.get(name) or None
            value = value.strip() or None if isinstance(value, str) else value
            assert read_written_cell(write_cell(value, shape), shape, lambda line: [line]) == value


@tries(20, 1500)
@given(made=files())
def test_any_value_is_written_over_another(made: tuple[Kind, str, FileRecords]) -> None:
    kind, text, file = made
    assume(not file.problems)
    one, other = (raw.values for raw in file.records)
    names = [name for name in list_cell_fields(kind.model) if name != "id"]
    edits = [FieldEdit((kind.label, 0), n, other[n]) for n in names if other.get(n)]
    changed = edit_file(text, kind.folder, edits).text  # which reads it again
    back = [FieldEdit((kind.label, 0), n, one.get(n)) for n in names if other.get(n)]
    again = edit_file(changed, kind.folder, back).text
    assert yaml.safe_load(again)[kind.label][1:] == yaml.safe_load(text)[kind.label][1:]


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("name", "=1+1\n{甲}", "=1+1\n{甲}"),
        ("handlers", ["办公室", "{甲}", "乙\n丙", " 丁"], '办公室\n"{甲}"\n"乙\\n丙"\n" 丁"'),
        ("fees", [{"rate": "不收"}, {"rate": "1元", "note": "减免"}], "不收\n{标准: 1元, 说明: 减免}"),
        ("responsible", {"direct": ["书记"]}, "书记"),
        ("responsible", {"direct": ["书记", "镇长"]}, "{直接: [书记, 镇长]}"),
        ("disclosure", {"scope": "党内", "basis": "内部"}, "{范围: 党内, 依据: 内部}"),
        ("limits", [], ""),
        ("limits", ["长" * MOST_IN_CELL, "长"], TOO_LONG),
    ],
)  # fmt: skip
def test_a_value_is_spelled_on_lines(name: str, value: Any, text: str) -> None:
    assert write_cell(value, POWER[name]) == text
    if text and text != TOO_LONG:
        assert read_written_cell(text, POWER[name], lambda line: [line]) == value


def test_nested_fields_withheld_ones_and_markdown_have_no_column() -> None:
    for kind in LIST_KINDS:
        fields = list_cell_fields(kind.model)
        assert fields[:2] == ("id", "name")
        assert not {"withheld", "exemptions", "review", "adopts", "text", "steps"} & {*fields}
    shapes = field_shapes(KIND["entry"].model)
    assert isinstance(shapes["ranking"], ListShape)
    assert isinstance(shapes["ranking"].item, PartShape)
    assert "ranking" not in list_cell_fields(KIND["entry"].model)
    assert isinstance(shapes["at"], ScalarShape)


def knows_none(text: str, kinds: tuple[str, ...]) -> bool:
    return bool(text in kinds)


def test_what_stands_in_braces_is_read_in_any_table() -> None:
    fees = [{"rate": "每件10元", "note": "减免"}, {"rate": "不收"}]
    text = write_cell(fees, POWER["fees"])
    assert read_cell(text, POWER["fees"], knows_none) == fees
    assert read_cell("{价: 一}", POWER["fees"], knows_none) == [{"rate": "{价: 一}"}]

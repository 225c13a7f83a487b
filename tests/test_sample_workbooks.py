"""The lists of the sample as workbooks: as they are nothing changes, an edited cell changes alone."""

from __future__ import annotations

import difflib
import random
from pathlib import Path

import pytest

from shaiquan.checks.checking import check_content
from shaiquan.content.loading import LoadedContent
from shaiquan.editing.list_kinds import LIST_KINDS
from shaiquan.importing.edited_plan import plan_edited
from shaiquan.importing.file_texts import read_file_text
from shaiquan.importing.list_files import change_file
from shaiquan.kinds.descriptor import Kind
from shaiquan.model.shapes import ScalarShape, field_shapes
from tests.conftest import ROOT
from tests.importing.edited_workbooks import edit_table, make_table


@pytest.fixture(scope="module")
def loaded() -> LoadedContent:
    return check_content(ROOT / "content")


@pytest.mark.parametrize("kind", LIST_KINDS, ids=lambda kind: kind.name)
def test_a_list_changes_where_it_was_edited_and_nowhere_else(
    loaded: LoadedContent, kind: Kind
) -> None:
    table = make_table(loaded, kind)
    plan = plan_edited(loaded, kind, table)
    assert plan.same == len(table.rows) > 0
    assert [*plan.updates, *plan.added, *plan.gone, *plan.refused, *plan.later] == []

    chance = random.Random(kind.name)
    shapes = field_shapes(kind.model)
    texts = [n for n, s in shapes.items() if isinstance(s, ScalarShape) and s.text and n != "text"]
    field, row = chance.choice(texts), chance.choice(table.rows)
    edit = (row.cells["编号"], kind.model.label_of(field), "=改过的、“两项”")
    plan = plan_edited(loaded, kind, edit_table(table, [edit]))
    (update,) = plan.updates
    assert [(change.field, change.new) for change in update.fields] == [(field, edit[2])]
    text = read_file_text(Path(update.before.path)).yaml
    changed = change_file(text, kind, plan.updates, (), ()).text
    lines = difflib.ndiff(text.splitlines(), changed.splitlines())
    assert sum(line[0] == "+" for line in lines) == 1

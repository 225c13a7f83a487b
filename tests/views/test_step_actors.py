"""Who takes a step: several together or any of them, in the box, the row, the lane, the sheet."""

from __future__ import annotations

from shaiquan.charts.chart_plan import remove_lanes
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.ledger.sheet_words import make_sheet_words
from shaiquan.views.flowcharts import Drawing, draw_procedure
from shaiquan.views.step_rows import ACTOR_HEADING
from shaiquan.views.values import words_of
from tests.conftest import MakeSite
from tests.ledgers import public as public_of
from tests.support import STEPS

JOINT = """\
  - {步骤: 申请, 主体: 申请人}
  - {步骤: 验收, 共同主体: [党委, 办公室], 配合: [书记]}
  - {步骤: 受理, 任一主体: [办公室, 党委, 书记]}
  - {结束: 完}
"""


def draw(site: MakeSite, head: str = "", steps: str = JOINT) -> tuple[PublicCatalog, Drawing]:
    text = STEPS.replace("步骤:", f"{head}步骤:") + steps
    public = public_of(site({"procedures/l1.yml": text}))
    drawing = draw_procedure(public, public.entries["l1"])
    assert drawing
    return public, drawing


def test_the_row_and_the_box_say_who_acts_together_and_who_in_place_of_another(
    site: MakeSite,
) -> None:
    _, drawing = draw(site)
    column = drawing.table.columns.index(ACTOR_HEADING)
    cells = [words_of(row.cells[column]) for row in drawing.table.rows]
    assert cells == ["申请人", "党委、办公室共同\n配合：书记", "办公室、党委或书记", ""]
    notes = [step.notes for step in drawing.chart.plan.steps]
    assert notes[1:3] == [("党委、办公室共同（书记配合）",), ("办公室、党委或书记",)]


def test_a_joint_step_stands_in_the_first_of_its_lanes_and_names_them_all(site: MakeSite) -> None:
    _, drawing = draw(site, "泳道: [申请人, 办公室]\n")
    plan = drawing.chart.plan
    assert [plan.lanes[step.lane] for step in plan.steps[1:3]] == ["办公室", "办公室"]
    assert plan.steps[1].notes == ("党委、办公室共同（书记配合）",)
    unlaned = remove_lanes(plan)
    assert unlaned.steps[0].notes == ("申请人",)
    assert unlaned.steps[1].notes == ("党委、办公室共同（书记配合）",)


def test_all_of_them_exercise_the_power_on_the_sheet(site: MakeSite) -> None:
    public, drawing = draw(site)
    words = make_sheet_words(public, drawing)
    assert words.elements[1].text == "申请人、党委、办公室、书记"
    assert "主体 党委、办公室（共同）；配合：书记" in words.steps[1].text


def test_a_withheld_list_of_actors_says_so(site: MakeSite) -> None:
    hidden = "配合: [书记], 不公开字段: [{字段: 共同主体, 依据: 甲}]"
    _, drawing = draw(site, steps=JOINT.replace("配合: [书记]", hidden))
    assert drawing.chart.plan.steps[1].notes == ("依法不予公开共同（书记配合）",)
    assert "党委、" not in repr(drawing.chart.plan.steps[1])

"""What the boxes of a chart say."""

from __future__ import annotations

from shaiquan.views.flowcharts import draw_procedure
from tests.conftest import MakeSite
from tests.ledgers import PROCEDURE
from tests.ledgers import public as public_of


def test_a_box_names_the_field_that_is_withheld(site: MakeSite) -> None:
    """Else one would think that the step itself is."""
    hidden = "    不公开字段: [{字段: 时限, 依据: 甲}, {字段: 主体, 依据: 甲}]\n"
    limit = "    时限: 3个工作日\n"
    shown = public_of(site({"procedures/l1.yml": PROCEDURE.replace(limit, limit + hidden)}))
    drawing = draw_procedure(shown, shown.entries["l1"])
    assert drawing
    notes = [step.notes for step in drawing.chart.plan.steps]
    assert ("主体：依法不予公开", "时限：依法不予公开") in notes


def notes_of(site: MakeSite, text: str) -> dict[str, tuple[str, ...]]:
    """The small lines of each box by its act."""
    shown = public_of(site({"procedures/l1.yml": text}))
    drawing = draw_procedure(shown, shown.entries["l1"])
    assert drawing
    return {step.act.rpartition(" ")[2]: step.notes for step in drawing.chart.plan.steps}


def test_a_box_says_what_time_counts_and_by_how_much_it_may_be_extended(site: MakeSite) -> None:
    times = (
        "    时限: 3个工作日\n    延长: {时限: 2个工作日, 批准: 党委}\n"
        "  - {步骤: 评审, 主体: 办公室, 时限: 30日, 不计入: 专家评审}\n"
        "  - {步骤: 听证, 主体: 办公室, 不计入: 听证}\n"
        "  - {步骤: 公示, 主体: 办公室, 时限: 不少于2日, 含在: 公开}\n"
    )
    notes = notes_of(site, PROCEDURE.replace("    时限: 3个工作日\n", times))
    assert notes["公开"] == ("3个工作日", "经党委批准可延长2个工作日")
    assert notes["评审"] == ("30日", "不计入办理时限：专家评审")
    assert notes["听证"] == ("不计入办理时限",)
    assert notes["公示"] == ("不少于2日", "含在“公开”的时限里")


def test_a_limit_that_the_act_names_is_not_drawn_twice(site: MakeSite) -> None:
    text = PROCEDURE.replace("步骤: 公开", "步骤: 三个工作日内公开").replace(
        "通过: 公开", "通过: 三个工作日内公开"
    )
    assert notes_of(site, text)["三个工作日内公开"] == ()


def test_what_is_withheld_of_the_time_is_said_and_nothing_summed(site: MakeSite) -> None:
    times = (
        "    时限: 3个工作日\n    不计入: 秘密评审\n    延长: 2个工作日\n"
        "    不公开字段: [{字段: 不计入, 依据: 甲}, {字段: 延长, 依据: 甲}]\n"
    )
    text = PROCEDURE.replace("    时限: 3个工作日\n", times)
    assert notes_of(site, text)["公开"][1:] == (
        "不计入：依法不予公开",
        "延长：依法不予公开",
    )
    shown = public_of(site({"procedures/l1.yml": text}))
    drawing = draw_procedure(shown, shown.entries["l1"])
    assert drawing
    assert not drawing.time.says_something

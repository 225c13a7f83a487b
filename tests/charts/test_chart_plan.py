"""What a chart says before it is drawn: lanes, places, symbols."""

from __future__ import annotations

from shaiquan.charts.chart_plan import PlanStep, StepWords, build_plan, choose_lanes, shape_of
from tests.conftest import MakeSite
from tests.support import STEPS, procedure


def test_named_lanes_go_before_actors_and_too_many_actors_make_none() -> None:
    assert choose_lanes(("乙", "甲"), ("甲", "乙", "丙")) == ("乙", "甲")
    assert choose_lanes((), tuple("甲乙丙丁戊己庚辛壬")) == tuple("甲乙丙丁戊己庚辛壬")
    assert choose_lanes((), tuple("甲乙丙丁戊己庚辛壬癸")) == ()


def lanes_of(site: MakeSite, steps: str) -> dict[str, str]:
    """The act of each box, or the type of a bar -> the title of its lane."""
    _, graph = procedure(site({"procedures/l1.yml": STEPS + steps}))
    words = {
        n.id: StepWords(n.act, lane=n.step.actor.text if n.step and n.step.actor else "")
        for n in graph.nodes
    }
    lanes = ("办公室", "党委", "申请人")
    plan = build_plan(graph, words, lanes)
    return {step.act.split(" ")[-1] or step.type: lanes[step.lane] for step in plan.steps}


def test_a_start_stands_with_the_step_after_it_and_an_end_with_the_one_before(
    site: MakeSite,
) -> None:
    steps = (
        "  - 开始: 提出\n  - {步骤: 甲, 主体: 党委}\n  - {步骤: 乙, 主体: 办公室}\n  - 结束: 完\n"
    )
    assert lanes_of(site, steps) == {"提出": "党委", "甲": "党委", "乙": "办公室", "完": "办公室"}


def test_an_end_stands_with_the_step_that_leads_to_it_never_with_a_side_step(
    site: MakeSite,
) -> None:
    """Seen on a village chart: the supervision committee beside the last step “终止”s."""
    steps = """\
  - {步骤: 提出, 主体: 申请人}
  - {判断: 表决, 主体: 党委, 分支: {通过: 实施, 未通过: 终止}}
  - 步骤: 实施
    主体: 办公室
    旁路: {步骤: 全程监督, 主体: 申请人}
  - 结束: 归档
  - 结束: 终止
"""
    lanes = lanes_of(site, steps)
    assert (lanes["归档"], lanes["终止"]) == ("办公室", "党委")


def test_an_end_of_several_steps_stands_with_the_nearest(site: MakeSite) -> None:
    steps = """\
  - {判断: 一, 主体: 申请人, 分支: {行: 二, 不行: 终止}}
  - {判断: 二, 主体: 党委, 分支: {行: 办结, 不行: 终止}}
  - {结束: 办结, 主体: 办公室}
  - 结束: 终止
"""
    assert lanes_of(site, steps)["终止"] == "党委"


def test_bars_stand_with_the_step_before_and_the_step_behind(site: MakeSite) -> None:
    steps = """\
  - {步骤: 提出, 主体: 申请人}
  - 并行:
      - - {步骤: 甲, 主体: 党委}
      - - {步骤: 乙, 主体: 办公室}
  - NEXT
  - 结束: 完
"""
    lanes = lanes_of(site, steps.replace("NEXT", "{步骤: 汇总, 主体: 党委}"))
    assert (lanes["fork"], lanes["join"], lanes["完"]) == ("申请人", "党委", "党委")
    lanes = lanes_of(site, steps.replace("  - NEXT\n", ""))
    assert (lanes["fork"], lanes["join"], lanes["完"]) == ("申请人", "申请人", "申请人")


def test_symbols_are_those_of_the_standard() -> None:
    shapes = {
        "start": "round", "end": "round", "decision": "diamond", "subprocess": "double",
        "fork": "bar", "join": "bar", "step": "box",
    }  # fmt: skip
    for type, shape in shapes.items():
        assert shape_of(PlanStep("a", type, "甲")) == shape
    assert shape_of(PlanStep("a", "step", "甲", document=True)) == "document"

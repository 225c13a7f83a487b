"""What a chart says before it is drawn: lanes, places, symbols."""

from __future__ import annotations

from shaiquan.charts.chart_plan import PlanStep, StepWords, build_plan, choose_lanes, shape_of
from tests.conftest import MakeSite
from tests.support import STEPS, procedure


def test_named_lanes_go_before_actors_and_too_many_actors_make_none() -> None:
    assert choose_lanes(("乙", "甲"), ("甲", "乙", "丙")) == ("乙", "甲")
    assert choose_lanes((), tuple("甲乙丙丁戊己庚辛壬")) == tuple("甲乙丙丁戊己庚辛壬")
    assert choose_lanes((), tuple("甲乙丙丁戊己庚辛壬癸")) == ()


def test_a_step_without_a_lane_stands_with_the_one_before_it(site: MakeSite) -> None:
    steps = (
        "  - 开始: 提出\n  - {步骤: 甲, 主体: 党委}\n  - {步骤: 乙, 主体: 办公室}\n  - 结束: 完\n"
    )
    _, graph = procedure(site({"procedures/l1.yml": STEPS + steps}))
    words = {
        n.id: StepWords(n.act, lane=n.step.actor.text if n.step and n.step.actor else "")
        for n in graph.nodes
    }
    plan = build_plan(graph, words, ("办公室", "党委"))
    assert [step.lane for step in plan.steps] == [1, 1, 0, 0]


def test_symbols_are_those_of_the_standard() -> None:
    shapes = {
        "start": "round", "end": "round", "decision": "diamond", "subprocess": "double",
        "fork": "bar", "join": "bar", "step": "box",
    }  # fmt: skip
    for type, shape in shapes.items():
        assert shape_of(PlanStep("a", type, "甲")) == shape
    assert shape_of(PlanStep("a", "step", "甲", document=True)) == "document"

"""Parallels: inside, the name of the next step means the join; ways that break a join are told."""

from __future__ import annotations

import pytest

from shaiquan.procedures.graph import Graph
from shaiquan.procedures.graph_questions import (
    find_endless,
    find_unjoined_branches,
    find_unreachable,
    is_avoidable,
)
from shaiquan.procedures.timing import find_longest_time
from tests.conftest import MakeSite
from tests.support import STEPS, procedure

#: seen in real charts of permits given side by side; one office may refuse for all
REVIEW = """\
  - 开始: 受理
  - 并行:
      - - 步骤: 主办审核
          时限: 3日
        - 判断: 是否同意
          分支: {同意: 汇总, 不同意: 不予许可}
      - - 步骤: 协办核查
          时限: 5日
  - 步骤: 汇总
    时限: 1日
  - 步骤: 发证
  - 结束: 办结
  - 结束: 不予许可
"""


def build_graph(site: MakeSite, steps: str) -> Graph:
    return procedure(site({"procedures/l1.yml": STEPS + steps}))[1]


def ways_of(graph: Graph) -> set[tuple[str, str, str]]:
    acts = {n.id: n.act or n.type for n in graph.nodes}
    return {(acts[e.source], e.label, acts[e.target]) for e in graph.edges}


def codes_of(graph: Graph) -> list[tuple[str, str]]:
    return [(fault.code.code, dict(fault.words)["value"]) for fault in graph.faults]


def test_the_step_next_after_a_parallel_means_the_join_inside_it(site: MakeSite) -> None:
    graph = build_graph(site, REVIEW)
    assert graph.faults == ()
    ways = ways_of(graph)
    assert {("是否同意", "同意", "join"), ("协办核查", "", "join"), ("join", "", "汇总")} <= ways
    assert ("是否同意", "不同意", "不予许可") in ways
    assert ("是否同意", "同意", "汇总") not in ways
    assert (find_unreachable(graph), find_endless(graph)) == ((), ((), ()))


def test_the_longest_time_waits_for_the_slowest_branch(site: MakeSite) -> None:
    assert str(find_longest_time(build_graph(site, REVIEW))) == "6日，其余各步未定时限"


def test_a_jump_to_the_next_step_at_the_end_of_a_branch_changes_nothing(site: MakeSite) -> None:
    plain = build_graph(site, REVIEW)
    named = REVIEW.replace("时限: 5日\n", "时限: 5日\n          下一步: 汇总\n")
    assert ways_of(build_graph(site, named)) == ways_of(plain)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("同意: 汇总,", "同意: 发证,", ("join-bypassed", "发证")),
        ("时限: 5日\n", "时限: 5日\n          下一步: 发证\n", ("join-bypassed", "发证")),
        ("同意: 汇总,", "同意: 协办核查,", ("way-between-branches", "协办核查")),
        ("  - 步骤: 发证\n", "  - 步骤: 发证\n    下一步: 主办审核\n",
         ("way-into-branch", "主办审核")),
        ("  - 开始: 受理\n", "  - 开始: 受理\n    下一步: 协办核查\n",
         ("way-into-branch", "协办核查")),
        # round the join on a detour
        ("不同意: 不予许可}", "不同意: 复核}", ("join-bypassed", "复核")),
    ],
)  # fmt: skip
def test_a_way_that_breaks_the_join_is_a_fault_at_its_line(
    site: MakeSite, old: str, new: str, expected: tuple[str, str]
) -> None:
    detour = "  - 步骤: 复核\n    下一步: 发证\n" if "复核" in new else ""
    graph = build_graph(site, REVIEW.replace(old, new) + detour)
    assert codes_of(graph) == [expected]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # back to a step before the parallel: all begins anew
        ("不同意: 不予许可}", "不同意: 受理}"),
        # back to the parallel itself, by its 标识
        (
            "  - 步骤: 发证\n",
            "  - 判断: 是否合格\n    分支: {合格: 发证, 不合格: bx}\n  - 步骤: 发证\n",
        ),
        ("不同意: 不予许可}", "不同意: bx}"),
        # to steps of its own, which lead to an end
        ("不同意: 不予许可}", "不同意: 告知}"),
    ],
)
def test_a_parallel_may_be_ended_or_begun_anew(site: MakeSite, old: str, new: str) -> None:
    steps = REVIEW.replace(old, new).replace("  - 并行:\n", "  - 并行:\n", 1)
    steps = steps.replace("          时限: 5日\n", "          时限: 5日\n    标识: bx\n")
    graph = build_graph(site, steps + "  - 步骤: 告知\n    下一步: 不予许可\n")
    assert graph.faults == ()
    assert find_unjoined_branches(graph) == ()


def test_a_step_that_is_reached_without_the_parallel_too_may_be_the_way_out(
    site: MakeSite,
) -> None:
    steps = REVIEW.replace(
        "  - 并行:", "  - 判断: 是否受理\n    分支: {是: bx, 否: 告知}\n  - 并行:"
    )
    steps = steps.replace("          时限: 5日\n", "          时限: 5日\n    标识: bx\n")
    steps = steps.replace("不同意: 不予许可}", "不同意: 告知}")
    graph = build_graph(site, steps + "  - 步骤: 告知\n    下一步: 不予许可\n")
    assert graph.faults == ()


NESTED = """\
  - 开始: 受理
  - 并行:
      - - 步骤: 甲
        - 并行:
            - - 判断: 乙
                分支: {好: NEXT, 不好: 甲}
            - - 步骤: 丙
        BEHIND
      - - 步骤: 丁
  - 步骤: 汇总
  - 结束: 办结
"""


def test_the_step_after_a_nested_parallel_means_the_inner_join(site: MakeSite) -> None:
    """Where the inner one ends its branch, the next step is the one after the outer."""
    graph = build_graph(site, NESTED.replace("NEXT", "汇总").replace("        BEHIND\n", ""))
    assert graph.faults == ()
    inner, outer = graph.parallels
    assert len(inner.path) > len(outer.path)
    assert [e.target for e in graph.edges if e.label == "好"] == [inner.join]
    assert outer.join in [e.target for e in graph.edges if e.source == inner.join]


@pytest.mark.parametrize("target", ["汇总", "戊"])
def test_a_way_out_of_a_nested_parallel_waits_for_it_too(site: MakeSite, target: str) -> None:
    steps = NESTED.replace("NEXT", target).replace("BEHIND", "- 步骤: 戊\n        - 步骤: 己")
    graph = build_graph(site, steps)
    assert codes_of(graph) == ([] if target == "戊" else [("join-bypassed", "汇总")])


def test_a_way_round_an_inner_join_inside_a_branch_is_seen(site: MakeSite) -> None:
    steps = NESTED.replace("NEXT", "己").replace("BEHIND", "- 步骤: 戊\n        - 步骤: 己")
    assert codes_of(build_graph(site, steps)) == [("join-bypassed", "己")]


def test_a_branch_that_never_comes_to_the_join_is_seen(site: MakeSite) -> None:
    graph = build_graph(site, REVIEW.replace("同意: 汇总,", "同意: 办结,"))
    assert find_unjoined_branches(graph) == (("steps", 1, "parallel", 0),)


def test_a_gate_on_one_of_two_ways_of_a_branch_can_be_avoided(site: MakeSite) -> None:
    """The join waits for the branch, not for each of its ways."""
    steps = """\
  - 开始: 受理
  - 并行:
      - - 判断: 是否紧急
          分支: {是: 汇总, 否: 审查}
        - 步骤: 审查
          关口: [合法性审查]
      - - 步骤: 核查
  - 步骤: 汇总
  - 结束: 办结
"""
    graph = build_graph(site, steps)
    ids = {node.act: node.id for node in graph.nodes}
    assert is_avoidable(graph, [ids["审查"]], ids["汇总"])
    assert not is_avoidable(graph, [ids["核查"]], ids["汇总"])


def test_a_side_step_is_no_target(site: MakeSite) -> None:
    steps = "  - 步骤: 甲\n    旁路: {步骤: 监督, 标识: jd}\n  - 步骤: 乙\n    下一步: NAME\n  - 结束: 丙\n"
    for name in ("jd", "监督"):
        graph = build_graph(site, steps.replace("NAME", name))
        assert codes_of(graph) == [("way-to-side-step", name)]
        assert dict(graph.faults[0].words)["main"] == "甲"


def test_a_branch_without_a_target_does_not_lead_to_a_bar(site: MakeSite) -> None:
    steps = REVIEW.replace("同意: 汇总,", "同意: '',")
    assert [fault.code.code for fault in build_graph(site, steps).faults] == ["unknown-step"]

"""Whether who passes one step passes another."""

from __future__ import annotations

import pytest

from shaiquan.procedures.passing import can_go_round
from tests.conftest import MakeSite
from tests.support import STEPS, procedure

_CHART = """\
  - 开始: 提出
  - 步骤: 审查
  - 判断: 公示吗
    分支: {要: 公示, 不要: 决定}
  - 步骤: 公示
  - 并行:
      - - 步骤: 会签
        - 步骤: 盖章
      - - 步骤: 备案
  - 步骤: 决定
  - 判断: 再审吗
    分支: {再审: 审查, 不再审: 归档}
  - 结束: 归档
"""


@pytest.mark.parametrize(
    ("act", "other", "free"),
    [
        ("公示", "审查", False),  # before it on every way
        ("公示", "决定", False),  # after it on every way
        ("审查", "公示", True),  # only if it is made public
        ("决定", "备案", True),
        ("会签", "备案", False),  # beside it, and both run
        ("公示", "备案", False),  # in a parallel after it
        ("公示", "盖章", False),
        ("盖章", "会签", False),
        ("提出", "归档", False),
    ],
)
def test_a_step_is_passed_or_not(site: MakeSite, act: str, other: str, free: bool) -> None:
    graph = procedure(site({"procedures/l1.yml": STEPS + _CHART}))[1]
    nodes = {node.act: node for node in graph.nodes}
    assert can_go_round(graph, nodes[act], nodes[other]) is free


def test_a_branch_may_come_to_the_join_by_a_shorter_way(site: MakeSite) -> None:
    steps = """\
  - 步骤: 提出
  - 并行:
      - - 判断: 会签吗
          分支: {要: 会签, 不要: 决定}
        - 步骤: 会签
      - - 步骤: 备案
  - 步骤: 决定
  - 结束: 归档
"""
    graph = procedure(site({"procedures/l1.yml": STEPS + steps}))[1]
    nodes = {node.act: node for node in graph.nodes}
    assert can_go_round(graph, nodes["提出"], nodes["会签"])
    assert not can_go_round(graph, nodes["提出"], nodes["备案"])

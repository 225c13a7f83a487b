"""How many approvals there are on the longest way."""

from __future__ import annotations

import pytest

from shaiquan.procedures.approvals import count_approvals
from tests.conftest import MakeSite
from tests.support import STEPS, procedure

_SIGNED = """\
  - 开始: 提出
  - 步骤: 签批
    签批: [提出单位, 分管领导]
"""
_BY_AMOUNT = """\
  - 判断: 金额多少
    分支: {少: 办公室定, 多: 讨论}
  - {步骤: 办公室定, 下一步: 支付}
  - {步骤: 讨论, 主体: 党委, 集体决定: 是}
  - 判断: 表决
    主体: 党委
    表决: 举手
    分支: {通过: 支付, 不通过: 签批}
  - 步骤: 支付
  - 结束: 归档
"""
_VOTE_ALONE = """\
  - 判断: 表决
    主体: 党委
    表决: 举手
    分支: {通过: 归档, 不通过: 签批}
  - 结束: 归档
"""


@pytest.mark.parametrize(
    ("steps", "number"),
    [
        (_SIGNED + _BY_AMOUNT, 3),  # what is returned and comes again counts once
        (_SIGNED + _VOTE_ALONE, 3),
        ("  - 开始: 提出\n  - 结束: 归档\n", 0),
    ],
)
def test_each_signature_and_each_discussion_counts(site: MakeSite, steps: str, number: int) -> None:
    graph = procedure(site({"procedures/l1.yml": STEPS + steps}))[1]
    assert count_approvals(graph) == number

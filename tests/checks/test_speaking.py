"""Which words say that the head speaks first, and which forbid it."""

from __future__ import annotations

import pytest

from shaiquan.checks.checking import check_content
from tests.conftest import MakeSite
from tests.support import STEPS, lines

ALLOWED = [
    "集体讨论，书记末位发言",
    "书记不首先表态、不个人定调，末位发言",
    "主要负责人不得首先发言",
    "不得由个人拍板",
    "严禁主持人定调",
    "副书记首先发言，说明情况",
    "纪委书记先发言，书记末位发言",
    "政法委书记首先发言，说明稳定风险",
    "分管领导首先发言",
    "副县长带头发言",
    "集体讨论，县长首先发言，书记末位发言",
]
FORBIDDEN = {
    "书记首先发言，其他成员补充": "书记首先发言",
    "县委书记先表态": "书记先表态",
    "县长带头发言": "县长带头发言",
    "主要领导率先表明态度": "主要领导率先表明态度",
    "集体讨论，书记定调": "定调",
    "主要领导首先发言，书记末位发言": "主要领导首先发言",
    "班子讨论，主要负责人一锤定音": "一锤定音",
}


def find(site: MakeSite, act: str) -> list[str]:
    """What is said of a discussion with these words."""
    steps = f"""\
  - 步骤: {act}
    主体: 党委
    集体决定: 是
    风险: [r1]
  - 结束: 归档
"""
    content = site({"procedures/l1.yml": STEPS + steps})
    return [line for line in lines(check_content(content), content) if "head-speaks-first" in line]


@pytest.mark.parametrize("act", ALLOWED)
def test_words_that_keep_the_order_are_not_told(site: MakeSite, act: str) -> None:
    assert find(site, act) == []


@pytest.mark.parametrize(("act", "words"), FORBIDDEN.items())
def test_words_by_which_the_head_goes_first_are_told(site: MakeSite, act: str, words: str) -> None:
    (line,) = find(site, act)
    assert f"写着“{words}”" in line

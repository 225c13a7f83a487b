"""Who decides: what agrees, though several bodies, charts and powers have part in it."""

from __future__ import annotations

import pytest

from shaiquan.checks.checking import check_content
from tests.conftest import SMALL, MakeSite
from tests.support import lines

BODIES = """\
机构:
  - {编号: cwh, 名称: 常委会}
"""
POWER = (SMALL / "powers" / "p1.yml").read_text("utf-8")
SITE = (SMALL / "site.yml").read_text("utf-8")
REVIEW = """\
编号: l1
名称: 重大事项流程图
事项: [p1]
类型: 重大决策
步骤:
  - 步骤: 审查
    主体: 办公室
    关口: [合法性审查]
    风险: [r1]
"""
VOTE = """\
  - 判断: 是否通过
    主体: 党委
    表决: 记名
    分支: {通过: 归档, 不通过: 审查}
  - 结束: 归档
"""
LOWER_FIRST = """\
  - 步骤: 办公室集体研究
    主体: 办公室
    集体决定: 是
"""
HIGHER_LATER = """\
  - 判断: 是否通过
    主体: 党委
    表决: 记名
    分支: {通过: 归档, 重大: 常委会决定, 不通过: 审查}
  - 步骤: 常委会决定
    主体: 常委会
    集体决定: 是
  - 结束: 归档
"""
OTHER_STAGE = """\
编号: l2
名称: 归档流程图
事项: [p1]
步骤:
  - 步骤: 整理材料
    主体: 办公室
  - 结束: 移交
"""


def problems(site: MakeSite, files: dict[str, str]) -> list[str]:
    content = site({"bodies/cwh.yml": BODIES, **files})
    return lines(check_content(content), content)


def test_a_lower_body_may_discuss_before_the_one_that_decides(site: MakeSite) -> None:
    assert problems(site, {"procedures/l1.yml": REVIEW + LOWER_FIRST + VOTE}) == []


def test_a_lower_body_may_not_have_the_last_word(site: MakeSite) -> None:
    after = VOTE.replace("通过: 归档", "通过: 办公室集体研究") + LOWER_FIRST
    after = after.replace("  - 结束: 归档\n", "", 1) + "  - 结束: 归档\n"
    (line,) = problems(site, {"procedures/l1.yml": REVIEW + after})
    assert "“办公室集体研究”由“办公室”决定" in line
    assert "[decision-by-another]" in line


def test_a_higher_body_may_decide_what_is_escalated_to_it(site: MakeSite) -> None:
    files = {"powers/p1.yml": POWER + "提级: 常委会\n", "procedures/l1.yml": REVIEW + HIGHER_LATER}
    assert problems(site, files) == []
    files["powers/p1.yml"] = POWER
    (line,) = problems(site, files)
    assert "“常委会决定”由“常委会”决定" in line


def test_a_chart_of_one_stage_need_not_decide_if_another_does(site: MakeSite) -> None:
    assert problems(site, {"procedures/l2.yml": OTHER_STAGE}) == []


def test_a_power_that_one_person_decides_and_a_body_in_hard_cases_is_right(
    site: MakeSite,
) -> None:
    steps = REVIEW.replace("主体: 办公室", "主体: 副书记") + VOTE
    power = POWER.replace("决定主体: 党委", "决定主体: 副书记\n提级: 党委")
    assert problems(site, {"powers/p1.yml": power, "procedures/l1.yml": steps}) == []


def test_units_may_share_a_type_with_a_body_of_each(site: MakeSite) -> None:
    shared = SITE.replace("表决: 记名", "表决: 记名, 议定机构: [常委会, 党委]")
    assert problems(site, {"site.yml": shared}) == []


@pytest.mark.parametrize("methods", ["记名", "[记名]", "[举手, 记名]"])
def test_a_type_allows_one_way_of_voting_or_several(site: MakeSite, methods: str) -> None:
    assert problems(site, {"site.yml": SITE.replace("表决: 记名", f"表决: {methods}")}) == []


def test_who_decides_may_be_the_second_of_those_who_act_together(site: MakeSite) -> None:
    joint = VOTE.replace("主体: 党委", "共同主体: [常委会, 党委]")
    content = site({"bodies/b2.yml": BODIES, "procedures/l1.yml": REVIEW + joint})
    assert lines(check_content(content), content) == []


def test_an_approval_by_several_shows_who_decides(site: MakeSite) -> None:
    approval = "  - 步骤: 会签\n    共同主体: [常委会, 党委]\n  - 结束: 归档\n"
    chart = (
        (REVIEW + approval).replace("类型: 重大决策\n", "").replace("    关口: [合法性审查]\n", "")
    )
    content = site({"bodies/b2.yml": BODIES, "procedures/l1.yml": chart})
    assert not [line for line in lines(check_content(content), content) if "decider" in line]

"""A text where a group of fields should be: the mend writes the group."""

from __future__ import annotations

import pytest

from shaiquan.checks.checking import check_content
from tests.conftest import MakeSite

MEETING = "会议:\n  编号: h1\n  名称: 一次会议\n  类型: 某会议\n  日期: 2026-03-02\n  "
TOPIC = "议题:\n  编号: t1\n  名称: 修路\n  类型: 重大决策\n  "


@pytest.mark.parametrize(
    ("path", "text", "mend"),
    [
        (
            "meetings/h.yml",
            f"{MEETING}纪要: 镇纪〔2026〕1号\n",
            "写成 纪要: {号: ……}；可以写的有：号、日期、承办、抄送",
        ),
        (
            "topics/t.yml",
            f"{TOPIC}公开环节: 2026-03-04\n",
            "写成 公开环节: {决策: ……}；可以写的有：决策、执行、反馈",
        ),
        (
            "topics/t.yml",
            f"{TOPIC}分解: [{{任务: 招标, 进度: 100}}]\n",
            "写成 进度: [{日期: ……}]；可以写的有：日期、完成、说明",
        ),
    ],
)
def test_a_text_where_a_group_should_be_is_told_with_the_group(
    site: MakeSite, path: str, text: str, mend: str
) -> None:
    (problem,) = check_content(site({path: text})).problems
    assert problem.code.code == "wrong-type"
    assert problem.mend() == mend


def test_a_reason_in_brackets_after_a_post_is_told_with_its_field(site: MakeSite) -> None:
    (problem,) = check_content(
        site({"meetings/h.yml": f"{MEETING}缺席: [书记（出差）, 副书记]\n"})
    ).problems
    assert problem.code.code == "unknown-reference"
    assert problem.message() == "找不到缺席“书记（出差）”，写成 {谁: 书记, 原因: 出差}"

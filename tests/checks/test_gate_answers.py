"""Charts that are right about their gates and votes, and look as if they were not."""

from __future__ import annotations

import pytest

from shaiquan.checks.checking import check_content
from tests.conftest import SMALL, MakeSite
from tests.support import lines

HEAD = """\
编号: l1
名称: 重大事项流程图
事项: [p1]
类型: 重大决策
运行: 内部
"""
OPEN = "步骤:\n  - {开始: 提出, 主体: 申请人, 风险: [r1]}\n"
GATE = "  - {步骤: 审查, 主体: 办公室, 关口: [合法性审查]}\n"
VOTE = """\
  - 判断: 记名表决
    主体: 党委
    表决: 记名
    分支: {通过: 落实, 未通过: 终止}
"""
END = "  - {步骤: 落实, 主体: 办公室}\n  - 结束: 归档\n  - 结束: 终止\n"
VERDICT = "  - 判断: 审查结论\n    主体: 办公室\n    分支: {合法: 记名表决, 不合法: %s}\n"

GOOD = {
    "what was changed passes the gate of the same name again": (
        GATE, VERDICT % "修改方案", "  - {步骤: 修改方案, 主体: 申请人}\n",
        "  - {步骤: 复核, 主体: 办公室, 关口: [合法性审查]}\n", VOTE, END,
    ),
    "a later no is asked again": (
        GATE, "  - {步骤: 整理材料, 主体: 办公室}\n",
        "  - 判断: 书记是否同意上会\n    主体: 书记\n    分支: {同意: 记名表决, 不同意: 整理材料}\n",
        VOTE, END,
    ),
    "an answer that only looks like a no": (
        GATE, "  - 判断: 意见汇总\n    主体: 办公室\n"
        "    分支: {没有不同意见: 记名表决, 有不同意见: 协商}\n"
        "  - {步骤: 协商, 主体: 办公室}\n", VOTE, END,
    ),
    "the chart says that an answer is none": (
        GATE, (VERDICT % "讨论").replace("结论", "结论（只供参考）") + "    不通过: []\n",
        "  - {步骤: 讨论, 主体: 办公室}\n", VOTE, END,
    ),
    "whether something more is needed is no vote": (
        GATE, "  - {步骤: 记名表决, 主体: 党委, 集体决定: 是, 表决: 记名}\n"
        "  - 判断: 是否需要上级批准\n    主体: 办公室\n    分支: {是: 报批, 否: 落实}\n"
        "  - {步骤: 报批, 主体: 办公室}\n", END.replace("  - 结束: 终止\n", ""),
    ),
    "a lost vote has minutes and is told like any other": (
        GATE, VOTE.replace("通过: 落实, 未通过: 终止", "通过: 落实, 未通过: 印发纪要"),
        "  - {步骤: 落实, 主体: 办公室}\n  - {步骤: 印发纪要, 主体: 办公室}\n"
        "  - {步骤: 公布结果, 主体: 办公室}\n  - 结束: 归档\n",
    ),
    "a lost vote goes to another body, which decides": (
        GATE, VOTE.replace("未通过: 终止", "未通过: 上级会议").replace("通过: 落实", "通过: 执行"),
        "  - {步骤: 上级会议, 主体: 党委, 集体决定: 是}\n",
        "  - {步骤: 执行, 主体: 办公室}\n  - 结束: 归档\n",
    ),
    "a lost vote starts over": (
        GATE, VOTE.replace("未通过: 终止", "未通过: 提出"),
        "  - {步骤: 落实, 主体: 办公室}\n  - 结束: 归档\n",
    ),
    "both branches of a parallel run, and one is the gate": (
        "  - 并行:\n      - - {步骤: 审查, 主体: 办公室, 关口: [合法性审查]}\n"
        "      - - {步骤: 公示, 主体: 办公室}\n", VERDICT % "终止", VOTE, END,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", GOOD)
def test_nothing_is_told_of_a_chart_that_keeps_its_gate(name: str, site: MakeSite) -> None:
    content = site({"procedures/l1.yml": HEAD + OPEN + "".join(GOOD[name])})
    assert lines(check_content(content), content) == []


def test_a_gate_of_an_attribute_may_be_avoided_by_who_has_it_not(site: MakeSite) -> None:
    row = "  重大决策: {关口: [合法性审查], 条件关口: {专业性强: [专家论证]}, 表决: 记名}\n"
    text = (SMALL / "site.yml").read_text("utf-8")
    text = text.replace("  重大决策: {关口: [合法性审查], 表决: 记名}\n", row)
    steps = (
        "  - 判断: 是不是专业性强\n    主体: 办公室\n    分支: {是: 论证, 不是: 审查}\n"
        "  - {步骤: 论证, 主体: 办公室, 关口: [专家论证]}\n"
    )
    chart = HEAD + OPEN + steps + GATE + VOTE + END
    content = site({"site.yml": text, "procedures/l1.yml": chart})
    assert lines(check_content(content), content) == []

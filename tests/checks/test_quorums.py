"""Which words of a step say how many must be there or agree, and which say something else."""

from __future__ import annotations

import pytest

from shaiquan.checks.checking import check_content
from tests.conftest import SMALL, MakeSite
from tests.support import lines

SITE = (SMALL / "site.yml").read_text("utf-8")
NORM = SITE.replace("表决: 记名", "表决: 记名, 法定人数: 三分之二, 多数基数: 应到会")
CHART = (SMALL / "procedures" / "l1.yml").read_text("utf-8")


def find(site: MakeSite, question: str, remark: str = "") -> list[str]:
    """The problems of a vote with this question, and a remark at the step before it."""
    chart = CHART.replace("判断: 是否通过", f"判断: {question}")
    if remark:
        chart = chart.replace("    风险: [r1]\n", f"    风险: [r1]\n    说明: {remark}\n")
    content = site({"site.yml": NORM, "procedures/l1.yml": chart})
    return lines(check_content(content), content)


@pytest.mark.parametrize(
    "question",
    [
        "记名表决，赞成超过应到会成员半数",
        "赞成是否超过应到会成员 1/2",
        "到会成员够不够三分之二，赞成是否过半数",
        "三分之二以上成员到会，应到会成员过半数同意",
        "应到会成员三分之二以上同意",
        "三分之一以上反对的，缓议",
        "是否通过",
    ],
)
def test_words_that_keep_the_norm_are_not_told(site: MakeSite, question: str) -> None:
    assert find(site, question) == []


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("到会成员够不够半数", "quorum-differs"),
        ("2/5 以上成员出席", "quorum-differs"),
        ("全体成员到会", "quorum-differs"),
        ("赞成超过到会成员半数", "majority-base-differs"),
        ("实到会成员过半数同意", "majority-base-differs"),
        ("应到会成员四分之一以上赞成", "majority-too-small"),
        ("得票超过 40%", "majority-too-small"),
    ],
)
def test_words_that_break_the_norm_are_told(site: MakeSite, question: str, code: str) -> None:
    (line,) = find(site, question)
    assert line.startswith("content/procedures/l1.yml:14:5: error:")
    assert line.endswith(f"[{code}]")


@pytest.mark.parametrize(
    "remark",
    ["走访不少于三分之一的农户", "三分之一以上委员同意的，可以提议开会", "材料 2/3 以上为原件"],
)
def test_other_shares_are_nobodys_quorum(site: MakeSite, remark: str) -> None:
    assert find(site, "是否通过", remark) == []

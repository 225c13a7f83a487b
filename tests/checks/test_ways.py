"""Ways that may be written, and gates beside the way and in one branch of a parallel."""

from __future__ import annotations

import pytest

from shaiquan.checks.checking import check_content
from tests.conftest import SMALL, MakeSite
from tests.support import lines

CHART = (SMALL / "procedures" / "l1.yml").read_text("utf-8")
GATE = "    关口: [合法性审查]\n"


def codes_of(site: MakeSite, chart: str) -> list[str]:
    content = site({"procedures/l1.yml": chart})
    return [line.rpartition("[")[2].rstrip("]") for line in lines(check_content(content), content)]


def test_a_gate_on_a_side_step_is_passed_with_the_step_that_it_stands_beside(
    site: MakeSite,
) -> None:
    assert codes_of(site, CHART.replace(GATE, "")) == ["gate-missing"]
    beside = "    旁路: {步骤: 全程监督, 主体: 党委, 关口: [合法性审查]}\n"
    assert codes_of(site, CHART.replace(GATE, beside)) == []


def test_a_gate_in_one_branch_of_a_parallel_is_passed(site: MakeSite) -> None:
    head, _, rest = CHART.partition("  - 步骤: 审查\n")
    review, decision, rest = rest.partition("  - 判断:")
    branch = "".join(f"      {line}\n" for line in review.splitlines())
    parallel = f"  - 标识: bx\n    并行:\n      - - 步骤: 审查\n{branch}      - - {{步骤: 评估, 主体: 党委, 时限: 1日}}\n"
    chart = (head + parallel + decision + rest).replace("不通过: 审查", "不通过: bx")
    assert codes_of(site, chart) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # the next step by name
        ("    时限: 5个工作日\n", "    时限: 5个工作日\n    下一步: 是否通过\n"),
        # a side step of a question and of an end
        ("    表决: 记名\n", "    表决: 记名\n    旁路: {步骤: 计票, 主体: 办公室}\n"),
        ("  - 结束: 归档\n", "  - 结束: 归档\n    旁路: {步骤: 公布, 主体: 办公室}\n"),
    ],
)
def test_what_is_drawn_as_it_is_written_is_no_problem(site: MakeSite, old: str, new: str) -> None:
    assert codes_of(site, CHART.replace(old, new)) == []

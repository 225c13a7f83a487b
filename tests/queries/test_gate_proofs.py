"""What closes a gate beside its line among 关口: alternatives, consultations, notices."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.decisions import TOPICS, copy_site, find_decision_problems, replace_text

ASKED = "{对象: 县政协, 类别: 政协, 日期: 2026-03-20, 采纳: 部分采纳}"
MADE = "    方案: [先建东区, 先建西区]\n"


def notice(form: str) -> str:
    return f"{MADE}    公示: [{{形式: {form}, 从: 2026-03-02, 至: 2026-04-08, 结果: 没有意见}}]\n"


@pytest.mark.parametrize(
    ("gate", "old", "new", "is_closed"),
    [
        ("征求意见", ASKED, ASKED, True),
        ("听取意见", ASKED, ASKED, True),
        ("征求政协意见", ASKED, ASKED, True),
        ("征求政府正职意见", ASKED, ASKED, False),
        ("征求政府正职意见", "县政协, 类别: 政协", "县长, 类别: 政府正职", True),
        ("征求纪委意见", "县政协, 类别: 政协", "县纪委, 类别: 部门", True),
        ("公众参与", ASKED, ASKED, False),
        ("公众参与", "县政协, 类别: 政协", "全县居民, 类别: 群众", True),
        ("公众参与", MADE, notice("公开征求意见"), True),
        ("公示", MADE, notice("公示"), True),
        ("公示", MADE, notice("听证会"), False),
        ("听证", MADE, notice("听证会"), True),
        ("两个以上可供比较的方案", MADE, MADE, True),
        ("方案比选", MADE, MADE, True),
        ("方案比选", MADE, "    方案: [先建东区]\n", False),
        ("工作方案", MADE, MADE, False),
        ("可行性研究", MADE, MADE, False),
    ],
)
def test_a_gate_is_closed_by_what_it_asks_for(
    gate: str, old: str, new: str, is_closed: bool, tmp_path: Path
) -> None:
    content = copy_site(tmp_path)
    replace_text(content, "site.yml", "涉及群众利益: [征求意见]", f"涉及群众利益: [{gate}]")
    replace_text(content, TOPICS, old, new)
    problems = find_decision_problems(content)
    missing = [dict(p.words)["gate"] for p in problems if p.code.code == "topic-gate-missing"]
    assert (gate not in missing) == is_closed

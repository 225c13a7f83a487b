"""The longest time: the longest path, each return once, units separate."""

from __future__ import annotations

import pytest

from shaiquan.checks.checking import check_content
from shaiquan.model.time_limits import parse_limit
from shaiquan.procedures.durations import compute_duration
from shaiquan.procedures.timing import find_longest_time, time_of_limit
from tests.conftest import MakeSite
from tests.support import STEPS, procedure


def time(site: MakeSite, steps: str) -> str:
    return str(find_longest_time(procedure(site({"procedures/l1.yml": STEPS + steps}))[1]))


def test_limits_on_a_path_are_summed(site: MakeSite) -> None:
    steps = "  - {步骤: 甲, 时限: 3个工作日}\n  - {步骤: 乙, 时限: 2个工作日}\n  - 结束: 完\n"
    assert time(site, steps) == "5个工作日"


def test_working_days_and_days_are_summed_apart(site: MakeSite) -> None:
    steps = "  - {步骤: 甲, 时限: 3个工作日}\n  - {步骤: 乙, 时限: 10日}\n  - 结束: 完\n"
    assert time(site, steps) == "10日加3个工作日"


def test_points_are_not_summed(site: MakeSite) -> None:
    steps = "  - {步骤: 甲, 时限: 会前2日}\n  - {步骤: 乙, 时限: 当场}\n  - {步骤: 丙, 时限: 1日}\n  - 结束: 完\n"
    assert time(site, steps) == "1日"


def test_the_longer_branch_counts_and_parallels_run_together(site: MakeSite) -> None:
    steps = """\
  - 并行:
      - - {步骤: 甲, 时限: 3日}
      - - {步骤: 乙, 时限: 5日}
  - 判断: 丙
    分支: {快: 丁, 慢: 戊}
  - {步骤: 丁, 时限: 1日, 下一步: 完}
  - {步骤: 戊, 时限: 9日}
  - 结束: 完
"""
    assert time(site, steps) == "14日"


def test_a_procedure_does_not_begin_beside_itself(site: MakeSite) -> None:
    steps = "  - {步骤: 甲, 时限: 3日, 旁路: {开始: 乙, 时限: 9日}}\n  - 结束: 完\n"
    assert time(site, steps) == "3日"


def test_each_return_is_taken_once(site: MakeSite) -> None:
    steps = """\
  - {步骤: 甲, 时限: 2日}
  - {步骤: 乙, 时限: 3日}
  - 判断: 丙
    分支: {好: 完, 补正: 乙, 重来: 甲}
  - 结束: 完
"""
    # 甲 乙, back to 乙, back to 甲 乙
    assert time(site, steps) == "13日"


def test_a_sub_procedure_brings_its_own_time(site: MakeSite) -> None:
    inner = "编号: l2\n名称: 内层\n步骤:\n  - {步骤: 子, 时限: 4日}\n  - 结束: 完\n"
    outer = STEPS + "  - {步骤: 甲, 时限: 2日}\n  - 子流程: 内层\n  - 结束: 完\n"
    catalog = check_content(site({"procedures/l1.yml": outer, "procedures/l2.yml": inner})).catalog
    assert catalog is not None
    assert [str(compute_duration(catalog, id)) for id in ("l1", "l2")] == ["6日", "4日"]


@pytest.mark.parametrize(
    ("sum_", "limit", "kept"),
    [
        ("5个工作日", "5个工作日", True),
        ("6个工作日", "5个工作日", False),
        ("7日", "5个工作日", True),
        ("8日", "5个工作日", False),
        ("23小时", "1日", True),
        ("25小时", "1日", False),
        ("1年", "会前2日", True),
    ],
)
def test_a_limit_is_kept_or_not_in_its_own_unit_or_in_days(
    sum_: str, limit: str, kept: bool
) -> None:
    assert time_of_limit(parse_limit(sum_)).within(parse_limit(limit)) is kept

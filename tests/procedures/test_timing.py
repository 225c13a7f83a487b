"""The longest time: the longest path, each return once, units separate."""

from __future__ import annotations

from shaiquan.checks.checking import check_content
from shaiquan.procedures.durations import compute_duration
from shaiquan.procedures.timing import find_longest_time
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
    assert time(site, steps) == "1日（不计会前2日）"


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


def test_a_step_without_limit_on_any_path_leaves_the_whole_unknown(site: MakeSite) -> None:
    steps = """\
  - {步骤: 甲, 时限: 7日}
  - 判断: 丙
    分支: {好: 完, 听证: 丁}
  - {步骤: 丁}
  - 结束: 完
"""
    total = find_longest_time(procedure(site({"procedures/l1.yml": STEPS + steps}))[1])
    assert (total.label, str(total)) == ("写明时限的各步合计", "7日，其余各步未定时限")


def test_what_takes_no_time_needs_no_limit(site: MakeSite) -> None:
    steps = """\
  - 开始: 提出
  - 并行:
      - - {步骤: 甲, 时限: 7日, 旁路: {步骤: 监督}}
      - - {步骤: 乙, 时限: 当场}
  - 判断: 丙
    分支: {好: 完, 不好: 止}
  - 结束: 完
  - 结束: 止
"""
    total = find_longest_time(procedure(site({"procedures/l1.yml": STEPS + steps}))[1])
    assert (total.label, str(total)) == ("各步最长合计", "7日")


def test_a_lower_end_makes_no_upper_total(site: MakeSite) -> None:
    steps = (
        "  - {步骤: 甲, 时限: 3至5日}\n  - {步骤: 乙, 时限: 不少于7日}\n"
        "  - {步骤: 丙, 时限: 半个工作日}\n  - 结束: 完\n"
    )
    assert time(site, steps) == "5日加0.5个工作日加不少于7日"
    assert time(site, "  - {步骤: 乙, 时限: 7日以上}\n  - 结束: 完\n") == "不少于7日"


def test_time_that_does_not_count_is_named_beside_the_sum(site: MakeSite) -> None:
    steps = """\
  - {步骤: 甲, 时限: 5日, 延长: 10日}
  - {步骤: 评审, 时限: 30日, 不计入: 专家评审}
  - {步骤: 听证, 不计入: 是}
  - {步骤: 送会, 时限: 会前2日}
  - {步骤: 补正, 时限: 3日, 不计入: 否}
  - 结束: 完
"""
    assert time(site, steps) == "8日（不计专家评审、听证、会前2日）"


def test_a_step_inside_the_limit_of_another_adds_nothing(site: MakeSite) -> None:
    steps = """\
  - {步骤: 审查, 时限: 20日}
  - {步骤: 公示, 时限: 不少于7日, 含在: 审查}
  - {步骤: 核对, 含在: 审查}
  - {步骤: 发证, 时限: 3日}
  - 结束: 完
"""
    assert time(site, steps) == "23日"


def test_a_sub_procedure_without_all_limits_leaves_the_whole_unknown(site: MakeSite) -> None:
    inner = "编号: l2\n名称: 内层\n步骤:\n  - {步骤: 子, 时限: 4日}\n  - 步骤: 丑\n  - 结束: 完\n"
    outer = STEPS + "  - {步骤: 甲, 时限: 2日}\n  - 子流程: 内层\n  - 结束: 完\n"
    own = outer.replace("子流程: 内层", "{子流程: 内层, 时限: 9日}")
    for text, shown in ((outer, "6日，其余各步未定时限"), (own, "11日")):
        files = {"procedures/l1.yml": text, "procedures/l2.yml": inner}
        catalog = check_content(site(files)).catalog
        assert catalog is not None
        assert str(compute_duration(catalog, "l1")) == shown


def test_with_too_many_returns_no_time_is_told(site: MakeSite) -> None:
    """The longest without some of them would be too short, and hang on a wall."""
    numbers = "一二三四五六七八九"

    def time_with(returns: str) -> str:
        steps = "".join(
            f"  - 步骤: 第{n}步\n    时限: 1日\n"
            f"  - 判断: 第{n}步是否合格\n    分支: {{合格: {next_step}, 不合格: 第{n}步}}\n"
            for n, next_step in zip(
                returns, [*(f"第{n}步" for n in returns[1:]), "完"], strict=True
            )
        )
        _, graph = procedure(site({"procedures/l1.yml": STEPS + steps + "  - 结束: 完\n"}))
        return str(find_longest_time(graph))

    assert time_with(numbers[:8]) == "16日"
    assert time_with(numbers) == ""

"""Ladders of amounts: each kind of matter has its own, and chance finds no fault in good ones."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Iterable
from random import Random

import yaml

from shaiquan.checks.checking import check_content
from tests.checks.random_ladders import Cut, MadeLadder
from tests.conftest import FULL, MakeSite

COUNT = 1000 if FULL else 60
CODES = {"tiers-do-not-meet", "tiers-out-of-order", "top-tier-not-collective", "bad-amount"}
Rows = list[dict[str, str]]


def find_told(site: MakeSite, ladders: Iterable[Rows]) -> list[list[str]]:
    """What is told of the tiers of each power: 空档, 重叠, or the code."""
    texts = [_write_power(number, rows) for number, rows in enumerate(ladders)]
    starts = [*itertools.accumulate((text.count("\n") for text in texts), initial=1)]
    told: list[list[str]] = [[] for _ in texts]
    for problem in check_content(site({"powers/dj.yml": "".join(texts)})).problems:
        if problem.code.code in CODES:
            what = [word for word in ("空档", "重叠") if word in problem.message()]
            number = bisect.bisect_right(starts, problem.line) - 1
            told[number].append("".join(what) or problem.code.code)
    return told


def _write_power(number: int, rows: Rows) -> str:
    power = {"编号": f"dj{number}", "名称": f"权力{number}", "决定主体": "党委", "审批档次": rows}
    return yaml.safe_dump([power], allow_unicode=True, width=999)


def make_good(rng: Random) -> Rows:
    """One ladder or one for each of some kinds, whose lines come in any order."""
    kinds = rng.sample(("工程", "货物", "服务"), rng.randint(1, 3)) if rng.random() < 0.4 else [""]
    ladders = [MadeLadder(rng, kind) for kind in kinds]
    rows = [row for ladder in ladders for row in ladder.write(ladder.list_ends())]
    rng.shuffle(rows)
    return rows


def make_stated(rng: Random, swapped: bool) -> Rows:
    """A ladder with a tier of words, in the order that is written; with two tiers swapped."""
    ladder = MadeLadder(rng)
    ends = ladder.list_ends()
    if swapped:
        index = rng.randrange(1, len(ends))
        ends[index - 1], ends[index] = ends[index], ends[index - 1]
    rows = ladder.write(ends)
    rows.insert(rng.randrange(len(rows)), {"金额": "影响较大的", "审批": "副书记"})
    return rows


def spoil(rng: Random) -> tuple[str, Rows]:
    """A ladder with one mistake, and what is to be told of it."""
    ladder = MadeLadder(rng)
    ends = ladder.list_ends()
    index = rng.randrange(1, len(ends))
    low, high = ends[index]
    assert low
    mistake = rng.choice(("空档", "重叠", "交界", "最高一档", "次序"))
    if mistake == "次序":
        return "tiers-out-of-order", make_stated(rng, swapped=True)
    if mistake == "最高一档":
        rows = ladder.write(ends)
        del rows[-1]["集体"]
        return "top-tier-not-collective", rows
    moved: dict[str, Cut] = {"空档": (low[0] + 1, low[1]), "重叠": (low[0] - 1, low[1])}
    below = ends[index - 1]
    if mistake == "交界":  # both have the value, or none has it
        ends[index - 1], ends[index] = (below[0], (low[0], low[1])), ((low[0], not low[1]), high)
        return ("重叠" if low[1] else "空档"), ladder.write(ends)
    ends[index] = (moved[mistake], high)
    return mistake, ladder.write(ends)


def test_ladders_made_by_chance_are_good(site: MakeSite) -> None:
    rng = Random(20261130)
    ladders = [make_good(rng) for _ in range(COUNT)]
    ladders += [make_stated(rng, swapped=False) for _ in range(COUNT // 4)]
    told = find_told(site, ladders)
    assert [(rows, what) for rows, what in zip(ladders, told, strict=True) if what] == []


def test_a_mistake_in_one_is_told_and_nothing_else(site: MakeSite) -> None:
    rng = Random(1130)
    spoilt = [spoil(rng) for _ in range(COUNT)]
    told = find_told(site, (rows for _, rows in spoilt))
    wrong = [
        (expected, rows, what)
        for (expected, rows), what in zip(spoilt, told, strict=True)
        if what != [expected]
    ]
    assert wrong == []


def rows_of(*amounts: str) -> Rows:
    rows = [{"金额": amount, "审批": "副书记"} for amount in amounts]
    rows[-1] |= {"审批": "党委", "集体": "是"}
    return rows


def test_what_cannot_be_compared_stands_in_the_order_that_is_written(site: MakeSite) -> None:
    good = [
        rows_of("小额", "大额"),
        rows_of("较轻", "一般", "严重", "特别严重"),
        rows_of("月低保标准3倍以下", "超过月低保标准3倍", "5万元以上"),
        rows_of("5万元以下", "较大", "50万元以上"),
        rows_of("净资产1%以下", "100万元以下", "净资产1%以上"),
    ]
    assert find_told(site, good) == [[]] * len(good)
    wrong = [
        rows_of("净资产的1%以上", "5亿元以上", "1亿元以上"),
        rows_of("50万元以上", "较大", "5万元以下"),
    ]
    assert find_told(site, wrong) == [["tiers-out-of-order"]] * 2
    alone = rows_of("小额", "大额")
    del alone[1]["集体"]
    assert find_told(site, [alone]) == [["top-tier-not-collective"]]


def test_a_tier_that_names_no_kind_is_for_every_kind(site: MakeSite) -> None:
    rows = rows_of(
        "工程不满5万元", "不满3万元", "3万元以上不满50万元", "5万元以上不满50万元", "50万元以上"
    )
    for row, kind in zip(rows, ("工程", "货物、服务", "货物、服务", "工程", ""), strict=True):
        row["金额"] = row["金额"].removeprefix("工程")
        if kind:
            row["适用"] = kind
    assert find_told(site, [rows]) == [[]]
    del rows[2]
    assert find_told(site, [rows]) == [["空档"]]


POWER = """\
编号: p1
名称: 采购
类别: 重大事项
决定主体: 党委
承办: [办公室]
依据: [《议事规则》第二条]
审批档次:
"""
KINDS = """\
  - {适用: 工程, 金额: 5万元以下, 审批: 副书记}
  - {适用: 工程, 金额: 超过5万元, 审批: 党委, 集体: 是}
  - {适用: 货物、服务, 金额: 3万元（含）以下, 审批: 副书记}
  - {适用: 货物、服务, 金额: 3万元（不含）以上, 审批: 党委, 集体: 是}
"""
CHART = """\
编号: l1
名称: 采购流程图
事项: [p1]
步骤:
  - 开始: 提出
    主体: 申请人
    风险: [r1]
  - 判断: 金额多少
    主体: 办公室
    分支: {BRANCHES}
  - 步骤: 审批
    主体: 副书记
    下一步: 付款
  - 步骤: 研究
    主体: 党委
    集体决定: 是
  - 步骤: 付款
    主体: 办公室
    支付: 是
  - 结束: 归档
"""


def find_contradictions(site: MakeSite, tiers: str, branches: str) -> list[str]:
    """What is told of a power and a chart that branches by its amounts."""
    chart = CHART.replace("BRANCHES", branches)
    content = site({"powers/p1.yml": POWER + tiers, "procedures/l1.yml": chart})
    problems = check_content(content).problems
    return [p.code.code for p in problems if p.code.code != "type-without-procedure"]


def test_a_branch_that_names_a_kind_is_held_against_its_ladder(site: MakeSite) -> None:
    works = "工程不超过5万元: 审批, 工程超过5万元: 研究"
    goods = "货物不超过3万元: 审批, 货物3万元（不含）以上: 研究"
    services = "服务3万元以下: 审批, 服务超过3万元: 研究"
    assert find_contradictions(site, KINDS, f"{works}, {goods}, {services}") == []
    # a chart for one kind
    assert find_contradictions(site, KINDS, works) == []
    assert find_contradictions(site, KINDS, works.replace("工程", "")) == []
    # goods by the amounts of works
    told = find_contradictions(site, KINDS, f"{works}, {works.replace('工程', '货物')}")
    assert {*told} == {"branch-without-tier", "payment-without-collective"}
    assert told.count("branch-without-tier") == 2
    # a kind that has no tiers
    assert "branch-without-tier" in find_contradictions(
        site, KINDS, services.replace("服务", "设备")
    )
    # who approves goods
    other = KINDS.replace("3万元（含）以下, 审批: 副书记", "3万元（含）以下, 审批: 办公室")
    assert find_contradictions(site, other, f"{works}, {goods}") == ["tier-approver-differs"]
    # a ladder of which the chart has a part
    three = KINDS.replace("超过5万元,", "超过5万元不满9万元,") + (
        "  - {适用: 工程, 金额: 9万元以上, 审批: 党委, 集体: 是}\n"
    )
    split = works.replace("工程超过5万元", "工程超过5万元不满9万元")
    assert "tier-not-on-chart" in find_contradictions(site, three, split)


def test_one_ladder_is_for_whatever_kind_a_branch_names(site: MakeSite) -> None:
    tiers = KINDS.replace("适用: 工程, ", "").splitlines(keepends=True)
    assert (
        find_contradictions(site, "".join(tiers[:2]), "工程5万元以下: 审批, 工程超过5万元: 研究")
        == []
    )


def test_words_and_multiples_are_tiers_of_a_chart_too(site: MakeSite) -> None:
    words = "  - {金额: 小额, 审批: 副书记}\n  - {金额: 大额, 审批: 党委, 集体: 是}\n"
    assert find_contradictions(site, words, "小额: 审批, 大额: 研究") == []
    wrong = words.replace("小额, 审批: 副书记", "小额, 审批: 办公室")
    assert find_contradictions(site, wrong, "小额: 审批, 大额: 研究") == ["tier-approver-differs"]
    times = words.replace("小额", "月低保标准3倍以下").replace("大额", "超过月低保标准3倍")
    assert find_contradictions(site, times, "3倍以下: 审批, 超过3倍月低保标准: 研究") == []
    told = find_contradictions(
        site, times, "月低保标准2倍以下: 审批, 月低保标准2倍（不含）以上: 研究"
    )
    assert told.count("branch-without-tier") == 2

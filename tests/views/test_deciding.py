"""Who decides a power by the amount, as its page, lists and booklets say it."""

from __future__ import annotations

from shaiquan.disclosure.release import PublicCatalog
from shaiquan.views.cells import field_cell
from shaiquan.views.deciding import make_amount_table
from shaiquan.views.values import words_of
from tests.conftest import MakeSite
from tests.two_powers import FILES, SMALL_SPENDING, release_two_powers

TIERS = """\
审批档次:
  - {金额: 5万元以上, 审批: 党委, 集体: 是}
  - {金额: 不满1万元, 审批: 副书记}
  - {金额: 1万元以上不满5万元, 审批: 办公室, 集体: 是}
"""
CHART = """\
编号: zj
名称: 支出流程图
事项: [小额支出]
类型: 支出
步骤:
  - 开始: 申请
    主体: 申请人
  - 判断: 金额多少
    主体: 办公室
    分支: {不满1万元: 审批, 1万元以上不满5万元: 办公会, 5万元以上: 党委会}
  - 步骤: 审批
    主体: 副书记
    下一步: 办结
  - 步骤: 办公会
    主体: 办公室
    集体决定: 是
    下一步: 办结
  - 步骤: 党委会
    主体: 党委
    集体决定: 是
  - 判断: 是否通过
    主体: 党委
    表决: 记名
    分支: {通过: 办结, 不通过: 退回}
  - 结束: 办结
  - 结束: 退回
"""
TYPES = "  支出: {议定机构: 党委, 表决: [记名, 举手], 法定人数: 三分之二, 多数基数: 应到会}\n"


def release_tiers(site: MakeSite, files: dict[str, str]) -> PublicCatalog:
    power = SMALL_SPENDING + TIERS
    config = FILES["site.yml"].replace("类型表:\n", "类型表:\n" + TYPES)
    return release_two_powers(site, {"powers/p2.yml": power, "site.yml": config} | files)


def amounts(public: PublicCatalog) -> list[list[str]]:
    table = make_amount_table(public, public.entries["p2"])
    assert table
    return [list(table.columns), *([words_of(c) for c in row.cells] for row in table.rows)]


def test_a_row_for_each_amount_says_who_decides_by_which_vote_with_how_many(
    site: MakeSite,
) -> None:
    assert amounts(release_tiers(site, {"procedures/zj.yml": CHART})) == [
        ["金额", "谁决定", "表决方式", "法定到会人数", "多数按什么算"],
        ["不满1万元", "副书记", "个人审批", "", ""],
        ["1万元以上不满5万元", "办公室", "集体研究", "", ""],
        ["5万元以上", "党委", "记名", "三分之二", "应到会"],
    ]


def test_a_chart_that_does_not_branch_by_the_amount_shows_the_vote_too(site: MakeSite) -> None:
    start, _, end = CHART.partition("  - 判断: 金额多少")
    chart = start + "  - 步骤: 党委会" + end.partition("  - 步骤: 党委会")[2]
    public = release_tiers(site, {"procedures/zj.yml": chart})
    assert amounts(public)[-1] == ["5万元以上", "党委", "记名", "三分之二", "应到会"]


def test_without_a_chart_only_what_the_power_says_is_told(site: MakeSite) -> None:
    assert amounts(release_tiers(site, {}))[0] == ["金额", "谁决定", "表决方式"]


def test_who_decides_is_never_one_where_it_goes_by_the_amount(site: MakeSite) -> None:
    public = release_tiers(site, {})
    cell = field_cell(public, public.entries["p2"], "decider")
    assert words_of(cell) == "按金额：副书记、办公室、党委"
    assert cell[0][0].href == "/powers/p2/#amounts"
    assert words_of(field_cell(public, public.entries["p1"], "decider")) == "党委"


def test_each_kind_has_its_rows_and_words_stand_in_the_order_that_is_written(
    site: MakeSite,
) -> None:
    tiers = """\
审批档次:
  - {适用: 货物、服务, 金额: 大额, 审批: 党委, 集体: 是}
  - {适用: 工程, 金额: 5万元以上, 审批: 党委, 集体: 是}
  - {适用: 工程, 金额: 不满5万元, 审批: 副书记}
  - {适用: 货物、服务, 金额: 特大, 审批: 党委, 集体: 是}
"""
    public = release_two_powers(site, {"powers/p2.yml": SMALL_SPENDING + tiers})
    assert [row[:3] for row in amounts(public)] == [
        ["适用", "金额", "谁决定"],
        ["货物、服务", "大额", "党委"],
        ["货物、服务", "特大", "党委"],
        ["工程", "不满5万元", "副书记"],
        ["工程", "5万元以上", "党委"],
    ]

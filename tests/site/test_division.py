"""The division sheet and the register of powers."""

from __future__ import annotations

from tests.conftest import MakeSite
from tests.site.made_pages import find_table, make_page
from tests.two_powers import BODIES, SMALL_SPENDING, release_two_powers

RISK = "编号: r2\n名称: 无人认领\n领域: 事\n等级: 低\n责任岗位: [书记]\n防控措施: [轮岗]\n"


def test_the_division_sheet_has_a_row_for_each_power_by_department(site: MakeSite) -> None:
    page = make_page(release_two_powers(site), "/division/")
    assert [section.title for section in page.sections] == ["办公室（牵头 2 项）"]
    assert find_table(page, "_bgs") == [
        ["P1", "重大事项决定", "党委", "副书记", "如实记录", "论证走过场高", "书记"],
        ["P2", "小额支出", "党委", "副书记", "缺", "缺", ""],
    ]


def test_the_division_sheet_lists_what_belongs_to_no_power(site: MakeSite) -> None:
    page = make_page(release_two_powers(site, {"risks/r2.yml": RISK}), "/division/")
    assert find_table(page, "_orphans") == [["无人认领", "风险点"]]


def test_the_register_numbers_the_powers_by_category_and_counts_them(site: MakeSite) -> None:
    page = make_page(release_two_powers(site), "/powers/register/")
    assert find_table(page, "_totals") == [["办公室", "2 项", "1"]]
    assert find_table(page, "_register") == [
        ["1", "重大事项", "重大事项决定", "《小镇议事规则》第二条", "办公室", "重大事项流程图"],
        ["2", "", "小额支出", "", "办公室", ""],
    ]


def test_the_register_of_two_units_counts_each_by_itself(site: MakeSite) -> None:
    more = """\
  - {编号: zf, 名称: 政府, 类型: 政府}
  - {编号: czs, 名称: 财政所, 单位: 政府, 上级: 政府}
岗位:
"""
    files = {
        "bodies/all.yml": BODIES.replace("岗位:\n", more),
        "catalogues/zf.yml": "权力类别:\n  - {编号: lb2, 名称: 重大事项, 单位: 政府}\n",
        "powers/p2.yml": SMALL_SPENDING.replace("办公室", "财政所") + "类别: lb2\n单位: 政府\n",
    }
    page = make_page(release_two_powers(site, files), "/powers/register/")
    assert find_table(page, "_totals-dw") == [["办公室", "1 项", "1"]]
    assert find_table(page, "_totals-zf") == [["财政所", "1 项", "1"]]


def test_the_register_counts_sub_items_apart_as_the_division_sheet_does(site: MakeSite) -> None:
    sub_item = "编号: p3\n名称: 零星事项\n主项: p1\n决定主体: 党委\n承办: [办公室]\n"
    public = release_two_powers(site, {"powers/p3.yml": sub_item})
    assert find_table(make_page(public, "/powers/register/"), "_totals") == [
        ["办公室", "2 项，子项 1 项", "1"]
    ]
    page = make_page(public, "/division/")
    assert [section.title for section in page.sections] == ["办公室（牵头 2 项，子项 1 项）"]

"""The division sheet and the register of powers."""

from __future__ import annotations

from tests.conftest import MakeSite
from tests.site.made_pages import find_table, make_page
from tests.two_powers import release_two_powers

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
        ["1", "重大事项", "重大事项决定", "《小镇议事规则》第二条", "办公室"],
        ["2", "", "小额支出", "", "办公室"],
    ]

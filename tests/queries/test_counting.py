"""The numbers that 声明 states: of the site and of each unit."""

from __future__ import annotations

from shaiquan.queries.counting import count_records, list_countable
from tests.conftest import MakeSite
from tests.two_powers import SMALL_SPENDING, release_two_powers


def test_records_are_counted_for_the_site_and_for_each_unit(site: MakeSite) -> None:
    public = release_two_powers(site, {"powers/p2.yml": SMALL_SPENDING + "单位: 办公室\n"})
    numbers = count_records(public)
    assert (numbers["权力事项"], numbers["党委.权力事项"], numbers["办公室.权力事项"]) == (2, 1, 1)
    assert (numbers["党组"], numbers["班子成员"], numbers["机制"]) == (0, 2, 1)
    assert numbers["党委.不直接分管"] == 1


def test_what_is_withdrawn_does_not_count(site: MakeSite) -> None:
    withdrawn = SMALL_SPENDING + "状态: 撤回\n原因: 取消\n撤回日期: 2026-02-01\n"
    public = release_two_powers(site, {"powers/p2.yml": withdrawn})
    assert count_records(public)["权力事项"] == 1


def test_a_message_names_each_unit_once(site: MakeSite) -> None:
    words = list_countable(count_records(release_two_powers(site)))
    assert words.startswith("机构、党组、部门、岗位、")
    assert words.endswith("；前面可以加单位：党委")

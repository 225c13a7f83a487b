"""What changed last, from the dates that the records have."""

from __future__ import annotations

import datetime

from shaiquan.queries.changes import DailyChange, find_last_changes, list_changes, list_events
from tests.conftest import MakeSite
from tests.ledgers import WALLED, public, register
from tests.two_powers import SMALL_SPENDING, release_two_powers

REVIEWED = "审查: {人: 专班, 日期: 2026-10-20}\n"
RULES = """\
- {编号: gz-8, 名称: 旧办法, 制定机关: 党委, 施行日期: 2026-03-01, 废止日期: 2026-10-25, 正文: 第一条　旧。}
- 编号: gz-9
  名称: 新办法
  制定机关: 党委
  施行日期: 2027-01-01
  正文: 第一条　新。
  修订: [{日期: 2026年8月, 内容: 只知道月份}, {日期: 2026-10-28, 内容: 改了第一条}]
"""


def test_the_newest_change_comes_first_and_of_a_day_the_rarer(site: MakeSite) -> None:
    town = release_two_powers(site, {"rules/more.yml": RULES})
    changes = list_changes(list_events(town), 20)
    assert changes[:2] == (
        DailyChange("2026-10-28", "修订", "rule", ("gz-9",), 1),
        DailyChange("2026-10-25", "废止", "rule", ("gz-8",), 1),
    )
    assert [change.date for change in changes] == sorted((c.date for c in changes), reverse=True)
    assert list_changes(list_events(town), 1) == changes[:1]


def test_what_is_still_to_come_is_no_change(site: MakeSite) -> None:
    town = release_two_powers(site, {"rules/more.yml": RULES})
    assert ("2027-01-01", "施行") not in {
        (c.date, c.what) for c in list_changes(list_events(town), 99)
    }


def test_records_released_on_a_day_are_one_change_that_names_the_first(site: MakeSite) -> None:
    powers = "".join(
        f"- {{编号: q{number}, 名称: 事项{number}, 决定主体: 党委, 公开: 社会,"
        f" 审查: {{人: 专班, 日期: 2026-10-20}}}}\n"
        for number in range(7)
    )
    town = release_two_powers(site, {"powers/more.yml": powers})
    change = list_changes(list_events(town), 1)[0]
    assert change == DailyChange(
        "2026-10-20", "审查公开", "power", ("q0", "q1", "q2", "q3", "q4"), 7
    )


def test_a_record_is_released_when_it_is_reviewed_and_its_day_has_come(site: MakeSite) -> None:
    later = SMALL_SPENDING.replace("公开: {", "公开: {从: 2026-10-30, ") + REVIEWED
    assert find_last_changes(list_events(release_two_powers(site, {"powers/p2.yml": later})))[
        "p2"
    ] == ("2026-10-30")
    earlier = SMALL_SPENDING.replace("公开: {", "公开: {从: 2026-01-01, ") + REVIEWED
    assert find_last_changes(list_events(release_two_powers(site, {"powers/p2.yml": earlier})))[
        "p2"
    ] == ("2026-10-20")


def test_of_a_withdrawn_record_only_the_withdrawal_is_told(site: MakeSite) -> None:
    gone = SMALL_SPENDING + REVIEWED + "状态: 撤回\n原因: 依据修改\n撤回日期: 2026-10-22\n"
    town = release_two_powers(site, {"powers/p2.yml": gone})
    of_power = [change for change in list_changes(list_events(town), 99) if "p2" in change.ids]
    assert of_power == [DailyChange("2026-10-22", "撤回", "power", ("p2",), 1)]


def test_a_new_sheet_is_a_change_of_its_procedure(site: MakeSite) -> None:
    content = site({"procedures/l1.yml": WALLED})
    register(content, datetime.date(2026, 10, 27))
    assert list_changes(list_events(public(content)), 1) == (
        DailyChange("2026-10-27", "登记新版挂图", "procedure", ("l1",), 1),
    )

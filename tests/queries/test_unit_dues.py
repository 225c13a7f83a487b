"""What is due of a unit, by obligations and by the rules of its meetings."""

from __future__ import annotations

import datetime

from shaiquan.model.obligation_terms import DueState
from shaiquan.queries.unit_dues import list_unit_dues
from tests.conftest import MakeSite
from tests.supervised_town import SUPERVISED
from tests.town_meetings import release_town

_WEEK = datetime.timedelta(days=7)
#: nobody works from 16 to 22 February 2026, the spring festival
_HOLIDAY = datetime.date(2026, 2, 18)


def test_in_a_week_without_a_working_day_nothing_is_missing(site: MakeSite) -> None:
    days = [datetime.date(2026, 1, 28) + _WEEK * number for number in range(6)]
    meetings = (
        f"  - {{编号: w{day:%m%d}, 名称: {day}例会, 类型: 党委会会议, 日期: {day}}}\n"
        for day in days
        if day not in (_HOLIDAY, _HOLIDAY + _WEEK)
    )
    files = {
        "site.yml": SUPERVISED["site.yml"].replace("每季度1次", "每周1次"),
        "meetings/all.yml": f"默认: {{单位: 党委}}\n会议:\n{''.join(meetings)}",
        "obligations/all.yml": "默认: {单位: 党委}\n应办:\n"
        "  - {编号: dc, 名称: 每周督查, 做什么: 督查, 谁: [办公室], 周期: 每周1次, 从: 2026-02-16, "
        "至: 2026-03-01}\n",
    }
    public = release_town(site, SUPERVISED | files, datetime.date(2026, 3, 5))
    missing = [one for one in list_unit_dues(public) if one.due.state is DueState.MISSING]
    assert {(one.name, one.due.first) for one in missing} == {
        ("每周督查", datetime.date(2026, 2, 23)),
        ("党委会会议", datetime.date(2026, 2, 23)),
    }

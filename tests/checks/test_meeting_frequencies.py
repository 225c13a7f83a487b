"""How many meetings a rule wants: the check and the pages judge alike."""

from __future__ import annotations

import datetime

from shaiquan.checks.checking import check_content
from shaiquan.disclosure.release import release
from shaiquan.model.obligation_terms import DueState
from shaiquan.queries.unit_dues import list_unit_dues
from tests.conftest import MakeSite
from tests.two_powers import FILES

AS_OF = datetime.date(2026, 4, 30)
#: a month that begins in the week of 30 March, and seven weeks with what is known to the day
DAYS = ("2026-03-04", "2026-03-11", "2026-03-18", "2026-03-25", "2026-04", "2026-04-22")


def test_a_date_known_to_the_month_counts_by_its_first_day_here_and_on_the_pages(
    site: MakeSite,
) -> None:
    meetings = (
        f"  - {{编号: w{number}, 名称: 第{number}次, 类型: 党委会会议, 日期: {day}}}\n"
        for number, day in enumerate(DAYS, start=1)
    )
    files = {
        "site.yml": f"{FILES['site.yml']}会议类型:\n  党委会会议: {{机构: 党委, 频次: 每周1次}}\n",
        "meetings/all.yml": f"会议:\n{''.join(meetings)}",
    }
    checked = check_content(site(FILES | files), as_of=AS_OF)
    (told,) = (one for one in checked.problems if one.code.code == "meetings-too-few")
    assert told.message() == (
        "“党委会会议”要求每周1次，开得不够：2026年4月6日起的一周0次、2026年4月13日起的一周0次"
    )
    assert checked.catalog is not None
    dues = list_unit_dues(release(checked.catalog, AS_OF).public)
    missing = [one.due for one in dues if one.name == "党委会会议"]
    assert [f"{due.first}" for due in missing if due.state is DueState.MISSING] == [
        "2026-04-06",
        "2026-04-13",
    ]

"""Which entries and meetings have taken place."""

from __future__ import annotations

import datetime

from shaiquan.queries.past_events import list_past
from tests.conftest import MakeSite
from tests.town_meetings import release_town

DAY = datetime.date(2026, 7, 1)
ENTRIES = """\
- {编号: q1, 名称: 已经做的, 类型: 述职, 日期: 2026-07-01}
- {编号: q2, 名称: 这个月的, 类型: 述职, 日期: 2026-07}
- {编号: q3, 名称: 明天的, 类型: 述职, 日期: 2026-07-02}
- {编号: q4, 名称: 撤回的, 类型: 述职, 日期: 2026-05-01, 状态: 撤回, 撤回日期: 2026-06-01, 撤回原因: 重复}
"""


def test_what_was_cancelled_or_withdrawn_or_lies_ahead_has_not_taken_place(site: MakeSite) -> None:
    public = release_town(site, {"entries/all.yml": ENTRIES}, DAY)
    assert [head.id for head in list_past(public, "meeting")] == ["h1", "h2", "h4"]
    assert [head.id for head in list_past(public, "entry")] == ["q1", "q2"]

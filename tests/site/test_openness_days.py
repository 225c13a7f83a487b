"""/timeliness/ tells which records were published in time after they were formed."""

from __future__ import annotations

from shaiquan.site.site_dates import read_dates
from shaiquan.site.timeliness import IN_TIME, outline_timeliness
from tests.conftest import MakeSite
from tests.two_powers import release_two_powers

LISTS = """\
默认:
  审查: {人: 办公室, 日期: 2026-01-05}
清单:
  - {编号: a, 名称: 迟了的, 公开: {形成日期: 2025-11-20, 从: 2026-01-05}, 条目: [不准迟到]}
  - {编号: b, 名称: 按期的, 公开: {形成日期: 2025-12-10}, 条目: [不准迟到]}
  - {编号: c, 名称: 不知道的, 条目: [不准迟到]}
  - {编号: d, 名称: 又审查过的, 公开: {形成日期: 2025-11-20}, 条目: [不准迟到]}
"""


def test_records_published_late_are_counted_and_listed(site: MakeSite) -> None:
    public = release_two_powers(site, {"catalogues/qd.yml": LISTS})
    outline = outline_timeliness(public, {}, read_dates(public))
    assert outline is not None
    parts = {part.id: part for part in outline.parts}
    assert parts["openness"].title == IN_TIME
    assert parts["openness"].rows == (("", "清单", "3", "1", "1", "33%"),)
    assert parts["late"].rows == (("a", "2025年11月20日", "2026年1月5日", "至多20个工作日"),)
    assert parts["late"].title == "迟了的（1 条）"


def test_a_site_that_says_no_day_has_no_such_part(site: MakeSite) -> None:
    public = release_two_powers(site)
    outline = outline_timeliness(public, {}, read_dates(public))
    assert outline is not None
    assert "openness" not in {part.id for part in outline.parts}

"""The day on which content is looked at."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from shaiquan.content import pinned_day
from shaiquan.content.pinned_day import find_day

TODAY = datetime.date(2026, 5, 7)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("截至: 2026-11-24 # 示例停在这一天", datetime.date(2026, 11, 24)),
        ('截至: "二〇二六年三月一日"', datetime.date(2026, 3, 1)),
        ("as_of: 2026-11-24", datetime.date(2026, 11, 24)),
        ("截至: 明天", TODAY),
        ("# 截至: 2026-11-24", TODAY),
        ("  截至: 2026-11-24", TODAY),
    ],
)
def test_a_site_may_stand_still_on_a_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, day: datetime.date
) -> None:
    monkeypatch.setattr(pinned_day, "today", lambda: TODAY)
    (tmp_path / "site.yml").write_text(f"名称: 小镇\n{line}\n", "utf-8")
    assert find_day(tmp_path) == day


def test_without_content_it_is_today(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pinned_day, "today", lambda: TODAY)
    assert find_day(tmp_path) == TODAY

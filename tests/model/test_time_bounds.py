"""Bounds of time limits: which limits keep them, and which cannot be compared."""

from __future__ import annotations

import pytest

from shaiquan.model.scalars import parse_limit
from shaiquan.model.time_bounds import parse_time_bound


@pytest.mark.parametrize(
    ("bound", "limit", "allowed"),
    [
        ("至少7个工作日", "7个工作日", True),
        ("至少7个工作日", "1个工作日", False),
        ("至少7个工作日", "7日", False),  # seven calendar days are five working days
        ("至少7个工作日", "2周", True),
        ("至少7个工作日", "当场", False),
        ("不少于10日", "10个工作日", True),
        ("至多3个工作日", "3个工作日", True),
        ("至多3个工作日", "30个工作日", False),
        ("不超过3个工作日", "会后3个工作日", True),
        ("至多3个工作日", "当场", True),
        ("至多3个工作日", "3日", True),
        ("至多5日", "5个工作日", None),  # from Monday to Friday, or over a weekend
        ("至多5日", "7个工作日", False),
        ("至多3个工作日", "会上", True),
        ("至多3个工作日", "不少于5日", None),
        ("至多会后3个工作日", "3个工作日", True),
        ("至少3个工作日", "不少于5日", True),
        ("至少3个工作日", "2至5个工作日", False),
        ("至少会前2日", "会前2日", True),
        ("至少会前2日", "会前48小时", True),
        ("会前至少2日", "会前1日", False),
        ("至少会前5日", "会前5个工作日", True),
        ("至少会前2日", "2个工作日", None),
        ("至少会前2日", "每季度", None),
        ("至多3个工作日", "按任职通知", None),
    ],
)
def test_a_limit_keeps_a_bound_breaks_it_or_cannot_tell(
    bound: str, limit: str, allowed: bool | None
) -> None:
    assert parse_time_bound(bound).allows(parse_limit(limit)) is allowed


@pytest.mark.parametrize("text", ["7个工作日", "至少", "至少每季度", "大约3日"])
def test_what_is_no_bound_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=text):
        parse_time_bound(text)


def test_a_bound_is_shown_in_one_way() -> None:
    assert str(parse_time_bound("不得少于 7 个工作日")) == "至少7个工作日"
    assert str(parse_time_bound("会前不少于2天")) == "至少会前2天"
    assert str(parse_time_bound("三个工作日以内")) == "至多3个工作日"

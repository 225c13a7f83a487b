"""Time limits as clerks and laws write them, and which of two is longer."""

from __future__ import annotations

import pytest

from shaiquan.model.parsed_texts import RefusedText
from shaiquan.model.time_amounts import TimeUnit
from shaiquan.model.time_limits import TimeLimit, names_limit, parse_limit

_YEAR, _MONTH, _DAY, _WORKDAY, _HOUR, _MINUTE = TimeUnit


@pytest.mark.parametrize(
    ("text", "shown", "unit", "most", "least"),
    [
        # an upper end
        ("3个工作日", "3个工作日", _WORKDAY, 3, 0),
        ("三个工作日内", "3个工作日", _WORKDAY, 3, 0),
        ("40 个工作日", "40个工作日", _WORKDAY, 40, 0),
        ("3工作日", "3个工作日", _WORKDAY, 3, 0),
        ("十五日", "15日", _DAY, 15, 0),
        ("10天以内", "10日", _DAY, 10, 0),
        ("２０日以内", "20日", _DAY, 20, 0),
        ("六十日内", "60日", _DAY, 60, 0),
        ("1年", "1年", _YEAR, 1, 0),
        ("三年内", "3年", _YEAR, 3, 0),
        ("6个月", "6个月", _MONTH, 6, 0),
        ("二十四个月", "24个月", _MONTH, 24, 0),
        ("不得超过6个月", "6个月", _MONTH, 6, 0),
        ("不得超过四十五日", "45日", _DAY, 45, 0),
        ("不超过20个工作日", "20个工作日", _WORKDAY, 20, 0),
        ("最长不超过30日", "30日", _DAY, 30, 0),
        ("最迟3日内", "3日", _DAY, 3, 0),
        ("限3日内办结", "3日", _DAY, 3, 0),
        ("不迟于3日", "3日", _DAY, 3, 0),
        ("最晚五日内", "5日", _DAY, 5, 0),
        ("10日内书面答复", "10日内书面答复", _DAY, 10, 0),
        ("受理后5日内作出决定", "受理后5日内作出决定", _DAY, 5, 0),
        ("24小时", "24小时", _HOUR, 24, 0),
        ("30分钟", "30分钟", _MINUTE, 30, 0),
        ("两周", "14日", _DAY, 14, 0),
        ("十八周", "126日", _DAY, 126, 0),
        ("一个季度", "3个月", _MONTH, 3, 0),
        ("自受理之日起20个工作日内", "自受理之日起20个工作日内", _WORKDAY, 20, 0),
        ("收到申请之日起三日内", "收到申请之日起三日内", _DAY, 3, 0),
        ("受理后5个工作日内", "受理后5个工作日内", _WORKDAY, 5, 0),
        # halves
        ("半年", "半年", _MONTH, 6, 0),
        ("一年半", "一年半", _MONTH, 18, 0),
        ("1.5年", "18个月", _MONTH, 18, 0),
        ("半个月", "半个月", _DAY, 15, 0),
        ("半月内", "半月内", _DAY, 15, 0),
        ("一个半月", "一个半月", _MONTH, 1.5, 0),
        ("半天", "半天", _DAY, 0.5, 0),
        ("两天半", "两天半", _DAY, 2.5, 0),
        ("半个工作日", "半个工作日", _WORKDAY, 0.5, 0),
        ("0.5个工作日", "0.5个工作日", _WORKDAY, 0.5, 0),
        ("０．５个工作日", "0.5个工作日", _WORKDAY, 0.5, 0),
        ("1.5个工作日", "1.5个工作日", _WORKDAY, 1.5, 0),
        ("半小时", "半小时", _HOUR, 0.5, 0),
        ("半个小时", "半个小时", _HOUR, 0.5, 0),
        ("2个半小时", "2个半小时", _HOUR, 2.5, 0),
        # a lower end alone
        ("不少于7日", "不少于7日", _DAY, 0, 7),
        ("不少于五个工作日", "不少于五个工作日", _WORKDAY, 0, 5),
        ("不得少于30日", "不得少于30日", _DAY, 0, 30),
        ("至少7日", "至少7日", _DAY, 0, 7),
        ("7日以上", "7日以上", _DAY, 0, 7),
        ("一年以上", "一年以上", _YEAR, 0, 1),
        ("不少于半年", "不少于半年", _MONTH, 0, 6),
        ("公示期不少于5个工作日", "公示期不少于5个工作日", _WORKDAY, 0, 5),
        # both
        ("3—5日", "3—5日", _DAY, 5, 3),
        ("3-5日", "3-5日", _DAY, 5, 3),
        ("3～5天", "3～5天", _DAY, 5, 3),
        ("3日至5日", "3日至5日", _DAY, 5, 3),
        ("3至5个工作日", "3至5个工作日", _WORKDAY, 5, 3),
        ("1—3个工作日", "1—3个工作日", _WORKDAY, 3, 1),
        ("五至七天", "五至七天", _DAY, 7, 5),
        ("15日以上30日以下", "15日以上30日以下", _DAY, 30, 15),
        ("1至2周", "1至2周", _DAY, 14, 7),
    ],
)
def test_a_length_is_read_and_shown(
    text: str, shown: str, unit: TimeUnit, most: float, least: float
) -> None:
    limit = parse_limit(text)
    assert (limit.unit, limit.amount, limit.least) == (unit, most, least)
    assert str(limit) == shown


@pytest.mark.parametrize(
    "text",
    [
        "会前2日",
        "会后3个工作日内",
        "会上",
        "提前5天",
        "七日前",
        "会议召开三日前",
        "次日",
        "当场",
        "当日办结",
        "即时",
        "即办",
        "即来即办",
        "立等可取",
        "每季度",
        "每半年",
        "月底前",
        "每季度末",
        "半年一次",
        "定期",
        "长期",
        "按任职通知",
    ],
)
def test_a_point_is_shown_as_it_is_written(text: str) -> None:
    limit = parse_limit(text)
    assert limit.is_point
    assert str(limit) == text


@pytest.mark.parametrize(
    "text",
    [
        "三天左右",
        "5",
        "0日",
        "0.0日",
        "工作日",
        "3个工做日",
        "",
        "半",
        "5-3日",
        "3-3日",
        "15日至1个月",
        "3日以上5个工作日以下",
        "不少于3至5日",
        "1.3个工作日",
        "数日",
        "法定20日，承诺5日",
        "5日前后",
    ],
)
def test_what_is_no_limit_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse_limit(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(
            (text, "vague-limit")
            for text in ("及时", "立即", "随时", "尽快", "尽快办结", "应当及时", "按时")
        ),
        *((text, "vague-limit") for text in ("适时", "不定期", "待定", "无", "视情况")),
        *((text, "vague-limit") for text in ("按规定", "规定时间内", "依法办理", "在规定期限内")),
        *((text, "limit-not-counted") for text in ("不计入", "另计", "20日（不含听证时间）")),
        *((text, "limit-with-extension") for text in ("20日可延长10日", "经批准可延长10日")),
    ],
)
def test_words_that_are_something_else_are_told_apart(text: str, code: str) -> None:
    with pytest.raises(RefusedText) as caught:
        parse_limit(text)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("limit", "other", "within"),
    [
        ("5个工作日", "5个工作日", True),
        ("6个工作日", "5个工作日", False),
        ("23小时", "1日", True),
        ("25小时", "1日", False),
        ("90分钟", "2小时", True),
        ("半年", "6个月", True),
        ("13个月", "1年", False),
        ("3至5日", "4日", False),
        # five working days take five to seven days
        ("5日", "5个工作日", True),
        ("7日", "5个工作日", None),
        ("8日", "5个工作日", False),
        ("5个工作日", "7日", True),
        ("5个工作日", "6日", None),
        ("5个工作日", "4日", False),
        # half a year has 181 to 184 days
        ("180日", "半年", True),
        ("183日", "半年", None),
        ("200日", "半年", False),
        # at once is no time at all, and the same day less than a day
        ("当场", "3日", True),
        ("10分钟", "当场", False),
        ("19个工作日", "即办", False),
        ("3小时", "当日", True),
        ("1日", "当日", False),
        # no upper end
        ("不少于3日", "20日", None),
        ("不少于30日", "20日", False),
        ("20日", "不少于3日", None),
        ("会前2日", "5日", None),
        # points of one sort
        ("会后3个工作日内", "会后5个工作日", True),
        ("会前5日", "会前2日", False),
        ("会前5日", "会后5日", None),
    ],
)
def test_the_longer_end_is_compared_as_far_as_the_calendar_allows(
    limit: str, other: str, within: bool | None
) -> None:
    assert parse_limit(limit).is_at_most(parse_limit(other)) is within


@pytest.mark.parametrize(
    ("limit", "other", "enough"),
    [
        ("7个工作日", "7个工作日", True),
        ("1个工作日", "7个工作日", False),
        ("不少于7日", "5日", True),
        ("3至9日", "5日", False),
        ("7日", "5个工作日", True),
        ("6日", "5个工作日", None),
        ("当场", "1日", False),
        ("每年", "1日", None),
        ("会前1日", "会前2日", False),
        ("会前2日", "会前2日", True),
        ("会前5日", "2日", None),
    ],
)
def test_the_shorter_end_is_compared_too(limit: str, other: str, enough: bool | None) -> None:
    assert parse_limit(limit).is_at_least(parse_limit(other)) is enough


@pytest.mark.parametrize(
    ("text", "limit", "named"),
    [
        ("2日内备案", "2日", True),
        ("二日内备案", "2日", True),
        ("12日内备案", "2日", False),
        ("2个工作日内备案", "2日", False),
        ("公示不少于7日", "不少于7日", True),
        ("公示7日以上", "至少7日", True),
        ("公示不少于7日", "7日", False),
        ("两人以上当场统计", "当场", True),
        ("备案", "2日", False),
    ],
)
def test_a_text_that_names_the_limit_is_known(text: str, limit: str, named: bool) -> None:
    assert names_limit(text, parse_limit(limit)) is named


def test_equal_limits_are_equal_values() -> None:
    assert parse_limit("3天") == parse_limit("三日内") == TimeLimit(3, TimeUnit.DAY)
    assert isinstance(parse_limit("1.5年").amount, int)

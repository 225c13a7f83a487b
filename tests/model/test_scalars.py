"""Dates, limits, numbers and citations as clerks write them."""

from __future__ import annotations

import pytest

from shaiquan.model.numerals import chinese_number, parse_number
from shaiquan.model.scalars import parse_citation, parse_date, parse_limit


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("二〇〇九年五月十五日", "2009-05-15"),
        ("二00九年", "2009"),
        ("二00九年五月十五日", "2009-05-15"),
        ("二○二六年十二月三十一日", "2026-12-31"),
        ("2026年5月", "2026-05"),
        ("2026-5-7", "2026-05-07"),
        ("2026/05/07", "2026-05-07"),
        ("2026.5.7", "2026-05-07"),
        ("２０２６年５月７日", "2026-05-07"),
        ("2024-02-29", "2024-02-29"),
        ("2026", "2026"),
    ],
)
def test_good_dates(text: str, iso: str) -> None:
    assert parse_date(text).iso == iso


@pytest.mark.parametrize(
    "text",
    ["2026-02-29", "2026-13-01", "2026年0月1日", "去年", "", "26-5-7", "2026-5/7", "二〇九年五月",
     "2026年5月七八日", "1026年"],
)  # fmt: skip
def test_bad_dates(text: str) -> None:
    with pytest.raises(ValueError):
        parse_date(text)


def test_a_year_or_a_month_reaches_from_its_first_to_its_last_day() -> None:
    year, month = parse_date("二00九年"), parse_date("2024年2月")
    assert (year.first.isoformat(), year.last.isoformat()) == ("2009-01-01", "2009-12-31")
    assert (month.first.isoformat(), month.last.isoformat()) == ("2024-02-01", "2024-02-29")
    assert parse_date("2026-05-07") > month > year
    assert str(year) == "2009年"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("3个工作日", "3个工作日"),
        ("三个工作日内", "3个工作日"),
        ("40 个工作日", "40个工作日"),
        ("十五日", "15日"),
        ("10天以内", "10日"),
        ("1年", "1年"),
        ("6个月", "6个月"),
        ("24小时", "24小时"),
        ("两周", "14日"),
        ("会前2日", "会前2日"),
        ("当场", "当场"),
        ("每季度", "每季度"),
    ],
)
def test_good_limits(text: str, shown: str) -> None:
    assert str(parse_limit(text)) == shown


@pytest.mark.parametrize("text", ["三天左右", "尽快", "5", "0日", "工作日", "3个工做日", ""])
def test_bad_limits(text: str) -> None:
    with pytest.raises(ValueError):
        parse_limit(text)


@pytest.mark.parametrize("value", [*range(130), 200, 205, 210, 999, 1000, 1001, 1010, 2026, 9999])
def test_a_chinese_number_parses_to_the_same_number(value: int) -> None:
    assert parse_number(chinese_number(value)) == value


@pytest.mark.parametrize("text", ["第四条", "4", "四", "第4条", "４", "第 四 条"])
def test_an_article_is_one_however_it_is_written(text: str) -> None:
    article = text if text.startswith("第") else f"第{text}条"
    assert parse_citation(f"《规则》{article}").article == "4"


def test_the_text_after_the_article_is_kept() -> None:
    citation = parse_citation("《城市管理条例》(国务院令第198号) 第十二条之一第二款第（三）项")
    assert (citation.rule, citation.article, citation.tail) == (
        "城市管理条例",
        "12-1",
        "第二款第（三）项",
    )
    assert parse_citation("《规则》附件").tail == "附件"
    assert parse_citation("规则").rule == "规则"

"""Dates, numbers and citations as clerks write them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from shaiquan.limits import DIGITS, OverLimit
from shaiquan.model.articles import article_title, find_articles
from shaiquan.model.numerals import chinese_number, parse_number
from shaiquan.model.scalars import parse_citation, parse_clock, parse_date
from shaiquan.model.time_limits import parse_limit


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


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("上午9时", "09:00"), ("上午9:00", "09:00"), ("下午3点", "15:00"), ("下午 3：05", "15:05"),
        ("14时30分", "14:30"), ("晚上7点半", "19:30"), ("9点整", "09:00"), ("下午15:00", "15:00"),
    ],
)  # fmt: skip
def test_a_time_of_the_day_as_it_is_said(text: str, clock: str) -> None:
    assert parse_clock(text) == clock


@pytest.mark.parametrize(
    "text", ["九点", "上午", "9", "上午15:00", "25:00", "24时", "9:60", "下午"]
)
def test_what_is_no_time_of_the_day(text: str) -> None:
    with pytest.raises(ValueError):
        parse_clock(text)


def test_a_year_or_a_month_reaches_from_its_first_to_its_last_day() -> None:
    year, month = parse_date("二00九年"), parse_date("2024年2月")
    assert (year.first.isoformat(), year.last.isoformat()) == ("2009-01-01", "2009-12-31")
    assert (month.first.isoformat(), month.last.isoformat()) == ("2024-02-01", "2024-02-29")
    assert parse_date("2026-05-07") > month > year
    assert str(year) == "2009年"


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


@pytest.mark.parametrize(
    ("parse", "text"),
    [
        (parse_limit, f"{'9' * 9}个工作日"),
        (parse_limit, f"{'9' * 400}天"),
        (parse_citation, f"《甲》第{'9' * 5000}条"),
        (parse_citation, f"《甲》第四条之{'一' * 9}"),
        (parse_date, f"{'二〇' * 5}年"),
        (parse_number, "9" * 5000),
    ],
)
def test_a_number_of_too_many_digits_is_over_the_limit(
    parse: Callable[[str], object], text: str
) -> None:
    with pytest.raises(OverLimit) as caught:
        parse(text)
    assert caught.value.limit == DIGITS


def test_the_longest_numbers_can_be_read_and_said() -> None:
    longest = "9" * DIGITS.most
    assert str(parse_limit(f"{longest}年")) == f"{longest}年"
    assert (
        article_title(parse_citation(f"《甲》第{longest}条之{longest}").article).count("九") == 16
    )


def test_an_article_of_five_digits_is_one_and_of_many_is_a_line_of_text() -> None:
    text = f"第12345条　甲\n\n第{'9' * 5000}条　乙"
    (article,) = find_articles(text)
    assert article.title == "第一万二千三百四十五条"
    assert article.text.endswith("条　乙")


def test_a_number_in_chinese_reads_the_same_again() -> None:
    for value in (*range(1, 10_000), 10_000, 10_010, 12_345, 100_010):
        myriads, sign, rest = chinese_number(value).rpartition("万")
        read = parse_number(myriads), parse_number(rest.removeprefix("零"))
        assert (read[0] or 0) * 10_000 + (read[1] or 0) == value
        assert bool(sign) == (value >= 10_000)

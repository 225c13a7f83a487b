"""Shares of a body: how they are written, and which are none."""

from __future__ import annotations

from fractions import Fraction

import pytest

from shaiquan.model.shares import find_shares, parse_share

HALF, TWO_THIRDS = Fraction(1, 2), Fraction(2, 3)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三分之二", TWO_THIRDS),
        ("三分之二以上", TWO_THIRDS),
        ("不少于三分之二", TWO_THIRDS),
        ("2/3", TWO_THIRDS),
        ("３分之２", TWO_THIRDS),
        ("半数以上", HALF),
        ("过半数", HALF),
        ("超过半数", HALF),
        ("二分之一以上", HALF),
        ("60%", Fraction(3, 5)),
        ("百分之六十", Fraction(3, 5)),
        ("五分之四以上委员到会", Fraction(4, 5)),
        ("全体", Fraction(1)),
        ("全体成员", Fraction(1)),
    ],
)
def test_a_share_is_read_as_clerks_write_it_and_shown_as_written(
    text: str, value: Fraction
) -> None:
    assert parse_share(text).value == value
    assert str(parse_share(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "三分之零",
        "零分之三",
        "四分之五",
        "150%",
        "0/3",
        "大多数",
        "三分之",
        "",
        "7人",
        "三分之二或者半数",
    ],
)
def test_what_is_no_share_is_refused(text: str) -> None:
    with pytest.raises((ValueError, ZeroDivisionError)):
        parse_share(text)


def test_the_shares_of_a_text_are_found_and_the_rest_is_passed_over() -> None:
    text = "三分之二以上到会，赞成超过应到会 1/2；0/0 不算，走访三分之一户"
    assert [str(share.value) for share in find_shares(text)] == ["2/3", "1/2", "1/3"]

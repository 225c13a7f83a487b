"""Bands of money, as the law reads 以上、以下、不满、超过."""

from __future__ import annotations

import pytest

from shaiquan.limits import OverLimit
from shaiquan.model.money import find_band, parse_band


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("不满5000元", (0, 0), (5000, 0)),
        ("5000元以上不满5万元", (5000, 0), (50000, 0)),
        ("5万元以上", (50000, 0), None),
        ("超过5000元、不超过1.5万元以下", (5000, 1), (15000, 1)),
        ("5000元以下", (0, 0), (5000, 1)),
        ("50000元以上或者累计超过合同价10%", (50000, 0), None),
        ("1,000元起", (1000, 0), None),
        ("1.13万元以上", (11300, 0), None),
        ("2亿元以上", (200_000_000, 0), None),
    ],
)
def test_a_band_runs_from_one_cut_to_the_next(
    text: str, low: tuple[int, int], high: tuple[int, int] | None
) -> None:
    band = parse_band(text)
    assert (band.low, band.high, str(band)) == (low, high, text)


@pytest.mark.parametrize("text", ["五万左右", "5万元以上不满3万元", "待定", "0.001元以上", ""])
def test_a_text_that_is_no_band_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        parse_band(text)
    assert find_band(text) is None


def test_a_band_up_to_an_amount_ends_where_the_band_above_it_begins() -> None:
    assert parse_band("5000元以下").high == parse_band("超过5000元").low
    assert parse_band("5000元以下").high != parse_band("5000元以上").low


def test_a_sum_that_nobody_has_is_over_the_limit() -> None:
    for text in (f"{'9' * 400}元以上", f"不满{'9' * 12}亿元"):
        with pytest.raises(OverLimit):
            parse_band(text)
        assert find_band(text) is None

"""Bands of money as people write them, as the law reads 以上、以下、不满、超过."""

from __future__ import annotations

import pytest

from shaiquan.limits import OverLimit
from shaiquan.model.money import Band, find_band, parse_band

_W = 10_000


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("不满5000元", (0, 0), (5000, 0)),
        ("5000元以上不满5万元", (5000, 0), (5 * _W, 0)),
        ("5万元以上", (5 * _W, 0), None),
        ("超过5万元", (5 * _W, 1), None),
        ("5000元以下", (0, 0), (5000, 1)),
        ("10万元以内", (0, 0), (10 * _W, 1)),
        ("5万元及以上", (5 * _W, 0), None),
        ("1,000元起", (1000, 0), None),
        ("满5万元不满50万元", (5 * _W, 0), (50 * _W, 0)),
        ("高于1万元且低于5万元", (_W, 1), (5 * _W, 0)),
        ("1万元以上但不满5万元", (_W, 0), (5 * _W, 0)),
        ("超过5000元、不超过1.5万元以下", (5000, 1), (15000, 1)),
        ("没有超过5万元", (0, 0), (5 * _W, 1)),
        ("不低于5万元", (5 * _W, 0), None),
        ("≥5万元", (5 * _W, 0), None),
        # 含, 不含
        ("5000元（含）以下", (0, 0), (5000, 1)),
        ("5000元(不含)以上", (5000, 1), None),
        ("5万元以下（不含5万元）", (0, 0), (5 * _W, 0)),
        ("5万元（含5万元）以上", (5 * _W, 0), None),
        ("5000元含以下", (0, 0), (5000, 1)),
        # from one to another
        ("5—10万元", (5 * _W, 0), (10 * _W, 1)),
        ("5-10万元", (5 * _W, 0), (10 * _W, 1)),
        ("5万~10万元", (5 * _W, 0), (10 * _W, 1)),
        ("1万元至5万元", (_W, 0), (5 * _W, 1)),
        ("1万元至5万元（不含）", (_W, 0), (5 * _W, 0)),
        ("8000-1万元", (8000, 0), (_W, 1)),
        # numbers
        ("三万元以下", (0, 0), (3 * _W, 1)),
        ("万元以下", (0, 0), (_W, 1)),
        ("一万五千元以上", (15000, 0), None),
        ("1.13万元以上", (11300, 0), None),
        ("1.5万以上", (15000, 0), None),
        ("30,000元以下", (0, 0), (30000, 1)),
        ("３万元以下", (0, 0), (3 * _W, 1)),
        ("二千万元以上", (2000 * _W, 0), None),
        ("1百万元以上", (100 * _W, 0), None),
        ("2亿元以上", (20000 * _W, 0), None),
        # what does not change the amount
        ("单笔5万元以上", (5 * _W, 0), None),
        ("单笔支出超过5万元", (5 * _W, 1), None),
        ("人民币50万元以上", (50 * _W, 0), None),
        ("5万元以上的支出", (5 * _W, 0), None),
        ("50000元以上或者累计超过合同价10%", (5 * _W, 0), None),
        ("50000元以上或累计超10%", (5 * _W, 0), None),
        ("单笔5000元以上且累计2万元以上", (5000, 0), None),
    ],
)
def test_yuan_run_from_one_cut_to_the_next(
    text: str, low: tuple[int, int], high: tuple[int, int] | None
) -> None:
    assert parse_band(text) == Band(low, high, text, "元", "")


@pytest.mark.parametrize(
    ("text", "low", "high", "unit", "base"),
    [
        ("超过3倍月低保标准", (3, 1), None, "倍", "月低保标准"),
        ("月低保标准3倍以下", (0, 0), (3, 1), "倍", "月低保标准"),
        ("超过月低保标准3倍", (3, 1), None, "倍", "月低保标准"),
        ("月低保标准1.5倍以上不超过月低保标准3倍", (1.5, 0), (3, 1), "倍", "月低保标准"),
        ("净资产的1%以上", (1, 0), None, "%", "净资产"),
        ("净资产百分之五以上", (5, 0), None, "%", "净资产"),
        ("注册资本5%—10%", (5, 0), (10, 1), "%", "注册资本"),
        ("注册资本5-10％", (5, 0), (10, 1), "%", "注册资本"),
        ("100万美元以上", (100 * _W, 0), None, "美元", ""),
        ("5亿港币以上", (5 * 10**8, 0), None, "港元", ""),
        ("累计20万元以上", (20 * _W, 0), None, "元", "累计"),
        ("工程50万元以上", (50 * _W, 0), None, "元", "工程"),
        ("50万元以上（工程）", (50 * _W, 0), None, "元", "工程"),
        ("50万元（工程）以上", (50 * _W, 0), None, "元", "工程"),
        ("工程：超过50万元", (50 * _W, 1), None, "元", "工程"),
        ("一般项目5万元以上", (5 * _W, 0), None, "元", "一般项目"),
        ("达到合同价10%", (10, 0), None, "%", "合同价"),
        ("达到净资产的1%", (1, 0), None, "%", "净资产"),
        ("满勤奖5000元以下", (0, 0), (5000, 1), "元", "满勤奖"),
    ],
)
def test_other_units_and_what_is_counted_are_told_apart(
    text: str, low: tuple[float, int], high: tuple[float, int] | None, unit: str, base: str
) -> None:
    assert parse_band(text) == find_band(text) == Band(low, high, text, unit, base)


@pytest.mark.parametrize("text", ["小额", "大额", "较轻", "情节特别严重", "限额以上"])
def test_words_have_no_amount(text: str) -> None:
    assert parse_band(text) == Band((0, 0), None, text, "")
    assert find_band(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "五万左右", "约5万元以上", "5万元左右以上", "几万元以上", "数万元", "5万元", "5亿元",
        "5万元以上不满3万元", "5万元以下3万元以上", "5万元至3万美元", "0.001元以上", "一万五元以上",
        "三千五元以上", "10人以上", "3至5日", "待定", "无", "不限", "",
    ],
)  # fmt: skip
def test_what_is_no_band_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        parse_band(text)
    assert find_band(text) is None


@pytest.mark.parametrize("label", ["同意率60%以上", "赞成票超过50%", "5%以上", "两人以上", "通过"])
def test_answers_about_votes_and_heads_are_not_about_money(label: str) -> None:
    assert find_band(label) is None


def test_a_band_up_to_an_amount_ends_where_the_band_above_it_begins() -> None:
    assert parse_band("5000元以下").high == parse_band("超过5000元").low
    assert parse_band("5000元以下").high != parse_band("5000元以上").low


def test_a_sum_that_nobody_has_is_over_the_limit() -> None:
    for text in (f"{'9' * 400}元以上", f"不满{'9' * 12}亿元"):
        with pytest.raises(OverLimit):
            parse_band(text)
        assert find_band(text) is None


def test_a_text_of_any_length_is_read_at_once() -> None:
    for text in ("一" * 9000, "甲" * 9000 + "元以上", "5万" * 3000, "不" * 9000 + "超过5万元"):
        assert find_band(text) is None

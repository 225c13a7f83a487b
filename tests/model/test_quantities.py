"""Figures as reports write them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from shaiquan.model.quantities import parse_quantity, parse_total

_READ = {
    "89.03": ("89.03", False),
    "400余": ("400", True),
    "1,200": ("1200", False),
    "１２０": ("120", False),
    "3.5万": ("35000.0", False),
    "3万多": ("30000", True),
    "20余万": ("200000", True),
    "二十": ("20", False),
    "-2.5": ("-2.5", False),
    "0": ("0", False),
}


def test_a_figure_is_read_as_reports_write_it() -> None:
    read = {text: parse_quantity(text) for text in _READ}
    assert {text: (str(q.number), q.more) for text, q in read.items()} == _READ
    assert str(parse_quantity(" 400余 ")) == "400余"
    assert [parse_quantity(text).is_whole for text in ("21", "21.0", "21.5")] == [True, True, False]


@pytest.mark.parametrize(
    "text",
    ["", "很多", "20个", "1,20", "3万亿", "3万余万", "百分之三", "70%", "约30", "1.", "9" * 16],
)
def test_what_is_no_figure_alone_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse_quantity(text)


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("400余人", "401"),
        ("至少3个", "4"),
        ("1,200名", "1200"),
        ("3.5万人以上", "36000"),
        ("17.5", "17.5"),
    ],
)
def test_a_total_may_say_what_it_counts(text: str, met: str) -> None:
    total = parse_total(text)
    assert total.is_met(Decimal(met))
    assert not total.is_met(total.number - 1)
    assert total.more or not total.is_met(total.number + 1)
    with pytest.raises(ValueError):
        parse_total("很多人")

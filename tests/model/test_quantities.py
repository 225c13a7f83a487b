"""Figures as reports write them."""

from __future__ import annotations

import pytest

from shaiquan.model.quantities import parse_quantity

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

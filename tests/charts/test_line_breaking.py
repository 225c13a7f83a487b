"""Chinese lines: nothing too wide, nothing at the wrong end, numbers whole."""

from __future__ import annotations

import random

import pytest

from shaiquan.charts.line_breaking import wrap_text
from shaiquan.charts.text_width import width_of as ems
from tests.conftest import FULL


def test_a_short_text_is_one_line() -> None:
    assert wrap_text("民主推荐", 12) == ("民主推荐",)
    assert wrap_text("", 12) == ("",)


def test_lines_end_at_pauses_where_they_can() -> None:
    assert wrap_text("集体讨论，书记末位发言", 8) == ("集体讨论，", "书记末位发言")


@pytest.mark.parametrize(
    "text", ["公示不少于5个工作日后办理", "金额在20000元以上不满50000元", "限3 个工作日办结"]
)
@pytest.mark.parametrize("width", [7, 8, 9, 10])
def test_a_number_stays_with_its_unit(text: str, width: int) -> None:
    joined = "|".join(wrap_text(text, width))
    for piece in ("5个工作日", "20000元", "50000元"):
        if piece in text:
            assert piece in joined


def test_no_line_begins_or_ends_as_it_should_not() -> None:
    seed = 20261124
    rng = random.Random(seed)
    characters = "组织考察集体讨论决定公示（）《》，。；：、“”0123个工作日元A4"
    for _ in range(20000 if FULL else 1000):
        text = "".join(rng.choice(characters) for _ in range(rng.randrange(1, 79)))
        for line in (lines := wrap_text(text, 12)):
            assert line[:1] not in "，。；：、）》”" or lines[0] == line, f"seed {seed}: {lines}"
            assert line[-1:] not in "（《“" or lines[-1] == line, f"seed {seed}: {lines}"
        assert "".join(lines) == "".join(text.split()), f"seed {seed}"
    print(f"seed {seed}")


def test_no_line_is_too_wide_unless_a_piece_cannot_be_broken() -> None:
    text = "受理申请并当场出具受理通知书，材料不全的一次告知需要补正的全部内容，逾期不告知的自收到材料之日起即为受理"
    lines = wrap_text(text, 12)
    assert max(map(ems, lines)) <= 12
    assert len(lines) <= 6
    assert max(map(ems, wrap_text("见 https://example.gov.cn/quanli/a.html", 6))) > 6

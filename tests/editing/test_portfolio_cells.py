"""What a cell says of the 分工 of a post."""

from __future__ import annotations

from typing import Any

import pytest

from shaiquan.editing.portfolio_cells import read_portfolio, write_portfolio

KNOWN = {"财务": "area", "群团工作": "area", "审计": "area", "书记": "post", "财政所": "body"}


def knows(text: str, kinds: tuple[str, ...]) -> bool:
    return KNOWN.get(text) in kinds


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("财务、审计", {"charge": ["财务", "审计"]}),
        ("全面工作", {"leads": ["全面工作"]}),
        ("1.主管财务工作；\n2.联系群团工作。", {"heads": ["财务"], "liaison": ["群团工作"]}),
        ("分管财务和审计工作，档案等工作", {"charge": ["财务", "审计", "档案"]}),
        ("负责联系审计，协管财务", {"liaison": ["审计"], "assists": ["财务"]}),
        ("协助县长负责日常工作，分管应急等综合部门", {"assists": ["日常工作"], "charge": ["应急"]}),
        ("分管：财务、审计\n分管：财务", {"charge": ["财务", "审计"]}),
    ],
)
def test_areas_are_read_by_their_verb(text: str, values: dict[str, Any]) -> None:
    said = read_portfolio(text, knows)
    assert (dict(said.values), said.unread) == (values, ())


def test_words_that_are_no_area_are_told() -> None:
    said = read_portfolio("协助书记工作，分管财政所、财务；完成上级交办的其他任务", knows)
    assert said.values == {"charge": ["财务"]}
    assert [words for words, _ in said.unread] == ["书记", "财政所", "完成上级交办的其他任务"]
    assert said.unread[1][1] == "“财政所”是机构或者岗位，分工要写领域"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"leads": ["全面工作"], "charge": ["a等工作"]}, "负责：全面工作\n分管：a等工作"),
        ({"charge": ["土地、房屋"]}, ""),
        ({"charge": ["经济，分管"]}, ""),
    ],
)
def test_a_portfolio_is_written_so_that_it_is_read_again(value: dict[str, Any], text: str) -> None:
    assert write_portfolio(value) == text

"""The text round a chart: all words of the sheet, in even columns."""

from __future__ import annotations

import pytest

from shaiquan.ledger.sheet_words import SheetLine, SheetWords
from shaiquan.prints import sheet_text
from shaiquan.prints.sheet_text import WordItem

WORDS = SheetWords(
    chart="l1",
    title="重大事项流程图",
    unit="小镇",
    elements=(
        SheetLine("权力事项", "重大事项决定"),
        SheetLine("行使主体", "办公室、党委"),
        SheetLine("行使要素", ""),
    ),
    steps=(),
    basis=("《议事规则》第二条", "《议事规则》第三条"),
    times=(SheetLine("承诺时限", "20个工作日"), SheetLine("各步最长合计", "13个工作日")),
    risks=(
        SheetLine("风险点▲1", "论证走过场（高）。防控：材料不全不上会"),
        SheetLine("风险点▲2", "不公开"),
    ),
    supervision=("参与式监督：纪委列席", "轨迹化监督：留痕", "参与式监督：当场指出"),
    complaint=(SheetLine("举报电话", "0000-0000000（工作日）"),),
)


def test_the_five_elements_stand_in_their_order() -> None:
    labels = [item.label for item in sheet_text.list_items(WORDS, 3)]
    assert labels == [
        "权力事项", "行使主体", "运行程序", "依据", "风险点与防控", "▲1", "▲2", "监督",
        "参与式监督", "轨迹化监督", "投诉举报", "举报电话",
    ]  # fmt: skip


def test_a_form_of_supervision_is_named_once_with_everything_about_it() -> None:
    texts = {item.label: item.text for item in sheet_text.list_items(WORDS, 3)}
    assert texts["参与式监督"] == "纪委列席；当场指出"
    assert texts["运行程序"] == "见图，共 3 步；承诺时限 20个工作日；各步最长合计 13个工作日"


@pytest.mark.parametrize("across", [12.0, 30.0, 60.0, 110.0])
def test_columns_hold_every_item_once_and_no_heading_ends_one(across: float) -> None:
    items = sheet_text.list_items(WORDS, 3)
    filled = sheet_text.fill_columns(items, across)
    assert tuple(item for column in filled.columns for item in column) == items
    assert all(column[-1].type != "head" for column in filled.columns)


def test_more_room_across_takes_less_room_down() -> None:
    items = tuple(WordItem("pair", "依据", "规定" * 30) for _ in range(6))
    heights = [sheet_text.fill_columns(items, across).height for across in (20, 40, 80, 120)]
    assert heights == sorted(heights, reverse=True)

"""A sheet of steps imported again: the procedure that is there changes in place."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from shaiquan.content.names import NameRow
from shaiquan.content.raw_records import read_records
from shaiquan.content.sources import Source
from shaiquan.importing.list_records import Knowledge
from shaiquan.importing.step_tables import read_step_tables
from shaiquan.importing.step_updates import StepsUpdate, plan_steps
from shaiquan.importing.step_writing import change_steps
from shaiquan.importing.table_files import Sheet
from shaiquan.importing.trying import ImportRefused
from shaiquan.kinds.registry import KIND

TEXT = """\
流程:
  - 编号: jc
    名称: 借车流程
    步骤:
      - 开始: 提出   # 谁都行
        主体: 申请人
      - {步骤: 审查, 主体: bgs, 时限: ５日}   # 老规矩
      # 集体定
      - 判断: 是否同意
        主体: 党委
        分支: {同意: 派车, 不同意: 提出}
      - 并行:
          - - 步骤: 派车
              主体: 办公室   # 值班的
          - [{步骤: 登记, 主体: 办公室}]
      - 步骤: 还车
        标识: hc
        任一主体: [党委, 办公室]
        风险: [fx]
      - 步骤: 验车
      - 结束: 归档
        主体: 办公室
"""
HEADINGS = ("序号", "步骤", "主体", "时限", "是", "否", "下一步", "结束", "说明", "标识")
#: what the content says already
ROWS = (
    ("1", "提出", "申请人", "", "", "", "2", "", "", ""),
    ("2", "审查", "办公室", "5日", "", "", "", "", "", ""),
    ("3", "是否同意", "党委", "", "4", "1", "", "", "", ""),
    ("4", "派车", "", "", "", "", "", "", "", ""),
    ("5", "登记", "办公室", "", "", "", "", "", "", ""),
    ("6", "还车", "党委、办公室", "", "", "", "", "", "", ""),
    ("7", "验车", "", "", "", "", "", "", "", ""),
    ("8", "归档", "办公室", "", "", "", "", "是", "", ""),
)
NAMES = (
    *(("body", "dw", "党委"), ("body", "bgs", "办公室"), ("role", "sqr", "申请人")),
    *(("risk", "fx", "公车私用"), ("procedure", "jc", "借车流程")),
)
KNOWN = Knowledge(
    KIND["procedure"], tuple(NameRow(k, id, name, "", "", "", (id,)) for k, id, name in NAMES), {}
)


def plan(rows: Sequence[tuple[str, ...]], text: str = TEXT, remove: bool = False) -> StepsUpdate:
    (raw,) = read_records(Source("jc.yml", "procedures", text, "")).records
    (table,) = read_step_tables([Sheet("借车流程", (HEADINGS, *rows))], "借车流程", KNOWN.knows)
    return plan_steps(raw, table, KNOWN, remove)


def edit(*edits: tuple[int, str, str]) -> list[tuple[str, ...]]:
    """The rows with other cells: number of the step, heading, text."""
    rows = [list(row) for row in ROWS]
    for number, heading, text in edits:
        rows[number - 1][HEADINGS.index(heading)] = text
    return [tuple(row) for row in rows]


def test_a_table_that_says_the_same_changes_nothing() -> None:
    update = plan(ROWS)
    assert update.final == update.steps
    assert (update.changes, update.added, update.gone) == ((), (), ())
    short = [(row[0], row[1], *[""] * 8) for row in ROWS]  # only 序号 and 步骤
    assert plan(short).final == update.steps


@pytest.mark.parametrize(
    ("edits", "before", "after"),
    [
        ([(2, "时限", "3日")], "时限: ５日", "时限: 3日"),
        ([(1, "主体", "办公室")], "提出   # 谁都行\n        主体: 申请人", "提出   # 谁都行\n        主体: 办公室"),
        ([(4, "主体", "党委")], "办公室   # 值班的", "党委   # 值班的"),
        ([(3, "是", "6")], "同意: 派车", "同意: 还车"),
        ([(3, "否", "8")], "不同意: 提出", "不同意: 归档"),
        ([(6, "主体", "办公室")], "        任一主体: [党委, 办公室]\n        风险: [fx]\n",
         "        风险: [fx]\n        主体: 办公室\n"),
        ([(6, "步骤", "归还车辆"), (6, "标识", "hc")], "步骤: 还车", "步骤: 归还车辆"),
        ([(7, "步骤", "检查车况")], "步骤: 验车", "步骤: 检查车况"),
        ([(7, "标识", "yc")], "步骤: 验车", "步骤: 验车\n        标识: yc"),
        ([(7, "结束", "是")], "步骤: 验车", "结束: 验车"),
        ([(7, "下一步", "1")], "步骤: 验车", "步骤: 验车\n        下一步: 提出"),
        ([(2, "主体", "车队"), (2, "说明", "当面办")], "时限: ５日}", "时限: ５日, 说明: 当面办}"),
        ([(4, "步骤", "安排车辆")], "派车", "安排车辆"),
    ],
)  # fmt: skip
def test_one_changed_cell_changes_just_its_field(
    edits: list[tuple[int, str, str]], before: str, after: str
) -> None:
    update = plan(edit(*edits))
    assert change_steps(TEXT, update).text == TEXT.replace(before, after)
    assert not update.gone
    assert not update.added


def test_a_new_step_stands_behind_the_one_before_it_and_gone_ones_go_only_when_asked() -> None:
    new = (
        "",
        "试车",
        "办公室",
        "1日",
        "",
        "",
        "还车",
        "",
        "路上试十分钟，看刹车、灯光和轮胎，有毛病的不接",
        "",
    )
    update = plan([*ROWS[:1], *ROWS[2:7], new, ROWS[7]])
    assert [(a.number, a.behind) for a in update.added] == [(7, "验车")]
    assert update.gone == ("审查",)
    text = change_steps(TEXT, update).text
    lines = (
        "      - 步骤: 验车\n      - 步骤: 试车\n        时限: 1日\n        说明: 路上试十分钟，"
        "看刹车、灯光和轮胎，有毛病的不接\n        主体: 办公室\n        下一步: 还车\n"
    )
    assert text == TEXT.replace("      - 步骤: 验车\n", lines)
    edited = change_steps(TEXT, plan([*ROWS[:1], *ROWS[2:]], remove=True))
    assert edited.text == TEXT.replace(TEXT.splitlines(keepends=True)[6], "")
    assert edited.dropped == ("# 老规矩",)


def test_steps_in_another_order_are_refused() -> None:
    with pytest.raises(ImportRefused) as refused:
        plan([*ROWS[:5], ROWS[6], ROWS[5], ROWS[7]])
    assert "“还车”的先后和内容里的不一样" in refused.value.why


def test_a_table_of_wholly_other_steps_is_refused() -> None:
    with pytest.raises(ImportRefused) as refused:
        plan([(row[0], f"别的{row[0]}", *row[2:]) for row in ROWS])
    assert "表里一步也没有" in refused.value.why


def test_steps_of_the_same_words_are_known_by_their_mark() -> None:
    text = TEXT.replace("步骤: 验车", "步骤: 还车\n        标识: zh")
    rows = edit((6, "标识", "hc"), (7, "步骤", "还车"), (7, "标识", "zh"), (2, "下一步", "zh"))
    update = plan([*rows[:6], (*rows[6][:3], "1日", *rows[6][4:]), rows[7]], text)
    after = text.replace("标识: zh", "标识: zh\n        时限: 1日")
    assert change_steps(text, update).text == after.replace("５日}", "５日, 下一步: zh}")

"""A content file is changed at a few places; every other byte stays."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from shaiquan.editing.file_edits import (
    Change,
    FieldEdit,
    NewRecord,
    edit_file,
)
from shaiquan.editing.yaml_file import UnusualYaml
from shaiquan.model.shapes import Path

TEXT = """\
# 镇里的
默认: {单位: 党委, 决定主体: 党委会}
权力事项:
  - 编号: qx-1     # 第一项
    名称: "修路"
    承诺时限: 20个工作日   # 原来 30
    依据: [《规则》第一条]
    权限:
      - 不满五万元的。   # 上限
      - 本镇的路。
    公开: {范围: 社会, 方式: [网站, 公示栏]}
    # 承办: 建设办    ← 没有这个机构
  # 第二组
  - {编号: qx-2, 名称: 架桥, 简称: 桥}
# 完
"""
ONE: Path = ("权力事项", 0)
TWO: Path = ("权力事项", 1)


def edited(*changes: Change, text: str = TEXT) -> str:
    return edit_file(text, "powers", changes).text


def test_a_value_is_replaced_and_the_comment_behind_it_stays() -> None:
    changes = (
        FieldEdit(ONE, "promised_limit", "10个工作日"),
        FieldEdit(ONE, "name", "修路: 县道"),
        FieldEdit(ONE, "basis", ["《规则》第二条", "《办法》"]),
        FieldEdit(ONE, "limits", ["不满五万元的。", "本镇的桥。", "别的。"]),
        FieldEdit(TWO, "name", "架 桥"),
    )
    after = TEXT.replace("20个工作日", "10个工作日").replace('"修路"', '"修路: 县道"')
    after = after.replace("[《规则》第一条]", "[《规则》第二条, 《办法》]")
    after = after.replace("- 本镇的路。", "- 本镇的桥。\n      - 别的。")
    assert edited(*changes) == after.replace("架桥", "架 桥")


def test_a_new_field_stands_where_the_model_has_it() -> None:
    changes = (
        FieldEdit(ONE, "legal_limit", "30日"),
        FieldEdit(ONE, "conditions", ["有规划。", "有钱。"]),
        FieldEdit(TWO, "state", "草稿"),
    )
    changed = edited(*changes)
    assert "    法定时限: 30日\n" in changed
    assert "# 原来 30\n    条件:\n      - 有规划。\n      - 有钱。\n" in changed
    assert "简称: 桥, 状态: 草稿}" in changed
    dropped = (
        "    法定时限: 30日\n",
        "    条件:\n      - 有规划。\n      - 有钱。\n",
        ", 状态: 草稿",
    )
    for words in dropped:
        changed = changed.replace(words, "")
    assert changed == TEXT


def test_a_field_goes_with_its_line() -> None:
    changes = (FieldEdit(ONE, "limits", None), FieldEdit(TWO, "short", None))
    after = TEXT.replace("    权限:\n      - 不满五万元的。   # 上限\n      - 本镇的路。\n", "")
    assert edited(*changes) == after.replace(", 简称: 桥", "")
    with pytest.raises(UnusualYaml):
        edited(FieldEdit(ONE, "id", None))


def test_items_that_are_no_more_go_from_a_list() -> None:
    changed = edited(FieldEdit(ONE, "limits", ["不满五万元的。"]))
    assert changed == TEXT.replace("      - 本镇的路。\n", "")


@pytest.mark.parametrize(
    ("like", "line"),
    [(TWO, "  - {编号: qx-3, 名称: 挖渠, 承办: [甲, 乙]}\n"), (ONE, "  - 编号: qx-3\n")],
)
def test_a_record_is_added_in_the_style_of_another(like: Path, line: str) -> None:
    values: dict[str, Any] = {"id": "qx-3", "name": "挖渠", "handlers": ["甲", "乙"]}
    changed = edited(NewRecord(like, values))
    assert changed.startswith(TEXT.removesuffix("# 完\n") + line)
    assert changed.endswith("# 完\n")


def test_a_record_stands_behind_the_comments_of_the_last_one() -> None:
    text = TEXT.replace("  # 第二组\n  - {编号: qx-2, 名称: 架桥, 简称: 桥}\n", "")
    changed = edited(NewRecord(ONE, {"id": "qx-3", "name": "挖渠"}), text=text)
    assert "机构\n  - 编号: qx-3\n    名称: 挖渠\n# 完\n" in changed


def test_windows_line_breaks_and_blocks_of_text_stay() -> None:
    text = "编号: qx-1\r\n名称: 修路\r\n决定主体: 党委会\r\n正文: |\r\n  一。\r\n  二。\r\n"
    changed = edited(FieldEdit((), "no_risk", "没有"), FieldEdit((), "code", "A1"), text=text)
    assert "\n" not in changed.replace("\r\n", "")
    assert "正文: |\r\n  一。\r\n  二。\r\n" in changed


def test_a_list_grows_and_a_field_is_added_behind_it() -> None:
    text = "权力事项:\n  - 编号: a\n    名称: 甲\n    承办:\n      - 乙\n"
    edits = (FieldEdit(ONE, "limits", ["丁。"]), FieldEdit(ONE, "handlers", ["乙", "丙"]))
    added = NewRecord(ONE, {"id": "b", "name": "戊"})
    changed = edited(*edits, added, text=text)
    after = f"{text}      - 丙\n    权限:\n      - 丁。\n  - 编号: b\n    名称: 戊\n"
    assert changed == after


def test_a_block_of_lines_stays_one_and_nested_comments_stay() -> None:
    block = "编号: a\n名称: 甲\n不设流程: |   # 说明\n  一。\n  二。\n正文: 乙\n"
    changed = edited(FieldEdit((), "no_procedure", "一。\n三。"), text=block)
    assert changed == block.replace("二", "三")
    fees = "编号: a\n名称: 甲\n收费:\n  - 标准: 一元   # 旧的\n    依据: [《甲》]\n  - 乙\n"
    one = {"rate": "一元", "basis": ["《甲》"], "note": "减免"}
    rates: list[Any] = [{"rate": "零"}, one, {"rate": "新"}, {"rate": "乙"}]
    changed = edited(FieldEdit((), "fees", rates), text=fees)
    after = fees.replace("  - 标", "  - {标准: 零}\n  - 标")
    assert changed == after.replace("  - 乙", "    说明: 减免\n  - {标准: 新}\n  - 乙")
    quotes = "编号: a\n名称: 甲\n依据:\n  《甲》第一条: 应当。   # 现行\n  《甲》第二条: 可以。\n"
    with pytest.raises(UnusualYaml):
        edited(FieldEdit((), "basis", ["《乙》"]), text=quotes)


def test_what_would_not_say_just_what_was_meant_is_refused() -> None:
    with pytest.raises(UnusualYaml):
        edited(FieldEdit(ONE, "decider", None), FieldEdit(ONE, "name", ""))
    with pytest.raises(UnusualYaml):
        edited(text="权力事项: [\n")


@pytest.mark.parametrize(
    ("new", "left", "dropped"),
    [
        (["甲", "丙"], "  # 头\n  - 甲  # 一\n  # 说乙\n  - 丙  # 三\n", ["# 二"]),
        (["乙", "丙"], "  # 头\n  # 说乙\n  - 乙  # 二\n  - 丙  # 三\n", ["# 一"]),
        (["甲", "丁", "乙", "丙"], "  # 头\n  - 甲  # 一\n  - 丁\n  # 说乙\n  - 乙  # 二\n  - 丙  # 三\n", []),
        (["丁", "甲", "乙", "丙"], "  # 头\n  - 丁\n  - 甲  # 一\n  # 说乙\n  - 乙  # 二\n  - 丙  # 三\n", []),
        (["甲"], "  # 头\n  - 甲  # 一\n  # 说乙\n", ["# 二", "# 三"]),
    ],
)  # fmt: skip
def test_items_that_stay_keep_their_comments_and_those_behind_others_are_told(
    new: list[str], left: str, dropped: list[str]
) -> None:
    head = "编号: a\n名称: 甲\n决定主体: 党委\n权限:\n"
    items = "  # 头\n  - 甲  # 一\n  # 说乙\n  - 乙  # 二\n  - 丙  # 三\n"
    tail = "简称: 乙\n"
    edited = edit_file(head + items + tail, "powers", [FieldEdit((), "limits", new)])
    assert edited.text == head + left + tail
    assert list(edited.dropped) == dropped


def test_a_list_in_brackets_with_comments_is_not_written_anew() -> None:
    text = "编号: a\n名称: 甲\n决定主体: 党委\n权限: [甲,  # 一\n  乙]  # 尾\n"
    with pytest.raises(UnusualYaml):
        edit_file(text, "powers", [FieldEdit((), "limits", ["丙"])])


@pytest.mark.parametrize(
    ("name", "value", "dropped"),
    [
        ("promised_limit", None, ["# 原来 30"]),
        ("limits", None, ["# 上限"]),
        ("no_risk", None, ["# 折行"]),
        ("no_risk", "没有", ["# 折行"]),
        ("basis", None, []),
        ("basis", ["《规则》 # 二"], []),
    ],
)
def test_comments_that_go_with_a_field_are_told(
    name: str, value: object, dropped: list[str]
) -> None:
    field = "    无风险: >   # 折行\n      一 # 不是注释\n      二\n      # 不是\n    # 再议\n"
    text = TEXT.replace("[《规则》第一条]", '["《规则》 # 一"]').replace(
        "    权限", f"{field}    权限"
    )
    edited = edit_file(text, "powers", [FieldEdit(ONE, name, value)])
    assert "    # 再议\n" in edited.text
    assert list(edited.dropped) == dropped


def test_a_new_record_has_the_defaults_that_the_one_before_it_overrides() -> None:
    text = TEXT.replace("简称: 桥", "简称: 桥, 单位: 桥管所")
    changed = edited(NewRecord(TWO, {"id": "qx-3", "name": "挖渠"}), text=text)
    assert changed == text.replace("# 完", "  - {编号: qx-3, 名称: 挖渠}\n# 完")


def test_the_comments_of_a_new_record_stand_below_it_in_braces_too() -> None:
    new = NewRecord(TWO, {"id": "qx-3", "name": "挖渠"}, comments=("# 承办: 桥管所    ← 没有",))
    after = "  - {编号: qx-3, 名称: 挖渠}\n    # 承办: 桥管所    ← 没有\n# 完"
    assert edited(new) == TEXT.replace("# 完", after)
    flow = "权力事项: [{编号: a, 名称: 甲, 决定主体: 乙}]\n"
    with pytest.raises(UnusualYaml):
        edited(replace(new, like=ONE), text=flow)


def test_neighbours_between_braces_may_all_go() -> None:
    flow = "权力事项: [{编号: a, 名称: 甲, 决定主体: 乙, 承诺时限: 5日, 简称: 丙,   # 注\n  权限: [丁]}]\n"
    edits = [FieldEdit(ONE, name, None) for name in ("promised_limit", "short", "limits")]
    edited = edit_file(flow, "powers", edits)
    assert edited.text == "权力事项: [{编号: a, 名称: 甲, 决定主体: 乙}]\n"
    assert edited.dropped == ("# 注",)
    changed = edit_file(flow, "powers", edits[:1])
    assert changed.text == flow.replace(", 承诺时限: 5日", "")

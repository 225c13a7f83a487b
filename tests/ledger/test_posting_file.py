"""A file of postings is changed at a few places; every other byte stays."""

from __future__ import annotations

import pytest

from shaiquan.editing.yaml_file import UnusualYaml
from shaiquan.editing.yaml_values import quote
from shaiquan.ledger.posting_file import (
    NewPosting,
    PostingChanges,
    change_postings,
    write_new_postings,
)
from shaiquan.model.shapes import Path

DAY = "2026-09-30"
NEW = {"id": "zt-02", "mark": "9PTS-8XHK", "since": DAY, "until": None}
FLOW = "{编号: zt-01, 流程: zdsx, 标记: K7QF-3M2P, 地点: 大厅, 尺寸: A2, 从: 2026-05-07}"
ENDED = FLOW.replace("}", f", 撤下日期: {DAY}}}")
NEXT = FLOW.replace("zt-01", "zt-02").replace("K7QF-3M2P", "9PTS-8XHK").replace("2026-05-07", DAY)


def replaced(text: str, path: Path) -> str:
    """The text with the posting at a path ended, and one like it added in the same file."""
    changed = change_postings(text, PostingChanges({path: DAY}, (NewPosting(path, NEW),)))
    assert changed.others == {}
    return changed.text


def test_a_line_for_each_posting_comments_and_all() -> None:
    before = f"# 一张一行\n默认: {{单位: 党委}}\n张贴:\n  # 大厅的\n  - {FLOW}   # 王工贴的\n# 完\n"
    after = before.replace(FLOW, ENDED).replace("# 完\n", "# 完\n")
    after = after.replace("   # 王工贴的\n", f"   # 王工贴的\n  - {NEXT}\n")
    assert replaced(before, ("张贴", 0)) == after


def test_the_new_one_stands_behind_the_last_of_its_list() -> None:
    other = FLOW.replace("zt-01", "zt-00").replace("zdsx", "rssx")
    before = f"张贴:\n- {FLOW}\n\n- {other}"
    assert replaced(before, ("张贴", 0)) == f"张贴:\n- {ENDED}\n\n- {other}\n- {NEXT}"


BLOCK = """\
张贴:
  - 编号: zt-01      # 第一张
    流程: zdsx
    标记: "K7QF-3M2P"
    地点: 大厅北墙: 东侧
    从: 2026-05-07   # 上午
    公开:
      范围: 本单位
      依据: |
        内部场所
        不公开

# 后面是登记的
版本: []
"""


def test_a_posting_over_several_lines_keeps_its_style() -> None:
    text = BLOCK.replace("大厅北墙: 东侧", "大厅北墙")
    added = """\
  - 编号: zt-02
    流程: zdsx
    标记: 9PTS-8XHK
    地点: 大厅北墙
    从: 2026-09-30
    公开:
      范围: 本单位
      依据: |
        内部场所
        不公开
"""
    after = text.replace("# 上午\n", "# 上午\n    撤下日期: 2026-09-30\n")
    after = after.replace("\n# 后面", f"{added}\n# 后面")
    changed = replaced(text, ("张贴", 0))
    assert changed.replace("\n\n", "\n") == after.replace("\n\n", "\n"), changed


def test_line_breaks_of_windows_stay() -> None:
    before = f"张贴:\r\n  - {FLOW}\r\n"
    assert replaced(before, ("张贴", 0)) == f"张贴:\r\n  - {ENDED}\r\n  - {NEXT}\r\n"
    text = before.replace(FLOW, FLOW[1:-1].replace(", ", "\r\n    "))
    assert "\n" not in replaced(text, ("张贴", 0)).replace("\r\n", "")


def test_a_list_between_brackets_gets_one_more() -> None:
    assert replaced(f"张贴: [{FLOW}]\n", ("张贴", 0)) == f"张贴: [{ENDED}, {NEXT}]\n"


def test_a_list_that_is_the_whole_file_gets_one_more() -> None:
    assert replaced(f"- {FLOW}\n", (0,)) == f"- {ENDED}\n- {NEXT}\n"


def test_keys_in_english_stay_english() -> None:
    text = "posting:\n- {id: zt-01, procedure: zdsx, mark: K7QF-3M2P, place: 大厅, since: 2026-05-07}\n"
    assert f"since: 2026-05-07, until: {DAY}}}" in replaced(text, ("posting", 0))


@pytest.mark.parametrize(("blank", "filled"), [(" ", f" {DAY} "), (" ''", f" {DAY}")])
def test_a_day_that_was_left_blank_is_filled_in(blank: str, filled: str) -> None:
    text = f"张贴:\n  - {FLOW.replace('}', f', 撤下日期:{blank}}}')}\n"
    changed = replaced(text, ("张贴", 0))
    assert f"撤下日期:{filled}}}" in changed
    assert changed.endswith(f"  - {NEXT}\n")


def test_a_posting_alone_in_its_file_gets_a_file_beside_it() -> None:
    text = "默认: {单位: 党委} # 镇里\n张贴:\n  编号: zt-01\n  流程: zdsx\n  标记: K7QF-3M2P\n"
    text += "  地点: 大厅\n  从: 2026-05-07\n"
    path: Path = ("张贴",)
    changed = change_postings(text, PostingChanges({path: DAY}, (NewPosting(path, NEW),)))
    assert changed.text == text + "  撤下日期: 2026-09-30\n"
    assert changed.others["zt-02"].splitlines()[:3] == [
        "默认: {单位: 党委}",
        "张贴:",
        "  编号: zt-02",
    ]
    whole = FLOW[1:-1].replace(", ", "\n") + "\n"
    changed = change_postings(whole, PostingChanges({(): DAY}, (NewPosting((), NEW),)))
    assert changed.text == whole + f"撤下日期: {DAY}\n"
    assert changed.others["zt-02"] == NEXT[1:-1].replace(", ", "\n") + "\n"


@pytest.mark.parametrize(
    "text",
    [
        f"张贴:\n  -\n    {FLOW}\n",
        f"默认: {{至: 2027-01-01}}\n张贴:\n  - {FLOW}\n",
    ],
)
def test_what_would_not_say_just_what_was_meant_is_refused(text: str) -> None:
    with pytest.raises(UnusualYaml):
        replaced(text, ("张贴", 0))


def test_a_new_file_of_postings_is_read_as_it_was_meant() -> None:
    records = (
        {"id": "zt-01", "procedure": "zdsx", "mark": "K7QF-3M2P", "place": "大厅, 北墙: “东”"},
    )
    text = write_new_postings(records, {"unit": "dw"})
    assert '地点: "大厅, 北墙: “东”"' in text
    assert "默认: {单位: dw}" in text


@pytest.mark.parametrize(
    "value", ["大厅 {北}", "a: b", "甲, 乙", "# x", "- 甲", "[", "'甲'", "*甲", "尾 "]
)
def test_words_with_signs_of_yaml_are_quoted(value: str) -> None:
    assert quote(value).startswith('"')
    assert quote("政务服务大厅（一楼）北墙") == "政务服务大厅（一楼）北墙"


def test_a_file_in_traditional_characters_is_changed_at_its_places_too() -> None:
    flow = "{編號: zt-01, 流程: zdsx, 標記: K7QF-3M2P, 地點: 大廳, 從: 2026-05-07}"
    before = f"# 一張一行\n張貼:\n  - {flow}\n# 完\n"
    ended = flow.replace("}", f", 撤下日期: {DAY}}}")
    new = flow.replace("zt-01", "zt-02").replace("K7QF-3M2P", "9PTS-8XHK")
    new = new.replace("2026-05-07", DAY)
    after = before.replace(flow, f"{ended}\n  - {new}")
    assert replaced(before, ("张贴", 0)) == after

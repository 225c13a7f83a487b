"""What changed between two sheets, in words."""

from __future__ import annotations

from shaiquan.ledger.sheet_changes import Change, find_changes

SHEET = (
    "名称：重大事项流程图",
    "权力事项：规划的决定、改革的决定",
    "行使主体：申请人、办公室、党委",
    "步骤：提出 开始，主体 申请人，下一步 调查研究，形成方案",
    "步骤：调查研究，形成方案 关口：调查研究；依据： 《规则》第二条，主体 办公室，时限 3个工作日，"
    "文书 报告，下一步 表决，风险点 ▲1 走过场",
    "步骤：表决 判断 记名表决，主体 党委，下一步 通过：归档；不通过：提出（退回）",
    "步骤：归档 结束",
    "各步最长合计：3个工作日",
    "风险点▲1：走过场（高）。防控：材料不全不上会；逐条核对。责任：书记",
    "投诉举报：举报电话 0000-0000000",
)


def compare(*replaced: tuple[str, str], add: dict[int, str] | None = None) -> list[Change]:
    """The changes from SHEET to a copy with some words replaced and some lines put in."""
    lines = list(SHEET)
    for old, new_text in replaced:
        assert any(old in line for line in lines), old
        lines = [line.replace(old, new_text) for line in lines]
    for place, line in (add or {}).items():
        lines.insert(place, line)
    return list(find_changes(SHEET, [line for line in lines if line]))


def test_the_same_sheet_has_no_change() -> None:
    assert compare() == []


def test_a_changed_limit_is_named_at_its_step() -> None:
    (change,) = compare(("时限 3个工作日", "时限 5个工作日"))
    assert change.where == "步骤“调查研究，形成方案”"
    assert change.sentences == ("时限 3个工作日 改为 5个工作日",)


def test_of_a_list_only_added_and_removed_items_are_named() -> None:
    assert compare(("、改革的决定", "、任免的决定、支出的决定"))[0].sentences == (
        "删去 改革的决定",
        "增加 任免的决定；支出的决定",
    )
    assert compare(("；逐条核对", ""))[0].sentences == ("防控 删去 逐条核对",)
    assert compare(("主体 办公室", "主体 办公室；配合：司法所"))[0].sentences == (
        "主体 增加 配合：司法所",
    )


def test_a_reworded_act_is_the_same_step() -> None:
    changed = compare(("形成方案 关口", "形成两个方案 关口"), ("形成方案", "形成两个方案"))
    assert [change.sentences for change in changed] == [
        ("“调查研究，形成方案” 改为 “调查研究，形成两个方案”",)
    ]


def test_a_new_step_is_named_once_and_not_as_another_exit_of_the_step_before() -> None:
    changed = compare(
        ("下一步 表决，风", "下一步 论证，风"),
        add={5: "步骤：论证，主体 专家组，时限 2日，下一步 表决"},
    )
    assert changed == [Change("步骤“论证”", "added", ("主体 专家组，时限 2日",))]


def test_a_removed_step_is_named_once() -> None:
    old = list(SHEET)
    old[4] = old[4].replace("下一步 表决", "下一步 论证")
    old.insert(5, "步骤：论证，主体 专家组，时限 2日，下一步 表决")
    assert find_changes(old, SHEET) == (
        Change("步骤“论证”", "removed", ("主体 专家组，时限 2日",)),
    )


def test_another_exit_is_named() -> None:
    (change,) = compare(("不通过：提出（退回）", "不通过：归档"))
    assert change.sentences == ("下一步 不通过：提出（退回） 改为 不通过：归档",)


def test_a_moved_line_has_only_moved() -> None:
    new = [*SHEET[:5], SHEET[6], SHEET[5], *SHEET[7:]]
    (change,) = find_changes(SHEET, new)
    assert change.sentences == ("先后次序有变",)


def test_numbers_of_risks_are_no_change_of_theirs() -> None:
    changed = compare(
        ("▲1", "▲2"),
        add={8: "风险点▲1：泄密（低）。防控：保密审查。责任：办公室"},
    )
    assert changed == [
        Change("风险点“泄密”", "added", ("等级 低，防控 保密审查，责任 办公室",)),
    ]


def test_long_texts_are_cut_to_the_place_that_changed() -> None:
    long = "甲" * 60
    (change,) = find_changes([f"行使要素：{long}乙{long}"], [f"行使要素：{long}丙{long}"])
    (sentence,) = change.sentences
    assert sentence.startswith("……甲甲甲甲甲甲乙甲")
    assert "改为 ……甲甲甲甲甲甲丙甲" in sentence
    assert len(sentence) < 100


def test_a_line_without_a_label_is_compared_too() -> None:
    assert find_changes(["甲"], ["名称：甲"]) == (
        Change("名称", "added", ("甲",)),
        Change("其他", "removed", ("甲",)),
    )


def test_a_sum_that_is_no_longer_whole_is_a_change_of_the_same_number() -> None:
    (change,) = compare(
        (
            "各步最长合计：3个工作日",
            "写明时限的各步合计：3个工作日（不计会前2日、每年），其余各步未定时限",
        )
    )
    assert (change.where, change.type) == ("各步最长合计", "changed")
    assert change.sentences == (
        "3个工作日 改为 写明时限的各步合计 3个工作日（不计会前2日、每年），其余各步未定时限",
    )


def test_a_sum_that_was_not_told_before_is_an_added_line() -> None:
    lines = [line for line in SHEET if not line.startswith("各步最长合计")]
    (change,) = find_changes(lines, SHEET)
    assert change == Change("各步最长合计", "added", ("3个工作日",))

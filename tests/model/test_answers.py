"""Which answers say no, and which only look like it."""

from __future__ import annotations

import pytest

from shaiquan.model.answers import contains_any, says_no


@pytest.mark.parametrize(
    "answer",
    [
        "不合法", "不可控", "风险不可控或者不合法", "不同意", "不通过", "未通过", "没有通过",
        "有一项没有通过", "不予通过", "未获通过", "否决", "未过半数", "没有过半数", "未超过半数",
        "不合格", "不可行", "不合规", "不批准", "不予批准", "暂缓", "缓议", "分歧较大，暂缓",
    ],
)  # fmt: skip
def test_an_answer_that_says_no(answer: str) -> None:
    assert says_no(answer)


@pytest.mark.parametrize(
    "answer",
    [
        "合法", "可控", "同意", "通过", "修改后合法，送回复核", "赞成过半数", "没有不同意见",
        "有不同意见，协调", "有不赞成的意见", "无不合格项", "未发现不合规", "不存在不合法情形", "不通过招标，直接采购",
        "不满5万元", "不足50万元", "不需要", "没有反映，或者不影响", "不齐", "没有超过",
        "部分可控，调整方案", "不是", "否",
    ],
)  # fmt: skip
def test_an_answer_that_says_something_else(answer: str) -> None:
    assert not says_no(answer, "属于哪一种情形")


@pytest.mark.parametrize(
    ("question", "answer", "outcome"),
    [
        ("是否合法", "否", True),
        ("审查是否通过", "不是，退回修改", True),
        ("党委会是否同意", "N", True),
        ("是否合法", "是", False),
        ("是否紧急", "否", False),
        ("有没有不同意见", "没有", False),
    ],
)
def test_a_bare_no_means_what_the_question_asks(question: str, answer: str, outcome: bool) -> None:
    assert says_no(answer, question) is outcome


def test_at_a_vote_less_than_asked_is_a_no() -> None:
    assert says_no("没有超过", "赞成是否超过半数", vote=True)
    assert says_no("赞成票不足三分之二", "表决", vote=True)
    assert says_no("不赞成", "表决", vote=True)
    assert says_no("反对", "表决", vote=True)
    assert not says_no("赞成多于反对", "表决", vote=True)
    assert not says_no("超过", "赞成是否超过半数", vote=True)


def test_words_of_a_type_are_looked_for_inside_an_answer_and_not_where_it_denies_them() -> None:
    assert contains_any("风险部分可控，补充材料", ["部分可控"])
    assert not contains_any("没有部分可控的", ["部分可控"])
    assert not contains_any("可控", ["", "不可控"])


@pytest.mark.parametrize("question", ["是否需要上级批准", "是否要报请同意", "是否属于不合格"])
def test_a_bare_no_to_whether_something_is_needed_is_no_refusal(question: str) -> None:
    assert not says_no("否", question)


@pytest.mark.parametrize("answer", ["未過半數", "否決", "暫緩", "不合規", "沒有通過", "未獲同意"])
def test_traditional_characters_say_no_as_well(answer: str) -> None:
    assert says_no(answer)

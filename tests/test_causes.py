"""What one cause makes wrong many times is told once."""

from __future__ import annotations

from typing import Any

from shaiquan.problem_texts import as_text, list_problems
from shaiquan.problems import CauseTexts, Code, Place, Problem, Severity, merge_by_cause

CODE = Code(
    "cited", Severity.WARNING, "引用了{name}", "{name}", "改", "mend",
    many=CauseTexts("{number} 处：{names}", "{number}: {names}", "都改", "mend all"),
)  # fmt: skip
BY_WORD = Code(
    "gone", Severity.ERROR, "没有{value}", "no {value}", "改", "mend",
    many=CauseTexts("没有{value}，{number} 处", "no {value}, {number}", by=("value",)),
)  # fmt: skip
CAUSE = Place("rules/gz.yml", 4, 7, "废止日期: 2021年")


def cited(number: int, cause: Place | None = CAUSE, line: int = 1) -> Problem:
    path, words = f"powers/p{number}.yml", (("name", f"p{number}"),)
    return Problem(path, line, 1, CODE, words, "", CODE.severity, cause)


def test_a_few_are_told_each_at_its_own_place() -> None:
    problems = [cited(number) for number in range(3)]
    assert list(merge_by_cause(problems)) == problems


def test_many_are_told_once_at_the_cause_with_the_first_names_and_places() -> None:
    (merged,) = merge_by_cause(cited(number) for number in range(9))
    assert (merged.path, merged.line, merged.column, merged.excerpt) == CAUSE
    assert merged.message() == "9 处：p0、p1、p2、p3、p4、p5、p6 等"
    assert merged.message("en") == "9: p0、p1、p2、p3、p4、p5、p6 and others"
    assert merged.mend() == "都改"
    text = as_text(merged)
    assert "见: powers/p0.yml:1、powers/p1.yml:1、powers/p2.yml:1 …" in text
    places: Any = list_problems([merged])[0]["places"]
    assert [place["path"] for place in places] == [f"powers/p{n}.yml" for n in range(9)]


def test_two_causes_are_told_twice() -> None:
    other = CAUSE._replace(line=9)
    problems = [cited(n) for n in range(4)] + [cited(n, other) for n in range(4, 8)]
    assert [problem.line for problem in merge_by_cause(problems)] == [4, 9]


def test_two_at_one_place_have_one_cause() -> None:
    """Records that inherit a value: it stands in one place only."""
    one = cited(1, cause=None)
    two = Problem(one.path, 1, 1, CODE, (("name", "p2"),), "", CODE.severity)
    assert [problem.message() for problem in merge_by_cause([one, two])] == ["2 处：p1、p2"]


def test_the_same_word_may_be_the_cause() -> None:
    problems = [
        Problem(f"p{n}.yml", n, 1, BY_WORD, (("value", "甲" if n < 5 else "乙"),))
        for n in range(1, 9)
    ]
    told = [problem.message() for problem in merge_by_cause(problems)]
    assert told == ["没有甲，4 处", "没有乙，4 处"]
    assert next(iter(merge_by_cause(problems))).mend() == "改"


def test_what_was_told_once_is_not_told_again() -> None:
    merged = tuple(merge_by_cause(cited(number) for number in range(5)))
    assert tuple(merge_by_cause(merged)) == merged

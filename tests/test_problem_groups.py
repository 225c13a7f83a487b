"""How a terminal shows problems: errors last, what is said of many at once."""

from __future__ import annotations

import pytest

from shaiquan.console import Console
from shaiquan.problem_groups import group_as_text, group_problems
from shaiquan.problems import Code, Problem, Severity, problem

BAD = Code("bad", Severity.ERROR, "“{name}”坏了", "'{name}' is bad", "修好", "mend it")
ODD = Code("odd", Severity.WARNING, "“{name}”没有{what}", "'{name}' has no {what}", "补上", "add")


def odd(name: str, what: str = "张贴", line: int = 3) -> Problem:
    return problem(ODD, f"content/a/{name}.yml", line, 1, f"名称: {name}", name=name, what=what)


def test_errors_stand_last_and_a_few_of_one_code_each_in_full() -> None:
    error, few = problem(BAD, "a.yml", name="甲"), [odd(name) for name in "丁丙乙"]
    assert list(group_problems([error, *few])) == [(one,) for one in few] + [(error,)]


def test_more_than_a_few_that_say_the_same_of_different_records_are_one() -> None:
    alike = [odd(name) for name in "丁丙乙甲"]
    first, second = group_problems([odd("甲", "依据", line=9), *alike])
    assert (first, second) == (tuple(alike), (odd("甲", "依据", line=9),))
    assert group_as_text(first).splitlines() == [
        "content/a/丁.yml:3:1: 提醒: “丁”没有张贴 [odd]",
        "    名称: 丁",
        "    ^",
        "    一样的还有 3 处: 丙（content/a/丙.yml:3）、乙（content/a/乙.yml:3）、甲（content/a/甲.yml:3）",
        "    改法: 补上",
    ]
    shown = group_as_text(first, "en").splitlines()
    assert shown[0] == "content/a/丁.yml:3:1: warning: '丁' has no 张贴 [odd]"
    assert shown[3].startswith("    the same at 3 more: 丙（content/a/丙.yml:3）, ")


def test_the_kind_before_a_name_and_the_id_in_a_mend_are_no_difference() -> None:
    code = Code("odd", Severity.WARNING, "{kind}“{name}”没有机制", "{name}", "写上 {id}", "{id}")
    names = zip("甲乙丙丁", "1234", strict=True)
    alike = [problem(code, "a.yml", kind="流程", name=name, id=id) for name, id in names]
    (group,) = group_problems(alike)
    assert "一样的还有 3 处: 乙（a.yml:1）、丙" in group_as_text(group)


def test_of_very_many_the_first_are_named_and_all_are_counted() -> None:
    (group,) = group_problems(odd("甲", line=line) for line in range(1, 101))
    others = group_as_text(group).splitlines()[3]
    assert others.startswith("    一样的还有 99 处: 甲（content/a/甲.yml:2）、")
    assert others.endswith("甲（content/a/甲.yml:21） …")


def test_an_error_is_bold_on_a_terminal_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    problems = (problem(BAD, "a.yml", name="甲"), odd("乙"))
    Console().print_problems(problems)
    assert "\x1b" not in capsys.readouterr().err
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    Console().print_problems(problems)
    text = capsys.readouterr().err
    assert "\x1b[1ma.yml:1:1: 错误: “甲”坏了 [bad]\x1b[0m\n    改法: 修好\n" in text
    assert text.count("\x1b[1m") == 1

"""Problems as forges read them: whatever stands in a file, a problem is one annotation."""

from __future__ import annotations

import json

import pytest

from shaiquan.cli import main
from shaiquan.codes import BAD_VALUE
from shaiquan.problem_annotations import as_github, as_gitlab
from shaiquan.problems import Code, Severity, problem
from tests.conftest import MakeSite

WARNING = Code("odd", Severity.WARNING, "“{name}”占 50%\n::error::x", "", "改成 a,b: c", "")


def test_a_problem_is_one_command_for_github() -> None:
    told = [problem(WARNING, "content/a,b:c.yml", 3, 7, name="甲")]
    told.append(problem(BAD_VALUE, "content/z.yml", 2, 1, field="", value="", why="", mend=""))
    error, warning = as_github(told).split("\n")
    assert error.startswith("::error file=content/z.yml,line=2,col=1,title=bad-value::")
    assert warning == (
        "::warning file=content/a%2Cb%3Ac.yml,line=3,col=7,title=odd"
        "::“甲”占 50%25\\n::error::x%0A改法：改成 a,b: c"
    )


def test_gitlab_knows_a_problem_again_whose_line_moved() -> None:
    before = json.loads(as_gitlab([problem(WARNING, "content/a.yml", 3, 7, name="甲")]))
    after = json.loads(
        as_gitlab([problem(WARNING, "content/a.yml", line, 7, name="甲") for line in (5, 9)])
    )
    assert before[0] == {
        "description": "“甲”占 50%\\n::error::x\n改法：改成 a,b: c",
        "check_name": "odd",
        "fingerprint": after[0]["fingerprint"],
        "severity": "minor",
        "location": {"path": "content/a.yml", "lines": {"begin": 3}},
    }
    assert after[0]["fingerprint"] != after[1]["fingerprint"]


def test_a_check_prints_what_the_forge_reads_and_its_last_line(
    site: MakeSite, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(site({"duties/d1.yml": "编号: d1\n名称: 如实记录\n事项: [p1]\n"}).parent)
    assert main(["check", "--content", "content", "--format", "github"]) == 0
    text = capsys.readouterr()
    assert text.out.startswith("::warning file=content/duties/d1.yml,line=2,col=5,title=duty-")
    assert "检查完毕：1 处提醒" in text.err
    assert main(["check", "--content", "content", "--format", "gitlab", "--strict"]) == 1
    text = capsys.readouterr()
    assert [row["severity"] for row in json.loads(text.out)] == ["major"]
    assert "duties/d1.yml:2:5: 错误: 责任事项“如实记录”没有追责情形" in text.err


def test_without_a_problem_github_is_told_nothing_and_gitlab_an_empty_list(
    site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    content = str(site({}))
    assert main(["check", "--content", content, "--format", "github"]) == 0
    assert capsys.readouterr().out == ""
    assert main(["check", "--content", content, "--format", "gitlab"]) == 0
    assert json.loads(capsys.readouterr().out) == []

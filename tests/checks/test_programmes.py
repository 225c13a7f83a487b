"""What is asked of the tasks of a decision is asked of those of a programme."""

from __future__ import annotations

import datetime

from shaiquan.checks.checking import check_content
from tests.conftest import MakeSite

_PROGRAMME = """\
编号: fa-1
名称: 规范权力运行方案
印发日期: 2026-01-05
审查: {{人: 办公室, 日期: {reviewed}}}
阶段: [{{名称: 排查, 从: 2026-02-01, 至: 2026-12-31}}]
要素: [牵头责任人, 进度, 完成时限]
任务:
  - {{任务: 填表, 责任领导: 书记, 阶段: 排查, 时限: 2026-03-31, 进度: [{progress}]{more}}}
  - {{任务: 总结, 责任领导: 书记, 阶段: 排查, 开始: {start}, 时限: 2026-12-20}}
"""


def find_codes(site: MakeSite, progress: str, more: str = "", **words: str) -> list[str]:
    values = {"reviewed": "2026-11-01", "start": "2026-12-01", **words}
    text = _PROGRAMME.format(progress=progress, more=more, **values)
    content = site({"programmes/fa.yml": text})
    found = check_content(content, as_of=datetime.date(2026, 11, 1))
    return sorted(problem.code.code for problem in found.problems)


def test_progress_and_dates_of_its_tasks_are_checked(site: MakeSite) -> None:
    done = "{日期: 2026-03-30, 完成: 100}"
    assert find_codes(site, done) == [], "no progress is asked of what has not begun"
    assert find_codes(site, done, start="2026-10-20") == ["task-incomplete"]
    assert find_codes(site, "{日期: 2026-03-30, 完成: 60}") == ["task-overdue"]
    assert find_codes(site, "{日期: 2026-04-30, 完成: 100}") == ["task-done-late"]
    assert find_codes(site, done, ", 开始: 2026-03-31") == ["task-before-start"]
    assert find_codes(site, "{日期: 2026-03-30, 完成: 160}") == ["progress-beyond-whole"]
    back = "{日期: 2026-02-10, 完成: 90}, {日期: 2026-03-01, 完成: 50}"
    assert find_codes(site, back, ", 完成日期: 2026-03-20") == [
        *("progress-backwards", "task-done-not-whole")
    ]
    assert find_codes(site, "{日期: 2099-03-30, 完成: 100}") == ["date-ahead", "task-overdue"]


def test_what_was_done_after_the_review_is_not_reviewed(site: MakeSite) -> None:
    done = "{日期: 2026-03-30, 完成: 100}"
    assert find_codes(site, done, reviewed="2026-03-01") == ["event-after-review"]
    assert find_codes(site, "", ", 完成日期: 2026-03-01", reviewed="2026-03-02") == [
        "task-incomplete"
    ]


def test_its_tasks_go_to_posts_that_are_filled(site: MakeSite) -> None:
    text = _PROGRAMME.replace("2026-01-05", "2025-12-31").replace("名称: 规范", "名称: 再规范")
    values = {"reviewed": "2026-11-01", "start": "2026-12-01", "more": ""}
    text = text.format(progress="{日期: 2026-03-30, 完成: 100}", **values)
    content = site({"programmes/fa.yml": text})
    found = check_content(content, as_of=datetime.date(2026, 11, 1))
    assert {problem.code.code for problem in found.problems} == {"task-leader-vacant"}

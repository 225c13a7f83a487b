"""``import meeting``: from a table to a file that passes the check."""

from __future__ import annotations

import datetime
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from shaiquan import codes
from shaiquan.checks.checking import check_content
from shaiquan.checks.runner import CODES
from shaiquan.cli import main
from shaiquan.importing.draft import Draft, Line
from shaiquan.importing.trying import ImportRefused, _leave_out
from shaiquan.model.deliberations import CHOICES, Deliberation, Vote
from shaiquan.model.meetings import Meeting
from shaiquan.model.terms import State
from shaiquan.model.topics import Topic
from shaiquan.problems import Code, Problem, Severity, has_errors
from tests.conftest import SMALL, MakeSite
from tests.importing.tables import (
    BUDGET,
    FULL,
    HEAD,
    HEADINGS,
    ROAD,
    make_site,
    write_csv,
    write_docx,
    write_xlsx,
)
from tests.support import read_tree

CHECKED = next(code for code in CODES if code.code == "duty-without-accountability")
WORDS = (("where", "议题"), ("field", "类型"), ("name", "修路"))
NEW = "meetings/hy-20260511.yml"


def run(content: Path, table: Path, *more: str) -> int:
    return main(["import", "meeting", str(table), "--content", str(content), *more])


def read_meeting(content: Path) -> tuple[Meeting, dict[str, Topic]]:
    loaded = check_content(content)
    assert loaded.catalog is not None
    assert not has_errors(loaded.problems)
    (meeting,) = (record for _, record in loaded.catalog.records_of(Meeting))
    return meeting, {record.name: record for _, record in loaded.catalog.records_of(Topic)}


def deliberation_of(topic: Topic) -> Deliberation:
    (item,) = topic.deliberations
    return item


def count_votes(vote: Vote) -> list[int]:
    return [vote.count(choice) for choice in CHOICES]


def test_a_table_becomes_a_meeting_and_its_topics(site: MakeSite, tmp_path: Path) -> None:
    content = make_site(site)
    assert run(content, write_csv(tmp_path / "t.csv", FULL)) == 0
    meeting, topics = read_meeting(content)
    assert (meeting.id, meeting.name, meeting.type) == (
        "hy-20260511",
        "小镇党委会第3次会议",
        "党委会会议",
    )
    assert (meeting.starts, meeting.ends, meeting.place) == ("09:00", "11:30", "三楼会议室")
    assert meeting.notified is not None
    assert meeting.notified.first == datetime.date(2026, 5, 8)
    assert [post.id for post in meeting.present] == ["sj", "fsj", "jw"]
    assert meeting.chair is not None
    assert meeting.chair.id == "sj"
    assert list(topics) == ["年度预算", "修路"]
    budget = topics["年度预算"]
    item = deliberation_of(budget)
    assert item.vote is not None
    assert (item.meeting.id, item.order, count_votes(item.vote)) == ("hy-20260511", 1, [3, 0, 0])
    assert budget.outcomes == ("passed",)
    (task,) = budget.tasks
    assert task.leader is not None
    assert task.department is not None
    assert (task.leader.id, task.department.id) == ("fsj", "czs")
    assert [body.id for body in task.partners] == ["bgs"]
    assert topics["修路"].outcomes == ("postponed",)
    assert {meeting.state, *(topic.state for topic in topics.values())} == {State.PUBLISHED}


def test_of_a_meeting_of_many_the_number_of_those_who_came_is_read(tmp_path: Path) -> None:
    content = shutil.copytree(SMALL.parent / "village", tmp_path / "content")
    rows = (
        (
            "名称",
            "代表会议",
            "会议类型",
            "村民代表会议",
            "日期",
            "2026-11-20",
            "通知",
            "2026-11-16",
        ),
        ("出席：４１人", "主持：村主任", "列席：村务监督委员会"),
        ("顺序", "议题", "类型", "汇报", "结果"),
        ("1", "收支情况", "日常村务", "副书记", "听取"),
    )
    assert run(content, write_csv(tmp_path / "t.csv", rows)) == 0
    written = (content / "meetings" / "hy-20261120.yml").read_text("utf-8")
    assert "  出席人数: 41\n" in written
    assert "#   会议：" not in written


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_each_encoding_of_a_csv_file_gives_the_same(
    site: MakeSite, tmp_path: Path, encoding: str
) -> None:
    content = make_site(site)
    assert run(content, write_csv(tmp_path / "t.csv", FULL, encoding)) == 0
    assert "名称: 年度预算" in (content / NEW).read_text("utf-8")


def test_a_workbook_gives_what_the_csv_file_gives(site: MakeSite, tmp_path: Path) -> None:
    content = make_site(site)
    assert run(content, write_csv(tmp_path / "t.csv", FULL)) == 0
    text = (content / NEW).read_text("utf-8")
    (content / NEW).unlink()
    days = [[datetime.datetime(2026, 5, 8) if c == "2026.5.8" else c for c in r] for r in FULL]
    assert run(content, write_xlsx(tmp_path / "t.xlsx", days)) == 0
    assert (content / NEW).read_text("utf-8") == text.replace("t.csv", "t.xlsx")


def test_a_word_file_gives_what_the_csv_file_gives(site: MakeSite, tmp_path: Path) -> None:
    """The lines above the table tell of the meeting."""
    content = make_site(site)
    assert run(content, write_csv(tmp_path / "t.csv", FULL)) == 0
    text = (content / NEW).read_text("utf-8")
    (content / NEW).unlink()
    said = (
        "会议类型：党委会会议　日期：2026年5月11日 9:00-11:30　地点：三楼会议室",
        "通知：2026.5.8　主持人：书记",
        "出席：书记、副书记、纪委书记（补）",
    )
    table = write_docx(tmp_path / "t.docx", HEAD[0][0], *said, (HEADINGS, BUDGET, ROAD))
    assert run(content, table) == 0
    assert (content / NEW).read_text("utf-8") == text.replace("t.csv", "t.docx")


def test_merged_cells_and_headings_in_two_rows(site: MakeSite, tmp_path: Path) -> None:
    upper = [*HEADINGS[:6], "表决情况", "", "", *HEADINGS[9:]]
    lower = [*[""] * 6, "同 意", "不同意", "弃权", *[""] * 5]
    second_task = [*[""] * 11, "书记", "办公室", "2026-06-30"]
    rows = [*HEAD, upper, lower, BUDGET, second_task, ROAD]
    merged = ["A1:N1", "G4:I4", *(f"{c}4:{c}5" for c in "ABCDEF"), "A6:A7", "B6:B7"]
    content = make_site(site)
    assert run(content, write_xlsx(tmp_path / "t.xlsx", rows, merged)) == 0
    _, topics = read_meeting(content)
    assert list(topics) == ["年度预算", "修路"]
    leaders = [task.leader.id for task in topics["年度预算"].tasks if task.leader]
    assert leaders == ["fsj", "sj"]


def test_what_nobody_knows_is_left_out_and_told(
    site: MakeSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = make_site(site)
    strange = ["张三" if text == "副书记" else text for text in BUDGET]
    assert run(content, write_csv(tmp_path / "t.csv", [*HEAD, HEADINGS, strange, ROAD])) == 0
    _, topics = read_meeting(content)
    assert topics["年度预算"].state is State.DRAFT
    assert topics["修路"].state is State.PUBLISHED
    assert deliberation_of(topics["年度预算"]).presenter is None
    text = (content / NEW).read_text("utf-8")
    assert "# 汇报: 张三    ← 找不到汇报“张三”" in text
    assert "#   议题1“年度预算”：汇报：找不到汇报“张三”" in text
    assert "还缺　议题1“年度预算”：汇报：找不到汇报“张三”" in capsys.readouterr().err


def test_an_incomplete_meeting_keeps_its_topics_drafts(site: MakeSite, tmp_path: Path) -> None:
    content = make_site(site)
    head = [*HEAD[:2], ("主持人", "书记")]
    assert run(content, write_csv(tmp_path / "t.csv", [*head, HEADINGS, BUDGET])) == 0
    meeting, topics = read_meeting(content)
    assert meeting.state is topics["年度预算"].state is State.DRAFT
    assert "#   会议：通知日期；出席人员\n" in (content / NEW).read_text("utf-8")


def test_a_topic_without_a_type_stays_a_comment(site: MakeSite, tmp_path: Path) -> None:
    content = make_site(site)
    road = ["" if text == "日常事项" else text for text in ROAD]
    assert run(content, write_csv(tmp_path / "t.csv", [*HEAD, HEADINGS, BUDGET, road])) == 0
    _, topics = read_meeting(content)
    assert list(topics) == ["年度预算"]
    assert "    # 名称: 修路\n" in (content / NEW).read_text("utf-8")


def test_a_column_with_the_name_of_a_gate_is_the_gate(
    site: MakeSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = make_site(site)
    rows = [
        *HEAD,
        (*HEADINGS, "合法性 审查", "备注"),
        (*BUDGET, "2026年4月22日", "急"),
        (*ROAD, "不适用：没有法律问题", ""),
    ]
    typed = [["建设事项" if text == "日常事项" else text for text in row] for row in rows]
    assert run(content, write_csv(tmp_path / "t.csv", typed)) == 0
    text = (content / NEW).read_text("utf-8")
    assert "      - {关口: 合法性审查, 日期: 2026-04-22}\n" in text
    assert "      - {关口: 合法性审查, 不适用: 没有法律问题}\n" in text
    assert "没有用到的栏：备注\n" in capsys.readouterr().err


def test_a_topic_without_its_gate_is_a_draft_with_all_that_the_table_says(
    site: MakeSite, tmp_path: Path
) -> None:
    """Gates and signatures are asked for when it is published."""
    content = make_site(site)
    rows = [*HEAD, HEADINGS, ["建设事项" if text == "日常事项" else text for text in BUDGET]]
    assert run(content, write_csv(tmp_path / "t.csv", rows)) == 0
    _, topics = read_meeting(content)
    assert topics["年度预算"].state is State.DRAFT
    assert deliberation_of(topics["年度预算"]).outcome is not None
    text = (content / NEW).read_text("utf-8")
    assert "议题1“年度预算”：还没有过关口“合法性审查”\n" in text
    path = content / NEW
    path.write_text(text.replace("    状态: 草稿\n", ""), "utf-8")
    assert "topic-gate-missing" in {one.code.code for one in check_content(content).problems}


def test_names_of_a_secret_vote_are_counted_and_never_written(
    site: MakeSite, tmp_path: Path
) -> None:
    content = make_site(site)
    votes = {"举手表决": "无记名投票", "３": "书记、副书记", "０": "纪委书记", "无": ""}
    rows = [*HEAD, HEADINGS, [votes.get(text, text) for text in BUDGET]]
    assert run(content, write_csv(tmp_path / "t.csv", rows)) == 0
    _, topics = read_meeting(content)
    vote = deliberation_of(topics["年度预算"]).vote
    assert vote is not None
    assert (vote.in_favour, vote.against, count_votes(vote)) == ((), (), [2, 1, 0])
    rows = [*HEAD, HEADINGS, [{**votes, "举手表决": ""}.get(text, text) for text in BUDGET]]
    (content / NEW).unlink()
    assert run(content, write_csv(tmp_path / "t.csv", rows)) == 0
    assert "赞成" not in (content / NEW).read_text("utf-8")


def test_names_of_a_named_vote_are_written(site: MakeSite, tmp_path: Path) -> None:
    content = make_site(site)
    votes = {"举手表决": "记名", "３": "书记、副书记", "０": "纪委书记", "无": ""}
    rows = [*HEAD, HEADINGS, [votes.get(text, text) for text in BUDGET]]
    assert run(content, write_csv(tmp_path / "t.csv", rows)) == 0
    vote = deliberation_of(read_meeting(content)[1]["年度预算"]).vote
    assert vote is not None
    assert [post.id for post in vote.in_favour] == ["sj", "fsj"]


def test_a_personnel_topic_is_never_published_at_once(site: MakeSite, tmp_path: Path) -> None:
    content = make_site(site)
    rows = [*HEAD, HEADINGS, ["干部任免" if text == "日常事项" else text for text in BUDGET]]
    assert run(content, write_csv(tmp_path / "t.csv", rows)) == 0
    assert read_meeting(content)[1]["年度预算"].state is State.DRAFT


def test_a_topic_that_is_there_already_is_not_written_twice(site: MakeSite, tmp_path: Path) -> None:
    old = "[{编号: yt-9, 名称: 修路, 类型: 日常事项}]\n"
    content = make_site(site, {"topics/old.yml": old})
    assert run(content, write_csv(tmp_path / "t.csv", FULL)) == 0
    assert "已有同名议题 yt-9" in (content / NEW).read_text("utf-8")
    assert {t.id for t in read_meeting(content)[1].values()} == {"yt-9", "yt-20260511-1"}


def test_a_dry_run_writes_nothing_and_says_what_it_understood(
    site: MakeSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = make_site(site)
    rows = [*HEAD, (*HEADINGS, "备 注"), BUDGET]
    table = write_csv(tmp_path / "t.csv", rows)
    before = read_tree(tmp_path)
    assert run(content, table, "--dry-run") == 0
    assert read_tree(tmp_path) == before
    told = capsys.readouterr()
    assert "第 4 行是表头：顺序、议题、类型" in told.err
    assert "没有用到的栏：备注" in told.err
    assert "1. 年度预算：类型 日常事项" in told.err
    assert told.out.startswith("# 小镇党委会第3次会议。由 t.csv 录入。\n")


@pytest.mark.parametrize(
    ("code", "kept"),
    [(CHECKED, True), (codes.MISSING_FIELD, False)],
    ids=["a check", "reading"],
)
def test_a_topic_that_must_have_more_is_kept_without_its_discussion(code: Code, kept: bool) -> None:
    lines = (
        Line("会议:"),
        Line("  编号: hy-1", 0, essential=True),
        Line("议题:"),
        Line("  - 编号: yt-1", 1, essential=True),
        Line("    名称: 修路", 1, essential=True),
        Line("    审议:", 1),
        Line("      结果: 通过", 1),
        Line("    决定: 同意", 1),
    )
    draft = Draft("hy-1", lines, ("会议", "议题1"), {}, ())
    error = Problem("new.yml", 5, 5, code, WORDS, "", Severity.ERROR)
    _, numbers = draft.render()
    after = _leave_out(draft, [error], "new.yml", numbers)
    if kept:  # as a draft it may be right
        assert after.is_draft(1)
        assert after.lines == draft.lines
        after = _leave_out(after, [error], "new.yml", numbers)
    assert [number for number, line in enumerate(after.lines) if line.why] == (
        [5, 6] if kept else [3, 4, 5, 6, 7]
    )
    assert after.is_draft(1)
    assert not after.is_draft(0)
    with pytest.raises(ImportRefused):  # the meeting itself
        _leave_out(draft, [replace(error, line=2)], "new.yml", numbers)
    with pytest.raises(ImportRefused):  # another file
        _leave_out(draft, [replace(error, path="other.yml")], "new.yml", numbers)


# -- what is refused ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "why"),
    [
        (("日期", "2026-05-11"), "表头没有会议类型；会议类型有：党委会会议、例会"),
        (("会议类型", "党委会会议"), "表头没有开会的日期"),
        (("会议类型", "党委会会议", "日期", "五月"), "看不出开会的日期（“五月”）"),
        (("会议类型", "党委全会", "日期", "2026-05-11"), "看不出会议类型（“党委全会”）"),
    ],
)
def test_a_table_that_does_not_say_which_meeting_it_is_is_refused(
    site: MakeSite,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    head: tuple[str, ...],
    why: str,
) -> None:
    content = make_site(site)
    before = read_tree(content)
    assert run(content, write_csv(tmp_path / "t.csv", [head, HEADINGS, BUDGET])) == 1
    assert why in capsys.readouterr().err
    assert read_tree(content) == before


def test_a_meeting_that_is_there_is_never_overwritten(
    site: MakeSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = make_site(site)
    table = write_csv(tmp_path / "t.csv", FULL)
    assert run(content, table) == 0
    before = read_tree(content)
    assert run(content, table) == 1
    assert "已经有这次会议：hy-20260511" in capsys.readouterr().err
    (content / NEW).write_text(
        "# 还没有写\n编号: hy-0\n名称: 别的\n类型: 例会\n日期: 2026-01-05\n", "utf-8"
    )
    before = read_tree(content)
    assert run(content, table) == 1
    assert "已经有文件" in capsys.readouterr().err
    assert read_tree(content) == before


def test_content_with_errors_is_mended_first(
    site: MakeSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = make_site(site, {"duties/d1.yml": "编号: d1\n"})
    assert run(content, write_csv(tmp_path / "t.csv", FULL)) == 1
    told = capsys.readouterr().err
    assert "duties/d1.yml:1:1: 错误" in told
    assert "先改正内容里的错误" in told
    assert not (content / NEW).exists()

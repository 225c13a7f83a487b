"""A meeting and its topics in one file: 审议 need not say 会议 where there is only one."""

from __future__ import annotations

from shaiquan.checks.checking import check_content
from shaiquan.model.topics import Topic
from tests.conftest import REVIEWED_TODAY, MakeSite
from tests.support import lines

MEETING = """\
会议:
  编号: hy-1
  名称: 第1次会议
  类型: 例会
  日期: 2026-05-11
"""
TOPICS = """\
议题:
  - {编号: yt-1, 名称: 年度预算, 类型: 重大决策, 事项: [p1], 审议: {顺序: 1, 汇报: 书记, 结果: 通过}}
  - 编号: yt-2
    名称: 项目安排
    类型: 重大决策
    审议:
      - {会议: hy-0, 结果: 缓议}
      - {顺序: 2, 结果: 通过}
"""
EARLIER = "[{编号: hy-0, 名称: 第0次会议, 类型: 例会, 日期: 2026-05-01}]\n"
SITE = "会议类型: {例会: {机构: 党委}}\n"


def make_files(text: str) -> dict[str, str | None]:
    return {
        "site.yml": REVIEWED_TODAY + SITE,
        "meetings/hy-0.yml": EARLIER,
        "meetings/hy-1.yml": text,
    }


def list_meetings(content_files: dict[str, str | None], site: MakeSite) -> dict[str, list[str]]:
    loaded = check_content(site(content_files))
    assert loaded.catalog is not None
    return {
        entry.id: [ref.id for ref in topic.meetings]
        for entry, topic in loaded.catalog.records_of(Topic)
    }


def test_the_only_meeting_of_a_file_is_meant(site: MakeSite) -> None:
    files = make_files(MEETING + TOPICS)
    assert list_meetings(files, site) == {"yt-1": ["hy-1"], "yt-2": ["hy-0", "hy-1"]}


def test_it_does_not_matter_which_stands_first(site: MakeSite) -> None:
    files = make_files(TOPICS + MEETING)
    assert list_meetings(files, site) == {"yt-1": ["hy-1"], "yt-2": ["hy-0", "hy-1"]}


def test_of_two_meetings_none_is_meant_and_the_line_is_told(site: MakeSite) -> None:
    two = "会议:\n  - {编号: hy-1, 名称: 第1次会议, 类型: 例会, 日期: 2026-05-11}\n"
    two += "  - {编号: hy-2, 名称: 第2次会议, 类型: 例会, 日期: 2026-05-12}\n"
    content = site(make_files(two + TOPICS))
    assert lines(check_content(content), content) == [
        "content/meetings/hy-1.yml:5:50: error: 审议缺少“会议” [missing-field]",
        "content/meetings/hy-1.yml:11:9: error: 审议缺少“会议” [missing-field]",
    ]


def test_beside_no_meeting_it_must_be_said(site: MakeSite) -> None:
    files = make_files(MEETING)
    content = site({**files, "topics/yt.yml": TOPICS})
    assert lines(check_content(content), content) == [
        "content/topics/yt.yml:2:50: error: 审议缺少“会议” [missing-field]",
        "content/topics/yt.yml:8:9: error: 审议缺少“会议” [missing-field]",
    ]


def test_a_wrong_value_beside_one_left_out_is_told_at_its_line(site: MakeSite) -> None:
    text = MEETING + TOPICS.replace("汇报: 书记", "汇报: 书纪")
    content = site(make_files(text))
    (line,) = lines(check_content(content), content)
    assert line.startswith("content/meetings/hy-1.yml:7:62: error: 找不到汇报“书纪”")


def test_a_meeting_without_an_id_is_one_problem(site: MakeSite) -> None:
    text = MEETING.replace("  编号: hy-1\n", "") + TOPICS
    content = site(make_files(text))
    assert lines(check_content(content), content) == [
        "content/meetings/hy-1.yml:2:3: error: 会议缺少“编号” [missing-field]"
    ]

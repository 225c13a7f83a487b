"""The papers of a meeting: the notice with the agenda before it, the minutes after it."""

from __future__ import annotations

import re

import pytest

from shaiquan.disclosure.release import PublicCatalog
from shaiquan.model.common import Record
from shaiquan.model.meetings import Meeting
from shaiquan.model.topics import Topic
from shaiquan.prints.meeting_minutes import MeetingMinutes, make_minutes
from shaiquan.prints.meeting_notices import MeetingNotice, make_notice
from shaiquan.prints.paper_files import make_paper, make_register_file
from shaiquan.queries.registers import list_registers
from shaiquan.views.printed_papers import list_papers
from tests.booklets import bare, public
from tests.conftest import MakeSite
from tests.papers import MEETINGS, TOPICS, decided, paper
from tests.printed import reader, words


def minutes(released: PublicCatalog, id: str = "hy-1") -> MeetingMinutes:
    made = make_minutes(released, released.entries[id])
    assert made is not None
    return made


def notice(released: PublicCatalog, id: str = "hy-2") -> MeetingNotice:
    return make_notice(released, released.entries[id])


def facts(lines: object) -> dict[str, str]:
    assert isinstance(lines, tuple)
    return {line.label: line.text for line in lines}


def test_a_meeting_to_come_has_a_notice_and_one_with_numbered_minutes_has_these(
    site: MakeSite,
) -> None:
    assert list(list_papers(public(site(decided())))) == [
        ("hy-1", "minutes"),
        ("hy-2", "notice"),
        ("yt-1", "decision"),
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    纪要: {", "    记录: {"),
        ("    缺席:", "    取消: 人数不够\n    缺席:"),
        ("    日期: 2026-07-13", "    日期: 2026-07-13\n    公开: 党内"),
        (
            "    日期: 2026-07-13",
            "    日期: 2026-07-13\n    不公开字段: [{字段: 纪要, 依据: 保密}]",
        ),
    ],
)
def test_without_a_number_or_a_meeting_there_are_no_minutes(
    site: MakeSite, old: str, new: str
) -> None:
    meetings = MEETINGS.replace(old, new)
    assert meetings != MEETINGS
    released = public(site(decided(meetings=meetings)))
    assert ("hy-1", "minutes") not in list(list_papers(released))


def test_minutes_without_a_number_leave_its_place_blank(site: MakeSite) -> None:
    meetings = MEETINGS.replace("号: 小镇党纪〔2026〕1号, ", "")
    assert meetings != MEETINGS
    released = public(site(decided(meetings=meetings)))
    assert ("hy-1", "minutes") in list(list_papers(released))
    assert minutes(released).number == ""
    assert "会议纪要" in words(paper(released, "hy-1", "minutes"))


def test_a_notice_says_when_where_who_comes_and_which_papers_there_are(site: MakeSite) -> None:
    made = notice(public(site(decided())))
    assert made.title == "关于召开党委会第2次会议的通知"
    assert made.opening.startswith("定于2026年12月21日召开党委会第2次会议，")
    assert facts(made.facts) == {
        "时间": "2026年12月21日（周一）　14:30",
        "地点": "第一会议室",
        "主持": "书记",
        "参加": "书记、副书记",
        "列席": "办公室",
        "旁听": "请群众、代表旁听",
    }
    (item,) = made.items
    assert item.title == "集镇改造"
    assert facts(item.facts) == {
        "汇报": "书记", "类型": "重大决策", "材料": "方案2个、审查意见书",
    }  # fmt: skip
    assert made.closing == "会议材料送达日期：2026年11月21日。"
    assert made.signed == ("小镇党委", "2026年11月20日")


def test_a_meeting_that_was_not_called_yet_is_planned(site: MakeSite) -> None:
    meetings = MEETINGS.replace("    通知: 2026-11-20\n", "")
    made = notice(public(site(decided(meetings=meetings))))
    assert made.opening.startswith("拟于2026年12月21日召开")
    assert made.signed == ("小镇党委",)


def test_minutes_have_a_red_head_with_number_issuer_and_day(site: MakeSite) -> None:
    made = minutes(public(site(decided())))
    assert (made.red_head, made.number) == ("小镇党委会议纪要", "小镇党纪〔2026〕1号")
    assert (made.issuer, made.date) == ("办公室", "2026年7月16日")
    assert made.copies == "抄送：县委办，县纪委。"
    assert made.imprint == ("办公室", "2026年7月16日印发")
    assert made.opening == (
        "2026年7月13日（周一）09:00至11:40，书记在第一会议室主持召开党委会第1次会议。"
        "应到2人，到会1人。现将会议议定事项纪要如下："
    )


def test_minutes_say_of_each_topic_who_presented_what_was_decided_and_who_does_what(
    site: MakeSite,
) -> None:
    plan, town, training = minutes(public(site(decided()))).items
    assert plan.paragraphs == (
        "副书记作了汇报（代汇报：分管成员出差）。",
        "会议决定：原则同意甲方案，分三年实施。",
        "记名表决：赞成1票，反对0票，弃权1票。赞成：书记。弃权：副书记。",
    )
    assert plan.tasks[0] == (
        "完成第一个园区的选址。责任领导：副书记；责任单位：办公室；"
        "标准：报告经专家评审；时限：2026年12月31日。"
    )
    assert town.paragraphs == ("书记作了汇报。", "会议决定缓议。资金没有落实。")
    assert town.tasks == ()
    assert training.paragraphs[-1] == "无记名表决：赞成2票，反对0票。", "numbers alone"


def test_minutes_end_with_who_was_there(site: MakeSite) -> None:
    assert facts(minutes(public(site(decided()))).attendance) == {
        "出席": "书记",
        "请假": "副书记（出差）",
        "列席": "办公室、党代表（2人）",
        "旁听": "群众代表（3人）",
    }


def test_nobody_is_said_to_be_on_leave_without_a_reason(site: MakeSite) -> None:
    meetings = MEETINGS.replace("{谁: 副书记, 原因: 出差}", "副书记")
    assert meetings != MEETINGS
    attendance = facts(minutes(public(site(decided(meetings=meetings)))).attendance)
    assert attendance["缺席"] == "副书记"
    assert "请假" not in attendance


def test_a_topic_for_a_closer_scope_is_in_no_paper_and_no_number_tells_of_it(
    site: MakeSite,
) -> None:
    hidden = TOPICS.replace("    名称: 全镇产业发展规划", "    名称: 不公开的事\n    公开: 党内")
    released = public(site(decided(topics=hidden)))
    assert [item.title for item in minutes(released).items] == ["集镇改造", "干部轮训安排"]
    printed = words(paper(released, "hy-1", "minutes"))
    assert "一、集镇改造" in printed
    assert "不公开" not in printed


def test_withheld_fields_of_a_topic_and_a_meeting_are_not_printed(site: MakeSite) -> None:
    topics = TOPICS.replace(
        "    名称: 全镇产业发展规划",
        "    名称: 全镇产业发展规划\n    不公开字段: [{字段: 决定, 依据: 保密法}]",
    )
    meetings = MEETINGS.replace(
        "    通知: 2026-07-10",
        "    不公开字段: [{字段: 缺席, 依据: 内部事务}]\n    通知: 2026-07-10",
    )
    made = minutes(public(site(decided(topics=topics, meetings=meetings))))
    assert made.items[0].paragraphs[1] == "会议决定：依法不予公开（依据：保密法）。"
    assert facts(made.attendance)["请假"] == "依法不予公开（依据：内部事务）"


def test_minutes_have_22_lines_of_28_characters_and_page_numbers(site: MakeSite) -> None:
    topics = TOPICS.replace("原则同意甲方案，分三年实施", "甲" * 2000)
    pages = reader(paper(public(site(decided(topics=topics))), "hy-1", "minutes")).pages
    assert [round(float(side) / 72 * 25.4) for side in pages[0].mediabox[2:]] == [210, 297]
    lines = [bare(line) for line in pages[1].extract_text().splitlines() if bare(line)]
    full = [line for line in lines if set(line) == {"甲"}]
    assert (len(full), {len(line) for line in full}) == (22, {28})
    numbers = [re.findall(r"—\s*(\d+)\s*—", page.extract_text()) for page in pages]
    assert numbers == [[str(number)] for number in range(1, len(pages) + 1)]


def test_papers_are_printed_whichever_field_is_withheld(site: MakeSite) -> None:
    """A copy of each record for each of its fields, with that field withheld."""
    meetings, topics = MEETINGS, TOPICS
    for number, label in enumerate(own_labels(Meeting)):
        for id in ("hy-1", "hy-2"):
            meetings += copy_withheld(MEETINGS, id, f"{id}-{number}", label)
        topic = copy_withheld(TOPICS, "yt-1", f"t-{number}", "变更")
        topics += topic.replace("hy-1", f"hy-1-{number}")
    for number, label in enumerate(own_labels(Topic)):
        topics += copy_withheld(TOPICS, "yt-1", f"yt-1-{number}", label)
    released = public(site(decided(meetings=meetings, topics=topics)))
    assert len(released.withheld) > 60
    forms = {form for id, form in list_papers(released) if make_paper(released, id, form)}
    assert forms == {"notice", "minutes", "decision"}
    assert [bool(make_register_file(released, one)) for one in list_registers(released)] == [True]


def own_labels(model: type[Record]) -> list[str]:
    return [label for name, label in model.field_labels() if name not in Record.model_fields]


def copy_withheld(text: str, id: str, copy: str, label: str) -> str:
    """A record of a file again, with another id and name and a field withheld."""
    (record,) = re.findall(rf"(?ms)^  - 编号: {id}$.*?(?=^  - |\Z)", text)
    lines = f"  - 编号: {copy}\n    不公开字段: [{{字段: {label}, 依据: 保密法}}]\n"
    renamed = re.sub(r"名称: (.*)", rf"名称: \1{copy}", record, count=1)
    return lines + renamed.partition("\n")[2]

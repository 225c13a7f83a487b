"""Each mistake in a meeting is told by its code at its place, and what is right is not."""

from __future__ import annotations

import pytest

from shaiquan.checks.checking import check_content
from tests.checks.meeting_site import (
    BODIES,
    CODES,
    HERE,
    MEETINGS,
    SITE,
    TOPICS,
    Edit,
    change,
    find,
    place_of,
)
from tests.conftest import MakeSite

TWO_SEATS = (BODIES, "名称: 组织委员, 机构: 党委, ", "名称: 组织委员, 机构: 党委, 人数: 2, ")
ALL_THERE = (
    MEETINGS,
    "应到: 4\n    出席: [书记, 副书记, 纪委书记, 组织委员]",
    "应到: 4\n    出席: {}",
)
DECEMBER = "  - 编号: m-12\n"


def extra(day: str, called: str, minutes: str, record: str) -> Edit:
    """One more meeting."""
    issued = day.removeprefix(HERE)
    return (
        MEETINGS,
        DECEMBER,
        (
            f"  - {{编号: m-x, 名称: 又一次, 通知: {called}, 材料送达: {called}, 日期: {day},\n"
            "     出席: [书记, 副书记, 纪委书记, 组织委员], 旁听: [{类别: 群众代表}],\n"
            f"     纪要: {{号: {minutes}, 日期: {issued}}}, 记录: {{号: {record}}}}}\n{DECEMBER}"
        ),
    )


def there(names: str, entitled: str = "应到: 4\n    ") -> Edit:
    """The October meeting with others under 出席, and another 应到."""
    _, old, _ = ALL_THERE
    here = "¦" if names.startswith("¦") else ""
    return MEETINGS, old, f"{entitled}{here}出席: {names.removeprefix('¦')}"


def october(old: str, new: str) -> Edit:
    """A field of the October meeting."""
    return MEETINGS, f"十月会议\n    {old}", f"十月会议\n    {new}"


#: code, or several in the order of their places, and what spoils the good site so
WRONG: list[tuple[str, list[Edit]]] = [
    ("meeting-type-unknown", [(MEETINGS, "类型: 代表会会议", "类型: ¦代表会议")]),
    ("meeting-type-decides-unknown", [(SITE, "[重大决策]\n", "[¦重大决定]\n")]),
    ("meeting-type-not-in-force", [(SITE, "{机构: 代表会, 应", "{机构: 代表会, 从: 2026-07, 应"), (MEETINGS, "类型: 代表会会议", "类型: ¦代表会会议")]),
    ("dates-reversed", [(SITE, "{机构: 代表会, 应", "{机构: 代表会, 从: 2026-05-02, 至: ¦2026-05-01, 应")]),
    ("meeting-type-twice", [(SITE, "  代表会会议: {机构", "  以前的: {名称: 代表会会议, 机构: 代表会, 应到: 40, 至: 2026-07-01}\n  ¦代表会会议: {从: 2026-07-01, 机构")]),
    # notice and papers
    ("minutes-unnumbered", [(MEETINGS, "纪要: {号: 党纪〔2026〕9号, 日期: 2026-11-17, 承办: 纪委}", "¦纪要: {日期: 2026-11-17, 承办: 纪委}")]),
    ("notice-missing", [(MEETINGS, "    通知: 2026-09-07\n", ""), (MEETINGS, "2026-09-10", "¦2026-09-10")]),
    ("notice-missing", [(MEETINGS, "    材料送达: 2026-09-08\n", ""), (MEETINGS, "2026-09-10", "¦2026-09-10")]),
    ("notice-missing", [(MEETINGS, "日期: 2026-12-03", "日期: ¦2026-11-25")]),  # 材料送达 would be late
    ("notice-late", [(MEETINGS, "通知: 2026-09-07", "通知: ¦2026-09-09")]),
    ("notice-late", [(MEETINGS, "材料送达: 2026-10-13", "材料送达: ¦2026-10-14")]),
    ("notice-late", [(MEETINGS, "2026-10-13\n    日期: 2026-10-15", "¦2026-10-10\n    日期: 2026-10-12"), (MEETINGS, "通知: 2026-10-13", "通知: 2026-10-10"), (MEETINGS, "2026-10-20", "2026-10-15")]),
    ("notice-after-meeting", [(MEETINGS, "通知: 2026-09-07", "通知: ¦2026-09-11")]),
    ("notice-after-meeting", [(MEETINGS, "临时: 防汛", "临时: 防汛\n    通知: ¦2026-11-13")]),
    # who was there
    ("attendee-not-member", [there("[书记, 副书记, 纪委书记, 组织委员, ¦主任]")]),
    ("attendee-not-member", [(MEETINGS, "缺席: [{谁: 组织委员, 原因: 出差}]", "缺席: [{谁: 组织委员, 原因: 出差}, {谁: ¦主任, 原因: 病}]")]),
    ("attendee-without-tenure", [(BODIES, "组织委员, 从: 2025-01-05", "组织委员, 从: 2026-10-01"), (MEETINGS, "缺席: [{谁: 组", "缺席: [{谁: ¦组")]),
    ("attendee-without-tenure", [(BODIES, "组织委员, 从: 2025-01-05", "组织委员, 从: 2025-01-05, 至: 2026-11-01"), (MEETINGS, "出席: [书记, 副书记, 纪委书记, 组织委员]\n    旁听", "出席: [书记, 副书记, 纪委书记, ¦组织委员]\n    旁听")]),
    ("attendee-twice", [there("[书记, 副书记, 纪委书记, 组织委员, ¦副书记]", "")]),
    ("attendee-also-absent", [(MEETINGS, "{谁: 组织委员, 原因: 出差}", "{谁: ¦副书记, 原因: 出差}, {谁: 组织委员, 原因: 出差}")]),
    ("member-unaccounted", [there("¦[书记, 副书记, 纪委书记]")]),
    ("member-unaccounted", [TWO_SEATS, (BODIES, "角色:", "  - {编号: rz5, 岗位: 组织委员, 从: 2026-09-15, 至: 2026-11-01}\n角色:"), there("¦[书记, 副书记, 纪委书记, 组织委员]", "应到: 5\n    ")]),
    ("absence-without-reason", [(MEETINGS, "{谁: 组织委员, 原因: 出差}", "¦组织委员")]),
    ("observer-is-member", [(MEETINGS, "列席: [办公室, ", "列席: [¦副书记, ")]),
    ("observer-is-member", [(MEETINGS, "缺席: [{谁: 组织委员, 原因: 出差}]", "缺席: [{谁: 组织委员, 原因: 出差}]\n    列席: [¦组织委员]")]),
    ("chair-not-member", [(MEETINGS, "主持: 书记", "主持: 书记"), october("通知", "主持: ¦主任\n    通知")]),
    ("chair-not-present", [october("通知", "主持: ¦组织委员\n    通知"), there("[书记, 副书记, 纪委书记]\n    缺席: [{谁: 组织委员, 原因: 病}]")]),
    ("chair-not-present", [(MEETINGS, "主持: 书记", "主持: ¦书记"), there("[组织委员, 副书记, 纪委书记]\n    缺席: [{谁: 书记, 原因: 病}]")]),
    # how many
    ("entitled-differs", [(MEETINGS, "应到: 4", "应到: ¦5")]),
    ("entitled-differs", [(MEETINGS, "应到: 4", "应到: ¦3"), there("[书记, 副书记, 纪委书记, 组织委员]", "应到: ¦3\n    ")][:1]),
    ("entitled-differs", [(MEETINGS, "出席人数: 21", "应到: ¦41\n    出席人数: 21")]),
    ("attendance-differs", [(MEETINGS, "出席人数: 21", "出席人数: ¦41")]),
    ("attendance-differs", [there("[书记, 副书记, 纪委书记, 组织委员]\n    出席人数: ¦3")]),
    ("meeting-without-attendance", [(MEETINGS, "日期: 2026-06-01", "日期: ¦2026-06-01"), (MEETINGS, "    出席人数: 21\n", "")]),
    ("meeting-not-held", [(MEETINGS, "日期: 2026-12-03", "日期: 2026-12-03\n    ¦出席: [书记, 副书记, 纪委书记, 组织委员]")]),
    ("meeting-not-held", [(MEETINGS, "日期: 2026-12-03", "日期: 2026-12-03\n    ¦纪要: {号: 党纪〔2026〕10号}")]),
    ("meeting-not-held", [(MEETINGS, "出席人数: 21", "出席人数: ¦21\n    取消: 下雪")]),
    # enough
    ("meeting-quorum-not-met", [(MEETINGS, "出席人数: 21", "出席人数: ¦20")]),
    ("meeting-quorum-not-met", [there("¦[纪委书记]\n    主持: 纪委书记\n    缺席: [{谁: 书记, 原因: 病}, {谁: 副书记, 原因: 病}, {谁: 组织委员, 原因: 病}]")]),
    ("meeting-quorum-not-met", [(SITE, "表决: 记名", "表决: 记名, 法定人数: 全体"), there("¦[书记, 副书记, 纪委书记]\n    缺席: [{谁: 组织委员, 原因: 病}]")]),
    # who must and may come
    ("required-attendee-missing", [there("[书记, 副书记, 组织委员]\n    缺席: [{谁: 纪委书记, 原因: 病}]"), (MEETINGS, "列席: [办", "¦列席: [办")]),
    ("open-meeting-without-guests", [(MEETINGS, "出差}]\n    旁听: [{类别: 群众代表, 人数: 3}]", "出差}]\n    ¦旁听: [{类别: 群众代表, 人数: 0}]")]),
    (" ".join(("open-meeting-without-guests", "livelihood-topic-closed")), [(MEETINGS, "列席: [办公室, {类别: 党代表, 人数: 1}]", "¦列席: [办公室]"), (TOPICS, "会议: m-10", "会议: ¦m-10")]),
    # minutes
    ("minutes-missing", [(MEETINGS, "日期: 2026-11-12", "日期: ¦2026-11-12"), (MEETINGS, "    纪要: {号: 党纪〔2026〕9号, 日期: 2026-11-17, 承办: 纪委}\n", "")]),
    ("minutes-missing", [(MEETINGS, "日期: 2026-11-12", "日期: ¦2026-11-12"), (MEETINGS, "    记录: {号: 2026-9, 承办: 办公室}\n", "")]),
    ("minutes-late", [(MEETINGS, "日期: 2026-09-15", "日期: ¦2026-09-16")]),
    ("dates-reversed", [october("通知", "开始: 15:00\n    结束: ¦9:30\n    通知")]),
    ("minutes-undated", [(MEETINGS, "纪要: {号: 党纪〔2026〕7号, 日期: 2026-09-15", "¦纪要: {号: 党纪〔2026〕7号")]),
    ("minutes-before-meeting", [(MEETINGS, "日期: 2026-09-15", "日期: ¦2026-09-09")]),
    ("minutes-before-meeting", [(MEETINGS, "记录: {号: 2026-9, ", "记录: {号: 2026-9, 日期: ¦2026-11-01, ")]),
    ("minutes-keeper-differs", [(MEETINGS, "承办: 纪委书记", "承办: ¦办公室")]),
    ("minutes-keeper-differs", [(MEETINGS, "{号: 2026-9, 承办: 办公室}", "{号: 2026-9, 承办: ¦书记}")]),
    ("minutes-year-differs", [(MEETINGS, "{号: 2026-7, ", "{号: ¦2025-7, ")]),
    ("minutes-number-twice", [(MEETINGS, "党纪〔2026〕9号", "¦党纪〔2026〕8号")]),
    ("minutes-number-gap", [(MEETINGS, "党纪〔2026〕9号", "¦党纪〔2026〕11号")]),
    ("minutes-number-gap", [(MEETINGS, "2026-9, 承", "¦2026-30, 承")]),
    ("minutes-number-gap meetings-too-few", [extra("¦2025-12-31", "2025-12-26", "党纪〔2025〕6号", "别记〔2025〕6号"), (MEETINGS, "党纪〔2026〕7号", "¦党纪〔2026〕7号")]),
    ("minutes-number-out-of-order", [(MEETINGS, "2026-8, ", "¦2026-9, "), (MEETINGS, "2026-9, 承办: 办公室}\n  - 编号: m-12", "2026-8, 承办: 办公室}\n  - 编号: m-12")]),
    # how often
    ("meetings-too-few", [(SITE, "每月1至2次", "每月2至3次"), october("通知: 2026-10-13\n    材料送达: 2026-10-13\n    日期: ", "通知: 2026-10-13\n    材料送达: 2026-10-13\n    日期: ¦")]),
    ("meetings-too-many", [(SITE, "每月1至2次", "每月至多1次"), extra("¦2026-10-22", "2026-10-19", "别纪〔2026〕1号", "别记〔2026〕1号")]),
]  # fmt: skip


@pytest.mark.parametrize(("code", "edits"), WRONG)
def test_a_mistake_is_told_at_its_place(code: str, edits: list[Edit], site: MakeSite) -> None:
    files, places = change(*edits)
    problems, content = find(site, files)
    found = [(one.code.code, place_of(one, content)) for one in problems]
    assert found == list(zip(code.split(), places, strict=True))
    for one in problems:
        assert "{" not in one.message() + one.message("en")


def test_every_code_is_tried() -> None:
    assert {code for codes, _ in WRONG for code in codes.split()} | {"calendar-unknown"} == CODES


#: what looks like a mistake and is none
RIGHT: list[list[Edit]] = [
    [],
    # a type that nobody uses; one that decides nothing
    [(SITE, "会议类型:\n", "会议类型:\n  碰头会: {机构: 党委, 可以决定: []}\n")],
    # what was asked before a rule was changed: of September nothing, of October what stands there
    [(SITE, "会议类型:\n", "会议类型:\n  以前的: {名称: 党委会会议, 机构: 党委, 至: 2026-09-30}\n"), (SITE, "    机构: 党委\n    可以", "    机构: 党委\n    从: 2026-10-01\n    可以"), (MEETINGS, "通知: 2026-09-07", "通知: 2026-09-09")],
    # notice: two days before, three working days over a weekend, none of an extraordinary meeting
    [(MEETINGS, "通知: 2026-09-07", "通知: 2026-09-08")],
    [(MEETINGS, "通知: 2026-09-07", "通知: 2026-09"), (MEETINGS, "材料送达: 2026-09-08", "材料送达: 2026-09")],
    [(MEETINGS, "临时: 防汛", "临时: 防汛\n    通知: 2026-11-12")],
    [(MEETINGS, "    通知: 2026-09-07\n    材料送达: 2026-09-08\n", ""), (MEETINGS, "日期: 2026-09-10", "日期: 2026-09-10\n    临时: 抢险")],
    [(MEETINGS, "    通知: 2026-11-20\n    日期: 2026-12-03", "    日期: 2026-12-03")],
    # a post without any tenure is neither missed nor counted; one that was vacant is not missed
    [(BODIES, "  - {编号: rz4, 岗位: 组织委员, 从: 2025-01-05}\n", "")],
    [(BODIES, "  - {编号: rz4, 岗位: 组织委员, 从: 2025-01-05}\n", ""), there("[书记, 副书记, 纪委书记]", "应到: 3\n    ")],
    [(BODIES, "组织委员, 从: 2025-01-05", "组织委员, 从: 2025-01-05, 至: 2026-10-01"), there("[书记, 副书记, 纪委书记]", ""), (MEETINGS, "纪委书记, 组织委员]\n    旁", "纪委书记]\n    旁")],
    # on the day on which one leaves and another comes the post is filled once
    [(BODIES, "组织委员, 从: 2025-01-05", "组织委员, 从: 2025-01-05, 至: 2026-10-15"), (BODIES, "角色:", "  - {编号: rz5, 岗位: 组织委员, 从: 2026-10-15}\n角色:")],
    # who comes or leaves on the day may be there or not
    [(BODIES, "组织委员, 从: 2025-01-05", "组织委员, 从: 2025-01-05, 至: 2026-10-15"), there("[书记, 副书记, 纪委书记]", "应到: 3\n    "), (MEETINGS, "纪委书记, 组织委员]\n    旁", "纪委书记]\n    旁")],
    # a post of two persons
    [TWO_SEATS, (BODIES, "角色:", "  - {编号: rz5, 岗位: 组织委员, 从: 2026-09-15, 至: 2026-11-01}\n角色:"), there("[书记, 副书记, 纪委书记, 组织委员, 组织委员]", "应到: 5\n    ")],
    [TWO_SEATS, (BODIES, "角色:", "  - {编号: rz5, 岗位: 组织委员, 从: 2026-09-15, 至: 2026-11-01}\n角色:"), there("[书记, 副书记, 纪委书记, 组织委员]\n    缺席: [{谁: 组织委员, 原因: 病}]", "")],
    # half is enough for 半数以上; a cancelled meeting may say who came
    [(SITE, "必须列席: [纪委]", "必须列席: [办公室]"), (MEETINGS, "列席: [办公室, ", "列席: [主任, "), there("[书记, 副书记]\n    缺席: [{谁: 纪委书记, 原因: 病}, {谁: 组织委员, 原因: 病}]"), (MEETINGS, "旁听: [{类别: 群众代表, 人数: 3}]\n    纪要: {号: 党纪〔2026〕7", "旁听: [{类别: 群众代表, 人数: 3}]\n    列席: [办公室]\n    纪要: {号: 党纪〔2026〕7"), (MEETINGS, "旁听: [{类别: 群众代表, 人数: 3}]\n    纪要: {号: 党纪〔2026〕9", "旁听: [{谁: 办公室, 类别: 干部}]\n    纪要: {号: 党纪〔2026〕9")],
    [(MEETINGS, "出席人数: 21", "出席人数: 20\n    取消: 到会人数不够")],
    [(MEETINGS, "日期: 2026-12-03", "日期: 2026-12-03\n    缺席: [{谁: 书记, 原因: 开会}]")],
    # what was only postponed needs no quorum of its type
    [(SITE, "表决: 记名", "表决: 记名, 法定人数: 全体"), (TOPICS, "m-10, 结果: 通过", "m-09, 结果: 缓议")],
    [(TOPICS, "会议: m-10, 结果: 通过", "会议: m-12")],
    # a topic that was closed says why; one that is not of livelihood need not be open
    [(SITE, "    开放: 是\n", ""), (MEETINGS, ", {类别: 党代表, 人数: 1}]", "]")],
    # minutes: in time still, not asked for, a post of the keeper, of the year in which they are issued
    [(MEETINGS, "日期: 2026-11-12", "日期: 2026-11-20"), (MEETINGS, "    纪要: {号: 党纪〔2026〕9号, 日期: 2026-11-17, 承办: 纪委}\n    记录: {号: 2026-9, 承办: 办公室}\n", "")],
    [(MEETINGS, "    记录: {号: 2026-9, 承办: 办公室}\n", "    记录: {号: 2026-9, 承办: 主任}\n")],
    [(SITE, "频次: 每月1至2次", "频次: 每年1至30次"), extra("2025-12-31", "2025-12-26", "党纪〔2026〕6号, 日期: 2026-01-04", "别记〔2025〕6号")],
    # a draft, one that is withheld and one that was withdrawn fill their numbers
    [(MEETINGS, "名称: 十月会议", "名称: 十月会议\n    状态: 草稿")],
    [(MEETINGS, "名称: 十月会议", "名称: 十月会议\n    公开: {范围: 不公开, 依据: 保密法}")],
    [(MEETINGS, "名称: 十月会议", "名称: 十月会议\n    状态: 撤回\n    原因: 误录\n    撤回日期: 2026-11-01"), (SITE, "每月1至2次", "每年1次")],
    # another series has its own numbers
    [(MEETINGS, "记录: {号: 2026-9, ", "记录: {号: 记〔2026〕3号, ")],
    # an extraordinary meeting is not too many; a month of which nothing is known before
    [(SITE, "每月1至2次", "每月至多1次"), (MEETINGS, "日期: 2026-11-12\n    临时: 防汛", "日期: 2026-10-28\n    临时: 防汛"), (MEETINGS, "2026-11-17", "2026-10-30")],
    [(SITE, "每月1至2次", "每季度2次"), (MEETINGS, "日期: 2026-12-03", "日期: 2027-01-29")],
]  # fmt: skip


@pytest.mark.parametrize("edits", RIGHT)
def test_what_is_right_is_not_told(edits: list[Edit], site: MakeSite) -> None:
    problems, content = find(site, change(*edits)[0])
    assert [(one.code.code, place_of(one, content)) for one in problems] == []


def test_months_without_a_meeting_are_told_once_at_the_meeting_before(site: MakeSite) -> None:
    files, _ = change(
        (MEETINGS, "2026-06-01", "2026-06-01"), (SITE, "应到: 40", "应到: 40, 频次: 每月1次")
    )
    (problem,), content = find(site, files)
    assert place_of(problem, content) == "content/meetings/all.yml:40:9"
    assert problem.message() == (
        "“代表会会议”要求每月1次，开得不够：2026年7月0次、2026年8月0次、2026年9月0次、2026年10月0次"
    )


LATE = (
    (MEETINGS, "日期: 2026-12-03", "日期: 2027-01-05"),
    (MEETINGS, "通知: 2026-11-20", "通知: 2026-12-29\n    材料送达: 2026-12-30"),
)


def test_a_year_that_nobody_knows_is_told_once_and_decides_nothing(site: MakeSite) -> None:
    (problem,), content = find(site, change(*LATE)[0])
    assert (problem.code.code, place_of(problem, content)) == (
        "calendar-unknown",
        "content/site.yml:1:1",
    )
    assert "2027年" in problem.message()
    again = extra("2027-01-04", "2026-12-30", "2027-1", "2027-1")[2].split(" 出席")[0].strip(" ,\n")
    more = (MEETINGS, DECEMBER, f"  {again}}}\n{DECEMBER}")
    files, _ = change(*LATE, more, (SITE, "默认:", "节假日:\n  2028: {放假: [2028-01-01]}\n默认:"))
    (problem,), content = find(site, files)
    assert place_of(problem, content) == "content/site.yml:11:1"
    assert "2条记录" in problem.message()
    assert problem.message().endswith("十二月会议、又一次")


def test_a_year_is_not_asked_for_where_any_calendar_gives_the_answer(site: MakeSite) -> None:
    early = (LATE[0], (MEETINGS, "通知: 2026-11-20", "通知: 2026-12-21\n    材料送达: 2026-12-21"))
    assert find(site, change(*early)[0])[0] == []


@pytest.mark.parametrize(("days", "codes"), [("2027-01-04", []), ("2027-01-05", ["notice-late"])])
def test_the_calendar_of_the_site_decides(days: str, codes: list[str], site: MakeSite) -> None:
    known = (SITE, "默认:", f"节假日:\n  2027: {{放假: [2027-01-01, 2027-01-04, {days}]}}\n默认:")
    problems, _ = find(site, change(*LATE, known)[0])
    assert [one.code.code for one in problems] == codes


def test_the_number_of_open_meeting_types_may_be_declared(site: MakeSite) -> None:
    for number, told in ((1, False), (6, True)):
        files, _ = change((SITE, "声明: {", f"声明: {{开放的会议类型: {number}, "))
        codes = [one.code.code for one in check_content(site(files)).problems]
        assert ("declared-number" in codes) is told

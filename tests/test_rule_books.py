"""A township, a village, a county government, a committee: each by records and parameters alone.

What the law or a seed demands of a meeting is rows of ``site.yml``; no line of code knows the
four. Each is clean as it stands, and told at its line when it breaks one of its own rules.
"""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest

from shaiquan.checks.checking import check_content
from shaiquan.model.powers import Power
from tests.support import add_wall_findings, lines

SITES = Path(__file__).parent / "sites"
#: the day on which both sample sites stand still
DAY = datetime.date(2026, 11, 24)
#: the sites whose rule books these are
NAMES = ("township", "village", "government", "committee")
MEETING, TOPIC = "meetings/2026.yml", "topics/2026.yml"
#: of the township: its committee and its joint meeting, and what they decide
COMMITTEE, COMMITTEE_TOPICS = "meetings/dangwei.yml", "topics/dangwei.yml"
JOINT_TOPICS, POSTS, POWERS = "topics/lianxi.yml", "bodies/gangwei.yml", "powers/quanli.yml"
CHARTS = "procedures/shangqiang.yml"
#: of the village: the meetings of its representatives, and what they decide
DEPUTIES, DEPUTIES_TOPICS = "meetings/daibiao.yml", "topics/daibiao.yml"

#: what is broken -> site, file, what is written there, what instead; the code, and the file and
#: the beginning of the line at which it is told
EDITS = {
    # 示例乡议事规则: other numbers than a county's
    "a week passed without the committee": (
        "township", COMMITTEE, "    日期: 2026-11-02\n", "    日期: 2026-10-30\n",
        "meetings-too-few", COMMITTEE, "日期: 2026-10-30",
    ),
    "more than half of the members came, not two thirds": (
        "township", COMMITTEE, "    出席: [乡长, 副书记, 纪委书记, 组织委员, 宣传委员]\n    缺席: [",
        "    出席: [乡长, 副书记, 纪委书记, 组织委员]\n    缺席: [{谁: 宣传委员, 原因: 出差}, ",
        "meeting-quorum-not-met", COMMITTEE, "出席: [乡长, 副书记, 纪委书记, 组织委员]",
    ),
    "the chart says half of the members": (
        "township", CHARTS, "步骤: 逐个讨论人选，书记末位发言", "步骤: 半数以上成员到会，书记末位发言",
        "quorum-differs", CHARTS, "- 步骤: 半数以上",
    ),
    "notice was given on the day of the meeting": (
        "township", COMMITTEE, "    通知: 2026-10-16", "    通知: 2026-10-19", "notice-late", COMMITTEE, "通知: 2026-10-19",
    ),
    "the minutes came after three working days, which a county may take": (
        "township", COMMITTEE, "〔2026〕35号, 日期: 2026-10-14", "〔2026〕35号, 日期: 2026-10-15", "minutes-late", COMMITTEE, "纪要:",
    ),
    "between the second tier and the third there is a gap": (
        "township", POWERS, "{金额: 10000元以上不满50000元", "{金额: 12000元以上不满50000元",
        "tiers-do-not-meet", POWERS, "审批档次:",
    ),
    "the joint meeting decides what is for the committee": (
        "township", POWERS, "{金额: 50000元以上, 审批: 党委会", "{金额: 50000元以上, 审批: 党政联席会议",
        "top-tier-of-another", POWERS, "决定主体: 党委会",
    ),
    "a head governs an area that no head of a county is kept from": (
        "township", POSTS, "主管: [政府全面工作]", "主管: [政府全面工作, 国土规划]",
        "head-governs-forbidden", POSTS, "分工: {主管: [政府全面工作, 国土规划]}",
    ),
    "a head approves a tier": (
        "township", POWERS, "{金额: 2000元以上不满10000元, 审批: 常务副乡长}", "{金额: 2000元以上不满10000元, 审批: 乡长}",
        "head-acts-in-forbidden-area", POWERS, "- {金额: 2000元以上",
    ),
    "the joint meeting decides on a person": (
        "township", COMMITTEE_TOPICS, "会议: dw-36", "会议: lx-20", "meeting-may-not-decide", COMMITTEE_TOPICS, "结果: 通过",
    ),
    "four sign where two do": (
        "township", CHARTS, "签批: [提出单位, 分管领导], 时限", "签批: [提出单位, 分管领导, 乡长, 书记], 时限",
        "too-many-approvals", CHARTS, "步骤:",
    ),
    "one of the two did not sign": (
        "township", COMMITTEE_TOPICS, "      - {角色: 分管领导, 签字: 乡长, 日期: 2026-11-10}\n", "",
        "topic-signature-missing", COMMITTEE_TOPICS, "签批:",
    ),
    "the examination took two working days": (
        "township", COMMITTEE_TOPICS, "收到: 2026-09-24, 日期: 2026-09-30", "收到: 2026-09-28, 日期: 2026-09-30",
        "topic-gate-time", COMMITTEE_TOPICS, "- {关口: 合法性审查",
    ),
    "the emergency was reported after three working days": (
        "township", COMMITTEE_TOPICS, "处置: 乡长, 日期: 2026-11-05", "处置: 乡长, 日期: 2026-11-04",
        "emergency-reported-late", COMMITTEE_TOPICS, "临机处置:",
    ),
    "the decision was made public after eight working days": (
        "township", JOINT_TOPICS, "决策: 2026-10-30", "决策: 2026-11-09", "decision-published-late", JOINT_TOPICS, "公开环节:",
    ),
    # 村民委员会组织法
    "villagers are called seven days before (article 21)": (
        "village", MEETING, "    通知: 2026-05-06", "    通知: 2026-05-10", "notice-late", MEETING, "通知: 2026-05-10",
    ),
    "no more than half of the villagers came (article 22)": (
        "village", MEETING, "    出席人数: 702", "    出席人数: 623", "meeting-quorum-not-met", MEETING, "出席人数: 623",
    ),
    "a minority of those who came was in favour (article 22)": (
        "village", TOPIC,
        "表决: {方式: 无记名, 赞成票: 566, 反对票: 108,", "表决: {方式: 无记名, 赞成票: 340, 反对票: 334,",
        "passed-without-majority", TOPIC, "结果: 通过",
    ),
    "the members of the party did not examine it before": (
        "village", TOPIC,
        "      - {关口: 党员大会审议, 日期: 2026-04-20, 承办: 党员大会, 文书: 审议记录, 结论: 通过}\n", "",
        "topic-gate-missing", TOPIC, "关口:",
    ),
    "the branch decides in the place of the villagers": (
        "village", MEETING, "    类型: 村民会议", "    类型: 村党支部会议", "meeting-may-not-decide", TOPIC, "结果: 通过",
    ),
    "the charter is changed by the representatives (article 27)": (
        "village", DEPUTIES_TOPICS, "会议: hy-m2", "会议: hy-d3", "topic-decided-by-another", DEPUTIES_TOPICS, "- 会议: hy-d3",
    ),
    "a quarter passed without the representatives (article 25)": (
        "village", DEPUTIES, "    日期: 2026-09-18", "    日期: 2026-10-02", "meetings-too-few", DEPUTIES, "日期: 2026-06-26",
    ),
    "fewer than two thirds of the representatives came (article 26)": (
        "village", DEPUTIES, "    出席人数: 38", "    出席人数: 31", "meeting-quorum-not-met", DEPUTIES, "出席人数: 31",
    ),
    "fewer than two thirds of the households of a group came (article 28)": (
        "village", DEPUTIES, "    出席人数: 52", "    出席人数: 45", "meeting-quorum-not-met", DEPUTIES, "出席人数: 45",
    ),
    "the minutes of the representatives came after five days": (
        "village", DEPUTIES, "4号, 日期: 2026-11-15", "4号, 日期: 2026-11-18", "minutes-late", DEPUTIES, "纪要:",
    ),
    "nobody of the supervisors was there": (
        "village", DEPUTIES, "    列席: [村务监督委员会, {类别: 村民, 人数: 12}]", "    列席: [{类别: 村民, 人数: 12}]",
        "required-attendee-missing", DEPUTIES, "列席:",
    ),
    # 重大行政决策程序暂行条例
    "the public has two weeks (article 15)": (
        "government", TOPIC, "      - {关口: 公众参与, 收到: 2026-03-02,", "      - {关口: 公众参与, 收到: 2026-03-20,",
        "topic-gate-time", TOPIC, "- {关口: 公众参与",
    ),
    "those at the hearing get its papers three days before (article 16)": (
        "government", TOPIC, "      - {关口: 听证会, 收到: 2026-04-14,", "      - {关口: 听证会, 收到: 2026-04-19,",
        "topic-gate-time", TOPIC, "- {关口: 听证会",
    ),
    "nobody examined whether it is lawful (article 25)": (
        "government", TOPIC,
        "      - {关口: 合法性审查, 收到: 2026-05-11, 日期: 2026-05-22, 承办: 司法局,"
        " 文书: 合法性审查意见书, 结论: 合法}\n", "", "topic-gate-missing", TOPIC, "关口:",
    ),
    "the examination took four working days (article 26)": (
        "government", TOPIC, "      - {关口: 合法性审查, 收到: 2026-05-11,", "      - {关口: 合法性审查, 收到: 2026-05-18,",
        "topic-gate-time", TOPIC, "- {关口: 合法性审查",
    ),
    "the head of the government spoke first (article 30)": (
        "government", TOPIC, "        发言: [常务副县长, 政府办主任, 县长]",
        "        发言: [县长, 常务副县长, 政府办主任]", "head-not-last", TOPIC, "发言: [县长",
    ),
    # seeds 000 and 001
    "the minutes came after five working days": (
        "committee", MEETING, "〔2026〕1号, 日期: 2026-06-11", "〔2026〕1号, 日期: 2026-06-15", "minutes-late", MEETING, "纪要:",
    ),
    "one of the four did not sign": (
        "committee", TOPIC, "      - {角色: 秘书长, 签字: 秘书长, 日期: 2026-06-02}\n", "",
        "topic-signature-missing", TOPIC, "签批:",
    ),
    "there is only one way to do it": (
        "committee", TOPIC, "      - 甲方案：一年集中完成。\n", "", "topic-gate-missing", TOPIC, "关口:",
    ),
    "two of five are no majority": (
        "committee", TOPIC,
        "          赞成: [书记, 副书记, 秘书长]\n          反对: []\n          弃权: [县长]",
        "          赞成: [书记, 副书记]\n          反对: []\n          弃权: [县长, 秘书长]",
        "passed-without-majority", TOPIC, "结果: 通过",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_the_rules_of_a_law_are_rows_of_the_site_and_its_meeting_keeps_them(name: str) -> None:
    content = SITES / name
    assert lines(check_content(content, strict=True), content) == []


@pytest.mark.parametrize("name", EDITS)
def test_a_broken_rule_is_told_at_its_line(name: str, tmp_path: Path) -> None:
    site, file, old, new, code, told_in, line = EDITS[name]
    content = shutil.copytree(SITES / site, tmp_path / "content")
    replace(content / file, old, new)
    problems = lines(check_content(content), content)
    told = [problem.split(":") for problem in problems if f"[{code}]" in problem]
    assert [path for path, *_ in told] == [f"content/{told_in}"], problems
    rows = (content / told_in).read_text("utf-8").splitlines()
    assert rows[int(told[0][1]) - 1].strip().startswith(line)


@pytest.mark.parametrize(("present", "kept"), [(268, True), (267, False)])
def test_two_thirds_of_the_households_may_meet_in_the_place_of_all(
    present: int, kept: bool, tmp_path: Path
) -> None:
    content = shutil.copytree(SITES / "village", tmp_path / "content")
    replace(content / MEETING, "类型: 村民会议", "类型: 村民会议（户代表）")
    replace(content / MEETING, "出席人数: 702", f"出席人数: {present}")
    replace(
        content / TOPIC,
        "赞成票: 566, 反对票: 108, 弃权票: 22, 无效票: 6",
        f"赞成票: {present - 68}, 反对票: 68, 弃权票: 0",
    )
    problems = lines(check_content(content), content)
    assert [problem.rpartition("[")[2] for problem in problems] == (
        [] if kept else ["meeting-quorum-not-met]"]
    )


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


def test_the_committee_cannot_pass_for_the_villagers_who_stand_above_it(tmp_path: Path) -> None:
    content = shutil.copytree(SITES / "village", tmp_path / "content")
    replace(content / "site.yml", "    机构: 两委联席会议\n", "    机构: 村委会\n")
    replace(
        content / "site.yml", "可以决定: [村级开支, 日常村务]", "可以决定: [村规民约, 日常村务]"
    )
    replace(content / DEPUTIES_TOPICS, "会议: hy-m2", "会议: hy-l20")
    problems = lines(check_content(content), content)
    (told,) = (line for line in problems if "topic-decided-by-another" in line)
    assert "（村委会）通过，而应当由村民会议决定" in told


def test_the_township_has_other_numbers_than_the_county(tmp_path: Path) -> None:
    loaded = check_content(SITES / "township")
    assert loaded.catalog
    site, power = loaded.catalog.site, loaded.catalog.entries["zj-01"].record
    committee, joint = (site.meeting_types[name] for name in ("党委会会议", "党政联席会议"))
    for row in (committee, joint):
        told = (row.notice, row.minutes_limit, row.publish_limit, row.quorum)
        assert [*map(str, told)] == [
            "至少会前1个工作日", "至多2个工作日", "至多7个工作日", "三分之二",
        ]  # fmt: skip
    assert [str(committee.frequency), str(joint.frequency)] == ["每周1次", "每月2次"]
    assert site.types["重大事项"].signatures == ("提出单位", "分管领导")
    assert isinstance(power, Power)
    assert len(power.tiers) == 4
    assert len(site.parameters.not_direct or ()) == 5


def test_nine_posters_are_too_many_only_where_a_limit_says_so(tmp_path: Path) -> None:
    content = shutil.copytree(SITES / "township", tmp_path / "content")
    assert lines(add_wall_findings(check_content(content), DAY), content) == []
    replace(content / "site.yml", "  单图步骤上限: 16", "  单图步骤上限: 16\n  上墙张数上限: 6")
    (told,) = lines(add_wall_findings(check_content(content), DAY), content)
    assert "9 张流程图，超过 6 张 [too-many-posters]" in told


@pytest.mark.parametrize(("works", "missed"), [("11-06", 1), ("11-07", 0)])
def test_in_a_week_without_a_working_day_no_meeting_is_missed(
    works: str, missed: int, tmp_path: Path
) -> None:
    content = shutil.copytree(SITES / "township", tmp_path / "content")
    replace(content / COMMITTEE, "    日期: 2026-11-02\n", "    日期: 2026-10-30\n")
    off = ", ".join(f"2026-11-{day:02}" for day in range(2, 7) if f"11-{day:02}" != works)
    replace(content / "site.yml", "\n参数:", f"\n节假日: {{2026: {{放假: [{off}]}}}}\n参数:")
    told = lines(check_content(content), content)
    assert sum("meetings-too-few" in line for line in told) == missed

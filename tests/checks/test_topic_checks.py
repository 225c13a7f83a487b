"""Each check of topics finds its fault at its line, and nothing in the site without fault."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from shaiquan.checks import runner
from tests.checks.decisions import TOPICS, copy_site, find_decision_problems, replace_text


class Case(NamedTuple):
    """A text to replace, and the text with which the value begins that is wrong then."""

    code: str
    old: str
    new: str
    at: str


#: the modules whose checks these are
MODULES = (
    "closed_gates", "topic_ballots", "topic_dates", "topic_origins", "topic_outcomes",
    "topic_presenters", "topic_signatures", "topic_signers", "topic_speaking", "topic_votes", "topic_words",
)  # fmt: skip
#: values that cases change, each written once in the topics
SPEAKERS = "发言: [宣传部长, 组织部长, 纪委书记, 副书记, 县长, 书记]"
SECRET = "表决: {方式: 无记名, 赞成票: 4, 反对票: 0, 弃权票: 1, 宣布: 2026-05-12}"
HANDS = "表决: {方式: 举手, 赞成票: 4, 反对票: 1, 弃权票: 1, 宣布: 2026-06-09}"
PLENUM = "表决: {方式: 无记名, 赞成票: 30, 反对票: 1, 弃权票: 2, 宣布: 2026-06-23}"
LEGAL = "{关口: 合法性审查, 收到: 2026-04-03, 日期: 2026-04-20, 结论: 合法}"
AUDITED = "{关口: 预算审核, 日期: 2026-07-03}"
GATES = "关口:\n      - {关口: 调查研究, 日期: 2026-03-25"
SIGNED = "      - {角色: 书记, 签字: 书记, 日期: 2026-04-30}\n"
SPONSOR = "      - {角色: 提出单位, 签字: 发改局, 日期: 2026-04-27}\n"
ASKED = "{对象: 县政协, 类别: 政协, 日期: 2026-03-20, 采纳: 部分采纳}"
FOR = "赞成: [书记, 县长, 副书记, 纪委书记, 宣传部长]"
ABSTAINED = "弃权: [组织部长]"
POWER = "类型: 资金使用\n    事项: [资金的使用]"
HEARD = "审议: [{会议: hy-02, 汇报: 副书记, 结果: 听取}]"
POSTPONED = "        结果: 缓议\n        说明: 预算再核一次。\n"
HIGHER = f"      - {{会议: hy-03, 汇报: 副书记, {PLENUM}, 结果: 通过}}\n"

CASES = [
    # words
    Case("unknown-type", "类型: 全会事项", "类型: 全会事像", "全会事像"),
    Case("unknown-gate", "{关口: 组织考察,", "{关口: 组织考查,", "组织考查"),
    Case("topic-attribute-unknown", "涉及全局, ", "涉及大局, ", "涉及大局"),
    Case("topic-role-unknown", "角色: 分管常委", "角色: 分管常务", "分管常务"),
    Case("topic-stage-unknown", "{环节: 动议,", "{环节: 动意,", "动意"),
    # gates
    Case("topic-gate-missing", f"      - {LEGAL}\n", "", GATES),
    Case("topic-gate-missing", ", 日期: 2026-04-20, 结论: 合法", "", "{关口: 合法性审查"),
    Case("topic-gate-missing", ", 先建西区]", "]", GATES),
    Case("topic-gate-missing", "县纪委, 日期", "县人大, 日期", "关口:\n      - {关口: 组织考察"),
    Case("topic-gate-missing", f"    关口: [{AUDITED}]\n", "", "政府的一笔资金"),
    Case("topic-gate-open", "{关口: 风险评估, 日期: 2026-10-26, 结论: 可控}", "风险评估", "hy-05"),
    Case("topic-gate-late", "日期: 2026-04-20,", "日期: 2026-05-20,", "{关口: 合法性审查"),
    Case("topic-gate-late", "2026-04-15, 采纳", "2026-06-15, 采纳", "{对象: 县纪委"),
    Case("topic-gate-failed", "04-02, 结论: 可控", "04-02, 结论: 不可控，要改", "不可控，要改"),
    Case("topic-gate-failed", "04-02, 结论: 可控", "04-02, 结论: 高风险", "高风险"),
    Case("topic-gate-failed", "04-20, 结论: 合法", "04-20, 结论: 违法", "违法"),
    Case("topic-gate-finding-unknown", "04-20, 结论: 合法", "04-20, 结论: 再看", "再看"),
    Case("topic-gate-unreceived", " 收到: 2026-04-03,", "", "2026-04-20, 结论"),
    Case("topic-gate-time", "收到: 2026-04-03", "收到: 2026-04-10", "2026-04-20, 结论: 合法"),
    Case("topic-gate-waived", "日期: 2026-03-25, 文书: 报告", "不适用: 是", "是}"),
    Case(
        "legality-review-waived",
        "预算审核, 日期: 2026-07-03}",
        "预算审核, 日期: 2026-07-03}, {关口: 合法性审查, 不适用: 不重大}",
        "不重大}",
    ),
    # signatures
    Case("topic-signature-missing", SIGNED, "", "签批:\n"),
    Case("topic-signature-missing", "{角色: 书记,", "{角色: 纪委书记,", "签批:\n"),
    Case("topic-signature-undated", "宣传部长, 日期: 2026-04-28", "宣传部长", "{角色: 分管常委"),
    Case("topic-signed-after-meeting", "2026-04-30}", "2026-05-13}", "2026-05-13}"),
    Case("topic-signed-after-notice", "2026-04-30}", "2026-05-11}", "2026-05-11}"),
    Case("topic-sponsor-differs", "签字: 发改局", "签字: 组织部", "组织部, 日期: 2026-04-27"),
    Case("topic-sponsor-differs", "签字: 发改局", "签字: 县委办主任", "县委办主任, 日期: 2026-04"),
    Case(
        "topic-signed-by-another", "签字: 宣传部长", "签字: 组织部长", "组织部长, 日期: 2026-04-28"
    ),
    Case("topic-signed-by-another", "书记, 签字: 书记", "书记, 签字: 副书记", "副书记, 日期: 2026"),
    Case(
        "topic-signed-by-another",
        "签字: 发改局",
        "签字: 发改局, 日期: 2026-04-27}\n      - {角色: 单位主要负责人, 签字: 县委办主任",
        "县委办主任",
    ),
    Case("topic-sponsor-late", "日期: 2026-04-27", "日期: 2026-04-29", "2026-04-28"),
    Case("topic-signed-by-vacant-post", "签字: 宣传部长", "签字: 统战部长", "统战部长"),
    # origins
    Case(
        "topic-without-proposer",
        "    提出: {单位: 县委办, 日期: 2026-06-01}\n",
        "",
        "全会的一项决议",
    ),
    Case(
        "topic-without-origin",
        "    来源: {形式: 下到基层找议题, 地点: 小村, 日期: 2026-03-02}\n",
        "",
        "民生]",
    ),
    Case("topic-unconsulted", f"    征求意见:\n      - {ASKED}\n", "", "涉及全局"),
    Case("opinion-unanswered", "03-20, 采纳: 部分采纳", "03-20", "{对象: 县政协"),
    Case(
        "other-leader-unconsulted",
        POWER,
        POWER.replace("资金的使用", "资金的使用, 规划的决定"),
        "规划的决定]",
    ),
    Case(
        "nomination-missing", "    提名: {单位: 组织部, 日期: 2026-03-03}\n", "", "一名局长的任免"
    ),
    # dates
    Case(
        "topic-dates-reversed", "发改局, 日期: 2026-03-10", "发改局, 日期: 2026-05-13", "2026-05-13"
    ),
    Case("topic-dates-reversed", "收到: 2026-04-03", "收到: 2026-04-21", "2026-04-20, 结论"),
    Case("topic-dates-reversed", "决策: 2026-06-29", "决策: 2026-06-08", "2026-06-08"),
    Case("topic-dates-odd", "发改局, 日期: 2026-03-10", "发改局, 日期: 2026-04-28", "2026-04-27"),
    Case("topic-dates-odd", "日期: 2026-04-20,", "日期: 2026-05-06,", "2026-04-30}"),
    Case(
        "stage-log-reversed",
        "民主推荐, 日期: 2026-03-20",
        "民主推荐, 日期: 2026-03-01",
        "2026-03-01",
    ),
    Case("stage-log-reversed", "{环节: 民主推荐", "{环节: 动议", "动议, 日期: 2026-03-20"),
    Case("stage-log-gap", "      - {环节: 民主推荐, 日期: 2026-03-20}\n", "", "纪实:\n"),
    # who presents, who withdraws
    Case(
        "presenter-missing",
        f"汇报: 宣传部长\n        {SPEAKERS}",
        SPEAKERS,
        "会议: hy-01\n        顺序: 1",
    ),
    Case("presenter-not-in-charge", "汇报: 宣传部长", "汇报: 副书记", "副书记\n"),
    Case("presenter-not-there", "汇报: 宣传部长", "汇报: 县委办主任", "县委办主任\n"),
    Case(
        "withdrew-but-not-there", "回避: [宣传部长]", "回避: [宣传部长, 县委办主任]", "县委办主任]"
    ),
    # who speaks
    Case("speaking-unrecorded", f"        {SPEAKERS}\n", "", "会议: hy-01\n        顺序: 1"),
    Case(
        "head-not-last",
        "副书记, 县长, 书记]\n        讨论",
        "副书记, 书记, 县长]\n        讨论",
        "书记, 县长]",
    ),
    Case("head-spoke-first", "[副县长, 县长]", "[县长, 副县长]", "县长, 副县长]"),
    Case("speaker-twice", SPEAKERS, SPEAKERS.replace("组织部长", "副书记"), "副书记, 县长, 书记]"),
    Case(
        "speaker-not-there",
        SPEAKERS,
        SPEAKERS.replace("组织部长", "县委办主任"),
        "县委办主任, 纪委",
    ),
    Case(
        "speaker-withdrew",
        "[宣传部长]\n        " + SECRET,
        "[县长]\n        " + SECRET,
        "县长, 书记]\n        回避",
    ),
    Case("few-speakers", SPEAKERS, "发言: [宣传部长, 书记]", "发言: [宣传部长, 书记]"),
    Case("no-discussion", "讨论分钟: 40", "讨论分钟: 0", "0\n"),
    # ballots
    Case("secret-ballots-named", "赞成票: 4, 反对票: 0", "赞成票: 4, 反对: [县长]", "反对: [县长]"),
    Case(
        "ballots-unnamed",
        f"{FOR}\n          {ABSTAINED}",
        "赞成票: 5\n          弃权票: 1",
        "表决:\n          方式: 记名",
    ),
    Case("ballot-missing", FOR, FOR.replace("县长, ", ""), "表决:\n          方式: 记名"),
    Case("ballot-twice", ABSTAINED, "弃权: [组织部长, 县长]", "县长]\n"),
    Case("ballot-of-another", ABSTAINED, "弃权: [组织部长, 县委办主任]", "县委办主任]\n"),
    Case("ballot-of-another", ABSTAINED, "弃权: [组织部长, 发改局长]", "发改局长]"),
    Case(
        "ballot-of-another",
        "        讨论分钟: 40",
        "        回避: [县长]",
        "县长, 副书记, 纪委书记, 宣传部长]",
    ),
    Case("tally-differs", FOR, f"{FOR}\n          赞成票: 6", "6\n"),
    Case(
        "votes-more-than-present",
        "反对票: 0, 弃权票: 1",
        "反对票: 1, 弃权票: 1",
        "表决: {方式: 无记名",
    ),
    Case(
        "votes-more-than-present",
        "赞成票: 30, 反对票: 1",
        "赞成票: 30, 反对票: 2",
        "表决: {方式: 无记名",
    ),
    Case(
        "votes-fewer-than-present",
        "反对票: 1, 弃权票: 1",
        "反对票: 1, 弃权票: 0",
        "表决: {方式: 举手",
    ),
    Case("votes-uncounted", HANDS, "表决: {方式: 举手, 宣布: 2026-06-09}", "表决: {方式: 举手"),
    # the vote and what it decides
    Case("topic-vote-missing", f"        {HANDS}\n", "", "会议: hy-02"),
    Case(
        "vote-method-wrong", HANDS, HANDS.replace("举手", "无记名"), "无记名, 赞成票: 4, 反对票: 1"
    ),
    Case("vote-method-wrong", "无记名, 赞成票: 30", "口头, 赞成票: 30", "口头, 赞成票: 30"),
    Case(
        "passed-without-majority",
        "赞成票: 4, 反对票: 0, 弃权票: 1",
        "赞成票: 3, 反对票: 0, 弃权票: 2",
        "通过\n    决定: 同意任前公示",
    ),
    Case(
        "passed-without-majority",
        "赞成票: 4, 反对票: 1",
        "赞成票: 3, 反对票: 2",
        "通过\n    决定: 同意。\n    分解: [{任务: 拨付",
    ),
    Case("rejected-with-majority", "2026-06-23}, 结果: 通过", "2026-06-23}, 结果: 否决", "否决}"),
    Case(
        "several-matters-in-one-vote",
        "宣布: 2026-06-23",
        "宣布: 2026-06-23, 表决事项: [甲, 乙]",
        "乙]",
    ),
    Case(
        "candidates-voted-together",
        "拟任: 局长}",
        "拟任: 局长}, {姓名: 某乙}",
        "表决: {方式: 无记名",
    ),
    Case("result-announced-late", "宣布: 2026-06-23", "宣布: 2026-06-24", "2026-06-24"),
    Case("result-unannounced", ", 宣布: 2026-06-23", "", "表决: {方式: 无记名"),
    # what came of it
    Case("outcome-missing", POSTPONED, "", "会议: hy-01\n        汇报: 县长"),
    Case("outcome-ahead", "[{会议: hy-05}]", "[{会议: hy-05, 结果: 缓议}]", "缓议}]"),
    Case("decision-unwritten", "    决定: 先建东区。\n", "", "通过\n    分解: [{任务: 编制"),
    Case(
        "meeting-may-not-decide",
        "    - {会议: hy-03",
        "    - {会议: hy-00",
        "通过}\n    决定: 通过决议",
    ),
    Case("topic-decided-by-another", HIGHER, "", "hy-02, 汇报: 副书记, 表决"),
    Case(
        "deliberated-twice",
        HEARD,
        f"{HEARD[:-1]}, {{会议: hy-02, 结果: 听取}}]",
        "hy-02, 结果: 听取}]",
    ),
    Case("deliberated-after-decision", POSTPONED, "        结果: 否决\n", "hy-02\n"),
    Case(
        "decided-without-meeting",
        "    审议: [{会议: hy-05}]\n",
        "    决定: 同意。\n",
        "同意。\n  - 编号: yt-xx",
    ),
]

#: faults that look like one, and are none: a code, then texts and by what they are replaced
DEPUTY = ("{角色: 书记, 签字: 书记,", "{角色: 受托副书记, 签字: 副书记,")
DELEGATED = (("路径: 协调审定", "路径: 委托审定"), DEPUTY)
TWICE = (
    "- {关口: 风险评估, 日期: 2026-04-02, 结论: 可控}",
    "- {关口: 风险评估, 日期: 2026-04-01, 结论: 不可控}\n"
    "      - {关口: 风险评估, 日期: 2026-04-02, 结论: 可控}",
)
SOUND = [
    ("topic-sponsor-differs", ("签字: 发改局", "签字: 发改局长")),
    (
        "topic-signed-by-another",
        (
            "签字: 发改局",
            "签字: 发改局, 日期: 2026-04-27}\n      - {角色: 单位主要负责人, 签字: 发改局长",
        ),
    ),
    ("decision-unwritten", ("    决定: 先建东区。\n", "    不公布依据: 党务公开条例第八条\n")),
    ("topic-gate-missing", (LEGAL, "{关口: 合法性审查, 不适用: 不涉及法律}")),
    ("topic-gate-failed", TWICE),
    ("topic-gate-failed", ("04-20, 结论: 合法", "04-20, 结论: 修改后合法，没有高风险")),
    ("topic-gate-finding-unknown", ("04-20, 结论: 合法", "04-20, 结论: 通过（附三条意见）")),
    ("topic-gate-unreceived", (LEGAL, "{关口: 合法性审查, 不适用: 不涉及法律}")),
    ("topic-gate-late", ("日期: 2026-04-20,", "日期: 2026-05,")),
    ("topic-gate-time", ("收到: 2026-04-03", "收到: 2026-04")),
    ("topic-signature-missing", ("路径: 协调审定", "路径: 直接确定"), (SPONSOR, "")),
    ("topic-signature-missing", *DELEGATED),
    ("topic-role-unknown", *DELEGATED),
    ("topic-role-unknown", ("{角色: 分管常委,", "{角色: 纪委,")),
    ("topic-dates-reversed", ("发改局, 日期: 2026-03-10", "发改局, 日期: 2026-05")),
    (
        "other-leader-unconsulted",
        (POWER, POWER.replace("使用]", "使用, 规划的决定]")),
        (", 结论: 有预算}]", "}]\n    征求意见: [{对象: 宣传部长, 采纳: 采纳}]"),
    ),
    ("presenter-not-in-charge", ("汇报: 宣传部长", "汇报: 副书记\n        代汇报: 宣传部长生病")),
    ("presenter-not-there", ("汇报: 宣传部长", "汇报: 发改局长")),
    (
        "head-not-last",
        ("涉及群众利益, 民生]", "涉及群众利益, 程序性]"),
        ("县长, 书记]\n        讨论", "书记, 县长]\n        讨论"),
    ),
    ("passed-without-majority", ("弃权票: 1, 宣布: 2026-05-12", "无效票: 1, 宣布: 2026-05-12")),
    ("votes-fewer-than-present", ("弃权票: 1, 宣布: 2026-05-12", "无效票: 1, 宣布: 2026-05-12")),
    ("topic-decided-by-another", ("事项: [全会的决议]", "事项: [全会的决议, 规划的决定]")),
    ("topic-decided-by-another", (HIGHER, ""), ("事项: [全会的决议]", "事项: [联合的决议]")),
    ("deliberated-after-decision", (HIGHER, f"{HIGHER}      - {{会议: hy-02, 结果: 听取}}\n")),
    ("decided-without-meeting", (f"    {HEARD}\n", "")),
]


def find(content: Path, code: str) -> list[tuple[int, int]]:
    """Where a fault is found in the topics and meetings."""
    problems = find_decision_problems(content)
    return [(p.line, p.column) for p in problems if p.code.code == code]


def test_the_site_of_these_tests_is_without_fault(tmp_path: Path) -> None:
    assert find_decision_problems(copy_site(tmp_path)) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_a_fault_is_found_at_its_place(case: Case, tmp_path: Path) -> None:
    content = copy_site(tmp_path)
    replace_text(content, TOPICS, case.old, case.new)
    text = (content / TOPICS).read_text("utf-8")
    (place,) = find(content, case.code)
    line, column = place
    rest = text.splitlines(keepends=True)[line - 1 :]
    found = "".join(rest)[column - 1 :]
    assert found.startswith(case.at), found[:80]


@pytest.mark.parametrize("sound", SOUND, ids=lambda sound: sound[0])
def test_what_only_looks_like_a_fault_is_none(
    sound: tuple[str, tuple[str, str]], tmp_path: Path
) -> None:
    code, *changes = sound
    content = copy_site(tmp_path)
    for old, new in changes:
        replace_text(content, TOPICS, old, new)
    assert find(content, code) == []


def test_every_code_of_these_modules_has_a_case() -> None:
    modules = {f"shaiquan.checks.{name}" for name in MODULES}
    codes = {check.code.code for check in runner.CHECKS if check.rule.__module__ in modules}
    assert codes == {case.code for case in CASES}


def test_english_messages_are_in_english(tmp_path: Path) -> None:
    """But for words of the content and names of fields."""
    for number, case in enumerate(CASES):
        content = copy_site(tmp_path / str(number))
        replace_text(content, TOPICS, case.old, case.new)
        for problem in find_decision_problems(content):
            for chinese in ("应当", "没有写", "不对", "改正", "补写", "还没有"):
                assert chinese not in problem.message("en") + problem.mend("en")


def test_a_meeting_of_this_month_may_be_over(tmp_path: Path) -> None:
    content = copy_site(tmp_path)
    replace_text(content, "meetings/all.yml", "日期: 2026-12-08\n", "日期: 2026-11\n")
    replace_text(content, TOPICS, "[{会议: hy-05}]", "[{会议: hy-05, 结果: 缓议}]")
    assert find(content, "outcome-ahead") == []


def test_a_meeting_of_which_the_month_is_known_may_be_the_last(tmp_path: Path) -> None:
    """In June the standing committee passed it on the 9th, and the plenum after that."""
    content = copy_site(tmp_path)
    replace_text(content, "meetings/all.yml", "日期: 2026-06-23\n", "日期: 2026-06\n")
    assert find(content, "topic-decided-by-another") == []

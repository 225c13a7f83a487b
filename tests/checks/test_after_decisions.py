"""What follows a decision: each way to spoil it is told at its line, and nothing else is."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from shaiquan.checks.checking import check_content
from tests.checks.decided_site import FILES
from tests.conftest import MakeSite
from tests.support import lines


class Spoiler(NamedTuple):
    """What is written in another way, and the words at which the code is then told: where they
    stand for the ``place``-th time."""

    code: str
    old: str
    new: str
    at: str
    place: int = 1


_NO_PUBLICATION = "    公开环节: {决策: 2026-06-12}\n    评估"
_WITHDRAWN = "编号: m6, 状态: 撤回, 撤回原因: 记错, 撤回日期: 2026-11-02"
#: each code of what follows a decision, with ways to break its rule
SPOILERS = (
    # tasks
    Spoiler("decision-without-tasks", "    无需分解: 并入原来的任务\n", "", "通过}", 2),
    Spoiler("tasks-and-none-needed", "    交易: {", "    无需分解: 不用\n    交易: {", "不用"),
    Spoiler("task-incomplete", "        标准: 报告通过评审\n", "", "完成勘察"),
    Spoiler("task-incomplete", "        责任单位: 办公室\n", "", "完成勘察"),
    Spoiler("task-by-another-leader", "责任领导: 副书记", "责任领导: 宣传委员", "宣传委员"),
    Spoiler("task-by-another-leader", "        另行指定: 副书记去党校学习\n", "", "宣传委员"),
    Spoiler(
        "task-not-led-by-member",
        "无需分解: 报告本身已经分工",
        "分解: [{任务: 印发, 责任领导: 办事员, 责任单位: 办公室, 标准: 印发, 时限: 2026-12-31}]",
        "办事员",
    ),
    Spoiler("task-leader-vacant", "责任领导: 宣传委员", "责任领导: 新任委员", "新任委员"),
    Spoiler("task-before-decision", "时限: 2026-06-30", "时限: 2026-04-01", "2026-04-01"),
    Spoiler("task-before-decision", "日期: 2026-05-01", "日期: 2026-04-01", "2026-04-01"),
    Spoiler("progress-beyond-whole", "完成: 100}", "完成: 1000}", "1000"),
    Spoiler("progress-backwards", "60}", "60}\n          - {日期: 2026-05-20, 完成: 40}", "40}"),
    Spoiler("task-done-not-whole", "完成: 100}", "完成: 80}", "2026-06-20", 2),
    Spoiler("finished-with-open-tasks", "    交易", "    办结: 2026-11-20\n    交易", "2026-11-20"),
    Spoiler("task-overdue", "时限: 2026-12-31", "时限: 2026-11-20", "2026-11-20"),
    Spoiler("task-done-late", "时限: 2026-06-30", "时限: 2026-06-10", "2026-06-20", 2),
    # publication
    Spoiler("decision-not-published", _NO_PUBLICATION, "    评估", "通过}", 2),
    Spoiler("decision-published-late", "决策: 2026-04-20", "决策: 2026-04-23", "2026-04-23"),
    Spoiler("publication-reversed", "执行: 2026-07-01", "执行: 2026-04-19", "2026-04-19"),
    Spoiler(
        "results-not-published",
        "时限: 2026-12-31",
        "时限: 2026-10-20\n        完成日期: 2026-10-20",
        "公开环节",
    ),
    Spoiler("exempt-but-published", "决定: 改线三百米。", "不公布依据: 商业秘密", "商业秘密"),
    # evaluation
    Spoiler(
        "decision-not-evaluated",
        "    评估:\n      - {日期: 2026-09-01, 承办: 办公室, 结论: 按期推进}\n",
        "",
        "通过}",
    ),
    Spoiler("evaluated-before-decision", "2026-09-01, 承办", "2026-04-01, 承办", "2026-04-01"),
    # emergencies
    Spoiler("emergency-by-another", "处置: 副书记, 日", "处置: 宣传委员, 日", "宣传委员", 2),
    Spoiler("emergency-actor-vacant", "处置: 副书记, 日", "处置: 新任委员, 日", "新任委员"),
    Spoiler("emergency-not-reported", ", 报告: m6}", "}", "临机处置: {"),
    Spoiler("emergency-not-reported", "报告: m6}", "报告: m7}", "临机处置: {"),
    Spoiler("emergency-reported-late", "06-05, 报告", "05-05, 报告", "m6}"),
    Spoiler("emergency-reported-before", "报告: m6}", "报告: m4}", "m4}"),
    Spoiler(
        "emergency-not-on-agenda",
        "    审议:\n      - {会议: m6, 顺序: 2, 汇报: 副书记, 结果: 听取}\n",
        "",
        "m6}",
    ),
    # amendments
    Spoiler("amended-by-another", "变更: [t1]", "变更: [t3]", "t3]"),
    Spoiler("amends-undecided", "变更: [t1]", "变更: [t6]", "t6]"),
    Spoiler("amends-undecided", "变更: [t1]", "变更: [t9]", "t9]"),
    Spoiler("amendment-circle", "    交易: {", "    变更: [t2]\n    交易: {", "t2]"),
    # topics fixed by another body
    Spoiler("topic-not-fixed", "    确定: m3\n", "", "q3"),
    Spoiler("topic-fixed-by-another", "确定: m3", "确定: b3", "b3"),
    Spoiler("topic-fixed-late", "确定: m3", "确定: m4", "m4", 2),
    # how the public takes part
    Spoiler("notice-too-short", "至: 2026-02-11", "至: 2026-02-10", "2026-02-10"),
    Spoiler("notice-too-short", "至: 2026-12-07", "至: 2026-12-05", "2026-12-05"),
    Spoiler("notice-without-end", ", 至: 2026-02-11", "", "2026-02-02"),
    Spoiler("dates-reversed", "从: 2026-02-02", "从: 2026-02-22", "2026-02-11"),
    Spoiler("notice-without-result", ", 结果: 意见四条，采纳三条", "", "听证会"),
    Spoiler("appointment-noticed-early", "2026-12-01, 至", "2026-06-01, 至", "2026-06-01"),
    Spoiler(
        "appointment-unnoticed",
        "    公示: [{形式: 任前公示, 从: 2026-12-01, 至: 2026-12-07}]\n",
        "",
        "人选: [{姓名",
    ),
    Spoiler(
        "project-without-consultation",
        "    公示:\n      - {形式: 公示, 从: 2026-02-02, 至: 2026-02-11}\n"
        "      - {形式: 听证会, 从: 2026-02-20, 结果: 意见四条，采纳三条}\n",
        "",
        "公益性建设",
    ),
    # meetings
    Spoiler("agenda-place-twice", "m6, 顺序: 2", "m6, 顺序: 1", "1, 汇报: 副书记, 结果: 听取"),
    Spoiler("withdrawn-meeting-with-topics", "编号: m6", _WITHDRAWN, "撤回,"),
    Spoiler("withdrawn-meeting-with-topics", "编号: m3", _WITHDRAWN.replace("m6", "m3"), "撤回,"),
    # the public exchange
    Spoiler("transaction-without-platform", ", 平台: 县公共资源交易中心", "", "工程招投标"),
    Spoiler("unknown-transaction", "种类: 工程招投标", "种类: 采购招标", "采购招标"),
    # what is too early to say
    Spoiler("candidate-named-early", "决定: 同意任职", "决定: 同意孙小圣任职", "同意孙小圣"),
    Spoiler("candidate-named-early", "名称: 六月会议", "名称: 孙小圣任职的会议", "孙小圣"),
)


def find_file(words: str) -> str:
    """The file in which words stand."""
    return next(name for name, text in FILES.items() if words in text)


def locate(text: str, words: str, place: int) -> str:
    """Line and column at which words stand for the ``place``-th time; of a key, its value."""
    at = -1
    for _ in range(place):
        at = text.index(words, at + 1)
    line = text.count("\n", 0, at) + 1
    return f"{line}:{at - text.rfind(chr(10), 0, at)}"


@pytest.mark.parametrize("one", SPOILERS, ids=lambda one: f"{one.code} {one.at}")
def test_each_way_to_spoil_it_is_told_at_its_line(one: Spoiler, site: MakeSite) -> None:
    file = find_file(one.old)
    text = FILES[file].replace(one.old, one.new, 1)
    content = site({**FILES, file: text})
    loaded = check_content(content)
    told = lines(loaded, content)
    assert [line.rpartition("[")[2] for line in told] == [f"{one.code}]"], told
    assert told[0].startswith(f"content/{file}:{locate(text, one.at, one.place)}: "), told
    english = loaded.problems[0].message("en")
    assert not any(word in english for word in ("没有", "应当", "要求", "写着", "，", "{")), english


#: other ways to write it that break no rule
GOOD = {
    "nothing is changed": ("", ""),
    "rejected, so that nothing follows": (
        "结果: 通过}\n    决定: 改线三百米。\n    无需分解: 并入原来的任务\n    变更: [t1]\n"
        "    公开环节: {决策: 2026-06-12}\n    评估: [{日期: 2026-09-01, 结论: 按期推进}]",
        "结果: 否决}",
    ),
    "not public, on a basis": (
        _NO_PUBLICATION,
        "    公开: {范围: 党内, 依据: 党务公开条例第八条}\n    评估",
    ),
    "public, but for the decision": (_NO_PUBLICATION, "    不公布依据: 商业秘密\n    评估"),
    "the decision withheld by itself": (
        _NO_PUBLICATION,
        "    不公开字段: [{字段: 决定, 依据: 商业秘密}]\n    评估",
    ),
    "limits that have not passed": ("日期: 2026-06-10, 出", "日期: 2026-11-20, 出"),
    "an emergency of yesterday": ("日期: 2026-06-05, 报告: m6}", "日期: 2026-11-23}"),
    "the notice has begun, and names": (
        "从: 2026-12-01, 至: 2026-12-07}]",
        "从: 2026-11-01, 至: 2026-11-07, 结果: 孙小圣没有异议}]",
    ),
    "a hearing that is still to come": (
        "从: 2026-02-20, 结果: 意见四条，采纳三条",
        "从: 2026-12-20",
    ),
    "progress without a number": ("完成: 60}", "说明: 开工}"),
    "another word for a transaction": ("种类: 工程招投标", "种类: 国有土地使用权出让"),
    "the public was asked in another way": (
        "    公示:\n      - {形式: 公示, 从: 2026-02-02, 至: 2026-02-11}\n"
        "      - {形式: 听证会, 从: 2026-02-20, 结果: 意见四条，采纳三条}\n",
        "    征求意见: [{对象: 沿线村民, 类别: 群众, 日期: 2026-02-02, 采纳: 采纳}]\n",
    ),
    "a plenum that is not called yet": (
        "通知: 2026-03-10, 材料送达: 2026-03-10, 日期: 2026-03-20, 出席人数: 28}",
        "日期: 2026-12-20}",
    ),
    "the plenum changes what the standing committee decided": (
        "    确定: m3\n",
        "    确定: m3\n    变更: [t0]\n",
    ),
    "published in a month": ("决策: 2026-04-20", "决策: 2026-04"),
}
#: what goes with some of them, so that no other rule is broken
_ALSO = {
    "limits that have not passed": [
        ("决策: 2026-06-12}\n    评估: [{日期: 2026-09-01, 结论: 按期推进}]", "执行: 2026-11-22}"),
        ("决策: 2026-06-12}", "执行: 2026-11-22}"),
        ("日期: 2026-06-05, 报告", "日期: 2026-11-15, 报告"),
    ],
    "the plenum changes what the standing committee decided": [
        (
            "  - {编号: t6,",
            "  - {编号: t0, 名称: 去年的安排, 类型: 建设项目, 审议: [{会议: m3, 顺序: 1, 汇报: 书记, "
            "结果: 通过}], 决定: 同意。, 无需分解: 已经分工, 公开环节: {决策: 2026-03-06}, "
            "评估: [{日期: 2026-09-01, 结论: 好}], 提出: {单位: 办公室, 日期: 2026-02-20}}\n"
            "  - {编号: t6,",
        ),
    ],
    "a plenum that is not called yet": [
        ("    确定: m3\n", ""),
        (
            ", 结果: 通过}\n    决定: 同意报告。\n"
            "    无需分解: 报告本身已经分工\n    公开环节: {决策: 2026-03-23}\n    评估: [{日期: 2026-09-01, 结论: 按期推进}]",
            "}",
        ),
    ],
}


@pytest.mark.parametrize("what", GOOD)
def test_other_ways_to_write_it_break_no_rule(what: str, site: MakeSite) -> None:
    files = dict(FILES)
    for old, new in (GOOD[what], *_ALSO.get(what, ())):
        file = find_file(old)
        files[file] = files[file].replace(old, new, 1)
    content = site(files)
    assert lines(check_content(content), content) == []


def test_working_days_that_nobody_knows_decide_nothing(site: MakeSite) -> None:
    """Other rules tell of the year and of the tenures; nothing is called late."""
    files = {name: text.replace("2026-11-18", "2003-11-18") for name, text in FILES.items()}
    files["topics/t.yml"] = files["topics/t.yml"].replace("决策: 2026-11-20", "决策: 2003-11-28")
    content = site(files)
    assert not [line for line in lines(check_content(content), content) if "published" in line]


def test_whoever_is_a_member_of_the_meeting_may_lead_a_task(site: MakeSite) -> None:
    task = "分解: [{任务: 印发, 责任领导: 办事员, 责任单位: 办公室, 标准: 印发, 时限: 2026-12-31}]"
    files = {name: text.replace("无需分解: 报告本身已经分工", task) for name, text in FILES.items()}
    files["site.yml"] = files["site.yml"].replace("应到: 30", "成员: [书记, 办事员]")
    content = site(files)
    assert not [line for line in lines(check_content(content), content) if "led-by" in line]

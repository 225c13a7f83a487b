"""The life of a topic as one dated line."""

from __future__ import annotations

import datetime

from shaiquan.disclosure.release import PublicCatalog
from shaiquan.views.life_line import make_life_line
from shaiquan.views.values import words_of
from tests.conftest import MakeSite
from tests.town_meetings import TOPICS, release_town


def tell_life(public: PublicCatalog, id: str) -> list[tuple[str, str, str]]:
    """What, state and day of each step."""
    line = make_life_line(public, public.entries[id])
    assert line is not None
    return [(step.what, step.state, words_of(step.when)) for step in line.steps]


def test_a_life_stands_by_its_days_and_what_is_missing_or_to_come_in_its_place(
    site: MakeSite,
) -> None:
    assert tell_life(release_town(site), "t1") == [
        ("提出", "done", "2026年1月10日"),
        ("合法性审查", "done", "2026年2月10日"),
        ("提出单位签批", "done", "2026年2月20日"),
        ("书记签批", "missing", ""),
        ("上会：缓议", "done", "2026年3月2日"),
        ("上会：通过", "done", "2026年4月7日"),
        ("决定", "done", "2026年4月7日"),
        ("任务办完", "done", "2026年6月20日"),
        ("落实进展", "done", "2026年9月1日"),
        ("任务到期，没有办完", "late", "2026年9月30日"),
        ("公布决定", "missing", ""),
        ("任务到期", "coming", "2027年9月30日"),
        ("公布执行情况", "coming", ""),
        ("公布结果和反馈", "coming", ""),
        ("评估", "coming", ""),
        ("办结", "coming", ""),
    ]


def test_a_step_says_who_and_which_paper(site: MakeSite) -> None:
    public = release_town(site)
    line = make_life_line(public, public.entries["t1"])
    assert line is not None
    said = {step.what: words_of(step.said) for step in line.steps}
    assert said["合法性审查"] == "承办：办公室；文书：审查意见书；结论：合法"
    assert said["上会：缓议"] == "第一次会议\n汇报：副书记；说明：钱没有落实"
    assert (
        said["上会：通过"] == "第二次会议\n汇报：副书记\n记名表决：赞成 1 票，反对 0 票，弃权 1 票"
    )


def test_a_meeting_tells_who_spoke_in_which_order_and_when_the_result_was_told(
    site: MakeSite,
) -> None:
    more = (
        ", 宣布: 2026-04-07, 监票: [书记]}\n      发言: [副书记, 书记]\n      讨论分钟: 20\n"
        "      结果: 通过\n  决定"
    )
    text = TOPICS.replace("}\n      结果: 通过\n  决定", more)
    public = release_town(site, {"topics/all.yml": text})
    line = make_life_line(public, public.entries["t1"])
    assert line is not None
    said = {step.what: words_of(step.said) for step in line.steps}
    assert said["上会：通过"].splitlines()[2:] == [
        "发言：副书记、书记；讨论分钟：20",
        "记名表决：赞成 1 票，反对 0 票，弃权 1 票",
        "宣布：2026年4月7日；监票：书记",
    ]


def test_the_last_progress_of_a_task_is_told_where_it_was_done(site: MakeSite) -> None:
    done = "完成日期: 2026-06-20, 进度: [{日期: 2026-06-20, 完成: 100, 说明: 合同已签。}]}"
    text = TOPICS.replace("完成日期: 2026-06-20}", done)
    public = release_town(site, {"topics/all.yml": text})
    line = make_life_line(public, public.entries["t1"])
    assert line is not None
    that_day = [step for step in line.steps if words_of(step.when) == "2026年6月20日"]
    assert [(step.what, words_of(step.said)) for step in that_day] == [
        ("任务办完", "招标\n责任领导：副书记；责任单位：办公室\n合同已签。")
    ]


def test_before_a_topic_was_discussed_its_gates_are_still_to_come(site: MakeSite) -> None:
    steps = tell_life(release_town(site), "t3")
    assert ("合法性审查", "coming", "") in steps
    assert ("上会", "coming", "2026年11月5日") in steps
    assert ("决定", "coming", "") in steps
    assert [what for what, state, _ in steps if state == "missing"] == []


def test_after_a_postponement_another_meeting_is_to_come(site: MakeSite) -> None:
    public = release_town(site, day=datetime.date(2026, 3, 10))
    steps = tell_life(public, "t1")
    assert ("上会：缓议", "done", "2026年3月2日") in steps
    public = release_town(site, {"topics/all.yml": TOPICS.replace("会议: h2\n", "会议: h3\n")})
    assert ("上会：通过", "coming", "2026年11月5日") in tell_life(public, "t1")


def test_a_rejected_topic_ends_with_the_meeting(site: MakeSite) -> None:
    text = TOPICS.replace("      结果: 通过\n  决定: 先修东路。\n", "      结果: 否决\n")
    steps = tell_life(release_town(site, {"topics/all.yml": text}), "t1")
    assert steps[-1] == ("上会：否决", "done", "2026年4月7日")


def test_what_is_withheld_is_never_said_to_be_missing(site: MakeSite) -> None:
    hidden = "".join(
        f"    - {{字段: {name}, 依据: 某条}}\n" for name in ("关口", "签批", "公开环节", "分解")
    )
    text = TOPICS.replace("  名称: 修路\n", f"  名称: 修路\n  不公开字段:\n{hidden}")
    steps = tell_life(release_town(site, {"topics/all.yml": text}), "t1")
    assert [what for what, state, _ in steps if state == "missing"] == []
    assert "合法性审查" not in {what for what, _, _ in steps}


def test_a_gate_that_was_not_passed_is_not_told_as_passed(site: MakeSite) -> None:
    for finding, what in (("违法", "没有通过"), ("再看", "结论不明")):
        text = TOPICS.replace("结论: 合法", f"结论: {finding}")
        told = tell_life(release_town(site, {"topics/all.yml": text}), "t1")
        assert (f"合法性审查，{what}", "failed", "2026年2月10日") in told


def test_an_opinion_says_what_became_of_it_in_one_word(site: MakeSite) -> None:
    asked = (
        "  方案: [先修东路, 先修西路]\n  征求意见: [{对象: 县政协, 日期: 2026-02-01, 采纳: 采纳}]\n"
    )
    text = TOPICS.replace("  方案: [先修东路, 先修西路]\n", asked)
    public = release_town(site, {"topics/all.yml": text})
    line = make_life_line(public, public.entries["t1"])
    assert line is not None
    assert [words_of(s.said) for s in line.steps if s.what == "征求意见"] == ["对象：县政协；采纳"]

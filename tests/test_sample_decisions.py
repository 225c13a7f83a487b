"""The sample's two years of meetings: which record shows which branch of a topic's life.

Whoever changes a record of the sample sees here what it was for.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable
from typing import TypeAlias

import pytest

from shaiquan.cli import ROOT
from shaiquan.content.catalog import Catalog
from shaiquan.content.loading import load_content
from shaiquan.model.decision_terms import ApprovalRoute, NoticeForm, Outcome, TopicState
from shaiquan.model.meetings import Meeting
from shaiquan.model.terms import Scope, Voting
from shaiquan.model.topics import Topic
from shaiquan.queries.agendas import count_entitled, find_meeting_day
from shaiquan.queries.tenures import was_filled
from shaiquan.queries.topic_states import find_state

TODAY = datetime.date(2026, 11, 24)
Shows: TypeAlias = Callable[[Topic], bool]


def came_to(*outcomes: Outcome) -> Shows:
    """What came of its deliberations, in order."""
    return lambda topic: tuple(item.outcome for item in topic.deliberations) == outcomes


def announces(form: NoticeForm) -> Shows:
    return lambda topic: any(notice.form is form for notice in topic.notices)


def votes_by(method: Voting) -> Shows:
    return lambda topic: any(d.vote and d.vote.method is method for d in topic.deliberations)


def has_open_notice(topic: Topic) -> bool:
    return any(n.since.first <= TODAY <= n.until.last for n in topic.notices if n.until)


def has_notice_to_come(topic: Topic) -> bool:
    return any(notice.since.first > TODAY for notice in topic.notices)


def has_overdue_task(topic: Topic) -> bool:
    return any(t.deadline and t.deadline.last < TODAY and not t.done for t in topic.tasks)


def hides_candidate(topic: Topic) -> bool:
    """A candidate is written, and no public notice has begun."""
    return bool(topic.candidates) and not announces(NoticeForm.APPOINTMENT)(topic)


#: branch -> a topic that shows it, and how that is seen in the record
BRANCHES: dict[str, tuple[str, Shows]] = {
    "returned, then passed": ("县城国土空间详细规划", came_to(Outcome.RETURNED, Outcome.PASSED)),
    "returned in the town": ("村级卫生室提升实施方案", came_to(Outcome.RETURNED, Outcome.PASSED)),
    "postponed, then passed": ("2026 年财政预算草案", came_to(Outcome.POSTPONED, Outcome.PASSED)),
    "postponed into the next quarter": (
        "2025 年国有建设用地供应计划",
        came_to(Outcome.POSTPONED, Outcome.PASSED),
    ),
    "rejected by secret vote": ("城关镇一名副镇长的任职提名", came_to(Outcome.REJECTED)),
    "rejected by the plenum": ("石桥乡党委书记人选", came_to(Outcome.REJECTED)),
    "rejected in the town": ("财政办一名中层干部人选", came_to(Outcome.REJECTED)),
    "heard only": ("听取三个党组工作汇报", came_to(Outcome.HEARD)),
    "an emergency, reported": ("化工园区“8·14”泄漏事故临机处置情况", lambda t: bool(t.emergency)),
    "an emergency in the town": ("6 月 14 日山体滑坡抢险情况", lambda t: bool(t.emergency)),
    "a member withdrew": (
        "原县招待所资产处置",
        lambda t: any(d.withdrew for d in t.deliberations),
    ),
    "another presents for a post that is empty": (
        "2026 年国有建设用地供应计划",
        lambda t: any(d.substitute for d in t.deliberations),
    ),
    "another leads a task for a post that is empty": (
        "2026 年政党协商计划",
        lambda t: any(task.other_leader for task in t.tasks),
    ),
    "a public hearing": ("城东污水处理厂二期工程立项", announces(NoticeForm.HEARING)),
    "a hearing to come": ("河滨公园二期建设立项", has_notice_to_come),
    "a call for comments that is open": ("河滨公园二期建设立项", has_open_notice),
    "an open notice in the town": ("中心村养老互助点设置", has_open_notice),
    "an open notice of an appointment": ("县水利局一名副局长的任职", has_open_notice),
    "a candidate before the notice": ("县商务局一名副局长的任职", hides_candidate),
    "a dismissal, which has no notice": ("县司法局一名副局长的免职", hides_candidate),
    "an invalid vote": (
        "县应急局一名副局长的任职",
        lambda t: any(d.vote and d.vote.invalid for d in t.deliberations),
    ),
    "a named vote": ("全县产业发展规划", votes_by(Voting.NAMED)),
    "a secret vote": ("县审计局一名副局长的任职", votes_by(Voting.SECRET)),
    "a show of hands": ("秋旱抗旱救灾资金安排", votes_by(Voting.HANDS)),
    "an oral vote": ("2025 年县委理论学习中心组学习计划", votes_by(Voting.ORAL)),
    "amended by the same body": ("调整急需人才引进办法的补助档次", lambda t: bool(t.amends)),
    "amended by the plenum": ("年中调整 2026 年部分经济指标", lambda t: bool(t.amends)),
    "amended in the town": ("集镇停车和摊位管理办法", lambda t: bool(t.amends)),
    "exempt from publication": ("县管干部 2025 年度考核等次", lambda t: bool(t.exempt)),
    "of a closer scope": (
        "一起县管干部违纪案的处分意见",
        lambda t: bool(t.disclosure.scope is Scope.PARTY),
    ),
    "discussed without guests": ("农民工欠薪集中化解方案", lambda t: bool(t.closed)),
    "fixed by the standing committee": ("第十五个五年规划建议", lambda t: bool(t.fixed_by)),
    "a gate that does not apply": (
        "新一届县委巡察工作规划",
        lambda t: any(gate.not_applicable for gate in t.gates),
    ),
    "two ways to do it": ("县第二中学新校区立项", lambda t: len(t.alternatives) == 2),
    "by delegation": ("共青团县委换届请示的批复", lambda t: t.route is ApprovalRoute.DELEGATED),
    "fixed by the head alone": (
        "“7·12”强降雨抢险临机处置情况",
        lambda t: t.route is ApprovalRoute.DIRECT,
    ),
    "bought through the exchange": ("县人民医院核磁共振设备购置", lambda t: bool(t.transaction)),
    "overdue": ("化工园区“8·14”泄漏事故临机处置情况", has_overdue_task),
    "done": ("2025 年党的建设工作要点", lambda t: all(task.done for task in t.tasks)),
    "no tasks": ("县商务局一名副局长的任职", lambda t: bool(t.no_tasks)),
    "evaluated": ("城乡居民大病救助提标方案", lambda t: bool(t.evaluation)),
}

#: where a topic stands on the as-of date -> one that stands there
STATES = {
    TopicState.PROPOSED: "公共数据授权运营改革方案",
    TopicState.EXAMINED: "原汽车站地块资产处置方案",
    TopicState.APPROVED: "帮扶项目库三年滚动方案",
    TopicState.SCHEDULED: "城区老旧小区加装电梯补助办法",
    TopicState.REJECTED: "石桥乡党委书记人选",
    TopicState.DECIDED: "县水利局一名副局长的任职",
    TopicState.EXECUTED: "全县产业发展规划",
    TopicState.EVALUATED: "急需人才引进办法",
    TopicState.CLOSED: "县属国有企业整合改革方案",
}


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    loaded = load_content(ROOT / "content")
    assert loaded.catalog is not None
    return loaded.catalog


@pytest.fixture(scope="module")
def topics(catalog: Catalog) -> dict[str, Topic]:
    named = [topic for _, topic in catalog.records_of(Topic)]
    assert len({topic.name for topic in named}) == len(named)
    return {topic.name: topic for topic in named}


@pytest.mark.parametrize("branch", BRANCHES)
def test_a_record_shows_the_branch(branch: str, topics: dict[str, Topic]) -> None:
    name, shows = BRANCHES[branch]
    assert shows(topics[name]), name


@pytest.mark.parametrize("state", STATES)
def test_a_topic_stands_in_the_state(
    state: TopicState, catalog: Catalog, topics: dict[str, Topic]
) -> None:
    assert find_state(catalog, topics[STATES[state]]) is state


def test_the_bodies_have_met_as_often_as_they_should_over_two_years(catalog: Catalog) -> None:
    meetings = [meeting for _, meeting in catalog.records_of(Meeting)]
    held = [m for m in meetings if not m.cancelled and m.at.first <= TODAY]
    assert Counter(meeting.type for meeting in held) == {
        "常委会会议": 54,
        "全委会会议": 7,
        "政府党组会议": 10,
        "党委会会议": 24,
    }
    assert [m.at.iso for m in meetings if m.cancelled] == ["2025-06-18"]
    assert [m.at.iso for m in meetings if m.extraordinary] == ["2025-07-14", "2026-08-16"]
    to_come = [m for m in meetings if m.at.first > TODAY]
    assert sorted(m.at.iso for m in to_come) == ["2026-11-25", "2026-11-26", "2026-12-03"]
    assert all(m.notified and m.notified.first <= TODAY for m in to_come)


def test_a_post_was_empty_for_two_months_and_its_meetings_count_without_it(
    catalog: Catalog,
) -> None:
    days = [datetime.date(2026, 3, 17), datetime.date(2026, 4, 9), datetime.date(2026, 5, 20)]
    assert [was_filled(catalog, "xgw-cj", day) for day in days] == [True, False, True]
    entitled = {
        meeting.at.iso: count_entitled(catalog, meeting)
        for _, meeting in catalog.records_of(Meeting)
        if meeting.type == "常委会会议"
    }
    assert [entitled[day] for day in ("2026-03-05", "2026-04-09", "2026-05-26")] == [11, 9, 10]


def test_every_meeting_that_was_held_has_an_agenda_and_every_topic_a_day(
    catalog: Catalog, topics: dict[str, Topic]
) -> None:
    discussed = {ref.id for topic in topics.values() for ref in topic.meetings}
    meetings = {entry.id for entry, m in catalog.records_of(Meeting) if not m.cancelled}
    assert discussed == meetings
    days = [find_meeting_day(catalog, ref) for topic in topics.values() for ref in topic.meetings]
    assert None not in days


def test_a_topic_of_a_closer_scope_stands_outside_the_series_of_ids(catalog: Catalog) -> None:
    """A gap in the numbers of the public ones would tell of it."""
    series = Counter[str]()
    for entry, topic in catalog.records_of(Topic):
        if topic.disclosure.scope is Scope.PUBLIC:
            series[entry.id.rpartition("-")[0]] += 1
            assert f"{entry.id.rpartition('-')[0]}-{1:02d}" in catalog.entries
    for prefix, number in series.items():
        assert all(f"{prefix}-{n:02d}" in catalog.entries for n in range(1, number + 1))

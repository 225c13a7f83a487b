"""The gates of a topic are closed before the meeting that decides (S0-17, S0-21, S0-22, X-11)."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, IN_USE, INFO, PUBLISHED, WARNING, Violation, check
from shaiquan.checks.procedure_types import find_type
from shaiquan.checks.sittings import TopicCourse, is_later
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.kinds.registry import require_index
from shaiquan.model.answers import fails_gate
from shaiquan.model.decision_terms import Outcome
from shaiquan.model.scalars import day_of
from shaiquan.model.terms import BodyType
from shaiquan.model.topics import Topic
from shaiquan.problems import Bilingual
from shaiquan.queries.gate_proofs import (
    find_proof_field,
    judge_finding,
    list_closed,
    list_topic_gates,
)
from shaiquan.queries.workdays import keeps_bound

require_index("body", "type")

#: what is written where a reason is asked for, and is none
_NO_REASON = frozenset(("是", "否", "无", "没有", "有", "不适用", "不需要", "略", "-", "/"))
_LEGALITY = "合法性审查"


@check(
    "topic-gate-missing",
    ERROR,
    "S0-17, S1-28, S1-42, S3-10",
    subject=TopicCourse,
    states=PUBLISHED,
    zh="“{name}”上了“{meeting}”，还没有过关口“{gate}”{hint}",
    en="'{name}' was decided at '{meeting}' without the gate '{gate}'{hint}",
    mend="补写 关口: [{{关口: {gate}, 日期: ……}}]；用不着的，写 不适用 和原因",
    mend_en="add it to 关口 with its day, or 不适用 with the reason",
    example="类型: 重大决策（类型表 关口: [合法性审查]，议题没有写）",
)
def find_missing_gates(catalog: Catalog, entry: Entry, course: TopicCourse) -> Iterator[Violation]:
    topic = course.topic
    sitting = course.first_decision
    for gate in list_topic_gates(catalog, topic) if sitting else ():
        if sitting and not list_closed(topic, gate):
            begun = [("gates", i) for i, passed in enumerate(topic.gates) if passed.gate == gate]
            place = next(iter(begun), ("gates",) if topic.gates else ("name",))
            words = {"name": topic.name, "meeting": sitting.meeting.name, "gate": gate}
            yield entry.location(*place), {**words, "hint": _hint_proof(gate)}


def _hint_proof(gate: str) -> Bilingual:
    """Where else than among 关口 the proof of a gate was looked for."""
    field = find_proof_field(gate)
    if field == "alternatives":
        return Bilingual("：方案 不到两条", ": fewer than two 方案")
    label = Topic.label_of(field) if field else ""
    return Bilingual(f"，{label} 里也没有" if field else "", f", nor in {label}" if field else "")


@check(
    "topic-gate-open",
    INFO,
    "S0-17",
    subject=TopicCourse,
    states=IN_USE,
    zh="“{name}”要上“{meeting}”（{day}），关口“{gate}”还没有过{hint}",
    en="'{name}' comes before '{meeting}' on {day}; the gate '{gate}' is still open{hint}",
    mend="会前过了这一关再补写；过不了的，不上这次会",
    mend_en="close the gate before the meeting, or take the topic off its agenda",
    example="审议: [{会议: 下周的会}]（类型表 关口: [合法性审查]，议题没有写）",
)
def find_open_gates(catalog: Catalog, entry: Entry, course: TopicCourse) -> Iterator[Violation]:
    topic = course.topic
    sittings = course.sittings
    if not sittings or topic.emergency or any(sitting.settles for sitting in sittings):
        return
    last = sittings[-1]
    if last.meeting.cancelled or last.meeting.at.first <= catalog.as_of:
        return
    for gate in list_topic_gates(catalog, topic):
        if not list_closed(topic, gate):
            words = {"name": topic.name, "meeting": last.meeting.name, "day": last.meeting.at}
            yield last.place("meeting"), {**words, "gate": gate, "hint": _hint_proof(gate)}


@check(
    "topic-gate-late",
    ERROR,
    "S0-17, X-11, 重大行政决策程序暂行条例第二十五条",
    subject=TopicCourse,
    states=IN_USE,
    zh="关口“{gate}”{date}才过，“{meeting}”{day}就讨论决定了",
    en="the gate '{gate}' was closed on {date}, after '{meeting}' had decided on {day}",
    mend="改正日期；没有过关的议题不上会、不讨论、不决策",
    mend_en="correct the date; a topic is decided once its gates are closed",
    example="关口: [{关口: 合法性审查, 日期: 2026-07-20}]（2026-07-13 开的会）",
)
def find_late_gates(catalog: Catalog, entry: Entry, course: TopicCourse) -> Iterator[Violation]:
    topic = course.topic
    sitting = course.first_decision
    for gate in list_topic_gates(catalog, topic) if sitting else ():
        closed = list_closed(topic, gate)
        late = [c for c in closed if sitting and c.at and is_later(c.at, sitting.meeting.at)]
        if sitting and late and len(late) == len(closed):
            words = {"gate": gate, "date": late[0].at, "meeting": sitting.meeting.name}
            yield entry.location(*late[0].path), {**words, "day": sitting.meeting.at}


@check(
    "topic-gate-failed",
    ERROR,
    "S0-17, S0-21",
    subject=TopicCourse,
    states=IN_USE,
    zh="关口“{gate}”的结论是“{finding}”，“{meeting}”却通过了",
    en="the gate '{gate}' found '{finding}', yet '{meeting}' passed the topic",
    mend="改正 结论 或者 结果；修改以后又过了这一关的，另写一行",
    mend_en="correct 结论 or 结果; where the gate was passed later, add a line for it",
    example="关口: [{关口: 风险评估, 日期: 2026-04-15, 结论: 不可控}]（审议 结果: 通过）",
)
def find_failed_gates(catalog: Catalog, entry: Entry, course: TopicCourse) -> Iterator[Violation]:
    topic = course.topic
    sitting = course.first_decision
    if sitting is None or sitting.item.outcome is not Outcome.PASSED:
        return
    for gate in dict.fromkeys(passed.gate for passed in topic.gates):
        day = sitting.meeting.at
        before = [c for c in list_closed(topic, gate) if not (c.at and is_later(c.at, day))]
        last = before[-1] if before else None
        if last and fails_gate(last.finding, sitting.row.failing.get(gate, ())):
            words = {"gate": gate, "finding": last.finding, "meeting": sitting.meeting.name}
            yield entry.location(*last.path, "finding"), words


@check(
    "topic-gate-finding-unknown",
    INFO,
    "S0-17, S0-21",
    subject=Topic,
    states=IN_USE,
    zh="关口“{gate}”的结论“{finding}”，看不出通过没有；网页上不算通过",
    en="'{finding}' does not tell whether the gate '{gate}' was passed; pages do not count it",
    mend="结论 先写 通过 或者 不通过（合法、可控、不合法、高风险也可以），再写详情；"
    "算没有通过的说法，写进 site.yml 类型表 的 不通过",
    mend_en="begin 结论 with 通过 or 不通过 (or 合法, 可控), or add it to 不通过 of the type",
    example="关口: [{关口: 风险评估, 日期: 2026-04-15, 结论: 再看}]",
)
def find_unknown_findings(catalog: Catalog, entry: Entry, topic: Topic) -> Iterator[Violation]:
    for index, passed in enumerate(topic.gates):
        if not passed.not_applicable and judge_finding(catalog, topic.type, passed) is None:
            words = {"gate": passed.gate, "finding": passed.finding}
            yield entry.location("gates", index, "finding"), words


@check(
    "topic-gate-time",
    WARNING,
    "S0-22, 重大行政决策程序暂行条例第二十六条",
    subject=Topic,
    states=IN_USE,
    zh="“{gate}”{received}收到、{date}办完，“{type}”的期限是{bound}",
    en="'{gate}' took from {received} to {date}; the type '{type}' allows {bound}",
    mend="改正 收到 或者 日期；制度改了的，改 site.yml 类型表 的 期限",
    mend_en="correct 收到 or 日期, or 期限 of the type where the rule has changed",
    example="关口: [{关口: 合法性审查, 收到: 2026-04-20, 日期: 2026-04-22}]（期限: 至少7个工作日）",
)
def find_gates_out_of_time(catalog: Catalog, entry: Entry, topic: Topic) -> Iterator[Violation]:
    deadlines = find_type(catalog, topic.type).deadlines
    for index, passed in enumerate(topic.gates if deadlines else ()):
        received, at = day_of(passed.received), day_of(passed.at)
        if received is None or at is None or at < received:
            continue
        for bound in deadlines.get(passed.gate, ()):
            if keeps_bound(catalog, bound, received, at) is False:
                words = {"gate": passed.gate, "type": topic.type, "bound": bound}
                words |= {"received": passed.received, "date": passed.at}
                yield entry.location("gates", index, "at"), words


@check(
    "topic-gate-unreceived",
    INFO,
    "S0-22, 重大行政决策程序暂行条例第二十六条",
    subject=Topic,
    states=IN_USE,
    zh="“{gate}”{date}办完，没有写哪一天收到，不知道是否合“{type}”的期限{bound}",
    en="'{gate}' was done on {date}, received nobody knows when: did it keep {bound} of '{type}'?",
    mend="补写 收到: 收到材料的日期",
    mend_en="add 收到, the day on which the papers came",
    example="关口: [{关口: 合法性审查, 日期: 2026-04-22}]（期限: 至少7个工作日）",
)
def find_unreceived_gates(catalog: Catalog, entry: Entry, topic: Topic) -> Iterator[Violation]:
    deadlines = find_type(catalog, topic.type).deadlines
    for index, passed in enumerate(topic.gates if deadlines else ()):
        is_timed = find_proof_field(passed.gate) != "notices"  # a notice has 从 and 至 of its own
        if passed.at and not passed.received and not passed.not_applicable and is_timed:
            for bound in deadlines.get(passed.gate, ())[:1]:
                words = {"gate": passed.gate, "type": topic.type, "bound": bound}
                yield entry.location("gates", index, "at"), {**words, "date": passed.at}


@check(
    "topic-gate-waived",
    WARNING,
    "S0-17",
    subject=Topic,
    states=IN_USE,
    zh="关口“{gate}”不适用，没有写原因",
    en="the gate '{gate}' does not apply, but nobody says why",
    mend="不适用 后面写原因，例如 不适用: 没有专业技术问题",
    mend_en="write the reason as 不适用",
    example="关口: [{关口: 专家论证, 不适用: 是}]",
)
def find_waived_gates(catalog: Catalog, entry: Entry, topic: Topic) -> Iterator[Violation]:
    for index, passed in enumerate(topic.gates):
        if passed.not_applicable.strip() in _NO_REASON:
            yield entry.location("gates", index, "not_applicable"), {"gate": passed.gate}


@check(
    "legality-review-waived",
    INFO,
    "重大行政决策程序暂行条例第二十五条",
    subject=TopicCourse,
    states=IN_USE,
    zh="“{name}”由政府决定，合法性审查写了不适用",
    en="'{name}' is decided by a government, and its review of legality is waived",
    mend="重大行政决策都要经过合法性审查；不是重大行政决策的，不用管",
    mend_en="all decisions of weight of a government are reviewed; others need not be",
    example="关口: [{关口: 合法性审查, 不适用: 时间紧}]（县政府常务会议的议题）",
)
def find_waived_legality_reviews(
    catalog: Catalog, entry: Entry, course: TopicCourse
) -> Iterator[Violation]:
    topic = course.topic
    waived = (i for i, p in enumerate(topic.gates) if p.gate == _LEGALITY and p.not_applicable)
    for index in waived:
        bodies = {sitting.body for sitting in course.sittings}
        if any(_is_government(catalog, body) for body in bodies):
            yield entry.location("gates", index, "not_applicable"), {"name": topic.name}


def _is_government(catalog: Catalog, body: str) -> bool:
    """Whether a body is a government, or a meeting of one."""
    head = catalog.heads.get(body)
    above = catalog.heads.get(head.unit_id) if head else None
    return any(one and one.index["type"] is BodyType.GOVERNMENT for one in (head, above))

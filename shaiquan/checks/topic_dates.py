"""The dates of a topic in the order of its life, and the log of a selection (S2-13, S2-16)."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, IN_USE, WARNING, Violation, check
from shaiquan.checks.procedure_types import find_type
from shaiquan.checks.sittings import TopicCourse, is_later
from shaiquan.checks.topic_origins import is_personnel
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.decision_terms import Outcome
from shaiquan.model.scalars import PartialDate
from shaiquan.model.shapes import Path
from shaiquan.model.topics import Topic
from shaiquan.problems import Bilingual

#: (what it is called, its day, where it stands)
NamedDate = tuple[str, PartialDate | None, Path]


@check(
    "topic-dates-reversed",
    ERROR,
    "S0-16, S1-10, S2-13",
    subject=TopicCourse,
    states=IN_USE,
    zh="“{late}”{until}，比“{early}”{since}还早",
    en="'{late}' on {until} is before '{early}' on {since}",
    mend="改正其中一个日期",
    mend_en="correct one of the two dates",
    example="提出: {单位: 发改局, 日期: 2026-08-01}（2026-07-13 就上会通过了）",
)
def find_reversed_dates(catalog: Catalog, entry: Entry, course: TopicCourse) -> Iterator[Violation]:
    told: set[Path] = set()
    for early, late in _list_pairs(course):
        place = late[2] or early[2]
        if early[1] and late[1] and is_later(early[1], late[1]) and place not in told:
            told.add(place)
            words = {"early": early[0], "since": early[1], "late": late[0], "until": late[1]}
            yield entry.location(*place), words


def _list_pairs(course: TopicCourse) -> Iterator[tuple[NamedDate, NamedDate]]:
    """What must come before what. A meeting has no place here, so the other date is told."""
    topic = course.topic
    held = course.held
    proposed: NamedDate = (
        "提出",
        topic.proposed_at,
        ("proposed", "at"),
    )
    for index, gate in enumerate(topic.gates):
        path: Path = ("gates", index)
        yield ("收到", gate.received, (*path, "received")), (gate.gate, gate.at, (*path, "at"))
    if held:
        yield proposed, (held[0].meeting.name, held[0].meeting.at, ())
        named = topic.nomination.at if topic.nomination else None
        yield ("提名", named, ("nomination", "at")), (held[0].meeting.name, held[0].meeting.at, ())
    passed = [sitting for sitting in held if sitting.item.outcome is Outcome.PASSED]
    if passed:
        meeting = passed[0].meeting
        for later in _list_consequences(topic):
            yield (meeting.name, meeting.at, ()), later


def _list_consequences(topic: Topic) -> Iterator[NamedDate]:
    """What can only follow a decision; tasks and evaluations have checks of their own."""
    stages = topic.publication
    if stages:
        yield "公开决策", stages.decision, ("publication", "decision")
        yield "公开执行", stages.execution, ("publication", "execution")
        yield "公开反馈", stages.feedback, ("publication", "feedback")
    yield "办结", topic.finished, ("finished",)


@check(
    "topic-dates-odd",
    WARNING,
    "S0-16, S1-11, S2-13",
    subject=Topic,
    states=IN_USE,
    zh="“{late}”{until}，比“{early}”{since}还早",
    en="'{late}' on {until} is before '{early}' on {since}",
    mend="先提出、再过关、再签批、再上会：改正其中一个日期，或者说明原因",
    mend_en="a topic is proposed, passes its gates, is signed, is discussed: correct a date",
    example="签批: [{角色: 书记, 日期: 2026-04-01}]（合法性审查 2026-04-28 才过）",
)
def find_odd_dates(catalog: Catalog, entry: Entry, topic: Topic) -> Iterator[Violation]:
    """A topic is signed once it was proposed and once its gates are closed."""
    proposed = topic.proposed_at
    for index, signature in enumerate(topic.signatures):
        if proposed and signature.at and is_later(proposed, signature.at):
            words = {"early": "提出", "since": proposed, "late": signature.role}
            yield entry.location("signatures", index, "at"), {**words, "until": signature.at}
    signed = [(s.at, i) for i, s in enumerate(topic.signatures) if s.at]
    for gate in topic.gates if signed else ():
        at, index = max(signed)
        if gate.at and is_later(gate.at, at):
            words = {"early": gate.gate, "since": gate.at, "late": topic.signatures[index].role}
            yield entry.location("signatures", index, "at"), {**words, "until": at}


@check(
    "stage-log-reversed",
    ERROR,
    "S2-16",
    subject=Topic,
    states=IN_USE,
    zh="纪实的“{stage}”{what}",
    en="in the log '{stage}' {what}",
    mend="按类型表 阶段 的先后写，日期也要依次",
    mend_en="write the stages in the order of the type table, and their dates too",
    example="纪实: [{环节: 考察, 日期: 2026-05-06}, {环节: 动议, 日期: 2026-05-20}]",
)
def find_reversed_logs(catalog: Catalog, entry: Entry, topic: Topic) -> Iterator[Violation]:
    order = find_type(catalog, topic.type).stages
    known = [(i, logged) for i, logged in enumerate(topic.stages) if logged.stage in order]
    for (_, before), (index, logged) in itertools.pairwise(known):
        words = {"stage": logged.stage}
        if order.index(logged.stage) <= order.index(before.stage):
            what = Bilingual(f"应当在“{before.stage}”前面", f"belongs before '{before.stage}'")
            if logged.stage == before.stage:
                what = Bilingual("写了两次", "is there twice")
            yield entry.location("stages", index, "stage"), {**words, "what": what}
        elif before.at and logged.at and is_later(before.at, logged.at):
            what = Bilingual(
                f"是{logged.at}，比“{before.stage}”{before.at}还早",
                f"is of {logged.at}, before '{before.stage}' of {before.at}",
            )
            yield entry.location("stages", index, "at"), {**words, "what": what}


@check(
    "stage-log-gap",
    WARNING,
    "S2-16",
    subject=TopicCourse,
    states=IN_USE,
    zh="“{name}”的全程纪实缺少{missing}",
    en="the log of '{name}' lacks {missing}",
    mend="补写 纪实: [{{环节: {first}, 日期: ……}}]",
    mend_en="add the stages to 纪实, with their days",
    example="纪实: [{环节: 动议}, {环节: 讨论决定}]（类型表 阶段: [动议, 考察, 讨论决定]）",
)
def find_gaps_in_logs(catalog: Catalog, entry: Entry, course: TopicCourse) -> Iterator[Violation]:
    topic = course.topic
    order = find_type(catalog, topic.type).stages
    logged = [item.stage for item in topic.stages if item.stage in order]
    if not logged and not (order and is_personnel(catalog, topic) and course.first_decision):
        return
    last = max((order.index(stage) for stage in logged), default=0)
    due = order if topic.finished or not logged else order[: last + 1]
    missing = [stage for stage in due if stage not in logged]
    if missing:
        words = {"name": topic.name, "missing": "、".join(missing), "first": missing[0]}
        yield entry.location("stages" if topic.stages else "name"), words

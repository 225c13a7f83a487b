"""What came of a topic, and whether the meeting could decide it (S0-38, S1-07, S1-24)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, IN_USE, WARNING, Violation, check
from shaiquan.checks.deciding_claims import allowed_deciders
from shaiquan.checks.procedure_types import find_type
from shaiquan.checks.sittings import Sitting, TopicCourse, is_later
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.content.heads import Head
from shaiquan.model.decision_terms import Outcome
from shaiquan.model.powers import Power
from shaiquan.model.topics import Topic
from shaiquan.queries.decisions import is_above

#: after these nothing is decided yet
_OPEN = frozenset((Outcome.POSTPONED, Outcome.RETURNED))


@check(
    "outcome-missing",
    WARNING,
    "S1-24, S0-16",
    subject=TopicCourse,
    states=IN_USE,
    zh="“{meeting}”（{day}）开过了，“{name}”的结果没有写",
    en="'{meeting}' of {day} is over, but what came of '{name}' is not told",
    mend="补写 结果: 通过、否决、缓议、退回 或 听取",
    mend_en="add 结果",
    example="审议: [{会议: hy-01}]（会已经开过）",
)
def find_missing_outcomes(
    catalog: Catalog, entry: Entry, course: TopicCourse
) -> Iterator[Violation]:
    topic = course.topic
    for sitting in course.held:
        if sitting.item.outcome is None:
            words = {"meeting": sitting.meeting.name, "day": sitting.meeting.at}
            yield sitting.place(), {**words, "name": topic.name}


@check(
    "outcome-ahead",
    ERROR,
    "S0-16, S1-24",
    subject=TopicCourse,
    states=IN_USE,
    zh="“{meeting}”（{day}）没有开过，“{name}”却写了结果或者表决",
    en="'{meeting}' of {day} was not held, yet it has an outcome or a vote on '{name}'",
    mend="删去 结果 和 表决，开过会再写；日期写错的，改正会议的 日期",
    mend_en="remove 结果 and 表决 until the meeting is over, or correct its day",
    example="审议: [{会议: 下周的会, 结果: 通过}]",
)
def find_outcomes_ahead(catalog: Catalog, entry: Entry, course: TopicCourse) -> Iterator[Violation]:
    for sitting in course.sittings:
        item, meeting = sitting.item, sitting.meeting
        if not (meeting.cancelled or meeting.at.first > catalog.as_of):
            continue
        if item.outcome or item.vote:
            field = "outcome" if item.outcome else "vote"
            words = {"meeting": meeting.name, "day": meeting.at, "name": course.topic.name}
            yield sitting.place(field), words


@check(
    "meeting-may-not-decide",
    ERROR,
    "S1-07",
    subject=TopicCourse,
    states=IN_USE,
    zh="“{meeting}”是{kind}，不得决定“{type}”类议题，“{name}”却写了{outcome}",
    en="'{meeting}' is a {kind}, which may not decide '{type}', yet '{name}' has {outcome}",
    mend="改正 会议 或者 结果（酝酿沟通的写 听取）；规则改了的，改 site.yml 会议类型 的 可以决定",
    mend_en="correct 会议 or 结果, or 可以决定 of the meeting type where the rule has changed",
    example="审议: [{会议: 酝酿会, 结果: 通过}]（会议类型 可以决定: []）",
)
def find_decisions_by_wrong_meetings(
    catalog: Catalog, entry: Entry, course: TopicCourse
) -> Iterator[Violation]:
    topic = course.topic
    for sitting in course.held:
        allowed, outcome = sitting.type.decides if sitting.type else None, sitting.item.outcome
        if allowed is not None and sitting.settles and outcome and topic.type not in allowed:
            words = {"meeting": sitting.meeting.name, "kind": sitting.meeting.type}
            words |= {"type": topic.type, "name": topic.name, "outcome": outcome.label}
            yield sitting.place("outcome"), words


@check(
    "topic-decided-by-another",
    ERROR,
    "S0-03, S0-38, S3-01",
    subject=TopicCourse,
    states=IN_USE,
    zh="“{name}”由“{meeting}”（{body}）通过，而应当由{deciders}决定",
    en="'{name}' was passed by '{meeting}' ({body}), but is for {deciders} to decide",
    mend="改正 会议、事项 或者 类型；由上级决定的，在权力事项里写 提级",
    mend_en="correct 会议, 事项 or 类型; write 提级 in the power for what goes higher",
    example="审议: [{会议: 办公会, 结果: 通过}]（类型表 议定机构: 党委）",
)
def find_topics_decided_by_others(
    catalog: Catalog, entry: Entry, course: TopicCourse
) -> Iterator[Violation]:
    """The last that passed it decides; what comes before only prepares it.

    Of a meeting of which the month alone is known, nobody can say that it was not the last.
    """
    topic = course.topic
    passed = [sitting for sitting in course.held if sitting.item.outcome is Outcome.PASSED]
    last = passed[-1] if passed else None
    allowed = _find_deciders(catalog, topic, last.meeting.at.first) if last else frozenset()
    final = [s for s in passed if last and not is_later(last.meeting.at, s.meeting.at)]
    if allowed and last and last.body and not any(_may_decide(catalog, s, allowed) for s in final):
        names = [head.short_name for id in sorted(allowed) if (head := catalog.heads.get(id))]
        body = catalog.heads.get(last.body)
        words = {"name": topic.name, "meeting": last.meeting.name, "deciders": "、".join(names)}
        yield last.place("meeting"), {**words, "body": body.short_name if body else last.body}


def _find_deciders(catalog: Catalog, topic: Topic, day: datetime.date) -> frozenset[str]:
    """Who may decide on a day: 议定机构 of the type, and whom its powers name. None where nobody
    says; nor where the amount decides, which a topic does not tell, or where one post may."""
    found = {ref.id for ref in find_type(catalog, topic.type).deciders}
    for ref in topic.powers:
        power = catalog.record(ref, Power)
        if power is None or power.tiers or power.decider.kind != "body":
            return frozenset()
        found |= allowed_deciders([power.as_on(day)])
    return frozenset(found)


def _may_decide(catalog: Catalog, sitting: Sitting, allowed: frozenset[str]) -> bool:
    """Whether the body is one of them, acts for one, or stands above it."""
    own = catalog.heads.get(sitting.body)
    if own is None:  # of an unknown type of meeting its own check tells
        return False
    if {own.id, own.unit_id} & allowed:
        return True
    bodies = (catalog.heads.get(id) for id in allowed)
    heads = [head for head in bodies if head and head.kind == "body"]
    return any(_acts_for(catalog, own, head) for head in heads)


def _acts_for(catalog: Catalog, own: Head, body: Head) -> bool:
    """Whether a body stands above another, or is its unit and does not stand below it."""
    unit = own.id == body.unit_id and not is_above(catalog, body.id, own.id)
    return unit or is_above(catalog, own.id, body.id)


@check(
    "decision-unwritten",
    WARNING,
    "S1-24, S1-26",
    subject=TopicCourse,
    states=IN_USE,
    zh="“{name}”在“{meeting}”上通过了，没有写决定了什么",
    en="'{name}' was passed by '{meeting}', but what was decided is not told",
    mend="补写 决定: 一两句话；不向社会公布的也写，另写 不公布依据",
    mend_en="add 决定 in a sentence or two; where it is not published, with 不公布依据",
    example="审议: [{会议: hy-01, 结果: 通过}]（没有 决定）",
)
def find_unwritten_decisions(
    catalog: Catalog, entry: Entry, course: TopicCourse
) -> Iterator[Violation]:
    passed = [s for s in course.held if s.item.outcome is Outcome.PASSED]
    if passed and not (course.topic.decision or course.topic.exempt):
        words = {"name": course.topic.name, "meeting": passed[-1].meeting.name}
        yield passed[-1].place("outcome"), words


@check(
    "deliberated-twice",
    ERROR,
    "S0-16",
    subject=Topic,
    states=IN_USE,
    zh="“{name}”在“{meeting}”上审议了两次",
    en="'{name}' came before '{meeting}' twice",
    mend="合成一条；是另一次会议的，改正 会议",
    mend_en="make one of the two, or correct 会议",
    example="审议: [{会议: hy-01, 结果: 缓议}, {会议: hy-01, 结果: 通过}]",
)
def find_topics_deliberated_twice(
    catalog: Catalog, entry: Entry, topic: Topic
) -> Iterator[Violation]:
    ids = [item.meeting.id for item in topic.deliberations]
    for index, id in enumerate(ids):
        if id in ids[:index]:
            words = {"name": topic.name, "meeting": catalog.heads[id].name}
            yield entry.location("deliberations", index, "meeting"), words


@check(
    "deliberated-after-decision",
    ERROR,
    "S0-16, S1-36",
    subject=TopicCourse,
    states=IN_USE,
    zh="“{name}”已经由“{first}”（{day}）{outcome}，“{meeting}”又审议了一次",
    en="'{name}' had been settled by '{first}' on {day}, yet '{meeting}' took it up again",
    mend="调整或者变更以前决定的，另写一个议题，写上 变更",
    mend_en="make a new topic of what amends the decision, with 变更",
    example="审议: [{会议: hy-01, 结果: 通过}, {会议: hy-02, 结果: 通过}]（同一个机构的两次会议）",
)
def find_deliberations_after_decisions(
    catalog: Catalog, entry: Entry, course: TopicCourse
) -> Iterator[Violation]:
    """By the same body: what it has passed may go on to a higher one, and be heard later."""
    topic = course.topic
    settled: dict[str, Sitting] = {}
    for sitting in course.held:
        first, outcome = settled.get(sitting.body), sitting.item.outcome
        again = first and first.item.meeting != sitting.item.meeting
        if first and again and outcome is not Outcome.HEARD and first.item.outcome:
            words = {"name": topic.name, "first": first.meeting.name, "day": first.meeting.at}
            words |= {"outcome": first.item.outcome.label, "meeting": sitting.meeting.name}
            yield sitting.place("meeting"), words
        if sitting.settles and not first:
            settled[sitting.body] = sitting


@check(
    "decided-without-meeting",
    ERROR,
    "S0-38",
    subject=TopicCourse,
    states=IN_USE,
    zh="“{name}”写了决定，却没有会议讨论决定过",
    en="'{name}' has a decision, but no meeting has decided it",
    mend="补写 审议；会上没有决定的，删去 决定；突发事件先处置的，写 临机处置",
    mend_en="add 审议, or remove 决定; where somebody had to act at once, write 临机处置",
    example="决定: 同意（没有 审议）",
)
def find_decisions_without_meeting(
    catalog: Catalog, entry: Entry, course: TopicCourse
) -> Iterator[Violation]:
    """Of a meeting that was withdrawn another check tells, once for all its topics."""
    topic, sittings = course.topic, course.sittings
    if not topic.decision or topic.emergency or len(sittings) < len(topic.deliberations):
        return
    if all(sitting.item.outcome in _OPEN or not sitting.is_held for sitting in sittings):
        yield entry.location("decision"), {"name": topic.name}

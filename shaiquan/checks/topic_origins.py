"""Where a topic comes from, who was asked, who named a candidate (S1-29, S1-32, S2-15, S3-08)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shaiquan.checks.check_types import IN_USE, WARNING, Violation, check
from shaiquan.checks.procedure_types import find_type
from shaiquan.checks.sittings import TopicCourse, ids_of
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.decision_terms import LIVELIHOOD
from shaiquan.model.powers import Power
from shaiquan.model.topics import Topic
from shaiquan.queries.relations import find_leaders_of

_PERSONNEL = re.compile(r"干部|人事|选任|选拔")
#: what a type asks for that appoints somebody
_APPOINTMENT = "任前公示"
_OVERALL = "全局"


def is_personnel(catalog: Catalog, topic: Topic) -> bool:
    """Whether a topic appoints somebody, by its candidates or by what its type asks for."""
    row = find_type(catalog, topic.type)
    asked = _APPOINTMENT in row.required or _APPOINTMENT in row.deadlines
    return bool(topic.candidates or asked or _PERSONNEL.search(topic.type))


@check(
    "topic-without-proposer",
    WARNING,
    "S0-49, S1-11, S2-13",
    subject=TopicCourse,
    states=IN_USE,
    zh="“{name}”上了“{meeting}”，没有写由谁提出",
    en="'{name}' came before '{meeting}', but nobody is named who proposed it",
    mend="补写 提出: {{单位: ……, 日期: ……}}",
    mend_en="add 提出 with who and when",
    example="审议: [{会议: hy-01, 结果: 通过}]（没有 提出）",
)
def find_topics_without_proposer(
    catalog: Catalog, entry: Entry, course: TopicCourse
) -> Iterator[Violation]:
    topic = course.topic
    sitting = None if topic.proposed else course.first_decision
    if sitting:
        yield entry.location("name"), {"name": topic.name, "meeting": sitting.meeting.name}


@check(
    "topic-without-origin",
    WARNING,
    "S3-08",
    subject=Topic,
    states=IN_USE,
    zh="“{name}”是民生议题，没有写来源",
    en="'{name}' touches people's lives, but its origin is not told",
    mend="补写 来源: {{形式: 下到基层找议题, 地点: ……, 日期: ……}}",
    mend_en="add 来源 with form, place and day",
    example="属性: [民生]（没有 来源）",
)
def find_topics_without_origin(catalog: Catalog, entry: Entry, topic: Topic) -> Iterator[Violation]:
    if LIVELIHOOD in topic.attributes and topic.origin is None:
        index = topic.attributes.index(LIVELIHOOD)
        yield entry.location("attributes", index), {"name": topic.name}


@check(
    "topic-unconsulted",
    WARNING,
    "S1-29, S3-10",
    subject=TopicCourse,
    states=IN_USE,
    zh="“{name}”{attribute}，没有征求过意见",
    en="'{name}' has the attribute {attribute}, but nobody was consulted",
    mend="补写 征求意见: [{{对象: ……, 类别: 政协, 日期: ……, 采纳: ……}}]",
    mend_en="add 征求意见 with whom, when and what became of it",
    example="属性: [涉及全局]（没有 征求意见）",
)
def find_topics_unconsulted(
    catalog: Catalog, entry: Entry, course: TopicCourse
) -> Iterator[Violation]:
    topic = course.topic
    if topic.consultations or topic.notices or not course.first_decision:
        return
    for index, attribute in enumerate(topic.attributes):
        if _OVERALL in attribute:
            words = {"name": topic.name, "attribute": attribute}
            yield entry.location("attributes", index), words


@check(
    "opinion-unanswered",
    WARNING,
    "S1-29",
    subject=TopicCourse,
    states=IN_USE,
    zh="征求了“{whom}”的意见，没有写采纳没有",
    en="'{whom}' was consulted, but what became of the opinion is not told",
    mend="补写 采纳: 采纳、部分采纳、未采纳 或 没有意见",
    mend_en="add 采纳",
    example="征求意见: [{对象: 县政协, 日期: 2026-03-20}]",
)
def find_opinions_unanswered(
    catalog: Catalog, entry: Entry, course: TopicCourse
) -> Iterator[Violation]:
    topic = course.topic
    decided = topic.consultations and course.first_decision
    for index, asked in enumerate(topic.consultations if decided else ()):
        if asked.adopted is None:
            yield entry.location("consultations", index), {"whom": asked.whom}


@check(
    "other-leader-unconsulted",
    WARNING,
    "S1-32",
    subject=TopicCourse,
    states=IN_USE,
    zh="“{power}”由{leader}分管，“{presenter}”汇报之前没有征求{leader}的意见",
    en="'{power}' is in charge of {leader}, whom '{presenter}' has not consulted before presenting",
    mend="补写 征求意见: [{{对象: ……, 类别: 分管领导, 岗位: {leader}, 日期: ……}}]",
    mend_en="add the leader to 征求意见, with 岗位",
    example="事项: [规划, 预算]（由两位常委分管，只由一位汇报，没有征求另一位）",
)
def find_leaders_unconsulted(
    catalog: Catalog, entry: Entry, course: TopicCourse
) -> Iterator[Violation]:
    """Where a topic touches the area of another leader than the one who presents it."""
    topic = course.topic
    sitting = course.first_decision if len(topic.powers) > 1 else None
    presenter = sitting.item.presenter if sitting else None
    leaders = [_find_leaders(catalog, topic, index) for index in range(len(topic.powers))]
    if sitting is None or presenter is None or not any(presenter.id in ids for ids in leaders):
        return
    asked = ids_of(item.post for item in topic.consultations)
    asked |= ids_of(item.by for item in topic.signatures)
    told = " ".join(item.whom for item in topic.consultations)
    for index, (ref, ids) in enumerate(zip(topic.powers, leaders, strict=True)):
        names = [catalog.heads[id].short_name for id in ids]
        known = presenter.id in ids or asked & {*ids} or any(name in told for name in names)
        if ids and not known:
            words = {"power": catalog.heads[ref.id].name, "leader": names[0]}
            words |= {"presenter": sitting.name(presenter)}
            yield entry.location("powers", index), words


def _find_leaders(catalog: Catalog, topic: Topic, index: int) -> list[str]:
    """The leaders who answer for one of the powers of a topic."""
    power = catalog.record(topic.powers[index], Power)
    return [leader.id for leader in find_leaders_of(catalog, power)] if power else []


def list_leaders(catalog: Catalog, topic: Topic) -> list[str]:
    """The leaders who answer for what a topic is about."""
    found = (_find_leaders(catalog, topic, index) for index in range(len(topic.powers)))
    return list(dict.fromkeys(id for ids in found for id in ids))


@check(
    "nomination-missing",
    WARNING,
    "S2-15",
    subject=TopicCourse,
    states=IN_USE,
    zh="“{name}”是干部议题，没有记下由谁提名",
    en="'{name}' appoints somebody, but who nominated them is not recorded",
    mend="补写 提名: {{单位: ……, 日期: ……}}；任前公示开始以前不对外公布",
    mend_en="add 提名 with who and when; it is not shown before 任前公示 begins",
    example="类型: 干部任免（没有 提名）",
)
def find_missing_nominations(
    catalog: Catalog, entry: Entry, course: TopicCourse
) -> Iterator[Violation]:
    topic = course.topic
    appoints = topic.nomination is None and is_personnel(catalog, topic)
    if appoints and course.first_decision:
        yield entry.location("name"), {"name": topic.name}

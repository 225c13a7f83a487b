"""Who spoke about a topic, and when the head did (S0-25, S0-26, S1-14, S2-12, S3-09, X-01)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, IN_USE, INFO, WARNING, Violation, check
from shaiquan.checks.sittings import Sitting, TopicCourse
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.decision_terms import PROCEDURAL
from shaiquan.model.terms import Speaking
from shaiquan.queries.agendas import find_body_of_post


def find_speaking_rule(sitting: Sitting) -> Speaking | None:
    """The strongest rule in force: that the head speaks last implies that not first (X-01)."""
    asked = sitting.row.speaking if sitting.decides else None
    rules = (asked, sitting.type.speaking if sitting.type else None)
    if PROCEDURAL in sitting.topic.attributes:
        return None
    return next((rule for rule in (Speaking.LAST, Speaking.NOT_FIRST) if rule in rules), None)


@check(
    "speaking-unrecorded",
    WARNING,
    "S0-25, S3-09",
    subject=TopicCourse,
    states=IN_USE,
    zh="主要负责人应当{rule}发言，“{name}”在“{meeting}”上的发言先后没有写",
    en="the head speaks {rule}; who spoke when about '{name}' at '{meeting}' is not recorded",
    mend="补写 发言: [……]，依次写岗位",
    mend_en="add 发言: the posts in the order in which they spoke",
    example="审议: [{会议: hy-01, 结果: 通过}]（类型表 发言: 末位，没有写 发言）",
)
def find_discussions_unrecorded(
    catalog: Catalog, entry: Entry, course: TopicCourse
) -> Iterator[Violation]:
    topic = course.topic
    for sitting in course.held:
        rule = find_speaking_rule(sitting)
        if rule and sitting.settles and sitting.head and not sitting.item.speakers:
            words = {"rule": rule.label, "name": topic.name, "meeting": sitting.meeting.name}
            yield sitting.place(), words


@check(
    "head-not-last",
    ERROR,
    "S0-25, S3-09, X-01",
    subject=TopicCourse,
    states=IN_USE,
    zh="“{head}”应当末位发言，后面还有“{last}”",
    en="'{head}' speaks last, but '{last}' spoke after",
    mend="改正 发言 的先后：主要负责人写在最后；他不在的，主持人最后",
    mend_en="correct the order of 发言: the head last, or the chair where the head is absent",
    example="发言: [副书记, 书记, 纪委书记]",
)
def find_heads_not_last(catalog: Catalog, entry: Entry, course: TopicCourse) -> Iterator[Violation]:
    for sitting, order in _list_orders(course, Speaking.LAST):
        if sitting.head in order and order[-1] != sitting.head:
            words = {"head": catalog.heads[sitting.head].short_name}
            words |= {"last": sitting.name(sitting.item.speakers[-1])}
            yield sitting.place("speakers", order.index(sitting.head)), words


@check(
    "head-spoke-first",
    ERROR,
    "S0-25, S2-12",
    subject=TopicCourse,
    states=IN_USE,
    zh="“{head}”第一个发言，主要负责人不得首先表态",
    en="'{head}' spoke first, which the head may not",
    mend="改正 发言 的先后",
    mend_en="correct the order of 发言",
    example="发言: [书记, 副书记, 纪委书记]（类型表 发言: 不首先）",
)
def find_heads_that_spoke_first(
    catalog: Catalog, entry: Entry, course: TopicCourse
) -> Iterator[Violation]:
    for sitting, order in _list_orders(course, Speaking.NOT_FIRST):
        if order[0] == sitting.head and len(order) > 1:
            words = {"head": catalog.heads[sitting.head].short_name}
            yield sitting.place("speakers", 0), words


def _list_orders(course: TopicCourse, rule: Speaking) -> Iterator[tuple[Sitting, list[str]]]:
    """The meetings at which a rule holds, each with who spoke when."""
    for sitting in course.held:
        order = [ref.id for ref in sitting.item.speakers]
        if order and sitting.head and find_speaking_rule(sitting) is rule:
            yield sitting, order


@check(
    "speaker-twice",
    ERROR,
    "S0-25",
    subject=TopicCourse,
    states=IN_USE,
    zh="发言的先后里“{post}”写了两次",
    en="'{post}' is among the speakers twice",
    mend="每个人写一次，写在表明意见的那一次",
    mend_en="name each once, where they gave their opinion",
    example="发言: [副书记, 纪委书记, 副书记, 书记]",
)
def find_speakers_twice(catalog: Catalog, entry: Entry, course: TopicCourse) -> Iterator[Violation]:
    for sitting in course.held:
        order = [ref.id for ref in sitting.item.speakers]
        there = Counter(ref.id for ref in sitting.meeting.present)
        for index, ref in enumerate(sitting.item.speakers):
            if order[:index].count(ref.id) >= max(there[ref.id], 1):
                yield sitting.place("speakers", index), {"post": sitting.name(ref)}


@check(
    "speaker-not-there",
    ERROR,
    "S0-25, S1-06",
    subject=TopicCourse,
    states=IN_USE,
    zh="“{post}”发了言，“{meeting}”的出席和列席里却没有",
    en="'{post}' spoke, but is not among those at '{meeting}'",
    mend="改正 发言，或者在会议的 出席、列席 里补上",
    mend_en="correct 发言, or add them to 出席 or 列席 of the meeting",
    example="发言: [副书记, 书记]（会议的 出席 里没有副书记）",
)
def find_speakers_not_there(
    catalog: Catalog, entry: Entry, course: TopicCourse
) -> Iterator[Violation]:
    for sitting in course.held:
        for index, ref in enumerate(sitting.item.speakers if sitting.present else ()):
            if ref.id not in sitting.attending and _may_be_missing(sitting, ref.id):
                words = {"post": sitting.name(ref), "meeting": sitting.meeting.name}
                yield sitting.place("speakers", index), words


def _may_be_missing(sitting: Sitting, post: str) -> bool:
    """Whether a post would be named: as a member, or as an observer by itself or its body."""
    body = find_body_of_post(sitting.catalog, post)
    return post in sitting.members or body not in sitting.attending


@check(
    "speaker-withdrew",
    ERROR,
    "S0-23",
    subject=TopicCourse,
    states=IN_USE,
    zh="“{post}”回避了“{name}”，又发了言",
    en="'{post}' withdrew from '{name}' and spoke all the same",
    mend="改正 发言 或者 回避",
    mend_en="correct 发言 or 回避",
    example="{发言: [副书记, 书记], 回避: [副书记]}",
)
def find_speakers_that_withdrew(
    catalog: Catalog, entry: Entry, course: TopicCourse
) -> Iterator[Violation]:
    topic = course.topic
    for sitting in course.held:
        for index, ref in enumerate(sitting.item.speakers):
            if ref.id in sitting.withdrew:
                words = {"post": sitting.name(ref), "name": topic.name}
                yield sitting.place("speakers", index), words


@check(
    "few-speakers",
    INFO,
    "S0-26, S1-14",
    subject=TopicCourse,
    states=IN_USE,
    zh="到会{present}人，只有{number}人对“{name}”发了言",
    en="{present} were there, but only {number} spoke about '{name}'",
    mend="每个人都要表明意见；发了言没有记的，补写",
    mend_en="each gives an opinion; add those who spoke",
    example="发言: [副书记, 书记]（到会 9 人）",
)
def find_few_speakers(catalog: Catalog, entry: Entry, course: TopicCourse) -> Iterator[Violation]:
    topic = course.topic
    for sitting in course.held:
        spoke = (Counter(ref.id for ref in sitting.item.speakers) & sitting.voters).total()
        present = sitting.voters.total()
        if sitting.settles and spoke and spoke < present - 1:
            words = {"present": present, "number": spoke, "name": topic.name}
            yield sitting.place("speakers"), words


@check(
    "no-discussion",
    WARNING,
    "S0-26, S1-23",
    subject=TopicCourse,
    states=IN_USE,
    zh="“{name}”讨论了 0 分钟就决定了",
    en="'{name}' was decided after 0 minutes of discussion",
    mend="改正 讨论分钟；不知道的，不写",
    mend_en="correct 讨论分钟, or leave it out where it is not known",
    example="{讨论分钟: 0, 结果: 通过}",
)
def find_decisions_undiscussed(
    catalog: Catalog, entry: Entry, course: TopicCourse
) -> Iterator[Violation]:
    topic = course.topic
    for sitting in course.held:
        if sitting.settles and sitting.item.minutes == 0:
            yield sitting.place("minutes"), {"name": topic.name}

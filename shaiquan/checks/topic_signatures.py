"""Who signed before a topic was discussed, and when (S0-18, S1-11).

The list of a type is open: others may sign too, and only the first, who proposes, has a place.
The last settles that the topic comes before a meeting.
"""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, IN_USE, PUBLISHED, WARNING, Violation, check
from shaiquan.checks.procedure_types import find_type
from shaiquan.checks.sittings import TopicCourse, is_later, notice_day
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.base import Ref
from shaiquan.model.scalars import day_of
from shaiquan.model.topic_steps import Signature
from shaiquan.model.topics import Topic
from shaiquan.queries.agendas import find_body_of_post
from shaiquan.queries.decisions import is_above
from shaiquan.queries.sign_offs import list_missing_roles
from shaiquan.queries.tenures import was_filled


@check(
    "topic-signature-missing",
    ERROR,
    "S0-18, S1-11",
    subject=TopicCourse,
    states=PUBLISHED,
    zh="“{name}”上了“{meeting}”，缺{missing}的签批",
    en="'{name}' came before '{meeting}' without the signature of {missing}",
    mend="补写 签批: [{{角色: {first}, 日期: ……}}]；委托审定、直接确定的，写 路径",
    mend_en="add it to 签批, or write the 路径 by which fewer sign",
    example="签批: [{角色: 提出单位, 日期: 2026-03-02}]（类型表 签批: [提出单位, 分管领导, 书记]）",
)
def find_missing_signatures(
    catalog: Catalog, entry: Entry, course: TopicCourse
) -> Iterator[Violation]:
    topic = course.topic
    missing = list_missing_roles(catalog, topic)
    sitting = course.first_decision if missing else None
    if sitting:
        words = {"name": topic.name, "meeting": sitting.meeting.name}
        words |= {"missing": "、".join(missing), "first": missing[0]}
        yield entry.location("signatures" if topic.signatures else "name"), words


@check(
    "topic-signature-undated",
    WARNING,
    "S0-18",
    subject=TopicCourse,
    states=IN_USE,
    zh="“{role}”的签批没有写日期",
    en="the signature of '{role}' has no date",
    mend="补写 日期",
    mend_en="add 日期",
    example="签批: [{角色: 提出单位}]",
)
def find_undated_signatures(
    catalog: Catalog, entry: Entry, course: TopicCourse
) -> Iterator[Violation]:
    topic = course.topic
    decided = topic.signatures and course.first_decision
    for index, signature in enumerate(topic.signatures if decided else ()):
        if signature.at is None:
            yield entry.location("signatures", index), {"role": signature.role}


@check(
    "topic-signed-after-meeting",
    ERROR,
    "S0-18",
    subject=TopicCourse,
    states=IN_USE,
    zh="“{role}”{date}才签批，“{meeting}”{day}就开了",
    en="'{role}' signed on {date}, after '{meeting}' on {day}",
    mend="改正日期；没有签批的议题不上会",
    mend_en="correct the date; what is not signed comes before no meeting",
    example="签批: [{角色: 书记, 日期: 2026-07-20}]（2026-07-13 开的会）",
)
def find_signatures_after_meetings(
    catalog: Catalog, entry: Entry, course: TopicCourse
) -> Iterator[Violation]:
    for index, signature, words in _list_late(course, after_meeting=True):
        yield entry.location("signatures", index, "at"), {"role": signature.role, **words}


@check(
    "topic-signed-after-notice",
    WARNING,
    "S0-18",
    subject=TopicCourse,
    states=IN_USE,
    zh="“{role}”{date}才签批，“{meeting}”的通知{day}已经发出",
    en="'{role}' signed on {date}, after the notice of '{meeting}' on {day}",
    mend="改正日期；签批完了再发会议通知",
    mend_en="correct the date; a meeting is called once its topics are signed",
    example="签批: [{角色: 书记, 日期: 2026-07-12}]（2026-07-10 发的通知，2026-07-13 开的会）",
)
def find_signatures_after_notices(
    catalog: Catalog, entry: Entry, course: TopicCourse
) -> Iterator[Violation]:
    for index, signature, words in _list_late(course, after_meeting=False):
        yield entry.location("signatures", index, "at"), {"role": signature.role, **words}


def _list_late(
    course: TopicCourse, after_meeting: bool
) -> Iterator[tuple[int, Signature, dict[str, object]]]:
    """The signatures after the meeting, or else after its notice, with the words for them."""
    topic = course.topic
    catalog = course.catalog
    wanted = find_type(catalog, topic.type).signatures
    sitting = course.first_decision if wanted else None
    if sitting is None:
        return
    meeting = sitting.meeting
    for index, signature in enumerate(topic.signatures):
        at = signature.at
        if at is None or is_later(at, meeting.at) is not after_meeting:
            continue
        limit = meeting.at if after_meeting else notice_day(meeting)
        if is_later(at, limit):
            yield index, signature, {"date": at, "day": limit, "meeting": meeting.name}


@check(
    "topic-sponsor-late",
    ERROR,
    "S0-18",
    subject=Topic,
    states=IN_USE,
    zh="“{role}”{date}签批，比“{first}”{day}还早；应当“{first}”最先签",
    en="'{role}' signed on {date}, before '{first}' on {day}, who signs first",
    mend="改正日期；先后以类型表 签批 的第一个为准",
    mend_en="correct the date; the first of 签批 in the type table signs first",
    example="签批: [{角色: 提出单位, 日期: 2026-07-02}, {角色: 书记, 日期: 2026-07-01}]",
)
def find_late_sponsors(catalog: Catalog, entry: Entry, topic: Topic) -> Iterator[Violation]:
    first = next(iter(find_type(catalog, topic.type).signatures), "")
    sponsor = next((s.at for s in topic.signatures if s.role == first and s.at), None)
    for index, signature in enumerate(topic.signatures if sponsor else ()):
        if sponsor and signature.at and is_later(sponsor, signature.at):
            words = {"role": signature.role, "date": signature.at, "first": first, "day": sponsor}
            yield entry.location("signatures", index, "at"), words


@check(
    "topic-signed-by-vacant-post",
    ERROR,
    "S0-18, S1-05",
    subject=Topic,
    states=IN_USE,
    zh="“{post}”{date}签的字，那天这个岗位没有人任职",
    en="'{post}' signed on {date}, when nobody held the post",
    mend="改正 签字 或者 日期；任职记录漏了的，补上",
    mend_en="correct 签字 or 日期, or add the tenure that is missing",
    example="签批: [{角色: 书记, 签字: 书记, 日期: 2026-01-02}]（书记 2026-01-05 才任职）",
)
def find_signatures_of_vacant_posts(
    catalog: Catalog, entry: Entry, topic: Topic
) -> Iterator[Violation]:
    for index, signature in enumerate(topic.signatures):
        day, by = day_of(signature.at), signature.by
        if day and by and by.kind == "post" and was_filled(catalog, by.id, day) is False:
            words = {"post": catalog.heads[by.id].short_name, "date": signature.at}
            yield entry.location("signatures", index, "by"), words


@check(
    "topic-sponsor-differs",
    ERROR,
    "S0-18, S1-11",
    subject=Topic,
    states=IN_USE,
    zh="“{role}”由“{by}”签字，议题却是“{proposer}”提出的",
    en="'{by}' signed as '{role}', but '{proposer}' proposed the topic",
    mend="改正 签字 或者 提出",
    mend_en="correct 签字 or 提出",
    example="提出: 发改局\n签批: [{角色: 提出单位, 签字: 财政局}]（提出单位最先签）",
)
def find_other_sponsors(catalog: Catalog, entry: Entry, topic: Topic) -> Iterator[Violation]:
    """A post may propose for its body, and sign for it."""
    first = next(iter(find_type(catalog, topic.type).signatures), "")
    proposer = topic.proposer
    for index, signature in enumerate(topic.signatures if proposer else ()):
        by = signature.by
        if not (by and proposer and signature.role == first and _differ(catalog, by, proposer)):
            continue
        names = (catalog.heads[ref.id].short_name for ref in (by, proposer))
        words = dict(zip(("by", "proposer"), names, strict=True))
        yield entry.location("signatures", index, "by"), {"role": first, **words}


def _differ(catalog: Catalog, by: Ref, proposer: Ref) -> bool:
    """Whether a body signed for another, or a post for a body that is neither its own nor above
    it; of a post that proposes nobody can say for which body it does."""
    if by.kind == proposer.kind == "body" or by.id == proposer.id:
        return by.id != proposer.id
    body = find_body_of_post(catalog, by.id)
    return (
        bool(body)
        and proposer.kind == "body"
        and body != proposer.id
        and not is_above(catalog, proposer.id, body)
    )

"""The topics before a meeting: each in a place of its own, none before one that was withdrawn."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, IN_USE, WITHDRAWN, Violation, check
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.meetings import Meeting
from shaiquan.model.topics import Topic
from shaiquan.queries.agendas import list_agenda

#: where a topic names a meeting at which something came of it
_FIELDS = ("deliberations", "fixed_by", "emergency")


@check(
    "agenda-place-twice",
    ERROR,
    "S1-24",
    subject=Topic,
    states=IN_USE,
    zh="“{meeting}”的第{order}个议题已经是“{other}”了",
    en="topic {order} of '{meeting}' is '{other}' already",
    mend="改正 顺序；不知道先后的，不写",
    mend_en="correct 顺序, or leave it out where the order is not known",
    example="审议: [{会议: hy-01, 顺序: 1}]（同一次会议上另一个议题也是 顺序: 1）",
)
def find_places_taken_twice(catalog: Catalog, entry: Entry, topic: Topic) -> Iterator[Violation]:
    for index, item in enumerate(topic.deliberations):
        agenda = list_agenda(catalog, item.meeting.id) if item.order is not None else ()
        same = [other.topic for other in agenda if other.deliberation.order == item.order]
        if same and same[0].id != entry.id:
            meeting = catalog.heads[item.meeting.id].name
            words = {"meeting": meeting, "order": item.order, "other": same[0].head.name}
            yield entry.location("deliberations", index, "order"), words


@check(
    "withdrawn-meeting-with-topics",
    ERROR,
    "S0-38, S1-24",
    subject=Meeting,
    states=WITHDRAWN,
    zh="会议“{name}”撤回了，议题{topics}还写着这次会议",
    en="the meeting '{name}' is withdrawn, yet the topics {topics} name it",
    mend="没有开成的会议不撤回，写 取消: 和原因；记错了会议的，改正这些议题的 会议，或者一起撤回",
    mend_en="write 取消 with the reason, or correct 会议 of the topics, or withdraw them too",
    example="状态: 撤回（议题写着 审议: [{会议: hy-01, 结果: 通过}]）",
)
def find_topics_of_withdrawn_meetings(
    catalog: Catalog, entry: Entry, meeting: Meeting
) -> Iterator[Violation]:
    naming = catalog.entries_naming(entry.id, "topic", *_FIELDS)
    topics = [f"“{other.head.name}”" for other in naming if other.record.in_use]
    if topics:
        words = {"name": meeting.name, "topics": "、".join(topics)}
        yield entry.location("state"), words

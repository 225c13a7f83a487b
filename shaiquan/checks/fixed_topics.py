"""Topics that a body fixes for the meetings of another: the plenum's by the standing committee
(S1-22)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, IN_USE, WARNING, Violation, check
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.content.heads import Head
from shaiquan.kinds.registry import require_index
from shaiquan.model.scalars import PartialDate
from shaiquan.model.topics import Topic
from shaiquan.problems import Bilingual
from shaiquan.queries.agendas import find_body_of, find_meeting_day, find_type_of

require_index("meeting", "at", "notified", "cancelled")


def _list_meetings(catalog: Catalog, topic: Topic) -> Iterator[tuple[int, Head, str]]:
    """The deliberations at meetings whose topics another body fixes: place, meeting, that body."""
    for index, item in enumerate(topic.deliberations):
        row = find_type_of(catalog, item.meeting)
        if row and row.topics_fixed_by and not catalog.heads[item.meeting.id].index["cancelled"]:
            yield index, catalog.heads[item.meeting.id], row.topics_fixed_by.id


def _find_latest_day(meeting: Head) -> datetime.date | None:
    """The day by which the topics of a meeting must stand: that of its notice, else its own."""
    date = meeting.index["notified"] or meeting.index["at"]
    return date.last if date else None


@check(
    "topic-not-fixed",
    WARNING,
    "S1-22",
    subject=Topic,
    states=IN_USE,
    zh="“{meeting}”的议题由{body}确定，“{name}”没有写是哪次会议确定的",
    en="the topics of '{meeting}' are fixed by {body}; '{name}' does not say at which meeting",
    mend="写 确定: 会议的编号",
    mend_en="write 确定 with the id of the meeting",
    example="审议: [{会议: 全委会的一次会议}]（没有 确定）",
)
def find_topics_not_fixed(catalog: Catalog, entry: Entry, topic: Topic) -> Iterator[Violation]:
    for index, meeting, body in _list_meetings(catalog, topic):
        called = meeting.index["notified"] or meeting.index["at"].last <= catalog.as_of
        if topic.fixed_by is None and called:
            words = {"meeting": meeting.name, "body": _call(catalog, body), "name": topic.name}
            yield entry.location("deliberations", index, "meeting"), words
            return


@check(
    "topic-fixed-by-another",
    ERROR,
    "S1-22",
    subject=Topic,
    states=IN_USE,
    zh="“{meeting}”的议题由{body}确定，“{name}”写的是“{fixed}”确定的",
    en="the topics of '{meeting}' are fixed by {body}; '{name}' was fixed by '{fixed}'",
    mend="确定 写{body}的会议",
    mend_en="name a meeting of {body} in 确定",
    example="确定: 办公会议的编号（会议类型 议题确定: 常委会）",
)
def find_topics_fixed_by_others(
    catalog: Catalog, entry: Entry, topic: Topic
) -> Iterator[Violation]:
    fixed = catalog.heads.get(topic.fixed_by.id) if topic.fixed_by else None
    by = find_body_of(catalog, topic.fixed_by)
    for _, meeting, body in _list_meetings(catalog, topic):
        if fixed and by and by != body:
            words = {"meeting": meeting.name, "body": _call(catalog, body), "name": topic.name}
            yield entry.location("fixed_by"), {**words, "fixed": fixed.name}
            return


@check(
    "topic-fixed-late",
    ERROR,
    "S1-22",
    subject=Topic,
    states=IN_USE,
    zh="“{name}”{fixed}才确定列入，“{meeting}”{day}已经{what}",
    en="'{name}' was fixed on {fixed}, but '{meeting}' {what} on {day}",
    mend="改正 确定 或者会议的 通知：先确定议题，再通知",
    mend_en="correct 确定 or 通知 of the meeting: the topics are fixed before the notice",
    example="确定: 10 月 20 日的会议（全委会 10 月 15 日就发了通知）",
)
def find_topics_fixed_late(catalog: Catalog, entry: Entry, topic: Topic) -> Iterator[Violation]:
    fixed = find_meeting_day(catalog, topic.fixed_by)
    for _, meeting, _ in _list_meetings(catalog, topic):
        latest = _find_latest_day(meeting)
        if fixed and latest and fixed > latest:
            days = {"fixed": PartialDate.of_day(fixed), "day": PartialDate.of_day(latest)}
            words = {"name": topic.name, "meeting": meeting.name, "what": _say(meeting)}
            yield entry.location("fixed_by"), {**words, **days}
            return


def _call(catalog: Catalog, body: str) -> str:
    return catalog.heads[body].short_name


def _say(meeting: Head) -> str:
    called = bool(meeting.index["notified"])
    return Bilingual("通知了", "was called") if called else Bilingual("开了", "was held")

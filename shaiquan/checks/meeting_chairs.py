"""Who chaired a meeting: one of its members, who was there."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, IN_USE, Violation, check
from shaiquan.checks.meeting_facts import MeetingFacts
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.meetings import Meeting


@check(
    "chair-not-member",
    ERROR,
    "S1-06",
    subject=Meeting,
    states=IN_USE,
    zh="主持的“{post}”不是“{type}”的成员",
    en="'{post}', who takes the chair, is no member of '{type}'",
    mend="改成主持会议的成员；本来是成员的，核对 site.yml 会议类型 的 成员，或者岗位的 班子成员",
    mend_en="name the member who chaired; who is one must be so in 会议类型 or by 班子成员",
    example="主持: 办公室主任（不是成员）",
)
def find_chairs_that_are_no_members(
    catalog: Catalog, entry: Entry, meeting: Meeting
) -> Iterator[Violation]:
    facts = MeetingFacts(catalog, meeting)
    if meeting.chair and facts.members and meeting.chair.id not in facts.members:
        words = {"post": facts.name(meeting.chair.id), "type": meeting.type}
        yield entry.location("chair"), words


@check(
    "chair-not-present",
    ERROR,
    "S1-06",
    subject=Meeting,
    states=IN_USE,
    zh="主持的“{post}”不在出席的人里",
    en="'{post}', who took the chair, was not present",
    mend="改成当天主持会议的人；文件开头的 默认 写着主持的，在这次会议里单独写 主持:",
    mend_en="name who chaired on the day; a default of the file may be overridden here",
    example="主持: 书记\n出席: [县长, 纪委书记]",
)
def find_chairs_that_were_not_there(
    catalog: Catalog, entry: Entry, meeting: Meeting
) -> Iterator[Violation]:
    facts, chair = MeetingFacts(catalog, meeting), meeting.chair
    if not (chair and meeting.present) or meeting.cancelled:
        return
    stranger = facts.members and chair.id not in facts.members  # told by its own check
    if not facts.present[chair.id] and not stranger:
        yield entry.location("chair"), {"post": facts.name(chair.id)}

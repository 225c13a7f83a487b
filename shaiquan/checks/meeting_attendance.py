"""Who was at a meeting: each member in office once, present or absent, and nobody else (S1-06)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, IN_USE, WARNING, Violation, check
from shaiquan.checks.meeting_facts import MeetingFacts
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.content.places import Location
from shaiquan.model.meetings import Meeting

_PRESENT, _ABSENT = Meeting.label_of("present"), Meeting.label_of("absent")


def _list_named(entry: Entry, meeting: Meeting) -> Iterator[tuple[Location, str, str]]:
    """Place, label of the field, id of each post under 出席 and 缺席."""
    for index, ref in enumerate(meeting.present):
        yield entry.location("present", index), _PRESENT, ref.id
    for index, item in enumerate(meeting.absent):
        yield entry.location("absent", index, "who"), _ABSENT, item.who.id


@check(
    "attendee-not-member",
    ERROR,
    "S1-06, S0-27",
    subject=Meeting,
    states=IN_USE,
    zh="“{post}”不是“{type}”的成员，却写在{field}里",
    en="'{post}' is no member of '{type}', but stands under '{field}'",
    mend="列席的写进 列席；本来是成员的，核对 site.yml 会议类型 的 成员，或者岗位的 班子成员",
    mend_en="write guests under 列席; who is a member must be so in 会议类型 or by 班子成员",
    example="出席: [书记, 发改局局长]（发改局局长不是常委）",
)
def find_attendees_that_are_no_members(
    catalog: Catalog, entry: Entry, meeting: Meeting
) -> Iterator[Violation]:
    facts = MeetingFacts(catalog, meeting)
    for location, field, post in _list_named(entry, meeting) if facts.members else ():
        if post not in facts.members:
            words = {"post": facts.name(post), "type": meeting.type}
            yield location, {**words, "field": field}


@check(
    "attendee-without-tenure",
    ERROR,
    "S1-05, S1-06",
    subject=Meeting,
    states=IN_USE,
    zh="{at}没有人任“{post}”，却写在{field}里",
    en="nobody held '{post}' on {at}, but it stands under '{field}'",
    mend="核对 任职 的日期；当天空缺的，从 {field} 里去掉",
    mend_en="correct the tenures, or take a vacant post out of {field}",
    example="出席: [书记]（任职: {岗位: 书记, 从: 2026-08-01}，会议在 2026-07-13）",
)
def find_attendees_without_tenure(
    catalog: Catalog, entry: Entry, meeting: Meeting
) -> Iterator[Violation]:
    facts = MeetingFacts(catalog, meeting)
    for location, field, post in _list_named(entry, meeting):
        known = not facts.members or post in facts.members
        if known and facts.count_holders(post)[1] == 0:
            yield location, {"at": meeting.at, "post": facts.name(post), "field": field}


@check(
    "attendee-twice",
    ERROR,
    "S1-06",
    subject=Meeting,
    states=IN_USE,
    zh="{field}里“{post}”写了不止一次",
    en="'{post}' stands more than once under '{field}'",
    mend="去掉多写的；这个岗位本来就有几个人的，在岗位里写 人数:",
    mend_en="drop the repetition; for a post of several persons, write 人数",
    example="出席: [书记, 县长, 书记]",
)
def find_attendees_named_twice(
    catalog: Catalog, entry: Entry, meeting: Meeting
) -> Iterator[Violation]:
    facts, told = MeetingFacts(catalog, meeting), Counter[tuple[str, str]]()
    for location, field, post in _list_named(entry, meeting):
        told[field, post] += 1
        if told[field, post] == facts.count_seats(post) + 1:
            yield location, {"field": field, "post": facts.name(post)}


@check(
    "attendee-also-absent",
    ERROR,
    "S1-06",
    subject=Meeting,
    states=IN_USE,
    zh="“{post}”写在缺席里，又写在出席里",
    en="'{post}' is absent and also present",
    mend="只写在一处：到会的写 出席，没有到会的写 缺席",
    mend_en="write it once, under 出席 or under 缺席",
    example="出席: [书记, 县长]\n缺席: [{谁: 县长, 原因: 出差}]",
)
def find_attendees_also_absent(
    catalog: Catalog, entry: Entry, meeting: Meeting
) -> Iterator[Violation]:
    facts = MeetingFacts(catalog, meeting)
    for index, item in enumerate(meeting.absent):
        post = item.who.id
        number = facts.present[post] + facts.absent[post]
        if facts.present[post] and number > facts.count_seats(post):
            yield entry.location("absent", index, "who"), {"post": facts.name(post)}


@check(
    "member-unaccounted",
    WARNING,
    "S1-06",
    subject=Meeting,
    states=IN_USE,
    zh="{at}在任的成员，没有写在出席里、也没有写在缺席里：{posts}",
    en="members in office on {at} are neither present nor absent: {posts}",
    mend="到会的写进 出席，没有到会的写进 缺席，并写明原因；当天不在任的，核对 任职",
    mend_en="write each under 出席 or 缺席, or correct its tenure",
    example="出席: [书记, 县长]（在任的还有 纪委书记）",
)
def find_members_not_accounted_for(
    catalog: Catalog, entry: Entry, meeting: Meeting
) -> Iterator[Violation]:
    facts = MeetingFacts(catalog, meeting)
    if not (meeting.present and facts.may_be_held):
        return  # that nothing is written of who was there is told by its own check
    named = facts.present + facts.absent
    missing = [post for post in facts.members if named[post] < facts.count_holders(post)[0]]
    if missing:
        words = {"posts": "、".join(map(facts.name, missing))}
        yield entry.location("present"), {"at": meeting.at, **words}


@check(
    "absence-without-reason",
    WARNING,
    "S1-06",
    subject=Meeting,
    states=IN_USE,
    zh="“{post}”缺席，没有写原因",
    en="'{post}' was absent, and no reason is given",
    mend="写成 {{谁: {post}, 原因: …}}",
    mend_en="write 原因",
    example="缺席: [县长]",
)
def find_absences_without_reason(
    catalog: Catalog, entry: Entry, meeting: Meeting
) -> Iterator[Violation]:
    facts = MeetingFacts(catalog, meeting)
    for index, item in enumerate(meeting.absent):
        if not item.reason:
            yield entry.location("absent", index, "who"), {"post": facts.name(item.who.id)}


@check(
    "observer-is-member",
    ERROR,
    "S0-27",
    subject=Meeting,
    states=IN_USE,
    zh="“{post}”是出席会议的成员，不能写在{field}里",
    en="'{post}' is a member of the meeting and cannot stand under '{field}'",
    mend="成员只写在 出席 或者 缺席 里；列席、旁听的人不算到会人数，也不参加表决",
    mend_en="write members under 出席 or 缺席; guests are not counted and do not vote",
    example="出席: [书记, 县长]\n列席: [县长]",
)
def find_observers_that_are_members(
    catalog: Catalog, entry: Entry, meeting: Meeting
) -> Iterator[Violation]:
    facts = MeetingFacts(catalog, meeting)
    members = set(facts.members) or set(facts.present)
    for field in ("observers", "audience"):
        for index, guests in enumerate(getattr(meeting, field)):
            if guests.who and guests.who.id in members:
                words = {"post": facts.name(guests.who.id), "field": Meeting.label_of(field)}
                yield entry.location(field, index, "who"), words

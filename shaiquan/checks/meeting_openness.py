"""Who must be asked to a meeting, and who may come: guests, citizens (S0-27, S3-16, S4-10)."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, IN_USE, WARNING, Violation, check
from shaiquan.checks.meeting_facts import MeetingFacts
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.decision_terms import LIVELIHOOD
from shaiquan.model.meetings import Meeting
from shaiquan.model.topics import Topic
from shaiquan.queries.agendas import find_body_of_post


@check(
    "required-attendee-missing",
    ERROR,
    "S4-10",
    subject=Meeting,
    states=IN_USE,
    zh="“{type}”每次都要“{who}”到场，这次会议的出席、列席里没有",
    en="'{who}' must be at every '{type}', but is neither present nor an observer here",
    mend="到场的，写进 列席（成员写进 出席）；制度改了的，改 site.yml 会议类型 的 必须列席",
    mend_en="write it under 列席, members under 出席, or correct 必须列席 of the type",
    example="列席: [发改局]（会议类型 写着 必须列席: [镇纪委]）",
)
def find_missing_required_attendees(
    catalog: Catalog, entry: Entry, meeting: Meeting
) -> Iterator[Violation]:
    facts = MeetingFacts(catalog, meeting)
    if not (facts.type and facts.may_be_held and facts.has_attendance):
        return
    there = _list_there(facts)
    for ref in facts.type.must_attend:
        if ref.id not in there:
            field = "observers" if meeting.observers else "present"
            yield entry.location(field), {"type": meeting.type, "who": facts.name(ref.id)}


def _list_there(facts: MeetingFacts) -> set[str]:
    """Who was there, and the bodies for which a post stands."""
    meeting = facts.meeting
    guests = (item.who for item in (*meeting.observers, *meeting.audience) if item.who)
    there = {ref.id for ref in (*meeting.present, *guests)}
    return there | {find_body_of_post(facts.catalog, id) for id in there}


def _has_citizens(meeting: Meeting) -> bool:
    """Whether anybody came who is named by a category: delegates, citizens."""
    guests = (*meeting.observers, *meeting.audience)
    return any(item.category and item.count != 0 for item in guests)


def _is_closed(facts: MeetingFacts) -> bool:
    """Whether a meeting that is to be open was held without any citizen."""
    is_open = facts.type is not None and facts.type.open
    held = facts.may_be_held and facts.has_attendance
    return is_open and held and not _has_citizens(facts.meeting)


@check(
    "open-meeting-without-guests",
    WARNING,
    "S0-27, S3-14, S3-27",
    subject=Meeting,
    states=IN_USE,
    zh="“{type}”是开放的会议，这次没有写哪些代表、群众列席旁听",
    en="'{type}' is an open meeting, but no delegates or citizens came to this one",
    mend="补写 列席: 或者 旁听:，例如 [{{类别: 群众代表, 人数: 3}}]",
    mend_en="write 列席 or 旁听, by category and number",
    example="列席: [发改局]（会议类型 写着 开放: 是）",
)
def find_open_meetings_without_guests(
    catalog: Catalog, entry: Entry, meeting: Meeting
) -> Iterator[Violation]:
    if _is_closed(MeetingFacts(catalog, meeting)):
        field = next((name for name in ("audience", "observers") if getattr(meeting, name)), "at")
        yield entry.location(field), {"type": meeting.type}


@check(
    "livelihood-topic-closed",
    ERROR,
    "S3-16",
    subject=Topic,
    states=IN_USE,
    zh="民生议题应当开放，“{meeting}”是开放的会议，却没有代表、群众列席旁听，也没有写不开放的原因",
    en="a topic of people's livelihood is open; '{meeting}' had no guests, and no reason is given",
    mend="在会议里补写 列席: 或者 旁听:；确实不能开放的，在议题里写 不开放原因:",
    mend_en="write 列席 or 旁听 of the meeting, or 不开放原因 of the topic",
    example="属性: [民生]（上的是开放的会议，会议没有写 旁听）",
)
def find_livelihood_topics_that_were_closed(
    catalog: Catalog, entry: Entry, topic: Topic
) -> Iterator[Violation]:
    if LIVELIHOOD not in topic.attributes or topic.closed:
        return
    for index, item in enumerate(topic.deliberations):
        meeting = catalog.record(item.meeting, Meeting)
        if meeting and meeting.in_use and _is_closed(MeetingFacts(catalog, meeting)):
            location = entry.location("deliberations", index, "meeting")
            yield location, {"meeting": meeting.short_name}

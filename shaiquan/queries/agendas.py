"""Meetings and their agendas: which topics came before one, who was entitled, who is the head."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from shaiquan.content.catalog import Entry, Records
from shaiquan.content.heads import Head
from shaiquan.kinds.registry import require_index
from shaiquan.model.base import Ref
from shaiquan.model.deliberations import Deliberation
from shaiquan.model.meeting_types import MeetingType
from shaiquan.model.meetings import Meeting
from shaiquan.model.scalars import PartialDate, day_of
from shaiquan.model.topics import Topic
from shaiquan.queries.tenures import count_holders

require_index("meeting", "type", "at")
require_index("post", "head", "member", "body")


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A topic before a meeting: ``index`` is the place among its 审议."""

    topic: Entry
    index: int
    deliberation: Deliberation


def list_rows_of_type(records: Records, type: str) -> list[tuple[str, MeetingType]]:
    """The rows of 会议类型 with the rules of a type, each with its key; one for each time."""
    rows = records.site.meeting_types.items()
    return [(key, row) for key, row in rows if (row.name or key) == type]


def find_meeting_type(records: Records, type: str, at: PartialDate | None) -> MeetingType | None:
    """The row of 会议类型 that holds on a day; None where there is none, which a check tells.

    Where the day may not be shown it is the first.
    """
    rows = (row for _, row in list_rows_of_type(records, type))
    return next((row for row in rows if at is None or row.runs_on(at.first)), None)


def list_agenda(records: Records, meeting: str) -> tuple[AgendaItem, ...]:
    """What came before a meeting, by 顺序 where it is written, then as in the content."""
    items = [
        AgendaItem(entry, index, item)
        for entry in records.entries_naming(meeting, "topic", "deliberations")
        if isinstance(entry.record, Topic) and entry.record.in_use
        for index, item in enumerate(entry.record.deliberations)
        if item.meeting.id == meeting
    ]
    return tuple(sorted(items, key=lambda item: item.deliberation.order or 10**6))


def list_meetings_of(records: Records, body: str) -> tuple[Head, ...]:
    """The heads of a body's meetings, the earliest first."""
    records.note_row("meetings_of_body", body)
    return tuple(records.heads[id] for id in records.derive(_group_meetings).get(body, ()))


def _group_meetings(records: Records) -> Mapping[str, tuple[str, ...]]:
    bodies: defaultdict[str, list[Head]] = defaultdict(list)
    for head in records.heads_of("meeting"):
        type = find_meeting_type(records, head.index["type"], head.index["at"])
        if head.in_use and type:
            bodies[type.body.id].append(head)
    return {
        body: tuple(head.id for head in sorted(heads, key=_place_by_date))
        for body, heads in bodies.items()
    }


def _place_by_date(meeting: Head) -> tuple[datetime.date, str]:
    """By date; one whose date may not be shown comes first."""
    at = meeting.index["at"]
    return (at.first if at else datetime.date.min, meeting.id)


def list_members(records: Records, type: MeetingType) -> tuple[str, ...]:
    """Ids of the posts that are entitled at meetings of a type: those it names, else the leaders
    of the unit of its body. None are named where only their number is known."""
    if type.members:
        return tuple(ref.id for ref in type.members)
    if type.seats is not None:
        return ()
    return list_leaders(records, type.body.id)


def list_leaders(records: Records, body: str) -> tuple[str, ...]:
    """Ids of the leading posts of the unit of a body."""
    unit = _unit_of_body(records, body)
    records.note_row("leaders_of_unit", unit)
    return records.derive(_group_leaders).get(unit, ())


def _group_leaders(records: Records) -> Mapping[str, tuple[str, ...]]:
    units: defaultdict[str, list[str]] = defaultdict(list)
    for head in records.heads_of("post"):
        if head.in_use and head.index["member"]:
            unit: Ref = head.unit or head.index["body"]
            units[unit.id].append(head.id)
    return {unit: tuple(posts) for unit, posts in units.items()}


def _unit_of_body(records: Records, body: str) -> str:
    """The unit to which a body belongs: its own, else itself."""
    head = records.heads.get(body)
    return head.unit_id or body if head else body


def count_entitled(records: Records, meeting: Meeting) -> int | None:
    """How many should have been there; None where nobody says."""
    type = find_meeting_type(records, meeting.type, meeting.at)
    if meeting.entitled is not None:
        return meeting.entitled
    members = list_members(records, type) if type else ()
    day = meeting.at.first if meeting.at else None  # the date may be withheld
    if members:
        if day is None:
            return None
        holders = (count_holders(records, post, day) for post in members)
        return sum(1 if number is None else number[1] for number in holders)
    return type.seats if type else None


def count_present(meeting: Meeting) -> int | None:
    """How many of the members were there; None where the meeting does not say."""
    if meeting.present_count is not None:
        return meeting.present_count
    return len(meeting.present) or None


def find_head_post(records: Records, type: MeetingType) -> str:
    """The id of the post that heads the meetings of a type: the first 正职 among its members."""
    members = (records.heads[id] for id in list_members(records, type) if id in records.heads)
    return next((head.id for head in members if head.index["head"]), "")


def find_meeting_date(records: Records, meeting: Ref | None) -> PartialDate | None:
    """The date of a meeting that a topic names, as exactly as it is known."""
    head = records.heads.get(meeting.id) if meeting else None
    return head.index["at"] if head else None


def find_meeting_day(records: Records, meeting: Ref | None) -> datetime.date | None:
    """The same where it is known to the day."""
    return day_of(find_meeting_date(records, meeting))


def find_type_of(records: Records, meeting: Ref | None) -> MeetingType | None:
    """The row of 会议类型 of a meeting that a topic names; None where it is not known."""
    head = records.heads.get(meeting.id) if meeting else None
    return find_meeting_type(records, head.index["type"], head.index["at"]) if head else None


def find_body_of_post(records: Records, id: str) -> str:
    """The id of the body of a post; empty where it is no post."""
    head = records.heads.get(id)
    return str(head.index["body"].id) if head and head.kind == "post" else ""


def find_body_of(records: Records, meeting: Ref | None) -> str:
    """The id of the body whose meeting it is; empty where it is not known."""
    type = find_type_of(records, meeting)
    return type.body.id if type else ""


#: what is worked out of all heads, by the name with which a row is announced when read
TABLES: Mapping[str, Callable[[Records], Mapping[str, tuple[str, ...]]]] = {
    "meetings_of_body": _group_meetings,
    "leaders_of_unit": _group_leaders,
}

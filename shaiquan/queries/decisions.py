"""What was decided of a topic: at which meeting, on which day, under which rules."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from shaiquan.content.catalog import Records
from shaiquan.content.heads import Head
from shaiquan.kinds.registry import require_index
from shaiquan.model.base import Ref
from shaiquan.model.decision_terms import Outcome
from shaiquan.model.meeting_types import MeetingType
from shaiquan.model.topics import Topic
from shaiquan.queries.agendas import find_day, find_meeting_type
from shaiquan.queries.meetings import MEETINGS

require_index("body", "type", "parent")
require_index("meeting", "type", "at", "notified", "cancelled")


@dataclass(frozen=True, slots=True)
class Decision:
    """The deliberation in which a topic was passed: its place among 审议, the meeting, its day
    where that is known, the row of 会议类型 where there is one."""

    index: int
    meeting: Ref
    day: datetime.date | None
    type: MeetingType | None

    @property
    def body(self) -> str:
        """The id of the body that decided; empty where it is not known."""
        return self.type.body.id if self.type else ""


def find_decision(records: Records, topic: Topic) -> Decision | None:
    """The last deliberation that passed a topic; None where none did."""
    passed = [i for i, item in enumerate(topic.deliberations) if item.outcome is Outcome.PASSED]
    if not passed:
        return None
    meeting = topic.deliberations[passed[-1]].meeting
    return Decision(passed[-1], meeting, find_day(records, meeting), find_type(records, meeting))


def find_type(records: Records, meeting: Ref | None) -> MeetingType | None:
    """The row of 会议类型 of a meeting that a topic names."""
    head = records.heads.get(meeting.id) if meeting else None
    return find_meeting_type(records, head.index["type"]) if head else None


def is_above(records: Records, body: str, other: str) -> bool:
    """Whether a body is above another: over it in the tree of bodies, or the higher of the
    meetings of one unit, as the plenum is over the standing committee."""
    if any(head.id == body for head in _list_above(records, other)):
        return True
    one, two = records.heads.get(body), records.heads.get(other)
    if one is None or two is None or _unit_of(one) != _unit_of(two):
        return False
    types = (one.index["type"], two.index["type"])
    return all(type in MEETINGS for type in types) and (
        MEETINGS.index(types[0]) < MEETINGS.index(types[1])
    )


def _list_above(records: Records, body: str) -> Iterator[Head]:
    """The bodies above one, the nearest first."""
    head, visited = records.heads.get(body), {body}
    while head and (parent := head.index["parent"]) and parent.id not in visited:
        visited.add(parent.id)
        head = records.heads.get(parent.id)
        if head:
            yield head


def _unit_of(body: Head) -> str:
    return body.unit_id or body.id

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
from shaiquan.model.time_bounds import TimeBound, parse_time_bound
from shaiquan.model.topics import Topic
from shaiquan.queries.agendas import find_meeting_day, find_type_of
from shaiquan.queries.meetings import MEETINGS

require_index("body", "type", "parent")
require_index("meeting", "type", "at", "notified", "cancelled")

#: where 会议类型 says no 公布期限 (政府信息公开条例第二十六条)
BY_LAW = parse_time_bound("至多20个工作日")


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

    @property
    def publish_limit(self) -> TimeBound:
        """How long after it the decision is to be published."""
        return (self.type.publish_limit if self.type else None) or BY_LAW


def find_decision(records: Records, topic: Topic) -> Decision | None:
    """The last deliberation that passed a topic; None where none did."""
    passed = [i for i, item in enumerate(topic.deliberations) if item.outcome is Outcome.PASSED]
    if not passed:
        return None
    meeting = topic.deliberations[passed[-1]].meeting
    day, type = find_meeting_day(records, meeting), find_type_of(records, meeting)
    return Decision(passed[-1], meeting, day, type)


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

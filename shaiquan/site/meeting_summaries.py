"""What pages of the whole must know of each meeting beyond its head (S1-18, S4-09)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from shaiquan.content.catalog import Entry
from shaiquan.content.heads import Head
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.registry import require_index
from shaiquan.model.bodies import Body, Post
from shaiquan.model.meetings import Meeting
from shaiquan.model.scalars import day_of
from shaiquan.model.terms import BodyType, Position
from shaiquan.queries.agendas import find_meeting_type
from shaiquan.queries.past_events import list_past
from shaiquan.queries.workdays import keeps_bound
from shaiquan.site.tasks import Facts, PlainValues

require_index("meeting", "at")


class MeetingSummary(NamedTuple):
    """A meeting that was held: whether the discipline commission was there, whether its minutes
    came in time; None where nobody asks or may tell."""

    head: Head
    supervised: bool
    minutes_in_time: bool | None

    @property
    def unit_id(self) -> str:
        return self.head.unit_id

    @property
    def year(self) -> int:
        return int(self.head.index["at"].year)


def describe_meeting(public: PublicCatalog, entry: Entry) -> PlainValues:
    meeting = entry.record
    assert isinstance(meeting, Meeting)
    if not meeting.in_use:
        return (False, None)
    named = [*meeting.present, *(guest.who for guest in meeting.observers if guest.who)]
    supervised = any(_is_supervisor(public, ref.id) for ref in named)
    return (supervised, _judge_minutes(public, entry, meeting))


def _is_supervisor(public: PublicCatalog, id: str) -> bool:
    """Whether it is a 纪委, or a post in one."""
    entry = public.entries.get(id)
    record = entry.record if entry else None
    if isinstance(record, Post):
        if record.position is Position.DISCIPLINE:
            return True
        record = public.record(record.body, Body)
    return isinstance(record, Body) and record.type is BodyType.DISCIPLINE


def _judge_minutes(public: PublicCatalog, entry: Entry, meeting: Meeting) -> bool | None:
    type = find_meeting_type(public, meeting.type, meeting.at)
    limit, held = type.minutes_limit if type else None, day_of(meeting.at)
    hidden = public.withheld.get(entry.id, {})
    if limit is None or held is None or any(path[0] in ("at", "minutes") for path in hidden):
        return None
    issued = day_of(meeting.minutes.at) if meeting.minutes else None
    kept = keeps_bound(public, limit, held, issued or public.as_of)
    return kept if issued or kept is False else None


def list_held_meetings(public: PublicCatalog, facts: Facts) -> Iterator[MeetingSummary]:
    """Of the meetings that were held by the as-of date."""
    for head in list_past(public, "meeting"):
        yield MeetingSummary(head, *facts[head.id])

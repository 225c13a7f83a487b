"""A topic before a meeting, with what the checks of both ask: who was there, which rules hold."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from shaiquan.checks.procedure_types import find_type
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.content.places import Location
from shaiquan.model.base import Ref
from shaiquan.model.decision_terms import SETTLING
from shaiquan.model.deliberations import Deliberation
from shaiquan.model.meeting_types import MeetingType
from shaiquan.model.meetings import Meeting
from shaiquan.model.scalars import PartialDate
from shaiquan.model.site import ProcedureType
from shaiquan.model.topics import Topic
from shaiquan.queries.agendas import find_head_post, find_meeting_type, list_members


@dataclass(frozen=True)
class Sitting:
    """One of the 审议 of a topic, whose meeting is known and not withdrawn."""

    catalog: Catalog
    entry: Entry
    topic: Topic
    index: int
    item: Deliberation
    meeting: Meeting

    def place(self, *field: str | int) -> Location:
        """Where a value of the 审议 stands."""
        return self.entry.location("deliberations", self.index, *field)

    @property
    def settles(self) -> bool:
        """Whether the topic was passed or rejected."""
        return self.item.outcome in SETTLING

    @property
    def is_held(self) -> bool:
        """Whether the meeting has taken place by the as-of date."""
        return not self.meeting.cancelled and self.meeting.at.last <= self.catalog.as_of

    @functools.cached_property
    def type(self) -> MeetingType | None:
        """The rules of the meeting; None for a type that nobody knows, which is told by itself."""
        return find_meeting_type(self.catalog, self.meeting.type, self.meeting.at)

    @functools.cached_property
    def row(self) -> ProcedureType:
        """What the type of the topic asks for."""
        return find_type(self.catalog, self.topic.type)

    @property
    def body(self) -> str:
        """The id of the body that meets; empty where it is not known."""
        return self.type.body.id if self.type else ""

    @property
    def decides(self) -> bool:
        """Whether the rules of the topic's type hold at this meeting: another body than its
        议定机构 only prepares the decision."""
        deciders = {ref.id for ref in self.row.deciders}
        return not deciders or self.body in deciders

    @functools.cached_property
    def members(self) -> frozenset[str]:
        """The posts that are entitled; none where only their number is known."""
        return frozenset(list_members(self.catalog, self.type)) if self.type else frozenset()

    @functools.cached_property
    def present(self) -> frozenset[str]:
        """The posts that were there as members; none where they are not listed."""
        return ids_of(self.meeting.present)

    @functools.cached_property
    def attending(self) -> frozenset[str]:
        """All that were there by name: members, observers, the audience."""
        guests = (*self.meeting.observers, *self.meeting.audience)
        return self.present | ids_of(guest.who for guest in guests)

    @functools.cached_property
    def withdrew(self) -> frozenset[str]:
        return ids_of(self.item.withdrew)

    @functools.cached_property
    def voters(self) -> Counter[str]:
        """The members that were there and did not withdraw; none where they are not listed.

        A post of several persons is there as often as it is named.
        """
        ids = (ref.id for ref in self.meeting.present)
        there = Counter(id for id in ids if id in self.members or not self.members)
        return there - Counter(ref.id for ref in self.item.withdrew)

    @functools.cached_property
    def head(self) -> str:
        """The id of the post that heads the meeting, else of who chairs it; empty where neither
        was there, or the one who was withdrew."""
        head = find_head_post(self.catalog, self.type) if self.type else ""
        chair = self.meeting.chair.id if self.meeting.chair else ""
        first = next((id for id in (head, chair) if id in self.present), "")
        return "" if first in self.withdrew else first

    def name(self, ref: Ref) -> str:
        """What a post or a body is called."""
        head = self.catalog.heads.get(ref.id)
        return head.short_name if head else ref.text


def ids_of(refs: Iterable[Ref | None]) -> frozenset[str]:
    return frozenset(ref.id for ref in refs if ref)


@dataclass(frozen=True)
class TopicCourse:
    """A topic and the meetings before which it comes; made once, for all checks that ask."""

    catalog: Catalog
    entry: Entry
    topic: Topic

    @functools.cached_property
    def sittings(self) -> list[Sitting]:
        """All of them, the earliest first."""
        sittings = []
        for index, item in enumerate(self.topic.deliberations):
            meeting = self.catalog.record(item.meeting, Meeting)
            if meeting and meeting.in_use:
                sittings.append(Sitting(self.catalog, self.entry, self.topic, index, item, meeting))
        return sorted(sittings, key=lambda sitting: sitting.meeting.at)

    @functools.cached_property
    def held(self) -> list[Sitting]:
        """Those that have taken place."""
        return [sitting for sitting in self.sittings if sitting.is_held]

    @functools.cached_property
    def first_decision(self) -> Sitting | None:
        """The first meeting that settled the topic, before which all must be prepared.

        Not one that postponed or returned it, for then it was not ready; nor one of another body
        than decides, unless there is no other. Who had to act before any meeting could (临机处置)
        prepares nothing.
        """
        if self.topic.emergency:
            return None
        settling = [sitting for sitting in self.held if sitting.settles]
        return next((s for s in settling if s.decides), settling[0] if settling else None)


def is_later(one: PartialDate, other: PartialDate) -> bool:
    """Whether a date is surely later than another: a month is not later than its days."""
    return one.first > other.last


def notice_day(meeting: Meeting) -> PartialDate:
    """When a meeting was called; the day of the meeting where nobody says."""
    return meeting.notified or meeting.at

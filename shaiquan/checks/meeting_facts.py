"""A meeting with what its checks ask: its type, whether it is over, who was entitled to be there.

Where a post has no tenure at all, or the day of the meeting is not known, nobody can say whether
the post was filled: such a member counts where the meeting names it, and is not missed where not.
"""

from __future__ import annotations

import datetime
import functools
from collections import Counter
from dataclasses import dataclass

from shaiquan.content.catalog import Catalog
from shaiquan.kinds.registry import require_index
from shaiquan.model.meeting_types import MeetingType
from shaiquan.model.meetings import Meeting
from shaiquan.model.scalars import day_of
from shaiquan.queries.agendas import find_meeting_type, list_members
from shaiquan.queries.tenures import count_holders

require_index("post", "seats")


@dataclass(frozen=True)
class MeetingFacts:
    """What the records say of one meeting."""

    catalog: Catalog
    meeting: Meeting

    @functools.cached_property
    def type(self) -> MeetingType | None:
        """The rules of the meeting; None for a type that nobody knows, which is told by itself."""
        return find_meeting_type(self.catalog, self.meeting.type, self.meeting.at)

    @property
    def day(self) -> datetime.date | None:
        return day_of(self.meeting.at)

    @property
    def is_over(self) -> bool:
        """Whether it was held before the as-of date; on the day itself much is not written yet."""
        return not self.meeting.cancelled and self.meeting.at.last < self.catalog.as_of

    @property
    def is_ahead(self) -> bool:
        return self.meeting.at.first > self.catalog.as_of

    @property
    def may_be_held(self) -> bool:
        """Whether what is written of who was there can be true."""
        return not (self.meeting.cancelled or self.is_ahead)

    @functools.cached_property
    def members(self) -> tuple[str, ...]:
        """The posts that are entitled; none where only their number is known."""
        return list_members(self.catalog, self.type) if self.type else ()

    @functools.cached_property
    def present(self) -> Counter[str]:
        """Post -> how often it stands under 出席."""
        return Counter(ref.id for ref in self.meeting.present)

    @functools.cached_property
    def absent(self) -> Counter[str]:
        """Post -> how often it stands under 缺席."""
        return Counter(item.who.id for item in self.meeting.absent)

    @property
    def has_attendance(self) -> bool:
        return bool(self.meeting.present) or self.meeting.present_count is not None

    def count_seats(self, post: str) -> int:
        """How many persons may hold a post at a time."""
        head = self.catalog.heads.get(post)
        return int(head.index["seats"] or 1) if head else 1

    def count_holders(self, post: str) -> tuple[int, int]:
        """How many held a post on the day, at least and at most."""
        known = count_holders(self.catalog, post, self.day) if self.day else None
        if known:
            return known
        seats = self.count_seats(post)
        return min(self.present[post] + self.absent[post], seats), seats

    @functools.cached_property
    def holders(self) -> tuple[int, int] | None:
        """How many members were in office on the day, at least and at most; None: nobody knows."""
        if not self.members:
            seats = self.type.seats if self.type else None
            return None if seats is None else (0, seats)
        bounds = [self.count_holders(post) for post in self.members]
        return sum(least for least, _ in bounds), sum(most for _, most in bounds)

    @property
    def entitled(self) -> int | None:
        """Of how many the quorum is counted: of the fewest, where it is not certain."""
        if self.meeting.entitled is not None or self.holders is None:
            return self.meeting.entitled
        return self.holders[0] if self.members else self.holders[1]

    @property
    def attending(self) -> int:
        """How many members were there."""
        if self.meeting.present_count is not None:
            return self.meeting.present_count
        known = set(self.members)
        return sum(number for post, number in self.present.items() if not known or post in known)

    def name(self, id: str) -> str:
        """What a post or a body is called."""
        head = self.catalog.heads.get(id)
        return head.short_name if head else id

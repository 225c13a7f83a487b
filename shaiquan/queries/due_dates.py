"""What an obligation asks for by when, and what has become of it: values alone (S1-35, S0-32).

A period that had begun before the obligation did is not asked for, nor is what lies ahead.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from shaiquan.model.frequencies import Frequency
from shaiquan.model.obligation_terms import DueState
from shaiquan.model.periods import Period
from shaiquan.model.scalars import PartialDate

Days = tuple[datetime.date, datetime.date]
_DAY = datetime.timedelta(days=1)


class Happening(NamedTuple):
    """An entry or a meeting that may be what was due: its day, and the period it speaks of."""

    id: str
    at: PartialDate
    period: Period | None = None

    def belongs_to(self, first: datetime.date, last: datetime.date) -> bool:
        """Whether it counts for a period: by its day or, where it tells of a period of its own, by
        the day of that nearest to it.

        So what is said in January of the year before counts for December, and of the half-year
        in which it was said where it tells of the whole year.
        """
        day = self.at.first
        if self.period:
            day = min(max(day, self.period.first), self.period.last)
        return first <= day <= last


def list_periods(
    frequency: Frequency, since: datetime.date, until: datetime.date
) -> Iterator[Days]:
    """The first and the last day of each period from the first whole one to that of ``until``."""
    first, last = frequency.find_period(since)
    if first < since:
        first, last = frequency.find_period(last + _DAY)
    while first <= until:
        yield first, last
        first, last = frequency.find_period(last + _DAY)


def judge(
    happenings: Sequence[Happening], wanted: int, deadline: datetime.date, today: datetime.date
) -> DueState:
    """What has become of so many that were wanted by a day.

    A date that may lie on either side of the deadline, such as 2026-07, is believed to keep it.
    """
    if sum(item.at.first <= deadline for item in happenings) >= wanted:
        return DueState.DONE
    if len(happenings) >= wanted:
        return DueState.LATE
    return DueState.MISSING if today > deadline else DueState.OPEN

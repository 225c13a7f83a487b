"""What the dates and the exemptions of all records tell, read once before pages are planned.

A plan itself reads heads alone.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from shaiquan.disclosure.release import PublicCatalog
from shaiquan.history.record_changes import ChangeType, RecordChange
from shaiquan.model.scalars import PartialDate
from shaiquan.queries.changes import (
    DailyChange,
    Event,
    find_last_changes,
    list_changes,
    list_events,
)
from shaiquan.queries.openness_days import OpennessDays, find_openness_days
from shaiquan.site.exemptions import Exempted, list_exemptions

#: so many changes are in the feed; the home page tells those of the last few days
_MOST_CHANGES = 50


class SiteDates(NamedTuple):
    """The newest changes; when each record in use that has a page was reviewed; by id of a record
    the day of its last change; when it was formed and published, where it says so; what it is
    exempt from; what changed from version to version, the newest first."""

    changes: tuple[DailyChange, ...] = ()
    reviews: Mapping[str, PartialDate] = MappingProxyType({})
    days: Mapping[str, str] = MappingProxyType({})
    openness: Mapping[str, OpennessDays] = MappingProxyType({})
    exemptions: Mapping[str, tuple[Exempted, ...]] = MappingProxyType({})
    history: tuple[RecordChange, ...] = ()


NO_DATES = SiteDates()
#: what pages call the day of which the content is
AS_OF = "内容截至"


def say_as_of(public: PublicCatalog) -> str:
    """The day of which the content is, in words. What asks for it is made anew every day."""
    return str(PartialDate.of_day(public.as_of))


def read_dates(public: PublicCatalog, history: tuple[RecordChange, ...] = ()) -> SiteDates:
    """The dates and the exemptions of all records, with their ``history``."""
    reviews = {
        id: entry.record.review.at
        for id, entry in public.entries.items()
        if entry.record.review and entry.record.in_use and entry.kind.section
    }
    exemptions = {
        id: found
        for id, entry in public.entries.items()
        if entry.kind.section and (found := list_exemptions(entry))
    }
    events = (*list_events(public), *_list_changed(history))
    openness = {
        id: days
        for id in reviews
        if (days := find_openness_days(public, public.entries[id].record))
    }
    changes, last = list_changes(events, _MOST_CHANGES), find_last_changes(events)
    return SiteDates(changes, reviews, last, openness, exemptions, history)


def find_newest_day(history: Sequence[RecordChange]) -> str:
    """The day of the newest change (ISO); empty without one."""
    return history[0].day if history else ""


def _list_changed(history: Iterable[RecordChange]) -> Iterator[Event]:
    """What was changed; that a record is new, or withdrawn, its own dates tell."""
    for change in history:
        if change.type is ChangeType.CHANGED:
            day = datetime.date.fromisoformat(change.day)
            yield Event(day, change.type.value, change.kind, change.id)

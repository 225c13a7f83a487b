"""What a topic, a meeting, a programme or an entry tells of days after its review (X-03).

Nobody reviewed that.

A record that is listed in ``reviews.yml`` is compared with what was reviewed of it; here are those
that say themselves, or by a default, when they were reviewed.
"""

from __future__ import annotations

import datetime
from collections.abc import Container, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from shaiquan import codes
from shaiquan.content.catalog import Entry
from shaiquan.content.places import Finding, finding
from shaiquan.model.base import Part, Withholding
from shaiquan.model.common import Record
from shaiquan.model.entries import DatedEntry
from shaiquan.model.meetings import Meeting
from shaiquan.model.programmes import Phase, Programme, ProgrammeTask
from shaiquan.model.scalars import PartialDate
from shaiquan.model.shapes import Path, fields_containing, find_field
from shaiquan.model.terms import Scope, State
from shaiquan.model.topic_steps import PublicNotice
from shaiquan.model.topic_tasks import Task
from shaiquan.model.topics import Topic

#: days that are fixed beforehand, so that they may well be reviewed before they come
_PLANNED: Mapping[type[Part], tuple[str, ...]] = {
    Topic: ("publication",),
    Task: ("deadline",),
    ProgrammeTask: ("start", "deadline"),
    Phase: ("since", "until"),
    DatedEntry: ("due",),
    PublicNotice: ("since", "until"),
    Meeting: ("at", "notified", "materials"),
}
#: what is known of a meeting once it has been held
_HELD = ("present", "present_count", "absent", "audience", "cancelled")


class ToldDay(NamedTuple):
    """What was done on a day, and the field that tells of it."""

    at: PartialDate
    path: Path


def find_late_events(
    entries: Mapping[str, Entry], listed: Container[str], as_of: datetime.date
) -> Iterator[Finding]:
    """The last event after the review, of each public record with events that is not ``listed``."""
    for id, entry in entries.items():
        review = entry.record.review
        is_public = entry.record.disclosure.scope is Scope.PUBLIC
        if id in listed or not review or not is_public or entry.record.state is not State.PUBLISHED:
            continue
        past = [event for event in _list_events(entry, entries) if event.at.first <= as_of]
        last = max(past, key=lambda event: event.at.first, default=None)
        if last and last.at.first > review.at.last:
            label, _ = find_field(entry.kind.model, last.path)
            words = {"name": entry.record.name or id, "date": review.at, "id": id}
            location = entry.location(*last.path)
            found = finding(codes.EVENT_AFTER_REVIEW, location, **words, event=last.at, field=label)
            yield replace(found, cause=entry.location("review", "at"))


def _list_events(entry: Entry, entries: Mapping[str, Entry]) -> Iterator[ToldDay]:
    """What is public of the days of a topic, a meeting, a programme or an entry."""
    record = entry.record
    if isinstance(record, Topic):
        yield from _list_dates(record, ())
        yield from _list_outcomes(record, entries)
    elif isinstance(record, Programme | DatedEntry):
        yield from _list_dates(record, ())
    elif isinstance(record, Meeting):
        yield from _list_dates(record, ())
        told = (name for name in _HELD if name not in record.withheld_fields)
        if "at" not in record.withheld_fields and any(getattr(record, name) for name in told):
            yield ToldDay(record.at, ("at",))


def _list_dates(part: Part, path: Path) -> Iterator[ToldDay]:
    hidden = part.withheld_fields if isinstance(part, Withholding) else {}
    out = {*hidden, *_PLANNED.get(type(part), ())}
    out |= {*Record.model_fields} if isinstance(part, Record) else set()
    for name, _ in fields_containing(type(part), (PartialDate,)):
        if name not in out:
            yield from _list_dates_in(getattr(part, name), (*path, name))


def _list_dates_in(value: Any, path: Path) -> Iterator[ToldDay]:
    if isinstance(value, PartialDate):
        yield ToldDay(value, path)
    elif isinstance(value, Part):
        yield from _list_dates(value, path)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _list_dates_in(item, (*path, index))


def _list_outcomes(topic: Topic, entries: Mapping[str, Entry]) -> Iterator[ToldDay]:
    """The days on which public meetings came to a result."""
    items = () if "deliberations" in topic.withheld_fields else topic.deliberations
    for index, item in enumerate(items):
        entry = entries.get(item.meeting.id)
        if item.outcome and "outcome" not in item.withheld_fields and (at := _find_day(entry)):
            yield ToldDay(at, ("deliberations", index, "outcome"))


def _find_day(entry: Entry | None) -> PartialDate | None:
    """The day of a meeting, if that is public."""
    meeting = entry.record if entry else None
    if not isinstance(meeting, Meeting) or meeting.disclosure.scope is not Scope.PUBLIC:
        return None
    return None if "at" in meeting.withheld_fields else meeting.at

"""Years whose holidays nobody has told, where working days would have to be counted (X-07)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from shaiquan.checks.check_types import IN_USE, WARNING, Violation, check
from shaiquan.checks.meeting_facts import MeetingFacts
from shaiquan.checks.procedure_types import find_type
from shaiquan.checks.public_notices import list_bounds
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.meetings import Meeting
from shaiquan.model.scalars import day_of
from shaiquan.model.time_bounds import TimeBound
from shaiquan.model.topics import Topic
from shaiquan.problems import CauseTexts
from shaiquan.queries.agendas import find_meeting_day, find_type_of
from shaiquan.queries.decisions import find_decision
from shaiquan.queries.workdays import list_unknown_years

#: a bound, the day from which it runs, the day to which
_Span = tuple[TimeBound | None, datetime.date | None, datetime.date | None]


@check(
    "calendar-unknown",
    WARNING,
    "X-07, S1-18",
    subject=Meeting,
    states=IN_USE,
    zh="{year}年哪些天放假、哪些天上班还不知道，“{name}”的工作日算不出来",
    en="the holidays of {year} are not known, so working days of '{name}' cannot be counted",
    mend="国务院办公厅公布以后，在 site.yml 的 节假日 里写 {year}: {{放假: […], 上班: […]}}",
    mend_en="write 放假 and 上班 of {year} under 节假日 in site.yml",
    example="（2027年12月的会议，纪要期限: 至多3个工作日，程序还不知道 2027 年的节假日）",
    many=CauseTexts(
        zh="{year}年哪些天放假、哪些天上班还不知道，{number}条记录的工作日算不出来：{names}",
        en="the holidays of {year} are not known, so those of {number} records: {names}",
        by=("year",),
    ),
)
def find_unknown_calendars(catalog: Catalog, entry: Entry, meeting: Meeting) -> Iterator[Violation]:
    if not meeting.cancelled:
        yield from _report_years(catalog, entry, _list_spans(MeetingFacts(catalog, meeting)))


def _list_spans(facts: MeetingFacts) -> Iterator[_Span]:
    """The bounds of a meeting's type, with the days between which they run."""
    meeting, type = facts.meeting, facts.type
    if type is None:
        return
    if not meeting.extraordinary:
        yield type.notice, day_of(meeting.notified), facts.day
        yield type.materials, day_of(meeting.materials), facts.day
    issued = day_of(meeting.minutes.at) if meeting.minutes else facts.catalog.as_of
    if issued and facts.day and facts.day < issued:
        yield type.minutes_limit, facts.day, issued


@find_unknown_calendars.for_subject(Topic, IN_USE)
def find_unknown_calendars_of_topics(
    catalog: Catalog, entry: Entry, topic: Topic
) -> Iterator[Violation]:
    yield from _report_years(catalog, entry, _list_spans_of_topic(catalog, topic))


def _list_spans_of_topic(catalog: Catalog, topic: Topic) -> Iterator[_Span]:
    """Gates by the type of the topic; publication and emergencies by that of the meeting."""
    deadlines = find_type(catalog, topic.type).deadlines
    for gate in topic.gates:
        for bound in deadlines.get(gate.gate, ()):
            yield bound, day_of(gate.received), day_of(gate.at)
    for _, notice, bound in list_bounds(catalog, topic):
        yield bound, day_of(notice.since), day_of(notice.until)
    decision, stages = find_decision(catalog, topic), topic.publication
    if decision and stages:
        yield decision.publish_limit, decision.day, day_of(stages.decision)
    if topic.emergency and topic.emergency.reported:
        type = find_type_of(catalog, topic.emergency.reported)
        reported = find_meeting_day(catalog, topic.emergency.reported)
        yield type.emergency_limit if type else None, day_of(topic.emergency.at), reported


def _report_years(catalog: Catalog, entry: Entry, spans: Iterator[_Span]) -> Iterator[Violation]:
    """At 节假日, where the year is to be added; so it is told once for all records."""
    years: set[int] = set()
    for bound, start, end in spans:
        if bound and start and end:
            years.update(list_unknown_years(catalog, bound, start, end))
    for year in sorted(years):
        words = {"year": year, "name": entry.record.short_name}
        yield catalog.site_location("holidays"), words

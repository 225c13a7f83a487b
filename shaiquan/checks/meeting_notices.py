"""That a meeting was called in time, and its papers delivered (S1-12, S1-22, X-02).

An extraordinary meeting may be called at any time, but not after it was held.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from shaiquan.checks.check_types import ERROR, IN_USE, WARNING, Violation, check
from shaiquan.checks.dates import find_reversed_dates
from shaiquan.checks.meeting_facts import MeetingFacts
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.meetings import Meeting
from shaiquan.model.scalars import PartialDate, day_of
from shaiquan.model.time_bounds import TimeBound
from shaiquan.queries.workdays import keeps_bound


class _Notice(NamedTuple):
    """通知 or 材料送达 of a meeting, and how long before it the type wants it."""

    field: str
    label: str
    at: PartialDate | None
    bound: TimeBound | None


def _list_notices(facts: MeetingFacts) -> Iterator[_Notice]:
    """Nothing of a meeting that was cancelled: nobody came too early or too late."""
    meeting = facts.meeting
    for field in ("notified", "materials") if not meeting.cancelled else ():
        name = "notice" if field == "notified" else field
        bound = getattr(facts.type, name) if facts.type and not meeting.extraordinary else None
        yield _Notice(field, Meeting.label_of(field), getattr(meeting, field), bound)


@check(
    "notice-missing",
    WARNING,
    "S1-12, S1-22, X-02",
    subject=Meeting,
    states=IN_USE,
    zh="“{type}”要求{field}{bound}，这次会议没有写{field}的日期",
    en="'{type}' asks for '{field}' {bound}; this meeting has no such date",
    mend="补写 {field}:；临时召开的，写 临时: 和原因",
    mend_en="write {field}, or 临时 with the reason for an extraordinary meeting",
    example="{类型: 常委会会议, 日期: 2026-07-13}（会议类型 写着 通知: 至少会前2日）",
)
def find_missing_notices(catalog: Catalog, entry: Entry, meeting: Meeting) -> Iterator[Violation]:
    facts = MeetingFacts(catalog, meeting)
    for notice in _list_notices(facts):
        if notice.at is None and notice.bound and _is_due(facts, notice.bound):
            words = {"field": notice.label, "bound": notice.bound}
            yield entry.location("at"), {"type": meeting.type, **words}


def _is_due(facts: MeetingFacts, bound: TimeBound) -> bool:
    """Whether the meeting is over, or so near that a notice today would be too late."""
    today = facts.catalog.as_of
    if facts.is_over or facts.day is None:
        return facts.is_over
    return keeps_bound(facts.catalog, bound, today, facts.day) is False


@check(
    "notice-late",
    ERROR,
    "S1-12, S1-22, X-02",
    subject=Meeting,
    states=IN_USE,
    zh="“{type}”要求{field}{bound}，{at}开的会，{field}写的是{date}",
    en="'{type}' asks for '{field}' {bound}; for the meeting of {at} it is {date}",
    mend="日期写错的，改正；临时召开的，写 临时: 和原因；制度改了的，改 site.yml 的 会议类型",
    mend_en="correct the date, write 临时 with the reason, or correct the row of 会议类型",
    example="{通知: 2026-07-12, 日期: 2026-07-13}（会议类型 写着 通知: 至少会前2日）",
)
def find_late_notices(catalog: Catalog, entry: Entry, meeting: Meeting) -> Iterator[Violation]:
    facts = MeetingFacts(catalog, meeting)
    for field, label, at, bound in _list_notices(facts):
        day = day_of(at)
        if not (day and bound and facts.day) or day > facts.day:
            continue  # that it came after the meeting is told by its own check
        if keeps_bound(catalog, bound, day, facts.day) is False:
            words = {"type": meeting.type, "field": label, "bound": bound}
            yield entry.location(field), {**words, "at": meeting.at, "date": at}


@check(
    "notice-after-meeting",
    ERROR,
    "S1-12",
    subject=Meeting,
    states=IN_USE,
    zh="{at}开的会，{field}却在{date}，是会后",
    en="the meeting was on {at}, but '{field}' is {date}, after it",
    mend="改正 {field}: 或者会议的 日期:",
    mend_en="correct {field} or the day of the meeting",
    example="{通知: 2026-07-14, 日期: 2026-07-13}",
)
def find_notices_after_meetings(
    catalog: Catalog, entry: Entry, meeting: Meeting
) -> Iterator[Violation]:
    for field, label, at, _ in _list_notices(MeetingFacts(catalog, meeting)):
        if at and at.first > meeting.at.last:
            yield entry.location(field), {"at": meeting.at, "field": label, "date": at}


@find_reversed_dates.for_subject(subject=Meeting, states=IN_USE)
def find_reversed_times(catalog: Catalog, entry: Entry, meeting: Meeting) -> Iterator[Violation]:
    """A meeting does not end before it starts."""
    if meeting.starts and meeting.ends and meeting.ends < meeting.starts:
        labels = {name: Meeting.label_of(name) for name in ("starts", "ends")}
        words = {"early": labels["starts"], "late": labels["ends"]}
        yield entry.location("ends"), {**words, "since": meeting.starts, "until": meeting.ends}

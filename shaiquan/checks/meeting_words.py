"""Words of meetings that ``site.yml`` must know, and that its 会议类型 must know in turn."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, IN_USE, Violation, check
from shaiquan.checks.dates import find_reversed_dates, say_reversed
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.content.suggestions import suggest_spelling
from shaiquan.model.meeting_types import MeetingType
from shaiquan.model.meetings import Meeting
from shaiquan.queries.agendas import find_meeting_type, list_rows_of_type


@check(
    "meeting-type-unknown",
    ERROR,
    "S1-07, X-02",
    subject=Meeting,
    states=IN_USE,
    zh="会议类型“{type}”不在 site.yml 的 会议类型 里{suggestion}",
    en="the meeting type '{type}' is not among 会议类型 of site.yml{suggestion}",
    mend="改成 会议类型 里有的，或者在 site.yml 的 会议类型 里加上",
    mend_en="use a type of 会议类型 in site.yml or add it",
    example="类型: 常委会（会议类型 里写的是 常委会会议）",
)
def find_unknown_meeting_types(
    catalog: Catalog, entry: Entry, meeting: Meeting
) -> Iterator[Violation]:
    if not list_rows_of_type(catalog, meeting.type):
        types = [row.name or key for key, row in catalog.site.meeting_types.items()]
        words = {"type": meeting.type, "suggestion": suggest_spelling(meeting.type, types)}
        yield entry.location("type"), words


@check(
    "meeting-type-not-in-force",
    ERROR,
    "S1-07, X-02",
    subject=Meeting,
    states=IN_USE,
    zh="site.yml 会议类型 里“{type}”的规矩都不管{at}",
    en="no row of '{type}' in 会议类型 of site.yml holds on {at}",
    mend="改正这一行的 从、至 或者会议的 日期；以前的规矩另写一行，写 名称: {type}",
    mend_en="correct 从 or 至 of the row, or the day; or add a row with 名称 for that time",
    example="日期: 2026-03-02（会议类型 写着 从: 2026-07-01）",
)
def find_meetings_without_rules(
    catalog: Catalog, entry: Entry, meeting: Meeting
) -> Iterator[Violation]:
    """Of a row whose dates are reversed another check tells."""
    rows = [row for _, row in list_rows_of_type(catalog, meeting.type)]
    is_right = rows and not any(map(say_reversed, rows))
    if is_right and find_meeting_type(catalog, meeting.type, meeting.at) is None:
        yield entry.location("type"), {"type": meeting.type, "at": meeting.at}


@find_reversed_dates.for_whole
def find_reversed_rows(catalog: Catalog) -> Iterator[Violation]:
    for key, row in catalog.site.meeting_types.items():
        if words := say_reversed(row):
            yield catalog.site_location("meeting_types", key, "until"), words


@check(
    "meeting-type-twice",
    ERROR,
    "S1-07, X-02",
    zh="会议类型“{type}”的两行管着同一段时间：“{first}”和“{second}”",
    en="two rows of the meeting type '{type}' hold at one time: '{first}' and '{second}'",
    mend="前一行写 至，后一行写 从，两段时间不重叠",
    mend_en="write 至 in the earlier row and 从 in the later one, so that they do not overlap",
    example="常委会会议: {从: 2026-07-01}\n以前的常委会会议: {名称: 常委会会议, 至: 2026-07-31}",
)
def find_rows_at_one_time(catalog: Catalog) -> Iterator[Violation]:
    for first, row in catalog.site.meeting_types.items():
        type = row.name or first
        rows = list_rows_of_type(catalog, type)
        for second, other in rows[rows.index((first, row)) + 1 :]:
            if _overlap(row, other):
                words = {"type": type, "first": first, "second": second}
                yield catalog.site_location("meeting_types", second), words


def _overlap(one: MeetingType, other: MeetingType) -> bool:
    begins = [row.since.first for row in (one, other) if row.since]
    day = max(begins, default=datetime.date.min)
    return one.runs_on(day) and other.runs_on(day)


@check(
    "meeting-type-decides-unknown",
    ERROR,
    "S1-07",
    zh="“{meeting}”可以决定的“{type}”不在 site.yml 的 类型表 里{suggestion}",
    en="'{meeting}' may decide '{type}', which is not in the type table{suggestion}",
    mend="改成类型表里有的，或者在 site.yml 的 类型表 里加上",
    mend_en="use a type of 类型表 in site.yml or add it",
    example="常委会会议: {机构: 常委会, 可以决定: [重大决定]}（类型表 里写的是 重大决策）",
)
def find_unknown_decidable_types(catalog: Catalog) -> Iterator[Violation]:
    known = catalog.site.types
    for name, row in catalog.site.meeting_types.items():
        for index, type in enumerate(row.decides or ()):
            if type not in known:
                location = catalog.site_location("meeting_types", name, "decides", index)
                words = {"type": type, "suggestion": suggest_spelling(type, known)}
                yield location, {"meeting": name, **words}

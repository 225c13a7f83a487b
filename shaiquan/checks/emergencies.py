"""What somebody did before a meeting could decide, and its report to one (S1-09)."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, IN_USE, WARNING, Violation, check
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.kinds.registry import require_index
from shaiquan.model.deliberations import Emergency
from shaiquan.model.scalars import PartialDate
from shaiquan.model.time_bounds import TimeBound
from shaiquan.model.topics import Topic
from shaiquan.queries.agendas import find_meeting_day, find_type_of
from shaiquan.queries.tenures import was_filled
from shaiquan.queries.workdays import keeps_bound

require_index("meeting", "type", "at", "cancelled")


@check(
    "emergency-by-another",
    ERROR,
    "S1-09",
    subject=Topic,
    states=IN_USE,
    zh="“{event}”由“{by}”临机处置，向{type}报告的只能由{allowed}处置",
    en="'{event}' was handled by '{by}'; before a {type} only {allowed} may",
    mend="改正 处置，或者在 site.yml 这种会议的 临机处置 里补上这个岗位",
    mend_en="correct 处置, or add the post to 临机处置 of the meeting type",
    example="临机处置: {事件: 暴雨, 处置: 宣传部长, 日期: 2026-07-20, 报告: hy-01}",
)
def find_emergencies_handled_by_others(
    catalog: Catalog, entry: Entry, topic: Topic
) -> Iterator[Violation]:
    emergency = topic.emergency
    row = find_type_of(catalog, emergency.reported) if emergency else None
    if not emergency or not emergency.reported or not row or not row.emergency_by:
        return
    if emergency.by.id not in {ref.id for ref in row.emergency_by}:
        type = catalog.heads[emergency.reported.id].index["type"]
        allowed = "、".join(f"“{_call(catalog, ref.id, ref.text)}”" for ref in row.emergency_by)
        words = {"event": emergency.event, "by": _call(catalog, emergency.by.id, emergency.by.text)}
        yield entry.location("emergency", "by"), {**words, "type": type, "allowed": allowed}


def _call(catalog: Catalog, id: str, written: str) -> str:
    head = catalog.heads.get(id)
    return head.short_name if head else written


@check(
    "emergency-actor-vacant",
    WARNING,
    "S1-05, S1-09",
    subject=Topic,
    states=IN_USE,
    zh="“{event}”由“{by}”临机处置，{day}这个岗位没有人在任",
    en="'{event}' was handled by '{by}', a post that nobody held on {day}",
    mend="改正 处置 或者日期，或者补上这个岗位那时的 任职",
    mend_en="correct 处置 or the date, or add the tenure of that day",
    example="临机处置: {事件: 暴雨, 处置: 副书记, 日期: 2025-07-20}（副书记 2026 年才任职）",
)
def find_emergencies_handled_by_nobody(
    catalog: Catalog, entry: Entry, topic: Topic
) -> Iterator[Violation]:
    emergency = topic.emergency
    if not emergency or not emergency.at.day:
        return
    if was_filled(catalog, emergency.by.id, emergency.at.first) is False:
        words = {"event": emergency.event, "day": emergency.at}
        by = _call(catalog, emergency.by.id, emergency.by.text)
        yield entry.location("emergency", "by"), {**words, "by": by}


# -- the report ---------------------------------------------------------------------------------


@check(
    "emergency-not-reported",
    ERROR,
    "S1-09",
    subject=Topic,
    states=IN_USE,
    zh="“{event}”{day}临机处置，报告期限是{limit}，还没有向会议报告",
    en="'{event}' was handled on {day}, but not reported to a meeting within {limit}",
    mend="尽快向会议报告，写 报告: 会议的编号；报告过的补上",
    mend_en="report it to a meeting, and name that in 报告",
    example="临机处置: {事件: 暴雨, 处置: 副书记, 日期: 2026-07-20}（没有 报告）",
)
def find_unreported_emergencies(
    catalog: Catalog, entry: Entry, topic: Topic
) -> Iterator[Violation]:
    emergency = topic.emergency
    if not emergency or not emergency.at.day or _has_report(catalog, emergency):
        return
    day, limits = emergency.at.first, [*_list_limits(catalog, emergency)]
    kept = [keeps_bound(catalog, limit, day, catalog.as_of) for limit in limits]
    if limits and all(each is False for each in kept):
        words = {"event": emergency.event, "day": emergency.at, "limit": limits[-1]}
        yield entry.location("emergency"), words


def _has_report(catalog: Catalog, emergency: Emergency) -> bool:
    """Whether a meeting that was not cancelled has been told, or is to be."""
    head = catalog.heads.get(emergency.reported.id) if emergency.reported else None
    return head is not None and not head.index["cancelled"]


def _list_limits(catalog: Catalog, emergency: Emergency) -> Iterator[TimeBound]:
    """临机报告 of the types of meetings to which the actor may report."""
    rows = catalog.site.meeting_types.values()
    for row in (row for row in rows if row.runs_on(emergency.at.first)):
        if row.emergency_limit and emergency.by.id in {ref.id for ref in row.emergency_by}:
            yield row.emergency_limit


@check(
    "emergency-reported-late",
    WARNING,
    "S1-09",
    subject=Topic,
    states=IN_USE,
    zh="“{event}”{day}临机处置，{reported}才向会议报告，报告期限是{limit}",
    en="'{event}' was handled on {day} and reported on {reported}, not within {limit}",
    mend="改正日期；确实迟了的，以后按期报告",
    mend_en="correct the date; if it was late, keep the limit from now on",
    example="临机处置: {事件: 暴雨, 处置: 副书记, 日期: 2026-07-20, 报告: hy-08}（8 月才开会）",
)
def find_emergencies_reported_late(
    catalog: Catalog, entry: Entry, topic: Topic
) -> Iterator[Violation]:
    emergency = topic.emergency
    if not emergency or not emergency.at.day:
        return
    row = find_type_of(catalog, emergency.reported)
    day = find_meeting_day(catalog, emergency.reported)
    limit = row.emergency_limit if row else None
    if not limit or not day or not _has_report(catalog, emergency):
        return
    if keeps_bound(catalog, limit, emergency.at.first, day) is False:
        words = {"event": emergency.event, "day": emergency.at, "limit": limit}
        location = entry.location("emergency", "reported")
        yield location, {**words, "reported": PartialDate.of_day(day)}


@check(
    "emergency-reported-before",
    ERROR,
    "S1-09",
    subject=Topic,
    states=IN_USE,
    zh="“{event}”{day}才临机处置，报告它的会议{reported}已经开了",
    en="'{event}' was handled on {day}, after the meeting of {reported} that was told of it",
    mend="改正 日期 或者 报告",
    mend_en="correct 日期 or 报告",
    example="临机处置: {事件: 暴雨, 处置: 副书记, 日期: 2026-07-20, 报告: hy-05}（5 月的会议）",
)
def find_emergencies_reported_before(
    catalog: Catalog, entry: Entry, topic: Topic
) -> Iterator[Violation]:
    emergency = topic.emergency
    day = find_meeting_day(catalog, emergency.reported) if emergency else None
    if emergency and day and day < emergency.at.first:
        words = {"event": emergency.event, "day": emergency.at}
        location = entry.location("emergency", "reported")
        yield location, {**words, "reported": PartialDate.of_day(day)}


@check(
    "emergency-not-on-agenda",
    ERROR,
    "S1-09",
    subject=Topic,
    states=IN_USE,
    zh="“{event}”写着向“{meeting}”报告，这个议题却没有上过这次会议",
    en="'{event}' is said to be reported to '{meeting}', before which this topic never came",
    mend="在 审议 里补上这次会议（结果: 听取），或者改正 报告",
    mend_en="add the meeting to 审议 (结果: 听取), or correct 报告",
    example="临机处置: {事件: 暴雨, 处置: 副书记, 报告: hy-08}（审议 里没有 hy-08）",
)
def find_emergencies_reported_elsewhere(
    catalog: Catalog, entry: Entry, topic: Topic
) -> Iterator[Violation]:
    """Of a meeting that was cancelled, or held before it happened, others tell."""
    emergency = topic.emergency
    if not emergency or not emergency.reported or not _has_report(catalog, emergency):
        return
    meeting = catalog.heads[emergency.reported.id]
    at = meeting.index["at"]
    is_before = at is not None and at.last < emergency.at.first
    if meeting.in_use and not is_before and meeting.id not in {ref.id for ref in topic.meetings}:
        words = {"event": emergency.event, "meeting": meeting.name}
        yield entry.location("emergency", "reported"), words

"""How many were at a meeting, against how many should have been (S1-06)."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, IN_USE, WARNING, Violation, check
from shaiquan.checks.meeting_facts import MeetingFacts
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.meetings import Meeting
from shaiquan.problems import Bilingual


@check(
    "entitled-differs",
    ERROR,
    "S1-06, S1-17",
    subject=Meeting,
    states=IN_USE,
    zh="应到写的是{written}人，{at}应到会的成员有{number}人",
    en="应到 is {written}, but on {at} the members were {number}",
    mend="改正 应到:，或者删去，让程序按 任职 算；成员不逐一列出的，在 会议类型 里写最多几人",
    mend_en="correct or drop 应到, or correct tenures; unlisted members: 应到 in 会议类型",
    example="应到: 12（当天在任的成员是 11 人）",
)
def find_wrong_entitled_numbers(
    catalog: Catalog, entry: Entry, meeting: Meeting
) -> Iterator[Violation]:
    facts = MeetingFacts(catalog, meeting)
    if meeting.entitled is None or facts.holders is None:
        return
    least, most = facts.holders
    if not least <= meeting.entitled <= most:
        number = str(most)
        if not facts.members:  # seats may be vacant
            number = Bilingual(f"至多{most}", f"{most} at most")
        elif least < most:
            number = Bilingual(f"{least}至{most}", f"{least} to {most}")
        words = {"written": meeting.entitled, "at": meeting.at, "number": number}
        yield entry.location("entitled"), words


@check(
    "attendance-differs",
    ERROR,
    "S1-06, S1-17",
    subject=Meeting,
    states=IN_USE,
    zh="到会{present}人，{other}，对不上",
    en="{present} were present, but {other}",
    mend="改正 出席人数:、出席: 或者 应到:",
    mend_en="correct 出席人数, 出席 or 应到",
    example="应到: 35\n出席人数: 36",
)
def find_wrong_attendance_numbers(
    catalog: Catalog, entry: Entry, meeting: Meeting
) -> Iterator[Violation]:
    facts, listed, absent = (
        MeetingFacts(catalog, meeting),
        len(meeting.present),
        len(meeting.absent),
    )
    count = meeting.present_count
    if count is not None and listed and count != listed:
        other = Bilingual(f"出席里列了{listed}人", f"出席 lists {listed}")
        yield entry.location("present_count"), {"present": count, "other": other}
        return
    if count is None and facts.members:
        return  # who of those listed is too many is told by name
    number, entitled = count or listed, _find_most_entitled(facts)
    if entitled is not None and number + absent > entitled:
        other = Bilingual(
            f"缺席{absent}人，应到只有{entitled}人", f"{absent} absent, of only {entitled} entitled"
        )
        field = "present" if count is None else "present_count"
        yield entry.location(field), {"present": number, "other": other}


def _find_most_entitled(facts: MeetingFacts) -> int | None:
    """How many could come: as written, unless that cannot be, which is told by itself."""
    written, holders = facts.meeting.entitled, facts.holders
    if written is None or holders is None:
        return holders[1] if holders else written
    return written if holders[0] <= written <= holders[1] else holders[1]


@check(
    "meeting-without-attendance",
    WARNING,
    "S1-06, S4-11",
    subject=Meeting,
    states=IN_USE,
    zh="{at}开的会，没有写谁出席",
    en="the meeting of {at} does not say who was present",
    mend="补写 出席:，成员太多的写 出席人数:；没有开成的，写 取消: 和原因",
    mend_en="write 出席 or 出席人数, or 取消 with the reason",
    example="{类型: 常委会会议, 日期: 2026-07-13}（没有 出席）",
)
def find_meetings_without_attendance(
    catalog: Catalog, entry: Entry, meeting: Meeting
) -> Iterator[Violation]:
    facts = MeetingFacts(catalog, meeting)
    if facts.is_over and not facts.has_attendance:
        yield entry.location("at"), {"at": meeting.at}

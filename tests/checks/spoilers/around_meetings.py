"""Faults of how a meeting is called, attended and written down."""

from __future__ import annotations

from tests.checks.random_meetings import MEMBERS, MadeMeeting
from tests.checks.spoilers.registry import change, drop, spoil

_NAMED = ("通知", "材料送达")


def _is_regular(made: MadeMeeting) -> bool:
    return "临时" not in made.meeting


@spoil("meeting-type-unknown")
def misspell_type(made: MadeMeeting) -> bool:
    return change(made.meeting, "类型", "常委会")


@spoil("notice-missing")
def drop_notice(made: MadeMeeting) -> bool:
    return _is_regular(made) and drop(made.meeting, made.rng.choice(_NAMED))


@spoil("notice-late")
def call_late(made: MadeMeeting) -> bool:
    late = made.date(-made.rng.randint(0, 1))
    return _is_regular(made) and change(made.meeting, made.rng.choice(_NAMED), late)


@spoil("notice-after-meeting")
def call_afterwards(made: MadeMeeting) -> bool:
    return change(made.meeting, made.rng.choice(_NAMED), made.date(made.rng.randint(1, 9)))


@spoil("attendee-not-member")
def seat_a_stranger(made: MadeMeeting) -> bool:
    return change(made.meeting, "出席", [*made.present, "发改局长"])


@spoil("attendee-twice")
def name_one_twice(made: MadeMeeting) -> bool:
    return change(made.meeting, "出席", [*made.present, made.rng.choice(made.present)])


@spoil("attendee-also-absent")
def excuse_one_who_came(made: MadeMeeting) -> bool:
    row = {"谁": made.rng.choice(made.present), "原因": "出差"}
    return change(made.meeting, "缺席", [*made.meeting.get("缺席", []), row])


@spoil("member-unaccounted")
def forget_who_was_absent(made: MadeMeeting) -> bool:
    return drop(made.meeting, "缺席")


@spoil("absence-without-reason")
def drop_reason(made: MadeMeeting) -> bool:
    return bool(made.absent) and drop(made.meeting["缺席"][0], "原因")


@spoil("observer-is-member")
def let_a_member_observe(made: MadeMeeting) -> bool:
    return change(made.meeting, "列席", [made.rng.choice(made.present)])


@spoil("chair-not-present")
def let_an_absent_member_chair(made: MadeMeeting) -> bool:
    return bool(made.absent) and change(made.meeting, "主持", made.absent[0])


@spoil("entitled-differs")
def miscount_members(made: MadeMeeting) -> bool:
    return change(made.meeting, "应到", str(len(MEMBERS) + made.rng.choice((-1, 1))))


@spoil("attendance-differs")
def miscount_present(made: MadeMeeting) -> bool:
    return change(made.meeting, "出席人数", str(len(made.present) + 1))


@spoil("meeting-without-attendance")
def drop_attendance(made: MadeMeeting) -> bool:
    return drop(made.meeting, "出席")


@spoil("meeting-not-held")
def cancel(made: MadeMeeting) -> bool:
    return change(made.meeting, "取消", "下雪")


@spoil("meeting-quorum-not-met")
def send_most_away(made: MadeMeeting) -> bool:
    few = made.present[: len(MEMBERS) // 2]
    rest = [{"谁": post, "原因": "出差"} for post in MEMBERS if post not in few]
    return change(made.meeting, "出席", few) and change(made.meeting, "缺席", rest)


@spoil("minutes-missing")
def drop_minutes(made: MadeMeeting) -> bool:
    return drop(made.meeting, made.rng.choice(("纪要", "记录")))


@spoil("minutes-late")
def issue_late(made: MadeMeeting) -> bool:
    return change(made.meeting["纪要"], "日期", made.date(made.rng.randint(13, 30)))


@spoil("minutes-before-meeting")
def issue_before(made: MadeMeeting) -> bool:
    return change(made.meeting["纪要"], "日期", made.date(-1))


@spoil("minutes-keeper-differs")
def let_others_keep(made: MadeMeeting) -> bool:
    return change(made.meeting[made.rng.choice(("纪要", "记录"))], "承办", "发改局")


@spoil("minutes-year-differs")
def number_in_another_year(made: MadeMeeting) -> bool:
    return change(made.meeting[made.rng.choice(("纪要", "记录"))], "号", "常〔2024〕1号")


@spoil("attendee-without-tenure")
def seat_one_who_left(made: MadeMeeting) -> bool:
    return change(made.meeting, "出席", [*made.present, "统战部长"])


@spoil("chair-not-member")
def let_a_stranger_chair(made: MadeMeeting) -> bool:
    return change(made.meeting, "主持", "发改局长")

"""Whether a meeting could be held: it has come, and enough members were there (S1-17)."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, IN_USE, Violation, check
from shaiquan.checks.meeting_facts import MeetingFacts
from shaiquan.checks.procedure_types import find_type
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.decision_terms import SETTLING
from shaiquan.model.meetings import Meeting
from shaiquan.model.shares import Share
from shaiquan.model.topics import Topic
from shaiquan.problems import Bilingual
from shaiquan.queries.agendas import list_agenda


@check(
    "meeting-not-held",
    ERROR,
    "S1-06, S1-18",
    subject=Meeting,
    states=IN_USE,
    zh="这次会议{why}，却写着{field}",
    en="the meeting {why}, yet it has '{field}'",
    mend="删去 {field}；开过了的，改正 日期:，或者删去 取消:",
    mend_en="drop {field}, or correct 日期, or drop 取消",
    example="{日期: 2099-07-13, 出席: [书记, 县长]}",
)
def find_records_of_meetings_not_held(
    catalog: Catalog, entry: Entry, meeting: Meeting
) -> Iterator[Violation]:
    facts = MeetingFacts(catalog, meeting)
    if facts.may_be_held:
        return
    # who came shows that they were too few
    told_why = meeting.cancelled and _find_missed_quorum(facts, _list_quorums(facts)) is not None
    fields = (
        ("minutes", "record") if told_why else ("present", "present_count", "minutes", "record")
    )
    for field in fields:
        if getattr(meeting, field) not in (None, ()):
            yield (
                entry.location(field),
                {"why": _say_why(meeting), "field": Meeting.label_of(field)},
            )
            return


def _say_why(meeting: Meeting) -> Bilingual:
    """Why a meeting was not held."""
    if meeting.cancelled:
        return Bilingual("取消了", "was cancelled")
    return Bilingual(f"{meeting.at}才开", f"is only on {meeting.at}")


@check(
    "meeting-quorum-not-met",
    ERROR,
    "S1-17, S2-14",
    subject=Meeting,
    states=IN_USE,
    zh="应到{entitled}人，到会{present}人，不够“{type}”的法定人数（{quorum}）",
    en="of {entitled} entitled {present} were present, less than the quorum of '{type}' ({quorum})",
    mend="核对 出席 和 任职；人数真不够的，会开不成，写 取消: 和原因",
    mend_en="correct 出席 or the tenures; a meeting of too few cannot be held: 取消",
    example="出席: [书记, 县长, 纪委书记]（应到 11 人，会议类型 写着 法定人数: 半数以上）",
)
def find_meetings_of_too_few(
    catalog: Catalog, entry: Entry, meeting: Meeting
) -> Iterator[Violation]:
    facts = MeetingFacts(catalog, meeting)
    if not (facts.may_be_held and facts.has_attendance):
        return
    quorums = [*_list_quorums(facts), *_list_quorums_of_topics(catalog, entry)]
    if missed := _find_missed_quorum(facts, quorums):
        type, share = missed
        words = {"entitled": facts.entitled, "present": facts.attending}
        field = "present" if meeting.present_count is None else "present_count"
        yield entry.location(field), {**words, "type": type, "quorum": share}


def _list_quorums(facts: MeetingFacts) -> list[tuple[str, Share]]:
    """The quorum of the meeting's own type, if it has one."""
    quorum = facts.type.quorum if facts.type else None
    return [(facts.meeting.type, quorum)] if quorum else []


def _list_quorums_of_topics(catalog: Catalog, entry: Entry) -> Iterator[tuple[str, Share]]:
    """Those of the types of what the meeting decided."""
    for item in list_agenda(catalog, entry.id):
        topic = item.topic.record
        quorum = find_type(catalog, topic.type).quorum if isinstance(topic, Topic) else None
        if isinstance(topic, Topic) and quorum and item.deliberation.outcome in SETTLING:
            yield topic.type, quorum


def _find_missed_quorum(
    facts: MeetingFacts, quorums: list[tuple[str, Share]]
) -> tuple[str, Share] | None:
    """The strongest quorum, if fewer were there."""
    if facts.entitled is None or not quorums:
        return None
    strongest = max(quorums, key=lambda pair: (pair[1].value, pair[1].is_exceeded))
    return None if strongest[1].is_met(facts.attending, facts.entitled) else strongest

"""A meeting and its topics, as a table words them, to the lines of a content file."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from shaiquan.importing.cell_values import (
    NamesInContent,
    count_votes,
    find_clocks,
    find_day,
    find_outcome,
    find_voting,
    is_nothing,
    join_words,
)
from shaiquan.importing.draft import MEETING, Draft, DraftWriter, Line, quote, write_map
from shaiquan.importing.headings import MEETING_WORDS, TOPIC_WORDS, tighten
from shaiquan.importing.table_reading import MeetingTable, TopicRows
from shaiquan.kinds.registry import KIND
from shaiquan.model.common import Record
from shaiquan.model.decision_terms import Outcome
from shaiquan.model.deliberations import Deliberation, Vote
from shaiquan.model.meetings import Absence, Guests, Meeting, Minutes
from shaiquan.model.terms import Voting
from shaiquan.model.topic_steps import GatePassed
from shaiquan.model.topic_tasks import Task
from shaiquan.model.topics import Topic

#: a topic whose type has one of these may name who is to be appointed: its name is not yet public
_PERSONNEL = ("干部", "人事", "任免", "人选")
_VOTES = (
    ("favour", "in_favour", "votes_in_favour"),
    ("against", "against", "votes_against"),
    ("abstained", "abstained", "votes_abstained"),
)


@dataclass(frozen=True, slots=True)
class ImportedMeeting:
    """What is known of the meeting before its lines are written: ids, type, unit, day; the
    gates that types know."""

    id: str
    topic_ids: tuple[str, ...]
    name: str
    type: str
    unit: str
    day: str
    is_held: bool
    gates: frozenset[str] = frozenset()


def find_day_of(table: MeetingTable) -> str:
    """The day of the meeting as content has it; empty where the table has none."""
    return find_day(table.meeting.get("at", ""))


def is_day_past(day: str, as_of: datetime.date) -> bool:
    """Whether a meeting of a day has been held."""
    return day <= as_of.isoformat()


def write_draft(
    table: MeetingTable, facts: ImportedMeeting, names: NamesInContent, source: str
) -> Draft:
    """The draft of the file, with what the table does not say."""
    writer = DraftWriter()
    if facts.unit:
        writer.put_text("默认:")
        writer.put_text(f"  {Record.label_of('unit')}: {quote(facts.unit)}")
        writer.put_text("")
    writer.put_text(f"{KIND['meeting'].label}:")
    writer.record = MEETING
    _write_meeting(writer, _tell_numbers(table.meeting), facts, names)
    writer.record = -1
    writer.put_text("")
    writer.put_text(f"{KIND['topic'].label}:")
    lacking = {MEETING: tuple(_list_lacking_of_meeting(table.meeting, facts))}
    for number, topic in enumerate(table.topics, 1):
        writer.record = number
        _write_topic(writer, topic, number, facts, names)
        lacking[number] = tuple(_list_lacking(topic, facts.is_held))
    named = (f"议题{number}“{topic.get('name')}”" for number, topic in enumerate(table.topics, 1))
    remarks = (f"{facts.name}。由 {source} 录入。",)
    said = tuple(join_words(name) for name in (KIND["meeting"].label, *named))
    return Draft(facts.id, _without_empty_end(writer.lines), said, lacking, remarks)


def _without_empty_end(lines: list[Line]) -> tuple[Line, ...]:
    """The lines without a last 议题: below which there is nothing."""
    return tuple(lines if lines[-1].record > MEETING else lines[:-2])


def _tell_numbers(said: Mapping[str, str]) -> Mapping[str, str]:
    """What the table says, with 出席：41人 as 出席人数: of hundreds nobody lists the names."""
    present = said.get("present", "")
    return {"present_count": present, **said, "present": ""} if count_votes(present) else said


def _write_meeting(
    writer: DraftWriter, said: Mapping[str, str], facts: ImportedMeeting, names: NamesInContent
) -> None:
    writer.put(2, Meeting, "id", facts.id, essential=True)
    writer.put(2, Meeting, "name", facts.name, essential=True)
    writer.put(2, Meeting, "type", facts.type, essential=True)
    for name in ("notified", "materials"):
        writer.put(2, Meeting, name, find_day(said.get(name, "")))
    writer.put(2, Meeting, "at", facts.day, essential=True)
    for name, clock in zip(("starts", "ends"), find_clocks(said.get("at", "")), strict=False):
        writer.put(2, Meeting, name, clock)
    writer.put(2, Meeting, "place", join_words(said.get("place", "")))
    for name in ("entitled", "present_count"):
        number = count_votes(said.get(name, ""))
        writer.put(2, Meeting, name, "" if number is None else str(number))
    present = names.list_holders(said.get("present", ""))
    writer.put_list(2, Meeting, "present", [quote(name) for name in present])
    absent = names.list_absent(said.get("absent", ""))
    pairs = [write_map(Absence, who=who, reason=why) for who, why in absent]
    writer.put_list(2, Meeting, "absent", pairs)
    for name in ("observers", "audience"):
        guests = names.list_guests(said.get(name, ""), only_people=name == "audience")
        writer.put_list(2, Meeting, name, [_write_guest(guest) for guest in guests])
    writer.put(2, Meeting, "chair", names.call_holder(said.get("chair", "")))
    for name in ("minutes", "record"):
        if number_of := join_words(said.get(name, "")):
            at = find_day(said.get(f"{name}_at", ""))
            writer.put_line(2, Meeting, name, write_map(Minutes, number=number_of, at=at))


def _write_guest(guest: str | tuple[str, str]) -> str:
    if isinstance(guest, str):
        return quote(guest)
    return write_map(Guests, category=guest[0], count=guest[1])


def _write_topic(
    writer: DraftWriter,
    topic: TopicRows,
    number: int,
    facts: ImportedMeeting,
    names: NamesInContent,
) -> None:
    writer.put(-2, Topic, "id", facts.topic_ids[number - 1], essential=True)
    writer.put(4, Topic, "name", join_words(topic.get("name")), essential=True)
    writer.put(4, Topic, "type", join_words(topic.get("type")), essential=True)
    powers = names.list_powers(topic.get("powers"))
    writer.put_list(4, Topic, "powers", [quote(name) for name in powers])
    attributes = names.list_powers(topic.get("attributes"))
    writer.put_list(4, Topic, "attributes", [quote(name) for name in attributes])
    writer.put(4, Topic, "proposed", names.call_holder(topic.get("proposed")))
    writer.put_list(4, Topic, "gates", _list_gates(topic, facts.gates))
    writer.open(4, Topic, "deliberations")
    order = count_votes(topic.get("order"))
    writer.put(6, Deliberation, "order", str(number if order is None else order))
    writer.put(6, Deliberation, "presenter", names.call_holder(topic.get("presenter")))
    withdrew = names.list_holders(topic.get("withdrew"))
    writer.put_list(6, Deliberation, "withdrew", [quote(name) for name in withdrew])
    _write_vote(writer, topic, names)
    if outcome := topic.get("outcome"):
        writer.put(6, Deliberation, "outcome", find_outcome(outcome))
    writer.put(4, Topic, "decision", _write_decision(topic))
    _write_tasks(writer, topic, names)


def _list_gates(topic: TopicRows, gates: frozenset[str]) -> list[str]:
    """The gates that have a column of their own: the day, or 不适用 with the reason."""
    written = []
    for name, text in topic.other.items():
        if name in gates and not is_nothing(text):
            reason = tighten(text).removeprefix("不适用").strip("：:，,（()）")
            is_needless = text.startswith("不适用")
            values = {"not_applicable": reason} if is_needless else {"at": find_day(text)}
            written.append(write_map(GatePassed, gate=name, **values))
    return written


def _write_vote(writer: DraftWriter, topic: TopicRows, names: NamesInContent) -> None:
    """The vote; names only of a named one: of a secret vote nobody may know them."""
    method = topic.get("method")
    if is_nothing(method):
        return
    writer.open(6, Deliberation, "vote")
    writer.put(8, Vote, "method", voting := find_voting(method))
    for column, by_name, by_number in _VOTES:
        text = topic.get(column)
        number = count_votes(text)
        holders = names.list_holders(text) if number is None else []
        if holders and voting == Voting.NAMED.label:
            writer.put_list(8, Vote, by_name, [quote(name) for name in holders])
        elif number is not None or holders:
            writer.put(8, Vote, by_number, str(len(holders) if number is None else number))


def _write_decision(topic: TopicRows) -> str:
    text = topic.get("decision")
    return "" if is_nothing(text) else join_words(text)


def _write_tasks(writer: DraftWriter, topic: TopicRows, names: NamesInContent) -> None:
    rows = [row for row in topic.rows if any(row.get(n) for n in ("leader", "department", "task"))]
    if not rows:
        return
    writer.open(4, Topic, "tasks")
    for row in rows:
        name = join_words(topic.get("name"))
        writer.put(-6, Task, "task", join_words(row.get("task", "")) or f"落实“{name}”的决定")
        writer.put(8, Task, "leader", names.call_holder(row.get("leader", "")))
        departments = names.list_holders(row.get("department", ""))
        writer.put(8, Task, "department", departments[0] if departments else "")
        writer.put_list(8, Task, "partners", [quote(name) for name in departments[1:]])
        writer.put(8, Task, "standard", join_words(row.get("standard", "")))
        writer.put(8, Task, "deadline", find_day(row.get("deadline", "")))


# -- what is missing --------------------------------------------------------------------------


def _list_lacking_of_meeting(said: Mapping[str, str], facts: ImportedMeeting) -> Iterator[str]:
    """What a meeting must have, once it is held: who was there."""
    if not said.get("notified"):
        yield MEETING_WORDS["notified"][0]
    if facts.is_held and not (said.get("present") or said.get("present_count")):
        yield MEETING_WORDS["present"][0]


def _list_lacking(topic: TopicRows, is_held: bool) -> Iterator[str]:
    """What the table does not say of a topic and its record should."""
    outcome = find_outcome(topic.get("outcome")) if topic.get("outcome") else ""
    wanted = ["type", "powers", "presenter"]
    if is_held:
        wanted.append("outcome")
    if outcome == Outcome.PASSED.label:
        wanted += ["method", "decision", "leader", "department", "deadline"]
    for name in wanted:
        if is_nothing(topic.get(name)):
            yield TOPIC_WORDS[name][0]
    if not is_nothing(topic.get("method")) and is_nothing(topic.get("favour")):
        yield "票数"
    if any(word in topic.get("type") for word in _PERSONNEL):
        yield "干部议题，确认人选可以公布了再发布"

"""会议纪要 after GB/T 9704-2012 (S1-18, S4-11): what was decided, by which vote, who does what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.ledger.sheet_words import SheetLine
from shaiquan.model.decision_terms import Outcome
from shaiquan.model.deliberations import Deliberation
from shaiquan.model.meetings import Meeting
from shaiquan.model.topic_tasks import Task
from shaiquan.model.topics import Topic
from shaiquan.prints.meeting_words import (
    break_title,
    end_sentence,
    meeting_of,
    name_body,
    say_cell,
    say_field,
    say_guests,
    say_part,
    say_votes,
    say_when,
)
from shaiquan.queries.agendas import AgendaItem, list_agenda
from shaiquan.queries.registers import find_final_meeting
from shaiquan.views.cells import make_cell
from shaiquan.views.vote_cells import say_attendance


@dataclass(frozen=True, slots=True)
class MinutesItem:
    """A topic: its heading, what came of it, the tasks that were set."""

    title: str
    paragraphs: tuple[str, ...]
    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeetingMinutes:
    """The paper in its order: red head, number, issuer and day, text, who was there, imprint."""

    title: str
    title_lines: tuple[str, ...]
    red_head: str
    number: str
    issuer: str
    date: str
    example: bool
    opening: str
    items: tuple[MinutesItem, ...]
    attendance: tuple[SheetLine, ...]
    copies: str
    imprint: tuple[str, str]


def make_minutes(public: PublicCatalog, entry: Entry) -> MeetingMinutes | None:
    """The minutes of a meeting that has some; without a number their place is blank."""
    meeting = meeting_of(entry)
    minutes = meeting.minutes
    if minutes is None:
        return None
    issued = str(minutes.at) if minutes.at else ""
    body = name_body(public, meeting)
    by = say_cell(make_cell(public, minutes.by))
    title = f"{meeting.name}纪要"
    return MeetingMinutes(
        title=title,
        title_lines=break_title(title),
        red_head=f"{body.removesuffix('会议')}会议纪要",
        number=minutes.number,
        issuer=by or body,
        date=issued or say_field(public, entry, "at"),
        example=public.site.example,
        opening=_open(public, entry),
        items=tuple(_make_item(public, item) for item in list_agenda(public, entry.id)),
        attendance=tuple(line for line in _list_attendance(public, entry) if line.text),
        copies=f"抄送：{'，'.join(minutes.copies)}。" if minutes.copies else "",
        imprint=(by or body, f"{issued}印发" if issued else ""),
    )


def _open(public: PublicCatalog, entry: Entry) -> str:
    """When, where, under whom the meeting met, and how many were there."""
    meeting = meeting_of(entry)
    place, chair = (say_field(public, entry, name) for name in ("place", "chair"))
    where = f"在{place}" if place else ""
    held = "主持召开" if chair else "召开了"
    first = f"{say_when(public, entry).replace('　', '')}，{chair}{where}{held}{meeting.name}。"
    came = say_cell(say_attendance(public, entry))
    return f"{first}{came}{'。' if came else ''}现将会议议定事项纪要如下：".replace(" ", "")


# -- what came of each topic --------------------------------------------------------------------

_SAID = {
    Outcome.PASSED: "会议通过了这个议题。",
    Outcome.REJECTED: "会议没有通过这个议题。",
    Outcome.POSTPONED: "会议决定缓议。",
    Outcome.RETURNED: "会议决定退回修改。",
    Outcome.HEARD: "会议听取了汇报。",
}


def _make_item(public: PublicCatalog, item: AgendaItem) -> MinutesItem:
    topic, index = item.topic, item.index
    deciding = find_final_meeting(topic.head)
    settles = deciding is not None and deciding.id == item.deliberation.meeting.id
    told = (
        _say_presenter(public, topic, index, item.deliberation),
        _say_outcome(public, topic, index, item.deliberation, settles),
        say_votes(public, topic, index, item.deliberation).replace(" ", ""),
    )
    record = topic.record
    assert isinstance(record, Topic)
    tasks = enumerate(record.tasks) if settles else ()
    return MinutesItem(
        record.name,
        tuple(filter(None, told)),
        tuple(say_task(public, topic, number, task) for number, task in tasks),
    )


def _say_presenter(public: PublicCatalog, entry: Entry, index: int, item: Deliberation) -> str:
    path = ("deliberations", index)
    who = say_part(public, entry, item, path, "presenter")
    why = say_part(public, entry, item, path, "substitute")
    return f"{who}作了汇报{f'（代汇报：{why}）' if why else ''}。" if who else ""


def _say_outcome(
    public: PublicCatalog, entry: Entry, index: int, item: Deliberation, settles: bool
) -> str:
    """What the meeting decided: the decision itself where it is the one that settled it."""
    path = ("deliberations", index)
    note = end_sentence(say_part(public, entry, item, path, "note"))
    decision = end_sentence(say_field(public, entry, "decision")) if settles else ""
    if decision and item.outcome is Outcome.PASSED:
        return f"会议决定：{decision}{note}"
    if decision and item.outcome is Outcome.HEARD:
        return f"{decision}{note}"
    said = _SAID.get(item.outcome, "") if item.outcome else ""
    said = said or end_sentence(say_part(public, entry, item, path, "outcome"))
    return f"{said}{decision}{note}"


def say_task(public: PublicCatalog, entry: Entry, index: int, task: Task) -> str:
    """A task with leader, department, standard and deadline."""
    said = {
        name: say_part(public, entry, task, ("tasks", index), name)
        for name in ("task", "leader", "department", "partners", "standard", "deadline")
    }
    facts = [f"{Task.label_of(name)}：{text}" for name, text in said.items() if text][1:]
    more = f"{'；'.join(facts)}。" if facts else ""
    return f"{end_sentence(said['task'])}{more}"


# -- who was there ------------------------------------------------------------------------------


def _list_attendance(public: PublicCatalog, entry: Entry) -> Iterator[SheetLine]:
    """出席、请假、列席, as the standard wants them, and who listened."""
    meeting = meeting_of(entry)
    present = say_field(public, entry, "present")
    number = f"{meeting.present_count}人" if meeting.present_count is not None else ""
    yield SheetLine("出席", present or number)
    yield from _list_absent(public, entry)
    for name in ("observers", "audience"):
        yield SheetLine(Meeting.label_of(name), say_guests(public, entry, name))


def _list_absent(public: PublicCatalog, entry: Entry) -> Iterator[SheetLine]:
    """Who had a reason, and who was not there: nobody is on leave who gave none."""
    if ("absent",) in public.withheld.get(entry.id, {}):
        yield SheetLine("请假", say_field(public, entry, "absent"))
        return
    absent = meeting_of(entry).absent
    rows = [(say_cell(make_cell(public, one.who)), one.reason) for one in absent]
    yield SheetLine("请假", "、".join(f"{who}（{reason}）" for who, reason in rows if reason))
    yield SheetLine("缺席", "、".join(who for who, reason in rows if not reason))

"""决定公告: a decision on one page for the notice board (S1-30, S4-17)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.ledger.sheet_words import SheetLine
from shaiquan.model.topic_tasks import Task
from shaiquan.model.topics import Topic
from shaiquan.prints.citations import make_basis_cell
from shaiquan.prints.meeting_words import (
    end_sentence,
    meeting_of,
    say_cell,
    say_field,
    say_part,
    say_votes,
)
from shaiquan.prints.sheets import draw_qr_code
from shaiquan.queries.registers import find_final_index, find_topic_body
from shaiquan.views.addresses import entry_address, make_absolute
from shaiquan.views.cells import make_cell
from shaiquan.views.complaints import shown_channels
from shaiquan.views.notice_cells import say_days

#: the columns of the table of tasks
_TASK_FIELDS = ("task", "leader", "department", "standard", "deadline")


@dataclass(frozen=True, slots=True)
class DecisionSheet:
    """Everything on the sheet, in reading order; ``qr`` leads to the page of the topic."""

    title: str
    kicker: str
    code: str
    example: bool
    decision: str
    facts: tuple[SheetLine, ...]
    task_head: tuple[str, ...]
    tasks: tuple[tuple[str, ...], ...]
    complaint: tuple[SheetLine, ...]
    notes: tuple[str, ...]
    qr: str
    qr_alt: str


def make_decision_sheet(public: PublicCatalog, entry: Entry) -> DecisionSheet | None:
    """The sheet of a topic; None where no meeting decided it."""
    topic = entry.record
    index = find_final_index(entry.head)
    if not isinstance(topic, Topic) or index is None:
        return None
    decision = end_sentence(say_field(public, entry, "decision"))
    site, address = public.site, ""
    if site.has_qr:
        address = make_absolute(site.url, entry_address(entry))
    return DecisionSheet(
        title=topic.name,
        kicker=_name_body(public, entry),
        code=entry.id.upper(),
        example=site.example,
        decision=decision or "会议通过了这个议题。",
        facts=tuple(line for line in _list_facts(public, entry, index) if line.text),
        task_head=tuple(Task.label_of(name) for name in _TASK_FIELDS) if topic.tasks else (),
        tasks=tuple(_make_task(public, entry, i, task) for i, task in enumerate(topic.tasks)),
        complaint=tuple(_list_channels(public, topic)),
        notes=tuple(filter(None, _list_notes(entry))),
        qr=draw_qr_code(address),
        qr_alt=f"二维码：看这个议题的全过程，网址 {address}" if address else "",
    )


def _name_body(public: PublicCatalog, entry: Entry) -> str:
    head = public.heads.get(find_topic_body(public, entry.head))
    return head.name if head else ""


def _list_facts(public: PublicCatalog, entry: Entry, index: int) -> Iterator[SheetLine]:
    """Who decided, when, by which vote, on which basis."""
    topic = entry.record
    assert isinstance(topic, Topic)
    item = topic.deliberations[index]
    meeting = public.entries.get(item.meeting.id)
    yield SheetLine("谁决定", _say_decider(public, entry, meeting))
    yield SheetLine("哪天", say_field(public, meeting, "at") if meeting else "")
    yield SheetLine("怎样表决", say_votes(public, entry, index, item))
    presenter = say_part(public, entry, item, ("deliberations", index), "presenter")
    yield SheetLine("谁汇报", presenter)
    yield SheetLine(Topic.label_of("type"), say_field(public, entry, "type"))
    yield SheetLine("行使的权力", say_field(public, entry, "powers"))
    yield SheetLine(Topic.label_of("notices"), "；".join(_list_notices(public, topic, meeting)))
    basis = make_basis_cell(public, entry).lines
    yield SheetLine("依据", "、".join("".join(run.text for run in line) for line in basis))


def _say_decider(public: PublicCatalog, entry: Entry, meeting: Entry | None) -> str:
    body = _name_body(public, entry)
    at = meeting_of(meeting).name if meeting else ""
    return f"{body}（{at}）" if body and at else body or at


def _list_notices(public: PublicCatalog, topic: Topic, meeting: Entry | None) -> Iterator[str]:
    """任前公示，2026年11月24日至2026年11月30日，镇公示栏: what is announced after the decision.
    Whoever reads it on the board may still object."""
    held = meeting_of(meeting).at if meeting else None
    for notice in topic.notices:
        if held and notice.since.first >= held.first:
            said = (notice.form.label, say_cell(say_days(notice)), notice.where)
            channels = say_cell(make_cell(public, notice.channels))
            to = "、".join(filter(None, (channels, notice.address)))
            yield "，".join(filter(None, (*said, f"意见送{to}" if to else "")))


def _make_task(public: PublicCatalog, entry: Entry, index: int, task: Task) -> tuple[str, ...]:
    path = ("tasks", index)
    return tuple(say_part(public, entry, task, path, name) for name in _TASK_FIELDS)


def _list_channels(public: PublicCatalog, topic: Topic) -> Iterator[SheetLine]:
    for channel in shown_channels(public, topic):
        hours = f"（{channel.hours}）" if channel.hours else ""
        yield SheetLine(channel.name.text, f"{channel.value}{hours}")


def _list_notes(entry: Entry) -> Iterator[str]:
    """When it was published, when reviewed, its id."""
    topic = entry.record
    assert isinstance(topic, Topic)
    published = topic.publication.decision if topic.publication else None
    yield f"{published}公布" if published else ""
    yield f"{topic.review.at}公开审查" if topic.review else ""
    yield f"编号 {entry.id.upper()}"

"""会议通知和议程 of a meeting that is still to come (S1-12): an A4 letter with the agenda."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.projection import WITHHELD
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.ledger.sheet_words import SheetLine
from shaiquan.model.meetings import Meeting
from shaiquan.model.topics import Topic
from shaiquan.prints.meeting_words import (
    break_title,
    list_required_guests,
    meeting_of,
    name_body,
    say_field,
    say_guests,
    say_members,
    say_part,
    say_when,
)
from shaiquan.queries.agendas import AgendaItem, find_meeting_type, list_agenda


@dataclass(frozen=True, slots=True)
class NoticeItem:
    """A topic on the agenda, with what is said of it in small type."""

    title: str
    facts: tuple[SheetLine, ...]


@dataclass(frozen=True, slots=True)
class MeetingNotice:
    """The letter in its order; ``signed`` are the body and the day of the notice."""

    title: str
    title_lines: tuple[str, ...]
    example: bool
    opening: str
    facts: tuple[SheetLine, ...]
    items: tuple[NoticeItem, ...]
    closing: str
    signed: tuple[str, ...]


def make_notice(public: PublicCatalog, entry: Entry) -> MeetingNotice:
    """The notice of a meeting, with the topics that may be shown."""
    meeting = meeting_of(entry)
    sent = say_field(public, entry, "materials")
    by = name_body(public, meeting)
    notified = say_field(public, entry, "notified")
    title = f"关于召开{meeting.name}的通知"
    return MeetingNotice(
        title=title,
        title_lines=break_title(title),
        example=public.site.example,
        opening=f"{'定于' if meeting.notified else '拟于'}{say_field(public, entry, 'at')}召开"
        f"{meeting.name}，现将有关事项通知如下：",
        facts=tuple(line for line in _list_facts(public, entry) if line.text),
        items=tuple(_make_item(public, item) for item in list_agenda(public, entry.id)),
        closing=f"会议材料送达日期：{sent}。" if sent else "",
        signed=tuple(filter(None, (by, notified))),
    )


def _list_facts(public: PublicCatalog, entry: Entry) -> Iterator[SheetLine]:
    meeting = meeting_of(entry)
    yield SheetLine("时间", say_when(public, entry))
    for name in ("place", "chair"):
        yield SheetLine(Meeting.label_of(name), say_field(public, entry, name))
    yield SheetLine("临时会议", say_field(public, entry, "extraordinary"))
    yield SheetLine("参加", say_members(public, meeting))
    type = find_meeting_type(public, meeting.type, meeting.at)
    required = list_required_guests(type, meeting) if type else ()
    observers = (*required, say_guests(public, entry, "observers"))
    yield SheetLine(Meeting.label_of("observers"), "、".join(filter(None, observers)))
    audience = say_guests(public, entry, "audience")
    is_open = "请群众、代表旁听" if type and type.open else ""
    yield SheetLine(Meeting.label_of("audience"), audience or is_open)


def _make_item(public: PublicCatalog, item: AgendaItem) -> NoticeItem:
    facts = tuple(line for line in _list_item_facts(public, item) if line.text)
    return NoticeItem(item.topic.record.name, facts)


def _list_item_facts(public: PublicCatalog, item: AgendaItem) -> Iterator[SheetLine]:
    topic = item.topic
    presenter = say_part(
        public, topic, item.deliberation, ("deliberations", item.index), "presenter"
    )
    yield SheetLine("汇报", presenter)
    yield SheetLine("类型", say_field(public, topic, "type"))
    yield SheetLine("材料", "、".join(_list_materials(public, topic)))


def _list_materials(public: PublicCatalog, entry: Entry) -> Iterator[str]:
    """The alternatives and the papers of the gates, as far as they may be named."""
    topic = entry.record
    assert isinstance(topic, Topic)
    if topic.alternatives:
        yield f"方案{len(topic.alternatives)}个"
    for index, gate in enumerate(topic.gates):
        said = say_part(public, entry, gate, ("gates", index), "document")
        if said and not said.startswith(WITHHELD):
            yield said

"""The sections of a meeting's page, and what posts and bodies have to do with meetings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.registry import KIND
from shaiquan.kinds.sections import MEETINGS
from shaiquan.model.deliberations import CHOICES, Vote
from shaiquan.model.meetings import Absence, Guests, Meeting, Minutes
from shaiquan.model.terms import Voting
from shaiquan.model.topics import Topic
from shaiquan.queries.agendas import AgendaItem, list_agenda, list_meetings_of
from shaiquan.queries.registers import find_final_meeting, sort_newest_first
from shaiquan.site.list_sections import Drawings
from shaiquan.site.record_sections import MakeSections, Sections
from shaiquan.views import tables
from shaiquan.views.cells import field_cell, join_lines, make_cell, make_row, make_run, part_cell
from shaiquan.views.meeting_cells import (
    AGENDA,
    UNNUMBERED,
    link_meeting_body,
    say_meeting_time,
    show_meeting_state,
)
from shaiquan.views.record_links import link_record
from shaiquan.views.values import Cell, Fields, Inline, Line, Row, Table, TableRow, plain
from shaiquan.views.vote_cells import say_attendance, say_ballots, say_vote

#: fields of a meeting in the order in which its page says them
_FIELDS = ("at", "place", "type", "extraordinary", "cancelled", "notified", "materials", "chair")


def _summarize_meeting(public: PublicCatalog, entry: Entry, charts: Drawings) -> Sections:
    """When, where, whether it was held, who was there, its minutes."""
    rows = [Row("状态", show_meeting_state(public, entry)), *_list_fields(public, entry)]
    rows.append(Row("到会", say_attendance(public, entry)))
    meeting = _meeting_of(entry)
    for name in ("minutes", "record"):
        part = getattr(meeting, name)
        if part:
            rows.append(Row(Meeting.label_of(name), _say_minutes(public, part)))
        elif row := make_row(public, entry, name):
            rows.append(row)
    yield Fields(tuple(row for row in rows if row.cell), "会议情况", "summary")


def _list_fields(public: PublicCatalog, entry: Entry) -> Iterator[Row]:
    for name in _FIELDS:
        row = make_row(public, entry, name)
        if row and name == "at":
            yield Row(row.label, say_meeting_time(public, entry))
            yield Row(KIND["body"].label, link_meeting_body(public, entry))
        elif row:
            yield row


def _meeting_of(entry: Entry) -> Meeting:
    assert isinstance(entry.record, Meeting)
    return entry.record


def _say_minutes(public: PublicCatalog, minutes: Minutes) -> Cell:
    """示例县委常纪〔2026〕13号，2026年7月16日印发，县委办承办."""
    line = [Inline(minutes.number or UNNUMBERED)]
    line += [Inline(f"，{minutes.at}")] if minutes.at else []
    line += [Inline("，"), make_run(public, minutes.by), Inline("承办")] if minutes.by else []
    return (tuple(line),)


# -- the agenda ---------------------------------------------------------------------------------


def _list_topics(public: PublicCatalog, entry: Entry, charts: Drawings) -> Sections:
    """The topics that may be shown, numbered in their order, with vote and outcome."""
    items = list_agenda(public, entry.id)
    rows = tuple(_make_agenda_row(public, n, item) for n, item in enumerate(items, 1))
    if rows:
        decided = Topic.label_of("decision")
        columns = ("序号", KIND["topic"].label, "汇报", "表决", "结果", decided)
        title = f"议程（{len(rows)} 项）"
        yield tables.drop_empty_columns(Table(columns, rows, title, AGENDA, lead=1))


def _make_agenda_row(public: PublicCatalog, number: int, item: AgendaItem) -> TableRow:
    topic, deliberation, path = item.topic, item.deliberation, ("deliberations", item.index)
    cells = {
        name: part_cell(public, topic, deliberation, path, name)
        for name in ("presenter", "outcome", "note")
    }
    vote = (
        *say_vote(public, topic, item.index, deliberation),
        *_list_dissent(public, item),
        *_say_tellers(public, item),
    )
    outcome = (*cells["outcome"], *cells["note"])
    ref = find_final_meeting(topic.head)
    here = ref is not None and ref.id == deliberation.meeting.id
    decision = field_cell(public, topic, "decision") if here else ()
    first = (plain(str(number)), link_record(topic), cells["presenter"])
    return TableRow((*first, vote, outcome, decision))


def _list_dissent(public: PublicCatalog, item: AgendaItem) -> Iterator[Line]:
    """反对：县长; of a vote by name those who were not in favour."""
    for word, line in say_ballots(public, item.topic, item.index, item.deliberation):
        if word != "赞成":
            yield (Inline(f"{word}："), *line)


def _say_tellers(public: PublicCatalog, item: AgendaItem) -> Cell:
    """监票：纪委书记."""
    vote, path = item.deliberation.vote, ("deliberations", item.index, "vote")
    cell = part_cell(public, item.topic, vote, path, "tellers") if vote else ()
    return ((Inline(f"{Vote.label_of('tellers')}："), *cell[0]),) if cell else ()


# -- who was there ------------------------------------------------------------------------------


def _list_attendance(public: PublicCatalog, entry: Entry, charts: Drawings) -> Sections:
    """The members who were there, and those who were not with the reason; then the guests."""
    meeting = _meeting_of(entry)
    rows = [make_row(public, entry, "present")]
    if meeting.absent:
        lines = tuple(_say_absence(public, absence) for absence in meeting.absent)
        rows.append(Row(Meeting.label_of("absent"), lines))
    said = tuple(row for row in rows if row)
    yield Fields(said, "到会情况", "attendance") if said else None
    yield _list_guests(public, meeting)


def _say_absence(public: PublicCatalog, absence: Absence) -> Line:
    return (make_run(public, absence.who), Inline(f"：{absence.reason or '没有写原因'}"))


def _list_guests(public: PublicCatalog, meeting: Meeting) -> Table | None:
    """Who attended without a vote: posts and bodies, or so many people of a category."""
    rows = [
        TableRow((_name_guests(public, guests), plain(label), _count_guests(guests)))
        for name in ("observers", "audience")
        for label in (Meeting.label_of(name),)
        for guests in getattr(meeting, name)
    ]
    columns = ("谁", "身份", "人数")
    table = Table(columns, tuple(rows), "列席和旁听", "guests", look="list")
    return tables.drop_empty_columns(table) if rows else None


def _name_guests(public: PublicCatalog, guests: Guests) -> Cell:
    named = (make_cell(public, guests.who), plain(guests.category))
    lines = tuple(line for cell in named for line in cell)
    return (join_lines(lines),) if lines else plain("没有写明")


def _count_guests(guests: Guests) -> Cell:
    return plain(f"{guests.count} 人") if guests.count is not None else ()


# -- posts and bodies ---------------------------------------------------------------------------


def _list_votes_of_post(public: PublicCatalog, entry: Entry, charts: Drawings) -> Sections:
    """How a post voted where votes were by name, the latest topic first."""
    fields = [f"deliberations.vote.{choice.names}" for choice in CHOICES]
    ids = sort_newest_first(public, public.ids_naming(entry.id, "topic", *fields))
    rows = [row for id in ids for row in _list_ballots_in(public, public.entries[id], entry.id)]
    columns = (KIND["topic"].label, KIND["meeting"].label, "表决", "结果")
    title = f"记名表决（{len(rows)} 项）"
    yield Table(columns, tuple(rows), title, "votes", look="list") if rows else None


def _list_ballots_in(public: PublicCatalog, entry: Entry, post: str) -> Iterator[TableRow]:
    topic = entry.record
    assert isinstance(topic, Topic)
    for index, item in enumerate(topic.deliberations if topic.in_use else ()):
        if item.vote is None or item.vote.method is not Voting.NAMED:
            continue
        for choice in CHOICES:
            if post in {ref.id for ref in getattr(item.vote, choice.names)}:
                outcome = part_cell(public, entry, item, ("deliberations", index), "outcome")
                meeting = make_cell(public, item.meeting)
                yield TableRow((link_record(entry), meeting, plain(choice.label), outcome))


#: so many meetings stand on the page of their body
_FEW_MEETINGS = 12


def _list_meetings_of_body(public: PublicCatalog, entry: Entry, charts: Drawings) -> Sections:
    """The latest meetings of a body; the calendar has all of them."""
    ids = [head.id for head in reversed(list_meetings_of(public, entry.id))]
    kind, few = KIND["meeting"], ids[:_FEW_MEETINGS]
    title = f"会议（{len(ids)} 项）" if few == ids else "最近的会议"
    table = tables.make_record_table(public, kind, few, title, "meetings")
    if table and few != ids:
        table = replace(table, note=f"一共开过 {len(ids)} 次，全部见“{MEETINGS.title}”。")
    yield table


CUSTOM_SECTIONS: dict[str, MakeSections] = {
    "meeting_summary": _summarize_meeting,
    "meeting_agenda": _list_topics,
    "meeting_attendance": _list_attendance,
    "votes_of_post": _list_votes_of_post,
    "meetings_of_body": _list_meetings_of_body,
}

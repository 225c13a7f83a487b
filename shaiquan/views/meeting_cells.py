"""What tables say of a meeting: whose it is, whether it was held, how many topics it had."""

from __future__ import annotations

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.model.decision_terms import MeetingState
from shaiquan.model.meetings import Meeting
from shaiquan.queries.agendas import find_meeting_type
from shaiquan.queries.linked import list_naming
from shaiquan.queries.registers import find_meeting_state
from shaiquan.views.addresses import entry_address
from shaiquan.views.cells import field_cell
from shaiquan.views.record_links import link_record
from shaiquan.views.values import Cell, Inline, plain

#: the section of a meeting's page with its topics
AGENDA = "agenda"
#: what stands for the number of minutes that have none
UNNUMBERED = "无编号"
_TONES = {
    MeetingState.HELD: "in-force",
    MeetingState.CALLED: "mark",
    MeetingState.PLANNED: "mark",
    MeetingState.CANCELLED: "repealed",
}


def link_meeting_body(public: PublicCatalog, entry: Entry) -> Cell:
    """The body whose meeting it is."""
    meeting = entry.record
    assert isinstance(meeting, Meeting)
    type = find_meeting_type(public, meeting.type, meeting.at)
    body = public.entries.get(type.body.id) if type else None
    return link_record(body, body.record.short_name) if body else ()


def show_meeting_state(public: PublicCatalog, entry: Entry) -> Cell:
    """Whether a meeting was called, held or cancelled, as of the day of the content."""
    if not entry.record.in_use or ("cancelled",) in public.withheld.get(entry.id, {}):
        return ()
    state = find_meeting_state(entry.head, public.as_of)
    return plain(state.label, tone=_TONES[state])


def count_topics(public: PublicCatalog, entry: Entry) -> Cell:
    """How many topics are on the agenda, with the way to them."""
    number = len(list_naming(public, entry.id, "topic", "deliberations"))
    return plain(f"{number} 项", f"{entry_address(entry)}#{AGENDA}") if number else ()


def show_minutes(public: PublicCatalog, entry: Entry) -> Cell:
    """The number of the minutes, or that they have none; the page says the rest."""
    meeting = entry.record
    assert isinstance(meeting, Meeting)
    if meeting.minutes is None:
        return field_cell(public, entry, "minutes")
    return plain(meeting.minutes.number or UNNUMBERED)


def say_meeting_time(public: PublicCatalog, entry: Entry) -> Cell:
    """2026年7月13日　09:00至11:40."""
    meeting, day = entry.record, field_cell(public, entry, "at")
    assert isinstance(meeting, Meeting)
    if not (day and meeting.starts):
        return day
    until = f"至{meeting.ends}" if meeting.ends else ""
    return ((*day[0], Inline(f"　{meeting.starts}{until}")),)

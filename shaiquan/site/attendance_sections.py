"""How often each member of a body came to its meetings, year by year (S1-06)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.registry import KIND
from shaiquan.model.decision_terms import MeetingState
from shaiquan.model.meetings import Meeting
from shaiquan.queries.agendas import find_meeting_type, list_meetings_of, list_members
from shaiquan.queries.registers import find_meeting_state
from shaiquan.queries.tenures import count_holders
from shaiquan.site.list_sections import Drawings
from shaiquan.site.record_sections import MakeSections, Sections
from shaiquan.views.record_links import link_record
from shaiquan.views.values import Cell, Table, TableRow, plain


class PostYear(NamedTuple):
    """A post in a year."""

    post: str
    year: int


def _list_attendance_of_body(public: PublicCatalog, entry: Entry, charts: Drawings) -> Sections:
    """A row for each member, a column for each year: how often it should have come, and came."""
    due: Counter[PostYear] = Counter()
    came: Counter[PostYear] = Counter()
    for meeting in _list_counted(public, entry.id):
        type = find_meeting_type(public, meeting.type, meeting.at)
        present = Counter(ref.id for ref in meeting.present)
        absent = Counter(item.who.id for item in meeting.absent)
        for post in list_members(public, type) if type else ():
            holders = count_holders(public, post, meeting.at.first) or (0, 0)
            key = PostYear(post, meeting.at.year)
            due[key] += max(holders[0], present[post] + absent[post])
            came[key] += present[post]
    years = sorted({key.year for key in due}, reverse=True)
    rows = tuple(
        TableRow((link_record(public.entries[post]), *(_say(due, came, post, y) for y in years)))
        for post in dict.fromkeys(key.post for key in due if due[key])
        if post in public.entries
    )
    columns = (KIND["post"].label, *(f"{year}年" for year in years))
    note = "只数已经召开、公开、写明谁出席的会议；职位空缺的日子不算应到。"
    yield (
        Table(columns, rows, "成员到会", "member-attendance", look="list", note=note)
        if rows
        else None
    )


def _list_counted(public: PublicCatalog, body: str) -> Iterator[Meeting]:
    """The meetings of a body that were held and say by name who was there."""
    for head in list_meetings_of(public, body):
        meeting = public.entries[head.id].record
        assert isinstance(meeting, Meeting)
        hidden = public.withheld.get(head.id, {}).keys()
        is_open = hidden.isdisjoint((("at",), ("present",), ("absent",)))
        is_held = find_meeting_state(head, public.as_of) is MeetingState.HELD
        if is_open and is_held and meeting.present:
            yield meeting


def _say(due: Counter[PostYear], came: Counter[PostYear], post: str, year: int) -> Cell:
    key = PostYear(post, year)
    return plain(f"应到 {due[key]} 次，实到 {came[key]} 次") if due[key] else ()


CUSTOM_SECTIONS: dict[str, MakeSections] = {"attendance_of_body": _list_attendance_of_body}

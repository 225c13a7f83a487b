"""What the printed papers of a meeting say of it in common: whose it is, when, who came."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from shaiquan.charts.line_breaking import wrap_text
from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.model.base import Part
from shaiquan.model.deliberations import Deliberation
from shaiquan.model.meeting_types import MeetingType
from shaiquan.model.meetings import Guests, Meeting
from shaiquan.model.shapes import Path
from shaiquan.queries.agendas import find_meeting_type, list_members
from shaiquan.queries.tenures import was_filled
from shaiquan.views.cells import field_cell, make_cell, part_cell
from shaiquan.views.meeting_cells import say_meeting_time
from shaiquan.views.values import Cell, words_of
from shaiquan.views.vote_cells import say_ballots, say_vote

#: in characters of 2号, the width of a title
_TITLE_WIDTH = 18.0


def break_title(title: str) -> tuple[str, ...]:
    """A title in lines of about one length, broken between words."""
    return wrap_text(title, _TITLE_WIDTH)


def meeting_of(entry: Entry) -> Meeting:
    assert isinstance(entry.record, Meeting)
    return entry.record


def say_cell(cell: Cell) -> str:
    """A cell in one line of print."""
    return words_of(cell).replace("\n", "；")


def say_field(public: PublicCatalog, entry: Entry, name: str) -> str:
    """A field of a record in words, or that it is withheld."""
    return say_cell(field_cell(public, entry, name))


def say_part(public: PublicCatalog, entry: Entry, part: Part, path: Path, name: str) -> str:
    """A field of a part of a record in words, or that it is withheld."""
    return say_cell(part_cell(public, entry, part, path, name))


def end_sentence(text: str) -> str:
    """A text with a full stop at its end."""
    return text if not text or text.endswith(("。", "！", "？")) else f"{text}。"


def say_votes(public: PublicCatalog, entry: Entry, index: int, item: Deliberation) -> str:
    """The numbers of a vote; of one by name also who voted how."""
    numbers = say_cell(say_vote(public, entry, index, item))
    ballots = say_ballots(public, entry, index, item)
    names = (f"{word}：{say_cell((line,))}" for word, line in ballots)
    return "".join(f"{part}。" for part in (numbers, *names) if part)


def name_body(public: PublicCatalog, meeting: Meeting) -> str:
    """The body whose meeting it is, by its full name."""
    type = find_meeting_type(public, meeting.type, meeting.at)
    head = public.heads.get(type.body.id) if type else None
    return head.name if head else ""


def say_when(public: PublicCatalog, entry: Entry) -> str:
    """2026年12月21日（周一）　09:00至11:40."""
    at = meeting_of(entry).at
    weekday = f"（{at.weekday}）" if at and at.day else ""
    day, _, clock = say_cell(say_meeting_time(public, entry)).partition("　")
    return "　".join(filter(None, (f"{day}{weekday}", clock)))


def say_members(public: PublicCatalog, meeting: Meeting) -> str:
    """The members in office on the day; of a body with many, how many they are."""
    type = find_meeting_type(public, meeting.type, meeting.at)
    if type is None:
        return ""
    members = list_members(public, type)
    names = (public.heads[id].short_name for id in members if _is_in_office(public, id, meeting))
    seats = meeting.entitled or type.seats
    return "、".join(names) or (f"全体成员（{seats}人）" if seats else "")


def _is_in_office(public: PublicCatalog, post: str, meeting: Meeting) -> bool:
    day: datetime.date | None = meeting.at.first if meeting.at else None
    return post in public.heads and not (day and was_filled(public, post, day) is False)


def say_guests(public: PublicCatalog, entry: Entry, name: str) -> str:
    """Who attends or listens: posts, bodies, so many people of a category."""
    if (name,) in public.withheld.get(entry.id, {}):
        return say_field(public, entry, name)
    guests = getattr(meeting_of(entry), name)
    return "、".join(filter(None, (_say_guest(public, guest) for guest in guests)))


def _say_guest(public: PublicCatalog, guest: Guests) -> str:
    who = say_cell(make_cell(public, guest.who)) or guest.category
    number = f"{guest.count}人" if guest.count is not None else ""
    more = guest.category if guest.who and guest.category else ""
    said = "，".join(filter(None, (more, number)))
    return f"{who}（{said}）" if who and said else who or number


def list_required_guests(type: MeetingType, meeting: Meeting) -> Iterator[str]:
    """Those who must attend every meeting of the type and are not written among the guests."""
    written = {guest.who.id for guest in meeting.observers if guest.who}
    for ref in type.must_attend:
        if ref.id and ref.id not in written:
            yield ref.text

"""Which powers come before which meeting (S0-03, S3-01)."""

from __future__ import annotations

from shaiquan.content.catalog import Entry, Records
from shaiquan.content.heads import Head
from shaiquan.kinds.registry import require_index
from shaiquan.model.terms import BodyType
from shaiquan.queries.linked import list_linked_at
from shaiquan.queries.relations import group_by_unit

require_index("body", "type")

#: the bodies that meet and decide of which one is above the other, the highest first
MEETINGS = (BodyType.CONGRESS, BodyType.PLENUM, BodyType.STANDING, BodyType.COMMITTEE)


def is_meeting(records: Records, body: Head) -> bool:
    """Whether a body meets and decides: by its type, or since 会议类型 says how it meets."""
    types = records.site.meeting_types.values()
    return body.index["type"] in (*MEETINGS, BodyType.MEETING) or any(
        type.body.id == body.id for type in types
    )


def find_entries_of_meetings(records: Records) -> dict[str, list[Entry]]:
    """Name of the unit -> its meetings that have something before them, the highest first."""
    units = find_meetings(records).items()
    return {unit: [records.entries[head.id] for head in meetings] for unit, meetings in units}


#: how a power comes before a meeting, as the sections of its page: always, by the amount, raised
DECIDES, APPROVES, RAISED = "decides", "approves", "raised"


def find_meetings(records: Records) -> dict[str, list[Head]]:
    """The same as heads; those of which none is above the other as they are written, last."""
    bodies = (head for head in records.heads_of("body") if is_meeting(records, head))
    units = group_by_unit(records, [head for head in bodies if _has_powers(records, head)])
    for meetings in units.values():
        meetings.sort(key=_rank)
    return units


def _rank(body: Head) -> int:
    type = body.index["type"]
    return MEETINGS.index(type) if type in MEETINGS else len(MEETINGS)


def _has_powers(records: Records, body: Head) -> bool:
    """A meeting with anything before it; a committee only if it decides itself."""
    committee = body.index["type"] is BodyType.COMMITTEE
    parts = (DECIDES, APPROVES) if committee else (DECIDES, APPROVES, RAISED)
    return any(list_linked_at(records, body.id, part) for part in parts)

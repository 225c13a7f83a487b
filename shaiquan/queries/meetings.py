"""Which powers come before which meeting (S0-03, S3-01)."""

from __future__ import annotations

from shaiquan.content.catalog import Entry, Records
from shaiquan.content.heads import Head
from shaiquan.kinds.registry import require_index
from shaiquan.model.terms import BodyType
from shaiquan.queries.relations import group_by_unit

require_index("body", "type")

_MEETINGS = (BodyType.CONGRESS, BodyType.PLENUM, BodyType.STANDING, BodyType.COMMITTEE)


def find_entries_of_meetings(records: Records) -> dict[str, list[Entry]]:
    """Name of the unit -> its meetings that have something before them, the highest first."""
    units = find_meetings(records).items()
    return {unit: [records.entries[head.id] for head in meetings] for unit, meetings in units}


#: the fields of a power that say who decides, alone or with others
DECIDING = ("decider", "joint_deciders")


def find_meetings(records: Records) -> dict[str, list[Head]]:
    """The same as heads."""
    bodies = (head for head in records.heads_of("body") if head.index["type"] in _MEETINGS)
    units = group_by_unit(records, [head for head in bodies if _has_powers(records, head)])
    for meetings in units.values():
        meetings.sort(key=lambda head: _MEETINGS.index(head.index["type"]))
    return units


def _has_powers(records: Records, body: Head) -> bool:
    """The three meetings with anything before them; a committee only if it decides itself."""
    committee = body.index["type"] is BodyType.COMMITTEE
    fields = DECIDING if committee else (*DECIDING, "escalates")
    return bool(find_powers_before(records, body.id, *fields))


def find_powers_before(records: Records, body: str, *fields: str) -> tuple[str, ...]:
    """Ids of the powers in use that name a body in one of the fields."""
    ids = records.ids_naming(body, "power", *fields)
    return tuple(id for id in ids if records.heads[id].in_use)

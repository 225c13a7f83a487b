"""Whose chart a procedure is: the village, or the unit whose power it carries out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shaiquan.content.catalog import Entry, Records
from shaiquan.model.base import Ref
from shaiquan.model.bodies import Body, Post
from shaiquan.model.powers import Power
from shaiquan.model.procedures import Procedure
from shaiquan.model.terms import BodyType


def find_unit_of_chart(records: Records, procedure: Procedure) -> Entry | None:
    """The body whose name stands above a chart; None where only the site names one (S0-10).

    It is the village that decides all its powers; else the unit of the powers, where they have
    one; else the unit that the procedure names. What several powers do not share, none gives.
    """
    powers = [power for ref in procedure.powers if (power := records.record(ref, Power))]
    villages = {_find_village(records, power) for power in powers}
    units = {power.unit_id for power in powers}
    deciders = {_unit_of_decider(records, power) for power in powers}
    for ids in (villages, units, {procedure.unit_id}, deciders):
        if len(ids) == 1 and (entry := records.entries.get(*ids)):
            return entry
    return None


def _find_village(records: Records, power: Power) -> str:
    """The uppermost village among the bodies above who decides a power; empty if there is none."""
    villages = [b.id for b in _list_bodies_above(records, power.decider) if _is_village(b)]
    return villages[-1] if villages else ""


def _is_village(body: Body) -> bool:
    return body.type is BodyType.VILLAGE


def _unit_of_decider(records: Records, power: Power) -> str:
    """The unit of who decides a power that names none."""
    bodies = list(_list_bodies_above(records, power.decider))
    return next((body.unit_id for body in bodies if body.unit_id), "")


def _list_bodies_above(records: Records, holder: Ref) -> Iterator[Body]:
    """The body that a holder is or belongs to, then those above it."""
    post = records.record(holder, Post)
    ref: Ref | None = post.body if post else holder
    seen: set[str] = set()
    while ref and ref.id not in seen and (body := records.record(ref, Body)):
        seen.add(ref.id)
        yield body
        ref = body.parent


def list_powers_of_chart(records: Records, refs: Iterable[Ref]) -> Iterator[tuple[Entry, Power]]:
    """The powers that a chart carries out, as far as they may be read here."""
    for ref in refs:
        entry = records.entries.get(ref.id)
        if entry and isinstance(entry.record, Power):
            yield entry, entry.record

"""The organisation chart: which body stands under which (seed 000, S0-04)."""

from __future__ import annotations

from shaiquan.charts.organisation import Unit, dot
from shaiquan.model.bodies import Body
from shaiquan.model.terms import BodyType, State
from shaiquan.release import PublicCatalog
from shaiquan.rendering.urls import of_entry
from shaiquan.rendering.views import Diagram

TITLE = "机构图"
#: fewer bodies need no picture, more make one that nobody can read
_FEWEST, _MOST = 3, 60
_TONES = {
    BodyType.COMMITTEE: "party",
    BodyType.GROUP: "party",
    BodyType.DISCIPLINE: "party",
    BodyType.CONGRESS: "meeting",
    BodyType.PLENUM: "meeting",
    BodyType.STANDING: "meeting",
}


def organisation(public: PublicCatalog) -> Diagram | None:
    """The bodies as a tree; None where none stands under another, or there are too many."""
    bodies = [(e, b) for e, b in public.records(Body) if b.state is not State.WITHDRAWN]
    linked = any(body.parent and body.parent.id for _, body in bodies)
    if not linked or not _FEWEST <= len(bodies) <= _MOST:
        return None
    units = tuple(
        Unit(
            entry.id,
            body.short or body.name,
            body.parent.id if body.parent else "",
            of_entry(entry),
            _TONES.get(body.type, ""),
        )
        for entry, body in bodies
    )
    return Diagram(dot(units), TITLE, "机构的隶属关系，从左到右；同样的内容见下面的表。", "_tree")

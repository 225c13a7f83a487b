"""The organisation chart: which body stands under which (seed 000, S0-04)."""

from __future__ import annotations

from shaiquan.charts.body_tree import TreeBody, write_tree_dot
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.registry import require_index
from shaiquan.model.terms import BodyType
from shaiquan.views.addresses import record_address
from shaiquan.views.values import Diagram

require_index("body", "parent", "type")

_TITLE = "机构图"
#: fewer bodies need no picture, more make one that nobody can read
_MIN_BODIES, _MAX_BODIES = 3, 60
_TONES = {
    BodyType.COMMITTEE: "party",
    BodyType.GROUP: "party",
    BodyType.BRANCH: "party",
    BodyType.DISCIPLINE: "party",
    BodyType.CONGRESS: "meeting",
    BodyType.PLENUM: "meeting",
    BodyType.STANDING: "meeting",
    BodyType.MEETING: "meeting",
}
#: id, name, id of the body above, tone
_Body = tuple[str, str, str, str]


def list_bodies(public: PublicCatalog) -> tuple[_Body, ...]:
    """The bodies of the tree; none where no body has one above it, or there are too many."""
    bodies = [head for head in public.heads_of("body") if head.in_use]
    has_parents = any(head.index["parent"] and head.index["parent"].id for head in bodies)
    if not has_parents or not _MIN_BODIES <= len(bodies) <= _MAX_BODIES:
        return ()
    return tuple(
        (
            head.id,
            head.short_name,
            head.index["parent"].id if head.index["parent"] else "",
            _TONES.get(head.index["type"], ""),
        )
        for head in bodies
    )


def draw_bodies(bodies: tuple[_Body, ...]) -> Diagram:
    """The bodies as a tree."""
    units = tuple(
        TreeBody(id, name, above, record_address("body", id), tone)
        for id, name, above, tone in bodies
    )
    return Diagram(
        write_tree_dot(units), _TITLE, "机构的隶属关系，从左到右；同样的内容见下面的表。", "_tree"
    )

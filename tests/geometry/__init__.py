"""Reads a finished flowchart and finds every geometric fault: see ``faults``.

It reads the groups that Graphviz writes, whoever drew them, and measures what a reader sees:
real outlines, real widths of the type, ends of arrows with their ink.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from tests.geometry import box_faults, label_faults, wire_faults
from tests.geometry.drawn_shapes import Picture, picture
from tests.geometry.fault_kinds import Fault, Kind
from tests.geometry.svg_reading import Unreadable

__all__ = ["Fault", "Kind", "Unreadable", "crossings", "edges", "faults"]

_CHECKS = (
    box_faults.duplicate_ids,
    box_faults.boxes_close,
    box_faults.text_outside,
    box_faults.text_overlap,
    box_faults.label_on_box,
    box_faults.outside_view,
    wire_faults.wire_in_air,
    wire_faults.wire_through_box,
    wire_faults.wire_through_label,
    wire_faults.wires_together,
    label_faults.label_astray,
    label_faults.heads_missing,
    label_faults.heads_hidden,
    label_faults.heads_cramped,
)


def faults(
    svg: str,
    expected_edges: Sequence[tuple[str, str]] = (),
    lane_of: Mapping[str, str] | None = None,
) -> list[Fault]:
    """All faults of a chart; ``lane_of`` names the lane in which a box must stand."""
    drawn = picture(svg)
    found = [fault for check in _CHECKS for fault in check(drawn)]
    found += box_faults.outside_lane(drawn, lane_of or {})
    found += _missing(drawn, expected_edges)
    return found


def crossings(svg: str) -> int:
    """How often two wires cross; where they begin together or join they do not cross."""
    return sum(1 for _ in wire_faults.crossing_points(picture(svg)))


def edges(svg: str) -> int:
    """How many wires are drawn."""
    return len(picture(svg).wires)


def _missing(drawn: Picture, expected: Sequence[tuple[str, str]]) -> Iterator[Fault]:
    """Edges that are not drawn as often as expected, and edges that are only a group.

    Where a label has become a small box of class ``condition``, two wires are the edge.
    """
    for name in drawn.undrawn:
        yield Fault(Kind.EDGE_MISSING, name, (0, 0), "its group has no line")
    there = Counter((wire.source, wire.target) for wire in drawn.wires)
    conditions = {box.id for box in drawn.boxes if "condition" in box.classes}
    onward = {wire.source: wire.target for wire in drawn.wires if wire.source in conditions}
    there.update(
        (wire.source, onward[wire.target]) for wire in drawn.wires if wire.target in onward
    )
    for (source, target), count in (Counter(expected) - there).items():
        yield Fault(Kind.EDGE_MISSING, f"{source}->{target}", (0, 0), f"{count} not drawn")

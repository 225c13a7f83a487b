"""Reads a finished flowchart and finds every geometric fault: see ``find_faults``.

It reads the groups that Graphviz writes, whoever drew them, and measures what a reader sees:
real outlines, real widths of the type, ends of arrows with their ink.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from tests.geometry import box_faults, label_faults, wire_faults
from tests.geometry.drawn_shapes import ParsedChart, parse_chart
from tests.geometry.fault_kinds import ChartFault, FaultKind

_CHECKS = (
    box_faults.find_duplicate_ids,
    box_faults.find_close_boxes,
    box_faults.find_text_outside,
    box_faults.find_text_overlaps,
    box_faults.find_labels_on_boxes,
    box_faults.find_shapes_outside_view,
    wire_faults.find_loose_wires,
    wire_faults.find_wires_through_boxes,
    wire_faults.find_wires_through_labels,
    wire_faults.find_wires_together,
    label_faults.find_stray_labels,
    label_faults.find_missing_heads,
    label_faults.find_hidden_heads,
    label_faults.find_cramped_heads,
)


def find_faults(
    svg: str,
    expected_edges: Sequence[tuple[str, str]] = (),
    lane_of: Mapping[str, str] | None = None,
) -> list[ChartFault]:
    """All faults of a chart; ``lane_of`` names the lane in which a box must stand."""
    chart = parse_chart(svg)
    faults = [fault for check in _CHECKS for fault in check(chart)]
    faults += box_faults.find_boxes_outside_lanes(chart, lane_of or {})
    faults += _find_missing(chart, expected_edges)
    return faults


def count_crossings(svg: str) -> int:
    """How often two wires cross; where they begin together or join they do not cross."""
    return sum(1 for _ in wire_faults.find_crossings(parse_chart(svg)))


def count_edges(svg: str) -> int:
    """How many wires are drawn."""
    return len(parse_chart(svg).wires)


def _find_missing(chart: ParsedChart, expected: Sequence[tuple[str, str]]) -> Iterator[ChartFault]:
    """Edges that are not drawn as often as expected, and edges that are only a group.

    Where a label has become a small box of class ``condition``, two wires are the edge.
    """
    for name in chart.undrawn:
        yield ChartFault(FaultKind.EDGE_MISSING, name, (0, 0), "its group has no line")
    there = Counter((wire.source, wire.target) for wire in chart.wires)
    conditions = {box.id for box in chart.boxes if "condition" in box.classes}
    onward = {wire.source: wire.target for wire in chart.wires if wire.source in conditions}
    there.update(
        (wire.source, onward[wire.target]) for wire in chart.wires if wire.target in onward
    )
    for (source, target), count in (Counter(expected) - there).items():
        yield ChartFault(
            FaultKind.EDGE_MISSING, f"{source}->{target}", (0, 0), f"{count} not drawn"
        )

"""Ports: gaps between wires, labels outside, straight wires in the middle, boxes that grow."""

from __future__ import annotations

from shaiquan.charts.layout.layout_types import Box, LayoutEdge, LayoutGraph
from shaiquan.charts.layout.pipeline import compute_layout
from tests.charts.layout.chart_notation import parse_graph
from tests.charts.layout.layout_faults import find_faults


def test_a_straight_wire_leaves_and_enters_in_the_middle() -> None:
    layout = compute_layout(parse_graph("a>b", "a>c", "b>c"))
    boxes = {placed.box.id: placed for placed in layout.boxes}
    assert layout.wires[0].points[0][0] == boxes["a"].x + boxes["a"].width / 2


def test_labels_of_two_exits_below_a_box_stand_left_and_right_of_them() -> None:
    graph = parse_graph("a>b:", "a>c:", "a>d:", "a>e:")
    layout = compute_layout(graph)
    bottom = max(placed.y + placed.height for placed in layout.boxes if placed.box.id == "a")
    below = [wire for wire in layout.wires if wire.points[0][1] == bottom]
    sides = sorted(wire.label[0] < wire.points[0][0] for wire in below if wire.label)
    assert sides == [False, True]


def test_a_box_with_more_wires_than_room_grows() -> None:
    targets = [f"t{number}" for number in range(12)]
    boxes = (Box("a", 40, 20), *(Box(id, 80, 38) for id in targets))
    graph = LayoutGraph(boxes, tuple(LayoutEdge("a", id) for id in targets))
    layout = compute_layout(graph)
    assert find_faults(graph, layout) == []
    assert layout.boxes[0].width > 40


def test_wires_at_the_corner_of_a_diamond_do_not_meet() -> None:
    targets = [f"t{number}" for number in range(8)]
    boxes = (Box("a", 90, 54, "diamond"), *(Box(id, 80, 38) for id in targets))
    edges = [LayoutEdge("a", id, 40, 14) for id in targets]
    edges += [LayoutEdge(id, "a", back=True) for id in targets]
    graph = LayoutGraph(boxes, tuple(edges))
    assert find_faults(graph, compute_layout(graph)) == []

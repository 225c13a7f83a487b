"""The order of the segments in a channel: no crossing that another order avoids."""

from __future__ import annotations

from shaiquan.charts.layout.box_placement import place_boxes
from shaiquan.charts.layout.routing import route_edges
from shaiquan.charts.layout.routing_grid import build_grid
from shaiquan.charts.layout.segments import Segment, Wiring, build_wiring
from shaiquan.charts.layout.track_order import order_tracks
from tests.charts.layout.generated_graphs import generate_procedure


def test_nested_wires_do_not_cross() -> None:
    # two wires come down into a channel and leave it again: the inner one lies above the outer
    wiring = Wiring(
        (
            Segment(True, 2, 1, 9, (1, 2), (), (0,)),
            Segment(False, 1, 0, 2, (0,), (), (0,)),
            Segment(False, 9, 0, 2, (0,), (), (0,)),
            Segment(True, 2, 3, 7, (4, 5), (), (1,)),
            Segment(False, 3, 0, 2, (3,), (), (1,)),
            Segment(False, 7, 0, 2, (3,), (), (1,)),
        ),
        ((1, 0, 2), (4, 3, 5)),
    )
    assert order_tracks(wiring)[True, 2] == [3, 0]


def test_a_wire_that_goes_on_below_lies_below_one_that_goes_on_above() -> None:
    wiring = Wiring(
        (
            Segment(True, 4, 1, 5, (1,), (), (0,)),
            Segment(False, 3, 4, 8, (0,), (), (0,)),
            Segment(True, 4, 2, 6, (3,), (), (1,)),
            Segment(False, 4, 0, 4, (2,), (), (1,)),
        ),
        ((0, 1), (2, 3)),
    )
    assert order_tracks(wiring)[True, 4] == [2, 0]


def test_every_segment_is_in_the_order_of_its_strip() -> None:
    graph = generate_procedure(1, lanes=True)
    placement = place_boxes(graph)
    wiring = build_wiring(graph, build_grid(placement), route_edges(graph, placement))
    for (level, strip), order in order_tracks(wiring).items():
        segments = enumerate(wiring.segments)
        assert sorted(order) == [n for n, r in segments if (r.level, r.strip) == (level, strip)]

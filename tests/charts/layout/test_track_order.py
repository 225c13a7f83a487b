"""The order of the runs in a channel: no crossing that another order would save."""

from __future__ import annotations

from shaiquan.charts.layout.box_placement import place
from shaiquan.charts.layout.routing import routes_of
from shaiquan.charts.layout.routing_grid import grid_of
from shaiquan.charts.layout.segments import WireRun, Wiring, wiring_of
from shaiquan.charts.layout.track_order import orders_of
from tests.charts.layout.generated_graphs import generated


def test_nested_wires_do_not_cross() -> None:
    # two wires come down into a channel and leave it again: the inner one lies above the outer
    wiring = Wiring(
        (
            WireRun(True, 2, 1, 9, (1, 2), (), (0,)),
            WireRun(False, 1, 0, 2, (0,), (), (0,)),
            WireRun(False, 9, 0, 2, (0,), (), (0,)),
            WireRun(True, 2, 3, 7, (4, 5), (), (1,)),
            WireRun(False, 3, 0, 2, (3,), (), (1,)),
            WireRun(False, 7, 0, 2, (3,), (), (1,)),
        ),
        ((1, 0, 2), (4, 3, 5)),
    )
    assert orders_of(wiring)[True, 2] == [3, 0]


def test_a_wire_that_goes_on_below_lies_below_one_that_goes_on_above() -> None:
    wiring = Wiring(
        (
            WireRun(True, 4, 1, 5, (1,), (), (0,)),
            WireRun(False, 3, 4, 8, (0,), (), (0,)),
            WireRun(True, 4, 2, 6, (3,), (), (1,)),
            WireRun(False, 4, 0, 4, (2,), (), (1,)),
        ),
        ((0, 1), (2, 3)),
    )
    assert orders_of(wiring)[True, 4] == [2, 0]


def test_every_run_is_in_the_order_of_its_strip() -> None:
    made = generated(1, lanes=True)
    plan = place(made)
    wiring = wiring_of(made, grid_of(plan), routes_of(made, plan))
    for (level, strip), order in orders_of(wiring).items():
        runs = enumerate(wiring.runs)
        assert sorted(order) == [n for n, r in runs if (r.level, r.strip) == (level, strip)]

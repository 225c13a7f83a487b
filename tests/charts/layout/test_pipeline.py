"""Charts laid out whole: no fault in any of many generated ones, and what each sort must show."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from shaiquan.charts.layout.layout_types import Box, Layout, LayoutEdge, LayoutGraph, PlacedBox
from shaiquan.charts.layout.pipeline import compute_layout
from tests.charts.layout.chart_notation import parse_graph
from tests.charts.layout.generated_graphs import generate_any_graph, generate_procedure
from tests.charts.layout.layout_faults import count_crossings, find_faults
from tests.conftest import FULL

#: the first seed of the generated charts; a failure names its own
SEED = 20_261_124
COUNT = 2000 if FULL else 100


def drawn(made: LayoutGraph) -> tuple[Layout, dict[str, PlacedBox]]:
    """The layout, which has no fault, and its boxes by id."""
    found = compute_layout(made)
    assert find_faults(made, found) == []
    return found, {placed.box.id: placed for placed in found.boxes}


def straight(found: Layout, source: str, target: str) -> bool:
    wires = [w for w in found.wires if (w.edge.source, w.edge.target) == (source, target)]
    return all(len(wire.points) == 2 for wire in wires)


# -- many charts --------------------------------------------------------------------------------


@pytest.mark.parametrize("lanes", [True, False], ids=["lanes", "flow"])
def test_no_generated_procedure_has_a_fault(lanes: bool) -> None:
    for seed in range(SEED, SEED + COUNT):
        made = generate_procedure(seed, lanes=lanes)
        assert find_faults(made, compute_layout(made)) == [], f"seed {seed}"


def test_any_graph_is_drawn_without_a_fault() -> None:
    for seed in range(SEED, SEED + 3 * COUNT):
        made = generate_any_graph(seed)
        assert find_faults(made, compute_layout(made)) == [], f"seed {seed}"


def test_a_chart_is_always_drawn_the_same_way() -> None:
    made = generate_procedure(SEED, lanes=True)
    again = LayoutGraph(
        tuple(replace(box) for box in made.boxes), tuple(map(replace, made.edges)), made.lanes
    )
    assert compute_layout(made) == compute_layout(again)


def test_wires_cross_seldom_and_large_charts_take_no_time() -> None:
    charts = [generate_procedure(seed, lanes=True) for seed in range(SEED, SEED + 40)]
    started = time.process_time()
    found = [compute_layout(made) for made in charts]
    taken = (time.process_time() - started) / sum(len(made.boxes) for made in charts)
    assert taken < 0.004
    # most of the generated charts are far more tangled than any procedure
    assert sum(map(count_crossings, found)) < 0.8 * sum(len(made.edges) for made in charts)


# -- one chart of each sort ---------------------------------------------------------------------


def test_a_chart_of_nothing_and_of_one_step() -> None:
    assert compute_layout(LayoutGraph((), ())) == Layout(0, 0, (), (), (), ())
    found, at = drawn(parse_graph(boxes="a"))
    assert (at["a"].x, at["a"].y) == (10, 10)
    assert (found.width, found.height) == (170, 58)


def test_a_chain_runs_straight_down() -> None:
    found, at = drawn(parse_graph("a>b", "b>c"))
    assert straight(found, "a", "b")
    assert straight(found, "b", "c")
    assert [at[id].row for id in "abc"] == [0, 1, 2]


def test_a_step_of_another_lane_stands_in_the_row_of_the_step_before_it() -> None:
    found, at = drawn(parse_graph("a>b", "b>c", lanes={"a": 0, "b": 1, "c": 0}))
    assert at["a"].row == at["b"].row < at["c"].row
    assert straight(found, "a", "b")


def test_a_decision_leads_straight_down_and_to_the_side() -> None:
    found, at = drawn(parse_graph("a>b", "b>c:", "b>d:", "c>e"))
    assert straight(found, "b", "c")
    assert straight(found, "b", "d")
    assert at["b"].row == at["d"].row


def test_a_step_that_ends_a_side_way_does_not_come_between_steps_of_the_main_way() -> None:
    lanes = dict.fromkeys("abcde", 0)
    found, _ = drawn(parse_graph("a>b", "b>c:", "b>d:", "c>e", "a>d:", lanes=lanes))
    assert straight(found, "b", "c")
    assert straight(found, "c", "e")


def test_branches_of_a_parallel_stand_side_by_side_below_a_bar_over_them_all() -> None:
    made = parse_graph("a>f", "f>b", "f>c", "f>d", "b>j", "c>j", "d>j", "j>e")
    bars = tuple(
        replace(box, shape="bar", height=5.0) if box.id in "fj" else box for box in made.boxes
    )
    found, at = drawn(replace(made, boxes=bars))
    assert at["b"].row == at["c"].row == at["d"].row
    for bar in (at["f"], at["j"]):
        assert bar.x <= min(at[id].x for id in "bcd")
        assert bar.x + bar.width >= max(at[id].x + at[id].width for id in "bcd")
    assert all(len(w.points) == 2 for w in found.wires if w.edge.source == "f")


def test_a_side_step_stands_next_to_its_step() -> None:
    made = parse_graph("a>b", "b>c", boxes="abcs")
    boxes = tuple(replace(box, beside="b") if box.id == "s" else box for box in made.boxes)
    edges = (*made.edges, LayoutEdge("b", "s", side=True))
    found, at = drawn(LayoutGraph(boxes, edges))
    assert at["s"].row == at["b"].row
    assert abs(at["s"].column - at["b"].column) == 1
    assert straight(found, "b", "s")


def test_the_labels_of_many_exits_stand_in_a_row_below_their_decision() -> None:
    made = parse_graph("a>b", *(f"b>{target}:" for target in "cdefghi"))
    found, at = drawn(made)
    labels = [wire.label for wire in found.wires if wire.condition and wire.label]
    assert len(labels) == 7
    bottom = at["b"].y + at["b"].height
    assert max(y - bottom for _, y, _, _ in labels) < 120


def test_a_loop_a_pair_of_links_and_loose_steps_are_all_drawn() -> None:
    made = parse_graph("a>b", "a>b", "b<b", "b>c", "a<c:", boxes="abcxy")
    found, _ = drawn(made)
    assert len({wire.points for wire in found.wires}) == len(made.edges)


def test_an_empty_lane_keeps_its_place_and_every_lane_the_width_of_its_head() -> None:
    made = replace(parse_graph("a>b", lanes={"a": 0, "b": 2}), lane_widths=(40.0, 222.0, 300.0))
    found, _ = drawn(made)
    widths = [high - low for low, high in found.lanes]
    assert widths[1] == pytest.approx(222)
    assert widths[2] == pytest.approx(300)


def test_what_names_no_box_or_lane_is_refused() -> None:
    with pytest.raises(ValueError, match="a -> b"):
        compute_layout(LayoutGraph((Box("a", 100, 40),), (LayoutEdge("a", "b"),)))
    with pytest.raises(ValueError, match="one id"):
        compute_layout(LayoutGraph((Box("a", 100, 40), Box("a", 90, 40)), ()))
    with pytest.raises(ValueError, match="lane 2"):
        compute_layout(LayoutGraph((Box("a", 100, 40, lane=2),), (), lanes=2))

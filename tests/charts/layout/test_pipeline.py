"""Whole layouts: no fault in many generated charts, and one chart of each type."""

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
COUNT = 2000 if FULL else 16


def lay_out(graph: LayoutGraph) -> tuple[Layout, dict[str, PlacedBox]]:
    """The layout, which has no fault, and its boxes by id."""
    layout = compute_layout(graph)
    assert find_faults(graph, layout) == []
    return layout, {placed.box.id: placed for placed in layout.boxes}


def is_straight(layout: Layout, source: str, target: str) -> bool:
    wires = [w for w in layout.wires if (w.edge.source, w.edge.target) == (source, target)]
    return all(len(wire.points) == 2 for wire in wires)


# -- many charts --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lanes", "columns"),
    [(True, 0), (True, 1), (True, 3), (False, 0), (False, 2), (False, 3), (False, 5)],
)
def test_no_generated_procedure_has_a_fault(lanes: bool, columns: int) -> None:
    for seed in range(SEED, SEED + COUNT):
        graph = replace(generate_procedure(seed, lanes=lanes), columns=columns)
        assert find_faults(graph, compute_layout(graph)) == [], f"seed {seed}"


def test_any_graph_is_drawn_without_a_fault() -> None:
    for seed in range(SEED, SEED + 3 * COUNT):
        graph = replace(generate_any_graph(seed), columns=seed % 4)
        assert find_faults(graph, compute_layout(graph)) == [], f"seed {seed}"


def test_a_chart_is_always_laid_out_the_same() -> None:
    graph = generate_procedure(SEED, lanes=True)
    again = LayoutGraph(
        tuple(replace(box) for box in graph.boxes), tuple(map(replace, graph.edges)), graph.lanes
    )
    assert compute_layout(graph) == compute_layout(again)


def test_wires_seldom_cross_and_large_charts_are_quick() -> None:
    charts = [generate_procedure(seed, lanes=True) for seed in range(SEED, SEED + 40)]
    started = time.process_time()
    layout = [compute_layout(graph) for graph in charts]
    taken = (time.process_time() - started) / sum(len(graph.boxes) for graph in charts)
    assert taken < 0.02  # seconds a box: about 0.001 where nothing else runs
    # most of the generated charts are far more tangled than any procedure
    assert sum(map(count_crossings, layout)) < 0.85 * sum(len(graph.edges) for graph in charts)


# -- one chart of each type ---------------------------------------------------------------------


def test_an_empty_chart_and_a_chart_of_one_step() -> None:
    assert compute_layout(LayoutGraph((), ())) == Layout(0, 0, (), (), (), ())
    layout, boxes = lay_out(parse_graph(boxes="a"))
    assert (boxes["a"].x, boxes["a"].y) == (10, 10)
    assert (layout.width, layout.height) == (170, 58)


def test_a_chain_runs_straight_down() -> None:
    layout, boxes = lay_out(parse_graph("a>b", "b>c"))
    assert is_straight(layout, "a", "b")
    assert is_straight(layout, "b", "c")
    assert [boxes[id].row for id in "abc"] == [0, 1, 2]


def test_a_step_of_another_lane_stands_in_the_row_of_the_step_before_it() -> None:
    layout, boxes = lay_out(parse_graph("a>b", "b>c", lanes={"a": 0, "b": 1, "c": 0}))
    assert boxes["a"].row == boxes["b"].row < boxes["c"].row
    assert is_straight(layout, "a", "b")


def test_a_decision_leads_straight_down_and_to_the_side() -> None:
    layout, boxes = lay_out(parse_graph("a>b", "b>c:", "b>d:", "c>e"))
    assert is_straight(layout, "b", "c")
    assert is_straight(layout, "b", "d")
    assert boxes["b"].row == boxes["d"].row


def test_the_end_of_a_side_path_does_not_stand_between_steps_of_the_main_path() -> None:
    lanes = dict.fromkeys("abcde", 0)
    layout, _ = lay_out(parse_graph("a>b", "b>c:", "b>d:", "c>e", "a>d:", lanes=lanes))
    assert is_straight(layout, "b", "c")
    assert is_straight(layout, "c", "e")


def test_branches_of_a_parallel_stand_side_by_side_below_a_bar_over_them_all() -> None:
    graph = parse_graph("a>f", "f>b", "f>c", "f>d", "b>j", "c>j", "d>j", "j>e")
    bars = tuple(
        replace(box, shape="bar", height=5.0) if box.id in "fj" else box for box in graph.boxes
    )
    layout, boxes = lay_out(replace(graph, boxes=bars))
    assert boxes["b"].row == boxes["c"].row == boxes["d"].row
    for bar in (boxes["f"], boxes["j"]):
        assert bar.x <= min(boxes[id].x for id in "bcd")
        assert bar.x + bar.width >= max(boxes[id].x + boxes[id].width for id in "bcd")
    assert all(len(w.points) == 2 for w in layout.wires if w.edge.source == "f")


def test_a_side_step_stands_next_to_its_step() -> None:
    graph = parse_graph("a>b", "b>c", boxes="abcs")
    steps = tuple(replace(box, beside="b") if box.id == "s" else box for box in graph.boxes)
    edges = (*graph.edges, LayoutEdge("b", "s", side=True))
    layout, boxes = lay_out(LayoutGraph(steps, edges))
    assert boxes["s"].row == boxes["b"].row
    assert abs(boxes["s"].column - boxes["b"].column) == 1
    assert is_straight(layout, "b", "s")


def test_the_labels_of_many_exits_stand_in_a_row_below_their_decision() -> None:
    graph = parse_graph("a>b", *(f"b>{target}:" for target in "cdefghi"))
    layout, boxes = lay_out(graph)
    labels = [wire.label for wire in layout.wires if wire.condition and wire.label]
    assert len(labels) == 7
    bottom = boxes["b"].y + boxes["b"].height
    assert max(y - bottom for _, y, _, _ in labels) < 120


def test_a_loop_a_pair_of_edges_and_unconnected_steps_are_all_drawn() -> None:
    graph = parse_graph("a>b", "a>b", "b<b", "b>c", "a<c:", boxes="abcxy")
    layout, _ = lay_out(graph)
    assert len({wire.points for wire in layout.wires}) == len(graph.edges)


def test_an_empty_lane_keeps_its_place_and_every_lane_the_width_of_its_title() -> None:
    graph = replace(parse_graph("a>b", lanes={"a": 0, "b": 2}), lane_widths=(40.0, 222.0, 300.0))
    layout, _ = lay_out(graph)
    widths = [high - low for low, high in layout.lanes]
    assert widths[1] == pytest.approx(222)
    assert widths[2] == pytest.approx(300)


def test_an_unknown_box_or_lane_is_an_error() -> None:
    with pytest.raises(ValueError, match="a -> b"):
        compute_layout(LayoutGraph((Box("a", 100, 40),), (LayoutEdge("a", "b"),)))
    with pytest.raises(ValueError, match="one id"):
        compute_layout(LayoutGraph((Box("a", 100, 40), Box("a", 90, 40)), ()))
    with pytest.raises(ValueError, match="lane 2"):
        compute_layout(LayoutGraph((Box("a", 100, 40, lane=2),), (), lanes=2))

"""A long chart in columns: down the first, then on at the top of the next."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from shaiquan.charts.layout.box_placement import place_boxes
from shaiquan.charts.layout.layout_types import LayoutGraph
from shaiquan.charts.layout.pipeline import compute_layout
from shaiquan.charts.layout.ranking import find_branches, rank_nodes
from tests.charts.layout.chart_notation import parse_graph
from tests.charts.layout.generated_graphs import generate_procedure
from tests.charts.layout.layout_faults import find_faults


def chain(steps: int) -> LayoutGraph:
    ids = [chr(0x4E00 + number) for number in range(steps)]
    return parse_graph(*(f"{one}>{other}" for one, other in pairwise(ids)))


@pytest.mark.parametrize("columns", [2, 3, 4])
def test_a_chain_fills_its_columns_evenly_in_reading_order(columns: int) -> None:
    graph = replace(chain(26), columns=columns)
    placement = place_boxes(graph)
    cells = [(placement.spots[box.id].first, placement.spots[box.id].row) for box in graph.boxes]
    assert cells == sorted(cells)
    assert placement.columns == columns
    assert placement.rows == -(-26 // columns)
    assert placement.strays == 0


def test_the_wire_to_the_next_column_enters_its_first_step_from_above_or_the_side() -> None:
    graph = replace(chain(9), columns=3)
    layout = compute_layout(graph)
    assert find_faults(graph, layout) == []
    boxes = {placed.box.id: placed for placed in layout.boxes}
    onward = [w for w in layout.wires if boxes[w.edge.target].column != boxes[w.edge.source].column]
    assert len(onward) == 2
    for wire in onward:
        assert boxes[wire.edge.target].row == 0
        assert wire.points[-1][1] <= boxes[wire.edge.target].y + boxes[wire.edge.target].height / 2


def test_a_chart_is_folded_where_few_wires_are_cut() -> None:
    # two returns lead over the middle of the chart
    graph = parse_graph("a>b", "b>c", "c>d", "d>e", "c<e:", "d<e:", "e>f", "f>g", "g>h")
    placement = place_boxes(replace(graph, columns=2))
    columns = {id: spot.first for id, spot in placement.spots.items()}
    assert columns["c"] == columns["d"] == columns["e"]
    assert placement.strays == 0


def test_bars_stay_with_their_branches_and_decisions_with_their_conditions() -> None:
    for seed in range(80):
        graph = generate_procedure(seed, lanes=False)
        ranking, whole = rank_nodes(graph), place_boxes(graph)
        placement = place_boxes(replace(graph, columns=3))
        for box in graph.boxes:
            for branch in find_branches(ranking, box.id) if box.shape == "bar" else ():
                before = whole.spots[branch].row - whole.spots[box.id].row
                after = placement.spots[branch].row - placement.spots[box.id].row
                assert after == before, f"seed {seed}"
        for number, spot in placement.conditions.items():
            source = graph.edges[number].source
            before = whole.conditions[number].row - whole.spots[source].row
            assert spot.row - placement.spots[source].row == before, f"seed {seed}"


def test_what_must_stay_together_is_not_folded() -> None:
    graph = parse_graph("f>a", "f>b", "a>j", "b>j")
    bars = tuple(
        replace(box, shape="bar", height=5.0) if box.id in "fj" else box for box in graph.boxes
    )
    folded = place_boxes(replace(graph, boxes=bars, columns=3))
    assert folded == place_boxes(replace(graph, boxes=bars))


def test_a_chart_with_lanes_has_columns_in_each_lane_and_is_not_folded() -> None:
    graph = parse_graph("a>b", "b>c", "c>d", lanes={"a": 0, "b": 1, "c": 0, "d": 1})
    for columns in (1, 2, 3):
        placement = place_boxes(replace(graph, columns=columns))
        assert len(placement.lanes) == 2
        assert placement.spots["a"].row < placement.spots["d"].row

"""Rows and columns: what stands straight below, in one row, or side by side."""

from __future__ import annotations

from dataclasses import replace

from shaiquan.charts.layout.box_placement import place_boxes
from shaiquan.charts.layout.placement import GridSpot, Placement, remove_empty_strips
from shaiquan.charts.layout.placement_cost import placement_cost
from shaiquan.charts.layout.placement_refinement import index_edges, refine_placement
from shaiquan.charts.layout.ranking import rank_nodes
from tests.charts.layout.chart_notation import parse_graph
from tests.charts.layout.generated_graphs import generate_any_graph, generate_procedure


def test_no_two_boxes_share_a_cell_and_each_is_in_its_lane() -> None:
    for seed in range(60):
        for made in (
            generate_procedure(seed, lanes=True),
            generate_procedure(seed, lanes=False),
            generate_any_graph(seed),
        ):
            plan = place_boxes(made)
            cells = [
                (spot.row, column)
                for spot in plan.spots.values()
                for column in range(spot.first, spot.last + 1)
            ]
            cells += {(spot.row, spot.first) for spot in plan.conditions.values()}
            assert len(cells) == len(set(cells)), f"seed {seed}"
            for box in made.boxes:
                first, last = plan.lanes[box.lane if made.lanes else 0]
                assert first <= plan.spots[box.id].first <= plan.spots[box.id].last <= last


def test_links_lead_down_or_across_but_never_up() -> None:
    for seed in range(60):
        made = generate_procedure(seed, lanes=True)
        order, plan = rank_nodes(made), place_boxes(made)
        for numbers in order.out.values():
            for number in numbers:
                source, target = order.ends[number]
                assert plan.spots[source].row <= plan.spots[target].row, f"seed {seed}"


def test_a_plan_has_no_empty_row_or_column_but_a_column_for_an_empty_lane() -> None:
    spots = {"a": GridSpot(2, 0, 0), "b": GridSpot(5, 3, 4)}
    found = remove_empty_strips(Placement(spots, {}, 9, 7, ((0, 1), (2, 2), (3, 6))))
    assert found == Placement(
        {"a": GridSpot(0, 0, 0), "b": GridSpot(1, 2, 3)}, {}, 2, 4, ((0, 0), (1, 1), (2, 3))
    )


def test_an_odd_number_of_conditions_stands_around_the_one_in_the_middle() -> None:
    plan = place_boxes(parse_graph("a>b", *(f"b>{target}:" for target in "cdefg")))
    assert len({spot.row for spot in plan.conditions.values()}) == 1
    columns = [spot.first for spot in plan.conditions.values()]
    assert sorted(columns.count(column) for column in set(columns)) == [1, 2, 2]


def test_a_step_moves_to_where_its_links_would_rather_have_it() -> None:
    made = parse_graph("a>b", "b>c")
    spots = {"a": GridSpot(0, 1, 1), "b": GridSpot(1, 0, 0), "c": GridSpot(2, 1, 1)}
    plan = Placement(spots, {}, 3, 2, ((0, 1),))
    order = rank_nodes(made)
    found = refine_placement(index_edges(made, order), order, plan).spots
    assert len({spot.first for spot in found.values()}) == 1


def test_a_plan_that_prints_larger_wastes_less() -> None:
    made = parse_graph("a>b", "b>c", "c>d", "d>e")
    order = rank_nodes(made)
    ties = index_edges(made, order)
    down = Placement({id: GridSpot(n, 0, 0) for n, id in enumerate("abcde")}, {}, 5, 1, ((0, 0),))
    wide = replace(down, columns=9)
    assert placement_cost(made, ties, order, down) < placement_cost(made, ties, order, wide)

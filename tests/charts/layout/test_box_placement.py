"""Rows and columns: which boxes stand below one another, in one row, or side by side."""

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
        for graph in (
            generate_procedure(seed, lanes=True),
            generate_procedure(seed, lanes=False),
            generate_any_graph(seed),
        ):
            placement = place_boxes(graph)
            cells = [
                (spot.row, column)
                for spot in placement.spots.values()
                for column in range(spot.first, spot.last + 1)
            ]
            cells += {(spot.row, spot.first) for spot in placement.conditions.values()}
            assert len(cells) == len(set(cells)), f"seed {seed}"
            for box in graph.boxes:
                first, last = placement.lanes[box.lane if graph.lanes else 0]
                assert (
                    first <= placement.spots[box.id].first <= placement.spots[box.id].last <= last
                )


def test_edges_lead_down_or_across_but_never_up() -> None:
    for seed in range(60):
        graph = generate_procedure(seed, lanes=True)
        ranking, placement = rank_nodes(graph), place_boxes(graph)
        for numbers in ranking.out.values():
            for number in numbers:
                source, target = ranking.ends[number]
                assert placement.spots[source].row <= placement.spots[target].row, f"seed {seed}"


def test_only_an_empty_lane_keeps_an_empty_column() -> None:
    spots = {"a": GridSpot(2, 0, 0), "b": GridSpot(5, 3, 4)}
    refined = remove_empty_strips(Placement(spots, {}, 9, 7, ((0, 1), (2, 2), (3, 6))))
    assert refined == Placement(
        {"a": GridSpot(0, 0, 0), "b": GridSpot(1, 2, 3)}, {}, 2, 4, ((0, 0), (1, 1), (2, 3))
    )


def test_an_odd_number_of_conditions_stands_around_the_one_in_the_middle() -> None:
    placement = place_boxes(parse_graph("a>b", *(f"b>{target}:" for target in "cdefg")))
    assert len({spot.row for spot in placement.conditions.values()}) == 1
    columns = [spot.first for spot in placement.conditions.values()]
    assert sorted(columns.count(column) for column in set(columns)) == [1, 2, 2]


def test_a_step_moves_to_where_its_edges_are_straight() -> None:
    graph = parse_graph("a>b", "b>c")
    spots = {"a": GridSpot(0, 1, 1), "b": GridSpot(1, 0, 0), "c": GridSpot(2, 1, 1)}
    placement = Placement(spots, {}, 3, 2, ((0, 1),))
    ranking = rank_nodes(graph)
    refined = refine_placement(index_edges(graph, ranking), ranking, placement).spots
    assert len({spot.first for spot in refined.values()}) == 1


def test_a_placement_that_prints_larger_costs_less() -> None:
    graph = parse_graph("a>b", "b>c", "c>d", "d>e")
    ranking = rank_nodes(graph)
    index = index_edges(graph, ranking)
    down = Placement({id: GridSpot(n, 0, 0) for n, id in enumerate("abcde")}, {}, 5, 1, ((0, 0),))
    wide = replace(down, columns=9)
    assert placement_cost(graph, index, ranking, down) < placement_cost(graph, index, ranking, wide)

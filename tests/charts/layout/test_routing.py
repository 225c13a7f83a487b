"""Routes: never through a box, never up into one, together into one target."""

from __future__ import annotations

from itertools import pairwise

from shaiquan.charts.layout.box_placement import place_boxes
from shaiquan.charts.layout.layout_types import LayoutGraph
from shaiquan.charts.layout.placement import Placement
from shaiquan.charts.layout.ranking import find_conditions
from shaiquan.charts.layout.routing import Route, assign_nets, route_edges
from shaiquan.charts.layout.routing_grid import DOWN, ONWARD, UP, build_grid, points_of
from shaiquan.charts.layout.segments import Wiring, build_wiring
from tests.charts.layout.chart_notation import parse_graph
from tests.charts.layout.generated_graphs import generate_any_graph, generate_procedure


def routed(graph: LayoutGraph) -> tuple[Placement, tuple[Route, ...], Wiring]:
    placement = place_boxes(graph)
    routes = route_edges(graph, placement)
    return placement, routes, build_wiring(graph, build_grid(placement), routes)


def test_every_edge_has_a_route_from_its_source_to_its_target() -> None:
    for seed in range(100):
        graph = generate_procedure(seed, lanes=True) if seed % 2 else generate_any_graph(seed)
        placement, routes, _ = routed(graph)
        grid = build_grid(placement)
        for edge, route in zip(graph.edges, routes, strict=True):
            assert route.start in points_of(grid, placement.spots[edge.source])
            assert route.moves[-1][0] in points_of(grid, placement.spots[edge.target])
            inside = {p for n, (p, _) in enumerate(route.moves[:-1]) if n != route.condition_move}
            assert not any(grid.blocked[point] for point in inside), f"seed {seed}"


def test_a_route_goes_on_or_bends_but_never_turns_back() -> None:
    for seed in range(50):
        for route in routed(generate_procedure(seed, lanes=False))[1]:
            for (_, into), (_, out) in pairwise(route.moves):
                assert out in ONWARD[into]


def test_wires_leave_by_the_bottom_or_a_side_and_enter_by_the_top_or_a_side() -> None:
    for seed in range(50):
        for route in routed(generate_procedure(seed, lanes=True))[1]:
            assert route.moves[0][1] != UP
            assert route.moves[-1][1] != UP


def test_a_labelled_exit_has_its_side_for_itself() -> None:
    for seed in range(50):
        graph = generate_procedure(seed, lanes=True)
        _, routes, _ = routed(graph)
        alone = {n for n, e in enumerate(graph.edges) if e.labelled} - {*find_conditions(graph)}
        for number in alone:
            side = routes[number].start, routes[number].moves[0][1]
            others = [r for n, r in enumerate(routes) if n != number]
            if side[1] != DOWN:
                assert side not in [(r.start, r.moves[0][1]) for r in others], f"seed {seed}"


def test_edges_of_one_class_into_one_step_share_their_end() -> None:
    graph = parse_graph(
        *(f"{one}>{other}" for one, other in pairwise("abcde")), "a>e", "b>e", "c>e"
    )
    _, _, wiring = routed(graph)
    ends = {
        chain[-1]
        for edge, chain in zip(graph.edges, wiring.chains, strict=True)
        if edge.target == "e"
    }
    assert len(ends) == 2


def test_returns_and_forward_edges_into_one_step_stay_apart() -> None:
    graph = parse_graph("a>b", "b>c", "b>d", "b<c", "b<d")
    _, _, wiring = routed(graph)
    onward, back, again = (wiring.chains[n][-1] for n in (0, 3, 4))
    assert onward not in (back, again)
    assert assign_nets(graph)[0] != assign_nets(graph)[3] == assign_nets(graph)[4]


def test_two_edges_between_the_same_steps_begin_apart() -> None:
    _, _, wiring = routed(parse_graph("a>b", "a>b"))
    assert wiring.chains[0][0] != wiring.chains[1][0]


def test_a_segment_reaches_from_bend_to_bend() -> None:
    for seed in range(30):
        _, _, wiring = routed(generate_procedure(seed, lanes=True))
        for chain in wiring.chains:
            for one, other in pairwise(chain):
                first, second = wiring.segments[one], wiring.segments[other]
                assert first.level != second.level
                assert first.low <= second.strip <= first.high
                assert second.low <= first.strip <= second.high

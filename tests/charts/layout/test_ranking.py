"""Ranks: the longest path to each step, with any cycles and loose ends."""

from __future__ import annotations

from dataclasses import replace

from shaiquan.charts.layout.layout_types import LayoutGraph
from shaiquan.charts.layout.ranking import find_conditions, rank_nodes
from tests.charts.layout.chart_notation import parse_graph


def ranks(graph: LayoutGraph) -> dict[str, int]:
    return rank_nodes(graph).rank


def test_a_rank_is_the_longest_path_to_a_step() -> None:
    assert ranks(parse_graph("a>b", "b>c", "a>c")) == {"a": 0, "b": 1, "c": 2}


def test_returns_and_edges_that_close_a_cycle_do_not_count() -> None:
    assert ranks(parse_graph("a>b", "b>c", "b<c")) == {"a": 0, "b": 1, "c": 2}
    assert ranks(parse_graph("a>b", "b>c", "c>a")) == {"a": 0, "b": 1, "c": 2}
    assert ranks(parse_graph("a>a", "a>b")) == {"a": 0, "b": 1}


def test_a_step_that_no_start_reaches_stands_just_above_its_target() -> None:
    assert ranks(parse_graph("a>b", "b>c", "c>d", "x>y", "y>d")) == {
        "a": 0, "b": 1, "c": 2, "d": 3, "x": 1, "y": 2,
    }  # fmt: skip


def test_an_unconnected_step_stands_below_the_step_before_it() -> None:
    assert ranks(parse_graph("a>b", boxes="abx")) == {"a": 0, "b": 1, "x": 2}


def test_a_side_step_is_one_node_with_its_step() -> None:
    graph = parse_graph("a>b", "s>c", boxes="absc")
    boxes = tuple(replace(box, beside="b") if box.id == "s" else box for box in graph.boxes)
    ranking = rank_nodes(replace(graph, boxes=boxes))
    assert ranking.hosts == {"s": "b"}
    assert ranking.rank == {"a": 0, "b": 1, "c": 2}


def test_five_labelled_exits_get_condition_places_and_four_do_not() -> None:
    exits = [f"a>{target}:" for target in "bcdef"]
    assert find_conditions(parse_graph(*exits)) == (0, 1, 2, 3, 4)
    assert find_conditions(parse_graph(*exits[:4])) == ()
    assert ranks(parse_graph(*exits))["b"] == 2


def test_the_main_exit_is_the_first_to_a_step_with_exits() -> None:
    ranking = rank_nodes(parse_graph("a>x:", "a>b:", "b>c"))
    assert ranking.main["a"] == 1
    assert ranking.level == {0}

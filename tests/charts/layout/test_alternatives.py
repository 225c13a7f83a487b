"""Alternatives stand side by side: no step of one way stands among those of another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shaiquan.charts.layout.alternatives import assign_ways
from shaiquan.charts.layout.box_placement import place_boxes
from shaiquan.charts.layout.layout_types import LayoutGraph
from shaiquan.charts.layout.pipeline import compute_layout
from shaiquan.charts.layout.ranking import rank_nodes
from tests.charts.layout.chart_notation import parse_graph
from tests.charts.layout.layout_faults import find_faults


def penalty() -> LayoutGraph:
    """A penalty: the short way (a b c) and the long way (p q r) mostly by one office."""
    edges = ("s>d", "d>a:", "d>p:", "a>b", "b>c", "c>j", "p>q", "q>r", "r>j", "j>e")
    return parse_graph(*edges, lanes={id: int(id in "qb") for id in "sdabcpqrje"})


@pytest.mark.parametrize("columns", [0, 1, 2])
def test_each_way_out_of_a_decision_has_a_column_of_its_own_in_a_lane(columns: int) -> None:
    graph = replace(penalty(), columns=columns)
    spots = place_boxes(graph).spots
    short, long = {spots[id].first for id in "ac"}, {spots[id].first for id in "pr"}
    assert len(short) == len(long) == 1
    assert short != long
    assert find_faults(graph, compute_layout(graph)) == []


def test_steps_that_both_ways_reach_have_no_column_of_their_own() -> None:
    graph = penalty()
    assert set(assign_ways(graph, rank_nodes(graph))) == {"a", "c", "p", "r"}


def test_the_main_way_comes_first_and_inner_alternatives_within_their_way() -> None:
    edges = ("d>a:", "d>p:", "a>b", "b>j", "p>i", "i>q:", "i>x:", "q>r", "r>j", "x>y", "y>j")
    graph = parse_graph(*edges, lanes=dict.fromkeys("dabpiqrxyj", 0))
    ways = assign_ways(graph, rank_nodes(graph))
    assert (ways["a"], ways["p"], ways["q"], ways["x"]) == (0, 1, 1, 2)
    assert ways["y"] == ways["x"]


@pytest.mark.parametrize(
    "edges",
    [
        ("d>a:", "d>p:", "a>j", "p>j"),  # one step each: nothing can stand between
        ("d>a:", "d>e:", "a>b", "b>c"),  # the end of a way stands where room is left
        ("d>a:", "d>c:", "a>b", "b>c"),  # a short cut has no step of its own
    ],
)
def test_a_lane_is_not_widened_for_nothing(edges: tuple[str, ...]) -> None:
    graph = parse_graph(*edges, lanes=dict.fromkeys("dabcpje", 0))
    assert assign_ways(graph, rank_nodes(graph)) == {}

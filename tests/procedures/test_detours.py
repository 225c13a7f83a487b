"""Ways round a gate, and on from an answer: where they leave, and that they are ways."""

from __future__ import annotations

import itertools
import random

from shaiquan.procedures.detours import WayFinder, find_detours
from shaiquan.procedures.edges import Edge
from shaiquan.procedures.graph import Graph, Node
from shaiquan.procedures.graph_questions import is_avoidable
from tests.conftest import FULL, MakeSite
from tests.procedures.test_graph import build_graph, random_graph


def graph_from(*lines: str) -> Graph:
    """A graph of lines such as ``a b 是``: an edge from a to b, with its label."""
    words = [line.split() for line in lines]
    edges = tuple(Edge(source, target, "".join(label)) for source, target, *label in words)
    ids = dict.fromkeys(id for edge in edges for id in (edge.source, edge.target))
    nodes = (Node(id, "step", id, 0, ("steps", i)) for i, id in enumerate(sorted(ids)))
    return Graph(tuple(nodes), edges)


def test_a_detour_leaves_at_the_branch_and_goes_to_the_goal() -> None:
    graph = graph_from("a b", "b c 否", "b d 是", "c e", "d e", "e f")
    (detour,) = find_detours(WayFinder(graph), ["c"], "e")
    assert detour.branch == Edge("b", "d", "是")
    assert detour.nodes == ("b", "d", "e")


def test_a_gate_that_every_way_passes_has_no_detour() -> None:
    assert find_detours(WayFinder(graph_from("a b", "b c", "c b")), ["b"], "c") == ()


def test_two_branches_that_avoid_a_gate_are_two_detours() -> None:
    graph = graph_from("a b 甲", "a c 乙", "b d 否", "b e 是", "c e", "d e")
    assert [d.branch for d in find_detours(WayFinder(graph), ["d"], "e")] == [
        Edge("a", "c", "乙"), Edge("b", "e", "是"),
    ]  # fmt: skip


def test_a_branch_that_comes_back_is_not_taken_for_a_way_to_the_gate() -> None:
    """From d one can start over, and so come to the gate; the branch at b still goes round."""
    graph = graph_from("a b", "b c 否", "b d 是", "c e", "d a 退回", "d e 同意")
    assert [d.branch for d in find_detours(WayFinder(graph), ["c"], "e")] == [Edge("b", "d", "是")]


def test_a_return_after_the_goal_does_not_hide_where_the_way_leaves() -> None:
    graph = graph_from("a b", "b d 是", "b c 否", "c d", "d c 不通过", "d e 通过")
    assert [d.branch for d in find_detours(WayFinder(graph), ["c"], "d")] == [Edge("b", "d", "是")]


def test_a_gate_after_the_goal_is_a_detour_without_branch() -> None:
    (detour,) = find_detours(WayFinder(graph_from("a b", "b c")), ["c"], "b")
    assert (detour.branch, detour.nodes) == (None, ("a", "b"))


def test_the_other_branch_of_a_parallel_is_no_detour(site: MakeSite) -> None:
    steps = """\
  - 并行:
      - - 判断: 要不要审
          分支: {要: 审查, 不要: 登记}
        - {步骤: 审查, 标识: sc}
        - {步骤: 登记, 标识: dj}
      - - 步骤: 公示
  - {步骤: 讨论, 标识: tl}
  - 结束: 完
"""
    graph = build_graph(site, steps)
    assert [d.branch.label for d in find_detours(WayFinder(graph), ["sc"], "tl") if d.branch] == [
        "不要"
    ]


def test_before_and_after_follow_no_return() -> None:
    ways = WayFinder(graph_from("a b", "b c", "c b 退回", "c d", "d a 重来"))
    assert ways.find_before(["c"]) == {"a", "b"}
    assert ways.find_after(["c"]) == {"c", "d"}
    assert ways.is_return(Edge("c", "b", "退回"))
    assert not ways.is_return(Edge("b", "c"))


def test_a_way_on_ends_where_it_starts_over() -> None:
    graph = graph_from("a b", "b c", "c d 好", "c b1 不好", "b1 d 算了", "b1 a 重来")
    ways = WayFinder(graph)
    bad = Edge("c", "b1", "不好")
    assert ways.find_way_on(bad, {"b"}, {"d"}, set()) == ("b1", "d")
    assert ways.find_way_on(bad, {"b"}, {"d"}, {"d"}) == ()


def test_what_comes_last_before_a_node_is_looked_for_through_the_given_nodes_only() -> None:
    ways = WayFinder(graph_from("a b", "b c", "c d", "d e"))
    assert ways.find_nearest_before("e", {"a", "b"}, {"c", "d"}) == {"b"}
    assert ways.find_nearest_before("e", {"a", "b"}, {"d"}) == set()


def test_detours_of_random_graphs_are_ways_round_the_gate() -> None:
    """There is one just where the gate can be avoided, each from another branch."""
    seed = 20261130
    rng = random.Random(seed)
    for _ in range(5000 if FULL else 150):
        graph = random_graph(rng)
        ways = WayFinder(graph)
        edges = {(edge.source, edge.target) for edge in graph.edges}
        gates, goal = [rng.choice(graph.nodes[:-1]).id], graph.nodes[-1].id
        detours = find_detours(ways, gates, goal)
        assert bool(detours) is is_avoidable(graph, gates, goal), f"seed {seed}"
        for detour in detours:
            assert detour.nodes[-1] == goal, f"seed {seed}"
            assert not {*detour.nodes} & {*gates}, f"seed {seed}"
            assert {*itertools.pairwise(detour.nodes)} <= edges, f"seed {seed}"
            if detour.branch:
                assert detour.nodes[:2] == (detour.branch.source, detour.branch.target)
        branches = [detour.branch for detour in detours]
        assert len(branches) == len({*branches}), f"seed {seed}"
    print(f"seed {seed}")

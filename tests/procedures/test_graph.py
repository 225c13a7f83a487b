"""A procedure as a graph: order, jumps, parallels, returns, and gates on every path."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import networkx as nx
import pytest

from shaiquan.procedures.edges import Edge
from shaiquan.procedures.graph import Graph, Node, graph_of
from shaiquan.procedures.graph_questions import (
    count_steps,
    find_endless,
    find_unreachable,
    is_avoidable,
)
from tests.conftest import FULL, MakeSite
from tests.support import STEPS, procedure


def build_graph(site: MakeSite, steps: str) -> Graph:
    return procedure(site({"procedures/l1.yml": STEPS + steps}))[1]


def edges_of(graph: Graph) -> list[tuple[str, str, str]]:
    acts = {n.id: n.act or n.type for n in graph.nodes}
    return [(acts[e.source], e.label, acts[e.target]) for e in graph.edges]


def test_steps_run_in_the_order_written(site: MakeSite) -> None:
    graph = build_graph(site, "  - 开始: 甲\n  - 步骤: 乙\n  - 结束: 丙\n")
    assert edges_of(graph) == [("甲", "", "乙"), ("乙", "", "丙")]
    assert [n.id for n in graph.nodes] == ["step-1", "step-2", "step-3"]


def test_without_a_start_the_first_step_is_where_it_begins(site: MakeSite) -> None:
    assert build_graph(site, "  - 步骤: 甲\n  - 结束: 乙\n").start.act == "甲"


def test_a_decision_leaves_only_by_its_branches_and_an_end_not_at_all(site: MakeSite) -> None:
    steps = "  - 判断: 甲\n    分支: {是: 丙, 否: 丁}\n  - 结束: 丙\n  - 结束: 丁\n"
    assert edges_of(build_graph(site, steps)) == [("甲", "是", "丙"), ("甲", "否", "丁")]


def test_a_jump_replaces_the_edge_to_the_next_step(site: MakeSite) -> None:
    steps = "  - 步骤: 甲\n    下一步: 丙\n  - 步骤: 乙\n  - 结束: 丙\n"
    assert edges_of(build_graph(site, steps)) == [("甲", "", "丙"), ("乙", "", "丙")]


def test_a_target_may_be_the_anchor_of_a_step(site: MakeSite) -> None:
    steps = "  - 步骤: 归档\n    标识: A1\n  - 步骤: 甲\n    下一步: a1\n  - 结束: 归档\n"
    graph = build_graph(site, steps)
    assert graph.faults == ()
    assert Edge("step-2", "a1", back=True) in graph.edges


def test_branches_of_a_parallel_meet_at_the_next_step(site: MakeSite) -> None:
    steps = """\
  - 步骤: 甲
  - 并行:
      - - 步骤: 乙
        - 步骤: 丙
      - - 步骤: 丁
  - 结束: 戊
"""
    assert edges_of(build_graph(site, steps)) == [
        ("甲", "", "fork"), ("fork", "", "乙"), ("fork", "", "丁"), ("乙", "", "丙"),
        ("丙", "", "join"), ("丁", "", "join"), ("join", "", "戊"),
    ]  # fmt: skip


def test_a_side_step_is_on_no_path(site: MakeSite) -> None:
    steps = "  - 步骤: 甲\n    旁路: {步骤: 监督}\n  - 结束: 乙\n"
    graph = build_graph(site, steps)
    assert edges_of(graph) == [("甲", "", "监督"), ("甲", "", "乙")]
    assert (find_unreachable(graph), find_endless(graph)) == ((), ((), ()))
    assert count_steps(graph) == 2


def test_an_edge_back_to_an_earlier_step_is_a_return(site: MakeSite) -> None:
    steps = "  - 步骤: 甲\n  - 判断: 乙\n    分支: {好: 丙, 不好: 甲}\n  - 结束: 丙\n"
    assert [(e.label, e.back) for e in build_graph(site, steps).edges] == [
        ("", False), ("好", False), ("不好", True),
    ]  # fmt: skip


def test_starts_ends_and_decisions_count_only_where_they_say_so(site: MakeSite) -> None:
    steps = """\
  - 开始: 甲
  - 步骤: 乙
    计数: 否
  - 步骤: 丙
  - 判断: 丁
    计数: 是
    分支: {是: 戊, 否: 丙}
  - 结束: 戊
"""
    graph = build_graph(site, steps)
    assert [n.number for n in graph.nodes] == [0, 0, 1, 2, 0]
    assert count_steps(graph) == 2


@pytest.mark.parametrize(("inside", "outcome"), [("关口: [审查]", False), ("时限: 1日", True)])
def test_a_gate_in_one_branch_of_a_parallel_is_on_every_path(
    site: MakeSite, inside: str, outcome: bool
) -> None:
    steps = f"""\
  - 并行:
      - - 步骤: 甲
          {inside}
      - - 步骤: 乙
  - 步骤: 讨论
    集体决定: 是
  - 结束: 完
"""
    graph = build_graph(site, steps)
    gates = [n.id for n in graph.nodes if n.step and n.step.gates]
    (goal,) = [node for node in graph.nodes if node.is_collective]
    assert is_avoidable(graph, gates, goal.id) is outcome


def random_graph(rng: random.Random) -> Graph:
    size = rng.randrange(2, 14)
    nodes = tuple(Node(f"n{i}", "step", f"n{i}", i + 1, ("steps", i)) for i in range(size))
    edges = {(f"n{i}", f"n{i + 1}") for i in range(size - 1) if rng.random() < 0.8}
    for _ in range(rng.randrange(size * 2)):
        edges.add((f"n{rng.randrange(size)}", f"n{rng.randrange(size)}"))
    return Graph(nodes, tuple(Edge(a, b) for a, b in sorted(edges)))


def build_network(graph: Graph) -> Any:
    network: Any = nx.DiGraph()
    network.add_nodes_from(n.id for n in graph.nodes)
    network.add_edges_from((e.source, e.target) for e in graph.edges)
    return network


def test_networkx_finds_the_same_unreachable_and_endless_steps() -> None:
    seed = 20261125
    rng = random.Random(seed)
    for _ in range(5000 if FULL else 200):
        graph = random_graph(rng)
        last = replace(graph.nodes[-1], type="end")
        graph = replace(graph, nodes=(*graph.nodes[:-1], last))
        network = build_network(graph)
        reached = nx.descendants(network, "n0") | {"n0"}
        assert {n.id for n in find_unreachable(graph)} == set(network) - reached, f"seed {seed}"
        stuck = set(network) - nx.ancestors(network, last.id) - {last.id}
        parts = nx.strongly_connected_components(network)
        loops = {id for part in parts for id in part if len(part) > 1 or network.has_edge(id, id)}
        dead, looping = find_endless(graph)
        assert {n.id for n in dead} == {id for id in stuck if not network.out_degree(id)}
        assert {n.id for n in looping} == stuck & loops, f"seed {seed}"
    print(f"seed {seed}")


def test_the_graph_of_a_procedure_is_cached(site: MakeSite) -> None:
    record, graph = procedure(site({"procedures/l1.yml": STEPS + "  - 结束: 完\n"}))
    assert graph_of(record) is graph
    assert graph_of(record.model_copy()) is not graph


def test_one_gate_is_unavoidable_just_where_it_dominates() -> None:
    seed = 20261124
    rng = random.Random(seed)
    for _ in range(5000 if FULL else 200):
        graph = random_graph(rng)
        above = nx.immediate_dominators(build_network(graph), "n0")
        for node in graph.nodes[1:]:
            if node.id not in above:
                continue
            dominators, current = {node.id}, node.id
            while current != "n0":
                current = above[current]
                dominators.add(current)
            for gate in graph.nodes:
                wanted = gate.id not in dominators
                assert is_avoidable(graph, [gate.id], node.id) is wanted, f"seed {seed}"
    print(f"seed {seed}")

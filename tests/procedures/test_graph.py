"""A procedure as a graph: order, jumps, parallels, returns, and gates that none goes around."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import networkx as nx
import pytest

from shaiquan.procedures.edges import Edge
from shaiquan.procedures.graph import (
    Graph,
    Node,
    count_steps,
    find_collective_decisions,
    find_endless,
    find_unreachable,
    graph_of,
    is_avoidable,
)
from tests.conftest import FULL, MakeSite
from tests.support import STEPS, procedure


def graph(site: MakeSite, steps: str) -> Graph:
    return procedure(site({"procedures/l1.yml": STEPS + steps}))[1]


def ways(found: Graph) -> list[tuple[str, str, str]]:
    acts = {n.id: n.act or n.type for n in found.nodes}
    return [(acts[e.source], e.label, acts[e.target]) for e in found.edges]


def test_steps_run_in_the_order_written(site: MakeSite) -> None:
    found = graph(site, "  - 开始: 甲\n  - 步骤: 乙\n  - 结束: 丙\n")
    assert ways(found) == [("甲", "", "乙"), ("乙", "", "丙")]
    assert [n.id for n in found.nodes] == ["step-1", "step-2", "step-3"]


def test_without_a_start_the_first_step_is_where_it_begins(site: MakeSite) -> None:
    assert graph(site, "  - 步骤: 甲\n  - 结束: 乙\n").start.act == "甲"


def test_a_decision_leaves_only_by_its_branches_and_an_end_not_at_all(site: MakeSite) -> None:
    steps = "  - 判断: 甲\n    分支: {是: 丙, 否: 丁}\n  - 结束: 丙\n  - 结束: 丁\n"
    assert ways(graph(site, steps)) == [("甲", "是", "丙"), ("甲", "否", "丁")]


def test_a_jump_replaces_the_way_to_the_next_step(site: MakeSite) -> None:
    steps = "  - 步骤: 甲\n    下一步: 丙\n  - 步骤: 乙\n  - 结束: 丙\n"
    assert ways(graph(site, steps)) == [("甲", "", "丙"), ("乙", "", "丙")]


def test_a_target_may_be_the_anchor_of_a_step(site: MakeSite) -> None:
    steps = "  - 步骤: 归档\n    标识: A1\n  - 步骤: 甲\n    下一步: a1\n  - 结束: 归档\n"
    found = graph(site, steps)
    assert found.faults == ()
    assert Edge("step-2", "a1", back=True) in found.edges


def test_branches_of_a_parallel_meet_at_the_next_step(site: MakeSite) -> None:
    steps = """\
  - 步骤: 甲
  - 并行:
      - - 步骤: 乙
        - 步骤: 丙
      - - 步骤: 丁
  - 结束: 戊
"""
    assert ways(graph(site, steps)) == [
        ("甲", "", "fork"), ("fork", "", "乙"), ("fork", "", "丁"), ("乙", "", "丙"),
        ("丙", "", "join"), ("丁", "", "join"), ("join", "", "戊"),
    ]  # fmt: skip


def test_a_side_step_runs_beside_the_way(site: MakeSite) -> None:
    steps = "  - 步骤: 甲\n    旁路: {步骤: 监督}\n  - 结束: 乙\n"
    found = graph(site, steps)
    assert ways(found) == [("甲", "", "监督"), ("甲", "", "乙")]
    assert (find_unreachable(found), find_endless(found)) == ((), ((), ()))
    assert count_steps(found) == 2


def test_a_way_back_to_an_earlier_step_is_a_return(site: MakeSite) -> None:
    steps = "  - 步骤: 甲\n  - 判断: 乙\n    分支: {好: 丙, 不好: 甲}\n  - 结束: 丙\n"
    assert [(e.label, e.back) for e in graph(site, steps).edges] == [
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
    found = graph(site, steps)
    assert [n.number for n in found.nodes] == [0, 0, 1, 2, 0]
    assert count_steps(found) == 2


def test_the_vote_is_the_collective_decision_where_there_is_one(site: MakeSite) -> None:
    steps = (
        "  - 步骤: 讨论\n    集体决定: 是\n  - 判断: 表决\n    表决: 举手\n"
        "    分支: {过: 完, 不过: 讨论}\n  - 结束: 完\n"
    )
    assert [n.act for n in find_collective_decisions(graph(site, steps))] == ["表决"]


@pytest.mark.parametrize(("inside", "outcome"), [("关口: [审查]", False), ("时限: 1日", True)])
def test_a_gate_in_one_branch_of_a_parallel_is_on_every_way(
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
    found = graph(site, steps)
    gates = [n.id for n in found.nodes if n.step and n.step.gates]
    (goal,) = find_collective_decisions(found)
    assert is_avoidable(found, gates, goal.id) is outcome


def random_graph(chance: random.Random) -> Graph:
    size = chance.randrange(2, 14)
    nodes = tuple(Node(f"n{i}", "step", f"n{i}", i + 1, ("steps", i)) for i in range(size))
    edges = {(f"n{i}", f"n{i + 1}") for i in range(size - 1) if chance.random() < 0.8}
    for _ in range(chance.randrange(size * 2)):
        edges.add((f"n{chance.randrange(size)}", f"n{chance.randrange(size)}"))
    return Graph(nodes, tuple(Edge(a, b) for a, b in sorted(edges)))


def network(found: Graph) -> Any:
    net: Any = nx.DiGraph()
    net.add_nodes_from(n.id for n in found.nodes)
    net.add_edges_from((e.source, e.target) for e in found.edges)
    return net


def test_what_is_reached_and_what_never_ends_is_what_networkx_finds() -> None:
    seed = 20261125
    chance = random.Random(seed)
    for _ in range(5000 if FULL else 200):
        found = random_graph(chance)
        last = replace(found.nodes[-1], type="end")
        found = replace(found, nodes=(*found.nodes[:-1], last))
        net = network(found)
        reached = nx.descendants(net, "n0") | {"n0"}
        assert {n.id for n in find_unreachable(found)} == set(net) - reached, f"seed {seed}"
        stuck = set(net) - nx.ancestors(net, last.id) - {last.id}
        parts = nx.strongly_connected_components(net)
        loops = {id for part in parts for id in part if len(part) > 1 or net.has_edge(id, id)}
        dead, looping = find_endless(found)
        assert {n.id for n in dead} == {id for id in stuck if not net.out_degree(id)}
        assert {n.id for n in looping} == stuck & loops, f"seed {seed}"
    print(f"seed {seed}")


def test_the_graph_of_a_procedure_is_made_once(site: MakeSite) -> None:
    record, found = procedure(site({"procedures/l1.yml": STEPS + "  - 结束: 完\n"}))
    assert graph_of(record) is found
    assert graph_of(record.model_copy()) is not found


def test_one_gate_is_unavoidable_just_where_it_dominates() -> None:
    seed = 20261124
    chance = random.Random(seed)
    for _ in range(5000 if FULL else 200):
        found = random_graph(chance)
        above = nx.immediate_dominators(network(found), "n0")
        for node in found.nodes[1:]:
            if node.id not in above:
                continue
            dominators, current = {node.id}, node.id
            while current != "n0":
                current = above[current]
                dominators.add(current)
            for gate in found.nodes:
                wanted = gate.id not in dominators
                assert is_avoidable(found, [gate.id], node.id) is wanted, f"seed {seed}"
    print(f"seed {seed}")

"""What the answers of a vote decide."""

from __future__ import annotations

from shaiquan.procedures.detours import WayFinder
from shaiquan.procedures.edges import Edge
from shaiquan.procedures.graph import Graph, Node
from shaiquan.procedures.verdicts import (
    find_allowed,
    find_vote_results,
    find_way_after_refusal,
    list_answers,
)
from tests.conftest import MakeSite
from tests.procedures.test_graph import build_graph


def no(graph: Graph) -> set[Edge]:
    return {edge for edge in graph.edges if edge.label == "没有超过"}


VOTE = """\
  - {步骤: 研究, 标识: yj}
  - {步骤: 讨论, 标识: tl, 集体决定: 是}
  - 判断: 意见是否成熟
    标识: cs
    分支: {成熟: 唱票, 不成熟: 研究}
  - {步骤: 唱票, 标识: cp}
  - 判断: 赞成是否超过半数
    标识: bs
    分支: {超过: jy, 没有超过: jy, 再议: 研究}
  - {步骤: 印发纪要, 标识: jy}
"""
END = "  - {步骤: 落实, 标识: ls}\n  - 结束: 完\n"


def node_of(graph: Graph, id: str) -> Node:
    return next(node for node in graph.nodes if node.id == id)


def test_the_result_of_a_vote_stands_just_after_it_or_counts_its_votes(site: MakeSite) -> None:
    ways = WayFinder(build_graph(site, VOTE + END))
    assert [node.id for node in find_vote_results(ways)] == ["cs", "bs"]


def test_a_carried_vote_allows_the_steps_that_act_and_not_the_minutes(site: MakeSite) -> None:
    graph = build_graph(site, VOTE + END)
    assert find_allowed(WayFinder(graph), node_of(graph, "bs"), no(graph)) == {"ls"}


def test_an_end_that_only_a_carried_vote_comes_to_is_allowed_by_it(site: MakeSite) -> None:
    ends = "  - {结束: 正式任职, 标识: rz}\n  - {结束: 不予任用, 标识: by}\n"
    vote = "  - 判断: 表决\n    标识: bs\n    表决: 记名\n    分支: {超过: rz, 没有超过: %s}\n"
    for target in ("by", "rz"):
        graph = build_graph(site, vote % target + ends)
        assert find_allowed(WayFinder(graph), node_of(graph, "bs"), no(graph)) == {"rz"}, target


def test_the_only_end_of_a_chart_is_the_end_of_a_lost_vote_too(site: MakeSite) -> None:
    vote = "  - 判断: 表决\n    标识: bs\n    表决: 记名\n    分支: {超过: rz, 没有超过: rz}\n"
    graph = build_graph(site, vote + "  - {结束: 正式任职, 标识: rz}\n")
    assert find_allowed(WayFinder(graph), node_of(graph, "bs"), no(graph)) == set()


def test_a_lost_vote_leads_on_only_to_what_acts(site: MakeSite) -> None:
    graph = build_graph(site, VOTE + END)
    ways, answers = WayFinder(graph), list_answers(graph, node_of(graph, "bs"))
    assert [find_way_after_refusal(ways, answer, {"ls"}) for answer in answers] == [
        ("jy", "ls"), ("jy", "ls"), (),
    ]  # fmt: skip


def test_a_decision_that_is_not_about_a_vote_is_no_result(site: MakeSite) -> None:
    steps = "  - 判断: 是否合法\n    分支: {合法: 讨论, 不合法: 完}\n"
    steps += "  - {步骤: 讨论, 集体决定: 是}\n  - 结束: 完\n"
    assert find_vote_results(WayFinder(build_graph(site, steps))) == ()

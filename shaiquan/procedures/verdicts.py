"""What the answers of a decision decide: whether a gate is passed, whether a vote is carried.

Which answers say no is for the caller to know; here are the nodes that depend on it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Set
from dataclasses import replace

from shaiquan.procedures.detours import WayFinder
from shaiquan.procedures.edges import Edge
from shaiquan.procedures.graph import Graph, Node

#: what only passes under a decision: no step stands between it and what it answers
_PASSING = ("decision", "fork", "join")
#: a decision of this kind counts votes, however far it stands from the vote
_COUNTS_VOTES = ("表决", "赞成", "投票", "得票")
#: after a vote that is lost these still follow: minutes are kept, the result is told
_TELLING = ("纪要", "记录", "归档", "存档", "公布", "公开", "宣布", "通报", "告知", "反馈", "答复")
#: an end says no more than that it is one, or that nothing came of it
_ENDING = (
    *_TELLING,
    *("结束", "终止", "停止", "办结", "完", "退回", "驳回", "不予", "不再", "取消", "撤", "否决"),
    *("送达", "通知", "重新", "另行", "再议", "备查", "登记", "下一", "下次"),
)


def find_deciding(graph: Graph) -> tuple[Node, ...]:
    """The votes and the steps marked 集体决定."""
    return tuple(node for node in graph.nodes if node.is_collective and not node.side)


def find_final_decisions(ways: WayFinder) -> tuple[Node, ...]:
    """The votes, and the collective steps that no vote follows: a tier below may have none."""
    deciding = find_deciding(ways.graph)
    votes = {node.id for node in deciding if node.step and node.step.voting}
    return tuple(
        node for node in deciding if node.id in votes or not votes & ways.find_after({node.id})
    )


def list_answers(graph: Graph, node: Node) -> tuple[Edge, ...]:
    """The branches of a decision as edges."""
    return tuple(e for e in graph.edges if e.source == node.id and e.label and not e.side)


def find_vote_results(ways: WayFinder) -> tuple[Node, ...]:
    """The decisions that say whether a vote is carried: the votes themselves, the decisions just
    after a collective step, and those that count votes."""
    deciding = {node.id for node in find_deciding(ways.graph)}
    after = ways.find_after(deciding)
    return tuple(
        node
        for node in ways.graph.nodes
        if node.type == "decision"
        and not node.side
        and (
            node.id in deciding
            or (node.id in after and any(word in node.act for word in _COUNTS_VOTES))
            or _follows(ways, node, deciding)
        )
    )


def _follows(ways: WayFinder, node: Node, deciding: Set[str]) -> bool:
    """Whether the decision stands just after a collective step that has no answers itself."""
    graph = ways.graph
    steps = {n.id for n in graph.nodes if n.id in deciding and n.type != "decision"}
    return bool(ways.find_nearest_before(node.id, steps, find_passing(graph) - deciding))


def find_passing(graph: Graph) -> set[str]:
    """Decisions and bars: what a way passes without doing anything."""
    return {node.id for node in graph.nodes if node.type in _PASSING}


def find_allowed(ways: WayFinder, result: Node, refusals: Set[Edge]) -> set[str]:
    """What is done only because a vote is carried: the steps after the answers that do not
    refuse, and the ends that only these come to. Not among them is what follows any vote, such
    as the minutes. ``refusals`` are those of all decisions of the chart."""
    answers = list_answers(ways.graph, result)
    carried = [e.target for e in answers if e not in refusals and not ways.is_return(e)]
    after = ways.find_after(carried, {result.id})
    ends = _find_ends_of(ways, result, after, refusals)
    return {n.id for n in ways.graph.nodes if n.id in ends or (n.id in after and _acts(n))}


def _acts(node: Node) -> bool:
    """Whether something is done at a step that does not follow a lost vote as well."""
    is_step = node.type in ("step", "subprocess") and not node.side
    return is_step and not _is_only(node.act, _TELLING)


def _find_ends_of(ways: WayFinder, result: Node, after: Set[str], refusals: Set[Edge]) -> set[str]:
    """The ends of the carried vote: those with 接续, and of several those that say what is done,
    if nobody comes to them who has not voted, unless by a refusal."""
    every = [node for node in ways.graph.nodes if node.type == "end"]
    agreed = tuple(edge for edge in ways.graph.edges if edge not in refusals)
    accepted = WayFinder(replace(ways.graph, edges=agreed))
    unvoted = accepted.find_after([ways.graph.start.id], {result.id})
    return {
        node.id
        for node in every
        if node.id in after
        and (
            (node.step and node.step.leads_to)
            or (len(every) > 1 and node.id not in unvoted and not _is_only(node.act, _ENDING))
        )
    }


def _is_only(act: str, words: Iterable[str]) -> bool:
    """Whether each clause of an act has one of the words."""
    return all(any(word in clause for word in words) for clause in re.split("[，；]", act))


def find_way_after_refusal(
    ways: WayFinder, refusal: Edge, allowed: Collection[str]
) -> tuple[str, ...]:
    """The way from an answer by which a vote is lost to what only a carried vote allows.

    Empty if there is none. A return starts over, and another vote decides anew.
    """
    if ways.is_return(refusal):
        return ()
    deciding = {node.id for node in find_deciding(ways.graph)}
    closed = {refusal.source, *deciding}
    return ways.find_way(refusal.target, allowed, closed, returns=False)


def find_goals_of_gate(ways: WayFinder, node: Node, allowed: Iterable[str]) -> set[str]:
    """What a gate stands before, seen from a decision after it: votes, their fruits, payments."""
    after = ways.find_after({node.id})
    deciding = {n.id for n in find_deciding(ways.graph)}
    payments = {n.id for n in ways.graph.nodes if n.step and n.step.payment}
    return ((deciding | set(allowed)) & after | payments) - {node.id}

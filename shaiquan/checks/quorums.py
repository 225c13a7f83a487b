"""How many must be there, and of whom a majority is counted, as the steps say it (S1-17)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from shaiquan.checks.check_types import ERROR, Violation, check
from shaiquan.checks.procedure_graphs import SoundGraph, UsedGraph
from shaiquan.checks.procedure_types import find_type
from shaiquan.checks.way_words import describe_way, place_of_edge
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.shapes import Path
from shaiquan.model.shares import FoundShare, find_shares
from shaiquan.model.site import ProcedureType
from shaiquan.model.terms import MajorityBase
from shaiquan.procedures.detours import WayFinder
from shaiquan.procedures.graph import Node
from shaiquan.procedures.verdicts import find_deciding, list_answers

_CLAUSE = re.compile(r"[^，。；,;：]+")
_FOR = re.compile(r"赞成|同意|通过|过半数|得票|票数")
_AGAINST = re.compile(r"反对|弃权")
_PRESENT = re.compile(r"到会|出席|到场|参会")
_BASES = (
    (MajorityBase.ENTITLED, re.compile(r"应到会|应到|应出席")),
    (MajorityBase.PRESENT, re.compile(r"实到会|实到|到会|出席")),
)
_HALF = Fraction(1, 2)
#: an answer to whether enough are there
_TOO_FEW = re.compile(
    r"(?:人数)?(?:不够|不足|不到|不满|没有?(?:达到|够|到)|未(?:达|到))|(?:否|不是|没有)(?:$|[，,；;])"
)


@check(
    "quorum-differs",
    ERROR,
    "S1-17, S2-14",
    subject=UsedGraph,
    zh="“{type}”的法定人数是{quorum}，这里写的是“{found}”",
    en="the quorum of '{type}' is {quorum}, here it is '{found}'",
    mend="到会人数写成{quorum}；制度改了的，改 site.yml 类型表 的 法定人数",
    mend_en="write {quorum}, or correct 法定人数 of the type where the rule has changed",
    example="- 判断: 到会委员够不够三分之一（类型表 法定人数: 三分之二）",
)
def find_quorums_that_differ(
    catalog: Catalog, entry: Entry, chart: UsedGraph
) -> Iterator[Violation]:
    row = find_type(catalog, chart.procedure.type)
    for _, path, clause in _list_clauses(row, chart):
        if row.quorum and _is_quorum(clause):
            for share in find_shares(clause):
                if share.value != row.quorum.value:
                    words = {"type": chart.procedure.type, "quorum": row.quorum}
                    yield entry.location(*path), {**words, "found": clause}


@check(
    "majority-base-differs",
    ERROR,
    "S1-17, 党政领导干部选拔任用工作条例",
    subject=UsedGraph,
    zh="“{type}”的多数按{base}算，这里写的是“{found}”",
    en="the majority of '{type}' is counted of {base}, here it is '{found}'",
    mend="写成 赞成超过{base}成员半数；制度改了的，改 site.yml 类型表 的 多数基数",
    mend_en="count of {base}, or correct 多数基数 of the type where the rule has changed",
    example="- 判断: 赞成是否超过实到会成员半数（类型表 多数基数: 应到会）",
)
def find_majorities_of_others(
    catalog: Catalog, entry: Entry, chart: UsedGraph
) -> Iterator[Violation]:
    row = find_type(catalog, chart.procedure.type)
    for node, path, clause in _list_clauses(row, chart):
        base = _find_base(clause) if _is_majority(node, clause) else None
        if row.majority and base and base is not row.majority:
            words = {"type": chart.procedure.type, "base": row.majority.label}
            yield entry.location(*path), {**words, "found": clause}


@check(
    "majority-too-small",
    ERROR,
    "S1-17",
    subject=UsedGraph,
    zh="“{found}”不到半数，不是多数",
    en="'{found}' is less than half, which is no majority",
    mend="写成 赞成超过应到会成员半数",
    mend_en="ask for more than half",
    example="- 判断: 赞成是否超过应到会成员三分之一",
)
def find_small_majorities(catalog: Catalog, entry: Entry, chart: UsedGraph) -> Iterator[Violation]:
    row = find_type(catalog, chart.procedure.type)
    for node, path, clause in _list_clauses(row, chart):
        small = any(share.value < _HALF for share in find_shares(clause))
        if small and _is_majority(node, clause):
            yield entry.location(*path), {"found": clause}


@check(
    "quorum-not-met",
    ERROR,
    "S1-17, S1-08",
    subject=SoundGraph,
    zh="“{answer}”是到会的人不够，这条路还是到了集体决定：{way}",
    en="'{answer}' means that too few are there, but the way leads on to the decision: {way}",
    mend="让它改期，回到通知开会那一步，或者去一个 结束",
    mend_en="lead it back to the notice of the meeting, or to a 结束",
    example="- 判断: 到会人数够不够\n  分支: {够: 集体讨论, 不够: 先讨论}",
)
def find_meetings_without_quorum(
    catalog: Catalog, entry: Entry, chart: SoundGraph
) -> Iterator[Violation]:
    graph, ways = chart.graph, WayFinder(chart.graph)
    goals = {node.id for node in find_deciding(graph)}
    for node in graph.nodes if goals else ():
        if node.type != "decision" or node.id in goals or not _is_quorum(node.act):
            continue
        for edge in list_answers(graph, node):
            too_few = _TOO_FEW.match(edge.label)
            if too_few and (way := ways.find_way_on(edge, {node.id}, goals, set())):
                route = describe_way(graph, (node.id, *way), edge.label)
                place = entry.location(*place_of_edge(graph, edge))
                yield place, {"answer": edge.label, "way": route}


def _list_clauses(row: ProcedureType, chart: UsedGraph) -> Iterator[tuple[Node, Path, str]]:
    """The clauses of what steps, answers and remarks say, where the type sets who must be there."""
    if not (row.quorum or row.majority):
        return
    for node in chart.graph.nodes:
        if node.step is None:
            continue
        texts = [(node.path, node.act), ((*node.path, "note"), node.step.note)]
        texts += [((*node.path, "branches", label), label) for label in node.step.branches]
        for path, text in texts:
            yield from ((node, path, clause.strip()) for clause in _CLAUSE.findall(text))


def _is_majority(node: Node, clause: str) -> bool:
    """Whether a clause says how many must agree: at a question, a discussion or a vote."""
    if node.type != "decision" and not node.is_collective:
        return False
    return bool(_FOR.search(clause) and _has_share(clause) and not _AGAINST.search(clause))


def _is_quorum(clause: str) -> bool:
    """Whether a clause says how many must be there."""
    return bool(_PRESENT.search(clause) and not _FOR.search(clause))


def _has_share(clause: str) -> bool:
    share: FoundShare | None = next(find_shares(clause), None)
    return share is not None


def _find_base(clause: str) -> MajorityBase | None:
    return next((base for base, pattern in _BASES if pattern.search(clause)), None)

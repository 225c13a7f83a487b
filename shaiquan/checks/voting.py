"""The vote that the type of a procedure asks for: that it is held, by whom and how."""

from __future__ import annotations

from collections.abc import Iterator, Set

from shaiquan.checks.check_types import ERROR, Violation, check
from shaiquan.checks.deciding_claims import (
    DecidingChart,
    deciding_bodies,
    list_posts_that_suffice,
    name_bodies,
    read_chart,
)
from shaiquan.checks.procedure_graphs import UsedGraph
from shaiquan.checks.procedure_types import find_type
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.terms import Voting
from shaiquan.problems import Bilingual
from shaiquan.procedures.graph import Graph, Node


@check(
    "wrong-voting",
    ERROR,
    "S0-23, S0-24, S1-15, S1-24",
    subject=UsedGraph,
    zh="“{type}”应当{wanted}表决，这里写的是{found}",
    en="'{type}' is voted by {wanted}, not by {found}",
    mend="改成 表决: {choice}；类型表漏了一种的，写 表决: [{listed}, …]",
    mend_en="write 表决: {choice}, or add the method to the type",
    example="类型: 干部任免（表决: 举手，类型表要求 无记名）",
)
def find_wrong_voting(catalog: Catalog, entry: Entry, chart: UsedGraph) -> Iterator[Violation]:
    row = find_type(catalog, chart.procedure.type)
    for node in chart.graph.nodes if row.voting else ():
        voting = node.step.voting if node.step else None
        if voting and voting not in row.voting:
            labels = [method.label for method in row.voting]
            words = {"type": chart.procedure.type, "wanted": _join_methods(row.voting)}
            words |= {"choice": labels[0], "listed": ", ".join(labels), "found": voting.label}
            yield entry.location(*node.path, "voting"), words


def _join_methods(methods: tuple[Voting, ...]) -> Bilingual:
    labels = [method.label for method in methods]
    return Bilingual("或".join(labels), " or ".join(labels))


@check(
    "vote-missing",
    ERROR,
    "S0-23, S0-24, S2-14",
    subject=UsedGraph,
    zh="“{type}”要{wanted}表决，{place}没有写 表决{hint}",
    en="'{type}' is voted by {wanted}, but {place} has no 表决{hint}",
    mend="在表决那一步写 主体: 集体决定的机构，再写 表决: {choice}；个人拍板不能代替表决",
    mend_en="write 表决: {choice} at the step at which the body votes",
    example="类型: 干部任免（图里没有一步写 表决；或者“判断: 书记拍板”代替了表决）",
)
def find_missing_votes(catalog: Catalog, entry: Entry, used: UsedGraph) -> Iterator[Violation]:
    row = find_type(catalog, used.procedure.type)
    if not row.voting:
        return
    labels = {"type": used.procedure.type, "wanted": _join_methods(row.voting)}
    words = {**labels, "choice": row.voting[0].label}
    chart = read_chart(entry)
    for body, node in _list_unvoted(catalog, chart):
        if node is None:
            place = Bilingual(f"“{used.procedure.name}”里", f"'{used.procedure.name}'")
            yield entry.location("type"), {**words, "place": place, "hint": ""}
        else:
            place = Bilingual(f"“{node.act}”这一步", f"the step '{node.act}'")
            hint = _name_body(catalog, body) if body else ""
            yield entry.location(*node.path), {**words, "place": place, "hint": hint}


def _name_body(catalog: Catalog, body: str) -> Bilingual:
    name = name_bodies(catalog, [body])
    return Bilingual(f"（由“{name}”表决）", f" ('{name}' votes)")


def _list_unvoted(catalog: Catalog, chart: DecidingChart) -> Iterator[tuple[str, Node | None]]:
    """The bodies that decide without a vote, each with the step that should be one."""
    votes = [n for n in chart.graph.nodes if n.step and n.step.voting and not n.side]
    voting = {id for node in votes for id in node.actors}
    deciding = deciding_bodies(catalog, chart)
    found = False
    for body in sorted(deciding & chart.bodies - voting):
        found = True
        steps = (node for node in chart.decisions if body in node.actors)
        answer = _find_answer(chart.graph, next(steps))
        if not (answer.step and answer.step.voting):  # that another votes is told by its own check
            yield body, answer
    if not (found or votes):
        first = next(iter(chart.decisions), None)
        yield "", _find_answer(chart.graph, first) if first else _find_likely(chart, deciding)


def _find_answer(graph: Graph, discussion: Node) -> Node:
    """The question that follows a discussion, where the vote should be; else the discussion."""
    nodes = {node.id: node for node in graph.nodes}
    exits = (e.target for e in graph.edges if e.source == discussion.id and not e.side)
    answers = [nodes[target] for target in exits]
    return answers[0] if [n.type for n in answers] == ["decision"] else discussion


def _find_likely(chart: DecidingChart, deciding: Set[str]) -> Node | None:
    """What may be the vote: a question to who decides, or a step that speaks of voting."""
    words = ("表决", "投票", "票决", "拍板", "集体讨论", "集体研究")
    nodes = [node for node in chart.graph.nodes if node.step and not node.side]
    asked = [n for n in nodes if n.type == "decision" and deciding & {*n.actors}]
    spoken = (node for node in nodes if any(word in node.act for word in words))
    return next(iter((*asked, *spoken)), None)


@check(
    "one-answers-for-all",
    ERROR,
    "S0-38, S2-14",
    subject=UsedGraph,
    zh="集体讨论“{discussion}”以后，“{step}”却由一个岗位“{actor}”来定",
    en="after the discussion '{discussion}' it is one post, '{actor}', that answers '{step}'",
    mend="这一步的 主体 写集体决定的机构，写上 表决: 方式",
    mend_en="name the body that decides as 主体 and write 表决",
    example="- 步骤: 集体讨论\n  集体决定: 是\n- 判断: 书记拍板\n  主体: 书记",
)
def find_answers_by_one(catalog: Catalog, entry: Entry, used: UsedGraph) -> Iterator[Violation]:
    if find_type(
        catalog, used.procedure.type
    ).voting:  # a vote that is missing is told by its own check
        return
    for node in read_chart(entry).decisions:
        answer = _find_answer(used.graph, node)
        step = answer.step
        if answer is node or step is None or step.voting:
            continue
        for field, actor in list_posts_that_suffice(answer)[:1]:
            words = {"discussion": node.act, "step": answer.act, "actor": actor.text}
            yield entry.location(*answer.path, *field), words

"""A gate is passed, not visited: where the answers lead that say no (S0-17, S0-21, S1-17)."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.checks.chart_answers import (
    ChartAnswers,
    FailedAnswer,
    goes_by_amount,
    list_failed_gates,
    list_lost_votes,
)
from shaiquan.checks.check_types import ERROR, WARNING, Violation, check
from shaiquan.checks.deciding_claims import allowed_deciders, list_powers
from shaiquan.checks.procedure_graphs import SoundGraph, UsedGraph
from shaiquan.checks.procedure_types import find_type
from shaiquan.checks.way_words import (
    describe_detour,
    describe_way,
    place_of_detour,
    place_of_edge,
    quote_names,
)
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.content.places import Location
from shaiquan.content.suggestions import suggest_spelling
from shaiquan.model.shapes import Path
from shaiquan.procedures.detours import find_detours
from shaiquan.procedures.edges import Edge


@check(
    "gate-not-passed",
    ERROR,
    "S0-17, S0-21, 重大行政决策程序暂行条例第二十五条",
    subject=SoundGraph,
    zh="“{answer}”是没有通过关口{gates}，这条路没有再过这道关就到了“{step}”：{way}",
    en="'{answer}' fails the gate {gates}, but leads on to '{step}' without it: {way}",
    mend="让它回到{gates}或者更前面重做，或者去一个 结束；这个答案不算没有通过的，"
    "在判断上写 不通过: [哪些答案]",
    mend_en="lead it back to {gates} or before, or to a 结束; name the answers that fail in 不通过",
    example="- 判断: 审查结论\n  分支: {合法: 集体讨论, 不合法: 集体讨论}",
)
def find_failed_gates_that_go_on(
    catalog: Catalog, entry: Entry, chart: SoundGraph
) -> Iterator[Violation]:
    acts = {node.id: node.act for node in chart.graph.nodes}
    for failure in list_failed_gates(ChartAnswers(catalog, chart)):
        gates, answer = quote_names(failure.gates), failure.edge.label
        words = {"answer": answer, "gates": gates, "step": acts[failure.way[-1]]}
        yield _locate(entry, chart, failure.edge), {**words, "way": _describe(chart, failure)}


@check(
    "vote-not-passed",
    ERROR,
    "S1-17, 公务员法第四十六条",
    subject=SoundGraph,
    zh="“{answer}”是表决没有通过，这条路还是到了“{step}”：{way}",
    en="'{answer}' means that the vote is lost, but the way leads on to '{step}': {way}",
    mend="让它回到表决之前，或者去一个 结束；这个答案不算没有通过的，在判断上写 不通过: [哪些答案]",
    mend_en="lead it back before the vote, or to a 结束; name the answers that fail in 不通过",
    example="- 判断: 无记名投票\n  表决: 无记名\n  分支: {过半数: 公示, 未过半数: 公示}",
)
def find_lost_votes_that_go_on(
    catalog: Catalog, entry: Entry, chart: SoundGraph
) -> Iterator[Violation]:
    acts = {node.id: node.act for node in chart.graph.nodes}
    for failure in list_lost_votes(ChartAnswers(catalog, chart)):
        words = {"answer": failure.edge.label, "step": acts[failure.way[-1]]}
        yield _locate(entry, chart, failure.edge), {**words, "way": _describe(chart, failure)}


def _locate(entry: Entry, chart: SoundGraph, edge: Edge) -> Location:
    return entry.location(*place_of_edge(chart.graph, edge))


def _describe(chart: SoundGraph, failure: FailedAnswer) -> str:
    """The way of an answer, from its decision on."""
    edge = failure.edge
    return describe_way(chart.graph, (edge.source, *failure.way), edge.label)


@check(
    "vote-avoidable",
    WARNING,
    "S0-23, S1-17, S2-14, 公务员法第四十六条",
    subject=SoundGraph,
    zh="“{type}”要表决，有一条路没有经过表决就到了“{step}”：{way}",
    en="'{type}' is voted on, but a way leads to '{step}' without the vote: {way}",
    mend="让这条路也经过集体决定和表决，或者去一个 结束；依法由一个人决定的，"
    "那一步的 主体 写权力事项的 决定主体",
    mend_en="let this way pass the vote too, or lead to a 结束; where one person may decide, "
    "name the 决定主体 of the power at the step",
    example="- 判断: 考察有没有问题\n  分支: {没有: 集体讨论, 人选已定: 任前公示}",
)
def find_ways_round_votes(catalog: Catalog, entry: Entry, chart: SoundGraph) -> Iterator[Violation]:
    row, graph, answers = (
        find_type(catalog, chart.procedure.type),
        chart.graph,
        ChartAnswers(catalog, chart),
    )
    if not row.voting or not answers.results:
        return
    allowed = answers.find_allowed(answers.results)
    gates = answers.deciding | _find_single_decisions(catalog, chart)
    told: set[Path] = set()
    for goal in graph.nodes:
        # of a payment its own check tells
        is_goal = goal.id in allowed - gates and not (goal.step and goal.step.payment)
        before = gates - answers.ways.find_after({goal.id})
        for detour in find_detours(answers.ways, before, goal.id) if is_goal and before else ():
            place = place_of_detour(graph, detour, goal)
            if detour.branch in answers.refusals or goes_by_amount(graph, detour.nodes):
                continue  # that a gate is not passed is told; one person may approve little money
            gates.add(goal.id)  # whatever follows it alone is told with it
            if place not in told:
                told.add(place)
                words = {"type": chart.procedure.type, "step": goal.act}
                yield entry.location(*place), {**words, "way": describe_detour(graph, detour)}


def _find_single_decisions(catalog: Catalog, chart: UsedGraph) -> set[str]:
    """The steps of those who may decide by the powers of a chart: an emergency has no meeting."""
    deciders = allowed_deciders(list_powers(catalog, chart.procedure.powers))
    steps = (node for node in chart.graph.nodes if node.type == "step" and not node.side)
    return {node.id for node in steps if deciders & {*node.actors}}


@check(
    "gate-without-refusal",
    WARNING,
    "S0-17, S0-21, S0-22",
    subject=SoundGraph,
    zh="关口“{gate}”可能“{answers}”，图上却没有一个答案说没有通过该怎么办",
    en="the gate '{gate}' may say '{answers}', but no answer says where that leads",
    mend="在这一步后面写一个 判断，给“{answers}”一条退回或者结束的路；已经有的，"
    "在判断上写 不通过: [哪些答案]",
    mend_en="write a 判断 after it with a branch for that; name the answers that fail in 不通过",
    example="不通过: {合法性审查: [不合法]}（类型表 这样写，图上审查完就上会）",
)
def find_gates_that_cannot_fail(
    catalog: Catalog, entry: Entry, chart: SoundGraph
) -> Iterator[Violation]:
    graph, answers = chart.graph, ChartAnswers(catalog, chart)
    for gate, words in answers.failing.items():
        ids = answers.gates.get(gate, set())
        after = answers.ways.find_after(ids, answers.deciding)
        refusing = (node for node in answers.decisions if node.id in after)
        if ids and not any(answers.list_refusals(node) for node in refusing):
            first = next(node for node in graph.nodes if node.id in ids)
            yield entry.location(*first.path), {"gate": gate, "answers": "、".join(words)}


@check(
    "unknown-answer",
    ERROR,
    "S0-17",
    subject=UsedGraph,
    zh="不通过 里的“{answer}”不是“{step}”的分支{suggestion}",
    en="'{answer}' in 不通过 is no branch of '{step}'{suggestion}",
    mend="照 分支 里的写法写；没有分支的步骤不写 不通过",
    mend_en="write it as in 分支; a step without branches has no 不通过",
    example="分支: {合法: 讨论, 不合法: 终止}\n不通过: [违法]",
)
def find_unknown_answers(catalog: Catalog, entry: Entry, chart: UsedGraph) -> Iterator[Violation]:
    for node in chart.graph.nodes:
        branches = node.step.branches if node.step else {}
        for index, answer in enumerate((node.step.failing if node.step else None) or ()):
            if answer not in branches:
                words = {"answer": answer, "step": node.act}
                hint = suggest_spelling(answer, branches)
                yield entry.location(*node.path, "failing", index), {**words, "suggestion": hint}

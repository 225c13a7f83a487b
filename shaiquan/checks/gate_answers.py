"""A gate is passed, not visited: where the answers lead that say no (S0-17, S0-21, S1-17)."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from shaiquan.checks.check_types import ERROR, WARNING, Violation, check
from shaiquan.checks.deciding_claims import allowed_deciders, list_powers
from shaiquan.checks.procedure_graphs import SoundGraph, UsedGraph
from shaiquan.checks.procedure_types import find_gate_nodes, find_type, list_known_gates
from shaiquan.checks.way_words import (
    describe_detour,
    describe_way,
    place_of_detour,
    place_of_edge,
    quote_names,
)
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.content.suggestions import suggest_spelling
from shaiquan.model.money import find_band
from shaiquan.model.shapes import Path
from shaiquan.model.site import VOTE_KEY
from shaiquan.procedures.answers import contains_any, says_no
from shaiquan.procedures.detours import WayFinder, find_detours
from shaiquan.procedures.edges import Edge
from shaiquan.procedures.graph import Graph, Node
from shaiquan.procedures.verdicts import (
    find_allowed,
    find_deciding,
    find_goals_of_gate,
    find_passing,
    find_vote_results,
    find_way_after_refusal,
    list_answers,
)


@dataclass(frozen=True, slots=True)
class _Failure:
    """The gates that an answer fails, their nodes, and what a way on may not enter either."""

    gates: list[str]
    redo: set[str]
    stops: set[str]


class _Answers:
    """Which answers of a chart say no, by the chart itself, its type, or the common words."""

    def __init__(self, catalog: Catalog, chart: UsedGraph) -> None:
        self.graph, self._catalog = chart.graph, catalog
        self._row = find_type(catalog, chart.procedure.type)
        self.failing = self._row.failing
        self.decisions = [n for n in chart.graph.nodes if n.type == "decision" and not n.side]

    @cached_property
    def ways(self) -> WayFinder:
        return WayFinder(self.graph)

    @cached_property
    def gates(self) -> dict[str, set[str]]:
        """Each gate that the chart has -> its nodes."""
        written = (gate for node in self.graph.nodes if node.step for gate in node.step.gates)
        names = dict.fromkeys((*list_known_gates(self._row), *written))
        found = {gate: find_gate_nodes(self._catalog, self.graph, gate) for gate in names}
        return {gate: {node.id for node in nodes} for gate, nodes in found.items() if nodes}

    @cached_property
    def deciding(self) -> set[str]:
        return {node.id for node in find_deciding(self.graph)}

    @cached_property
    def results(self) -> tuple[Node, ...]:
        return find_vote_results(self.ways) if self.deciding else ()

    @cached_property
    def refusals(self) -> set[Edge]:
        """The answers of all decisions that say no."""
        return {edge for node in self.decisions for edge in self.list_refusals(node)}

    def refuses(self, node: Node, label: str) -> bool:
        """Whether an answer says no; what the step names in 不通过 goes before all words."""
        assert node.step is not None
        if node.step.failing is not None:
            return label in node.step.failing
        if find_band(label):
            return False
        if node in self.results:
            words = self.failing.get(VOTE_KEY, ())
            return says_no(label, node.act, vote=True) or contains_any(label, words)
        return says_no(label, node.act) or bool(self.list_named_gates(node, label))

    def list_named_gates(self, node: Node, label: str) -> list[str]:
        """The gates before a decision whose words in the type's 不通过 the answer has."""
        return [
            gate
            for gate, words in self.failing.items()
            if gate in self.gates
            and contains_any(label, words)
            and node.id in self.ways.find_after(self.gates[gate])
        ]

    def list_refusals(self, node: Node) -> list[Edge]:
        return [e for e in list_answers(self.graph, node) if self.refuses(node, e.label)]

    def find_allowed(self, results: tuple[Node, ...]) -> set[str]:
        """What the votes allow that are carried."""
        every = (find_allowed(self.ways, result, self.refusals) for result in results)
        return {id for allowed in every for id in allowed}

    def list_failures(self, node: Node, label: str) -> list[_Failure]:
        """What an answer fails that says no.

        Words of the type name the gate. Else it is the last one before the decision; where other
        steps stand between, the decision may be about these, so what comes back to it is asked
        again.
        """
        if named := self.list_named_gates(node, label):
            return [_Failure([gate], self.gates[gate], set()) for gate in named]
        every = {id for ids in self.gates.values() for id in ids}
        if node.id in every:
            return [self._fail({node.id}, set())]
        passing = find_passing(self.graph) - {edge.source for edge in self.refusals}
        if nearest := self.ways.find_nearest_before(node.id, every, passing):
            return [self._fail(nearest, set())]
        nearest = self.ways.find_nearest_before(node.id, every, self.ways.ids - self.deciding)
        return [self._fail(nearest, {node.id})] if nearest else []

    def _fail(self, ids: set[str], stops: set[str]) -> _Failure:
        """The gates of some nodes; each may be passed again at any node of its name."""
        gates = [gate for gate, nodes in self.gates.items() if nodes & ids]
        return _Failure(gates, {id for gate in gates for id in self.gates[gate]}, stops)

    def list_goals(self, node: Node) -> set[str]:
        """What the gates before a decision stand before."""
        after = self.ways.find_after({node.id})
        later = tuple(result for result in self.results if result.id in after)
        return find_goals_of_gate(self.ways, node, self.find_allowed(later))


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
    graph, answers = chart.graph, _Answers(catalog, chart)
    acts = {node.id: node.act for node in graph.nodes}
    for node in answers.decisions if answers.gates else ():
        refusals = [] if node in answers.results else answers.list_refusals(node)
        goals = answers.list_goals(node) if refusals else set()
        for edge in refusals:
            for failure in answers.list_failures(node, edge.label):
                way = answers.ways.find_way_on(edge, failure.redo, goals, failure.stops)
                if way and not _pays_undecided(answers.ways, way):
                    words = {"answer": edge.label, "gates": quote_names(failure.gates)}
                    route = describe_way(graph, (node.id, *way), edge.label)
                    place = entry.location(*place_of_edge(graph, edge))
                    yield place, {**words, "step": acts[way[-1]], "way": route}
                    break


def _pays_undecided(ways: WayFinder, way: tuple[str, ...]) -> bool:
    """Whether a way ends at a payment that nobody decided: ``payment-without-collective`` tells it.

    It does not where the way goes by a tier of money, which one person may approve.
    """
    last = next(node for node in ways.graph.nodes if node.id == way[-1])
    return bool(last.step and last.step.payment) and not _goes_by_amount(ways.graph, way)


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
    graph, answers = chart.graph, _Answers(catalog, chart)
    acts = {node.id: node.act for node in graph.nodes}
    for result in answers.results:
        allowed = answers.find_allowed((result,))
        for edge in answers.list_refusals(result):
            if way := find_way_after_refusal(answers.ways, edge, allowed):
                route = describe_way(graph, (result.id, *way), edge.label)
                words = {"answer": edge.label, "step": acts[way[-1]], "way": route}
                yield entry.location(*place_of_edge(graph, edge)), words


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
        _Answers(catalog, chart),
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
            if detour.branch in answers.refusals or _goes_by_amount(graph, detour.nodes):
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


def _goes_by_amount(graph: Graph, way: Sequence[str]) -> bool:
    """Whether a way leaves a step by an amount: one person may approve a small one."""
    steps = set(itertools.pairwise(way))
    return any(
        (edge.source, edge.target) in steps and find_band(edge.label) for edge in graph.edges
    )


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
    graph, answers = chart.graph, _Answers(catalog, chart)
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

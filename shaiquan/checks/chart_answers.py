"""Which answers of a chart say no, and which of these lead on all the same (S0-17, S1-17)."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from shaiquan.checks.procedure_graphs import UsedGraph
from shaiquan.checks.procedure_types import find_gate_nodes, find_type, list_known_gates
from shaiquan.content.catalog import Catalog
from shaiquan.model.answers import contains_any, says_no
from shaiquan.model.money import find_band
from shaiquan.model.site import VOTE_KEY
from shaiquan.procedures.detours import WayFinder
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


class ChartAnswers:
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


@dataclass(frozen=True, slots=True)
class FailedAnswer:
    """An answer that says no and leads on: its edge, the way on, the gates that it fails."""

    edge: Edge
    way: tuple[str, ...]
    gates: tuple[str, ...] = ()


def list_failed_gates(answers: ChartAnswers) -> Iterator[FailedAnswer]:
    """The answers that fail a gate and lead on without it."""
    for node in answers.decisions if answers.gates else ():
        refusals = [] if node in answers.results else answers.list_refusals(node)
        goals = answers.list_goals(node) if refusals else set()
        for edge in refusals:
            for failure in answers.list_failures(node, edge.label):
                way = answers.ways.find_way_on(edge, failure.redo, goals, failure.stops)
                if way and not _pays_undecided(answers.ways, way):
                    yield FailedAnswer(edge, way, tuple(failure.gates))
                    break


def list_lost_votes(answers: ChartAnswers) -> Iterator[FailedAnswer]:
    """The answers by which a vote is lost, and which lead to what only a carried one allows."""
    for result in answers.results:
        allowed = answers.find_allowed((result,))
        for edge in answers.list_refusals(result):
            if way := find_way_after_refusal(answers.ways, edge, allowed):
                yield FailedAnswer(edge, way)


def leads_on_after_no(answers: ChartAnswers, node: Node) -> bool:
    """Whether an answer of a decision says no and leads on all the same."""
    failed = itertools.chain(list_failed_gates(answers), list_lost_votes(answers))
    return any(answer.edge.source == node.id for answer in failed)


def _pays_undecided(ways: WayFinder, way: tuple[str, ...]) -> bool:
    """Whether a way ends at a payment that nobody decided: ``payment-without-collective`` tells it.

    It does not where the way goes by a tier of money, which one person may approve.
    """
    last = next(node for node in ways.graph.nodes if node.id == way[-1])
    return bool(last.step and last.step.payment) and not goes_by_amount(ways.graph, way)


def goes_by_amount(graph: Graph, way: Sequence[str]) -> bool:
    """Whether a way leaves a step by an amount: one person may approve a small one."""
    steps = set(itertools.pairwise(way))
    return any(
        (edge.source, edge.target) in steps and find_band(edge.label) for edge in graph.edges
    )

"""What the type of a procedure asks: gates before the collective decision (X-11)."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, Violation, check
from shaiquan.checks.procedure_graphs import SoundGraph, UsedGraph
from shaiquan.checks.procedure_types import (
    find_gate_nodes,
    find_type,
    list_known_gates,
    list_required_gates,
)
from shaiquan.checks.way_words import hint_step, list_avoided, quote_names
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.content.suggestions import suggest_spelling
from shaiquan.model.procedures import Procedure, list_steps
from shaiquan.model.site import VOTE_KEY
from shaiquan.problems import Bilingual
from shaiquan.procedures.detours import WayFinder
from shaiquan.procedures.graph import Graph, Node
from shaiquan.procedures.verdicts import find_deciding, find_final_decisions


@check(
    "unknown-type",
    ERROR,
    "S2-06",
    subject=Procedure,
    zh="类型“{type}”不在 site.yml 的类型表里{suggestion}",
    en="the type '{type}' is not in the type table{suggestion}",
    mend="改成类型表里有的，或者在 site.yml 的 类型表 里加上",
    mend_en="use a type of 类型表 in site.yml or add it",
    example="类型: 干部任命",
)
def find_unknown_types(catalog: Catalog, entry: Entry, procedure: Procedure) -> Iterator[Violation]:
    if procedure.type and procedure.type not in catalog.site.types:
        words = {"suggestion": suggest_spelling(procedure.type, catalog.site.types)}
        yield entry.location("type"), {"type": procedure.type, **words}


@check(
    "no-collective-decision",
    ERROR,
    "X-11, S2-21",
    subject=UsedGraph,
    zh="“{type}”类流程要有集体决定，“{name}”里没有",
    en="a procedure of type '{type}' needs a collective decision; '{name}' has none",
    mend="给表决那一步写 表决: 方式，或者给集体讨论那一步写 集体决定: 是",
    mend_en="give a step 表决 or 集体决定: 是",
    example="类型: 重大决策（步骤里没有表决，也没有集体决定）",
)
def find_missing_collective_decisions(
    catalog: Catalog, entry: Entry, chart: UsedGraph
) -> Iterator[Violation]:
    row = find_type(catalog, chart.procedure.type)
    # where the type asks for a vote, the check of votes tells that there is none
    if row.gates and not row.voting and not find_deciding(chart.graph):
        yield entry.location("type"), {"type": chart.procedure.type, "name": chart.procedure.name}


@check(
    "gate-missing",
    ERROR,
    "S0-17",
    subject=SoundGraph,
    zh="“{type}”类流程缺少关口{gates}{hint}",
    en="a procedure of type '{type}' lacks the gate {gates}{hint}",
    mend="在把关的那一步写同名的 关口，例如 关口: [{gate}]",
    mend_en="give the step a 关口 of that name, for example 关口: [{gate}]",
    example="类型: 重大决策（没有一步写 关口: [合法性审查]）",
)
def find_missing_gates(catalog: Catalog, entry: Entry, chart: SoundGraph) -> Iterator[Violation]:
    words = {"type": chart.procedure.type}
    unlikely: list[str] = []
    for gate in list_required_gates(catalog, chart.procedure):
        if find_gate_nodes(catalog, chart.graph, gate):
            continue
        node, hint = _find_likely_step(catalog, chart.graph, gate)
        if node:
            told = {**words, "gates": quote_names([gate]), "gate": gate, "hint": hint}
            yield entry.location(*node.path), told
        else:
            unlikely.append(gate)
    if unlikely:
        told = {**words, "gates": quote_names(unlikely), "gate": unlikely[0], "hint": ""}
        yield entry.location("type"), told


def _find_likely_step(catalog: Catalog, graph: Graph, gate: str) -> tuple[Node | None, str]:
    """The step at which a gate that is missing was meant, and why it does not count."""
    if any(node.step and gate in node.step.gates for node in graph.nodes):
        return None, ""
    for node in graph.nodes:
        inner = catalog.record(node.step.subprocess, Procedure) if node.step else None
        if inner and any(gate in step.gates for step in list_steps(inner.steps)):
            return node, Bilingual(
                f"；子流程“{inner.name}”里有一条路不经过它", f"; a way in '{inner.name}' avoids it"
            )
        if node.step and gate in node.act:
            return node, hint_step(node.act, "关口")
    return None, ""


@check(
    "gate-avoidable",
    ERROR,
    "X-11, 重大行政决策程序暂行条例第二十五条",
    subject=SoundGraph,
    zh="有一条路没有经过关口{gates}就到了集体决定：{way}",
    en="a way leads round the gate {gates} to the collective decision: {way}",
    mend="让这条路也先经过{gates}，再到集体决定；或者让它不再去集体决定",
    mend_en="let this way pass {gates} too, or lead elsewhere",
    example="- 判断: 是否紧急\n  分支: {是: 集体讨论, 否: 合法性审查}",
)
def find_avoidable_gates(catalog: Catalog, entry: Entry, chart: SoundGraph) -> Iterator[Violation]:
    required = list_required_gates(catalog, chart.procedure)
    found = {gate: find_gate_nodes(catalog, chart.graph, gate) for gate in required}
    ways = WayFinder(chart.graph)
    for avoided in list_avoided(ways, found, find_final_decisions(ways)):
        words = {"gates": quote_names(avoided.names), "way": avoided.way}
        yield entry.location(*avoided.place), words


@check(
    "unknown-gate",
    ERROR,
    "S0-17",
    subject=UsedGraph,
    zh="关口“{gate}”不在“{type}”的类型表里{suggestion}",
    en="the gate '{gate}' is not in the type table of '{type}'{suggestion}",
    mend="改成类型表里的关口名，或者在 site.yml 里加上",
    mend_en="use a gate of the type table or add it",
    example="关口: [合法性审核]（类型表写的是 合法性审查）",
)
def find_unknown_gates(catalog: Catalog, entry: Entry, chart: UsedGraph) -> Iterator[Violation]:
    known = list_known_gates(find_type(catalog, chart.procedure.type))
    for node in chart.graph.nodes if chart.procedure.type in catalog.site.types else ():
        for index, gate in enumerate(node.step.gates if node.step else ()):
            if gate not in known:
                words = {"suggestion": suggest_spelling(gate, known), "type": chart.procedure.type}
                yield entry.location(*node.path, "gates", index), {"gate": gate, **words}


@find_unknown_gates.for_whole
def find_unknown_gates_of_types(catalog: Catalog) -> Iterator[Violation]:
    for type, row in catalog.site.types.items():
        known = (*list_known_gates(row), VOTE_KEY)
        for gate in row.failing:
            if gate not in known:
                words = {"suggestion": suggest_spelling(gate, known), "type": type}
                yield catalog.site_location("types", type, "failing", gate), {"gate": gate, **words}

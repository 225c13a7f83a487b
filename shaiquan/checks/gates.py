"""What the type of a procedure asks: gates before the collective decision, the vote (X-11)."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, Violation, check
from shaiquan.checks.procedure_graphs import SoundGraph, UsedGraph
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.content.suggestions import suggest_spelling
from shaiquan.model.procedures import Procedure
from shaiquan.problems import Bilingual
from shaiquan.procedures import graph as graphs
from shaiquan.procedures.graph import Graph, Node


@check(
    "unknown-type",
    ERROR,
    "S2-06",
    subject=Procedure,
    zh="流程类型“{type}”不在 site.yml 的类型表里{suggestion}",
    en="the procedure type '{type}' is not in the type table{suggestion}",
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
    row = catalog.site.types.get(chart.procedure.type)
    if row and (row.gates or row.voting) and not graphs.find_collective_decisions(chart.graph):
        yield entry.location("type"), {"type": chart.procedure.type, "name": chart.procedure.name}


@check(
    "gate-missing",
    ERROR,
    "S0-17",
    subject=SoundGraph,
    zh="“{type}”类流程缺少关口“{gate}”{hint}",
    en="a procedure of type '{type}' lacks the gate '{gate}'{hint}",
    mend="在把这道关的那一步写 关口: [{gate}]",
    mend_en="give the step 关口: [{gate}]",
    example="类型: 重大决策（没有一步写 关口: [合法性审查]）",
)
def find_missing_gates(catalog: Catalog, entry: Entry, chart: SoundGraph) -> Iterator[Violation]:
    for gate in _required_gates(catalog, chart.procedure):
        if not _nodes_with_gate(chart.graph, gate):
            likely = [node.act for node in chart.graph.nodes if gate in node.act]
            hint = _likely_step_hint(likely[0]) if likely else ""
            words = {"type": chart.procedure.type, "gate": gate, "hint": hint}
            yield entry.location("type"), words


@check(
    "gate-avoidable",
    ERROR,
    "X-11, 重大行政决策程序暂行条例第二十五条",
    subject=SoundGraph,
    zh="有一条路绕过关口“{gate}”就到了集体决定“{step}”",
    en="a way reaches the collective decision '{step}' around the gate '{gate}'",
    mend="让每条路都先经过这道关，再到集体决定",
    mend_en="let every way pass the gate before the collective decision",
    example="- 判断: 是否紧急\n  分支: {是: 集体讨论, 否: 合法性审查}",
)
def find_avoidable_gates(catalog: Catalog, entry: Entry, chart: SoundGraph) -> Iterator[Violation]:
    for gate in _required_gates(catalog, chart.procedure):
        gate_ids = [node.id for node in _nodes_with_gate(chart.graph, gate)]
        for node in graphs.find_collective_decisions(chart.graph) if gate_ids else ():
            if graphs.is_avoidable(chart.graph, gate_ids, node.id):
                yield entry.location(*node.path), {"gate": gate, "step": node.act}


def _likely_step_hint(act: str) -> Bilingual:
    return Bilingual(f"；“{act}”看来就是，只差一行 关口", f"; '{act}' seems to be it")


def _required_gates(catalog: Catalog, procedure: Procedure) -> tuple[str, ...]:
    row = catalog.site.types.get(procedure.type)
    return row.gates if row else ()


def _nodes_with_gate(graph: Graph, gate: str) -> list[Node]:
    return [node for node in graph.nodes if node.step and gate in node.step.gates and not node.side]


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
    type, known = chart.procedure.type, _required_gates(catalog, chart.procedure)
    for node in chart.graph.nodes if type in catalog.site.types else ():
        for index, gate in enumerate(node.step.gates if node.step else ()):
            if gate not in known:
                words = {"suggestion": suggest_spelling(gate, known), "type": type}
                yield entry.location(*node.path, "gates", index), {"gate": gate, **words}


@check(
    "wrong-voting",
    ERROR,
    "S0-23, S0-24, S1-15",
    subject=UsedGraph,
    zh="“{type}”应当{wanted}表决，这里写的是{found}",
    en="'{type}' is voted by {wanted}, not by {found}",
    mend="改成 表决: {wanted}",
    mend_en="write 表决: {wanted}",
    example="类型: 干部任免（表决: 举手，类型表要求 无记名）",
)
def find_wrong_voting(catalog: Catalog, entry: Entry, chart: UsedGraph) -> Iterator[Violation]:
    row = catalog.site.types.get(chart.procedure.type)
    for node in chart.graph.nodes if row and row.voting else ():
        voting = node.step.voting if node.step else None
        if row and row.voting and voting and voting is not row.voting:
            words = {"type": chart.procedure.type, "wanted": row.voting.label}
            yield entry.location(*node.path, "voting"), {**words, "found": voting.label}

"""What the type of a procedure asks of it, and where its chart does it."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.content.catalog import Catalog
from shaiquan.model.procedures import Procedure, Step
from shaiquan.model.site import ProcedureType
from shaiquan.procedures.graph import Graph, Node, graph_of
from shaiquan.procedures.graph_questions import is_avoidable

#: the row of what has no type: it asks for nothing
_NOTHING = ProcedureType()


def find_type(catalog: Catalog, type: str) -> ProcedureType:
    """The row of 类型表; an empty one for no type, or one that is not there."""
    return catalog.site.types.get(type, _NOTHING)


def list_required_gates(catalog: Catalog, procedure: Procedure) -> tuple[str, ...]:
    """The gates of the type, and those of the attributes that the procedure says it has."""
    return find_type(catalog, procedure.type).list_gates(procedure.attributes)


def list_known_gates(row: ProcedureType) -> tuple[str, ...]:
    """All gates that a chart of the type may name."""
    return row.list_gates(row.conditional_gates)


def find_gate_nodes(catalog: Catalog, graph: Graph, gate: str) -> list[Node]:
    """The nodes that are the gate; a 子流程 is, if every way through it passes the gate."""
    return list(_find_gate_nodes(catalog, graph, gate, frozenset()))


def _find_gate_nodes(
    catalog: Catalog, graph: Graph, gate: str, above: frozenset[str]
) -> Iterator[Node]:
    """Where a side step is the gate, the step that it stands beside: the two run at once."""
    beside = {edge.target: edge.source for edge in graph.edges if edge.side}
    carriers = (n.id for n in graph.nodes if n.step and _is_gate(catalog, n.step, gate, above))
    ids = {beside.get(id, id) for id in carriers}
    return (node for node in graph.nodes if node.id in ids)


def _is_gate(catalog: Catalog, step: Step, gate: str, above: frozenset[str]) -> bool:
    """``above``: the procedures that contain the step, so that a repetition ends."""
    if gate in step.gates:
        return True
    inner = step.subprocess
    if inner is None or inner.id in above:
        return False
    procedure = catalog.record(inner, Procedure)
    graph = graph_of(procedure) if procedure else None
    if graph is None or not graph.nodes or graph.faults:
        return False
    gates = [n.id for n in _find_gate_nodes(catalog, graph, gate, above | {inner.id})]
    ends = [node.id for node in graph.nodes if node.type == "end"]
    return bool(gates and ends) and not any(is_avoidable(graph, gates, end) for end in ends)

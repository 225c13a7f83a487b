"""The longest time of every procedure, sub-procedures included."""

from __future__ import annotations

from shaiquan.catalog import Records
from shaiquan.model.procedures import Procedure
from shaiquan.procedures.graph import Graph, graph_of
from shaiquan.procedures.timing import Total, longest


def durations(records: Records) -> dict[str, Total]:
    """Procedure id -> longest time; one that contains itself counts the inner one as nothing."""
    graphs = {entry.id: graph_of(procedure) for entry, procedure in records.records(Procedure)}
    found: dict[str, Total] = {}

    def measure(id: str, above: frozenset[str]) -> Total:
        if id in above or id not in graphs or not graphs[id].nodes:
            return Total()
        if id not in found:
            inner = {each: measure(each, above | {id}) for each in _inner(graphs[id])}
            found[id] = longest(graphs[id], inner)
        return found[id]

    return {id: measure(id, frozenset()) for id in graphs}


def _inner(graph: Graph) -> tuple[str, ...]:
    return tuple(
        node.step.subprocess.id for node in graph.nodes if node.step and node.step.subprocess
    )

"""The longest time of every procedure, sub-procedures included."""

from __future__ import annotations

from shaiquan.catalog import Records
from shaiquan.model.procedures import Procedure
from shaiquan.procedures.graph import Graph, graph_of
from shaiquan.procedures.timing import Total, longest


def durations(records: Records) -> dict[str, Total]:
    """Procedure id -> longest time."""
    return {id: duration(records, id) for id in records.ids("procedure")}


def duration(records: Records, id: str, above: frozenset[str] = frozenset()) -> Total:
    """The longest time of one; what contains itself counts the inner one as nothing."""
    entry = records.entries.get(id)
    if id in above or entry is None or not isinstance(entry.record, Procedure):
        return Total()
    graph = graph_of(entry.record)
    if not graph.nodes:
        return Total()
    inner = {each: duration(records, each, above | {id}) for each in _inner(graph)}
    return longest(graph, inner)


def _inner(graph: Graph) -> tuple[str, ...]:
    return tuple(
        node.step.subprocess.id for node in graph.nodes if node.step and node.step.subprocess
    )

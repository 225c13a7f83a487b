"""The longest time of a procedure, sub-procedures included."""

from __future__ import annotations

from shaiquan.content.catalog import Records
from shaiquan.model.procedures import Procedure
from shaiquan.procedures.graph import Graph, graph_of
from shaiquan.procedures.timing import TotalTime, find_longest_time


def compute_duration(records: Records, id: str) -> TotalTime:
    """The longest time of one procedure; only it and its sub-procedures are read."""
    return _measured(records, id, frozenset(), {})


def _measured(
    records: Records, id: str, above: frozenset[str], found: dict[str, TotalTime]
) -> TotalTime:
    entry = records.entries.get(id)
    if id in above or entry is None or not isinstance(entry.record, Procedure):
        return TotalTime()
    if id not in found:
        graph = graph_of(entry.record)
        inner = {each: _measured(records, each, above | {id}, found) for each in _inner(graph)}
        found[id] = find_longest_time(graph, inner) if graph.nodes else TotalTime()
    return found[id]


def _inner(graph: Graph) -> tuple[str, ...]:
    return tuple(
        node.step.subprocess.id for node in graph.nodes if node.step and node.step.subprocess
    )

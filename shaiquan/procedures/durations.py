"""The longest time of a procedure, sub-procedures included."""

from __future__ import annotations

from shaiquan.content.catalog import Records
from shaiquan.model.procedures import Procedure
from shaiquan.procedures.graph import Graph, graph_of
from shaiquan.procedures.timing import TotalTime, find_longest_time


def compute_duration(records: Records, id: str) -> TotalTime:
    """The longest time of one procedure; reads only it and its sub-procedures."""
    return _compute(records, id, frozenset(), {})


def _compute(
    records: Records, id: str, above: frozenset[str], cache: dict[str, TotalTime]
) -> TotalTime:
    """``above``: the procedures that contain this one; a repetition of them counts nothing."""
    entry = records.entries.get(id)
    if id in above or entry is None or not isinstance(entry.record, Procedure):
        return TotalTime()
    if id not in cache:
        graph = graph_of(entry.record)
        inner = {
            sub: _compute(records, sub, above | {id}, cache) for sub in list_subprocedures(graph)
        }
        cache[id] = find_longest_time(graph, inner) if graph.nodes else TotalTime()
    return cache[id]


def list_subprocedures(graph: Graph) -> tuple[str, ...]:
    """The ids of the procedures that stand for steps of one."""
    return tuple(
        node.step.subprocess.id for node in graph.nodes if node.step and node.step.subprocess
    )

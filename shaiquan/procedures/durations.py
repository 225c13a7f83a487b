"""The longest time of a procedure, sub-procedures included."""

from __future__ import annotations

from shaiquan.content.catalog import Records
from shaiquan.model.procedures import Procedure
from shaiquan.procedures.graph import Graph, Node, graph_of
from shaiquan.procedures.timing import TotalTime, find_longest_time


def compute_duration(records: Records, id: str) -> TotalTime:
    """The longest time of one procedure; reads only it and its sub-procedures.

    Nothing where a limit or a sub-procedure is withheld: the sum of the others would be false.
    """
    return _compute(records, id, frozenset(), {}) or TotalTime()


def _compute(
    records: Records, id: str, above: frozenset[str], cache: dict[str, TotalTime | None]
) -> TotalTime | None:
    """``above``: the procedures that contain this one; a repetition of them counts nothing."""
    entry = records.entries.get(id)
    if id in above or entry is None or not isinstance(entry.record, Procedure):
        return TotalTime()
    if id not in cache:
        graph = graph_of(entry.record)
        inner = {
            sub: _compute(records, sub, above | {id}, cache) for sub in list_subprocedures(graph)
        }
        known = {sub: time for sub, time in inner.items() if time is not None}
        if len(known) < len(inner) or any(map(_hides_time, graph.nodes)):
            cache[id] = None
        else:
            cache[id] = find_longest_time(graph, known) if graph.nodes else TotalTime()
    return cache[id]


def _hides_time(node: Node) -> bool:
    """Whether the limit of a step is not shown, or which procedure it stands for."""
    step = node.step
    if step is None:
        return False
    hides_limit = step.limit is None and "limit" in step.withheld_fields
    return hides_limit or (step.subprocess is not None and not step.subprocess.id)


def list_subprocedures(graph: Graph) -> tuple[str, ...]:
    """The ids of the procedures that stand for steps of one."""
    return tuple(
        node.step.subprocess.id for node in graph.nodes if node.step and node.step.subprocess
    )

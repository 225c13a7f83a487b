"""The longest time of a procedure, sub-procedures included, and the steps without limit."""

from __future__ import annotations

import functools
from dataclasses import replace

from shaiquan.content.catalog import Records
from shaiquan.model.procedures import Procedure
from shaiquan.procedures.graph import Graph, Node, graph_of
from shaiquan.procedures.identity import IdentityKey
from shaiquan.procedures.timing import (
    TotalTime,
    find_longest_time,
    has_too_many_returns,
    list_without_limit,
)

#: of a procedure that is not there, or has no steps
_UNKNOWN = TotalTime(is_whole=False)
#: what the sum is made of
_OF_TIME = ("limit", "uncounted", "within")


def compute_duration(records: Records, id: str) -> TotalTime:
    """The longest time of one procedure; reads only it and its sub-procedures.

    Nothing where a limit or a sub-procedure is withheld, or too many edges lead back: the sum of
    the others would be false.
    """
    return _compute(records, id, frozenset(), {}) or TotalTime()


def compute_straight_duration(records: Records, id: str) -> TotalTime:
    """The longest time of a procedure in which nothing is sent back."""
    graph, inner = _find_inner_times(records, id)
    onward = tuple(edge for edge in graph.edges if not edge.back)
    return find_longest_time(replace(graph, edges=onward), inner)


def find_steps_without_limit(records: Records, id: str) -> tuple[Node, ...]:
    """The steps of a procedure that take time and do not say how much."""
    return list_without_limit(*_find_inner_times(records, id))


def _find_inner_times(records: Records, id: str) -> tuple[Graph, dict[str, TotalTime]]:
    """The graph of a procedure, and the longest times of its sub-procedures that are known."""
    entry = records.entries[id]
    assert isinstance(entry.record, Procedure)
    graph = graph_of(entry.record)
    cache: dict[str, TotalTime | None] = {}
    inner = {
        sub: _compute(records, sub, frozenset((id,)), cache) for sub in list_subprocedures(graph)
    }
    return graph, {sub: time for sub, time in inner.items() if time is not None}


def _compute(
    records: Records, id: str, above: frozenset[str], cache: dict[str, TotalTime | None]
) -> TotalTime | None:
    """``above``: the procedures that contain this one; a repetition of them counts nothing."""
    entry = records.entries.get(id)
    if id in above or entry is None or not isinstance(entry.record, Procedure):
        return TotalTime() if id in above else _UNKNOWN
    if id not in cache:
        graph = graph_of(entry.record)
        inner = {
            sub: _compute(records, sub, above | {id}, cache) for sub in list_subprocedures(graph)
        }
        known = {sub: time for sub, time in inner.items() if time is not None}
        unknown = len(known) < len(inner) or any(map(_hides_time, graph.nodes))
        if unknown or has_too_many_returns(graph):
            cache[id] = None
        elif known:
            cache[id] = find_longest_time(graph, known)
        else:
            cache[id] = _find_own_time(IdentityKey(graph)) if graph.nodes else _UNKNOWN
    return cache[id]


@functools.lru_cache(2**12)  # checks, page, lists, data and sheet ask for it
def _find_own_time(graph: IdentityKey[Graph]) -> TotalTime:
    """The longest time of a procedure without sub-procedures."""
    return find_longest_time(graph.value)


def _hides_time(node: Node) -> bool:
    """Whether the limit of a step is not shown, or which procedure it stands for."""
    step = node.step
    if step is None:
        return False
    hidden = step.withheld_fields
    hides_limit = any(name in hidden and not getattr(step, name) for name in _OF_TIME)
    return hides_limit or (step.subprocess is not None and not step.subprocess.id)


def list_subprocedures(graph: Graph) -> tuple[str, ...]:
    """The ids of the procedures that stand for steps of one."""
    return tuple(
        node.step.subprocess.id for node in graph.nodes if node.step and node.step.subprocess
    )

"""A procedure with its graph: the subject of the checks of steps, gates, stages and times."""

from __future__ import annotations

from dataclasses import dataclass

from shaiquan.model.procedures import Procedure
from shaiquan.procedures.graph import Graph, graph_of


@dataclass(frozen=True, slots=True)
class AnyGraph:
    """Any procedure, with its graph, which is made once for all checks."""

    procedure: Procedure
    graph: Graph


@dataclass(frozen=True, slots=True)
class UsedGraph(AnyGraph):
    """One that is in use and has steps."""


@dataclass(frozen=True, slots=True)
class SoundGraph(UsedGraph):
    """One in use whose branches and jumps all have a target."""


def classify_graph(procedure: Procedure) -> AnyGraph:
    """Build the graph of a procedure and say how much of it is right."""
    graph = graph_of(procedure)
    if not graph.nodes or not procedure.in_use:
        return AnyGraph(procedure, graph)
    return UsedGraph(procedure, graph) if graph.faults else SoundGraph(procedure, graph)

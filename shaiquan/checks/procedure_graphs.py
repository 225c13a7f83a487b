"""Procedures with their graphs, as the checks of steps, gates and times ask of them."""

from __future__ import annotations

from dataclasses import dataclass

from shaiquan.model.procedures import Procedure
from shaiquan.model.terms import State
from shaiquan.procedures.graph import Graph, graph_of


@dataclass(frozen=True, slots=True)
class AnyGraph:
    """A procedure with its graph, which is made once for all its checks."""

    procedure: Procedure
    graph: Graph


@dataclass(frozen=True, slots=True)
class UsedGraph(AnyGraph):
    """One in use that has a node; without one there is nothing to check."""


@dataclass(frozen=True, slots=True)
class SoundGraph(UsedGraph):
    """One whose targets all exist; of the others their faults are told first."""


def classify_graph(procedure: Procedure) -> AnyGraph:
    """The procedure as what its checks may ask: the most that can be said of it."""
    graph = graph_of(procedure)
    if not graph.nodes or procedure.state is State.WITHDRAWN:
        return AnyGraph(procedure, graph)
    return UsedGraph(procedure, graph) if graph.faults else SoundGraph(procedure, graph)

"""Procedures with their graphs, as the checks of steps, gates and times walk them."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.catalog import Catalog, Entry
from shaiquan.model.procedures import Procedure
from shaiquan.model.terms import State
from shaiquan.procedures.graph import Graph, graph_of

Drawn = tuple[Entry, Procedure, Graph]


def drawn(catalog: Catalog) -> Iterator[Drawn]:
    """Procedures with their graphs; one without a node has nothing to check."""
    for entry, procedure in catalog.records(Procedure):
        graph = graph_of(procedure)
        if graph.nodes and procedure.state is not State.WITHDRAWN:
            yield entry, procedure, graph


def sound(catalog: Catalog) -> Iterator[Drawn]:
    """Procedures whose targets all exist; the others are told by their faults first."""
    return (each for each in drawn(catalog) if not each[2].faults)

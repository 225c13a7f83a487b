"""Which edges of a procedure lead back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from shaiquan.procedures.edges import Edge

_NONE = Edge("", "")


def mark_returns(nodes: Iterable[str], edges: Sequence[Edge]) -> list[Edge]:
    """The edges, with those marked that close a cycle in a depth-first search in reading order."""
    out: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        out[edge.source].append(edge)
    visited: set[str] = set()
    open_: set[str] = set()
    returns: set[Edge] = set()
    for node in nodes:
        stack: list[tuple[str, Iterator[Edge]]] = []
        if node not in visited:
            stack.append((node, iter(out[node])))
            open_.add(node)
            visited.add(node)
        while stack:
            current, exits = stack[-1]
            edge = next(exits, _NONE)
            if edge is _NONE:
                open_.discard(current)
                stack.pop()
            elif edge.target in open_:
                returns.add(edge)
            elif edge.target not in visited:
                visited.add(edge.target)
                open_.add(edge.target)
                stack.append((edge.target, iter(out[edge.target])))
    return [Edge(e.source, e.target, e.label, True, e.side) if e in returns else e for e in edges]

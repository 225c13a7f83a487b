"""Which nodes of a procedure are reached: by any path, or with joins that wait."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set

from shaiquan.model.shapes import Path
from shaiquan.procedures.edges import Edge


def list_branches(path: Path) -> tuple[tuple[Path, int], ...]:
    """The branches of parallels in which a step stands, the innermost first.

    Each is the path of its 并行, and which of its branches it is.

    >>> list_branches(("steps", 2, "parallel", 0, 1))
    ((('steps', 2), 0),)
    """
    found = [
        (path[:place], branch)
        for place, part in enumerate(path)
        if part == "parallel" and isinstance(branch := path[place + 1], int)
    ]
    return tuple(reversed(found))


def find_branch(path: Path, parallel: Path) -> int | None:
    """In which branch of the 并行 at a path a step stands; None if in none."""
    return next((index for there, index in list_branches(path) if there == parallel), None)


def map_targets(edges: Iterable[Edge]) -> defaultdict[str, list[str]]:
    """Each node -> the nodes to which edges lead from it."""
    targets: defaultdict[str, list[str]] = defaultdict(list)
    for edge in edges:
        targets[edge.source].append(edge.target)
    return targets


def map_sources(edges: Iterable[Edge]) -> defaultdict[str, list[str]]:
    """Each node -> the nodes from which edges lead to it."""
    sources: defaultdict[str, list[str]] = defaultdict(list)
    for edge in edges:
        sources[edge.target].append(edge.source)
    return sources


def find_reached(
    start: Iterable[str], neighbours: Mapping[str, Sequence[str]], closed: Set[str] = frozenset()
) -> set[str]:
    """The nodes of ``start``, and all to which a path leads that enters none of ``closed``."""
    reached, stack = set[str](), [*start]
    while stack:
        id = stack.pop()
        if id not in reached and id not in closed:
            reached.add(id)
            stack += neighbours[id]
    return reached


def find_with_joins(
    start: Iterable[str],
    edges: Iterable[Edge],
    paths: Mapping[str, Path],
    joins: Iterable[str],
    closed: Iterable[str] = (),
) -> set[str]:
    """The nodes that are reached from ``start`` when none of ``closed`` may be entered.

    Branches of a parallel all run: a join is reached when each branch has come to it, by one of
    its ways. ``paths`` are the field paths of the nodes.
    """
    edges = [*edges]
    targets = map_targets(edges)
    waits: dict[str, defaultdict[int | None, set[str]]] = {id: defaultdict(set) for id in joins}
    for edge in edges:
        if edge.target in waits:
            branch = find_branch(paths[edge.source], paths[edge.target])
            waits[edge.target][branch].add(edge.source)
    shut, reached, queue = set(closed), set[str](), [*start]
    while queue:
        id = queue.pop()
        if id in reached or id in shut:
            continue
        if any(reached.isdisjoint(sources) for sources in waits.get(id, {}).values()):
            continue  # the last branch brings it again
        reached.add(id)
        queue += targets[id]
    return reached

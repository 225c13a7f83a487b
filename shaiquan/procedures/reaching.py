"""Which nodes of a procedure are reached: by any path, or with joins that wait."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

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


def find_by_any_path(
    start: Iterable[str], edges: Iterable[Edge], closed: Iterable[str] = ()
) -> set[str]:
    """The nodes of ``start``, and all to which a path leads that enters none of ``closed``."""
    return find_with_joins(start, edges, {}, (), closed)


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
    targets: defaultdict[str, list[str]] = defaultdict(list)
    waits: dict[str, defaultdict[int | None, set[str]]] = {id: defaultdict(set) for id in joins}
    for edge in edges:
        targets[edge.source].append(edge.target)
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

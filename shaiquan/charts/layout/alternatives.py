"""Which steps are alternatives, so that in a lane they stand side by side and not interleaved.

Of the ways out of a decision each has steps that no other way leads to. In a lane in which two
ways have such steps, each way gets a column of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from shaiquan.charts.layout.layout_types import LayoutGraph
from shaiquan.charts.layout.ranking import Ranking

#: a lane has no more columns than these for alternatives
MOST = 3
#: with fewer alternative steps in a lane none can stand between two of another way
FEWEST = 3


def assign_ways(graph: LayoutGraph, ranking: Ranking) -> dict[str, int]:
    """The column of its lane, from 0, for each step that has alternatives there."""
    if not graph.lanes:
        return {}
    lanes = {box.id: box.lane for box in graph.boxes}
    bars = {box.id for box in graph.boxes if box.shape == "bar"}
    nodes = sorted(ranking.nodes, key=ranking.rank.__getitem__)
    reach = _find_reach(ranking, nodes)
    ways: dict[str, int] = {}
    for node in reversed(nodes):  # inner decisions before those around them
        if len(ranking.out[node]) > 1 and node not in bars:
            regions = [*_find_regions(ranking, reach, nodes, node)]
            for lane in range(graph.lanes):
                parts = [[id for id in region if lanes[id] == lane] for region in regions]
                _set_side_by_side([part for part in parts if part], ranking, ways)
    return {id: min(way, MOST - 1) for id, way in ways.items() if id not in bars}


def _find_reach(ranking: Ranking, nodes: list[str]) -> dict[str, int]:
    """The nodes to which each leads on, itself among them, as a set of bits in their order."""
    bit = {node: 1 << place for place, node in enumerate(nodes)}
    reach: dict[str, int] = {}
    for node in reversed(nodes):
        reach[node] = bit[node]
        for number in ranking.out[node]:
            reach[node] |= reach.get(ranking.ends[number][1], 0)
    return reach


def _find_regions(
    ranking: Ranking, reach: Mapping[str, int], nodes: list[str], decision: str
) -> Iterator[list[str]]:
    """Of each way out the nodes to which no other leads, the main way first."""
    exits = sorted(ranking.out[decision], key=lambda number: number != ranking.main[decision])
    targets = [*dict.fromkeys(ranking.ends[number][1] for number in exits)]
    for target in targets:
        own = reach[target]
        for other in targets:
            own &= ~reach[other] if other != target else -1
        yield [node for place, node in enumerate(nodes) if own >> place & 1]


def _set_side_by_side(parts: list[list[str]], ranking: Ranking, ways: dict[str, int]) -> None:
    """Give each part columns of its own, unless one step of each stands there at most.

    Ends of ways need no column: they stand where room is left.
    """
    going_on = [sum(bool(ranking.out[id]) for id in part) for part in parts]
    if sum(map(bool, going_on)) < 2 or sum(going_on) < FEWEST:
        return
    first = 0
    for part in parts:
        width = 1 + max(ways.get(id, 0) for id in part)
        for id in part:
            ways[id] = first + ways.get(id, 0)
        first += width

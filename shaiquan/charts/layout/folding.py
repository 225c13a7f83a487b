"""Folds a long chart without lanes into columns: down the first, then on at the top of the next.

Only the rows are dealt out; the wires from column to column are routed like all others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from math import inf

from shaiquan.charts.layout.layout_types import LayoutGraph
from shaiquan.charts.layout.placement import GridSpot, Placement
from shaiquan.charts.layout.ranking import Ranking, find_branches

#: the height of a row besides its boxes, and what it may cost in height to cut a wire, in points
ROW, CROSSING = 32.0, 40.0


def fold_placement(
    graph: LayoutGraph, ranking: Ranking, placement: Placement, columns: int
) -> Placement:
    """The placement in so many columns, about equally high; in fewer where it cannot be cut.

    A bar stays with its branches and a decision with its conditions; few wires are cut.
    """
    cut = _count_cut_wires(graph, ranking, placement)
    starts = _choose_starts(_row_heights(graph, placement), cut, columns)
    if len(starts) < 2:
        return placement
    strays = sum(max(0, int(cut[start]) - 1) for start in starts[1:])
    return replace(_deal_out(placement, starts), strays=strays)


def _row_heights(graph: LayoutGraph, placement: Placement) -> list[float]:
    heights = [0.0] * placement.rows
    for box in graph.boxes:
        row = placement.spots[box.id].row
        heights[row] = max(heights[row], box.height)
    return [height + ROW for height in heights]


def _count_cut_wires(graph: LayoutGraph, ranking: Ranking, placement: Placement) -> list[float]:
    """How many wires a cut above each row cuts; infinite where things must stay together."""
    cut = [0.0] * placement.rows
    cut[0] = inf

    def count(one: int, other: int, wires: float) -> None:
        for row in range(min(one, other) + 1, max(one, other) + 1):
            cut[row] += wires

    spots = placement.spots
    for number, edge in enumerate(graph.edges):
        count(spots[edge.source].row, spots[edge.target].row, 1.0)
        if number in placement.conditions:
            count(spots[edge.source].row, placement.conditions[number].row, inf)
    for box in graph.boxes:
        for branch in find_branches(ranking, box.id) if box.shape == "bar" else ():
            count(spots[box.id].row, spots[branch].row, inf)
    return cut


#: columns so far: height of the highest and cost of the cuts together, the former, first rows
_Cuts = tuple[float, float, tuple[int, ...]]


def _choose_starts(heights: Sequence[float], cut: Sequence[float], columns: int) -> tuple[int, ...]:
    """The first row of each column, such that the highest is low and few wires are cut."""
    tops = [0.0, *accumulate(heights)]
    costs = [CROSSING * max(0.0, wires - 1) for wires in cut]
    starts = [row for row, cost in enumerate(costs) if cost < inf]
    # by the row before which the columns so far end
    best: list[_Cuts] = [(top, top, (0,)) for top in tops]
    for _ in range(columns - 1):
        best = [_add_column(best, tops, costs, starts, end) for end in range(len(tops))]
    return best[-1][2]


def _add_column(
    best: Sequence[_Cuts],
    tops: Sequence[float],
    costs: Sequence[float],
    starts: Sequence[int],
    end: int,
) -> _Cuts:
    """The best columns up to a row: those so far, or with one more that ends there."""
    least = best[end]
    for start in starts:
        total, highest, before = best[start]
        if start >= end:
            break
        height = tops[end] - tops[start]
        paid = total - highest + costs[start]
        higher = height if height > highest else highest
        if paid + higher < least[0]:
            least = paid + higher, higher, (*before, start)
    return least


def _deal_out(placement: Placement, starts: Sequence[int]) -> Placement:
    """The rows from each start on in columns of their own."""
    column_of = [0] * placement.rows
    for start in starts[1:]:
        for row in range(start, placement.rows):
            column_of[row] += 1
    used = {(column_of[row], column) for row, column in _list_cells(placement)}
    places = {cell: place for place, cell in enumerate(sorted(used))}

    def move(spot: GridSpot) -> GridSpot:
        column = column_of[spot.row]
        first, last = places[column, spot.first], places[column, spot.last]
        return GridSpot(spot.row - starts[column], first, last)

    ends = [*starts[1:], placement.rows]
    return replace(
        placement,
        spots={id: move(spot) for id, spot in placement.spots.items()},
        conditions={number: move(spot) for number, spot in placement.conditions.items()},
        rows=max(end - start for start, end in zip(starts, ends, strict=True)),
        columns=len(places),
        lanes=((0, len(places) - 1),),
    )


def _list_cells(placement: Placement) -> Iterator[tuple[int, int]]:
    for spot in (*placement.spots.values(), *placement.conditions.values()):
        for column in range(spot.first, spot.last + 1):
            yield spot.row, column

"""Moves steps to where their edges are shorter and straighter; a local search on the grid.

The cost of an edge comes from its length and from whether it can run straight, without routing
it. One step is moved at a time, until no move saves anything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from shaiquan.charts.layout.layout_types import LayoutGraph
from shaiquan.charts.layout.placement import GridCell, GridSpot, Placement, remove_empty_strips
from shaiquan.charts.layout.ranking import Ranking

#: a row and a column of length, a bend, and a box in the way of a straight edge
ROW, COLUMN, BEND, BLOCKED = 2.3, 3.8, 2.5, 4.0
#: how much more an edge of the main path counts
MAIN = 1.5
#: what a move must save, what it saves to empty a row, how often all steps are tried
LEAST, EMPTIED, ROUNDS = 0.5, 3.0, 2


@dataclass(frozen=True, slots=True)
class IncidentEdge:
    """An edge as seen from one of its ends: the ``other`` end, the weight of the edge.

    ``into`` or ``out``: it leads on to here or from here, at least ``rows`` down. ``condition``
    is the number of the edge if its label has a cell in the grid, else -1.
    """

    other: str
    weight: float
    into: bool
    out: bool
    rows: int
    condition: int


@dataclass(frozen=True, slots=True)
class EdgeIndex:
    """What all placements of a chart share: the edges of each node, the edges by their ends.

    ``joins`` are the boxes and the nodes that each edge joins, and whether the main path takes
    it; ``fixed`` boxes are bars, decisions with conditions and steps with side steps; ``upright``
    ones keep their column, since alternatives stand beside them.
    """

    by_node: dict[str, tuple[IncidentEdge, ...]]
    joins: tuple[tuple[str, str, tuple[str, str], bool], ...]
    lanes: dict[str, int]
    bars: frozenset[str]
    fixed: frozenset[str]
    upright: frozenset[str] = frozenset()


def index_edges(
    graph: LayoutGraph, ranking: Ranking, upright: frozenset[str] = frozenset()
) -> EdgeIndex:
    bars = frozenset(box.id for box in graph.boxes if box.shape == "bar")
    main, level = frozenset(ranking.main.values()), _find_level_edges(ranking, bars)
    by_node: dict[str, list[IncidentEdge]] = {node: [] for node in ranking.nodes}
    for number, (source, target) in enumerate(ranking.ends):
        if source == target:
            continue
        weight, rows = MAIN if number in main else 1.0, int(number not in level)
        forward, condition = number in ranking.out[source], number in ranking.conditions
        more = rows, number if condition else -1
        by_node[source].append(IncidentEdge(target, weight, False, forward, *more))
        by_node[target].append(IncidentEdge(source, weight, forward, False, *more))
    return EdgeIndex(
        {node: tuple(edges) for node, edges in by_node.items()},
        tuple(
            (edge.source, edge.target, ranking.ends[number], number in main)
            for number, edge in enumerate(graph.edges)
        ),
        {box.id: box.lane if graph.lanes else 0 for box in graph.boxes},
        bars,
        bars.union(ranking.hosts.values(), (ranking.ends[n][0] for n in ranking.conditions)),
        upright,
    )


def _find_level_edges(ranking: Ranking, bars: frozenset[str]) -> set[int]:
    """Edges whose ends may stand in one row: those of the ranking, and edges that join others."""
    level = set(ranking.level)
    for numbers in ranking.into.values():
        for number in numbers if len(numbers) > 1 else ():
            source = ranking.ends[number][0]
            aside = ranking.main[source] != number or len(ranking.out[source]) == 1
            if aside and bars.isdisjoint(ranking.ends[number]):
                level.add(number)
    return level.difference(ranking.conditions)


def refine_placement(index: EdgeIndex, ranking: Ranking, placement: Placement) -> Placement:
    """The placement after the moves, without the rows and columns that became empty."""
    refiner = _Refiner(index, placement)
    for _ in range(ROUNDS):
        if not sum([refiner.improve(node) for node in ranking.nodes]):
            break
    if not refiner.moved:
        return placement
    return remove_empty_strips(replace(placement, spots=refiner.spots))


def total_edge_cost(index: EdgeIndex, ranking: Ranking, placement: Placement) -> float:
    """The sum of the costs of all edges of a placement."""
    refiner = _Refiner(index, placement)
    return sum(refiner.cost(node) for node in ranking.nodes) / 2


#: the other end of an edge: its row, its first and last column, and the weight of the edge
_Neighbour = tuple[int, int, int, float]


def _least_cost(neighbour: _Neighbour, rows: GridCell, columns: GridCell) -> float:
    """The least cost of an edge from any free cell of some rows and columns."""
    row, first, last, weight = neighbour
    down = max(rows[0] - row, row - rows[1], 0)
    across = max(columns[0] - last, first - columns[1], 0)
    bend = BEND if down and across else 0.0
    return (max(ROW * down + COLUMN * across, ROW) + bend) * weight


class _Refiner:
    """The boxes as they stand, and the cells taken by boxes ("" for a condition)."""

    def __init__(self, index: EdgeIndex, placement: Placement) -> None:
        self.index, self.placement = index, placement
        self.spots = dict(placement.spots)
        self._lanes = {id: placement.lanes[lane] for id, lane in index.lanes.items()}
        for id in index.upright:
            self._lanes[id] = self.spots[id].first, self.spots[id].last
        self._taken: dict[GridCell, str] = {}
        for id, spot in self.spots.items():
            first, last = self._lanes[id] if id in index.bars else (spot.first, spot.last)
            for column in range(first, last + 1):
                self._taken[spot.row, column] = id
        for spot in placement.conditions.values():
            self._taken[spot.row, spot.first] = ""
        self._in_row = Counter([row for row, _ in self._taken])
        self.moved = False

    def improve(self, node: str) -> bool:
        """Move a step to its best cell, if that is better than its own; whether it moved."""
        if node in self.index.fixed:
            return False
        here = self.spots[node].row, self.spots[node].first
        best = self._find_best_cell(node, here)
        if best == here:
            return False
        del self._taken[here]
        self._taken[best] = node
        self._in_row[here[0]] -= 1
        self._in_row[best[0]] += 1
        self.spots[node] = GridSpot(best[0], best[1], best[1])
        self.moved = True
        return True

    def _find_best_cell(self, node: str, here: GridCell) -> GridCell:
        """The best cell for a step; whether a cell is free is looked up only if it is better."""
        neighbours, columns = self._find_neighbours(node), self._lanes[node]
        rows = self._find_row_range(node, neighbours)
        cost, best = self._cost(node, here, neighbours) - LEAST, here
        gain = EMPTIED if self._in_row[here[0]] == 1 else 0.0
        if sum([_least_cost(neighbour, rows, columns) for neighbour in neighbours]) - gain >= cost:
            return here
        for row in range(rows[0], rows[1] + 1):
            saved = gain if row != here[0] else 0.0
            for column in range(columns[0], columns[1] + 1):
                new = self._cost(node, (row, column), neighbours) - saved
                if new < cost and self._is_open(node, (row, column), neighbours):
                    cost, best = new, (row, column)
        return best

    # -- where a step may stand -----------------------------------------------------------------

    def _is_open(self, node: str, cell: GridCell, neighbours: Sequence[_Neighbour]) -> bool:
        """Whether a cell is free, and a wire can run straight across from what is level with it."""
        row, column = cell
        level = [first for at, first, _, _ in neighbours if at == row]
        return (
            cell not in self._taken
            and column not in level
            and all(self._clear_across(row, column, other) for other in level)
            and not self._blocks_others(node, cell)
        )

    def _blocks_others(self, node: str, cell: GridCell) -> bool:
        """Whether an edge between others runs level through a cell, or the main path down it."""
        row, column = cell
        for source, target, ends, main in self.index.joins:
            one, other = self.spots[source], self.spots[target]
            if one.row == other.row:
                low, high = sorted((one.first, other.first))
                through = one.row == row and low < column < high
            else:
                straight = main and one.first == other.first == column
                through = straight and one.row < row < other.row
            if through and node not in ends:
                return True
        return False

    def _find_row_range(self, node: str, neighbours: Sequence[_Neighbour]) -> GridCell:
        """The first and last row: below what leads to the step and above that to which it leads,
        or level with them."""
        low, high = 0, self.placement.rows - 1
        for edge, (row, _, _, _) in zip(self.index.by_node[node], neighbours, strict=True):
            if edge.into:
                low = max(low, row + edge.rows)
            elif edge.out:
                high = min(high, row - edge.rows)
        return low, high

    def _find_neighbours(self, node: str) -> list[_Neighbour]:
        """The other end of each edge of a node: a box, or the condition before it."""
        neighbours: list[_Neighbour] = []
        for edge in self.index.by_node[node]:
            if edge.other in self.index.bars and edge.condition < 0:
                row, (first, last) = self.spots[edge.other].row, self._lanes[edge.other]
            else:
                conditions, number = self.placement.conditions, edge.condition
                spot = conditions[number] if number >= 0 else self.spots[edge.other]
                row, first, last = spot.row, spot.first, spot.last
            neighbours.append((row, first, last, edge.weight))
        return neighbours

    def _clear_across(self, row: int, one: int, other: int) -> bool:
        low, high = min(one, other), max(one, other)
        return not any((row, column) in self._taken for column in range(low + 1, high))

    # -- costs ----------------------------------------------------------------------------------

    def cost(self, node: str) -> float:
        """The cost of the edges of a step where it stands."""
        cell = self.spots[node].row, self.spots[node].first
        return self._cost(node, cell, self._find_neighbours(node))

    def _cost(self, node: str, cell: GridCell, neighbours: Sequence[_Neighbour]) -> float:
        row, column = cell
        total = 0.0
        for at, first, last, weight in neighbours:
            rows = at - row if at > row else row - at
            columns = first - column if first > column else column - last if column > last else 0
            cost = ROW * rows + COLUMN * columns
            if rows and columns:
                cost += BEND
            elif rows != 1 and self._is_blocked(
                node, cell, at, min(first, column), max(last, column)
            ):
                cost += BLOCKED
            total += cost * weight
        return total

    def _is_blocked(self, node: str, cell: GridCell, at: int, first: int, last: int) -> bool:
        """Whether something stands between a cell and the row ``at`` straight below or above it;
        or if that is its own row, between two columns of it."""
        row, column = cell
        if at == row:
            between = [(row, c) for c in range(first + 1, last)]
        else:
            between = [(r, column) for r in range(min(at, row) + 1, max(at, row))]
        return any(self._taken.get(other, node) != node for other in between)

"""Steps moved to where their links would rather have them, while the grid stays as it is.

What a link costs is told by its length and by whether it can run straight, without routing
it; moving one step at a time ends where no move saves anything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from shaiquan.charts.layout.layout_types import LayoutGraph
from shaiquan.charts.layout.placement import GridCell, GridSpot, Placement, remove_empty_strips
from shaiquan.charts.layout.ranking import Ranking

#: a row and a column of length, a bend, and a box in the way of a straight link
ROW, COLUMN, BEND, BLOCKED = 2.3, 3.8, 2.5, 4.0
#: how much more a link of the main way counts
MAIN = 1.5
#: what a move must save, what it saves to empty a row, how often all steps are tried
LEAST, EMPTIED, ROUNDS = 0.5, 3.0, 2


@dataclass(frozen=True, slots=True)
class IncidentEdge:
    """A link as one of its ends sees it: the ``other`` end, how much the link counts.

    ``into`` or ``out``: it leads on to here or from here, at least ``rows`` down. ``condition``
    is the number of the link if its label has a place in the grid, else -1.
    """

    other: str
    weight: float
    into: bool
    out: bool
    rows: int
    condition: int


@dataclass(frozen=True, slots=True)
class EdgeIndex:
    """What is the same for all plans of a chart: the ties of each node, the links by their ends.

    ``ways`` are the boxes and the nodes that each link joins, and whether the main way takes
    it; ``fixed`` boxes are bars, decisions with conditions and steps with side steps.
    """

    by_node: dict[str, tuple[IncidentEdge, ...]]
    ways: tuple[tuple[str, str, tuple[str, str], bool], ...]
    lanes: dict[str, int]
    bars: frozenset[str]
    fixed: frozenset[str]


def index_edges(chart: LayoutGraph, order: Ranking) -> EdgeIndex:
    bars = frozenset(box.id for box in chart.boxes if box.shape == "bar")
    main, level = frozenset(order.main.values()), _find_level_edges(order, bars)
    found: dict[str, list[IncidentEdge]] = {node: [] for node in order.nodes}
    for number, (source, target) in enumerate(order.ends):
        if source == target:
            continue
        weight, rows = MAIN if number in main else 1.0, int(number not in level)
        forward, condition = number in order.out[source], number in order.conditions
        more = rows, number if condition else -1
        found[source].append(IncidentEdge(target, weight, False, forward, *more))
        found[target].append(IncidentEdge(source, weight, forward, False, *more))
    return EdgeIndex(
        {node: tuple(ties) for node, ties in found.items()},
        tuple(
            (link.source, link.target, order.ends[number], number in main)
            for number, link in enumerate(chart.links)
        ),
        {box.id: box.lane if chart.lanes else 0 for box in chart.boxes},
        bars,
        bars.union(order.hosts.values(), (order.ends[n][0] for n in order.conditions)),
    )


def _find_level_edges(order: Ranking, bars: frozenset[str]) -> set[int]:
    """Links whose ends may stand in one row: those of the order, and ways that join others."""
    found = set(order.level)
    for numbers in order.into.values():
        for number in numbers if len(numbers) > 1 else ():
            source = order.ends[number][0]
            aside = order.main[source] != number or len(order.out[source]) == 1
            if aside and bars.isdisjoint(order.ends[number]):
                found.add(number)
    return found.difference(order.conditions)


def refine_placement(ties: EdgeIndex, order: Ranking, plan: Placement) -> Placement:
    """The plan after the moves, packed if any step moved."""
    settler = _Refiner(ties, plan)
    for _ in range(ROUNDS):
        if not sum([settler.improve(node) for node in order.nodes]):
            break
    return remove_empty_strips(replace(plan, spots=settler.spots)) if settler.moved else plan


def total_edge_cost(ties: EdgeIndex, order: Ranking, plan: Placement) -> float:
    """What all links of a plan together cost."""
    settler = _Refiner(ties, plan)
    return sum(settler.cost(node) for node in order.nodes) / 2


#: what stands at the other end of a link, its row and columns, and how much the link counts
_Neighbour = tuple[int, int, int, float]


def _least_cost(near: _Neighbour, rows: GridCell, columns: GridCell) -> float:
    """What a link costs at least from any free cell of some rows and columns."""
    row, first, last, weight = near
    down = max(rows[0] - row, row - rows[1], 0)
    across = max(columns[0] - last, first - columns[1], 0)
    bend = BEND if down and across else 0.0
    return (max(ROW * down + COLUMN * across, ROW) + bend) * weight


class _Refiner:
    """The boxes as they stand, and what is taken of the grid: by boxes, or "" by conditions."""

    def __init__(self, ties: EdgeIndex, plan: Placement) -> None:
        self.ties, self.plan = ties, plan
        self.spots = dict(plan.spots)
        self._lanes = {id: plan.lanes[lane] for id, lane in ties.lanes.items()}
        self._taken: dict[GridCell, str] = {}
        for id, spot in self.spots.items():
            first, last = self._lanes[id] if id in ties.bars else (spot.first, spot.last)
            for column in range(first, last + 1):
                self._taken[spot.row, column] = id
        for spot in plan.conditions.values():
            self._taken[spot.row, spot.first] = ""
        self._in_row = Counter([row for row, _ in self._taken])
        self.moved = False

    def improve(self, node: str) -> bool:
        """Move a step to its best cell, if that is better than its own; whether it moved."""
        if node in self.ties.fixed:
            return False
        here = self.spots[node].row, self.spots[node].first
        best = self._best(node, here)
        if best == here:
            return False
        del self._taken[here]
        self._taken[best] = node
        self._in_row[here[0]] -= 1
        self._in_row[best[0]] += 1
        self.spots[node] = GridSpot(best[0], best[1], best[1])
        self.moved = True
        return True

    def _best(self, node: str, here: GridCell) -> GridCell:
        """The best cell for a step; whether a cell is free is asked only if it were better."""
        near, columns = self._near(node), self._lanes[node]
        rows = self._rows(node, near)
        price, best = self._price(node, here, near) - LEAST, here
        gain = EMPTIED if self._in_row[here[0]] == 1 else 0.0
        if sum([_least_cost(each, rows, columns) for each in near]) - gain >= price:
            return here
        for row in range(rows[0], rows[1] + 1):
            saved = gain if row != here[0] else 0.0
            for column in range(columns[0], columns[1] + 1):
                found = self._price(node, (row, column), near) - saved
                if found < price and self._open(node, (row, column), near):
                    price, best = found, (row, column)
        return best

    # -- where a step may stand -----------------------------------------------------------------

    def _open(self, node: str, cell: GridCell, near: Sequence[_Neighbour]) -> bool:
        """Whether a cell is free, and a wire can run straight across from what is level with it."""
        row, column = cell
        level = [first for at, first, _, _ in near if at == row]
        return (
            cell not in self._taken
            and column not in level
            and all(self._clear_across(row, column, other) for other in level)
            and not self._is_way(node, cell)
        )

    def _is_way(self, node: str, cell: GridCell) -> bool:
        """Whether a link of others runs level through a cell, or the main way straight down."""
        row, column = cell
        for source, target, ends, main in self.ties.ways:
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

    def _rows(self, node: str, near: Sequence[_Neighbour]) -> GridCell:
        """The first and last row: below what leads to the step and above that to which it leads,
        or level with them."""
        low, high = 0, self.plan.rows - 1
        for tie, (row, _, _, _) in zip(self.ties.by_node[node], near, strict=True):
            if tie.into:
                low = max(low, row + tie.rows)
            elif tie.out:
                high = min(high, row - tie.rows)
        return low, high

    def _near(self, node: str) -> list[_Neighbour]:
        """What stands at the other end of each tie: a box, or the condition before it."""
        found: list[_Neighbour] = []
        for tie in self.ties.by_node[node]:
            if tie.condition >= 0:
                spot = self.plan.conditions[tie.condition]
                found.append((spot.row, spot.first, spot.last, tie.weight))
            elif tie.other in self.ties.bars:
                found.append((self.spots[tie.other].row, *self._lanes[tie.other], tie.weight))
            else:
                spot = self.spots[tie.other]
                found.append((spot.row, spot.first, spot.last, tie.weight))
        return found

    def _clear_across(self, row: int, one: int, other: int) -> bool:
        low, high = min(one, other), max(one, other)
        return not any((row, column) in self._taken for column in range(low + 1, high))

    # -- what it costs --------------------------------------------------------------------------

    def cost(self, node: str) -> float:
        """What the links of a step cost where it stands."""
        return self._price(node, (self.spots[node].row, self.spots[node].first), self._near(node))

    def _price(self, node: str, cell: GridCell, near: Sequence[_Neighbour]) -> float:
        row, column = cell
        total = 0.0
        for at, first, last, weight in near:
            rows = at - row if at > row else row - at
            columns = first - column if first > column else column - last if column > last else 0
            price = ROW * rows + COLUMN * columns
            if rows and columns:
                price += BEND
            elif rows != 1 and self._blocked(node, cell, at, min(first, column), max(last, column)):
                price += BLOCKED
            total += price * weight
        return total

    def _blocked(self, node: str, cell: GridCell, at: int, first: int, last: int) -> bool:
        """Whether something stands between a cell and what is straight below or above in the
        row ``at``; or if that is its own row, between two columns of it."""
        row, column = cell
        if at == row:
            way = [(row, c) for c in range(first + 1, last)]
        else:
            way = [(r, column) for r in range(min(at, row) + 1, max(at, row))]
        return any(self._taken.get(each, node) != node for each in way)

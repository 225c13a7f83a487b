"""Steps moved to where their links would rather have them, while the grid stays as it is.

What a link costs is told by its length and by whether it can run straight, without routing
it; moving one step at a time ends where no move saves anything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from shaiquan.lanes.model import Chart
from shaiquan.lanes.plan import Cell, Plan, Spot
from shaiquan.lanes.ranks import Order

#: a row and a column of length, a bend, and a box in the way of a straight link
ROW, COLUMN, BEND, BLOCKED = 2.3, 3.8, 2.5, 4.0
#: how much more a link of the main way counts
MAIN = 1.5
#: what a move must save, what it saves to empty a row, how often all steps are tried
LEAST, EMPTIED, ROUNDS = 0.5, 3.0, 2


def settled(chart: Chart, order: Order, plan: Plan) -> Plan:
    """The plan after the moves; it may have empty rows and columns."""
    settler = _Settler(chart, order, plan)
    for _ in range(ROUNDS):
        if not sum(settler.improve(node) for node in order.nodes):
            break
    return replace(plan, spots=settler.spots)


def price(chart: Chart, order: Order, plan: Plan) -> float:
    """What all links of a plan together cost."""
    settler = _Settler(chart, order, plan)
    return sum(settler.price(node) for node in order.nodes) / 2


@dataclass(frozen=True, slots=True)
class _Near:
    """What stands at the other end of a link: its row and columns, and how much the link counts."""

    row: int
    first: int
    last: int
    weight: float

    def least(self, rows: tuple[int, int], columns: tuple[int, int]) -> float:
        """What the link costs at least from any free cell of some rows and columns."""
        down = max(rows[0] - self.row, self.row - rows[1], 0)
        across = max(columns[0] - self.last, self.first - columns[1], 0)
        bend = BEND if down and across else 0.0
        return (max(ROW * down + COLUMN * across, ROW) + bend) * self.weight


class _Settler:
    """Boxes may move but for bars, decisions with conditions, and steps with side steps."""

    def __init__(self, chart: Chart, order: Order, plan: Plan) -> None:
        self.order, self.plan = order, plan
        self.spots = dict(plan.spots)
        self._ends = [(link.source, link.target) for link in chart.links]
        self._lanes = {box.id: plan.lanes[box.lane if chart.lanes else 0] for box in chart.boxes}
        self._bars = {box.id for box in chart.boxes if box.shape == "bar"}
        with_conditions = {order.ends[n][0] for n in plan.conditions}
        self._fixed = {*self._bars, *order.hosts.values(), *with_conditions}
        self._level = self._may_be_level(order)
        self._links: dict[str, list[int]] = {node: [] for node in order.nodes}
        for number, (source, target) in enumerate(order.ends):
            if source != target:
                self._links[source].append(number)
                self._links[target].append(number)
        self._taken: dict[Cell, str] = {}
        for id, spot in self.spots.items():
            self._taken |= dict.fromkeys(self._cells(id, spot), id)
        for spot in plan.conditions.values():
            self._taken[spot.row, spot.first] = ""
        self._in_row = Counter(row for row, _ in self._taken)

    def _may_be_level(self, order: Order) -> set[int]:
        """Links whose ends may stand in one row: those of the order, and ways that join others."""
        found = set(order.level)
        for numbers in order.into.values():
            for number in numbers if len(numbers) > 1 else ():
                source = order.ends[number][0]
                aside = number not in self.plan.main or len(order.out[source]) == 1
                if aside and self._bars.isdisjoint(order.ends[number]):
                    found.add(number)
        return found.difference(order.conditions)

    def _cells(self, id: str, spot: Spot) -> list[Cell]:
        """What a box takes; a bar takes the row of its lane."""
        first, last = self._lanes[id] if id in self._bars else (spot.first, spot.last)
        return [(spot.row, column) for column in range(first, last + 1)]

    def improve(self, node: str) -> bool:
        """Move a step to its best cell, if that is better than its own; whether it moved."""
        if node in self._fixed:
            return False
        here = self.spots[node].row, self.spots[node].first
        near = self._near(node)
        best = self._best(node, here, near)
        if best == here:
            return False
        del self._taken[here]
        self._taken[best] = node
        self._in_row[here[0]] -= 1
        self._in_row[best[0]] += 1
        self.spots[node] = Spot(best[0], best[1], best[1])
        return True

    def _best(self, node: str, here: Cell, near: Mapping[int, _Near]) -> Cell:
        """The best cell for a step; whether a cell is free is asked only if it were better."""
        rows, columns = self._rows(node, near), self._lanes[node]
        price, best = self._price(node, here, near) - LEAST, here
        gain = EMPTIED if self._in_row[here[0]] == 1 else 0.0
        if sum(each.least(rows, columns) for each in near.values()) - gain >= price:
            return here
        for row in range(rows[0], rows[1] + 1):
            saved = gain if row != here[0] else 0.0
            for column in range(columns[0], columns[1] + 1):
                found = self._price(node, (row, column), near) - saved
                if found < price and self._open(node, (row, column), near):
                    price, best = found, (row, column)
        return best

    # -- where a step may stand -----------------------------------------------------------------

    def _open(self, node: str, cell: Cell, near: Mapping[int, _Near]) -> bool:
        """Whether a cell is free, and a wire can run straight across from what is level with it."""
        row, column = cell
        level = [each.first for each in near.values() if each.row == row]
        return (
            cell not in self._taken
            and column not in level
            and all(self._clear_across(row, column, other) for other in level)
            and not self._is_way(node, cell)
        )

    def _is_way(self, node: str, cell: Cell) -> bool:
        """Whether a link of others runs level through a cell, or the main way straight down."""
        row, column = cell
        for number, (source, target) in enumerate(self._ends):
            one, other = self.spots[source], self.spots[target]
            if one.row == other.row:
                low, high = sorted((one.first, other.first))
                through = one.row == row and low < column < high
            else:
                main = one.first == other.first == column and number in self.plan.main
                through = main and one.row < row < other.row
            if through and node not in self.order.ends[number]:
                return True
        return False

    def _rows(self, node: str, near: Mapping[int, _Near]) -> Cell:
        """The first and last row: below what leads to the step and above that to which it leads,
        or level with them."""
        low = [near[n].row + (n not in self._level) for n in self.order.into[node]]
        high = [near[n].row - (n not in self._level) for n in self.order.out[node]]
        return max(low, default=0), min(high, default=self.plan.rows - 1)

    def _near(self, node: str) -> dict[int, _Near]:
        """What stands at the other end of each link: a box, or the condition before this one."""
        found: dict[int, _Near] = {}
        for number in self._links[node]:
            source, target = self.order.ends[number]
            id = target if source == node else source
            spot = self.plan.conditions.get(number, self.spots[id])
            columns = spot.first, spot.last
            if id in self._bars and number not in self.plan.conditions:
                columns = self._lanes[id]
            found[number] = _Near(spot.row, *columns, MAIN if number in self.plan.main else 1.0)
        return found

    def _clear_across(self, row: int, one: int, other: int) -> bool:
        low, high = min(one, other), max(one, other)
        return not any((row, column) in self._taken for column in range(low + 1, high))

    # -- what it costs --------------------------------------------------------------------------

    def price(self, node: str) -> float:
        """What the links of a step cost where it stands."""
        return self._price(node, (self.spots[node].row, self.spots[node].first), self._near(node))

    def _price(self, node: str, cell: Cell, near: Mapping[int, _Near]) -> float:
        row, column = cell
        total = 0.0
        for each in near.values():
            rows = abs(each.row - row)
            columns = max(each.first - column, column - each.last, 0)
            price = ROW * rows + COLUMN * columns
            if rows and columns:
                price += BEND
            elif rows != 1 and self._blocked(node, cell, each):
                price += BLOCKED
            total += price * each.weight
        return total

    def _blocked(self, node: str, cell: Cell, near: _Near) -> bool:
        """Whether something stands between a cell and what is straight below, above or beside."""
        row, column = cell
        if near.row == row:
            low, high = min(near.first, column), max(near.last, column)
            way = [(row, c) for c in range(low + 1, high)]
        else:
            way = [(r, column) for r in range(min(near.row, row) + 1, max(near.row, row))]
        return any(self._taken.get(each, node) != node for each in way)

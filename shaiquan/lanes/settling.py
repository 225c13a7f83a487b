"""Steps moved to where their links would rather have them, while the grid stays as it is.

What a link costs is told by its length and by whether it can run straight, without routing
it; moving one step at a time ends where no move saves anything.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

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
        for node in order.nodes:
            settler.improve(node)
    return replace(plan, spots=settler.spots)


def price(chart: Chart, order: Order, plan: Plan) -> float:
    """What all links of a plan together cost."""
    settler = _Settler(chart, order, plan)
    return sum(settler.price(node) for node in order.nodes) / 2


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

    def improve(self, node: str) -> None:
        """Move a step to its best cell, if that is better than its own."""
        if node in self._fixed:
            return
        here = self.spots[node].row, self.spots[node].first
        alone = sum(row == here[0] for row, _ in self._taken) == 1
        price, best = self._price(node, here) - LEAST, here
        for cell in self._open_cells(node):
            saved = EMPTIED if alone and cell[0] != here[0] else 0.0
            if self._price(node, cell) - saved < price:
                price, best = self._price(node, cell) - saved, cell
        del self._taken[here]
        self._taken[best] = node
        self.spots[node] = Spot(best[0], best[1], best[1])

    # -- where a step may stand -----------------------------------------------------------------

    def _open_cells(self, node: str) -> Iterable[Cell]:
        """Free cells below what leads to the step and above that to which it leads, or level
        with them where a wire can run straight across."""
        low, high = self._rows(node)
        first, last = self._lanes[node]
        kept = self._ways(node)
        for row in range(low, high + 1):
            beside = [self._other(n, node) for n in self._links[node]]
            level = [spot.first for spot in beside if spot.row == row]
            for column in range(first, last + 1):
                clear = all(self._clear_across(row, column, other) for other in level)
                cell = row, column
                if cell not in self._taken and cell not in kept and clear and column not in level:
                    yield cell

    def _ways(self, node: str) -> set[Cell]:
        """Cells through which links of others run level, or the main way straight down."""
        found: set[Cell] = set()
        for number, (source, target) in enumerate(self._ends):
            if node in self.order.ends[number]:
                continue
            one, other = self.spots[source], self.spots[target]
            if one.row == other.row:
                low, high = sorted((one.first, other.first))
                found.update((one.row, column) for column in range(low + 1, high))
            elif one.first == other.first and number in self.plan.main:
                found.update((row, one.first) for row in range(one.row + 1, other.row))
        return found

    def _rows(self, node: str) -> tuple[int, int]:
        low = [self._other(n, node).row + (n not in self._level) for n in self.order.into[node]]
        high = [self._other(n, node).row - (n not in self._level) for n in self.order.out[node]]
        return max(low, default=0), min(high, default=self.plan.rows - 1)

    def _other(self, number: int, node: str) -> Spot:
        """What stands at the other end of a link: a box, or the condition before this one."""
        if number in self.plan.conditions:
            return self.plan.conditions[number]
        source, target = self.order.ends[number]
        id = target if source == node else source
        spot = self.spots[id]
        return Spot(spot.row, *self._lanes[id]) if id in self._bars else spot

    def _clear_across(self, row: int, one: int, other: int) -> bool:
        low, high = min(one, other), max(one, other)
        return not any((row, column) in self._taken for column in range(low + 1, high))

    # -- what it costs --------------------------------------------------------------------------

    def price(self, node: str) -> float:
        """What the links of a step cost where it stands."""
        return self._price(node, (self.spots[node].row, self.spots[node].first))

    def _price(self, node: str, cell: Cell) -> float:
        prices = (
            self._link_price(self._other(n, node), node, cell)
            * (MAIN if n in self.plan.main else 1.0)
            for n in self._links[node]
        )
        return sum(prices)

    def _link_price(self, other: Spot, node: str, cell: Cell) -> float:
        row, column = cell
        rows = abs(other.row - row)
        columns = max(other.first - column, column - other.last, 0)
        price = ROW * rows + COLUMN * columns
        if rows and columns:
            return price + BEND
        between = range(min(other.row, row) + 1, max(other.row, row))
        way = [(r, column) for r in between]
        if not rows:
            low, high = min(other.first, column), max(other.last, column)
            way = [(row, c) for c in range(low + 1, high)]
        blocked = any(self._taken.get(each, node) != node for each in way)
        return price + (BLOCKED if blocked else 0.0)

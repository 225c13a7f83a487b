"""The cheapest way over the grid: Dijkstra's algorithm with a bound on what remains (A*)."""

from __future__ import annotations

from collections.abc import Mapping
from heapq import heappop, heappush
from math import inf

from shaiquan.lanes.grid import ONWARD, Grid, State
from shaiquan.lanes.traffic import ACROSS, ALONG, STEP, Traffic

#: a bend, and what a bend in an empty cell costs more
BEND, IN_CELL = 2.0, 0.4


def search(
    grid: Grid,
    traffic: Traffic,
    starts: Mapping[State, float],
    ends: Mapping[State, float],
    joins: Mapping[State, float],
) -> tuple[int, tuple[State, ...]]:
    """The start and the moves of the cheapest way from one of the starts to one of the ends.

    A start is a shut point and the direction of the first move, an end a shut point and the
    direction of the last, each with its price. The way may also end where it joins a wire
    that leads to the end, at the price of what then remains. There is always a way: the
    channels around and between all boxes are open.
    """
    open_ = _Open(grid, traffic, ends, joins)
    for (point, out), price in starts.items():
        open_.push(point, (out,), price, -1 - point)
    while True:
        _, paid, state = heappop(open_.heap)
        if state in open_.last:
            return open_.trace(state)
        if paid <= open_.best[state]:
            point, way = divmod(state, 4)
            open_.push(point, ONWARD[way], paid, state)


class _Open:
    """The states reached so far: what each cost, whence it was reached, which come next.

    A state is here one number, four times the point and the direction; before a first move
    stands the start, below zero.
    """

    def __init__(
        self,
        grid: Grid,
        traffic: Traffic,
        ends: Mapping[State, float],
        joins: Mapping[State, float],
    ) -> None:
        self.heap: list[tuple[float, float, int]] = []
        self.best: dict[int, float] = {}
        self.last = {4 * point + way: price for (point, way), price in {**joins, **ends}.items()}
        self._before: dict[int, int] = {}
        self._grid, self._prices = grid, traffic.prices
        self._across, self._along = _bounds(grid, ends, 0.0 if joins else BEND)

    def push(self, point: int, ways: tuple[int, ...], paid: float, before: int) -> None:
        """Reach the points next to a point, with a bend unless going on as before."""
        grid, best, last, ahead = self._grid, self.best, self.last, ways[0]
        bent = paid + BEND + (IN_CELL if grid.cell[point] else 0.0)
        for way in ways:
            near = point + grid.steps[way]
            state = 4 * near + way
            end = last.get(state)
            step = self._prices[way][near] if end is None else STEP[way] + end
            price = step + (paid if way == ahead else bent)
            if price < best.get(state, inf):
                best[state] = price
                self._before[state] = before
                rest = 0.0
                if end is None:
                    x, y = grid.places[near]
                    rest = self._across[way][x] + self._along[way][y]
                heappush(self.heap, (price + rest, price, state))

    def trace(self, state: int) -> tuple[int, tuple[State, ...]]:
        """The start and the moves that led to a state."""
        moves: list[State] = []
        while state >= 0:
            moves.append(divmod(state, 4))
            state = self._before[state]
        return -1 - state, tuple(reversed(moves))


def _bounds(
    grid: Grid, ends: Mapping[State, float], bend: float
) -> tuple[tuple[list[float], ...], tuple[list[float], ...]]:
    """By direction the least that the way to the nearest end can cost, across and along.

    A wire that moves across must bend where the end lies in another row, and so along.
    """
    places = [grid.places[point] for point, _ in ends]
    left, right, row = min(x for x, _ in places), max(x for x, _ in places), places[0][1]
    across = [ACROSS * max(left - x, x - right, 0) for x in range(grid.stride)]
    along = [ALONG * abs(y - row) for y in range(grid.height)]
    bent_across = [far + bend if far else far for far in across]
    bent_along = [far + bend if far else far for far in along]
    return (bent_across, across, across, bent_across), (along, bent_along, bent_along, along)

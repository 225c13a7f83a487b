"""Finds the cheapest path over the grid: A*, Dijkstra's algorithm with a lower bound."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from heapq import heappop, heappush
from math import inf

from shaiquan.charts.layout.congestion import ACROSS, ALONG, STEP, Congestion
from shaiquan.charts.layout.routing_grid import (
    DOWN,
    LEFT,
    ONWARD,
    RIGHT,
    UP,
    RouteState,
    RoutingGrid,
)

#: a bend, and what a bend in an empty cell costs more
BEND, IN_CELL = 2.0, 0.4
#: more than the rounding error of a sum of costs
TOLERANCE = 1e-6


def find_path(
    grid: RoutingGrid,
    congestion: Congestion,
    starts: Mapping[RouteState, float],
    ends: Mapping[RouteState, float],
    joins: Mapping[RouteState, float],
) -> tuple[int, tuple[RouteState, ...]]:
    """The start and the moves of the cheapest path from one of the starts to one of the ends.

    A start is a blocked point and the direction of the first move, an end a blocked point and
    the direction of the last, each with its cost. The path may also end where it joins a wire
    that leads to the end (``joins``), at the cost of the rest of that wire. There is always a
    path: the channels around and between all boxes are open.
    """
    moves = () if joins else _find_straight_path(grid, congestion, starts, ends)
    if moves:
        return next(iter(starts))[0], moves
    # a state is one number here: four times the point, plus the direction
    last = {4 * point + direction: cost for (point, direction), cost in {**joins, **ends}.items()}
    across, along = _lower_bounds(grid, ends, 0.0 if joins else BEND)
    costs, heap = congestion.costs, list[tuple[float, float, int]]()
    best: dict[int, float] = {}
    before: dict[int, int] = {}
    # points reached, with the next directions (straight on first), the cost so far, the state
    reached: list[tuple[int, tuple[int, ...], float, int]] = [
        (point, (out,), cost, -1 - point) for (point, out), cost in starts.items()
    ]
    while True:
        for point, directions, paid, state in reached:
            bent, ahead = paid + BEND + (IN_CELL if grid.cell[point] else 0.0), directions[0]
            for direction in directions:
                next_point = point + grid.steps[direction]
                next_state = 4 * next_point + direction
                end = last.get(next_state)
                step = costs[direction][next_point] if end is None else STEP[direction] + end
                cost = step + (paid if direction == ahead else bent)
                if cost < best.get(next_state, inf):
                    best[next_state], before[next_state], rest = cost, state, 0.0
                    if end is None:
                        x, y = grid.places[next_point]
                        rest = across[direction][x] + along[direction][y]
                    heappush(heap, (cost + rest, cost, next_state))
        paid, state = _pop_cheapest(heap, best)
        if state in last:
            return _trace_path(before, state)
        reached = [(state // 4, ONWARD[state % 4], paid, state)]


def _find_straight_path(
    grid: RoutingGrid,
    congestion: Congestion,
    starts: Mapping[RouteState, float],
    ends: Mapping[RouteState, float],
) -> tuple[RouteState, ...]:
    """The moves straight from a single point to another, if any path with a bend costs more."""
    (start, _), (end, _) = next(iter(starts)), next(iter(ends))
    (x, y), (to_x, to_y) = grid.places[start], grid.places[end]
    if (x != to_x and y != to_y) or start == end:
        return ()
    direction = (DOWN if y < to_y else UP) if x == to_x else RIGHT if x < to_x else LEFT
    if (start, direction) not in starts or (end, direction) not in ends:
        return ()
    if any(point != start for point, _ in starts) or any(point != end for point, _ in ends):
        return ()
    points, costs = range(start, end, grid.steps[direction])[1:], congestion.costs[direction]
    paid = starts[start, direction] + sum([costs[point] for point in points]) + ends[end, direction]
    least = min(starts.values()) + STEP[direction] * len(points) + min(ends.values())
    if paid > least + BEND - TOLERANCE:
        return ()
    return (*[(point, direction) for point in points], (end, direction))


def _pop_cheapest(
    heap: list[tuple[float, float, int]], best: Mapping[int, float]
) -> tuple[float, int]:
    """The cost and the state to go on from: the first that was not reached for less since."""
    while True:
        _, paid, state = heappop(heap)
        if paid <= best[state]:
            return paid, state


def _trace_path(before: Mapping[int, int], state: int) -> tuple[int, tuple[RouteState, ...]]:
    """The start and the moves that led to a state."""
    moves: list[RouteState] = []
    while state >= 0:
        moves.append(divmod(state, 4))
        state = before[state]
    return -1 - state, tuple(reversed(moves))


#: distances by direction, across by the number of the upright or along by that of the level
_ByDirection = tuple[tuple[float, ...], tuple[float, ...], tuple[float, ...], tuple[float, ...]]


def _lower_bounds(
    grid: RoutingGrid, ends: Mapping[RouteState, float], bend: float
) -> tuple[_ByDirection, _ByDirection]:
    """By direction the least cost of the path to the nearest end, across and along.

    A wire that moves across must bend if the end lies in another row, and the other way round.
    """
    places = [grid.places[point] for point, _ in ends]
    left, right, row = min(places)[0], max(places)[0], places[0][1]
    across = _bounds_across(grid.stride, left, right, bend)
    return across, _bounds_along(grid.height, row, bend)


@lru_cache(4096)
def _bounds_across(stride: int, left: int, right: int, bend: float) -> _ByDirection:
    far = tuple(ACROSS * max(left - x, x - right, 0) for x in range(stride))
    bent = tuple(cost + bend if cost else cost for cost in far)
    return bent, far, far, bent


@lru_cache(4096)
def _bounds_along(height: int, row: int, bend: float) -> _ByDirection:
    far = tuple(ALONG * abs(y - row) for y in range(height))
    bent = tuple(cost + bend if cost else cost for cost in far)
    return far, bent, bent, far

"""Routes each wire over the grid by the cheapest path: length, bends and crossings count.

Edges of one class to one target run together from where they meet. Each wire is routed among
those before it, then once more among all.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from shaiquan.charts.layout.congestion import ACROSS, ALONG, BENT, STEP, Congestion, Net, Occupied
from shaiquan.charts.layout.layout_types import LayoutGraph
from shaiquan.charts.layout.pathfinding import find_path
from shaiquan.charts.layout.placement import Placement
from shaiquan.charts.layout.routing_grid import (
    DOWN,
    LEVEL,
    OPPOSITE,
    RouteState,
    build_grid,
    points_of,
)
from shaiquan.charts.layout.side_costs import ENTRIES, EXITS, SideCosts


@dataclass(frozen=True, slots=True)
class Route:
    """The path of an edge: the point of its source, then each point it enters and its direction.

    ``condition_move`` is the number of the move that enters its condition cell, or -1.
    """

    start: int
    moves: tuple[RouteState, ...]
    condition_move: int = -1

    def occupied(self) -> list[Occupied]:
        """The points that the wire passes, at a bend both as level and as upright."""
        occupied = []
        for (point, into), (_, out) in pairwise(self.moves):
            if into == out:
                occupied.append((point, LEVEL[into], 1.0))
            else:
                occupied += [(point, True, BENT), (point, False, BENT)]
        return occupied


def route_edges(graph: LayoutGraph, placement: Placement) -> tuple[Route, ...]:
    """The routes of all edges, in their order."""
    router = _Router(graph, placement)
    routing_order = router.routing_order()
    for number in routing_order:
        router.add(number)
    for number in routing_order:
        if router.may_cross(number):
            router.remove(number)
            router.add(number)
    return tuple(router.routes[number] for number in range(len(graph.edges)))


def assign_nets(graph: LayoutGraph) -> tuple[Net, ...]:
    """The net of each edge: its class and target, or the edge alone."""
    bars = {box.id for box in graph.boxes if box.shape == "bar"}
    return tuple(
        ("alone", str(number))
        if edge.side or edge.target in bars
        else ("back" if edge.back else "on", edge.target)
        for number, edge in enumerate(graph.edges)
    )


class _Router:
    """The routes so far, and the costs that follow from them."""

    def __init__(self, graph: LayoutGraph, placement: Placement) -> None:
        self.graph, self.placement = graph, placement
        self.grid = build_grid(placement)
        self.nets = assign_nets(graph)
        self.members: dict[Net, list[int]] = {}
        for number, net in enumerate(self.nets):
            self.members.setdefault(net, []).append(number)
        self.sides = SideCosts(graph, placement.main)
        self.congestion = Congestion(self.grid)
        self.routes: dict[int, Route] = {}

    def routing_order(self) -> list[int]:
        """Side edges, then edges forward, then returns; short ones first."""

        def key(number: int) -> tuple[bool, bool, float, int]:
            edge = self.graph.edges[number]
            one, other = self.placement.spots[edge.source], self.placement.spots[edge.target]
            span = ACROSS * abs(one.first - other.first) + ALONG * abs(one.row - other.row)
            return not edge.side, edge.back, span, number

        return sorted(range(len(self.graph.edges)), key=key)

    def add(self, number: int) -> None:
        """Find the cheapest route of an edge among the wires that are there."""
        starts, ends = self._find_starts(number), self._find_ends(number)
        tails = self._find_tails(number)
        joins = {state: sum(STEP[step] for _, step in tail) for state, tail in tails.items()}
        if number in self.placement.conditions:
            condition = points_of(self.grid, self.placement.conditions[number])[0], DOWN
            start, first = find_path(self.grid, self.congestion, starts, {condition: 0.0}, {})
            _, then = find_path(self.grid, self.congestion, {condition: 0.0}, ends, joins)
            moves, condition_move = first + then, len(first) - 1
        else:
            start, moves = find_path(self.grid, self.congestion, starts, ends, joins)
            condition_move = -1
        route = Route(start, moves + tails.get(moves[-1], ()), condition_move)
        self.routes[number] = route
        self.congestion.add(route.occupied(), self.nets[number])
        self.sides.add(number, route.start, route.moves[0][1], out=True)
        self.sides.add(number, route.moves[-1][0], OPPOSITE[route.moves[-1][1]], out=False)

    def may_cross(self, number: int) -> bool:
        """Whether an edge may cross one of the other wires."""
        return self.congestion.is_crossed(self.routes[number].occupied(), self.nets[number])

    def remove(self, number: int) -> None:
        route = self.routes.pop(number)
        self.congestion.remove(route.occupied(), self.nets[number])
        self.sides.remove(number, route.start, route.moves[0][1], out=True)
        self.sides.remove(number, route.moves[-1][0], OPPOSITE[route.moves[-1][1]], out=False)

    def _find_starts(self, number: int) -> dict[RouteState, float]:
        edge = self.graph.edges[number]
        starts: dict[RouteState, float] = {}
        for point in points_of(self.grid, self.placement.spots[edge.source]):
            for side in EXITS:
                cost = self.sides.exit_cost(number, edge, point, side)
                if cost is not None:
                    starts[point, side] = cost
        return starts

    def _find_ends(self, number: int) -> dict[RouteState, float]:
        edge = self.graph.edges[number]
        ends: dict[RouteState, float] = {}
        for point in points_of(self.grid, self.placement.spots[edge.target]):
            for side in ENTRIES:
                cost = self.sides.entry_cost(edge, point, side)
                if cost is not None:
                    ends[point, OPPOSITE[side]] = cost
        return ends

    def _find_tails(self, number: int) -> dict[RouteState, tuple[RouteState, ...]]:
        """The states at which the edge may join another of its net, and the moves from there."""
        tails: dict[RouteState, tuple[RouteState, ...]] = {}
        for other in self.members[self.nets[number]]:
            route = self.routes.get(other)
            if route is None:
                continue
            same = self.graph.edges[other].source == self.graph.edges[number].source
            first = route.condition_move + 1 if route.condition_move >= 0 else int(same)
            for move in range(first, len(route.moves)):
                tails.setdefault(route.moves[move], route.moves[move + 1 :])
        return tails

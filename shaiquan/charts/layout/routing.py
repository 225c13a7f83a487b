"""The way of each wire over the coarse grid: the cheapest by length, bends and crossings.

Links of one class to one target run together from where they meet. Each wire is routed as
well as it can be among those before it, then once more among all.
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
    """The way of a link: the point of its source, then each point it enters and whither.

    ``place`` is the number of the move that enters its condition place, or -1.
    """

    start: int
    moves: tuple[RouteState, ...]
    place: int = -1

    def uses(self) -> list[Occupied]:
        """The points that the wire passes, at a bend both as level and as upright."""
        used = []
        for (point, into), (_, out) in pairwise(self.moves):
            if into == out:
                used.append((point, LEVEL[into], 1.0))
            else:
                used += [(point, True, BENT), (point, False, BENT)]
        return used


def route_edges(chart: LayoutGraph, plan: Placement) -> tuple[Route, ...]:
    """The routes of all links, in their order."""
    router = _Router(chart, plan)
    sequence = router.sequence()
    for number in sequence:
        router.add(number)
    for number in sequence:
        if router.crosses(number):
            router.remove(number)
            router.add(number)
    return tuple(router.routes[number] for number in range(len(chart.links)))


def assign_nets(chart: LayoutGraph) -> tuple[Net, ...]:
    """For each link what it may run together with: its class and target, or itself alone."""
    bars = {box.id for box in chart.boxes if box.shape == "bar"}
    return tuple(
        ("alone", str(number))
        if link.side or link.target in bars
        else ("back" if link.back else "on", link.target)
        for number, link in enumerate(chart.links)
    )


class _Router:
    """The routes found so far and the prices that follow from them."""

    def __init__(self, chart: LayoutGraph, plan: Placement) -> None:
        self.chart, self.plan = chart, plan
        self.grid = build_grid(plan)
        self.nets = assign_nets(chart)
        self.members: dict[Net, list[int]] = {}
        for number, net in enumerate(self.nets):
            self.members.setdefault(net, []).append(number)
        self.sides = SideCosts(chart, plan.main)
        self.traffic = Congestion(self.grid)
        self.routes: dict[int, Route] = {}

    def sequence(self) -> list[int]:
        """Side links, then links forward, then returns; short ones first."""

        def key(number: int) -> tuple[bool, bool, float, int]:
            link = self.chart.links[number]
            one, other = self.plan.spots[link.source], self.plan.spots[link.target]
            span = ACROSS * abs(one.first - other.first) + ALONG * abs(one.row - other.row)
            return not link.side, link.back, span, number

        return sorted(range(len(self.chart.links)), key=key)

    def add(self, number: int) -> None:
        """Find the best way of a link among the wires that are there."""
        starts, ends, tails = self._starts(number), self._ends(number), self._tails(number)
        joins = {state: sum(STEP[way] for _, way in rest) for state, rest in tails.items()}
        if number in self.plan.conditions:
            place = points_of(self.grid, self.plan.conditions[number])[0], DOWN
            start, first = find_path(self.grid, self.traffic, starts, {place: 0.0}, {})
            _, then = find_path(self.grid, self.traffic, {place: 0.0}, ends, joins)
            moves, number_of_place = first + then, len(first) - 1
        else:
            start, moves = find_path(self.grid, self.traffic, starts, ends, joins)
            number_of_place = -1
        found = Route(start, moves + tails.get(moves[-1], ()), number_of_place)
        self.routes[number] = found
        self.traffic.add(found.uses(), self.nets[number])
        self.sides.use(number, found.start, found.moves[0][1], out=True)
        self.sides.use(number, found.moves[-1][0], OPPOSITE[found.moves[-1][1]], out=False)

    def crosses(self, number: int) -> bool:
        """Whether a link may cross another of those that are there."""
        return self.traffic.crossed(self.routes[number].uses(), self.nets[number])

    def remove(self, number: int) -> None:
        found = self.routes.pop(number)
        self.traffic.remove(found.uses(), self.nets[number])
        self.sides.leave(number, found.start, found.moves[0][1], out=True)
        self.sides.leave(number, found.moves[-1][0], OPPOSITE[found.moves[-1][1]], out=False)

    def _starts(self, number: int) -> dict[RouteState, float]:
        link = self.chart.links[number]
        found: dict[RouteState, float] = {}
        for point in points_of(self.grid, self.plan.spots[link.source]):
            for side in EXITS:
                price = self.sides.exit_price(number, link, point, side)
                if price is not None:
                    found[point, side] = price
        return found

    def _ends(self, number: int) -> dict[RouteState, float]:
        link = self.chart.links[number]
        found: dict[RouteState, float] = {}
        for point in points_of(self.grid, self.plan.spots[link.target]):
            for side in ENTRIES:
                price = self.sides.entry_price(link, point, side)
                if price is not None:
                    found[point, OPPOSITE[side]] = price
        return found

    def _tails(self, number: int) -> dict[RouteState, tuple[RouteState, ...]]:
        """Where the link may join another of its net, and the moves from there on."""
        found: dict[RouteState, tuple[RouteState, ...]] = {}
        for other in self.members[self.nets[number]]:
            route = self.routes.get(other)
            if route is None:
                continue
            same = self.chart.links[other].source == self.chart.links[number].source
            first = route.place + 1 if route.place >= 0 else int(same)
            for place in range(first, len(route.moves)):
                found.setdefault(route.moves[place], route.moves[place + 1 :])
        return found

"""The cost of passing each point of the grid, given the wires that are already there."""

from __future__ import annotations

from collections.abc import Iterable
from math import inf

from shaiquan.charts.layout.routing_grid import DOWN, LEFT, RoutingGrid

#: a move across and a move along the chart, with no other wire about
ACROSS, ALONG = 1.9, 1.15
#: the same by direction
STEP = (ALONG, ACROSS, ACROSS, ALONG)
#: crossing a wire; running beside one in a channel; and in the strip of a row or column
CROSSING, BESIDE, CROWDED = 2.5, 0.12, 0.25
#: what counts of a wire where it bends, since the other may well pass without crossing it
BENT = 0.5

#: the edges that may run as one wire: those of one class to one target, or an edge alone
Net = tuple[str, str]
#: a point, whether a wire is level there, and how much of it counts
Occupied = tuple[int, bool, float]


class Congestion:
    """``costs``: of entering each point, by direction; infinite where something stands."""

    def __init__(self, grid: RoutingGrid) -> None:
        self._grid = grid
        self._shares: dict[tuple[int, bool], dict[Net, list[float]]] = {}
        level = [inf if blocked else ACROSS for blocked in grid.blocked]
        upright = [inf if blocked else ALONG for blocked in grid.blocked]
        self.costs = (upright, level, level, upright)

    def add(self, occupied: Iterable[Occupied], net: Net) -> None:
        """Count a wire at the points that it passes; a net counts once at a point."""
        for point, level, share in occupied:
            shares = self._shares.setdefault((point, level), {}).setdefault(net, [])
            before = max(shares, default=0.0)
            shares.append(share)
            self._charge(point, level, max(shares) - before)

    def remove(self, occupied: Iterable[Occupied], net: Net) -> None:
        """Take back what ``add`` counted."""
        for point, level, share in occupied:
            shares = self._shares[point, level][net]
            before = max(shares)
            shares.remove(share)
            self._charge(point, level, max(shares, default=0.0) - before)

    def is_crossed(self, occupied: Iterable[Occupied], net: Net) -> bool:
        """Whether wires of another net lie across at any of the points."""
        return any(
            other != net and shares
            for point, level, _ in occupied
            for other, shares in self._shares.get((point, not level), {}).items()
        )

    def _charge(self, point: int, level: bool, added: float) -> None:
        if added:
            x, y = self._grid.places[point]
            in_channel = (y if level else x) % 2 == 0
            same, other = (LEFT, DOWN) if level else (DOWN, LEFT)
            self.costs[same][point] += added * (BESIDE if in_channel else CROWDED)
            self.costs[other][point] += added * CROSSING

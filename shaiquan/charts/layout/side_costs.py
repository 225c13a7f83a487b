"""By which sides of its box a wire may leave or enter, and what that costs.

Wires leave by the bottom or a side and enter by the top or a side. A labelled exit has its
side for itself; two may share the bottom, left and right of all others.
"""

from __future__ import annotations

from collections.abc import Sequence

from shaiquan.charts.layout.layout_types import Box, LayoutEdge, LayoutGraph
from shaiquan.charts.layout.ranking import find_conditions
from shaiquan.charts.layout.routing_grid import DOWN, LEFT, RIGHT, UP

#: with this many labelled exits the sides of a step are reserved for them
SIDES_KEPT = 3
#: leaving by the bottom: on the main path, another way, a return; more for each wire there
MAIN_DOWN, DOWNWARD, BACK_DOWN, MORE_DOWN = 0.0, 0.6, 2.2, 1.2
#: leaving by a side: returns and side ways of a decision, the others; more for each wire there
ASIDE, SIDEWAYS, MORE_ASIDE = 0.1, 0.9, 0.5
#: to a condition cell, for each wire that leaves by the same bottom or side
TO_PLACE_DOWN, TO_PLACE_ASIDE = 0.4, 4.0
#: entering by a side: a return, another; a return by the top; more for each wire there
BACK_IN, SIDE_IN, BACK_ON_TOP, MORE_IN = 0.2, 0.6, 0.9, 0.3
#: where a side has no room left, and where the line to a side step is not level
FULL, NOT_LEVEL = 4.0, 6.0
#: room that a wire needs on the side of a box
ROOM = 11.0
#: the sides by which wires may leave, and enter
EXITS, ENTRIES = (DOWN, LEFT, RIGHT), (LEFT, RIGHT, UP)

#: the wires at a side: the numbers of their edges, and whether they leave
_EdgesAtSide = Sequence[tuple[int, bool]]


class SideCosts:
    """Counts the wires at each side of each box, by the point of its cell."""

    def __init__(self, graph: LayoutGraph, main: frozenset[int]) -> None:
        self._boxes = {box.id: box for box in graph.boxes}
        self._main, self._conditions = main, find_conditions(graph)
        self._labelled = [
            edge.labelled and number not in self._conditions
            for number, edge in enumerate(graph.edges)
        ]
        self._labels = dict.fromkeys(self._boxes, 0)
        for number, edge in enumerate(graph.edges):
            self._labels[edge.source] += self._labelled[number]
        self._present: dict[tuple[int, int], list[tuple[int, bool]]] = {}

    def add(self, number: int, point: int, side: int, *, out: bool) -> None:
        self._present.setdefault((point, side), []).append((number, out))

    def remove(self, number: int, point: int, side: int, *, out: bool) -> None:
        """Undo ``add``."""
        self._present[point, side].remove((number, out))

    def exit_cost(self, number: int, edge: LayoutEdge, point: int, side: int) -> float | None:
        """The cost of leaving by one of EXITS, None where a wire may not."""
        present = self._present.get((point, side), ())
        if not self._may_leave(number, edge, side, present):
            return None
        if edge.side:
            return NOT_LEVEL if side == DOWN else 0.0
        if number in self._conditions:
            return (TO_PLACE_DOWN if side == DOWN else TO_PLACE_ASIDE) * len(present)
        box = self._boxes[edge.source]
        if side == DOWN:
            return self._bottom_cost(number, edge, box) + MORE_DOWN * len(present)
        aside = edge.back or (self._labels[box.id] > 1 and number not in self._main)
        cost = (ASIDE if aside else SIDEWAYS) + MORE_ASIDE * len(present)
        return cost + _crowding_cost(box, present)

    def _may_leave(self, number: int, edge: LayoutEdge, side: int, present: _EdgesAtSide) -> bool:
        labels = self._count_labels(present) if present else 0
        if side == DOWN:
            return not self._labelled[number] or labels < 2
        if self._boxes[edge.source].shape == "bar":
            return False
        if self._labelled[number]:
            return not present
        return not labels and self._labels[edge.source] < SIDES_KEPT

    def _count_labels(self, present: _EdgesAtSide) -> int:
        return sum([out and self._labelled[number] for number, out in present])

    def _bottom_cost(self, number: int, edge: LayoutEdge, box: Box) -> float:
        if edge.back and box.shape != "bar":
            return BACK_DOWN
        return MAIN_DOWN if box.shape == "bar" or number in self._main else DOWNWARD

    def entry_cost(self, edge: LayoutEdge, point: int, side: int) -> float | None:
        """The cost of entering by one of ENTRIES, None where a wire may not."""
        box, present = self._boxes[edge.target], self._present.get((point, side), ())
        if side != UP and not self._may_enter(edge, box, present):
            return None
        if edge.side:
            return NOT_LEVEL if side == UP else 0.0
        if side == UP:
            return (BACK_ON_TOP if edge.back else 0.0) + MORE_IN * len(present)
        cost = (BACK_IN if edge.back else SIDE_IN) + MORE_IN * len(present)
        return cost + _crowding_cost(box, present)

    def _may_enter(self, edge: LayoutEdge, box: Box, present: _EdgesAtSide) -> bool:
        """Whether an edge may enter by a side: not where labelled exits have or may need it."""
        loop = edge.source == edge.target and edge.labelled
        reserved = loop or self._labels[box.id] >= SIDES_KEPT or box.shape == "bar"
        return not reserved and not (present and self._count_labels(present))


def _crowding_cost(box: Box, present: _EdgesAtSide) -> float:
    return FULL if (len(present) + 1) * ROOM > box.height else 0.0

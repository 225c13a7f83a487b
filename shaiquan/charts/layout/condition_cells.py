"""Condition cells: the labels of a decision with many exits, in cells of their own below it."""

from __future__ import annotations

from itertools import count

from shaiquan.charts.layout.layout_types import LayoutGraph
from shaiquan.charts.layout.occupancy import Occupancy
from shaiquan.charts.layout.ranking import Ranking

#: the width that a condition needs in its cell besides its label
AROUND = 18.0


def place_conditions(graph: LayoutGraph, ranking: Ranking, occupancy: Occupancy, node: str) -> None:
    """Place the conditions of a step and its side steps below it, side by side, in the order
    of their targets."""
    if not ranking.conditions:
        return
    members = (node, *ranking.side_steps[node])
    numbers = [n for n in ranking.conditions if graph.edges[n].source in members]
    if not numbers:
        return

    def target(number: int) -> int:
        id = graph.edges[number].target
        return (
            occupancy.box_cells[id][1]
            if id in occupancy.box_cells
            else occupancy.lane_columns(id)[0]
        )

    groups = _pair_conditions(graph, sorted(numbers, key=lambda n: (target(n), n)))
    row, column = occupancy.box_cells[node]
    columns = range(occupancy.lanes[-1][1] + 1)
    nearest = sorted(columns, key=lambda c: (abs(c - column), c < column))
    for below in count(row + 1):
        free = [c for c in nearest if occupancy.is_free((below, c))][: len(groups)]
        for numbers, place in zip(groups, sorted(free), strict=False):
            for number in numbers:
                occupancy.place_condition(number, (below, place))
        groups = groups[len(free) :]
        if not groups:
            return


def _pair_conditions(graph: LayoutGraph, numbers: list[int]) -> list[list[int]]:
    """Two conditions share a cell where boxes are wide enough; an odd one is in the middle."""
    width = min((box.width for box in graph.boxes if box.shape != "bar"), default=0.0)
    odd = len(numbers) // 4 * 2 if len(numbers) % 2 else -1
    groups: list[list[int]] = []
    for place, number in enumerate(numbers):
        mate = groups[-1] if groups and place - 1 != odd else []
        taken = sum(graph.edges[n].label_width + AROUND for n in (*mate, number))
        if len(mate) == 1 and place != odd and taken <= width:
            mate.append(number)
        else:
            groups.append([number])
    return groups

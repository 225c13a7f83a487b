"""Condition places: the labels of a decision with many exits, in cells of their own below it."""

from __future__ import annotations

from itertools import count

from shaiquan.charts.layout.layout_types import LayoutGraph
from shaiquan.charts.layout.occupancy import Occupancy
from shaiquan.charts.layout.ranking import Ranking

#: what a condition takes of the width of a cell besides its label
AROUND = 18.0


def place_conditions(chart: LayoutGraph, order: Ranking, table: Occupancy, node: str) -> None:
    """Put the conditions of a step and its side steps below it, side by side, in the order of
    their targets."""
    if not order.conditions:
        return
    members = (node, *order.side_steps[node])
    ways = [n for n in order.conditions if chart.links[n].source in members]
    if not ways:
        return

    def target(number: int) -> int:
        id = chart.links[number].target
        return table.at[id][1] if id in table.at else table.lane(id)[0]

    groups = _pair_conditions(chart, sorted(ways, key=lambda n: (target(n), n)))
    row, column = table.at[node]
    columns = range(table.lanes[-1][1] + 1)
    nearest = sorted(columns, key=lambda c: (abs(c - column), c < column))
    for below in count(row + 1):
        free = [c for c in nearest if table.free((below, c))][: len(groups)]
        for numbers, place in zip(groups, sorted(free), strict=False):
            for number in numbers:
                table.put_condition(number, (below, place))
        groups = groups[len(free) :]
        if not groups:
            return


def _pair_conditions(chart: LayoutGraph, ways: list[int]) -> list[list[int]]:
    """Two conditions share a cell where boxes are wide enough; an odd one is in the middle."""
    width = min((box.width for box in chart.boxes if box.shape != "bar"), default=0.0)
    odd = len(ways) // 4 * 2 if len(ways) % 2 else -1
    groups: list[list[int]] = []
    for place, number in enumerate(ways):
        mate = groups[-1] if groups and place - 1 != odd else []
        taken = sum(chart.links[n].label_width + AROUND for n in (*mate, number))
        if len(mate) == 1 and place != odd and taken <= width:
            mate.append(number)
        else:
            groups.append([number])
    return groups

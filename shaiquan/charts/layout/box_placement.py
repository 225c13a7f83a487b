"""Places the boxes in rows and columns, by list scheduling in rank order.

A step takes the first free cell of its lane below all steps that lead to it, straight below the
step whose main exit it is if possible; a step may share the row of the step before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import count

from shaiquan.charts.layout.alternatives import assign_ways
from shaiquan.charts.layout.condition_cells import place_conditions
from shaiquan.charts.layout.folding import fold_placement
from shaiquan.charts.layout.layout_types import Box, LayoutEdge, LayoutGraph
from shaiquan.charts.layout.occupancy import Occupancy
from shaiquan.charts.layout.placement import GridCell, GridSpot, Placement, remove_empty_strips
from shaiquan.charts.layout.placement_cost import placement_cost
from shaiquan.charts.layout.placement_refinement import EdgeIndex, index_edges, refine_placement
from shaiquan.charts.layout.ranking import (
    Ranking,
    find_branches,
    find_conditions,
    rank_nodes,
)

#: columns of a chart without lanes; from so many lanes each has one column, or two
FLOW, MANY_LANES = 4, 5
#: how many columns away from a decision a step may stand in its row
REACH = 2


def place_boxes(graph: LayoutGraph) -> Placement:
    """Place all boxes and conditions of a chart.

    Lanes may have more columns or fewer; of these placements the one that fills a sheet best
    is taken. A chart without lanes may be folded.
    """
    places = _find_places(_without_sizes(graph))
    if not graph.lanes and graph.columns > 1:
        folded = fold_placement(graph, places.ranking, places.options[0], graph.columns)
        return _stretch_bars(graph, places.ranking, folded)
    options = [_stretch_bars(graph, places.ranking, option) for option in places.options]
    if len(options) == 1:
        return options[0]
    return min(
        options,
        key=lambda option: placement_cost(graph, places.index, places.ranking, option),
    )


@dataclass(frozen=True, slots=True)
class _Places:
    """What follows from the steps and edges of a chart alone; bars are not stretched yet."""

    ranking: Ranking
    index: EdgeIndex
    options: tuple[Placement, ...]


def _without_sizes(graph: LayoutGraph) -> LayoutGraph:
    """The graph with no more of its sizes than what conditions need to share a cell."""
    if find_conditions(graph):
        width = min((box.width for box in graph.boxes if box.shape != "bar"), default=0.0)
        labels = [edge.label_width for edge in graph.edges]
    else:
        width, labels = 0.0, [float(edge.labelled) for edge in graph.edges]
    return LayoutGraph(
        tuple(Box(b.id, width, 0.0, b.shape, b.lane, b.beside) for b in graph.boxes),
        tuple(
            LayoutEdge(e.source, e.target, label, float(e.labelled), e.back, e.side)
            for e, label in zip(graph.edges, labels, strict=True)
        ),
        graph.lanes,
        columns=graph.columns if graph.lanes else 1,
    )


@lru_cache(64)  # a chart is placed once for all widths of its boxes
def _find_places(graph: LayoutGraph) -> _Places:
    ranking = rank_nodes(graph)
    ways = assign_ways(graph, ranking)
    index = index_edges(graph, ranking, frozenset(ways))
    options = []
    for columns in list_columns(graph):
        placement = _Scheduler(graph, ranking, columns, ways).schedule()
        options.append(refine_placement(index, ranking, remove_empty_strips(placement)))
    return _Places(ranking, index, tuple(options))


def list_columns(graph: LayoutGraph) -> tuple[int, ...]:
    """How many columns a lane may have: one for a long chart, several for a short and wide one."""
    if not graph.lanes:
        return (FLOW,)
    if graph.columns:
        return (graph.columns,)
    return (2, 3, 1) if graph.lanes < MANY_LANES else (1, 2)


class _Scheduler:
    """Places one step after another."""

    def __init__(
        self, graph: LayoutGraph, ranking: Ranking, columns: int, ways: Mapping[str, int]
    ) -> None:
        self.graph, self.ranking = graph, ranking
        self.boxes = {box.id: box for box in graph.boxes}
        self.occupancy = Occupancy(graph, ranking, columns, ways)

    def schedule(self) -> Placement:
        """Main paths first, in rank order; ends of side paths stand where room is left."""
        index = {node: number for number, node in enumerate(self.ranking.nodes)}
        rank, aside = self.ranking.rank, {node: self._ends_aside(node) for node in index}
        for node in sorted(index, key=lambda n: (aside[n], rank[n], index[n])):
            cell = self._beside_source(node) or self._below(node)
            self.occupancy.place_box(node, cell)
            self._keep_clear(node)
            self._put_side_steps(node, cell)
            place_conditions(self.graph, self.ranking, self.occupancy, node)
        return self.occupancy.to_placement()

    def _ends_aside(self, node: str) -> bool:
        """Whether a step ends a path and no main path leads to it."""
        into = self.ranking.sources[node]
        no_main = all(self.ranking.main[source] != n for n, source in into)
        return bool(into) and no_main and not self.ranking.out[node]

    def _keep_clear(self, node: str) -> None:
        """Nothing may come between a step and one straight above that leads on to it."""
        row, column = self.occupancy.box_cells[node]
        for number, source in self.ranking.sources[node]:
            above, same = self.occupancy.box_cells[source]
            if self.ranking.main[source] == number and same == column:
                self.occupancy.keep_column_clear(column, above, row)

    # -- where a step stands --------------------------------------------------------------------

    def _floor(self, number: int, source: str) -> int:
        return self.occupancy.condition_cells.get(number, self.occupancy.box_cells[source])[0] + 1

    def _fits(self, node: str, cell: GridCell) -> bool:
        steps = self.ranking.side_steps[node]
        return self.occupancy.can_stand(node, cell) and (
            not steps or self._cell_beside(steps[0], cell) is not None
        )

    def _below(self, node: str) -> GridCell:
        floor = max((self._floor(n, source) for n, source in self.ranking.sources[node]), default=0)
        columns = self._columns(node)
        cells = ((row, column) for row in count(floor) for column in columns)
        return next(cell for cell in cells if self._fits(node, cell))

    def _beside_source(self, node: str) -> GridCell | None:
        """The cell in the row of the step before, straight to the side of it, if that is free."""
        sources = self.ranking.sources[node]
        floor = max((self._floor(n, source) for n, source in sources), default=0)
        last = [(n, source) for n, source in sources if self._floor(n, source) == floor]
        if len(last) != 1 or last[0][0] not in self.ranking.level:
            return None
        row, column = self.occupancy.box_cells[last[0][1]]
        labelled = self.graph.edges[last[0][0]].labelled
        for wanted in self._columns(node)[:2]:
            in_reach = wanted != column and (not labelled or abs(wanted - column) <= REACH)
            clear = in_reach and self.occupancy.is_clear_between(row, column, wanted)
            if clear and self._fits(node, (row, wanted)):
                self.occupancy.reserve_row(row, column, wanted)
                return row, wanted
        return None

    def _columns(self, node: str) -> list[int]:
        """The columns of the lane of a step, the preferred ones first."""
        first, last = self.occupancy.own_columns(node)
        want, avoid = self._wanted(node)
        columns = range(first, last + 1)
        return sorted(columns, key=lambda c: (c == avoid, abs(c - want), c < want))

    def _wanted(self, node: str) -> tuple[int, int]:
        """The preferred column of a step, and one that it leaves to another, or -1."""
        lane = first, last = self.occupancy.lane_columns(node)
        inside = [
            (n, s) for n, s in self.ranking.sources[node] if self.occupancy.lane_columns(s) == lane
        ]
        for number, source in inside:
            if number in self.occupancy.condition_cells:
                column = self.occupancy.condition_cells[number][1]
                return (column if first <= column <= last else first), -1
            if self.boxes[source].shape == "bar" and len(self.ranking.out[source]) > 1:
                return self._branch(number, source), -1
            if self.ranking.main[source] == number:
                return self.occupancy.box_cells[source][1], -1
        if inside:
            source = inside[0][1]
            column = self.occupancy.box_cells[source][1]
            main = self.ranking.ends[self.ranking.main[source]][1]
            return column, column if self.occupancy.lane_columns(main) == lane else -1
        return (first if self.graph.lanes else (first + last + 1) // 2), -1

    def _branch(self, number: int, bar: str) -> int:
        """The column of a branch, so that the branches of a bar stand around it."""
        lane = first, last = self.occupancy.lane_columns(bar)
        out = self.ranking.out[bar]
        branches = [n for n in out if self.occupancy.lane_columns(self.ranking.ends[n][1]) == lane]
        start = self.occupancy.box_cells[bar][1] - (len(branches) - 1) // 2
        return max(first, min(start, last + 1 - len(branches))) + branches.index(number)

    # -- side steps -----------------------------------------------------------------------------

    def _put_side_steps(self, node: str, cell: GridCell) -> None:
        for id in self.ranking.side_steps[node]:
            beside = self._cell_beside(id, cell)
            if beside is None:
                rows = (self.occupancy.cells_in_row(id, row) for row in count(cell[0]))
                free = (other for row in rows for other in row if self.occupancy.is_free(other))
                beside = next(free)
            else:
                self.occupancy.reserve_row(cell[0], cell[1], beside[1])
            self.occupancy.place_box(id, beside)

    def _cell_beside(self, id: str, host: GridCell) -> GridCell | None:
        """The nearest free cell of the host's row with nothing in between."""
        row, column = host
        cells = sorted(
            self.occupancy.cells_in_row(id, row), key=lambda c: (abs(c[1] - column), c[1] < column)
        )
        for cell in cells:
            clear = cell != host and self.occupancy.is_clear_between(row, column, cell[1])
            if clear and self.occupancy.is_free(cell):
                return cell
        return None


def _stretch_bars(graph: LayoutGraph, ranking: Ranking, placement: Placement) -> Placement:
    """The placement with each bar over the columns of its branches in its own lane."""
    spots = dict(placement.spots)
    lanes = {box.id: box.lane if graph.lanes else 0 for box in graph.boxes}
    for box in graph.boxes:
        if box.shape == "bar":
            branches = find_branches(ranking, box.id)
            spanned = [spots[id] for id in (box.id, *branches) if lanes[id] == lanes[box.id]]
            first, last = min(s.first for s in spanned), max(s.last for s in spanned)
            spots[box.id] = GridSpot(spots[box.id].row, first, last)
    return replace(placement, spots=spots)

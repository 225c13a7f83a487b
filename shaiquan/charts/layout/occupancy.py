"""The grid of a chart while it fills: what stands in each cell, and what stays free for wires."""

from __future__ import annotations

from collections.abc import Mapping

from shaiquan.charts.layout.layout_types import LayoutGraph
from shaiquan.charts.layout.placement import GridCell, GridSpot, Placement
from shaiquan.charts.layout.ranking import Ranking

#: branches of a parallel that may stand side by side
BRANCHES = 4


class Occupancy:
    """Cells by (row, column). ``box_cells`` and ``condition_cells`` say where things stand.

    A wire that runs level through a row has its cells for itself (``_crossed`` are the channels
    that it crosses); where the main path leads straight down only wires may pass.
    """

    def __init__(
        self, graph: LayoutGraph, ranking: Ranking, columns: int, ways: Mapping[str, int]
    ) -> None:
        self._ways = ways
        self._lane_of = {box.id: box.lane if graph.lanes else 0 for box in graph.boxes}
        self._bars = {box.id for box in graph.boxes if box.shape == "bar"}
        self._taken: set[GridCell] = set()
        self._crossed: set[GridCell] = set()
        self._kept_clear: set[GridCell] = set()
        self._main = frozenset(ranking.main.values())
        self.lanes = _lane_columns(graph, ranking, columns, ways)
        self.box_cells: dict[str, GridCell] = {}
        self.condition_cells: dict[int, GridCell] = {}

    def lane_columns(self, id: str) -> tuple[int, int]:
        """First and last column of the lane of a box."""
        return self.lanes[self._lane_of[id]]

    def own_columns(self, id: str) -> tuple[int, int]:
        """First and last column in which a step may stand: one if it has alternatives."""
        first, last = self.lane_columns(id)
        way = self._ways.get(id, -1)
        return (first, last) if way < 0 else (first + way, first + way)

    def cells_in_row(self, id: str, row: int) -> list[GridCell]:
        """The cells of a row that lie in the lane of a box."""
        first, last = self.lane_columns(id)
        return [(row, column) for column in range(first, last + 1)]

    def is_free(self, cell: GridCell) -> bool:
        return cell not in self._taken and cell not in self._kept_clear

    def can_stand(self, id: str, cell: GridCell) -> bool:
        """Whether a box may stand in a cell; a bar needs the row of its lane for itself."""
        if id in self._bars:
            return not any(other in self._taken for other in self.cells_in_row(id, cell[0]))
        return self.is_free(cell)

    def is_clear_between(self, row: int, one: int, other: int) -> bool:
        """Whether a wire can run level and alone from one column of a row to another."""
        low, high = min(one, other), max(one, other)
        return not any((row, c) in self._taken for c in range(low + 1, high)) and not any(
            (row, c) in self._crossed for c in range(low, high)
        )

    def place_box(self, id: str, cell: GridCell) -> None:
        self.box_cells[id] = cell
        self._taken.update(self.cells_in_row(id, cell[0]) if id in self._bars else [cell])

    def place_condition(self, number: int, cell: GridCell) -> None:
        self.condition_cells[number] = cell
        self._taken.add(cell)

    def reserve_row(self, row: int, one: int, other: int) -> None:
        """Reserve the cells between two cells of a row for the wire that runs there."""
        low, high = min(one, other), max(one, other)
        self._crossed.update((row, c) for c in range(low, high))
        self._taken.update((row, c) for c in range(low + 1, high))

    def keep_column_clear(self, column: int, above: int, below: int) -> None:
        """Let nothing stand between two rows of a column."""
        self._kept_clear.update((row, column) for row in range(above + 1, below))

    def to_placement(self) -> Placement:
        """Where everything stands, including unused columns."""
        spots = {id: GridSpot(row, column, column) for id, (row, column) in self.box_cells.items()}
        condition_cells = {
            n: GridSpot(row, column, column) for n, (row, column) in self.condition_cells.items()
        }
        rows = max(spot.row for spot in (*spots.values(), *condition_cells.values())) + 1
        return Placement(
            spots, condition_cells, rows, self.lanes[-1][1] + 1, tuple(self.lanes), self._main
        )


def _lane_columns(
    graph: LayoutGraph, ranking: Ranking, columns: int, ways: Mapping[str, int]
) -> list[tuple[int, int]]:
    """First and last of the ``columns`` of each lane; more where steps stand side by side."""
    size = [columns] * max(1, graph.lanes)
    lanes = {box.id: box.lane for box in graph.boxes}
    for id, way in ways.items():
        size[lanes[id]] = max(size[lanes[id]], way + 1)
    if graph.lanes:
        boxes = {box.id: box for box in graph.boxes}
        for id, host in ranking.hosts.items():
            if boxes[host].lane == boxes[id].lane:
                size[boxes[id].lane] = max(size[boxes[id].lane], 2)
        for box in graph.boxes:
            if box.shape == "bar":
                ends = [ranking.ends[n][1] for n in ranking.out.get(box.id, ())]
                inside = sum(boxes[end].lane == box.lane for end in ends)
                size[box.lane] = max(size[box.lane], min(BRANCHES, inside))
    last = [sum(size[: n + 1]) - 1 for n in range(len(size))]
    return [(end - width + 1, end) for end, width in zip(last, size, strict=True)]

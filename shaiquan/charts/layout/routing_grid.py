"""The coarse grid on which wires are routed: channels and strips, across and down.

Column ``c`` of the placement is the strip ``2c + 1``, row ``r`` the strip ``2r + 1``; the even
numbers between and around them are the channels. A point is where an upright and a level
one meet. Points are numbered row by row, with a blocked column and row at the end, so that no
move leads out of the grid.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from shaiquan.charts.layout.placement import GridSpot, Placement

#: directions of travel, and the sides of a box to which they lead
DOWN, LEFT, RIGHT, UP = 0, 1, 2, 3
OPPOSITE = (UP, RIGHT, LEFT, DOWN)
LEVEL = (False, True, True, False)
#: the directions in which a wire may go on after a move
ONWARD = ((DOWN, LEFT, RIGHT), (LEFT, DOWN, UP), (RIGHT, DOWN, UP), (UP, LEFT, RIGHT))

#: a point and the direction in which it is entered or left
RouteState = tuple[int, int]


@dataclass(frozen=True, slots=True)
class RoutingGrid:
    """The points of a placement: ``stride`` in a row, of ``height`` rows.

    ``steps`` is the change of a point's number by direction. By number, ``places`` are the
    upright and the level strip of a point; ``blocked``: whether something stands there;
    ``cell``: whether it is a cell and not part of a channel.
    """

    stride: int
    height: int
    steps: tuple[int, int, int, int]
    places: tuple[tuple[int, int], ...]
    blocked: tuple[bool, ...]
    cell: tuple[bool, ...]

    def point(self, x: int, y: int) -> int:
        return y * self.stride + x


def build_grid(placement: Placement) -> RoutingGrid:
    stride, height = 2 * placement.columns + 2, 2 * placement.rows + 2
    empty = _empty_grid(stride, height)
    blocked = list(empty.blocked)
    for spot in (*placement.spots.values(), *placement.conditions.values()):
        for x in range(2 * spot.first + 1, 2 * spot.last + 2):
            blocked[(2 * spot.row + 1) * stride + x] = True
    return RoutingGrid(stride, height, empty.steps, empty.places, tuple(blocked), empty.cell)


@lru_cache(256)
def _empty_grid(stride: int, height: int) -> RoutingGrid:
    """A grid of this size in which nothing stands; many charts have one of the same size."""
    places = tuple((x, y) for y in range(height) for x in range(stride))
    blocked = tuple(x == stride - 1 or y == height - 1 for x, y in places)
    cell = tuple(x % 2 == y % 2 == 1 for x, y in places)
    return RoutingGrid(stride, height, (stride, -1, 1, -stride), places, blocked, cell)


def points_of(grid: RoutingGrid, spot: GridSpot) -> list[int]:
    """The points of the cells of a spot."""
    return [
        grid.point(2 * column + 1, 2 * spot.row + 1) for column in range(spot.first, spot.last + 1)
    ]

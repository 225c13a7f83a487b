"""Where the boxes of a chart stand in its grid of rows and columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

#: a row and a column
GridCell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class GridSpot:
    """A row and the first and last of the columns that a box spans; only bars span several."""

    row: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Placement:
    """The cells of boxes by id, and of conditions by the number of their edge.

    ``lanes`` are the first and last column of each lane; a flow chart is one lane. ``main``
    are the edges of the main path. ``strays``: as in Layout.
    """

    spots: Mapping[str, GridSpot]
    conditions: Mapping[int, GridSpot]
    rows: int
    columns: int
    lanes: tuple[tuple[int, int], ...]
    main: frozenset[int] = frozenset()
    strays: int = 0


def remove_empty_strips(placement: Placement) -> Placement:
    """The placement without empty rows and columns; an empty lane keeps one column."""
    all_spots = [*placement.spots.values(), *placement.conditions.values()]
    rows = {row: n for n, row in enumerate(sorted({spot.row for spot in all_spots}))}
    used = {column for spot in all_spots for column in range(spot.first, spot.last + 1)}
    used |= {first for first, last in placement.lanes if used.isdisjoint(range(first, last + 1))}
    columns = {column: n for n, column in enumerate(sorted(used))}

    def move(spot: GridSpot) -> GridSpot:
        return GridSpot(rows[spot.row], columns[spot.first], columns[spot.last])

    lanes = [[columns[c] for c in range(a, b + 1) if c in columns] for a, b in placement.lanes]
    return Placement(
        {id: move(spot) for id, spot in placement.spots.items()},
        {number: move(spot) for number, spot in placement.conditions.items()},
        len(rows),
        len(columns),
        tuple((lane[0], lane[-1]) for lane in lanes),
        placement.main,
    )

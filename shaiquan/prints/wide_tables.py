"""A list as a wide table to print: heading and group come again on each page."""

from __future__ import annotations

from dataclasses import dataclass

from shaiquan.prints.blocks import BookletColumn, TableCell


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows under a line of their own, such as those of a category."""

    name: str
    rows: tuple[tuple[TableCell, ...], ...]


@dataclass(frozen=True, slots=True)
class TablePart:
    """A part with its own heading, such as a unit; ``count`` says how many it has: 3项，子项2项."""

    name: str
    count: str
    groups: tuple[RowGroup, ...]


@dataclass(frozen=True, slots=True)
class WideTable:
    """Headings and widths of the columns, and the parts."""

    title: str
    edition: str
    example: bool
    head: tuple[TableCell, ...]
    columns: tuple[BookletColumn, ...]
    parts: tuple[TablePart, ...]

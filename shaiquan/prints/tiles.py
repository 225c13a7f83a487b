"""A sheet on A4 pages to be put together: for offices whose printer takes nothing larger."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from shaiquan.prints.papers import A4, MM
from shaiquan.prints.sheets import LaidSheet

#: what a printer leaves white, and by how much neighbours overlap
MARGIN, OVERLAP = 10 * MM, 10 * MM
#: of the sheet's own margin so much is printed
_RIM = 3 * MM
#: the line of which the plan says how long it must be on paper
RULER = 100 * MM
_NAME = "A3"


@dataclass(frozen=True, slots=True)
class Tile:
    """A window on the sheet ``leaf``: its left upper corner there, its place in the grid.

    ``page`` is the number of the page in the PDF; ``left`` and ``above`` the pages on which
    it is glued (0: none), ``right`` and ``below`` whether others are glued on it.
    """

    page: int
    leaf: int
    row: int
    column: int
    x: float
    y: float
    left: int
    above: int
    right: bool
    below: bool
    note: str


@dataclass(frozen=True, slots=True)
class TiledSheet:
    """A sheet with the windows through which A4 pages show it; all sizes in points."""

    laid: LaidSheet
    name: str
    width: float
    height: float
    margin: float
    overlap: float
    window: tuple[float, float]
    rows: int
    columns: int
    ruler: float
    steps: tuple[str, ...]
    tiles: tuple[Tile, ...]


def make_tiles(laid: LaidSheet) -> TiledSheet:
    """The sheet on as few A4 pages as may be, upright or turned."""
    flat = laid.width > laid.height
    grids = (_grid(laid, landscape) for landscape in (flat, not flat))
    page, columns, rows = min(grids, key=lambda each: each[1] * each[2])
    window = (page[0] - 2 * MARGIN, page[1] - 2 * MARGIN)
    return TiledSheet(
        laid, _NAME, *page, MARGIN, OVERLAP, window, rows, columns, RULER,
        tuple(_steps(rows * columns, len(laid.leaves))),
        tuple(_tiles(laid, window, rows, columns)),
    )  # fmt: skip


def _grid(laid: LaidSheet, landscape: bool) -> tuple[tuple[float, float], int, int]:
    """The page and how many of them lie side by side and below each other."""
    page = A4.turned(landscape)
    covered = (_covered(laid, laid.width), _covered(laid, laid.height))
    steps = tuple(side - 2 * MARGIN - OVERLAP for side in page)
    columns, rows = (
        max(1, math.ceil((whole - OVERLAP) / step - 1e-6))
        for whole, step in zip(covered, steps, strict=True)
    )
    return page, columns, rows


def _covered(laid: LaidSheet, side: float) -> float:
    """What of a side of the sheet is to be printed: its white rim is not."""
    return side - 2 * (laid.margin - _RIM)


def _tiles(laid: LaidSheet, window: tuple[float, float], rows: int, columns: int) -> Iterator[Tile]:
    """The windows from the left upper corner of what is printed, row by row."""
    left = top = laid.margin - _RIM
    page = 1
    for leaf in range(len(laid.leaves)):
        for row in range(rows):
            for column in range(columns):
                page += 1
                beside = page - 1 if column else 0
                over = page - columns if row else 0
                yield Tile(
                    page, leaf, row, column,
                    left + column * (window[0] - OVERLAP), top + row * (window[1] - OVERLAP),
                    beside, over, column < columns - 1, row < rows - 1, _note(beside, over),
                )  # fmt: skip


def _note(beside: int, over: int) -> str:
    """How a page is glued."""
    ways = [f"左边贴在第 {beside} 页上"] if beside else []
    ways += [f"上边贴在第 {over} 页上"] if over else []
    return "，".join(ways) + "：沿裁切线剪下，对齐虚线" if ways else "不用剪，从这一页开始贴"


def _steps(pages: int, leaves: int) -> Iterator[str]:
    first, last = 2, 1 + pages * leaves
    yield f"用 A4 纸单面打印第 {first}—{last} 页。打印时选“实际大小”或 100%，不要选“适合页面”。"
    yield "量一量下面的线，应当正好长 100 毫米；不对就检查打印设置。"
    yield "按图上的页码排好。除了左上角的一页，左边、上边有实线裁切线的，沿线剪去白边。"
    yield "从左到右、从上到下，把剪好的一边盖在前一页的虚线上粘牢；相邻两页有 10 毫米是重复的。"
    if leaves > 1:
        yield f"共 {leaves} 张图，每张 {pages} 页；贴好后按顺序挂，编号相同的连接符相接。"

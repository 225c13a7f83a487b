"""A sheet on A4 pages to glue together, for offices without a larger printer."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from shaiquan.prints.papers import A4, MM
from shaiquan.prints.sheets import SheetOnPaper

#: the margin that a printer leaves white, and the overlap of neighbours
MARGIN, OVERLAP = 10 * MM, 10 * MM
#: so much of the sheet's own margin is printed
_RIM = 3 * MM
#: length of the line for checking the printer settings
RULER = 100 * MM
_NAME = "A3"


@dataclass(frozen=True, slots=True)
class Tile:
    """A window on page ``sheet`` of the sheet: its left upper corner, its place in the grid.

    ``page`` is its number in the PDF; ``left`` and ``above`` are the pages on which it is glued
    (0: none), ``right`` and ``below`` whether others are glued on it.
    """

    page: int
    sheet: int
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
    """A sheet with the windows that A4 pages show of it; all sizes in points."""

    sheet: SheetOnPaper
    name: str
    width: float
    height: float
    margin: float
    overlap: float
    window: tuple[float, float]
    ruler: float
    steps: tuple[str, ...]
    tiles: tuple[Tile, ...]


def make_tiles(sheet: SheetOnPaper) -> TiledSheet:
    """The sheet on as few A4 pages as possible, upright or turned."""
    landscape = sheet.width > sheet.height
    grids = (_make_grid(sheet, landscape) for landscape in (landscape, not landscape))
    page, columns, rows = min(grids, key=lambda grid: grid[1] * grid[2])
    window = (page[0] - 2 * MARGIN, page[1] - 2 * MARGIN)
    return TiledSheet(
        sheet=sheet,
        name=_NAME,
        width=page[0],
        height=page[1],
        margin=MARGIN,
        overlap=OVERLAP,
        window=window,
        ruler=RULER,
        steps=tuple(_list_steps(rows * columns, len(sheet.pages))),
        tiles=tuple(_list_tiles(sheet, window, rows, columns)),
    )


def _make_grid(sheet: SheetOnPaper, landscape: bool) -> tuple[tuple[float, float], int, int]:
    """The size of a page, and how many lie side by side and below each other."""
    page = A4.page_size(landscape)
    printed = (_printed_length(sheet, sheet.width), _printed_length(sheet, sheet.height))
    steps = tuple(side - 2 * MARGIN - OVERLAP for side in page)
    columns, rows = (
        max(1, math.ceil((side - OVERLAP) / step - 1e-6))
        for side, step in zip(printed, steps, strict=True)
    )
    return page, columns, rows


def _printed_length(sheet: SheetOnPaper, side: float) -> float:
    """The length of a side of the sheet without its white rim."""
    return side - 2 * (sheet.margin - _RIM)


def _list_tiles(
    sheet: SheetOnPaper, window: tuple[float, float], rows: int, columns: int
) -> Iterator[Tile]:
    """The windows, row by row from the left upper corner."""
    left = top = sheet.margin - _RIM
    page = 1
    for index in range(len(sheet.pages)):
        for row in range(rows):
            for column in range(columns):
                page += 1
                left_page = page - 1 if column else 0
                page_above = page - columns if row else 0
                yield Tile(
                    page=page,
                    sheet=index,
                    row=row,
                    column=column,
                    x=left + column * (window[0] - OVERLAP),
                    y=top + row * (window[1] - OVERLAP),
                    left=left_page,
                    above=page_above,
                    right=column < columns - 1,
                    below=row < rows - 1,
                    note=_explain_gluing(left_page, page_above),
                )


def _explain_gluing(left: int, above: int) -> str:
    """How to glue a page."""
    sides = [f"左边贴在第 {left} 页上"] if left else []
    sides += [f"上边贴在第 {above} 页上"] if above else []
    return "，".join(sides) + "：沿裁切线剪下，对齐虚线" if sides else "不用剪，从这一页开始贴"


def _list_steps(pages: int, sheets: int) -> Iterator[str]:
    first, last = 2, 1 + pages * sheets
    yield f"用 A4 纸单面打印第 {first}—{last} 页。打印时选“实际大小”或 100%，不要选“适合页面”。"
    yield "量一量下面的线，应当正好长 100 毫米；不对就检查打印设置。"
    yield "按图上的页码排好。除了左上角的一页，左边、上边有实线裁切线的，沿线剪去白边。"
    yield "从左到右、从上到下，把剪好的一边盖在前一页的虚线上粘牢；相邻两页有 10 毫米是重复的。"
    if sheets > 1:
        yield f"共 {sheets} 张图，每张 {pages} 页；贴好后按顺序挂，编号相同的连接符相接。"

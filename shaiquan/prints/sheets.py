"""The sheet of a procedure: what stands on it, and laid out on a size of paper for the press.

A sheet is small frozen data, the declared input of all its printed forms; drawing and laying
out is left to whoever makes the PDF.
"""

from __future__ import annotations

import functools
import io
from collections.abc import Iterator
from dataclasses import dataclass

import segno

from shaiquan.charts.layout.elements import Rect
from shaiquan.ledger.sheet_words import SheetWords
from shaiquan.prints import chart_pieces, sheet_text
from shaiquan.prints.papers import Paper
from shaiquan.prints.print_charts import draw_for_print
from shaiquan.prints.sheet_layout import (
    Panel,
    SheetLayout,
    find_best_layout,
    fit_on_one_sheet,
    make_frame,
)
from shaiquan.prints.sheet_text import WordColumns, WordItem
from shaiquan.views.values import Chart

#: what the legend may name, in its order: symbol of GB/T 1526 -> what it means here
SYMBOLS = {
    "round": "开始、结束",
    "box": "步骤",
    "document": "形成文书",
    "diamond": "判断",
    "double": "另一个流程",
    "bar": "同时进行",
    "side": "旁边进行",
    "back": "退回",
    "risk": "风险点",
    "connector": "接另一张",
}


@dataclass(frozen=True, slots=True)
class SheetContent:
    """Everything that the sheet of a procedure says; ``steps`` counts the counted steps.

    ``address`` is what the QR code leads to and ``phone`` whom to ask where there is none.
    """

    matter: SheetWords
    chart: Chart
    code: str
    steps: int
    edition: str
    date: str
    mark: str
    address: str
    phone: str
    example: bool
    symbols: tuple[str, ...]

    @property
    def items(self) -> tuple[WordItem, ...]:
        return sheet_text.list_items(self.matter, self.steps)


# -- what the template is given ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SheetHead:
    """The header: kicker, title, what is said at the right, the QR code as SVG (or nothing)."""

    unit: str
    code: str
    title: str
    facts: tuple[str, ...]
    qr: str
    qr_alt: str


@dataclass(frozen=True, slots=True)
class SheetFigure:
    """A part of the chart with the place that it fills, and what it says in words."""

    area: Rect
    svg: str
    alt: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class SheetText:
    """The words in their area: columns of items, sizes in points."""

    area: Rect
    size: float
    gutter: float
    columns: tuple[tuple[WordItem, ...], ...]


@dataclass(frozen=True, slots=True)
class SheetPage:
    """One sheet of paper, all places in points."""

    figure: SheetFigure
    words: SheetText | None
    part: str


@dataclass(frozen=True, slots=True)
class LaidSheet:
    """A sheet on a size of paper: its connected leaves, all alike in header and footer."""

    title: str
    width: float
    height: float
    factor: float
    margin: float
    header: float
    footer: float
    head: SheetHead
    legend: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    example: bool
    #: in em of the words' type, as ``wording`` counted with them
    metrics: dict[str, float]
    leaves: tuple[SheetPage, ...]


def lay_out_sheet(sheet: SheetContent, paper: Paper) -> LaidSheet:
    """The sheet on a size of paper."""
    fit, laned = fit_sheet(sheet, paper)
    around = make_frame(paper)
    parts = len(fit.panels)
    return LaidSheet(
        title=sheet.matter.title,
        width=fit.width,
        height=fit.height,
        factor=paper.factor,
        margin=around.margin,
        header=around.header,
        footer=around.footer,
        head=make_head(sheet),
        legend=tuple((each, SYMBOLS[each]) for each in _legend(sheet, parts)),
        notes=list_notes(sheet),
        example=sheet.example,
        metrics=_METRICS,
        leaves=tuple(_leaves(sheet, fit, laned)),
    )


_METRICS = {
    "leading": sheet_text.LEADING,
    "between": sheet_text.BETWEEN,
    "above": sheet_text.ABOVE,
    "mark": sheet_text.MARK,
}


@functools.lru_cache(maxsize=4096)
def fit_sheet(sheet: SheetContent, paper: Paper) -> tuple[SheetLayout, bool]:
    """The lay-out and whether it has lanes: where they make the type too small, it has none."""
    around = make_frame(paper)
    held = sheet.items
    best = find_best_layout(held, paper, lambda ems: draw_for_print(sheet.chart, ems), around)
    if best.small and sheet.chart.plan.lanes:
        other = find_best_layout(
            held, paper, lambda ems: draw_for_print(sheet.chart, ems, laned=False), around
        )
        if other.type > best.type:
            return other, False
    return best, True


@functools.lru_cache(maxsize=4096)
def fit_whole_sheet(sheet: SheetContent, paper: Paper) -> SheetLayout:
    """The lay-out on one sheet, however small its type is."""
    return fit_on_one_sheet(
        sheet.items, paper, lambda ems: draw_for_print(sheet.chart, ems), make_frame(paper)
    )


def _legend(sheet: SheetContent, parts: int) -> tuple[str, ...]:
    used = {*sheet.symbols, *(("connector",) if parts > 1 else ())}
    return tuple(each for each in SYMBOLS if each in used)


def list_notes(sheet: SheetContent) -> tuple[str, ...]:
    """The foot of the sheet: which edition this is, and how to see whether it still holds."""
    asked = "扫码核对是否现行" if sheet.address else ""
    if not asked and sheet.phone:
        asked = f"核对是否现行，请拨 {sheet.phone} 报图号"
    number, mark = f"图号 {sheet.code}", f"标记 {sheet.mark}"
    return tuple(each for each in (asked, sheet.edition, sheet.date, number, mark) if each)


def make_head(sheet: SheetContent) -> SheetHead:
    matter = sheet.matter
    facts = tuple(f"{_short(each.label)} {each.text}" for each in reversed(matter.times))
    alt = f"二维码：核对这张图是否现行，网址 {sheet.address}" if sheet.address else ""
    return SheetHead(
        matter.unit, sheet.code, matter.title, facts[:3], draw_qr_code(sheet.address), alt
    )


def _short(label: str) -> str:
    return "全程最长" if label == "各步最长合计" else label


def draw_qr_code(address: str) -> str:
    """The QR code as SVG of one unit a module, with the quiet zone that readers want."""
    if not address:
        return ""
    code = segno.make(address, error="m", micro=False, boost_error=False)
    text = io.BytesIO()
    code.save(
        text, kind="svg", border=2, xmldecl=False, svgns=True, dark="#000000", light="#ffffff",
        omitsize=True,
    )  # fmt: skip
    return text.getvalue().decode().strip()


def _leaves(sheet: SheetContent, fit: SheetLayout, laned: bool) -> Iterator[SheetPage]:
    picture = draw_for_print(sheet.chart, fit.ems, laned)
    number, parts = 1, len(fit.panels)
    for index, ((above, below), panel) in enumerate(zip(fit.pieces, fit.panels, strict=True), 1):
        part = chart_pieces.cut_piece(picture, above, below, number)
        number += len(above.crossings) if above else 0
        area = _placed(panel, part.width * fit.scale, part.height * fit.scale, parts)
        figure = SheetFigure(
            area, part.svg, _alt(sheet, index, parts),
            f"上接第 {index - 1} 张" if index > 1 else "",
            f"下接第 {index + 1} 张" if index < parts else "",
        )  # fmt: skip
        named = f"第 {index} 张，共 {parts} 张" if parts > 1 else ""
        yield SheetPage(figure, _said(sheet, fit, panel), named)


def _placed(panel: Panel, width: float, height: float, parts: int) -> Rect:
    """In the middle of the panel; at its top beside words, or where another part goes on."""
    x, y, across, down = panel.chart
    beside = panel.words is not None and panel.words[1] == y
    left = x + (across - width) / 2
    return left, y if beside or parts > 1 else y + (down - height) / 2, width, height


def _alt(sheet: SheetContent, index: int, parts: int) -> str:
    """The chart in words: the same steps, for who cannot see it."""
    part = f"（{parts} 张连图的第 {index} 张）" if parts > 1 else ""
    steps = "。".join(f"{n}. {each.text}" for n, each in enumerate(sheet.matter.steps, 1))
    return f"{sheet.matter.title}{part}。{steps}。"


def _said(sheet: SheetContent, fit: SheetLayout, panel: Panel) -> SheetText | None:
    if panel.words is None:
        return None
    columns: WordColumns = sheet_text.fill_columns(sheet.items, panel.words[2] / fit.words)
    return SheetText(panel.words, fit.words, sheet_text.GUTTER * fit.words, columns.held)

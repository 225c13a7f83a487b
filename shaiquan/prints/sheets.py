"""The sheet of a procedure: its content, and its lay-out on a size of paper.

The content is small frozen data, the input of all its printed forms. It is drawn and laid out
only when a PDF is made.
"""

from __future__ import annotations

import functools
import io
from collections.abc import Iterator
from dataclasses import dataclass

import segno

from shaiquan.charts.layout.layout_types import Rect
from shaiquan.ledger.sheet_words import SheetWords
from shaiquan.model.procedures import Procedure
from shaiquan.model.terms import TotalTimeLabel
from shaiquan.prints import sheet_text
from shaiquan.prints.chart_pieces import cut_pieces
from shaiquan.prints.papers import Paper, make_frame
from shaiquan.prints.print_charts import draw_for_print
from shaiquan.prints.sheet_layout import (
    Panel,
    SheetLayout,
    find_best_layout,
    fit_on_one_sheet,
)
from shaiquan.prints.sheet_text import WordColumns, WordItem
from shaiquan.views.values import Chart

#: the legend in its order: symbol of GB/T 1526 -> its meaning here
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


#: so many powers are named in the head of a sheet
_NAMED_POWERS = 3


@dataclass(frozen=True, slots=True)
class SheetContent:
    """Everything that the sheet of a procedure says; ``steps`` is the number of its steps.

    ``address`` is the address in the QR code, ``phone`` whom to ask if there is none.
    """

    words: SheetWords
    chart: Chart
    code: str
    steps: int
    edition: str
    date: str
    marks: tuple[str, ...]
    address: str
    phone: str
    example: bool
    symbols: tuple[str, ...]

    @property
    def mark(self) -> str:
        """The mark that it bears, if any; the others are of sheets in an earlier form, still in
        force."""
        return next(iter(self.marks), "")

    @property
    def items(self) -> tuple[WordItem, ...]:
        return sheet_text.list_items(self.words, self.steps)


# -- the data of the template ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SheetHead:
    """The header: kicker, title, the powers, facts at the right, QR code as SVG (or empty)."""

    unit: str
    code: str
    title: str
    powers: str
    facts: tuple[str, ...]
    qr: str
    qr_alt: str


@dataclass(frozen=True, slots=True)
class SheetFigure:
    """A part of the chart, its area, and its description in words."""

    area: Rect
    svg: str
    alt: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class SheetText:
    """The text in its area: columns of items, sizes in points."""

    area: Rect
    size: float
    gutter: float
    columns: tuple[tuple[WordItem, ...], ...]


@dataclass(frozen=True, slots=True)
class SheetPage:
    """One sheet of paper, all positions in points."""

    figure: SheetFigure
    words: SheetText | None
    part: str


@dataclass(frozen=True, slots=True)
class SheetOnPaper:
    """A sheet laid out on paper: connected pages with the same header and footer."""

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
    #: in em of the text's type, as ``sheet_text`` counts with them
    metrics: dict[str, float]
    pages: tuple[SheetPage, ...]


def lay_out_sheet(
    sheet: SheetContent, paper: Paper, known: SheetLayout | None = None
) -> SheetOnPaper:
    """The sheet on a size of paper; ``known`` is what :func:`fit_sheet` gave before."""
    fit = known or fit_sheet(sheet, paper)
    frame = make_frame(paper)
    parts = len(fit.panels)
    return SheetOnPaper(
        title=sheet.words.title,
        width=fit.width,
        height=fit.height,
        factor=paper.factor,
        margin=frame.margin,
        header=frame.header,
        footer=frame.footer,
        head=make_head(sheet),
        legend=tuple((symbol, SYMBOLS[symbol]) for symbol in _list_symbols(sheet, parts)),
        notes=list_notes(sheet),
        example=sheet.example,
        metrics=_METRICS,
        pages=tuple(_make_pages(sheet, fit)),
    )


_METRICS = {
    "leading": sheet_text.LEADING,
    "between": sheet_text.PARAGRAPH_GAP,
    "above": sheet_text.HEADING_GAP,
    "mark": sheet_text.MARK,
}


@functools.lru_cache(maxsize=4096)
def fit_sheet(sheet: SheetContent, paper: Paper) -> SheetLayout:
    """The lay-out on a paper, over connected sheets if it cannot be read on one."""
    return find_best_layout(sheet.items, paper, sheet.chart)


@functools.lru_cache(maxsize=4096)
def fit_whole_sheet(sheet: SheetContent, paper: Paper) -> SheetLayout:
    """The lay-out on a single page, however small its type."""
    return fit_on_one_sheet(sheet.items, paper, sheet.chart)


def _list_symbols(sheet: SheetContent, parts: int) -> tuple[str, ...]:
    used = {*sheet.symbols, *(("connector",) if parts > 1 else ())}
    return tuple(symbol for symbol in SYMBOLS if symbol in used)


def list_notes(sheet: SheetContent) -> tuple[str, ...]:
    """The footer: which edition this is, and how to check whether it is in force."""
    check = ("扫码核对是否现行" if sheet.mark else "扫码看现行的流程") if sheet.address else ""
    if not check and sheet.phone:
        check = f"核对是否现行，请拨 {sheet.phone} 报图号"
    number, mark = f"图号 {sheet.code}", f"标记 {sheet.mark}" if sheet.mark else ""
    return tuple(note for note in (check, sheet.edition, sheet.date, number, mark) if note)


def make_head(sheet: SheetContent) -> SheetHead:
    words = sheet.words
    facts = tuple(_list_facts(words))
    what = "核对这张图是否现行" if sheet.mark else "看现行的流程"
    alt = f"二维码：{what}，网址 {sheet.address}" if sheet.address else ""
    return SheetHead(
        words.unit,
        sheet.code,
        words.title,
        _name_powers(words),
        facts,
        draw_qr_code(sheet.address),
        alt,
    )


def _name_powers(words: SheetWords) -> str:
    """The line 权力名称 below the title; of many powers the first, the text below has them all."""
    names = "、".join(words.powers[:_NAMED_POWERS])
    number = len(words.powers)
    more = f"等 {number} 项" if number > _NAMED_POWERS else ""
    return f"权力名称：{names}{more}" if names else ""


#: in the header, in bold the first: what is promised stands before what is reckoned
_FACTS = (
    Procedure.label_of("promised"),
    Procedure.label_of("legal"),
    TotalTimeLabel.LONGEST.label,
)


def _list_facts(words: SheetWords) -> Iterator[str]:
    """The times that stand by themselves: a sum that leaves something out is for the text."""
    times = {time.label: time.text for time in words.times}
    for label in _FACTS:
        if (text := times.get(label)) and "（" not in text:
            yield f"{label} {text}"


def draw_qr_code(address: str) -> str:
    """The QR code as SVG of one unit a module, with the quiet zone that readers want."""
    if not address:
        return ""
    code = segno.make(address, error="m", micro=False, boost_error=False)
    text = io.BytesIO()
    code.save(
        text,
        kind="svg",
        border=2,
        xmldecl=False,
        svgns=True,
        dark="#000000",
        light="#ffffff",
        omitsize=True,
    )
    return text.getvalue().decode().strip()


def _make_pages(sheet: SheetContent, fit: SheetLayout) -> Iterator[SheetPage]:
    picture = draw_for_print(sheet.chart, fit.style)
    parts = len(fit.panels)
    pieces = cut_pieces(picture, fit.pieces)
    for index, (part, panel) in enumerate(zip(pieces, fit.panels, strict=True), 1):
        area = _place_picture(panel, part.width * fit.scale, part.height * fit.scale, parts)
        figure = SheetFigure(
            area,
            part.svg,
            _describe_chart(sheet, index, parts),
            f"上接第 {index - 1} 张" if index > 1 else "",
            f"下接第 {index + 1} 张" if index < parts else "",
        )
        title = f"第 {index} 张，共 {parts} 张" if parts > 1 else ""
        yield SheetPage(figure, _make_text(sheet, fit, panel), title)


def _place_picture(panel: Panel, width: float, height: float, parts: int) -> Rect:
    """In the middle of the panel; at its top beside text, or if the chart has several parts."""
    x, y, panel_width, panel_height = panel.chart
    beside = panel.words is not None and panel.words[1] == y
    left = x + (panel_width - width) / 2
    return left, y if beside or parts > 1 else y + (panel_height - height) / 2, width, height


def _describe_chart(sheet: SheetContent, index: int, parts: int) -> str:
    """The steps of the chart in words, for readers who cannot see it."""
    part = f"（{parts} 张连图的第 {index} 张）" if parts > 1 else ""
    steps = "。".join(f"{number}. {step.text}" for number, step in enumerate(sheet.words.steps, 1))
    return f"{sheet.words.title}{part}。{steps}。"


def _make_text(sheet: SheetContent, fit: SheetLayout, panel: Panel) -> SheetText | None:
    if panel.words is None:
        return None
    columns: WordColumns = sheet_text.fill_columns(sheet.items, panel.words[2] / fit.words)
    return SheetText(panel.words, fit.words, sheet_text.GUTTER * fit.words, columns.columns)

"""Runs and lines of a Word file in the fonts of GB/T 9704-2012."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

#: fonts as offices have them; where one is missing Word takes its own 宋体 or 仿宋
TITLE, BODY, LEVEL_1, LEVEL_2, DIGITS = (
    "方正小标宋简体",
    "仿宋_GB2312",
    "黑体",
    "楷体_GB2312",
    "宋体",
)
#: sizes in points: 二号, 三号, 四号, 小四, 五号; the line of 22 to a page
SIZE_2, SIZE_3, SIZE_4, SMALL, SMALLEST = 22, 16, 14, 12, 10.5
LINE = 28

#: text, font, size
TextInFont = tuple[str, str, float]


def add_line(
    document: Any,
    runs: Iterable[TextInFont],
    centred: bool = False,
    indented: bool = False,
) -> Any:
    """A paragraph at the end of the document."""
    paragraph = document.add_paragraph()
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if indented:
        paragraph.paragraph_format.first_line_indent = Pt(2 * SIZE_3)
    for text, font, size in runs:
        add_run(paragraph, text, font, size)
        if size > SIZE_3:  # it does not fit into the fixed line
            paragraph.paragraph_format.line_spacing = Pt(LINE + 8)
    return paragraph


def add_run(paragraph: Any, text: str, font: str, size: float) -> Any:
    """A text at the end of a paragraph."""
    run = paragraph.add_run(text)
    run.font.size, run.font.name = Pt(size), font
    run._r.rPr.rFonts.set(qn("w:eastAsia"), font)
    return run


def leave_grid(paragraph: Any) -> None:
    """Keep the line spacing that a paragraph has: else it grows to whole lines of the page."""
    mark = OxmlElement("w:snapToGrid")
    mark.set(qn("w:val"), "0")
    paragraph._p.pPr.find(qn("w:spacing")).addprevious(mark)

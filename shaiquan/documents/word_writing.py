"""A Word file after GB/T 9704-2012: A4, 22 lines of 28 characters, 仿宋 三号.

Of one text it is always the same bytes: times inside the package are fixed.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterable
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from shaiquan.documents.papers import WordPaper
from shaiquan.prints.blocks import (
    Block,
    BookletTable,
    CodeBlock,
    Heading,
    Items,
    Paragraph,
    Quote,
    Runs,
)

#: fonts as offices have them; where one is missing Word takes its own 宋体 or 仿宋
TITLE, BODY, LEVEL_1, LEVEL_2, DIGITS = (
    "方正小标宋简体",
    "仿宋_GB2312",
    "黑体",
    "楷体_GB2312",
    "宋体",
)
#: sizes in points: 二号, 三号, 四号, 小四; the line of 22 to a page
_SIZE_2, _SIZE_3, _SIZE_4, _SMALL = 22, 16, 14, 12
_LINE = 28
_FIXED = datetime.datetime(2000, 1, 1)
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def write_word(paper: WordPaper) -> bytes:
    """The bytes of a ``.docx``."""
    document = Document()
    _set_page(document, paper.wide)
    _set_style(document)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = paper.title, "", ""
    properties.created = properties.modified = _FIXED
    _add_line(document, ((paper.title, TITLE, _SIZE_2),), centred=True)
    for note in paper.notes:
        _add_line(document, ((note, LEVEL_2, _SIZE_3),), centred=True)
    if paper.notes:
        _add_line(document, ())
    _add_blocks(document, paper.blocks)
    return _fix_times(document)


def _set_page(document: Any, wide: bool) -> None:
    """The type area of 156 × 225 mm; turned where a table is wide."""
    section = document.sections[0]
    section.page_width, section.page_height = (Mm(297), Mm(210)) if wide else (Mm(210), Mm(297))
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    top, right, bottom, left = (28, 37, 26, 35) if wide else (37, 26, 35, 28)
    section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
    section.left_margin, section.right_margin = Mm(left), Mm(right)
    _set_grid(section)
    section.footer_distance = Mm(bottom - 10)
    document.settings.odd_and_even_pages_header_footer = True
    _add_page_number(section.footer.paragraphs[0], WD_ALIGN_PARAGRAPH.RIGHT)
    _add_page_number(section.even_page_footer.paragraphs[0], WD_ALIGN_PARAGRAPH.LEFT)


def _set_grid(section: Any) -> None:
    """22 lines to a page. No grid of characters: a sign of 16 points in a cell of 15.8 takes two
    cells in some programs."""
    grid = section._sectPr.find(qn("w:docGrid"))
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), "579")


def _add_page_number(paragraph: Any, outside: Any) -> None:
    """—1— in 四号宋体, one character from the outer edge."""
    paragraph.alignment = outside
    is_right = outside == WD_ALIGN_PARAGRAPH.RIGHT
    indent = paragraph.paragraph_format
    indent.right_indent, indent.left_indent = (Pt(14), None) if is_right else (None, Pt(14))
    _add_run(paragraph, "— ", DIGITS, _SIZE_4)
    run = _add_run(paragraph, "", DIGITS, _SIZE_4)
    for kind in ("begin", "", "end"):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = "PAGE"
        run._r.append(element)
    _add_run(paragraph, " —", DIGITS, _SIZE_4)


def _set_style(document: Any) -> None:
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = BODY, Pt(_SIZE_3)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), BODY)
    narrower = OxmlElement("w:spacing")  # 28 characters in 156 mm: 15.8 points for each of 16
    narrower.set(qn("w:val"), "-4")  # twentieths of a point
    normal.element.rPr.find(qn("w:sz")).addprevious(narrower)
    form = normal.paragraph_format
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(_LINE)
    form.space_before = form.space_after = Pt(0)


def _add_blocks(document: Any, blocks: Iterable[Block]) -> None:
    for block in blocks:
        match block:
            case Heading(runs=runs, level=level):
                font = {1: LEVEL_1, 2: LEVEL_2}.get(level, BODY)
                text = "".join(run.text for run in runs)
                is_chapter = text.startswith("第")
                line = _add_line(document, ((text, font, _SIZE_3),), is_chapter, not is_chapter)
                line.paragraph_format.keep_with_next = True
            case Paragraph(runs=runs):
                for part in _split_lines(runs):
                    _add_line(document, part, indented=True)
            case Items(items=items, start=start):
                _add_items(document, items, start)
            case Quote(blocks=inner):
                _add_blocks(document, inner)
            case CodeBlock(text=text):
                for row in text.splitlines():
                    _add_line(document, ((row, BODY, _SIZE_3),))
            case BookletTable():
                _add_table(document, block)


def _split_lines(runs: Runs) -> list[tuple[tuple[str, str, int], ...]]:
    """A paragraph as lines of (text, font, size); each line is a paragraph of Word."""
    lines: list[list[tuple[str, str, int]]] = [[]]
    for run in runs:
        if run.style == "break":
            lines.append([])
        elif run.text:
            font = LEVEL_1 if run.style in ("strong", "article") else BODY
            blank = "　" if run.style == "article" else ""
            lines[-1].append((run.text.rstrip() + blank if blank else run.text, font, _SIZE_3))
    return [tuple(line) for line in lines if line]


def _add_items(document: Any, items: Iterable[tuple[Block, ...]], start: int) -> None:
    for number, item in enumerate(items, start):
        before = f"{number}. " if start else ""
        for block in item:
            if isinstance(block, Paragraph):
                for part in _split_lines(block.runs):
                    head = ((before, BODY, _SIZE_3),) if before else ()
                    _add_line(document, (*head, *part), indented=True)
                    before = ""
            else:
                _add_blocks(document, (block,))


def _add_line(
    document: Any,
    runs: Iterable[tuple[str, str, int]],
    centred: bool = False,
    indented: bool = False,
) -> Any:
    paragraph = document.add_paragraph()
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if indented:
        paragraph.paragraph_format.first_line_indent = Pt(2 * _SIZE_3)
    for text, font, size in runs:
        _add_run(paragraph, text, font, size)
        if size > _SIZE_3:  # it does not fit into the fixed line
            paragraph.paragraph_format.line_spacing = Pt(_LINE + 8)
    return paragraph


def _add_run(paragraph: Any, text: str, font: str, size: int) -> Any:
    run = paragraph.add_run(text)
    run.font.size, run.font.name = Pt(size), font
    run._r.rPr.rFonts.set(qn("w:eastAsia"), font)
    return run


def _add_table(document: Any, table: BookletTable) -> None:
    """The cells, one below the other where one spans; the head comes again on each page."""
    grid = document.add_table(rows=0, cols=len(table.columns))
    grid.style = "Table Grid"
    for number, row in enumerate((*table.head, *table.rows)):
        line = grid.add_row()
        is_head = number < len(table.head)
        if is_head:
            mark = OxmlElement("w:tblHeader")
            line._tr.get_or_add_trPr().append(mark)
        for cell, into in zip(row, line.cells, strict=False):
            text = "\n".join("".join(run.text for run in words) for words in cell.lines)
            paragraph = into.paragraphs[0]
            paragraph.paragraph_format.line_spacing = Pt(20)
            _add_run(paragraph, text, LEVEL_1 if is_head else BODY, _SMALL)


def _fix_times(document: Any) -> bytes:
    """The saved package, with one time for all its parts."""
    saved, fixed = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as package, zipfile.ZipFile(fixed, "w") as same:
        for name in sorted(package.namelist()):
            info = zipfile.ZipInfo(name, _ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            same.writestr(info, package.read(name))
    return fixed.getvalue()

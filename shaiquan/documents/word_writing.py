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
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from shaiquan.documents.word_imprint import add_imprint
from shaiquan.documents.word_paper import PageTurn, WordBlock, WordPaper, WordPictures
from shaiquan.documents.word_tables import add_table
from shaiquan.documents.word_text import (
    BODY,
    DIGITS,
    LEVEL_1,
    LEVEL_2,
    LINE,
    SIZE_2,
    SIZE_3,
    SIZE_4,
    TITLE,
    TextInFont,
    add_line,
    add_run,
    leave_grid,
)
from shaiquan.press import render_png
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

_FIXED = datetime.datetime(2000, 1, 1)
#: points to the inch of a picture: a laser printer shows no more of it
_PPI = 240.0
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def write_word(paper: WordPaper) -> bytes:
    """The bytes of a ``.docx``. Raises PressError where a chart cannot be drawn."""
    document = Document()
    _set_page(document.sections[0], paper.wide)
    _number_pages(document)
    _set_style(document)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = paper.title, "", ""
    properties.created = properties.modified = _FIXED
    add_line(document, ((paper.title, TITLE, SIZE_2),), centred=True)
    for note in paper.notes:
        add_line(document, ((note, LEVEL_2, SIZE_3),), centred=True)
    if paper.notes:
        add_line(document, ())
    _add_blocks(document, paper.blocks)
    if paper.imprint:
        add_imprint(document, paper.imprint, _measure_room(document))
    return _fix_times(document)


def _set_page(section: Any, wide: bool) -> None:
    """The type area of 156 × 225 mm; turned where a table is wide."""
    section.page_width, section.page_height = (Mm(297), Mm(210)) if wide else (Mm(210), Mm(297))
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    top, right, bottom, left = (28, 37, 26, 35) if wide else (37, 26, 35, 28)
    section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
    section.left_margin, section.right_margin = Mm(left), Mm(right)
    _set_grid(section)
    section.footer_distance = Mm(bottom - 10)


def _measure_room(document: Any) -> float:
    """The width of the text on the last page so far, in points."""
    last = document.sections[-1]
    return float((last.page_width - last.left_margin - last.right_margin) / Pt(1))


def _number_pages(document: Any) -> None:
    section = document.sections[0]  # those after it have the same
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
    add_run(paragraph, "— ", DIGITS, SIZE_4)
    run = add_run(paragraph, "", DIGITS, SIZE_4)
    for kind in ("begin", "", "end"):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = "PAGE"
        run._r.append(element)
    add_run(paragraph, " —", DIGITS, SIZE_4)


def _set_style(document: Any) -> None:
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = BODY, Pt(SIZE_3)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), BODY)
    narrower = OxmlElement("w:spacing")  # 28 characters in 156 mm: 15.8 points for each of 16
    narrower.set(qn("w:val"), "-4")  # twentieths of a point
    normal.element.rPr.find(qn("w:sz")).addprevious(narrower)
    form = normal.paragraph_format
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(LINE)
    form.space_before = form.space_after = Pt(0)


def _add_blocks(document: Any, blocks: Iterable[WordBlock]) -> None:
    for block in blocks:
        match block:
            case Heading():
                _add_heading(document, block)
            case Paragraph(runs=runs):
                _add_paragraph(document, runs)
            case Items(items=items, start=start):
                _add_items(document, items, start)
            case Quote(blocks=inner):
                _add_blocks(document, inner)
            case CodeBlock(text=text):
                _add_code(document, text)
            case BookletTable():
                add_table(document, block, _measure_room(document))
            case WordPictures():
                _add_pictures(document, block)
            case PageTurn(wide=wide):
                _set_page(document.add_section(WD_SECTION.NEW_PAGE), wide)


def _add_heading(document: Any, heading: Heading) -> None:
    font = {1: LEVEL_1, 2: LEVEL_2}.get(heading.level, BODY)
    text = "".join(run.text for run in heading.runs)
    is_chapter = text.startswith("第")
    line = add_line(document, ((text, font, SIZE_3),), is_chapter, not is_chapter)
    line.paragraph_format.keep_with_next = True


def _add_paragraph(document: Any, runs: Runs) -> None:
    for part in _split_lines(runs):
        add_line(document, part, indented=True)


def _add_code(document: Any, text: str) -> None:
    for row in text.splitlines():
        add_line(document, ((row, BODY, SIZE_3),))


def _split_lines(runs: Runs) -> list[tuple[TextInFont, ...]]:
    """A paragraph as lines of (text, font, size); each line is a paragraph of Word."""
    lines: list[list[TextInFont]] = [[]]
    for run in runs:
        if run.style == "break":
            lines.append([])
        elif run.text:
            font = LEVEL_1 if run.style in ("strong", "article") else BODY
            blank = "　" if run.style == "article" else ""
            lines[-1].append((run.text.rstrip() + blank if blank else run.text, font, SIZE_3))
    return [tuple(line) for line in lines if line]


def _add_items(document: Any, items: Iterable[tuple[Block, ...]], start: int) -> None:
    for number, item in enumerate(items, start):
        before = f"{number}. " if start else ""
        for block in item:
            if isinstance(block, Paragraph):
                for part in _split_lines(block.runs):
                    head = ((before, BODY, SIZE_3),) if before else ()
                    add_line(document, (*head, *part), indented=True)
                    before = ""
            else:
                _add_blocks(document, (block,))


def _add_pictures(document: Any, pictures: WordPictures) -> None:
    """Pieces of a chart in one line, whose height is theirs."""
    line = add_line(document, (), centred=True)
    line.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    leave_grid(line)
    for number, piece in enumerate(pictures.pieces):
        png = render_png(piece.svg, piece.width, piece.height, _PPI)
        run = line.add_run("　" if number else "")
        shape = run.add_picture(io.BytesIO(png), Pt(piece.width), Pt(piece.height))
        for side in ("distT", "distB", "distL", "distR"):  # else some programs leave a margin
            shape._inline.set(side, "0")
        shape._inline.docPr.set("descr", "" if number else pictures.words)


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

"""Sheets of small sites as the press makes them, and what stands in a PDF."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, StreamObject

from shaiquan.cli import ROOT
from shaiquan.disclosure.release import release
from shaiquan.files.layouts import Templates
from shaiquan.press import ACCESSIBLE
from shaiquan.prints import sheet_files
from shaiquan.prints.sheet_jobs import make_pdf
from shaiquan.prints.sheets import SheetContent
from shaiquan.views.flowcharts import draw_procedures
from tests.support import load_catalog

DAY = datetime.date(2026, 11, 24)
WALL = """\
编号: l1
名称: 重大事项流程图
事项: [p1]
上墙: 是
承诺时限: 900个工作日
依据: [《议事规则》第二条]
步骤:
"""
STEPS = """\
  - {开始: 提出, 主体: 申请人}
  - {步骤: 审查, 主体: 办公室, 关口: [合法性审查], 时限: 5个工作日, 风险: [r1], 文书: [审查意见书]}
  - {判断: 是否通过, 主体: 党委, 表决: 记名, 分支: {通过: 公开, 不通过: 审查}}
  - {步骤: 公开, 主体: 办公室, 时限: 3个工作日}
  - {结束: 归档}
"""
WALLED = WALL + STEPS
URL = "网址: https://example.com/quanli/\n"


def long(steps: int, actors: tuple[str, ...] = ("申请人", "办公室", "党委"), act: str = "") -> str:
    """A procedure for the wall of so many steps, with acts of sixteen characters."""
    text = act or "审查材料并且提出初步处理意见"
    rows = ["  - {开始: 提出, 主体: 申请人}"]
    rows += [
        f"  - {{步骤: {text}{n:02}, 主体: {actors[n % len(actors)]}, 时限: 5个工作日}}"
        for n in range(steps)
    ]
    return WALL + "\n".join([*rows, "  - {结束: 归档}"]) + "\n"


def sheet_of(content: Path, id: str = "l1") -> SheetContent:
    public = release(load_catalog(content), DAY).public
    sheet = sheet_files.find_sheet(public, draw_procedures(public), id)
    assert sheet is not None
    return sheet


def pdf_of(content: Path, form: str, standard: str = ACCESSIBLE, id: str = "l1") -> bytes:
    """The PDF of a form of the sheet of a procedure."""
    public = release(load_catalog(content), DAY).public
    (output,) = sheet_files.list_sheet_files(public, draw_procedures(public), id, (form,), standard)
    return make_pdf(output, Templates(ROOT / "layouts"))[0]


def reader(content: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(content))


def words(content: bytes) -> str:
    """The text of all pages without blanks, which a PDF sets between columns and scripts."""
    return "".join("".join(page.extract_text().split()) for page in reader(content).pages)


def fonts(pdf: pypdf.PdfReader) -> Iterator[Any]:
    """Every font of the document."""
    for item in _all(pdf):
        if isinstance(item, DictionaryObject) and item.get("/Type") == "/Font":
            yield item


def codes(pdf: pypdf.PdfReader) -> Iterator[bytes]:
    """The glyph codes in all content streams, two bytes each."""
    for item in _all(pdf):
        has_text = isinstance(item, StreamObject) and (
            item.get("/Subtype") == "/Form" or ("/Subtype" not in item and "/Type" not in item)
        )
        if not has_text or b" Tf" not in item.get_data():
            continue
        for operands, operator in ContentStream(item, pdf).operations:
            if operator in (b"Tj", b"TJ"):
                parts = operands[0] if isinstance(operands[0], ArrayObject) else operands
                for part in parts:
                    text = getattr(part, "original_bytes", b"")
                    yield from (text[n : n + 2] for n in range(0, len(text), 2))


def figures(pdf: pypdf.PdfReader) -> list[str]:
    """The words that stand for the pictures."""
    return [
        str(item["/Alt"])
        for item in _all(pdf)
        if isinstance(item, DictionaryObject) and item.get("/S") == "/Figure" and "/Alt" in item
    ]


def root(pdf: pypdf.PdfReader) -> Any:
    """The catalog of a document."""
    return pdf.trailer["/Root"]


def _all(pdf: pypdf.PdfReader) -> Iterator[Any]:
    last: Any = pdf.trailer["/Size"]
    for number in range(1, last):
        item = pdf.get_object(number)
        if item is not None:
            yield item

"""The words of a PDF are read: of its pages, and wherever else it can say something."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import (
    ByteStringObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
)

from shaiquan.disclosure.file_words import Unsearchable, read_words
from shaiquan.press import render_pdf
from tests.disclosure.packed_files import zipped
from tests.support import find_leaks_in_asset, withheld

WORDS = "蓝色流转夹交机要柜保管"


def add_title(pdf: PdfWriter) -> None:
    pdf.add_metadata({"/Title": WORDS})


def add_bookmark(pdf: PdfWriter) -> None:
    pdf.add_outline_item(title=WORDS, page_number=0)


def add_note(pdf: PdfWriter) -> None:
    pdf.add_annotation(0, FreeText(text=WORDS, rect=(0, 0, 50, 50)))


def attach_text(pdf: PdfWriter) -> None:
    pdf.add_attachment("a.txt", WORDS.encode())


def attach_archive(pdf: PdfWriter) -> None:
    pdf.add_attachment("a.zip", zipped({"a.txt": WORDS.encode()}))


def add_title_of_chinese_windows(pdf: PdfWriter) -> None:
    pdf.add_metadata({})
    assert pdf._info is not None
    pdf._info[NameObject("/Title")] = ByteStringObject(WORDS.encode("gb18030"))


def add_form_data(pdf: PdfWriter) -> None:
    stream = DecodedStreamObject()
    stream.set_data(f"<xfa>{WORDS}</xfa>".encode())
    form = DictionaryObject({NameObject("/XFA"): pdf._add_object(stream.flate_encode())})
    pdf.root_object[NameObject("/AcroForm")] = form


def write_pdf(change: Callable[[PdfWriter], object], password: str = "") -> bytes:
    """A PDF of one blank page, changed and packed."""
    pdf, file = PdfWriter(), io.BytesIO()
    pdf.add_blank_page(100, 100)
    change(pdf)
    if password:
        pdf.encrypt(password, algorithm="RC4-128")
    for page in pdf.pages:
        page.compress_content_streams()
    pdf.write(file)
    return file.getvalue()


@pytest.mark.parametrize(
    "change",
    [
        add_title,
        add_title_of_chinese_windows,
        add_bookmark,
        add_note,
        add_form_data,
        attach_text,
        attach_archive,
    ],
)
def test_a_text_is_found_wherever_a_pdf_says_it(change: Callable[[PdfWriter], object]) -> None:
    (leak,) = find_leaks_in_asset("assets/a.pdf", write_pdf(change), withheld(WORDS))
    assert leak.code.code == "leak"


def test_a_text_that_a_page_breaks_over_lines_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.typ").write_text(f"#set page(width: 60pt)\n正文：{WORDS}。", "utf-8")
    content = render_pdf(tmp_path, "a.typ", {}, "1.7")
    assert find_leaks_in_asset("assets/a.pdf", content, withheld(WORDS))
    assert not find_leaks_in_asset("assets/a.pdf", content, withheld("红色流转夹交机要柜"))


def test_a_pdf_that_says_nothing_withheld_is_a_good_asset() -> None:
    content = write_pdf(attach_text)
    assert find_leaks_in_asset("assets/a.pdf", content, withheld("红色流转夹交机要柜")) == ()


def test_only_the_objects_of_a_pdf_that_are_there_are_read() -> None:
    content = write_pdf(add_title)
    size = re.search(rb"/Size (\d+)", content)
    assert size
    content = content.replace(size[0], b"/Size 999999999")
    assert find_leaks_in_asset("assets/a.pdf", content, withheld(WORDS))


def test_a_pdf_with_a_password_or_damage_cannot_be_searched() -> None:
    for content in (write_pdf(add_title, "secret"), write_pdf(add_title)[:200]):
        with pytest.raises(Unsearchable):
            list(read_words(content))

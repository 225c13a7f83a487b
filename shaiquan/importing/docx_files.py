"""A Word file as lines of text (edge: reads a file).

Tracked changes count as accepted: what was put in is read, what was struck out is not. Automatic
numbers are written out, since the number of an article is its name.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from shaiquan.files.regular import read_regular
from shaiquan.importing.docx_numbers import WORD, NumberedParagraphs
from shaiquan.importing.table_files import UNSEEN, UnreadableTable, decode_text

_MOST_BYTES, _MOST_UNPACKED = 20_000_000, 100_000_000
_OLD_WORD = b"\xd0\xcf\x11\xe0"
_MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
#: what is not read, and the words in which that is told
_LEFT_OUT = {
    f"{WORD}del": ("修订：删去的字没有读", "tracked deletions were left out"),
    f"{WORD}moveFrom": ("修订：移走的字只在新的地方读", "moved text is read in its new place"),
    f"{WORD}drawing": ("图片没有读", "pictures were left out"),
    f"{WORD}pict": ("图片没有读", "pictures were left out"),
    f"{WORD}object": ("嵌入的对象没有读", "embedded objects were left out"),
    f"{_MARKUP}AlternateContent": ("图片、文本框没有读", "pictures and text boxes were left out"),
    f"{WORD}footnoteReference": ("脚注没有读", "footnotes were left out"),
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath": (
        "公式没有读",
        "formulas were left out",
    ),
    f"{WORD}endnoteReference": ("尾注没有读", "endnotes were left out"),
}


@dataclass(frozen=True, slots=True)
class WordLine:
    """A paragraph, or a table as Markdown; ``size`` in half points, 0 where it is not written."""

    text: str
    centred: bool = False
    size: int = 0
    table: bool = False


@dataclass(frozen=True, slots=True)
class WordText:
    """What a document says, and what of it was not read (Chinese, English)."""

    lines: tuple[WordLine, ...]
    told: tuple[tuple[str, str], ...] = ()


def read_word_text(path: Path) -> WordText:
    """The text of a ``.docx`` or of a text file. Raises UnreadableTable, OSError."""
    if path.stat().st_size > _MOST_BYTES:
        raise UnreadableTable("文件太大，一份文件用不了这么大", "the file is too large")
    return read_word_bytes(read_regular(path))


def read_word_bytes(data: bytes) -> WordText:
    """The same of bytes. Raises UnreadableTable."""
    if data.startswith(_OLD_WORD):
        zh = "这是旧版 Word 的 .doc（或者加了密码），请打开后另存为 .docx"
        raise UnreadableTable(zh, "an old .doc or one with a password: save it as .docx")
    if data.startswith(b"PK"):
        return _read_package(data)
    text = decode_text(data, "文字编码认不出来，请另存为 .docx 或者 UTF-8 的 .txt")
    if "\0" in text:
        raise UnreadableTable("不是文字：请用 .docx 或 .txt", "no text: .docx or .txt is expected")
    lines = (UNSEEN.sub("", line).strip() for line in text.splitlines())
    return WordText(tuple(WordLine(line) for line in lines if line))


def _read_package(data: bytes) -> WordText:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(info.file_size for info in package.infolist()) > _MOST_UNPACKED:
                raise UnreadableTable("展开以后太大", "it is too large when unpacked")
            names = package.namelist()
            if "word/document.xml" not in names:
                raise UnreadableTable("不是 Word 文件", "no Word file")
            body = _parse(package.read("word/document.xml"))
            numbers = "word/numbering.xml"
            numbering = _parse(package.read(numbers)) if numbers in names else None
        lines = tuple(_list_lines(body, NumberedParagraphs(numbering)))
    except (
        zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, zlib.error,
        ElementTree.ParseError, LookupError, ValueError,
    ) as fault:  # fmt: skip
        zh = "不是完好的 .docx，请用 Word 或 WPS 打开后另存一次"
        raise UnreadableTable(zh, "a broken .docx: open it and save it again") from fault
    found = {element.tag for element in body.iter()} & set(_LEFT_OUT)
    return WordText(lines, tuple(dict.fromkeys(_LEFT_OUT[tag] for tag in sorted(found))))


def _parse(data: bytes) -> Element:
    """Raises UnreadableTable for declarations, which may unfold without end."""
    head = data.replace(b"\0", b"")
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        zh = "里面有不该有的声明（DOCTYPE），请另存一次"
        raise UnreadableTable(zh, "it declares a DOCTYPE: save it again")
    return ElementTree.fromstring(data)  # noqa: S314 - nothing is declared in it


def _list_lines(element: Element, numbers: NumberedParagraphs) -> Iterator[WordLine]:
    for child in element:
        if child.tag == f"{WORD}p":
            yield from _read_paragraph(child, numbers)
        elif child.tag == f"{WORD}tbl":
            if table := _read_table(child, numbers):
                yield WordLine(table, table=True)
        elif child.tag not in _LEFT_OUT:
            yield from _list_lines(child, numbers)


def _read_paragraph(element: Element, numbers: NumberedParagraphs) -> Iterator[WordLine]:
    """Its lines: one typed with line breaks is as many."""
    lines = [line.strip() for line in "".join(_list_text(element)).splitlines() if line.strip()]
    if not lines:
        return
    lines[0] = numbers.number(element) + lines[0]
    alignment = element.find(f"{WORD}pPr/{WORD}jc")
    centred = alignment is not None and alignment.get(f"{WORD}val") == "center"
    written = [size.get(f"{WORD}val", "") for size in element.iter(f"{WORD}sz")]
    sizes = [int(text) for text in written if re.fullmatch("[0-9]{1,4}", text)]
    for line in lines:
        yield WordLine(UNSEEN.sub("", line), centred, max(sizes, default=0))


def _list_text(element: Element) -> Iterator[str]:
    for child in element:
        if child.tag in _LEFT_OUT:
            continue
        if child.tag == f"{WORD}t":
            yield child.text or ""
        elif child.tag == f"{WORD}tab":
            yield "　"
        elif child.tag in (f"{WORD}br", f"{WORD}cr"):
            yield "\n"
        elif child.tag != f"{WORD}pPr":
            yield from _list_text(child)


def _read_table(element: Element, numbers: NumberedParagraphs) -> str:
    """The rows as a Markdown table; the first is its head."""
    rows = []
    for row in element.iter(f"{WORD}tr"):
        cells = []
        for cell in row.findall(f"{WORD}tc"):
            text = "<br>".join(line.text for line in _list_lines(cell, numbers))
            cells += [text.replace("|", "｜"), *[""] * (_read_span(cell) - 1)]
        rows.append(cells)
    width = max(map(len, rows), default=0)
    if not width:
        return ""
    lines = ["| " + " | ".join(cells + [""] * (width - len(cells))) + " |" for cells in rows]
    return "\n".join((lines[0], "|" + " --- |" * width, *lines[1:]))


def _read_span(cell: Element) -> int:
    """Over how many columns a cell stands."""
    span = cell.find(f"{WORD}tcPr/{WORD}gridSpan")
    width = "" if span is None else span.get(f"{WORD}val", "")
    return max(1, min(int(width), 60)) if re.fullmatch("[0-9]{1,3}", width) else 1

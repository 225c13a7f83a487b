"""Bytes that claim to be a file of Office: what they are instead, and whether they are safe.

A packed file may unfold to thousands of times its size, and XML may declare texts that unfold
without end. Both are refused before anything is parsed.
"""

from __future__ import annotations

import io
import zipfile

from shaiquan.files.archive_faults import DAMAGED_ARCHIVE
from shaiquan.problems import Bilingual

#: what no file of an office has: bytes when unpacked; and so many times those of the file, which
#: counts from a size on that does no harm
_MOST_UNPACKED, _MOST_TIMES, _HARMLESS = 100_000_000, 100, 10_000_000
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
#: parts of a packed file that are no XML
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".bmp", ".tif", ".tiff", ".ttf")
#: what stands in the folder of an old file, as it is written there -> what the file is
_OLD_STREAMS = (
    (
        "EncryptedPackage",
        "文件加了密码，请打开、去掉密码后再存一次",
        "it has a password: remove it",
    ),
    (
        "WordDocument",
        "这是旧版 Word 的 .doc，请打开后另存为 .docx",
        "an old .doc: save it as .docx",
    ),
    ("Workbook", "这是旧版 Excel 的 .xls，请打开后另存为 .xlsx", "an old .xls: save it as .xlsx"),
    ("Book", "这是旧版 Excel 的 .xls，请打开后另存为 .xlsx", "an old .xls: save it as .xlsx"),
)


class UnreadableTable(Exception):
    """The file cannot be read as a table or a document; says why."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.why = Bilingual(zh, en)


def refuse_other_formats(data: bytes) -> None:
    """Raises UnreadableTable for what is neither packed nor text, and for a web page."""
    if not data.strip(b"\xef\xbb\xbf \t\r\n"):
        raise UnreadableTable("文件是空的，什么也没有", "the file is empty")
    if data.startswith(b"%PDF"):
        zh = "这是 PDF，读不出表格和段落，请找 Word、Excel 的原件"
        raise UnreadableTable(zh, "a PDF: take the Word or Excel file it was made from")
    if data.startswith(_OLD_OFFICE):
        for name, zh, en in _OLD_STREAMS:
            if name.encode("utf-16-le") in data:
                raise UnreadableTable(zh, en)
        zh = "这是旧版 Office 的 .doc、.xls（或者加了密码），请打开后另存为 .docx、.xlsx"
        raise UnreadableTable(zh, "an old .doc or .xls, or one with a password: save it anew")
    start = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<html", b"<!doctype html", b"<table", b"<?xml", b"<meta")):
        zh = "这是网页或者 XML，不是真的 Excel、Word 文件，请打开后另存为 .xlsx、.docx"
        raise UnreadableTable(zh, "a web page or XML: open it and save it as .xlsx or .docx")


def is_word_file(data: bytes) -> bool:
    """Whether bytes are a ``.docx``; one that is embedded in a workbook makes none of that."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return "word/document.xml" in package.namelist()
    except (*DAMAGED_ARCHIVE, OSError):
        return False


def has_sign(data: bytes, sign: str) -> bool:
    """Whether a text (in ASCII) stands in a part of a sound packed file."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = (name for name in package.namelist() if name.endswith(".xml"))
        return any(sign.encode() in package.read(name) for name in names)


def check_package(data: bytes, wanted: str, sound: str) -> None:
    """Raises UnreadableTable for a packed file without the part ``wanted``, and for what would not
    end when it is unpacked or parsed. ``sound`` is the ending that it claims to have."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _check_sizes(package, len(data))
            for info in package.infolist():
                if not info.filename.lower().endswith(_PICTURES):
                    _refuse_declarations(package.read(info))
            _check_parts(package, wanted, sound)
    except (*DAMAGED_ARCHIVE, OSError) as fault:
        zh = f"不是完好的 {sound}，请打开后另存一次"
        raise UnreadableTable(zh, f"no sound {sound}: open it and save it again") from fault


def _check_sizes(package: zipfile.ZipFile, packed: int) -> None:
    unpacked = sum(info.file_size for info in package.infolist())
    if unpacked > _MOST_UNPACKED or unpacked > max(_HARMLESS, packed * _MOST_TIMES):
        zh = f"展开以后太大（{unpacked // 1_000_000} MB），不像一份办公文件"
        raise UnreadableTable(zh, "it is too large when unpacked")


def _check_parts(package: zipfile.ZipFile, wanted: str, sound: str) -> None:
    names = set(package.namelist())
    if wanted in names:
        return
    for part, zh in (("word/document.xml", "Word 文件"), ("xl/workbook.xml", "Excel 工作簿")):
        if part in names:
            raise UnreadableTable(f"这是 {zh}，要的是 {sound}", f"it is not a {sound}")
    if "content.xml" in names:
        zh = f"这是 OpenDocument 文件（.ods、.odt），请另存为 {sound}"
        raise UnreadableTable(zh, f"an OpenDocument file: save it as {sound}")
    raise UnreadableTable(f"不是完好的 {sound}，请打开后另存一次", f"no sound {sound}")


def _refuse_declarations(data: bytes) -> None:
    """Raises UnreadableTable for XML with declarations, which may unfold without end."""
    head = data.replace(b"\0", b"")  # of UTF-16 too
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        zh = "里面有不该有的声明（DOCTYPE），请打开后另存一次"
        raise UnreadableTable(zh, "it declares a DOCTYPE: open it and save it again")

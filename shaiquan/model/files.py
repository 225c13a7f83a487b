"""Files that a site hands out: blank forms and attachments, in the content's folder ``files``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from shaiquan.media_types import find_ending
from shaiquan.model.packing import CompactPickle
from shaiquan.model.parsed_texts import ParsedText
from shaiquan.model.scalars import parse_path

FILES_FOLDER = "files"


#: ending -> what a reader calls such files; no other file is handed out: pages could run script,
#: macros could do harm
FILE_FORMATS = {
    "docx": "Word",
    "doc": "Word",
    "wps": "WPS 文字",
    "xlsx": "Excel",
    "xls": "Excel",
    "et": "WPS 表格",
    "pdf": "PDF",
    "ofd": "OFD",
    "odt": "ODT",
    "ods": "ODS",
    "rtf": "RTF",
    "txt": "文本",
    "csv": "CSV",
    "zip": "压缩包",
    "jpg": "图片",
    "jpeg": "图片",
    "png": "图片",
}


@dataclass(frozen=True, slots=True)
class FilePath(CompactPickle):
    """The path of a file below ``files``, without its ending, and the ending as it is written."""

    stem: str
    ending: str

    def __str__(self) -> str:
        return f"{self.stem}.{self.ending}"

    @property
    def name(self) -> str:
        """The name of the file without its folders."""
        return str(self).rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class AttachedFile(CompactPickle):
    """What is known of a file: how many bytes it has, and their digest in hexadecimal."""

    size: int
    digest: str


def file_format(path: str) -> str | None:
    """What a reader calls a file of this name; None for one that is not handed out."""
    return FILE_FORMATS.get(find_ending(path))


#: ending -> how such a file begins, where one can tell; a program may bear any name
_BEGINNINGS: dict[str, tuple[bytes, ...]] = {
    **dict.fromkeys(("docx", "xlsx", "odt", "ods", "ofd", "zip"), (b"PK",)),
    **dict.fromkeys(("doc", "xls", "wps", "et"), (b"\xd0\xcf\x11\xe0", b"PK")),
    **dict.fromkeys(("jpg", "jpeg"), (b"\xff\xd8\xff",)),
    "png": (b"\x89PNG",),
    "pdf": (b"%PDF",),
    "rtf": (b"{\\rtf",),
}
#: what an office document with macros has in it
_MACROS = b"vbaProject.bin"


def is_of_format(name: str, content: bytes) -> bool:
    """Whether a file is what its name says, without macros.

    >>> is_of_format("申请表.pdf", b"MZ"), is_of_format("申请表.PDF", b"%PDF-1.7")
    (False, True)
    """
    beginnings = _BEGINNINGS.get(find_ending(name))
    if beginnings is None:
        return True
    return content.lstrip(b"\xef\xbb\xbf \r\n").startswith(beginnings) and _MACROS not in content


def parse_file_path(text: str) -> FilePath:
    """The path of a file below ``files``; ValueError for any other text.

    >>> parse_file_path("files/表格/申请表.docx")
    FilePath(stem='表格/申请表', ending='docx')
    >>> str(parse_file_path("申请表.docx"))
    '申请表.docx'
    """
    path = parse_path(text).removeprefix(f"{FILES_FOLDER}/")
    stem, dot, ending = path.rpartition(".")
    if not stem or not dot or file_format(path) is None:
        raise ValueError(text)
    return FilePath(stem, ending)


FileField = Annotated[FilePath, ParsedText("bad-file-path", parse_file_path)]

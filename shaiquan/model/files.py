"""Files that a site hands out: blank forms and attachments, in the content's folder ``files``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Annotated, NamedTuple

from shaiquan.model.packing import CompactPickle
from shaiquan.model.parsed_texts import ParsedText
from shaiquan.model.scalars import parse_path

FILES_FOLDER = "files"


class FileFormat(NamedTuple):
    """What a reader calls such files, and their media type."""

    label: str
    media_type: str


_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
#: ending -> format; no other file is handed out: pages could run script, macros could do harm
FILE_FORMATS = {
    "docx": FileFormat("Word", f"{_OFFICE}.wordprocessingml.document"),
    "doc": FileFormat("Word", "application/msword"),
    "wps": FileFormat("WPS 文字", "application/vnd.ms-works"),
    "xlsx": FileFormat("Excel", f"{_OFFICE}.spreadsheetml.sheet"),
    "xls": FileFormat("Excel", "application/vnd.ms-excel"),
    "et": FileFormat("WPS 表格", "application/octet-stream"),
    "pdf": FileFormat("PDF", "application/pdf"),
    "ofd": FileFormat("OFD", "application/ofd"),
    "odt": FileFormat("ODT", f"{_OPEN}.text"),
    "ods": FileFormat("ODS", f"{_OPEN}.spreadsheet"),
    "rtf": FileFormat("RTF", "application/rtf"),
    "txt": FileFormat("文本", "text/plain"),
    "csv": FileFormat("CSV", "text/csv"),
    "zip": FileFormat("压缩包", "application/zip"),
    "jpg": FileFormat("图片", "image/jpeg"),
    "jpeg": FileFormat("图片", "image/jpeg"),
    "png": FileFormat("图片", "image/png"),
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


def file_format(path: str) -> FileFormat | None:
    """The format of a file by the ending of its path; None for one that is not handed out."""
    return FILE_FORMATS.get(PurePosixPath(path).suffix[1:].lower())


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
    beginnings = _BEGINNINGS.get(PurePosixPath(name).suffix[1:].lower())
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

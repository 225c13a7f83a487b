"""The words in a file, whatever it is called: as it stands, and unpacked where it is packed.

Every file is read as it stands, in UTF-8 and in the code of Chinese Windows, bytes that are no text
left out: so what is written beside a picture or behind an archive is found too. An archive, known
by its first bytes, is unpacked as well, and a PDF is read. Of the rest, texts are read already, and
a few formats that begin like a picture, a font, sound or a film count as wordless. Any other file
cannot be searched.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import re
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from typing import IO

from shaiquan.disclosure.pdf_words import BadPdf, read_pdf
from shaiquan.files.archive_faults import DAMAGED_ARCHIVE
from shaiquan.problems import Bilingual

#: archives within archives that are still opened
MOST_LEVELS = 5
#: bytes that are unpacked of one file, with all archives in it
MOST_BYTES = 2**28

#: How pictures, fonts, sound and films begin. They may show words, but none that a search could
#: find. It is for their owner to look at them: a site cannot do without pictures and fonts.
_WORDLESS = re.compile(
    rb"""
    \x89PNG\r\n | \xff\xd8\xff | GIF8[79]a | RIFF....WEBP  # PNG, JPEG, GIF, WebP
    | \x00\x00[\x01\x02]\x00 | BM.{4}\x00{4} | II\*\x00 | MM\x00\*  # ICO and CUR, BMP, TIFF
    | \x01\x00{3}.{36}\ EMF | \xd7\xcd\xc6\x9a  # EMF, WMF
    | wOF[F2] | OTTO | ttcf | \x00\x01\x00\x00\x00  # WOFF, OpenType, its collections, TrueType
    | ID3 | \xff[\xf2\xf3\xfa\xfb] | OggS | fLaC | RIFF....WAVE  # MP3, Ogg, FLAC, WAV
    | \x00...ftyp | \x1aE\xdf\xa3 | RIFF....AVI | 0&\xb2u\x8ef\xcf\x11  # MP4, WebM, AVI, WMV
    | .{34}LP  # EOT
    """,
    re.DOTALL | re.VERBOSE,
)
#: parts of office documents in which the program, not its user, writes
_OF_PROGRAM = re.compile(r"xl/printerSettings/|(?:word|ppt)/fonts/")
#: bytes that stand in no text
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")

_UNKNOWN = Bilingual("不认识这种文件，里面的字查不到", "a file of an unknown format")
_BROKEN = Bilingual(
    "打不开，有密码或者已经损坏", "it cannot be unpacked: damaged, or with a password"
)
_TOO_LARGE = Bilingual("解开以后太大", "it is too large when unpacked")
_TOO_DEEP = Bilingual("压缩包套压缩包，层数太多", "too many archives within archives")


class Unsearchable(Exception):
    """Nobody can tell which words are in a file; says why."""

    def __init__(self, why: Bilingual) -> None:
        super().__init__(why)
        self.why = why


class _Budget:
    """How many bytes may still be unpacked of one file."""

    def __init__(self) -> None:
        self._left = MOST_BYTES

    def spend(self, size: int) -> None:
        """Raises Unsearchable when more is unpacked than may be."""
        self._left -= size
        if self._left < 0:
            raise Unsearchable(_TOO_LARGE)


def read_words(content: bytes) -> Iterator[str]:
    """All words in a file, in pieces. Raises Unsearchable."""
    yield from _read_words(content, MOST_LEVELS, _Budget())


def _read_words(content: bytes, levels: int, budget: _Budget) -> Iterator[str]:
    yield content.decode("utf-8", "ignore")
    yield content.decode("gb18030", "ignore")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield content.decode("utf-16", "ignore")
    elif unpack := _find_unpacker(content):
        yield from _read_packed(content, unpack, levels, budget)
    elif content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF"):
        yield from _read_pdf(content, levels, budget)
    elif not _is_readable(content):
        raise Unsearchable(_UNKNOWN)


def _is_readable(content: bytes) -> bool:
    """Whether a file is a text that is read as it stands, or a format without words."""
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        return False  # a text that writes Chinese by numbers
    return bool(_WORDLESS.match(content)) or not _CONTROL.search(content) or _is_utf_8(content)


def _is_utf_8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\0" not in content


def _read_packed(content: bytes, unpack: _Unpack, levels: int, budget: _Budget) -> Iterator[str]:
    """The names of what is in an archive, and its words."""
    if not levels:
        raise Unsearchable(_TOO_DEEP)
    try:
        for name, inner in unpack(content):
            budget.spend(len(inner))
            yield name
            if not _OF_PROGRAM.match(name):
                yield from _read_words(inner, levels - 1, budget)
    except (*DAMAGED_ARCHIVE, OSError) as fault:
        raise Unsearchable(_BROKEN) from fault


def _read_pdf(content: bytes, levels: int, budget: _Budget) -> Iterator[str]:
    if not levels:
        raise Unsearchable(_TOO_DEEP)
    try:
        for found in read_pdf(content):
            yield from [found] if isinstance(found, str) else _read_words(found, levels - 1, budget)
    except BadPdf as fault:
        raise Unsearchable(_BROKEN) from fault


def _unpack_zip(content: bytes) -> Iterator[tuple[str, bytes]]:
    # names are UTF-8 if they say so, else in the code of Chinese Windows
    with zipfile.ZipFile(io.BytesIO(content), metadata_encoding="gb18030") as archive:
        for member in archive.infolist():
            with archive.open(member) as file:
                yield member.filename, file.read(MOST_BYTES + 1)


def _unpack_tar(content: bytes) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        for member in archive:
            file = archive.extractfile(member) if member.isfile() else None
            yield member.name, file.read(MOST_BYTES + 1) if file else b""


def _unpack_one(open_file: Callable[[IO[bytes]], io.BufferedIOBase]) -> _Unpack:
    def unpack(content: bytes) -> Iterator[tuple[str, bytes]]:
        with open_file(io.BytesIO(content)) as file:
            yield "", file.read(MOST_BYTES + 1)

    return unpack


_Unpack = Callable[[bytes], Iterator[tuple[str, bytes]]]
_PACKED: dict[bytes, _Unpack] = {
    b"PK\3\4": _unpack_zip,
    b"PK\5\6": _unpack_zip,  # without a file in it
    b"\x1f\x8b": _unpack_one(lambda file: gzip.GzipFile(fileobj=file)),
    b"BZh": _unpack_one(bz2.BZ2File),
    b"\xfd7zXZ\0": _unpack_one(lzma.LZMAFile),
}


def _find_unpacker(content: bytes) -> _Unpack | None:
    if content[257:262] == b"ustar":
        return _unpack_tar
    return next((unpack for magic, unpack in _PACKED.items() if content.startswith(magic)), None)

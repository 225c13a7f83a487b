"""The words in a file, told by its content: text, pictures and fonts, archives.

A file's name says nothing here. An archive is known by its first bytes and is unpacked. A text is
what can be decoded. Of all else, only what is known to be a picture, a font, sound or a film is
without words. Of any other file, as a PDF, nobody can tell what it says.
"""

from __future__ import annotations

import bz2
import contextlib
import gzip
import io
import lzma
import re
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator

from shaiquan.problems import Bilingual

#: archives within archives that are still opened
MOST_LEVELS = 5

#: How pictures, fonts, sound and films begin. They may show words, but none that a search could
#: find. It is for their owner to look at them: a site cannot do without pictures and fonts.
_WORDLESS = re.compile(
    rb"""
    \x89PNG\r\n | \xff\xd8\xff | GIF8[79]a | RIFF....WEBP  # PNG, JPEG, GIF, WebP
    | \x00\x00[\x01\x02]\x00 | BM.{4}\x00{4} | II\*\x00 | MM\x00\*  # ICO and CUR, BMP, TIFF
    | \x01\x00{3}.{36}\ EMF | \xd7\xcd\xc6\x9a  # EMF, WMF
    | wOF[F2] | OTTO | ttcf | \x00\x01\x00\x00\x00  # WOFF, OpenType, its collections, TrueType
    | ID3 | \xff[\xf2\xf3\xfa\xfb] | OggS | fLaC | RIFF....WAVE  # MP3, Ogg, FLAC, WAV
    | \x00...ftyp | \x1aE\xdf\xa3 | RIFF....AVI  # MP4, WebM, AVI
    """,
    re.DOTALL | re.VERBOSE,
)
#: parts of office documents in which the program, not its user, writes
_OF_PROGRAM = re.compile(r"xl/printerSettings/|(?:word|ppt)/fonts/")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
#: what goes wrong in an archive that is damaged, or packed as Python cannot unpack it
_DAMAGED = (
    EOFError, OSError, ValueError, zipfile.BadZipFile, tarfile.TarError, lzma.LZMAError, zlib.error,
    RuntimeError, NotImplementedError,  # a password is needed, another way of packing
)  # fmt: skip

_PDF = Bilingual("PDF 里的字查不到", "the words of a PDF cannot be searched")
_UNKNOWN = Bilingual("不认识这种文件，里面的字查不到", "a file of an unknown format")
_BROKEN = Bilingual(
    "打不开，有密码或者已经损坏", "it cannot be unpacked: damaged, or with a password"
)
_TOO_DEEP = Bilingual("压缩包套压缩包，层数太多", "too many archives within archives")


class Unsearchable(Exception):
    """Nobody can tell which words are in a file; says why."""

    def __init__(self, why: Bilingual) -> None:
        super().__init__(why)
        self.why = why


def read_words(content: bytes, levels: int = MOST_LEVELS) -> Iterator[str]:
    """All words in a file, in pieces. Raises Unsearchable."""
    unpack = _find_unpacker(content)
    if unpack:
        yield from _read_packed(content, unpack, levels)
        return
    if content.startswith((b"%PDF", b"\xef\xbb\xbf%PDF")):
        raise Unsearchable(_PDF)
    if content.startswith(b"{\\rtf"):  # a text that writes Chinese by numbers
        raise Unsearchable(_UNKNOWN)
    text = _decode(content)
    if text is not None:
        yield text
    elif not _WORDLESS.match(content):
        raise Unsearchable(_UNKNOWN)


def _read_packed(content: bytes, unpack: _Unpack, levels: int) -> Iterator[str]:
    """The names of what is in an archive, and its words."""
    if not levels:
        raise Unsearchable(_TOO_DEEP)
    try:
        for name, inner in unpack(content):
            yield name
            if not _OF_PROGRAM.match(name):
                yield from read_words(inner, levels - 1)
    except _DAMAGED as fault:
        raise Unsearchable(_BROKEN) from fault


def _unpack_zip(content: bytes) -> Iterator[tuple[str, bytes]]:
    # names are UTF-8 if they say so, else in the code of Chinese Windows
    with zipfile.ZipFile(io.BytesIO(content), metadata_encoding="gb18030") as archive:
        for member in archive.infolist():
            yield member.filename, archive.read(member)


def _unpack_tar(content: bytes) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        for member in archive:
            file = archive.extractfile(member) if member.isfile() else None
            yield member.name, file.read() if file else b""


def _unpack_one(decompress: Callable[[bytes], bytes]) -> _Unpack:
    return lambda content: iter([("", decompress(content))])


_Unpack = Callable[[bytes], Iterator[tuple[str, bytes]]]
_PACKED: dict[bytes, _Unpack] = {
    b"PK\3\4": _unpack_zip,
    b"PK\5\6": _unpack_zip,  # without a file in it
    b"\x1f\x8b": _unpack_one(gzip.decompress),
    b"BZh": _unpack_one(bz2.decompress),
    b"\xfd7zXZ\0": _unpack_one(lzma.decompress),
}


def _find_unpacker(content: bytes) -> _Unpack | None:
    if content[257:262] == b"ustar":
        return _unpack_tar
    return next((unpack for magic, unpack in _PACKED.items() if content.startswith(magic)), None)


def _decode(content: bytes) -> str | None:
    """A text in UTF-8, in UTF-16 that says so, or in the code of Chinese Windows."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    with contextlib.suppress(UnicodeDecodeError):
        return content.decode("utf-8")
    with contextlib.suppress(UnicodeDecodeError):
        text = content.decode("gb18030")
        return None if _CONTROL.search(text) else text
    return None

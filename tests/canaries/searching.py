"""Every way in which a file may say something: as written, escaped, packed, drawn, printed."""

from __future__ import annotations

import base64
import binascii
import functools
import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pypdf
import pypdfium2
from pypdf.generic import DictionaryObject, StreamObject, TextStringObject

from tests.canaries.markers import find_keys, find_keys_in_bytes

_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
#: a run that may be base 64 of at least two Chinese characters
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{8,}")
_PACKED = re.compile(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]")
_ZIP = b"PK\x03\x04"
_PNG = b"\x89PNG\r\n\x1a\n"
#: packed in packed in packed
_MOST_LEVELS = 3
#: the characters that the search knows, in the order of their codes: two of them say nothing
_CHARACTERS = re.compile(rb'"(?:sounds|variants)":"[^"]*"')
#: bytes that are unpacked of one stream
_MOST_BYTES = 2**24


@functools.lru_cache(2**14)
def find_keys_in(content: bytes, levels: int = _MOST_LEVELS) -> frozenset[str]:
    """What may be a marker in the bytes of a file, whatever it is."""
    keys: set[str] = set()
    content = _CHARACTERS.sub(b"", content)
    if content.startswith(_PNG):
        content = _drop_pixels(content)
    try:
        for form in _list_forms(content.decode("utf-8")):
            keys.update(find_keys(form))
    except UnicodeDecodeError:  # words among bytes that are none
        keys.update(find_keys_in_bytes(content))
    if content.startswith(b"%PDF"):
        keys.update(_find_in_pdf(content))
    elif levels:
        for inner in _unpack(content):
            keys |= find_keys_in(inner, levels - 1)
    return frozenset(keys)


def find_keys_below(folder: Path) -> dict[str, frozenset[str]]:
    """Path from the folder -> what may be a marker in a file or in its name."""
    return {
        path.relative_to(folder).as_posix(): frozenset(find_keys(unquote(path.name)))
        | (find_keys_in(path.read_bytes()) if path.is_file() else frozenset())
        for path in sorted(folder.rglob("*"))
    }


def _list_forms(text: str) -> Iterator[str]:
    """A text, and as HTML, JSON, JavaScript and addresses mean it."""
    plain = html.unescape(html.unescape(text)) if "&" in text else text
    yield plain
    if "%" in plain:
        yield unquote(plain)
    if "\\u" in plain:
        yield _ESCAPE.sub(lambda number: chr(int(number[1], 16)), plain)


def _drop_pixels(content: bytes) -> bytes:
    """A PNG without what is drawn: the chunks in which texts may stand, and what is behind."""
    kept, at = [], len(_PNG)
    while at < len(content):
        end = at + 12 + int.from_bytes(content[at : at + 4], "big")
        if content[at + 4 : at + 8] != b"IDAT":
            kept.append(content[at:end])
        at = end
    return b"".join(kept)


def _unpack(content: bytes) -> Iterator[bytes]:
    """What is packed in a file: in base 64, by gzip, in the texts of a picture, in a workbook."""
    if content.startswith(_ZIP):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield from (archive.read(name) for name in archive.namelist())
    for run in _BASE64.findall(content):
        inner = _decode_base64(run)
        if any(byte >= 0xE0 for byte in inner):
            yield inner
    for start in _PACKED.finditer(content):
        try:
            yield zlib.decompressobj(wbits=47).decompress(content[start.start() :], _MOST_BYTES)
        except zlib.error:
            continue


def _decode_base64(run: bytes) -> bytes:
    run = run.replace(b"-", b"+").replace(b"_", b"/")
    try:
        return base64.b64decode(run[: len(run) // 4 * 4])
    except binascii.Error:
        return b""


def _find_in_pdf(content: bytes) -> Iterator[str]:
    """What stands on the pages of a PDF, and in every text and stream behind them."""
    document = pypdfium2.PdfDocument(content)
    for number in range(len(document)):
        yield from find_keys(document[number].get_textpage().get_text_range())
    document.close()
    reader = pypdf.PdfReader(io.BytesIO(content))
    for number in range(1, int(str(reader.trailer["/Size"]))):
        yield from _find_in_object(reader.get_object(number))


def _find_in_object(value: object) -> Iterator[str]:
    if isinstance(value, TextStringObject):
        yield from find_keys(value)
    elif isinstance(value, StreamObject) and "/Length1" not in value:  # which is a font
        yield from find_keys_in_bytes(value.get_data())
    if isinstance(value, DictionaryObject | list):
        for inner in value.values() if isinstance(value, DictionaryObject) else value:
            yield from _find_in_object(inner)

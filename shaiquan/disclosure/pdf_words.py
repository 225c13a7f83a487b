"""The words of a PDF: of its pages, and of whatever else in it is a text.

Notes, names of bookmarks, values of forms and the particulars of the file are text strings; what
is attached is a file of its own. A page that is a picture has no words, as a picture has none.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdf import PdfReader
    from pypdf.generic import DictionaryObject

#: subtypes of streams that are pictures and fonts
_WORDLESS = frozenset(("/Image", "/Type1C", "/CIDFontType0C", "/OpenType"))


class BadPdf(Exception):
    """A PDF that cannot be read: it is damaged, or needs a password."""


def read_pdf(content: bytes) -> Iterator[str | bytes]:
    """The words of the pages and every text string; the bytes of the files that are attached, and
    of descriptions in XML. Raises BadPdf."""
    from pypdf import PdfReader  # slow to import, and few sites have a PDF among their assets
    from pypdf.errors import DependencyError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of every flaw it can mend
    faults = (
        PyPdfError,
        DependencyError,
        ArithmeticError,
        AttributeError,
        LookupError,
        OSError,
        RecursionError,
    )
    try:
        reader = PdfReader(io.BytesIO(content))
        for page in reader.pages:
            yield page.extract_text()
        for number in _list_objects(reader):
            yield from _list_texts(reader.get_object(number))
    except (*faults, NotImplementedError, TypeError, ValueError) as fault:
        raise BadPdf from fault


def _list_objects(reader: PdfReader) -> list[int]:
    """The numbers of the objects that are there, whatever the file says of how many it has."""
    tables = (*reader.xref.values(), reader.xref_objStm)
    return sorted({number for table in tables for number in table})


def _list_texts(value: Any) -> Iterator[str | bytes]:
    """The text strings of an object of a PDF, and its bytes if it is a file in itself."""
    from pypdf.generic import ArrayObject, ByteStringObject, DictionaryObject, TextStringObject

    if isinstance(value, TextStringObject):
        yield str(value)
        yield value.original_bytes.decode("gb18030", "ignore")  # as older programs write Chinese
    elif isinstance(value, ByteStringObject):
        yield bytes(value).decode("gb18030", "ignore")
    elif isinstance(value, ArrayObject):
        for item in value:
            yield from _list_texts(item)
    elif isinstance(value, DictionaryObject):
        for item in value.values():
            yield from _list_texts(item)
        yield from _read_stream(value)


def _read_stream(value: DictionaryObject) -> Iterator[str | bytes]:
    """What a stream says that is no picture and no font: a file in itself, or any words."""
    from pypdf.generic import StreamObject

    if not isinstance(value, StreamObject):
        return
    if value.get("/Type") in ("/EmbeddedFile", "/Metadata"):
        yield value.get_data()
    elif value.get("/Subtype") not in _WORDLESS and "/Length1" not in value:
        yield value.get_data().decode("utf-8", "ignore")

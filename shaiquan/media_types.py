"""What type the files of a site are of: the one table for pages, data, servers and stores.

The endings are those of files that the program writes, that ``files/`` hands out and that a
template or a style sheet may name. Types are those of IANA; RFC 9239 for scripts, RFC 4287 for the
feed.
"""

from __future__ import annotations

from pathlib import PurePosixPath

_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
_BINARY = "application/octet-stream"
#: all of them are UTF-8
_TEXTS = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "csv": "text/csv",
    "txt": "text/plain",
    "md": "text/markdown",
    "gv": "text/vnd.graphviz",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "xml": "application/xml",
    "svg": "image/svg+xml",
}
#: ending of a file -> its type
MEDIA_TYPES = {
    **_TEXTS,
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "ico": "image/x-icon",
    "mp4": "video/mp4",
    "woff": "font/woff",
    "woff2": "font/woff2",
    "pdf": "application/pdf",
    "ofd": "application/ofd",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "doc": "application/msword",
    "wps": "application/vnd.ms-works",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "xls": "application/vnd.ms-excel",
    "et": _BINARY,
    "odt": f"{_OPEN}.text",
    "ods": f"{_OPEN}.spreadsheet",
    "rtf": "application/rtf",
    "zip": "application/zip",
}
#: the file whose name says more than its ending
_FEED = "feed.xml"
_FEED_TYPE = "application/atom+xml"
#: endings of the files that the program writes -> other types with which servers send them, and
#: which do no harm
_ALSO_RIGHT: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("html", "css", "svg", "png", "json", "pdf", "txt"), ()),
    "js": ("application/javascript", "application/x-javascript"),
    "ico": ("image/vnd.microsoft.icon",),
    "jsonld": ("application/json", _BINARY),
    "csv": ("application/csv", "application/vnd.ms-excel", _BINARY),
    "xlsx": (_BINARY,),
    "xml": ("text/xml", "application/xml", _FEED_TYPE),
    "gv": ("text/plain", _BINARY),
}
_UTF_8 = frozenset(("utf-8", "utf8"))


def find_media_type(path: str) -> str:
    """The type of a file by its path from the top of the site. What is not known is only bytes."""
    return _FEED_TYPE if path == _FEED else MEDIA_TYPES.get(find_ending(path), _BINARY)


def find_content_type(path: str) -> str:
    """The type as a header says it, with the charset of a text.

    >>> find_content_type("data/power.CSV"), find_content_type("print/l1-a3.pdf")
    ('text/csv; charset=utf-8', 'application/pdf')
    >>> find_content_type("feed.xml"), find_content_type(".nojekyll")
    ('application/atom+xml; charset=utf-8', 'application/octet-stream')
    """
    return find_media_type(path) + ("; charset=utf-8" if is_text(path) else "")


def is_text(path: str) -> bool:
    """Whether a file is a text, by its name."""
    return find_ending(path) in _TEXTS


def is_right_type(path: str, type: str) -> bool:
    """Whether a server may send ``type`` with a file. What visitors put into ``files/`` and
    ``assets/`` may have any type, unless the program writes such files itself."""
    others = _ALSO_RIGHT.get(find_ending(path))
    return others is None or type in (find_media_type(path), *others)


def is_right_charset(path: str, charset: str) -> bool:
    """Whether what a server says of the charset is right, or nothing is said; of what is no text
    it does not matter."""
    is_ours = is_text(path) and find_ending(path) in _ALSO_RIGHT
    return not is_ours or not charset or charset in _UTF_8


def lacks_charset(type: str, charset: str) -> bool:
    """Whether a server leaves the charset of a text to be guessed. Pages say it themselves."""
    return not charset and type.startswith("text/")


def find_ending(path: str) -> str:
    """The ending of a file, in small letters and without its dot; empty where it has none."""
    return PurePosixPath(path).suffix[1:].lower()

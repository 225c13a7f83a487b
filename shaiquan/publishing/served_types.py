"""Which content types a server may send with the files of a site.

As deploy/nginx.conf sets them, with those that other servers know for the same files and that do
no harm. What visitors put into ``files/`` and ``assets/`` beyond these may have any type.
"""

from __future__ import annotations

from pathlib import PurePosixPath

_BINARY = "application/octet-stream"
_XML = ("application/xml", "text/xml", "application/atom+xml")
_TYPES: dict[str, tuple[str, ...]] = {
    ".html": ("text/html",),
    ".css": ("text/css",),
    ".js": ("text/javascript", "application/javascript", "application/x-javascript"),
    ".svg": ("image/svg+xml",),
    ".png": ("image/png",),
    ".ico": ("image/vnd.microsoft.icon", "image/x-icon"),
    ".json": ("application/json",),
    ".jsonld": ("application/ld+json", "application/json", _BINARY),
    ".csv": ("text/csv", "application/csv", "application/vnd.ms-excel", _BINARY),
    ".xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _BINARY),
    ".pdf": ("application/pdf",),
    ".xml": _XML,
    ".txt": ("text/plain",),
    ".gv": ("text/vnd.graphviz", "text/plain", _BINARY),
}
#: no text: whatever is said of its charset does not matter
_BINARY_FILES = frozenset((".png", ".ico", ".pdf", ".xlsx"))
_UTF_8 = frozenset(("utf-8", "utf8"))


def is_right_type(file: str, type: str) -> bool:
    """Whether a server may send ``type`` with the file; also where nothing is known of it."""
    known = _TYPES.get(_suffix(file))
    return known is None or type in known


def is_right_charset(file: str, charset: str) -> bool:
    """Whether what a server says of the charset is right, or nothing is said: all text is UTF-8."""
    suffix = _suffix(file)
    return not charset or charset in _UTF_8 or suffix not in _TYPES or suffix in _BINARY_FILES


def lacks_charset(type: str, charset: str) -> bool:
    """Whether a server leaves the charset of a text to be guessed. Pages say it themselves."""
    return not charset and type.startswith("text/")


def _suffix(file: str) -> str:
    return PurePosixPath(file).suffix.lower()

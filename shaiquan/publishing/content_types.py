"""The content type with which a store serves a file of a site, whatever machine sends it."""

from __future__ import annotations

from pathlib import PurePosixPath

from shaiquan.kinds.fixed_pages import FEED

#: RFC 9239 for scripts, RFC 4287 for the feed; what deploy/nginx.conf and _headers send else
_TEXTS = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".csv": "text/csv",
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".gv": "text/vnd.graphviz",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".xml": "application/xml",
    ".svg": "image/svg+xml",
}
_OFFICE = "application/vnd.openxmlformats-officedocument"
_OTHERS = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".ico": "image/x-icon",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".pdf": "application/pdf",
    ".zip": "application/zip",
    ".xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    ".docx": f"{_OFFICE}.wordprocessingml.document",
    ".doc": "application/msword",
    ".xls": "application/vnd.ms-excel",
    ".mp4": "video/mp4",
}


def find_content_type(path: str) -> str:
    """The type of a file by its name; all text is UTF-8. What is not known is only bytes.

    >>> find_content_type("data/power.csv"), find_content_type("data/tables/power.XLSX")[-19:]
    ('text/csv; charset=utf-8', 'spreadsheetml.sheet')
    >>> find_content_type("feed.xml"), find_content_type(".nojekyll")
    ('application/atom+xml; charset=utf-8', 'application/octet-stream')
    """
    suffix = PurePosixPath(path).suffix.lower()
    text = "application/atom+xml" if f"/{path}" == FEED.address else _TEXTS.get(suffix)
    return f"{text}; charset=utf-8" if text else _OTHERS.get(suffix, "application/octet-stream")

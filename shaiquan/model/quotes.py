"""Quotes that were pasted with a name, and are shown with it."""

from __future__ import annotations

import re

_OPENING, _CLOSING = "“\"《【「‘'", "”\"》】」’'"
_IN_QUOTES = re.compile(rf"[{_OPENING}]([^{_OPENING}{_CLOSING}]+)[{_CLOSING}]")


def drop_quotes(name: str) -> str:
    """A name without the quotes round the whole of it.

    >>> drop_quotes("“行政处罚”"), drop_quotes("“三重一大”事项决定")
    ('行政处罚', '“三重一大”事项决定')
    """
    quoted = _IN_QUOTES.fullmatch(name) if name[:1] in _OPENING else None
    return quoted[1] if quoted else name

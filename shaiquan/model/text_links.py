"""The links of a Markdown text, as far as a problem must point at them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

#: ``[text](target)`` and ``![text](target)``
_LINK = re.compile(r"(!?)\[[^\]\n]*\]\(\s*<?([^)\s>]*)>?(?:\s+[^)]*)?\)")


@dataclass(frozen=True, slots=True)
class MarkdownLink:
    """A link of a text as it is written; ``line`` counts from 0, ``column`` from 1."""

    target: str
    line: int
    column: int
    is_picture: bool


def find_links(text: str) -> Iterator[MarkdownLink]:
    """The links and pictures of a Markdown text."""
    if "](" not in text:
        return
    for index, line in enumerate(text.splitlines()):
        for match in _LINK.finditer(line):
            yield MarkdownLink(match[2], index, match.start() + 1, bool(match[1]))

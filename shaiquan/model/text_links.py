"""The links of a Markdown text, as far as a problem must point at them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

#: a target as it may stand without < >: 申请表(1).docx and 申请表 1.docx too, up to a title in
#: quotes. Its length is bounded, so that a text of many brackets is read in time
_TARGET = r"(?:[^()\s>]|[ \t](?![\s\"')])|\([^()\s>]*+\)){0,500}+"
#: ``[text](target)`` and ``![text](target)``, also with brackets in the text; of a target with
#: brackets that are not paired up to the first
_LINK = re.compile(
    rf"(!?)\[(?:[^\[\]\n]|\[[^\[\]\n]*\])*+\]\([ \t]*+"
    rf"(?:<(?P<marked>[^<>\n]*+)>|(?P<plain>{_TARGET})(?=[\s)])"
    r"|<?(?P<odd>[^)\s>]{0,500}+)>?)(?:\s[^)]*+)?\)"
)


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
            target = match["marked"] or match["plain"] or match["odd"] or ""
            yield MarkdownLink(target, index, match.start() + 1, bool(match[1]))

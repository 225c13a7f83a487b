"""The links of a Markdown text, as far as a problem must point at them."""

from __future__ import annotations

import html
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


#: a target named elsewhere, ``[1]: files/申请表.docx``, which [表][1] means
_DEFINITION = re.compile(
    r"[ \t\u3000]*\[[^\[\]\n]{1,99}\]:[ \t]*<?([^\s<>]+)>?[ \t]*(?:[\"'(].*[\"')][ \t]*)?"
)
#: a link as HTML has it
_TAG = re.compile(
    r"<a\s[^<>\n]*?\bhref\s*=\s*(?:\"([^\"\n]*)\"|'([^'\n]*)'|([^\s\"'<>]+))", re.IGNORECASE
)
_MAY_LINK = re.compile(r"\]\(|\]:|<a\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MarkdownLink:
    """A link of a text as it is written; ``line`` counts from 0, ``column`` from 1."""

    target: str
    line: int
    column: int
    is_picture: bool


def find_links(text: str) -> Iterator[MarkdownLink]:
    """The links and pictures of a Markdown text, in brackets, named elsewhere or as HTML."""
    if not _MAY_LINK.search(text):
        return
    for index, line in enumerate(text.splitlines()):
        for match in _LINK.finditer(line):
            target = match["marked"] or match["plain"] or match["odd"] or ""
            yield MarkdownLink(target, index, match.start() + 1, bool(match[1]))
        if defined := _DEFINITION.fullmatch(line):
            yield MarkdownLink(defined[1], index, defined.start(1) + 1, is_picture=False)
        for match in _TAG.finditer(line):
            target = html.unescape(match[1] or match[2] or match[3] or "")
            yield MarkdownLink(target, index, match.start() + 1, is_picture=False)

"""Words in angle brackets: 姓名<name>填写 is text, <b>粗</b> is markup."""

from __future__ import annotations

import re
from typing import Any

from markdown import Markdown
from markdown.inlinepatterns import HTML_RE, HtmlInlineProcessor

from shaiquan.inert.allowed import DROPPED_TAGS, HTML_TAGS

#: a tag without attributes
_BARE = re.compile(r"<(/?)([a-zA-Z][^\s>]*?)\s*/?>")
#: elements that need no end: a tag alone is markup
_ALONE = frozenset(["br", "hr", "img", "wbr", "p", "li", "dt", "dd", "tr", "td", "th"])


class TagProcessor(HtmlInlineProcessor):
    """Takes for markup what is the tag of an HTML element that also ends; the rest is text."""

    def handleMatch(  # type: ignore[override] # noqa: N802 - the library's name
        self, m: re.Match[str], data: str
    ) -> tuple[Any, int | None, int | None]:
        bare = _BARE.fullmatch(m[1])
        if bare and _is_text(bare[2].lower(), bool(bare[1]), data.lower()):
            return None, None, None
        return super().handleMatch(m, data)


def _is_text(name: str, is_end: bool, text: str) -> bool:
    """Whether a tag is but a word: of no element, or of one that does not end."""
    if name in _ALONE or name in DROPPED_TAGS:
        return False
    if is_end:
        return name not in HTML_TAGS and f"<{name}>" in text
    return name not in HTML_TAGS or f"</{name}" not in text


def register_tags(parser: Markdown) -> None:
    """Let a parser take words in angle brackets for text."""
    parser.inlinePatterns.register(TagProcessor(HTML_RE, parser), "html", 90)

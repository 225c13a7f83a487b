"""The last look before anything is written: no withheld text in any file of the site."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from shaiquan import codes
from shaiquan.problems import Problem, problem

_TAGS = re.compile(r"<[^<>]*>")
_BLANK = re.compile(r"\s+")
#: pictures of text cannot be searched; the same chart's SVG is. Of a PDF its words are given.
_BINARY = (".png", ".ico", ".woff2")


def leaks(path: str, content: bytes, secrets: Iterable[str]) -> tuple[Problem, ...]:
    """Problems for each text that was kept back and yet stands in a file.

    Looked for in the bytes, and in the words that a reader sees: a chart breaks a label
    over lines, a page marks up a sentence.
    """
    wanted = tuple(secrets)
    if not wanted or path.endswith(_BINARY):
        return ()
    text = html.unescape(content.decode("utf-8", "replace"))
    seen = _BLANK.sub("", text)
    read = _BLANK.sub("", _TAGS.sub("", text))
    return tuple(
        problem(codes.LEAK, path, text=_shortened(secret), output=path)
        for secret in wanted
        if (bare := _BLANK.sub("", secret)) in seen or bare in read
    )


def _shortened(text: str) -> str:
    """Enough to find the record by; the problem must not publish what it guards."""
    return text[:4] + "…"

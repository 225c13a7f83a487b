"""The last look before anything is written: no withheld text in any file of the site."""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Iterable

from shaiquan import codes
from shaiquan.problems import Problem, problem

_TAGS = re.compile(r"<[^<>]*>")
_BLANK = re.compile(r"\s+")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
#: a character written by its number, other than quotes; no Chinese one has a name in HTML
_SPELT = re.compile(r"&#(?!3[49];)")
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
    text = content.decode("utf-8", "replace")
    sought = wanted if _SPELT.search(text) else _possible(wanted, text)
    if not sought:
        return ()
    text = html.unescape(text)
    seen = _BLANK.sub("", text)
    read = _BLANK.sub("", _TAGS.sub("", text))
    return tuple(
        problem(codes.LEAK, path, text=_shortened(secret), output=path)
        for secret in sought
        if (bare := _BLANK.sub("", secret)) in seen or bare in read
    )


def _possible(secrets: tuple[str, ...], text: str) -> tuple[str, ...]:
    """The secrets whose Chinese characters all occur; most files have not all of any."""
    return tuple(each for each in secrets if all(char in text for char in _characters(each)))


@functools.cache
def _characters(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_CHINESE.findall(text)))


def _shortened(text: str) -> str:
    """Enough to find the record by; the problem must not publish what it guards."""
    return text[:4] + "…"

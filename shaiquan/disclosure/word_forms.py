"""The form in which words are compared: letters and digits, and where one text ends.

A sheet sets its own stops, a page marks up, a chart breaks lines, CSV and JSON put quotes: all of
that makes no difference. Two cells, list items or boxes are two texts.
"""

from __future__ import annotations

import functools
import html
import re
from typing import Literal, NamedTuple

#: where one text ends and another begins
END = "\n"
_SIGNS = re.compile(r"[\W_]+")
#: signs that part two values in CSV and JSON; in a text they part two pieces
_PARTING = re.compile(r'[",\n]+')
#: elements within a text: pages mark words up, charts break labels over lines
_WITHIN = re.compile(
    r"</?(?:a|abbr|b|br|cite|code|del|em|i|mark|s|small|span|strong|sub|sup|text|tspan|u|wbr)"
    r"(?=[\s/>])[^<>]*>"
)
_TAG = re.compile(r"<[^<>]*>")


class WithheldText(NamedTuple):
    """Something that is not public: where it stands, for the problem that tells of a leak.

    A ``text`` may stand nowhere in a file; a ``name`` (a short one) nowhere alone, between two
    signs; an ``id`` nowhere in an address or as a value of the open data.
    """

    type: Literal["text", "name", "id"]
    text: str
    origin: str


def strip_signs(text: str) -> str:
    """A text without signs and blanks; ASCII quotes, commas and line feeds end a piece."""
    return END.join(piece for part in _PARTING.split(text) if (piece := _SIGNS.sub("", part)))


def strip_markup(words: str) -> str:
    """What a reader of HTML or SVG sees, in the form that is compared."""
    bare = _WITHIN.sub("", " ".join(words.split("\n")))
    return strip_signs(html.unescape(_TAG.sub(END, bare)))


@functools.cache
def list_characters(text: str) -> tuple[str, ...]:
    """The characters of a text that count."""
    return tuple(dict.fromkeys(strip_signs(text).replace(END, "")))


def contains_text(words: str, text: str) -> bool:
    """Whether a text stands in words that are stripped."""
    bare = strip_signs(text)
    return bool(bare) and bare in words

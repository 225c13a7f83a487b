"""The form in which words are compared: letters and digits, and where one text ends.

A sheet sets its own stops, a page marks up, a chart breaks lines, CSV and JSON put quotes: all of
that makes no difference. Two cells, list items or boxes are two texts.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from ahocorasick_rs import AhoCorasick

#: where one text ends and another begins
END = "\n"
_SIGNS = re.compile(r"[\W_]+")
#: signs that part two values in CSV and JSON, two cells in Markdown; in a text, two pieces
_PARTING = re.compile(r'[",|\n]+')
#: elements within a text: pages mark words up, charts break labels over lines, office programs
#: cut a sentence at each edit
_WITHIN = re.compile(
    r"</?(?:a|abbr|b|br|cite|code|del|em|i|mark|s|small|span|strong|sub|sup|text|tspan|u|wbr"
    r"|r|t|rPr|rFont|sz|color|family|charset|scheme|vertAlign"
    r"|[a-z]+\d*:(?!(?:p|tc|tr|h|list-item|table-cell|line-break)[\s/>])[A-Za-z-]+)"
    r"(?=[\s/>])[^<>]*>"
)
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class WithheldText:
    """Something that is not public, and where it stands, for the problem that tells of a leak.

    A ``text`` may stand nowhere in a file; a ``name`` (a short one) nowhere alone, between two
    signs; an ``id`` nowhere in an address or as a value of the open data.
    """

    type: Literal["text", "name", "id"]
    text: str
    origin: str = field(compare=False)


class TextFinder:
    """Finds any of many texts in one pass, as they stand."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = tuple(dict.fromkeys(text for text in texts if text))
        self._automaton = AhoCorasick(self._texts) if self._texts else None

    def find(self, words: str) -> frozenset[str]:
        """The texts that stand in the words."""
        if self._automaton is None:
            return frozenset()
        matches = self._automaton.find_matches_as_indexes(words, overlapping=True)
        return frozenset(self._texts[number] for number, _, _ in matches)


def strip_signs(text: str) -> str:
    """A text without signs and blanks; ASCII quotes, commas, bars and line feeds end a piece."""
    return END.join(piece for part in _PARTING.split(text) if (piece := _SIGNS.sub("", part)))


def strip_markup(words: str) -> str:
    """What a reader of HTML or SVG sees, in the form that is compared."""
    bare = _WITHIN.sub("", " ".join(words.split("\n")))
    return strip_signs(html.unescape(_TAG.sub(END, bare)))

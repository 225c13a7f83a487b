"""The automatic numbers of a Word file, which stand in no text: 第一条, （一）, 1."""

from __future__ import annotations

import re
from collections import defaultdict
from xml.etree.ElementTree import Element

from shaiquan.model.numerals import chinese_number

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VALUE = f"{WORD}val"
#: a level: its format, its text with %1 for the number of the first level, its first number
_Level = tuple[str, str, int]


class NumberedParagraphs:
    """Counts the numbered paragraphs of one document, in their order."""

    def __init__(self, numbering: Element | None) -> None:
        self._lists: dict[str, dict[int, _Level]] = {}
        self._counts: defaultdict[str, dict[int, int]] = defaultdict(dict)
        if numbering is None:
            return
        abstract = {
            one.get(f"{WORD}abstractNumId", ""): _read_levels(one)
            for one in numbering.findall(f"{WORD}abstractNum")
        }
        for one in numbering.findall(f"{WORD}num"):
            link = one.find(f"{WORD}abstractNumId")
            if link is not None:
                levels = abstract.get(link.get(_VALUE, ""), {})
                self._lists[one.get(f"{WORD}numId", "")] = levels

    def number(self, paragraph: Element) -> str:
        """The number before a paragraph, with a blank behind 第一条; bullets are left out."""
        properties = paragraph.find(f"{WORD}pPr/{WORD}numPr")
        if properties is None:
            return ""
        name = _find_value(properties, "numId", "")
        level = _read_number(_find_value(properties, "ilvl", "0"), 0)
        levels = self._lists.get(name, {})
        if level not in levels:
            return ""
        counts = self._counts[name]
        counts[level] = counts.get(level, levels[level][2] - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        if levels[level][0] in ("bullet", "none"):
            return ""
        text = re.sub(r"%(\d)", lambda m: _say(levels, counts, int(m[1]) - 1), levels[level][1])
        return text + ("　" if re.fullmatch(r"第.+[条章节]", text) else "")


def _say(levels: dict[int, _Level], counts: dict[int, int], level: int) -> str:
    if level not in levels:
        return ""
    form, _, start = levels[level]
    count = counts.get(level, start)
    chinese = "hinese" in form or "deographEnclosed" in form or form == "japaneseCounting"
    return chinese_number(count) if chinese and count > 0 else str(count)


def _read_levels(abstract: Element) -> dict[int, _Level]:
    return {
        _read_number(level.get(f"{WORD}ilvl", ""), 0): (
            _find_value(level, "numFmt", "decimal"),
            _find_value(level, "lvlText", ""),
            _read_number(_find_value(level, "start", ""), 1),
        )
        for level in abstract.findall(f"{WORD}lvl")
    }


def _find_value(element: Element, name: str, default: str) -> str:
    child = element.find(f"{WORD}{name}")
    return default if child is None else child.get(_VALUE, default)


def _read_number(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else default

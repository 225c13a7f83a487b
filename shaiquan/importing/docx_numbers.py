"""The automatic numbers of a Word file, which stand in no text: 第一条, （一）, 1."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from shaiquan.importing.docx_parts import VALUE, WORD, WordParts, find_value, read_number
from shaiquan.importing.docx_styles import WordStyles
from shaiquan.importing.number_forms import say_number
from shaiquan.problems import Bilingual

_BULLETS = Bilingual("项目符号没有读，只读了后面的字", "the bullets of lists were left out")


@dataclass(frozen=True, slots=True)
class _Level:
    """A level of a list: its form, its text with %1 for the number of the first level, its first
    number, the level after which it begins again (None: any higher one; 0: never), whether it says
    all numbers in digits, and the style whose paragraphs are of it."""

    form: str
    text: str
    start: int
    restart: int | None
    legal: bool
    style: str


class NumberedParagraphs:
    """Counts the numbered paragraphs of one document, in their order.

    Lists that are made of one pattern count on from each other, unless one says where it starts
    (ECMA-376 part 1, 17.9).
    """

    def __init__(self, parts: WordParts, styles: WordStyles) -> None:
        self._styles = styles
        #: number of a list -> its pattern, its levels, the levels that it starts itself
        self._lists: dict[str, tuple[str, dict[int, _Level], dict[int, int]]] = {}
        self._counts: defaultdict[str, dict[int, int]] = defaultdict(dict)
        self._started: set[tuple[str, int]] = set()
        self._told: dict[Bilingual, None] = {}
        if parts.numbering is not None:
            self._read_lists(parts.numbering)

    @property
    def told(self) -> tuple[Bilingual, ...]:
        """What of the numbers so far could not be said."""
        return tuple(self._told)

    def number(self, paragraph: Element) -> str:
        """The number before a paragraph, with a blank behind 第一条; bullets are left out."""
        name, level = self._find_list(paragraph)
        pattern, levels, starts = self._lists.get(name, ("", {}, {}))
        if level not in levels:
            return ""
        counts = self._count(pattern, name, level, levels, starts)
        if levels[level].form in ("bullet", "none"):
            if levels[level].form == "bullet":
                self._told[_BULLETS] = None
            return ""
        text = re.sub(
            r"%(\d)",
            lambda match: self._say(levels, counts, level, int(match[1]) - 1),
            levels[level].text,
        )
        return text + ("　" if re.fullmatch(r"第.+[条章节]", text) else "")

    def _count(
        self,
        pattern: str,
        name: str,
        level: int,
        levels: dict[int, _Level],
        starts: dict[int, int],
    ) -> dict[int, int]:
        counts = self._counts[pattern]
        if level in starts and (name, level) not in self._started:
            counts[level] = starts[level] - 1
        self._started.add((name, level))
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [other for other in counts if other > level]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or level < restart:
                del counts[deeper]
        return counts

    def _say(self, levels: dict[int, _Level], counts: dict[int, int], at: int, level: int) -> str:
        if level not in levels:
            return ""
        form = "decimal" if levels[at].legal and level != at else levels[level].form
        said, is_known = say_number(counts.get(level, levels[level].start), form)
        if not is_known:
            zh = f"编号的样式 {form} 不认识，写成了 1、2、3"
            self._told[Bilingual(zh, f"numbers of the form {form} were written in digits")] = None
        return said

    def _find_list(self, paragraph: Element) -> tuple[str, int]:
        """The number of the list and the level of a paragraph, by itself or by its style."""
        own = paragraph.find(f"{WORD}pPr/{WORD}numPr")
        level = "" if own is None else find_value(own, "ilvl")
        if own is not None and (name := find_value(own, "numId")):
            return name, read_number(level, 0)
        for id, style in self._styles.list_bases(paragraph):
            if name := find_value(style, "pPr/numPr/numId"):
                _, levels, _ = self._lists.get(name, ("", {}, {}))
                of_style = next((n for n, found in levels.items() if found.style == id), 0)
                said = level or find_value(style, "pPr/numPr/ilvl")
                return name, read_number(said, of_style)
        return "", 0

    # -- the lists of the file --------------------------------------------------------------------

    def _read_lists(self, numbering: Element) -> None:
        patterns = {
            one.get(f"{WORD}abstractNumId", ""): one
            for one in numbering.findall(f"{WORD}abstractNum")
        }
        lists = {one.get(f"{WORD}numId", ""): one for one in numbering.findall(f"{WORD}num")}
        for name, one in lists.items():
            pattern = self._follow_link(find_value(one, "abstractNumId"), patterns, lists)
            levels = _read_levels(patterns[pattern]) if pattern in patterns else {}
            starts: dict[int, int] = {}
            for override in one.findall(f"{WORD}lvlOverride"):
                levels |= _read_levels(override)
                start = override.find(f"{WORD}startOverride")
                if start is not None:
                    level = read_number(override.get(f"{WORD}ilvl", ""), 0)
                    starts[level] = read_number(start.get(VALUE, ""), 1)
            self._lists[name] = (pattern, levels, starts)

    def _follow_link(
        self, pattern: str, patterns: dict[str, Element], lists: dict[str, Element]
    ) -> str:
        """The pattern that has the levels: one may name a style of lists instead."""
        if pattern not in patterns or not (style := find_value(patterns[pattern], "numStyleLink")):
            return pattern
        for _, base in self._styles.list_from(style):
            one = lists.get(find_value(base, "pPr/numPr/numId"))
            if one is not None:
                return find_value(one, "abstractNumId")
        return pattern


def _read_levels(element: Element) -> dict[int, _Level]:
    return {
        read_number(level.get(f"{WORD}ilvl", ""), 0): _Level(
            find_value(level, "numFmt", "decimal"),
            find_value(level, "lvlText"),
            read_number(find_value(level, "start"), 1),
            read_number(restart, 0) if (restart := find_value(level, "lvlRestart")) else None,
            level.find(f"{WORD}isLgl") is not None,
            find_value(level, "pStyle"),
        )
        for level in element.findall(f"{WORD}lvl")
    }

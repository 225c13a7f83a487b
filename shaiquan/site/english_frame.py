"""A frame in English around Chinese content: labels of a finished page, and what is in which
language.

The words of the layouts come marked as English (:func:`mark_english`); labels that the program
itself writes are found here, where they are the whole of an element that holds labels.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from html import escape, unescape

#: around what the layouts say in English; they stand in no text
_BEGIN, _END = "\x02", "\x03"
_HAN = re.compile(r"[\u3400-\u9fff]")
#: an element with nothing but text in it
_ELEMENT = re.compile(r"<(?P<tag>[a-z][a-z0-9]*)(?P<more>[^<>]*)>(?P<text>[^<>]+)</(?P=tag)>")
#: of the elements of the main part, those that never hold a value; a row is headed by one
_LABELS = frozenset(("th", "dt", "h1", "h2", "h3", "caption", "legend", "label", "summary",
                     "button", "span", "small"))  # fmt: skip
#: of paragraphs: the kind of the record above its name, the answer of a sheet's page, what a list
#: is for, what holds for a whole page
_SHORT = re.compile(r'class="(?:kicker|answer|lead|notice [a-z]+)"')
#: between the unit or year with which a title begins, and what the section is called
_AFTER_GROUP = " · "
_CONTINUED = "（续）"
_ATTRIBUTE = re.compile(r'(?<=\s)(?P<name>data-label|aria-label|title)="(?P<text>[^"]*)"')
#: parts of the content that lead about, and numbers as bars: all in them may be a label
_NAVIGATION = re.compile(
    r'(<nav\b.*?</nav>|<ul class="ways">.*?</ul>|<li class="file">.*?</li>'
    r'|<section class="section sort-bars".*?</section>)',
    re.DOTALL,
)
#: before a label that stands under a bar, where there is room for a short word alone
_UNDER_BAR = "图·"
#: blanks of a label that hold a number
_NUMBERS = frozenset(("number", "year", "month", "day", "quarter"))
_TAG_WITH_MARKS = re.compile(rf"<[^<>{_BEGIN}]*{_BEGIN}[^<>]*>")
_MARKED = re.compile(f"{_BEGIN}(.*?){_END}", re.DOTALL)
#: the main part of a page, where the content stands
_MAIN = re.compile(r"(<main\b)(.*?)(</main>)", re.DOTALL)


def mark_english(word: str) -> str:
    """A word that a layout will say, marked as English."""
    return f"{_BEGIN}{word}{_END}"


class EnglishFrame:
    """Labels in English. One with ``{…}`` stands for all that have anything there."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        self._labels = {label: word for label, word in labels.items() if "{" not in label}
        self._patterns = [
            (re.compile(re.sub(r"\\{(\w+)\\}", _match_blank, re.escape(label))), word)
            for label, word in labels.items()
            if "{" in label and _HAN.search(label)
        ]

    def translate(self, html: str) -> str:
        """A page with its labels in English, and each part said to be in its language."""
        html = html.replace('<html lang="zh-CN"', '<html lang="en"', 1)
        main = _MAIN.search(html)
        if main is None:
            return self._translate_frame(html)
        before, after = html[: main.start()], html[main.end() :]
        content = self._translate_content(main[2])
        said = (self._translate_frame(before), f'{main[1]} lang="zh-CN"', content)
        return "".join((*said, main[3], self._translate_frame(after)))

    def _translate_frame(self, html: str) -> str:
        """Header or footer: English, but for the elements that are not translated."""
        html = self._replace_labels(html, lambda _: True)
        html = _ELEMENT.sub(_say_chinese, html)
        return html.replace(_BEGIN, "").replace(_END, "")

    def _translate_content(self, html: str) -> str:
        """The main part: Chinese, but for labels and what the layouts say."""
        parts = _NAVIGATION.split(html)
        parts[::2] = [self._replace_labels(part, _LABELS.__contains__) for part in parts[::2]]
        parts[1::2] = [self._replace_labels(part, lambda _: True) for part in parts[1::2]]
        html = _TAG_WITH_MARKS.sub(_drop_marks, "".join(parts))
        html = _ELEMENT.sub(_say_english, html)
        return _MARKED.sub(r'<span lang="en">\1</span>', html)

    def _replace_labels(self, html: str, holds_labels: Callable[[str], bool]) -> str:
        def replace_text(match: re.Match[str]) -> str:
            holds = holds_labels(match["tag"]) or bool(_SHORT.search(match["more"]))
            prefix = _UNDER_BAR if match["tag"] == "text" else ""
            words = self._translate_label(prefix + match["text"]) if holds else ""
            return f"<{match['tag']}{match['more']}>{words}</{match['tag']}>" if words else match[0]

        def replace_attribute(match: re.Match[str]) -> str:
            return f'{match["name"]}="{self._find(match["text"]) or match["text"]}"'

        return _ATTRIBUTE.sub(replace_attribute, _ELEMENT.sub(replace_text, html))

    def _translate_label(self, text: str) -> str:
        """A label, marked as English; where it begins with a name, what stands behind that."""
        if word := self._find(text):
            return f"{_BEGIN}{word}{_END}"
        name, dot, label = text.rpartition(_AFTER_GROUP)
        word = self._find(label) if dot else ""
        return f"{name}{dot}{_BEGIN}{word}{_END}" if word else ""

    def _find(self, text: str) -> str:
        """The English for a label as it stands in HTML; empty where there is none."""
        label = unescape(text).strip()
        whole = label.removesuffix(_CONTINUED)
        word = self._labels.get(whole) or next(self._fill_patterns(whole), "")
        return escape(f"{word} (continued)" if word and whole != label else word)

    def _fill_patterns(self, label: str) -> Iterator[str]:
        for pattern, word in self._patterns:
            if match := pattern.fullmatch(label):
                yield word.format_map(match.groupdict())


def _match_blank(blank: re.Match[str]) -> str:
    return f"(?P<{blank[1]}>{r'[0-9]+' if blank[1] in _NUMBERS else '.+'})"


def _say_chinese(match: re.Match[str]) -> str:
    """An element of the frame that says something in Chinese."""
    if match["tag"] == "script" or " lang=" in match["more"] or not _HAN.search(match["text"]):
        return match[0]
    return _with_lang(match, "zh-CN")


def _say_english(match: re.Match[str]) -> str:
    """An element of the content, all of it in English."""
    text = match["text"].strip()
    whole = text.startswith(_BEGIN) and text.endswith(_END) and text.count(_BEGIN) == 1
    return _with_lang(match, "en") if whole else match[0]


def _with_lang(match: re.Match[str], lang: str) -> str:
    text = _MARKED.sub(r"\1", match["text"])
    return f'<{match["tag"]}{match["more"]} lang="{lang}">{text}</{match["tag"]}>'


def _drop_marks(match: re.Match[str]) -> str:
    return _MARKED.sub(r"\1", match[0])

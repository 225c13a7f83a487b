"""The last look before anything is written: no withheld text in any file of the site.

Whoever makes a file says which words are in it. Files of the site's owner are read for theirs.
"""

from __future__ import annotations

import functools
import html
import itertools
import json
import re
from collections.abc import Collection, Iterable

from shaiquan import codes
from shaiquan.disclosure.file_words import Unsearchable, read_words
from shaiquan.problems import Problem, problem

#: the words of a picture. They cannot be searched; the SVG of the same chart is.
NO_WORDS = ""

_TAGS = re.compile(r"<[^<>]*>")
_BLANK = re.compile(r"\s+")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
#: a character written by its number in HTML, other than quotes; no Chinese one has a name there
_HTML_NUMBER = re.compile(r"&#(?!3[49];)")
#: a character written by its number in JSON and JavaScript
_JSON_NUMBER = re.compile(r"\\u([0-9a-fA-F]{4})")


def find_leaks(path: str, words: str, withheld_texts: Iterable[str]) -> tuple[Problem, ...]:
    """A problem for each withheld text that stands in the words of a file.

    They are searched as they are written, and as a reader sees them: a chart breaks a label
    over lines, a page marks up a sentence.
    """
    texts = tuple(withheld_texts)
    if not texts or not words:
        return ()
    words = _JSON_NUMBER.sub(lambda number: chr(int(number[1], 16)), words)
    if not _HTML_NUMBER.search(words):
        texts = _select_possible(texts, words)
    if not texts:
        return ()
    words = html.unescape(words)
    written = _BLANK.sub("", words)
    visible = _BLANK.sub("", _TAGS.sub("", words))
    return tuple(
        problem(codes.LEAK, path, text=_shorten(text), output=path)
        for text in texts
        if any(form in written or form in visible for form in _list_forms(text))
    )


def find_leaks_in_asset(
    path: str, content: bytes, withheld_texts: Collection[str]
) -> tuple[Problem, ...]:
    """The same for a file of the site's owner, its name too; or that it cannot be searched.

    Where nothing is withheld, nothing is searched and any file is good: then there is no text
    that a PDF could give away.
    """
    if not withheld_texts:
        return ()
    problems: dict[Problem, None] = {}
    try:
        for words in itertools.chain((path,), read_words(content)):
            problems |= dict.fromkeys(find_leaks(path, words, withheld_texts))
    except Unsearchable as fault:
        problems[problem(codes.UNSEARCHABLE, path, output=path, why=fault.why)] = None
    return tuple(problems)


def _select_possible(texts: tuple[str, ...], words: str) -> tuple[str, ...]:
    """The texts whose Chinese characters all occur; most files have not all of any."""
    return tuple(text for text in texts if all(char in words for char in _list_characters(text)))


@functools.cache
def _list_characters(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_CHINESE.findall(text)))


@functools.cache
def _list_forms(text: str) -> tuple[str, ...]:
    """How a text is written in HTML, in JSON and in CSV; without blanks."""
    in_json, in_csv = json.dumps(text, ensure_ascii=False)[1:-1], text.replace('"', '""')
    return tuple(dict.fromkeys(_BLANK.sub("", form) for form in (text, in_json, in_csv)))


def _shorten(text: str) -> str:
    """Enough to find the record by; the problem must not publish what it guards."""
    return text[:4] + "…"

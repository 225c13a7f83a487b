"""The last look before anything is written: no withheld text in any file of the site.

Whoever makes a file says which words are in it. Files of the site's owner are read for theirs.
"""

from __future__ import annotations

import functools
import html
import itertools
import re
from collections.abc import Collection, Iterable

from shaiquan import codes
from shaiquan.disclosure.file_words import Unsearchable, read_words
from shaiquan.disclosure.word_forms import (
    WithheldText,
    contains_text,
    list_characters,
    strip_markup,
    strip_signs,
)
from shaiquan.problems import Problem, problem

#: the words of a picture. They cannot be searched; the SVG of the same chart is.
NO_WORDS = ""

#: a character written by its number in HTML, other than quotes; no Chinese one has a name there
_HTML_NUMBER = re.compile(r"&#(?!3[49];)")
#: a character written by its number in JSON and JavaScript
_JSON_NUMBER = re.compile(r"\\u([0-9a-fA-F]{4})")
#: a sign that JSON writes by a letter
_JSON_LETTER = re.compile(r"\\[\\nrtbf]")
#: an id in an address, in a cell of CSV, as a value of JSON
_ID = r'(?:/|#|\n|,|(?:: |, |\[)")%s(?=[/.#?,"\r\n]|$)'


def find_leaks(path: str, words: str, withheld: Iterable[WithheldText]) -> tuple[Problem, ...]:
    """A problem for each withheld text that stands in the words of a file, or in its path.

    They are searched as they are written, and as a reader sees them: a chart breaks a label
    over lines, a page marks up a sentence.
    """
    texts = tuple(withheld)
    if not texts or not words:
        return ()
    words = _JSON_NUMBER.sub(lambda number: chr(int(number[1], 16)), f"/{path}\n{words}")
    if not _HTML_NUMBER.search(words):
        texts = tuple(text for text in texts if _is_possible(text, words))
    if not texts:
        return ()
    file = _FileWords(words)
    return tuple(
        problem(codes.LEAK, path, text=_shorten(one.text), output=path, origin=one.origin)
        for one in texts
        if file.say(one)
    )


class _FileWords:
    """The words of a file in the forms in which they are searched."""

    def __init__(self, words: str) -> None:
        self._marked_up, self._words = words, html.unescape(words)

    @functools.cached_property
    def _forms(self) -> tuple[str, ...]:
        written = [self._words]
        if "\\" in self._words:
            written.append(_JSON_LETTER.sub("", self._words))
        return (*map(strip_signs, written), strip_markup(self._marked_up))

    def say(self, one: WithheldText) -> bool:
        if one.type == "text":
            return any(contains_text(form, one.text) for form in self._forms)
        word = re.escape(one.text)
        pattern = _ID % word if one.type == "id" else rf"(?<!\w){word}(?!\w)"
        return re.search(pattern, self._words) is not None


def find_leaks_in_asset(
    path: str, content: bytes, withheld: Collection[WithheldText]
) -> tuple[Problem, ...]:
    """The same for a file of the site's owner, its name too; or that it cannot be searched.

    Where nothing is withheld, nothing is searched and any file is good: then there is no text
    that a PDF could give away.
    """
    texts = [one for one in withheld if one.type != "id"]  # any word may be an id
    if not texts:
        return ()
    problems: dict[Problem, None] = {}
    try:
        for words in itertools.chain((path,), read_words(content)):
            problems |= dict.fromkeys(find_leaks(path, words, texts))
    except Unsearchable as fault:
        problems[problem(codes.UNSEARCHABLE, path, output=path, why=fault.why)] = None
    return tuple(problems)


def _is_possible(one: WithheldText, words: str) -> bool:
    """Whether all characters of a text occur; most files have not all of any."""
    if one.type == "text":
        return all(char in words for char in list_characters(one.text))
    return one.text in words


def _shorten(text: str) -> str:
    """Enough to find the record by; the problem must not publish what it guards."""
    return text[:4] + "…"

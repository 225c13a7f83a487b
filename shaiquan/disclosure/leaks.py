"""The last look before anything is written: no withheld text in any file of the site.

Whoever makes a file says which words are in it. Files of the site's owner are read for theirs.
"""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Iterable
from dataclasses import replace

from shaiquan import codes
from shaiquan.content.suggestions import to_simplified
from shaiquan.content.traditional import list_spellings
from shaiquan.disclosure.file_words import Unsearchable, read_words
from shaiquan.disclosure.word_forms import (
    END,
    TextFinder,
    WithheldText,
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
#: of more withheld texts, some are possible in nearly every file
_FEW = 200
#: an id in an address, in a cell of CSV, as a value of JSON
_ID = r'(?:/|#|\n|,|(?:: |, |\[)")%s(?=[/.#?,"\r\n]|$)'


class LeakSearch:
    """Searches files for withheld texts.

    The words of a file are searched as they are written, and as a reader sees them: a chart
    breaks a label over lines, a page marks up a sentence. Traditional characters are read as the
    simplified ones, in the files and in the texts.
    """

    def __init__(self, withheld: Iterable[WithheldText]) -> None:
        written = tuple(withheld)
        spellings = list_spellings([one.text for one in written]) if written else ()
        self._withheld = tuple(
            one if spelling == one.text else replace(one, text=spelling)
            for one, each in zip(written, spellings, strict=True)
            for spelling in each
        )
        #: what must occur in the words, character by character, if a text stands in them
        self._needed = tuple(_list_needed(one) for one in self._withheld)
        self._bare = {strip_signs(one.text): one for one in self._withheld if one.type == "text"}
        self._texts = TextFinder(self._bare)
        self._alone = TextFinder(one.text for one in self._withheld if one.type != "text")

    def __bool__(self) -> bool:
        return bool(self._withheld)

    def find(self, path: str, words: str) -> tuple[Problem, ...]:
        """A problem for each withheld text that stands in the words of a file, or in its path."""
        if not self._withheld or not words:
            return ()
        words = _JSON_NUMBER.sub(lambda number: chr(int(number[1], 16)), f"/{path}\n{words}")
        if _HTML_NUMBER.search(words):
            words = f"{words}\n{html.unescape(words)}"  # else no other script would be seen
        scripts = dict.fromkeys((words, to_simplified(words)))
        leaked = dict.fromkeys(one for script in scripts for one in self._find(script))
        return tuple(
            problem(codes.LEAK, path, text=_shorten(one.text), output=path, origin=one.origin)
            for one in leaked
        )

    def _find(self, words: str) -> list[WithheldText]:
        if not _HTML_NUMBER.search(words) and not self._is_any_possible(words):
            return []
        return [*self._find_texts(words), *self._find_alone(html.unescape(words))]

    def _is_any_possible(self, words: str) -> bool:
        """Whether all characters of any text occur; most files have not all of any. Of many texts
        that takes longer than the search."""
        return len(self._needed) > _FEW or any(
            all(part in words for part in needed) for needed in self._needed
        )

    def _find_texts(self, words: str) -> list[WithheldText]:
        unescaped = html.unescape(words)
        written = [unescaped]
        if "\\" in unescaped:
            written.append(_JSON_LETTER.sub("", unescaped))
        forms = (*map(strip_signs, written), strip_markup(words))
        found = frozenset().union(*map(self._texts.find, forms))
        return [one for bare, one in self._bare.items() if bare in found]

    def _find_alone(self, words: str) -> list[WithheldText]:
        found = self._alone.find(words)
        possible = (one for one in self._withheld if one.type != "text" and one.text in found)
        return [one for one in possible if re.search(_pattern_of(one), words)]


def _list_needed(one: WithheldText) -> tuple[str, ...]:
    if one.type == "text":
        return tuple(dict.fromkeys(strip_signs(one.text).replace(END, "")))
    return (one.text,)


def _pattern_of(one: WithheldText) -> str:
    word = re.escape(one.text)
    return _ID % word if one.type == "id" else rf"(?<!\w){word}(?!\w)"


#: of a site that withholds nothing
NO_SEARCH = LeakSearch(())


def search_asset(
    path: str, content: bytes, search: LeakSearch, is_trusted: bool = False
) -> tuple[Problem, ...]:
    """The same for a file of the site's owner, its name too; or that it cannot be searched, if
    nobody has said that it ``is_trusted``.

    Where nothing is withheld, nothing is searched and any file is good: then there is no text
    that it could give away.
    """
    if not search:
        return ()
    problems: dict[Problem, None] = {}
    try:
        for words in itertools.chain((path,), read_words(content)):
            problems |= dict.fromkeys(search.find(path, words))
    except Unsearchable as fault:
        unsearchable = problem(codes.UNSEARCHABLE, path, output=path, why=fault.why, name=path)
        problems |= {} if is_trusted else {unsearchable: None}
    return tuple(problems)


def make_asset_search(withheld: Iterable[WithheldText]) -> LeakSearch:
    """The search of assets, without ids: any word may be one."""
    return LeakSearch(one for one in withheld if one.type != "id")


def _shorten(text: str) -> str:
    """Enough to find the record by; the problem must not publish what it guards."""
    return text[:4] + "…"

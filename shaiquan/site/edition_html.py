"""The words of a finished page in other characters: its texts, and the attributes that say words.

Addresses, ids, classes, values and code stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

#: what a page says in an attribute, aloud or as a label
_SPOKEN = (
    "title|alt|placeholder|label|abbr|content|data-label"
    "|aria-(?:label|description|roledescription|valuetext)"
)
_ATTRIBUTE = re.compile(rf'(?<=\s)(?:{_SPOKEN})="([^"]*)"')
#: what is taken by itself: elements whose words stay, and tags that have more than ASCII
_APART = re.compile(
    r"(?P<kept><(?P<name>script|style|code|pre|kbd|samp)\b(?![^<>]*ld\+json)[^<>]*>.*?</(?P=name)>"
    r'|<(?P<other>[a-z][\w-]*)\b[^<>]*\btranslate="no"[^<>]*>.*?</(?P=other)>)'
    r"|<[\x00-;=?-\x7f]*[^\x00-\x7f][^<>]*>",
    re.DOTALL,
)
_LANG = ' lang="zh-CN"'
#: stands in no page
_BETWEEN = "\x1e"


def convert_words(html: str, convert: Callable[[str], str], lang: str) -> str:
    """A page with its words converted, all of them at once, and said to be in ``lang``.

    >>> convert_words('<p lang="zh-CN"><a id="里" title="里">里</a></p>',
    ...     lambda text: text.replace("里", "裏"), "zh-Hant")
    '<p lang="zh-Hant"><a id="里" title="裏">裏</a></p>'
    """
    pieces = list(_split_words(html))
    pieces[::2] = convert(_BETWEEN.join(pieces[::2])).split(_BETWEEN)
    return "".join(pieces).replace(_LANG, f' lang="{lang}"')


def _split_words(html: str) -> Iterator[str]:
    """By turns what is to be converted and what is to stay. Tags of ASCII are like words: there
    is nothing in them to convert."""
    end = 0
    for match in _APART.finditer(html):
        yield html[end : match.start()]
        end = match.end()
        if match["kept"]:
            yield match[0]
            continue
        start = 0
        for attribute in _ATTRIBUTE.finditer(match[0]):
            yield match[0][start : attribute.start(1)]
            yield attribute[1]
            start = attribute.end(1)
        yield match[0][start:]
    yield html[end:]

"""What hostile text may become in an output: everything that is not listed here is left out.

``docs/allowed.md`` is written from these lists. Text of a field is never markup: templates escape
it, DOT and JSON quote it, and Typst reads it as data.
"""

from __future__ import annotations

#: schemes of links that lead out of the site, in Markdown and on pages
LINK_SCHEMES = ("http", "https", "mailto", "tel")
_STARTS = ("https://", "http://", "mailto:", "tel:")

_TEXT = ("p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "a")
_LISTS = ("ul", "ol", "li", "dl", "dt", "dd")
_TABLES = ("table", "thead", "tbody", "tr", "th", "td", "caption")
_WORDS = ("strong", "b", "em", "i", "u", "s", "del", "sub", "sup", "code")
#: elements of prose; of any other element the words stay, of ``DROPPED`` ones nothing
PROSE_TAGS = frozenset((*_TEXT, *_LISTS, *_TABLES, *_WORDS))
DROPPED_TAGS = frozenset(("script", "style"))
PROSE_ATTRIBUTES: dict[str, set[str]] = {
    "a": {"href", "title"},
    "th": {"colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "ol": {"start"},
}


def is_outside(target: str) -> bool:
    """Whether a link of a text leads out of the site, by a scheme that is allowed.

    >>> is_outside("https://example.cn/"), is_outside("//host/://"), is_outside("javascript:x")
    (True, False, False)
    """
    return target.lower().startswith(_STARTS)

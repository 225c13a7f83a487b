"""What comes along with text pasted from Word, WPS, WeChat or a web page, and means nothing."""

from __future__ import annotations

import re

#: soft hyphens, signs without width, signs that turn the direction of writing
_WITHOUT_WIDTH = re.compile("[\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_BLANKS = "\xa0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
#: hyphens at which no line is broken
_HYPHENS = "\u2010\u2011"
_AS_TYPED = str.maketrans(_BLANKS + _HYPHENS, " " * len(_BLANKS) + "-" * len(_HYPHENS))
_NOT_TYPED = re.compile(f"[{_BLANKS}{_HYPHENS}]")
#: where YAML wants blanks, or none: around the colon of a key, after the dash of an item, at the
#: end of a line
_WIDE_BLANKS = re.compile(
    r"(?:^ *(?:-[ \u3000]+)*|[{,][ \u3000]*)[^\s:：'\"\[{#-][^\s:：,]*\u3000*:[ \u3000]*"
    r"|^ *(?:-[ \u3000]+)+|\u3000[ \u3000]*$",
    re.MULTILINE,
)
#: lines that git leaves where two people changed the same lines
_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?: |$)", re.MULTILINE)


def clean_pasted(text: str) -> str:
    """A text without what nobody sees; line ends, blanks and hyphens as a keyboard has them.

    >>> clean_pasted("党委\\u200b\\xa0会"), clean_pasted("dw\\u201101")
    ('党委 会', 'dw-01')
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii():
        return text
    text = _WITHOUT_WIDTH.sub("", text)
    return text.translate(_AS_TYPED) if _NOT_TYPED.search(text) else text


def narrow_blanks(text: str) -> str:
    """YAML with a blank for each full-width blank that stands where YAML needs one. Each
    character keeps its place. Those at the start of a line stay: nobody knows how far they indent.

    >>> narrow_blanks("-\\u3000步骤:\\u3000受理\\u3000登记\\u3000")
    '- 步骤: 受理\\u3000登记 '
    """
    if "\u3000" not in text:
        return text
    return _WIDE_BLANKS.sub(lambda match: match[0].replace("\u3000", " "), text)


def find_conflict(text: str) -> int | None:
    """The first line, from 1, that git left where two people changed the same lines."""
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return None
    mark = _CONFLICT.search(text)
    return text.count("\n", 0, mark.start()) + 1 if mark else None

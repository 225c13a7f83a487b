"""Breaking Chinese text into lines: 禁则, whole numbers with their units, even lines."""

from __future__ import annotations

import math
import re
import unicodedata

#: may not begin a line
_NOT_FIRST = frozenset("。，、；：？！）》」』】〕”’…—～·%‰℃,.;:?!)]}")
#: may not end a line
_NOT_LAST = frozenset("（《「『【〔“‘([{￥$")
_UNITS = "个?工作日|个月|小时|万元|亿元|日|天|月|年|元|人|项|条|次|份|名|%"
_WORDS = re.compile(
    rf"[0-9][0-9.,:/-]*\s?(?:{_UNITS})?|[A-Za-z0-9][A-Za-z0-9_.@/-]*|\s+|.", re.DOTALL
)


def ems(text: str) -> float:
    """The width of a text in em: 1 for a full-width character, about 0.57 for a Latin one."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.57 for c in text)


def _units(text: str) -> list[str]:
    """The pieces between which a line may break."""
    pieces: list[str] = []
    for word in _WORDS.findall(text):
        glued = pieces and (word[0] in _NOT_FIRST or pieces[-1][-1] in _NOT_LAST)
        if glued:
            pieces[-1] += word
        else:
            pieces.append(word)
    return pieces


def wrap(text: str, width: float) -> tuple[str, ...]:
    """``text`` in lines of at most ``width`` em, as even as they come.

    A piece that is longer than a line by itself (an address) stands alone and is too wide.

    >>> wrap("分解落实责任、说明理由", 7)
    ('分解落实责', '任、说明理由')
    """
    pieces = _units(" ".join(text.split()))
    count = max(1, math.ceil(ems(text) / width))
    for lines in range(count, count + 3):
        even = max(ems(text) / lines, max((ems(p) for p in pieces), default=0))
        for target in (even, even + 0.5, even + 1, even + 1.5, width):
            found = _greedy(pieces, min(target, width))
            if len(found) <= lines:
                return found
    return _greedy(pieces, width)


def _greedy(pieces: list[str], width: float) -> tuple[str, ...]:
    lines: list[str] = []
    current = ""
    for piece in pieces:
        if current and ems((current + piece).strip()) > width + 1e-9:
            lines.append(current.strip())
            current = ""
        current += piece
    if current.strip():
        lines.append(current.strip())
    return tuple(lines) or ("",)

"""Breaking Chinese text into lines: 禁则, whole numbers with their units, even lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from math import inf

from shaiquan.charts.text_width import REGULAR
from shaiquan.charts.text_width import width_of as ems

#: may not begin a line
_NOT_FIRST = frozenset("。，、；：？！）》」』】〕”’…—～·%‰℃,.;:?!)]}")
#: may not end a line
_NOT_LAST = frozenset("（《「『【〔“‘([{￥$")
_UNITS = "个?工作日|个月|小时|万元|亿元|日|天|月|年|元|人|项|条|次|份|名|%"
#: the number of a step never stands alone on a line
_WORDS = re.compile(
    rf"^[0-9]+\. .|[0-9][0-9.,:/-]*\s?(?:{_UNITS})?|[A-Za-z0-9][A-Za-z0-9_.@/-]*|\s+|.", re.DOTALL
)


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


#: what a line costs, and what it costs besides to end it in mid-phrase
LINE, MID_PHRASE = 2.5, 5
#: where a reader pauses, a line likes to end
_PAUSES = frozenset("，。；：、！？）》”）,;:!?) ")
#: so many texts are kept measured and wrapped: charts say the same of many steps
_KEPT = 8192


@dataclass(frozen=True, slots=True)
class _Measured:
    """A text in its pieces: how wide each is and what its break costs besides, and all of it."""

    pieces: tuple[str, ...]
    sizes: tuple[float, ...]
    breaks: tuple[int, ...]
    width: float


@lru_cache(_KEPT)
def _measured(text: str, weight: int) -> _Measured:
    pieces = tuple(_units(" ".join(text.split())))
    breaks = [0 if piece[-1] in _PAUSES else MID_PHRASE for piece in pieces]
    sizes = tuple(ems(piece, weight) for piece in pieces)
    return _Measured(pieces, sizes, (*breaks[:-1], 0), ems(text, weight))


@lru_cache(_KEPT)
def wrap_text(text: str, width: float, weight: int = REGULAR) -> tuple[str, ...]:
    """``text`` in as few lines of at most ``width`` em as it needs, even and well broken.

    Lines end at pauses where that costs little evenness. A piece that is longer than a line
    by itself (an address) stands alone and is too wide.

    >>> wrap_text("通知参会人员，送达会议材料", 9)
    ('通知参会人员，', '送达会议材料')
    """
    held = _measured(text, weight)
    if held.width <= width or len(held.pieces) < 2:
        return ("".join(held.pieces),)
    even = sum(held.sizes) / _fewest(held, width, weight)
    return _best(held, width, even)


def _best(held: _Measured, width: float, even: float) -> tuple[str, ...]:
    """The cheapest way to break: what it costs, and where the last line begins, for each end.

    A line's price is for being one, for being uneven, for ending in mid-phrase.
    """
    sizes, costs, starts = held.sizes, [0.0], [0]
    for last, mid_phrase in enumerate(held.breaks):
        size, least, found = 0.0, inf, last
        for start in range(last, -1, -1):
            size += sizes[start]
            if size > width and start < last:
                break
            cost = costs[start] + (LINE + abs(size - even) + mid_phrase)
            if cost <= least:
                least, found = cost, start
        costs.append(least)
        starts.append(found)
    lines: list[str] = []
    end = len(sizes)
    while end:
        start = starts[end]
        lines.append("".join(held.pieces[start:end]).strip())
        end = start
    return tuple(reversed(lines))


def _fewest(held: _Measured, width: float, weight: int) -> int:
    """How many lines there are if each takes what it can."""
    lines, current, about = 0, "", 0.0
    for piece, size in zip(held.pieces, held.sizes, strict=True):
        about += size
        full = current and about > width  # but for the blanks at its ends, which do not count
        if full and ems((current + piece).strip(), weight) > width + 1e-9:
            lines, current, about = lines + 1, "", size
        current += piece
    return max(1, lines + bool(current.strip()))

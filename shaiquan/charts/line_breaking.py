"""Breaks Chinese text into lines: 禁则, whole numbers with their units, even lines."""

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


def _split_pieces(text: str) -> list[str]:
    """The pieces between which a line may break."""
    pieces: list[str] = []
    for word in _WORDS.findall(text):
        if pieces and (word[0] in _NOT_FIRST or pieces[-1][-1] in _NOT_LAST):
            pieces[-1] += word
        else:
            pieces.append(word)
    return pieces


#: the cost of a line, and the additional cost of ending it in mid-phrase
LINE, MID_PHRASE = 2.5, 5
#: where a reader pauses, a line ends well
_PAUSES = frozenset("，。；：、！？）》”）,;:!?) ")
#: texts in the cache: many steps have the same text
_CACHE_SIZE = 8192


@dataclass(frozen=True, slots=True)
class _MeasuredText:
    """A text in its pieces: the width of each, the cost of a break after it, the total width."""

    pieces: tuple[str, ...]
    sizes: tuple[float, ...]
    breaks: tuple[int, ...]
    width: float


@lru_cache(_CACHE_SIZE)
def _measure(text: str, weight: int) -> _MeasuredText:
    pieces = tuple(_split_pieces(" ".join(text.split())))
    breaks = [0 if piece[-1] in _PAUSES else MID_PHRASE for piece in pieces]
    sizes = tuple(ems(piece, weight) for piece in pieces)
    return _MeasuredText(pieces, sizes, (*breaks[:-1], 0), ems(text, weight))


@lru_cache(_CACHE_SIZE)
def wrap_text(text: str, width: float, weight: int = REGULAR) -> tuple[str, ...]:
    """``text`` in as few lines of at most ``width`` em as it needs, even and well broken.

    Lines end at pauses where that costs little evenness. A piece that is longer than a line
    by itself (an address) stands alone and is too wide.

    >>> wrap_text("通知参会人员，送达会议材料", 9)
    ('通知参会人员，', '送达会议材料')
    """
    measured = _measure(text, weight)
    if measured.width <= width or len(measured.pieces) < 2:
        return ("".join(measured.pieces),)
    even = sum(measured.sizes) / _count_lines(measured, width, weight)
    return _break_cheaply(measured, width, even)


def _break_cheaply(text: _MeasuredText, width: float, even: float) -> tuple[str, ...]:
    """The lines of the least cost, by dynamic programming: for each possible end of a line, the
    least cost up to there and the start of that line.

    A line costs something in itself, for being uneven, and for ending in mid-phrase.
    """
    sizes, costs, starts = text.sizes, [0.0], [0]
    for last, mid_phrase in enumerate(text.breaks):
        size, least, best = 0.0, inf, last
        for start in range(last, -1, -1):
            size += sizes[start]
            if size > width and start < last:
                break
            cost = costs[start] + (LINE + abs(size - even) + mid_phrase)
            if cost <= least:
                least, best = cost, start
        costs.append(least)
        starts.append(best)
    lines: list[str] = []
    end = len(sizes)
    while end:
        start = starts[end]
        lines.append("".join(text.pieces[start:end]).strip())
        end = start
    return tuple(reversed(lines))


def _count_lines(text: _MeasuredText, width: float, weight: int) -> int:
    """The number of lines if each takes as much as it can."""
    lines, current, about = 0, "", 0.0
    for piece, size in zip(text.pieces, text.sizes, strict=True):
        about += size
        full = current and about > width  # blanks at its ends do not count, hence measured again
        if full and ems((current + piece).strip(), weight) > width + 1e-9:
            lines, current, about = lines + 1, "", size
        current += piece
    return max(1, lines + bool(current.strip()))

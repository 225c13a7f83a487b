"""Breaking Chinese text into lines: 禁则, whole numbers with their units, even lines."""

from __future__ import annotations

import re

from shaiquan.charts.measuring import REGULAR
from shaiquan.charts.measuring import width as ems

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


#: where a reader pauses, a line likes to end
_PAUSES = tuple("，。；：、！？）》”）,;:!?) ")


def wrap(text: str, width: float, weight: int = REGULAR) -> tuple[str, ...]:
    """``text`` in as few lines of at most ``width`` em as it needs, even and well broken.

    Lines end at pauses where that costs little evenness. A piece that is longer than a line
    by itself (an address) stands alone and is too wide.

    >>> wrap("通知参会人员，送达会议材料", 9)
    ('通知参会人员，', '送达会议材料')
    """
    pieces = _units(" ".join(text.split()))
    if ems(text, weight) <= width or len(pieces) < 2:
        return ("".join(pieces),)
    sizes = [ems(piece, weight) for piece in pieces]
    even = sum(sizes) / len(_greedy(pieces, width, weight))
    return _best(pieces, sizes, width, even)


def _best(pieces: list[str], sizes: list[float], width: float, even: float) -> tuple[str, ...]:
    """The cheapest way to break: (cost, where the last line begins) for each end."""
    ways: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(pieces) + 1):
        size, found = 0.0, (float("inf"), end - 1)
        for start in range(end - 1, -1, -1):
            size += sizes[start]
            if size > width and start < end - 1:
                break
            last = end == len(pieces)
            cost = ways[start][0] + _cost(size, even, last or pieces[end - 1].endswith(_PAUSES))
            found = min(found, (cost, start))
        ways.append(found)
    lines: list[str] = []
    end = len(pieces)
    while end:
        start = ways[end][1]
        lines.append("".join(pieces[start:end]).strip())
        end = start
    return tuple(reversed(lines))


def _cost(size: float, even: float, pausing: bool) -> float:
    """A line's price: for being one, for being uneven, for ending in mid-phrase."""
    return 2.5 + abs(size - even) + (0 if pausing else 5)


def _greedy(pieces: list[str], width: float, weight: int) -> tuple[str, ...]:
    lines: list[str] = []
    current = ""
    for piece in pieces:
        if current and ems((current + piece).strip(), weight) > width + 1e-9:
            lines.append(current.strip())
            current = ""
        current += piece
    if current.strip():
        lines.append(current.strip())
    return tuple(lines) or ("",)

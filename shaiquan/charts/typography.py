"""Breaking Chinese text into lines: 禁则, whole numbers with their units, even lines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

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


#: where a reader pauses, a line likes to end
_PAUSES = tuple("，。；：、！？）》”）,;:!?) ")


def wrap(text: str, width: float) -> tuple[str, ...]:
    """``text`` in as few lines of at most ``width`` em as it needs, even and well broken.

    Lines end at pauses where that costs little evenness. A piece that is longer than a line
    by itself (an address) stands alone and is too wide.

    >>> wrap("通知参会人员，送达会议材料", 9)
    ('通知参会人员，', '送达会议材料')
    """
    pieces = _units(" ".join(text.split()))
    if not pieces:
        return ("",)
    fewest = len(_greedy(pieces, width))
    best = min(_ways(pieces, width, fewest), key=_cost, default=None)
    return best or _greedy(pieces, width)


def _ways(pieces: list[str], width: float, lines: int) -> Iterator[tuple[str, ...]]:
    """The best ways to break the pieces into ``lines`` or one more, for each number."""
    for count in (lines, lines + 1) if lines > 1 else (1,):
        table: dict[int, tuple[str, ...]] = {0: ()}
        for _ in range(count):
            table = _longer(table, pieces, width)
        if len(pieces) in table:
            yield table[len(pieces)]


def _longer(
    table: dict[int, tuple[str, ...]], pieces: list[str], width: float
) -> dict[int, tuple[str, ...]]:
    """Each break so far with one line more, the cheapest for every number of pieces used."""
    found: dict[int, tuple[str, ...]] = {}
    for used, before in table.items():
        for end in range(used + 1, len(pieces) + 1):
            line = "".join(pieces[used:end]).strip()
            if end > used + 1 and ems(line) > width:
                break
            way = (*before, line)
            if end not in found or _cost(way) < _cost(found[end]):
                found[end] = way
    return found


def _cost(lines: tuple[str, ...]) -> float:
    """Raggedness, plus a price for each break in mid-phrase and for each line."""
    widths = [ems(line) for line in lines]
    ragged = max(widths) - min(widths)
    broken = sum(1 for line in lines[:-1] if not line.endswith(_PAUSES))
    return ragged + 6 * broken + 2.5 * len(lines)


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

"""Breaks Chinese text into lines: 禁则, whole words, numbers with their units, even lines.

Lines end between words, which a packaged word list knows; it is loaded with the first text that
is longer than its line. No line is wider than asked: what has no break of its own, such as an
address, is broken where a reader can bear it best.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
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
#: the number of a step; a number, with its unit; an address or a document number; Chinese
_RUNS = re.compile(
    rf"^[0-9]+\. |[0-9][0-9.,:/-]*\s?(?:{_UNITS})|[0-9][0-9.,:/-]*(?![A-Za-z0-9_@.:/-])"
    r"|[A-Za-z0-9][A-Za-z0-9_.@/:?&=%#+~-]*|\s+|[\u3400-\u9fff]+|.",
    re.DOTALL,
)
_STEP_NUMBER = re.compile(r"[0-9]+\. $")
#: a Latin run breaks after these, without one of them anywhere
_LATIN_PARTS = re.compile(r"[^./_@:?&=-]*[./_@:?&=-]+|[^./_@:?&=-]+")
#: words of one character that lean on the word after them, and on the word before them
_LEAN_ON_NEXT = frozenset(
    "由向对同与和或及并在将把被为从经按报至到以不未已可应须需其各本该每第省市县乡镇村"
)
_LEAN_BACK = frozenset("的了着等后前时内中者们地得之组科办局处会员书表证案人长部委所站室队费款单")

#: the cost of a line, of ending it between two words, and of a line of one character
LINE, BETWEEN_WORDS, LONELY = 2.5, 5.0, 12.0
#: more for ending a line within a name, or where a small word leans on its neighbour
LEANING = 7.0
#: the cost of ending a line after a sign in a Latin run, within a word, and against all rules
IN_LATIN, IN_WORD, ANYWHERE = 14.0, 30.0, 400.0
#: where a reader pauses, a line ends well
_PAUSES = frozenset("，。；：、！？）》”）,;:!?) ")
#: texts in the cache: many steps have the same text
_CACHE_SIZE = 8192

#: a piece of text, and the cost of ending a line after it
_Piece = tuple[str, float]


@dataclass(frozen=True, slots=True)
class _MeasuredText:
    """A text in its pieces, with the width of each and the cost of ending a line after it."""

    pieces: tuple[str, ...]
    sizes: tuple[float, ...]
    costs: tuple[float, ...]


@lru_cache(_CACHE_SIZE)
def wrap_text(
    text: str, width: float, weight: int = REGULAR, names: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """``text`` in as few lines of at most ``width`` em as it needs, even and well broken.

    Lines end at pauses where that costs little evenness, else between words, and if possible
    not within one of the ``names``.

    >>> wrap_text("通知参会人员，送达会议材料", 9)
    ('通知参会人员，', '送达会议材料')
    >>> wrap_text("村民代表会议评议", 6)
    ('村民代表', '会议评议')
    """
    text = " ".join(text.split())
    if ems(text, weight) <= width or len(text) < 2:
        return (text,)
    measured = _narrow(_measure(text, weight, names), width, weight)
    even = sum(measured.sizes) / _count_lines(measured, width, weight)
    return _break_cheaply(measured, width, even)


# -- pieces -----------------------------------------------------------------------------------


@lru_cache(_CACHE_SIZE)
def _measure(text: str, weight: int, names: tuple[str, ...]) -> _MeasuredText:
    pieces = [*_glue(_split_pieces(text))]
    inside = {at for name in names for at in _list_inner_places(text, name)}
    at, costs = 0, []
    for piece, cost in pieces:
        at += len(piece)
        costs.append(cost + LEANING * (at in inside))
    return _make_measured([piece for piece, _ in pieces], costs, weight)


def _make_measured(pieces: list[str], costs: list[float], weight: int) -> _MeasuredText:
    sizes = tuple(ems(piece, weight) for piece in pieces)
    return _MeasuredText(tuple(pieces), sizes, (*costs[:-1], 0.0))


def _split_pieces(text: str) -> Iterator[_Piece]:
    """The words, the numbers and the parts of Latin runs of a text."""
    for run in _RUNS.findall(text):
        if len(run) == 1:
            yield run, BETWEEN_WORDS
        elif "\u3400" <= run[0] <= "\u9fff":
            for word in _split_words(run):
                yield word, BETWEEN_WORDS
        elif _STEP_NUMBER.match(run):
            yield run, inf
        elif run[0].isascii() and not run[-1].isspace() and run[-1].isascii():
            *parts, last = _LATIN_PARTS.findall(run)
            for part in parts:
                yield part, IN_LATIN
            yield last, BETWEEN_WORDS
        else:
            yield run, BETWEEN_WORDS


def _split_words(text: str) -> list[str]:
    import rjieba  # takes a sixth of a second, which only long texts cost

    words: list[str] = rjieba.cut(text)
    return words


def _glue(pieces: Iterable[_Piece]) -> Iterator[_Piece]:
    """The pieces with their punctuation, and what it costs to end a line between them."""
    held, cost = "", 0.0
    for piece, next_cost in pieces:
        if held and (cost == inf or piece[0] in _NOT_FIRST or held[-1] in _NOT_LAST):
            held += piece
        else:
            if held:
                leans = held in _LEAN_ON_NEXT or piece in _LEAN_BACK
                yield held, 0.0 if held[-1] in _PAUSES else cost + LEANING * leans
            held = piece
        cost = next_cost
    if held:
        yield held, 0.0


def _list_inner_places(text: str, name: str) -> Iterator[int]:
    """The places in a text at which a line would end within a name."""
    at = text.find(name) if len(name) > 1 else -1
    while at >= 0:
        yield from range(at + 1, at + len(name))
        at = text.find(name, at + 1)


def _narrow(text: _MeasuredText, width: float, weight: int) -> _MeasuredText:
    """The text with each piece that is wider than a line in smaller pieces."""
    if max(text.sizes) <= width:
        return text
    pieces: list[str] = []
    costs: list[float] = []
    for piece, size, cost in zip(text.pieces, text.sizes, text.costs, strict=True):
        parts = [(piece, cost)] if size <= width else [*_split_piece(piece, width, weight)]
        pieces += [part for part, _ in parts]
        costs += [*(less for _, less in parts[:-1]), cost]
    return _make_measured(pieces, costs, weight)


def _split_piece(piece: str, width: float, weight: int) -> Iterator[_Piece]:
    """The characters of a piece with their punctuation; without it where even that is too wide."""
    for part, _ in _glue((character, IN_WORD) for character in piece):
        if ems(part, weight) <= width:
            yield part, IN_WORD
        else:
            for character in part:
                yield character, ANYWHERE


# -- lines ------------------------------------------------------------------------------------


def _break_cheaply(text: _MeasuredText, width: float, even: float) -> tuple[str, ...]:
    """The lines of the least cost, by dynamic programming: for each possible end of a line, the
    least cost up to there and the start of that line.

    A line costs something in itself, for being uneven, and for where it ends.
    """
    sizes, costs, starts = text.sizes, [0.0], [0]
    for last, ending in enumerate(text.costs):
        size, least, best = 0.0, inf, last
        for start in range(last, -1, -1):
            size += sizes[start]
            if size > width and start < last:
                break
            cost = costs[start] + (LINE + abs(size - even) + ending)
            if start == last and len(text.pieces[start]) == 1:
                cost += LONELY
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

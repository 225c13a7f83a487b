"""数值, 合计: a figure as reports write it: 89.03, 1,200, 400余, 3.5万 (S3-15, S3-29)."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from decimal import Decimal

from shaiquan.model.numerals import NUMBER, parse_number
from shaiquan.model.packing import CompactPickle

_FIGURE = (
    rf"(?:(?P<plain>-?(?:\d{{1,3}}(?:,\d{{3}}){{1,4}}|\d{{1,15}})(?:\.\d{{1,6}})?)|(?P<words>{NUMBER}))"
    r"(?P<unit>万|亿)?(?P<more>余|多|以上)?(?P<late>万|亿)?"
)
#: with 至少 and in what it counts
_TOTAL = rf"(?P<least>至少|不少于)?{_FIGURE}\D{{0,4}}?(?P<up>以上)?"
_TIMES = {"万": 10**4, "亿": 10**8}
_WIDE = str.maketrans("０１２３４５６７８９．，－−", "0123456789.,--")


@dataclass(frozen=True, slots=True)
class Quantity(CompactPickle):
    """A number, whether there are ``more`` than that (余), and the text as it was written."""

    number: Decimal
    more: bool
    text: str

    def __str__(self) -> str:
        return self.text

    @property
    def is_whole(self) -> bool:
        return self.number == self.number.to_integral_value()

    def is_met(self, number: Decimal) -> bool:
        """Whether something comes to just so much, or at least to that (400余)."""
        return number >= self.number if self.more else number == self.number


@functools.lru_cache(2**12)
def parse_quantity(text: str) -> Quantity:
    """A figure as reports write it; ValueError for anything else, a unit among it too.

    >>> [str(parse_quantity(text).number) for text in ("89.03", "1,200", "400余", "3.5万", "二十")]
    ['89.03', '1200', '400', '35000.0', '20']
    """
    return _read(_FIGURE, text, "more")


def parse_total(text: str) -> Quantity:
    """A figure with or without what it counts; ValueError for anything else.

    >>> [(str(q.number), q.more) for q in map(parse_total, ("400余人", "17个", "十二", "至少3"))]
    [('400', True), ('17', False), ('12', False), ('3', True)]
    """
    return _read(_TOTAL, text, "least", "more", "up")


def _read(pattern: str, text: str, *more: str) -> Quantity:
    """A figure by a pattern; it is more than its number where one of the named groups is there."""
    match = re.fullmatch(pattern, re.sub(r"\s+", "", text).translate(_WIDE))
    if match is None or (match["unit"] and match["late"]):
        raise ValueError(text)
    number = match["plain"] or parse_number(match["words"])
    if number is None:
        raise ValueError(text)
    value = Decimal(str(number).replace(",", "")) * _TIMES.get(match["unit"] or match["late"], 1)
    return Quantity(value, any(match[name] for name in more), text.strip())

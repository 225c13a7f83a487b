"""Bands of money as clerks write them: 不满5万元, 5万元以上不满50万元, 50万元以上.

以上 and 以下 include the amount, 不满 and 超过 do not (民法典第一千二百五十九条).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from shaiquan.limits import AMOUNT, OverLimit
from shaiquan.model.packing import CompactPickle

#: a cut in the line of amounts: yuan, and 1 where the cut lies just after the amount
Bound = tuple[int, int]

_FACTOR = {"": 1, "千": 1_000, "万": 10_000, "百万": 1_000_000, "千万": 10_000_000, "亿": 10**8}
_SUM = r"(\d[\d,，]*(?:\.\d+)?)\s*(百万|千万|千|万|亿)?元?"
_LOW = re.compile(rf"(?:(超过|高于)\s*{_SUM}|{_SUM}\s*(?:\(含\)|（含）)?\s*(?:以上|起))")
_HIGH = re.compile(rf"[，、至到]?\s*(?:(不满|不足|低于|不到)\s*{_SUM}|(?:不超过)?{_SUM}\s*以下)")


@dataclass(frozen=True, slots=True)
class Band(CompactPickle):
    """From one cut to the next; no ``high``: without a limit."""

    low: Bound
    high: Bound | None
    text: str

    def __str__(self) -> str:
        return self.text

    def has_same_range(self, other: Band) -> bool:
        return (self.low, self.high) == (other.low, other.high)


def parse_band(text: str) -> Band:
    """The band that a text is, or begins with before 或 (for labels that name more).

    >>> [(b.low[0], b.high and b.high[0]) for b in map(parse_band, ("不满5万元", "5万元以上"))]
    [(0, 50000), (50000, None)]
    """
    low, high, rest = (0, 0), None, text.strip()
    first = _LOW.match(rest)
    if first:
        low = (_yuan(first[2] or first[4], first[3] or first[5]), 1 if first[1] else 0)
        rest = rest[first.end() :]
    second = _HIGH.match(rest)
    if second:
        high = (_yuan(second[2] or second[4], second[3] or second[5]), 0 if second[1] else 1)
        rest = rest[second.end() :]
    if not (first or second) or not (rest.strip() == "" or rest.lstrip("的，、 ")[:1] in "或且"):
        raise ValueError(text)
    if high is not None and high <= low:
        raise ValueError(text)
    return Band(low, high, text.strip())


def find_band(label: str) -> Band | None:
    """The band that a branch's label names, if it is about money at all."""
    if not re.search(r"\d\s*(?:百万|千万|千|万|亿)?元", label):
        return None
    try:
        return parse_band(label)
    except ValueError:
        return None


def _yuan(number: str, unit: str | None) -> int:
    value = Decimal(number.replace(",", "").replace("，", "")) * _FACTOR[unit or ""]
    if value > AMOUNT.most:
        raise OverLimit(AMOUNT)
    if value != int(value):
        raise ValueError(number)
    return int(value)

"""Sums as people write them: 1.5万, 一万五千, 3万5千, 30000, 2亿."""

from __future__ import annotations

import re
from decimal import Decimal

from shaiquan.limits import AMOUNT, OverLimit
from shaiquan.model.numerals import parse_number

#: the pattern of a sum that :func:`parse_sum` may read
SUM = r"[0-9.〇零○一二两三四五六七八九十百千万亿]+"
_LARGE = (("亿", 10**8), ("万", 10_000))
_SMALL = {"百": 100, "千": 1000}
_PLAIN = re.compile(r"(\d+(?:\.\d+)?)([百千]?)")
#: 一万五 and 三千五 are 15000 and 3500 in speech, 10005 and 3005 by the letter
_SPOKEN = re.compile(r"(?:.*[百千])?[1-9一二两三四五六七八九]")
_CHINESE = str.maketrans("0123456789", "〇一二三四五六七八九")


def parse_sum(text: str) -> Decimal:
    """The value of a sum; ValueError for what is none or is read in two ways (一万五).

    >>> [int(parse_sum(t)) for t in ("1.5万", "一万五千", "3万5千", "百万", "二千万", "一万零五")]
    [15000, 15000, 35000, 1000000, 20000000, 10005]
    """
    value = _read(text)
    if value > AMOUNT.most:
        raise OverLimit(AMOUNT)
    return value


def scale_of(text: str) -> int:
    """What a sum is counted in: 10000 for 10万, 1 for 5000."""
    scale = 1
    for unit, factor in (*_LARGE, *_SMALL.items()):
        scale *= factor ** text.count(unit) if text.endswith((*"百千万亿",)) else 1
    return scale


def _read(text: str) -> Decimal:
    for unit, factor in _LARGE:
        before, found, after = text.partition(unit)
        if not found:
            continue
        if unit in after or _SPOKEN.fullmatch(after):
            raise ValueError(text)
        return (_read(before) if before else 1) * factor + (_read(after) if after else Decimal(0))
    if match := _PLAIN.fullmatch(text):
        return Decimal(match[1]) * _SMALL.get(match[2], 1)
    value = parse_number(text.translate(_CHINESE))
    if value is None or (len(text) > 1 and _SPOKEN.fullmatch(text)):
        raise ValueError(text)
    return Decimal(value)

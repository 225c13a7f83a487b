"""Exact numbers with a fraction: cells of a list, weights and scores; how they are said."""

from __future__ import annotations

import re
from decimal import Decimal

from shaiquan.limits import DIGITS, OverLimit
from shaiquan.model.numerals import parse_number

_DECIMAL = re.compile(r"(-?)([0-9]+)(?:\.([0-9]+))?")
_WIDE = str.maketrans("０１２３４５６７８９．－−", "0123456789.--")
_MOST_PLACES = 6


def parse_decimal(text: str, places: int = _MOST_PLACES) -> Decimal:
    """A number with at most so many digits after the point; ValueError for anything else.

    >>> [str(parse_decimal(text)) for text in ("35", "91.50", "９２．５", "-0.5", "三十五")]
    ['35', '91.5', '92.5', '-0.5', '35']
    """
    match = _DECIMAL.fullmatch(text.strip().translate(_WIDE))
    if match is None:
        whole = parse_number(text)
        if whole is None:
            raise ValueError(text)
        return Decimal(whole)
    if len(match[2]) > DIGITS.most:
        raise OverLimit(DIGITS)
    fraction = (match[3] or "").rstrip("0")
    if len(fraction) > places:
        raise ValueError(text)
    return Decimal(f"{match[1]}{int(match[2])}{'.' if fraction else ''}{fraction}")


def say_decimal(number: Decimal) -> str:
    """A number without needless zeros.

    >>> [say_decimal(Decimal(text)) for text in ("70.70", "40.0", "-0.0")]
    ['70.7', '40', '0']
    """
    return f"{number.normalize():f}" if number else "0"

"""Numbers with a fraction: weights and scores of an evaluation (S4-15, S2-26)."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated

from shaiquan.limits import DIGITS, OverLimit
from shaiquan.model.numerals import parse_number
from shaiquan.model.parsed_texts import ParsedText

_DECIMAL = re.compile(r"([0-9]+)(?:\.([0-9]{1,4}))?分?")
_WIDE = str.maketrans("０１２３４５６７８９．", "0123456789.")


def parse_score(text: str) -> Decimal:
    """A number that is not negative, with at most four digits after the point; else ValueError.

    >>> [str(parse_score(text)) for text in ("35", "91.50", "９２分", "三十五")]
    ['35', '91.5', '92', '35']
    """
    plain = text.strip().translate(_WIDE)
    match = _DECIMAL.fullmatch(plain)
    if match is None:
        whole = parse_number(plain.removesuffix("分"))
        if whole is None:
            raise ValueError(text)
        return Decimal(whole)
    if len(match[1]) > DIGITS.most:
        raise OverLimit(DIGITS)
    digits, fraction = match[1].lstrip("0") or "0", (match[2] or "").rstrip("0")
    return Decimal(f"{digits}.{fraction}" if fraction else digits)


ScoreField = Annotated[Decimal, ParsedText("bad-score", parse_score)]

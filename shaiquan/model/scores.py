"""Weights and scores of an evaluation: numbers that are not negative (S4-15, S2-26)."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from shaiquan.model.decimals import parse_decimal
from shaiquan.model.parsed_texts import ParsedText

_PLACES = 4


def parse_score(text: str) -> Decimal:
    """A number that is not negative, with at most four digits after the point; else ValueError.

    >>> [str(parse_score(text)) for text in ("35", "91.50", "９２分", "三十五")]
    ['35', '91.5', '92', '35']
    """
    score = parse_decimal(text.strip().removesuffix("分"), _PLACES)
    if score < 0:
        raise ValueError(text)
    return score


ScoreField = Annotated[Decimal, ParsedText("bad-score", parse_score)]

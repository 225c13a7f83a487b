"""Which word an editor probably meant by one that is not known."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from shaiquan.problems import Bilingual


def suggest_spelling(word: str, among: Iterable[str]) -> str:
    """，是否为“…”？ if one of the words is close to ``word``; else empty."""
    close = difflib.get_close_matches(word, list(among), n=5, cutoff=0.5)
    if not close:
        return ""
    # of words equally close, the one that begins alike: 党委回 is 党委会 rather than 镇党委
    best = max(close, key=lambda other: (_similarity(word, other), other[0] == word[0]))
    return Bilingual(f"，是否为“{best}”？", f"; did you mean '{best}'?")


def _similarity(word: str, other: str) -> float:
    return difflib.SequenceMatcher(None, word, other).ratio()

"""Which word an editor probably meant by one that is not known."""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterable
from typing import Any

from shaiquan.problems import Bilingual

#: from here on two words are close: twice the signs that they share, in order, by all their signs
_CLOSE = 0.5


def suggest_spelling(word: str, among: Iterable[str]) -> str:
    """，是不是“…”？ if one of the words is close to ``word``; else empty."""
    best = find_close_word(word, among)
    return Bilingual(f"，是不是“{best}”？", f"; did you mean '{best}'?") if best else ""


def suggest_list(names: Iterable[str]) -> str:
    """Several names written as one text: each is an item of a list."""
    written = f"[{', '.join(names)}]"
    return Bilingual(f"，一项一项写成 {written}", f"; write the items {written}")


def find_close_word(word: str, among: Iterable[str]) -> str:
    """The word that is closest to ``word``, if it is close; else empty."""
    from rapidfuzz import process  # sound content needs none
    from rapidfuzz.distance import Indel

    close = process.extract(
        word, list(among), scorer=Indel.normalized_similarity, score_cutoff=_CLOSE, limit=5
    )
    if not close:
        return ""
    # of words equally close, the one that begins alike: 党委回 is 党委会 rather than 镇党委
    best, _, _ = max(close, key=lambda found: (found[1], found[0][:1] == word[:1]))
    return best


@functools.cache
def _converter() -> Any:
    """Characters only: the phrase tables for Taiwan would turn 运行 into 執行."""
    import opencc

    return opencc.OpenCC("t2s")


def to_simplified(text: str) -> str:
    """A text in simplified characters, for comparing."""
    return text if text.isascii() else str(_converter().convert(text))


def is_among(word: str, words: Collection[str]) -> bool:
    """Whether a word is one of several, in traditional or simplified characters."""
    return word in words or to_simplified(word) in map(to_simplified, words)

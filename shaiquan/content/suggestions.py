"""Which word an editor probably meant by one that is not known."""

from __future__ import annotations

from collections.abc import Iterable

from shaiquan.problems import Bilingual

#: from here on two words are close: twice the signs that they share, in order, by all their signs
_CLOSE = 0.5


def suggest_spelling(word: str, among: Iterable[str]) -> str:
    """，是否为“…”？ if one of the words is close to ``word``; else empty."""
    from rapidfuzz import process  # sound content needs none
    from rapidfuzz.distance import Indel

    close = process.extract(
        word, list(among), scorer=Indel.normalized_similarity, score_cutoff=_CLOSE, limit=5
    )
    if not close:
        return ""
    # of words equally close, the one that begins alike: 党委回 is 党委会 rather than 镇党委
    best, _, _ = max(close, key=lambda found: (found[1], found[0][:1] == word[:1]))
    return Bilingual(f"，是否为“{best}”？", f"; did you mean '{best}'?")

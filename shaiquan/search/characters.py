"""What the search must know of characters: how they sound, and their traditional forms."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Mapping

from shaiquan.content.suggestions import to_simplified
from shaiquan.views.pinyin import sounds_of

_HAN = range(0x3400, 0xA000)


def collect_characters(texts: Iterable[str]) -> str:
    """The Chinese characters of names, each once, in order."""
    characters = set().union(*map(set, texts))
    return "".join(sorted(one for one in characters if ord(one) in _HAN))


def list_sounds(characters: str) -> str:
    """Each sound with its characters, in simplified form: ``da大达 di地的``.

    >>> list_sounds("重大")
    'chong重 da大 dai大 tai大 tong重 zhong重'
    """
    by_sound: defaultdict[str, str] = defaultdict(str)
    for character in sorted(set(map(to_simplified, characters))):
        for sound in sounds_of(character):
            by_sound[sound] += character
    return " ".join(sound + by_sound[sound] for sound in sorted(by_sound))


def list_variants(characters: str) -> str:
    """Simplified characters with the others that mean the same: ``权權 发發髮``. Those of
    ``characters``, and those that are common in texts."""
    forms = {to_simplified(one) for one in characters}
    groups = (
        simple + others
        for simple, others in _find_variants().items()
        if simple in forms or _is_common(simple)
    )
    return " ".join(groups)


def _is_common(character: str) -> bool:
    try:
        return bool(character.encode("gb2312"))
    except UnicodeEncodeError:
        return False


@functools.cache
def _find_variants() -> Mapping[str, str]:
    """Simplified character -> the others that are written so."""
    every = [chr(code) for code in _HAN]
    variants: defaultdict[str, str] = defaultdict(str)
    for character, simple in zip(every, to_simplified("\n".join(every)).split("\n"), strict=True):
        if character != simple:
            variants[simple] += character
    return variants

"""How Chinese is read: the letter under which a name stands, the sounds of a character (edge: reads
tables).

Sounds are written as people type them: small letters, no tones, ``v`` for ü. Those of characters
come from pypinyin. Its dictionary of words says which of several sounds a name begins with (重大 z,
重复 c), but takes 50 MB and a tenth of a second to load. So ``pinyin_words.txt`` has only the words
that are not read as their characters (``python -m tests.views.pinyin_words`` writes it).
"""

from __future__ import annotations

import functools
import importlib.util
import json
import unicodedata
from collections.abc import Mapping
from pathlib import Path

#: the group of names that begin with no letter
OTHER = "#"
#: rarer sounds of a character only bring hits that nobody means (不 fū, 参 cēn)
_MOST_SOUNDS = 3
#: words of more characters are not needed to tell the sound of the first
LONGEST_WORD = 4


@functools.lru_cache(1 << 16)
def initial_of(name: str) -> str:
    """The capital letter under which a name stands in a list from A to Z; OTHER for the rest.

    Quotes, brackets and other signs before it do not count; full-width letters are letters.

    >>> initial_of("《重大事项决策规则》"), initial_of("重复件处理"), initial_of("ＩＰ备案")
    ('Z', 'C', 'I')
    >>> initial_of("12345热线")
    '#'
    """
    syllable = read_name(name, 1)
    return syllable[0][0].upper() if syllable and "a" <= syllable[0][0] <= "z" else OTHER


def read_name(name: str, most: int = 1 << 16) -> tuple[str, ...]:
    """The first syllables of a name, and whatever else it has by the character: to sort by.

    >>> read_name("银行（行长）")
    ('yin', 'hang', 'hang', 'zhang')
    """
    text = "".join(filter(str.isalnum, unicodedata.normalize("NFKC", name))).lower()
    syllables: list[str] = []
    at = 0
    while at < len(text) and len(syllables) < most:
        word, sounds = _read_word(text[at : at + LONGEST_WORD])
        syllables += sounds
        at += len(word)
    return tuple(syllables[:most])


def _read_word(text: str) -> tuple[str, tuple[str, ...]]:
    """The longest word in the table with which a text begins, else its first character; and how
    that is read."""
    words = _load_words()
    for length in range(len(text), 1, -1):
        if sounds := words.get(text[:length]):
            return text[:length], sounds
    return text[0], sounds_of(text[0])[:1] or (text[0],)


@functools.lru_cache(1 << 16)
def sounds_of(character: str) -> tuple[str, ...]:
    """The usual sounds of a Chinese character, the first one most; none of other signs.

    >>> sounds_of("重"), sounds_of("率"), sounds_of("A")
    (('zhong', 'chong', 'tong'), ('lv', 'shuai', 'lve'), ())
    """
    written = _load_characters().get(str(ord(character)), "")
    sounds = dict.fromkeys(strip_tone(one) for one in written.split(",") if one)
    return tuple(sounds)[:_MOST_SOUNDS]


def strip_tone(syllable: str) -> str:
    """A syllable as it is typed.

    >>> strip_tone("lǜ"), strip_tone("zhòng"), strip_tone("ê̄")
    ('lv', 'zhong', 'e')
    """
    parts = unicodedata.normalize("NFD", syllable).replace("u\u0308", "v")
    return "".join(letter for letter in parts if "a" <= letter <= "z")


@functools.cache
def _load_characters() -> Mapping[str, str]:
    """Code of a character -> its sounds, with commas between them. The file is read past the
    package, which would load its words too."""
    package = importlib.util.find_spec("pypinyin")
    assert package is not None
    assert package.submodule_search_locations
    file = Path(package.submodule_search_locations[0]) / "pinyin_dict.json"
    characters: Mapping[str, str] = json.loads(file.read_text("utf-8"))
    return characters


@functools.cache
def _load_words() -> Mapping[str, tuple[str, ...]]:
    """Word -> its syllables, of the words that are not read as their characters."""
    lines = Path(__file__).with_name("pinyin_words.txt").read_text("utf-8").splitlines()
    return {word: tuple(sounds) for word, *sounds in map(str.split, lines)}

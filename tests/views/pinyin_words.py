"""Writes ``shaiquan/views/pinyin_words.txt``: ``python -m tests.views.pinyin_words``.

Of pypinyin's words those that are not read as their characters, nor as shorter words of the table.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pypinyin.constants import PHRASES_DICT

from shaiquan.views import pinyin

TABLE = Path(pinyin.__file__).with_name("pinyin_words.txt")
Words = Mapping[str, tuple[str, ...]]


def list_words() -> Words:
    """Each word that is long enough to be looked for, with its syllables."""
    words = (word for word in PHRASES_DICT if 2 <= len(word) <= pinyin.LONGEST_WORD)
    return {w: tuple(pinyin.strip_tone(one[0]) for one in PHRASES_DICT[w]) for w in words}


def write_table() -> str:
    """The words that the table needs, a line each."""
    every, needed = list_words(), dict[str, tuple[str, ...]]()
    for word in sorted(every, key=lambda word: (len(word), word)):
        if _read(word, needed) != every[word]:
            needed[word] = every[word]
    return "".join(f"{word} {' '.join(sounds)}\n" for word, sounds in needed.items())


def _read(text: str, words: Words) -> tuple[str, ...]:
    """A text by the longest words that are known, else by its characters."""
    if not text:
        return ()
    lengths = range(min(len(text), pinyin.LONGEST_WORD), 1, -1)
    word = next((text[:length] for length in lengths if text[:length] in words), text[0])
    sounds = words.get(word) or pinyin.sounds_of(word)[:1] or (word,)
    return (*sounds, *_read(text[len(word) :], words))


if __name__ == "__main__":
    TABLE.write_text(write_table(), "utf-8")

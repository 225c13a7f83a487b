"""The mark of a sheet: compare it to know whether a sheet on a wall is in force.

The mark is a digest of the sheet's words and of nothing else. It must never change, because it
is printed on paper:

1. each line in Unicode's form C, runs of blanks made one, none at its ends;
2. the lines joined by line feeds, in UTF-8, and of these bytes the SHA-256;
3. its first 40 bits as eight signs of Crockford's base 32, in two groups: ``K7QF-3M2P``.

The alphabet has no I, L, O and U; who reads one of the first three from a wall means 1, 1
or 0. In an address the mark is written small and without the hyphen: ``k7qf3m2p``.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES = str.maketrans("OIL", "011")
_SIGNS = 8
_BITS = 5


def normalize_line(line: str) -> str:
    """A line as the mark counts it.

    >>> normalize_line(" 时限  3个工作日\\u3000")
    '时限 3个工作日'
    """
    return unicodedata.normalize("NFC", " ".join(line.split()))


def mark_of(lines: Iterable[str]) -> str:
    """The mark of a sheet with these words.

    >>> mark_of(["名称：重大事项流程图", "单位：小镇"])
    'GTR4-4BDD'
    """
    text = "\n".join(normalize_line(line) for line in lines)
    number = int.from_bytes(hashlib.sha256(text.encode()).digest()[: _SIGNS * _BITS // 8], "big")
    shifts = range((_SIGNS - 1) * _BITS, -1, -_BITS)
    return _grouped("".join(_ALPHABET[number >> shift & 31] for shift in shifts))


def parse_mark(text: str) -> str:
    """A mark as people write it, in its standard form. Raises ValueError.

    >>> parse_mark("k7qf 3m2p"), parse_mark("7OIL-ABCD")
    ('K7QF-3M2P', '7011-ABCD')
    """
    wide = unicodedata.normalize("NFKC", text).upper()
    signs = "".join(s for s in wide if s.isalnum()).translate(_LOOKALIKES)
    if len(signs) != _SIGNS or not set(signs) <= set(_ALPHABET):
        raise ValueError(text)
    return _grouped(signs)


def mark_slug(mark: str) -> str:
    """The mark as a part of an address.

    >>> mark_slug("K7QF-3M2P")
    'k7qf3m2p'
    """
    return mark.replace("-", "").lower()


def _grouped(signs: str) -> str:
    return f"{signs[: _SIGNS // 2]}-{signs[_SIGNS // 2 :]}"

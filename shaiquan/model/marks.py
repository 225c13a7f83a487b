"""The mark of a sheet: compare it to know whether a sheet on a wall is in force.

The mark is a digest of the sheet's words and of the site's key. It must never change, because
it is printed on paper:

1. each line in Unicode's form C, runs of blanks made one, none at its ends;
2. the lines joined by line feeds, in UTF-8, and of these bytes the SHA-256; with a key, the
   HMAC of them by SHA-256. Without one, a line that is withheld later could be guessed from the
   mark and the other lines;
3. its first 40 bits as eight signs of Crockford's base 32, in two groups: ``K7QF-3M2P``.

The alphabet has no I, L, O and U; who reads one of the first three from a wall means 1, 1
or 0. In an address the mark is written small and without the hyphen: ``k7qf3m2p``.
"""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
from collections.abc import Iterable

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES = str.maketrans("OIL", "011")
_SIGNS = 8
_BITS = 5
#: characters; letters and digits at random, that is 80 bits and more
_SHORTEST_KEY = 16


def normalize_line(line: str) -> str:
    """A line as the mark counts it.

    >>> normalize_line(" 时限  3个工作日\\u3000")
    '时限 3个工作日'
    """
    return unicodedata.normalize("NFC", " ".join(line.split()))


def mark_of(lines: Iterable[str], key: str = "") -> str:
    """The mark of a sheet with these words, on a site with this key.

    >>> mark_of(["名称：重大事项流程图", "单位：小镇"])
    'GTR4-4BDD'
    """
    text = "\n".join(normalize_line(line) for line in lines)
    number = int.from_bytes(_digest(text.encode(), key.encode())[: _SIGNS * _BITS // 8], "big")
    shifts = range((_SIGNS - 1) * _BITS, -1, -_BITS)
    return _grouped("".join(_ALPHABET[number >> shift & 31] for shift in shifts))


def _digest(text: bytes, key: bytes) -> bytes:
    return hmac.digest(key, text, "sha256") if key else hashlib.sha256(text).digest()


def list_marks_of(lines: Iterable[str], key: str) -> tuple[str, ...]:
    """The marks that a sheet may bear: the one that it gets today, and that from before the
    site had a key."""
    lines = tuple(lines)
    return tuple(dict.fromkeys((mark_of(lines, key), mark_of(lines))))


def parse_mark_key(text: str) -> str:
    """A key that cannot be guessed. Raises ValueError."""
    if len(text) < _SHORTEST_KEY:
        raise ValueError(text)
    return text


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


#: what is written of an old sheet that bears no mark
NO_MARK = "无"


def parse_posted_mark(text: str) -> str:
    """The mark of a sheet on a wall; 无 for one that was made before there were marks."""
    return NO_MARK if text.strip() in (NO_MARK, "没有") else parse_mark(text)


def mark_slug(mark: str) -> str:
    """The mark as a part of an address.

    >>> mark_slug("K7QF-3M2P")
    'k7qf3m2p'
    """
    return mark.replace("-", "").lower()


def _grouped(signs: str) -> str:
    return f"{signs[: _SIGNS // 2]}-{signs[_SIGNS // 2 :]}"

"""Chinese and ASCII numerals, as dates, limits and article numbers write them."""

from __future__ import annotations

from shaiquan.limits import DIGITS, OverLimit

#: the pattern of a number that :func:`parse_number` may read
NUMBER = r"[0-9０-９〇零○一二三四五六七八九十百千两]+"
_DIGITS = {c: n for n, cs in enumerate(("〇零○Ｏ", *"一二三四五六七八九")) for c in cs}
_DIGITS["两"] = 2
_UNITS = {"十": 10, "百": 100, "千": 1000}
_ASCII = str.maketrans("０１２３４５６７８９", "0123456789")


def parse_number(text: str) -> int | None:
    """The value of ``text``, or None: 40, ４０, 四十, 一百二十, 二〇〇九 and 二00九 can be read.

    Raises OverLimit where it is longer than any number that somebody means.

    >>> [parse_number(t) for t in ("40", "四十", "一百零五", "二〇〇九", "二00九", "十", "四十天")]
    [40, 40, 105, 2009, 2009, 10, None]
    """
    text = text.strip().translate(_ASCII)
    if not text:
        return None
    if len(text) > DIGITS.most:
        raise OverLimit(DIGITS)
    if any(c in _UNITS for c in text):
        return _parse_units(text)
    digits = [str(_DIGITS.get(c, c)) for c in text]
    joined = "".join(digits)
    return int(joined) if joined.isascii() and joined.isdigit() else None


def _parse_units(text: str) -> int | None:
    """A number with 十, 百 or 千, below ten thousand: 四百二十一."""
    total, digit = 0, 0
    for c in text:
        if c in _UNITS:
            total += (digit or 1) * _UNITS[c]
            digit = 0
        elif c in _DIGITS:
            digit = _DIGITS[c]
        else:
            return None
    return total + digit


def chinese_number(value: int) -> str:
    """``value`` (0 to 99,999,999) in Chinese, as articles are numbered.

    >>> [chinese_number(n) for n in (0, 4, 10, 12, 20, 105, 110, 1004)]
    ['零', '四', '十', '十二', '二十', '一百零五', '一百一十', '一千零四']
    >>> [chinese_number(n) for n in (12345, 100_010)]
    ['一万二千三百四十五', '十万零一十']
    """
    myriads, rest = divmod(value, 10_000)
    words = _name_digits(rest)
    if myriads:
        words = f"{_name_digits(myriads)}万{'零' if 0 < rest < 1000 else ''}{words}"
    return words.removeprefix("一") if words.startswith("一十") else words or "零"


def _name_digits(value: int) -> str:
    """A number below ten thousand; nothing for 0."""
    words, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            words += ("零" if gap and words else "") + "零一二三四五六七八九"[digit] + name
            gap = False
        else:
            gap = bool(words)
    return words

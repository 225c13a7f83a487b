"""What looks like something that must not be published, by its looks alone (X-03, X-04).

Texts are searched as a reader sees them: full-width digits are digits, the marks of Markdown and
invisible signs are not there, and a number may be written with blanks and hyphens.
"""

from __future__ import annotations

import datetime
import functools
import html
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from shaiquan.checks.ballot_patterns import find_ballots
from shaiquan.model.terms import Sensitive

#: what Markdown and HTML write between the signs of a text
_MARKUP = re.compile(r"<!--[^<>]*-->|</?[a-zA-Z][^<>]*>|\]\([^()\s]*\)|[*_`~\\\[\]]")
_MARKS = frozenset("*_`~\\[]<&")
#: signs that nobody sees
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
_HYPHENS = re.compile(r"[\u2010-\u2015\u2212]")
_ELEVEN_DIGITS = re.compile(r"(?:\D*\d){11}")
#: what may stand between two digits of one number
_GAP = r"[ \t\n-]{0,3}"


class _Pattern(NamedTuple):
    """How something is found: ``may``, quickly, whether it could be in a text as written; ``find``
    gives enough of it to find it by, and no more; empty where it is not there."""

    may: Callable[[str], bool]
    find: Callable[[str], str]


@functools.lru_cache(8)
def list_possible(text: str) -> frozenset[Sensitive]:
    """The sorts that a text could have something of; most have none, and need no search."""
    return frozenset(what for what, pattern in _PATTERNS.items() if pattern.may(text))


def find_sensitive(text: str, what: Sensitive) -> str:
    """What looks like that in a text, shortened; empty where nothing does."""
    pattern = _PATTERNS[what]
    return pattern.find(clean_text(text)) if pattern.may(text) else ""


@functools.lru_cache(64)
def clean_text(text: str) -> str:
    """The text as a reader sees it, letters and digits in their usual width; below it, where it
    has marks, as it is written, since open data and the targets of links say it so.

    >>> clean_text("１３８–0013–8000")
    '138-0013-8000'
    """
    if not text.isascii():
        text = _INVISIBLE.sub("", _HYPHENS.sub("-", unicodedata.normalize("NFKC", text)))
    if _MARKS.isdisjoint(text):
        return text
    return f"{_MARKUP.sub('', html.unescape(text))}\n\n\n\n{text}"


# -- numbers ------------------------------------------------------------------------------------


@functools.lru_cache(8)
def _has_many_digits(text: str) -> bool:
    """Whether there are as many digits as in a mobile number, whatever is between them."""
    return bool(_ELEVEN_DIGITS.match(text))


def _spaced(*digits: str) -> re.Pattern[str]:
    """A number with gaps between any two of its digits, found at each place where it may begin."""
    return re.compile(
        rf"(?:(?<!\d)|(?<=(?<!\d)86)|(?<=0086))(?<!\d\.)(?=({_GAP.join(digits)})(?!\d))"
    )


_IDENTITY = _spaced(*[r"\d"] * 17, r"[\dXx]")
_OLD_IDENTITY = _spaced(*[r"\d"] * 15)
_MOBILE = _spaced("1", "[3-9]", *[r"\d"] * 9)
_BANK_CARDS = tuple(_spaced("6", "2", *[r"\d"] * count) for count in range(14, 18))
#: what says that the number behind it is of no person
_OTHER_NUMBER = re.compile(r"(?:代码|编码|编号|文号|字号|标识码)\D{0,6}$|://\S*$")
_OF_IDENTITY = re.compile(r"(?:身份证|身份号码|证件|证号)\D{0,12}$")
_UNIT = re.compile(r"\s*(?:元|万|亿|千|吨|%|平方|立方|亩)")
_DATE = re.compile(r"(?:19|20)\d\d-\d\d?-\d")
#: how many digits stand together in a mobile number
_GROUPS = frozenset(((11,), (3, 4, 4), (3, 8), (7, 4), (3, 3, 5), (4, 4, 3), (5, 6)))


class _Number(NamedTuple):
    """A number in a text: as it is written, its digits, and what stands around it."""

    written: str
    digits: str
    before: str
    behind: str


def _list_numbers(pattern: re.Pattern[str], text: str) -> Iterator[_Number]:
    for match in pattern.finditer(text):
        start, end = match.span(1)
        digits = re.sub(r"[^\dXx]", "", match[1]).upper()
        before = text[max(0, start - 80) : start]
        if _OF_IDENTITY.search(before) or not _OTHER_NUMBER.search(before):
            yield _Number(match[1], digits, before, text[end : end + 4])


_PROVINCE = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def is_identity_number(digits: str) -> bool:
    """Whether 18 signs are the number of an identity card: place, birthday, check digit
    (GB 11643).

    >>> is_identity_number("11010519491231002X"), is_identity_number("110105194912310021")
    (True, False)
    """
    if not _may_be_identity(digits):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False))
    return "10X98765432"[total % 11] == digits[17]


def _may_be_identity(digits: str) -> bool:
    """Whether a number has the place and the birthday; before 1999 it had 15 digits."""
    day = digits[6:14] if len(digits) == 18 else f"19{digits[6:12]}"
    try:
        year = datetime.date(int(day[:4]), int(day[4:6]), int(day[6:])).year
    except ValueError:
        return False
    return 1900 <= year <= 2100 and bool(_PROVINCE.match(digits))


def is_card_number(digits: str) -> bool:
    """Whether the digits of a bank card are right, by Luhn's rule.

    >>> is_card_number("6222021234567890128"), is_card_number("6222021234567890123")
    (True, False)
    """
    doubled = (int(d) * 2 if n % 2 else int(d) for n, d in enumerate(reversed(digits)))
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def _list_identities(text: str) -> Iterator[str]:
    """One whose check digit is wrong is one all the same where the text says so."""
    for pattern in (_IDENTITY, _OLD_IDENTITY):
        for number in _list_numbers(pattern, text):
            told = _OF_IDENTITY.search(number.before) and _may_be_identity(number.digits)
            if told or (pattern is _IDENTITY and is_identity_number(number.digits)):
                yield number.digits


def _list_bank_cards(text: str) -> Iterator[str]:
    for pattern in _BANK_CARDS:
        for number in _list_numbers(pattern, text):
            if is_card_number(number.digits):
                yield number.digits


def _list_mobiles(text: str) -> Iterator[str]:
    """Not those that are part of a longer number."""
    found = [
        number.digits
        for number in _list_numbers(_MOBILE, text)
        if _looks_like_mobile(number)
        and not _UNIT.match(number.behind)
        and not _DATE.match(number.written)
    ]
    longer = {*_list_identities(text), *_list_bank_cards(text)} if found else ()
    yield from (mobile for mobile in found if not any(mobile in number for number in longer))


def _looks_like_mobile(number: _Number) -> bool:
    sizes = tuple(map(len, re.findall(r"\d+", number.written)))
    return sizes in _GROUPS or max(sizes) <= 3


def _shorten_first(list_numbers: Callable[[str], Iterator[str]]) -> Callable[[str], str]:
    def find(text: str) -> str:
        digits = next(list_numbers(text), "")
        return f"{digits[:3]}…{digits[-2:]}" if digits else ""

    return find


# -- words ----------------------------------------------------------------------------------------

_LEVEL = r"(?:绝 ?密|机 ?密|秘 ?密)"
#: as GB/T 9704 and the 保密法 have it: 机密★一年, or the word alone in brackets or on its line
_CLASSIFIED = re.compile(
    rf"{_LEVEL} ?[★☆]|[★☆] ?{_LEVEL}|[(\[【〔] ?{_LEVEL} ?[)\]】〕]"
    rf"|密 ?级 ?[::]? ?{_LEVEL}(?![、和或])|^[ \t]*{_LEVEL} ?(?:\d+ ?年|长期)?[ \t]*$",
    re.MULTILINE,
)
_INNER = r"内部(?:资料|文件|材料|使用|掌握|传阅|参考)?"
_KEEP = (
    r"(?:[,、 ]{0,3}(?:注意保存|妥善保管|(?:不得|严禁|请勿|禁止)(?:外传|外泄|扩散|复制|翻印))){0,3}"
)
_INTERNAL = re.compile(
    rf"^[ \t]*{_INNER}{_KEEP}[!。]?[ \t]*$|[(\[【〔] ?{_INNER}{_KEEP} ?[)\]】〕]"
    rf"|[仅只][供限]内部(?:参考|使用|传阅|掌握)|^[ \t]*(?:工作秘密|内部明电)[ \t]*$",
    re.MULTILINE,
)
_ROOM = r"\d+\s*(?:号|幢|栋|单元|室|组|弄|座|#)"
_ADDRESS = re.compile(
    rf"(?:家庭(?:住址|地址)|(?<![一-龥])(?:住址|家住)|现住址|居住地址|户籍地址"
    rf"|(?:户籍所在地|居住地|常住地)\s*[::为]|住址\s*[::为])"
    rf"(?!所在)[^\n。;,、]{{2,30}}?{_ROOM}"
    rf"|村\s*\d+\s*组\s*\d+\s*号"
    rf"|(?:小区|花园|家园|公寓|苑|新村|里弄|宿舍)[^\n。;,、]{{0,8}}?"
    rf"\d+\s*(?:号楼|幢|栋|座|#)\s*(?:\d+\s*单元)?\s*\d{{2,4}}\s*室?"
)


def _search(pattern: re.Pattern[str]) -> Callable[[str], str]:
    def find(text: str) -> str:
        match = pattern.search(text)
        return match[0].strip() if match else ""

    return find


def _find_address(text: str) -> str:
    match = _ADDRESS.search(text)
    return f"{match[0].strip()[:6]}…" if match else ""


def _any_of(*words: str) -> Callable[[str], bool]:
    return lambda text: any(word in text for word in words)


_PATTERNS: Mapping[Sensitive, _Pattern] = {
    Sensitive.IDENTITY: _Pattern(_has_many_digits, _shorten_first(_list_identities)),
    Sensitive.MOBILE: _Pattern(_has_many_digits, _shorten_first(_list_mobiles)),
    Sensitive.BANK_CARD: _Pattern(_has_many_digits, _shorten_first(_list_bank_cards)),
    Sensitive.ADDRESS: _Pattern(
        _any_of("住", "户籍", "村", "幢", "栋", "号楼", "单元", "小区", "苑", "园"), _find_address
    ),
    Sensitive.CLASSIFIED: _Pattern(_any_of("密"), _search(_CLASSIFIED)),
    Sensitive.INTERNAL: _Pattern(_any_of("内部", "工作秘密"), _search(_INTERNAL)),
    Sensitive.BALLOTS: _Pattern(_any_of("票", "赞成", "同意", "反对", "弃权"), find_ballots),
}

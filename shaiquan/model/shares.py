"""Shares of a body as clerks write them: 三分之二, 2/3, 过半数, 半数以上, 60%, 全体."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from shaiquan.limits import OverLimit
from shaiquan.model.numerals import parse_number
from shaiquan.model.packing import CompactPickle

_N = r"[0-9０-９〇零○一二三四五六七八九十百两]{1,6}"
_SHARE = re.compile(
    rf"(?P<all>全体|全部)|(?P<half>半数|一半)|(?P<whole>{_N})分之(?P<part>{_N})"
    r"|(?P<upper>\d{1,4})\s*[/／]\s*(?P<lower>\d{1,4})|(?P<percent>\d{1,3})\s*[%％]"
)
_MORE = re.compile(r"超?过")
_BEFORE = re.compile(r"(?:不少于|不低于|至少|达到|超过|过)?")
_AFTER = re.compile(r"(?:以上|及以上)?(?:的?(?:成员|委员|常委|应到会人员|人))?(?:到会|出席)?")


@dataclass(frozen=True, slots=True)
class Share(CompactPickle):
    """A share of a body, and the text that was written; of equal shares the texts may differ."""

    part: int
    whole: int
    text: str

    @property
    def value(self) -> Fraction:
        return Fraction(self.part, self.whole)

    @property
    def is_exceeded(self) -> bool:
        """Whether it takes more than the share: 过半数, but not 半数以上."""
        return _MORE.match(self.text) is not None

    def is_met(self, number: int, all: int) -> bool:
        """Whether so many of all are enough.

        >>> [parse_share(text).is_met(5, 10) for text in ("半数以上", "过半数", "50%", "三分之二")]
        [True, False, True, False]
        """
        have, need = number * self.whole, self.part * all
        return have > need if self.is_exceeded else have >= need

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class FoundShare:
    """A share that a text names: how much, and in which words."""

    value: Fraction
    text: str


def parse_share(text: str) -> Share:
    """The share that a text is; ValueError for none, for nothing and for more than all.

    >>> [str(parse_share(t).value) for t in ("三分之二以上", "2/3", "过半数", "60%", "全体成员")]
    ['2/3', '2/3', '1/2', '3/5', '1']
    """
    written = text.strip()
    match = _SHARE.search(written)
    if match is None:
        raise ValueError(text)
    around = written[: match.start()].strip(), written[match.end() :].strip()
    if not (_BEFORE.fullmatch(around[0]) and _AFTER.fullmatch(around[1])):
        raise ValueError(text)
    part, whole = _read(match)
    if not 0 < part <= whole:
        raise ValueError(text)
    return Share(part, whole, written)


def find_shares(text: str) -> Iterator[FoundShare]:
    """The shares that a text names, in order; what is no share is passed over.

    >>> [(str(s.value), s.text) for s in find_shares("三分之二以上常委到会，赞成超过应到会半数")]
    [('2/3', '三分之二'), ('1/2', '半数')]
    """
    for match in _SHARE.finditer(text):
        try:
            part, whole = _read(match)
        except (ValueError, OverLimit):
            continue
        if whole:
            yield FoundShare(Fraction(part, whole), match[0])


def _read(match: re.Match[str]) -> tuple[int, int]:
    if match["all"]:
        return 1, 1
    if match["half"]:
        return 1, 2
    if match["percent"]:
        return int(match["percent"]), 100
    if match["upper"]:
        return int(match["upper"]), int(match["lower"])
    part, whole = parse_number(match["part"]), parse_number(match["whole"])
    if part is None or whole is None:
        raise ValueError(match[0])
    return part, whole

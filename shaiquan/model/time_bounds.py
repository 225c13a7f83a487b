"""Bounds that a norm sets to time limits: 至少会前2日, 至多3个工作日 (S0-22, S1-12, S1-18)."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from shaiquan.model.packing import CompactPickle
from shaiquan.model.time_limits import TimeLimit, parse_limit

_LEAST, _MOST = "至少", "至多"
_WORDS = {
    _LEAST: ("至少", "不得少于", "不少于", "最少", "不短于"),
    _MOST: ("至多", "不得超过", "不超过", "最多", "最长", "不多于"),
}
_BOUND = re.compile(
    rf"(?P<point>会前|会后)?(?:(?P<least>{'|'.join(_WORDS[_LEAST])})"
    rf"|{'|'.join(_WORDS[_MOST])})(?P<limit>.+)"
)
#: 3个工作日内 is 至多3个工作日
_WITHIN = re.compile(r"(?P<point>会后)?(?P<least>(?!))?(?P<limit>.+?)(?:以|之)?内")
#: after the meeting, after the event: where a limit begins anyway
_AFTERWARDS = ("会后", "事后")


@dataclass(frozen=True, slots=True)
class TimeBound(CompactPickle):
    """The least or the most that a time limit may be."""

    is_least: bool
    limit: TimeLimit

    def __str__(self) -> str:
        return f"{_LEAST if self.is_least else _MOST}{self.limit}"

    def allows(self, limit: TimeLimit) -> bool | None:
        """Whether a limit keeps the bound; None where the two cannot be compared."""
        bound, other = _align(self.limit), _align(limit)
        return other.is_at_least(bound) if self.is_least else other.is_at_most(bound)


@functools.lru_cache(2**10)
def parse_time_bound(text: str) -> TimeBound:
    """A bound as clerks write it.

    >>> [str(parse_time_bound(t)) for t in ("至少会前2日", "会前至少2日", "不超过3个工作日")]
    ['至少会前2日', '至少会前2日', '至多3个工作日']
    >>> str(parse_time_bound("会后3个工作日内"))
    '至多会后3个工作日'
    """
    plain = re.sub(r"\s+", "", text)
    match = _BOUND.fullmatch(plain) or _WITHIN.fullmatch(plain)
    if match is None:
        raise ValueError(text)
    limit = parse_limit((match["point"] or "") + match["limit"])
    if not (limit.longest or limit.offset or limit.takes_no_day):
        raise ValueError(text)
    return TimeBound(match["least"] is not None, limit)


def _align(limit: TimeLimit) -> TimeLimit:
    """会后3日 as 3日, and 提前2日 as 会前2日: norms speak of meetings.

    >>> [str(_align(parse_limit(text))) for text in ("会后3日", "提前2日", "会议召开2日前")]
    ['3日', '会前2日', '会议召开2日前']
    """
    match limit.offset:
        case (start, length) if start in _AFTERWARDS:
            return length
        case ("提前", length):
            return TimeLimit(point=f"会前{length}")
    return limit

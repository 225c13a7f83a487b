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
#: points that begin with one of these are a time before or after something
_FROM_POINT = re.compile(r"(会前|会后|事前|事后)(.+)")
#: after the meeting, after the event: where a limit begins anyway
_AFTERWARDS = ("会后", "事后")
#: done in no time
_AT_ONCE = ("当场", "会上", "即时", "当日", "当天", "随时")


@dataclass(frozen=True, slots=True)
class TimeBound(CompactPickle):
    """The least or the most that a time limit may be."""

    is_least: bool
    limit: TimeLimit

    def __str__(self) -> str:
        return f"{_LEAST if self.is_least else _MOST}{self.limit}"

    def allows(self, limit: TimeLimit) -> bool | None:
        """Whether a limit keeps the bound; None where the two cannot be compared."""
        bound, other = _measure(self.limit, self.is_least), _measure(limit, self.is_least)
        if bound is None or other is None or bound[0] != other[0]:
            return None
        return other[1] >= bound[1] if self.is_least else other[1] <= bound[1]


@functools.lru_cache(2**10)
def parse_time_bound(text: str) -> TimeBound:
    """A bound as clerks write it.

    >>> [str(parse_time_bound(t)) for t in ("至少会前2日", "会前至少2日", "不超过3个工作日")]
    ['至少会前2日', '至少会前2日', '至多3个工作日']
    """
    match = _BOUND.fullmatch(re.sub(r"\s+", "", text))
    if match is None:
        raise ValueError(text)
    limit = parse_limit((match["point"] or "") + match["limit"])
    if _measure(limit, is_least=False) is None:
        raise ValueError(text)
    return TimeBound(match["least"] is not None, limit)


def _measure(limit: TimeLimit, is_least: bool) -> tuple[str, float] | None:
    """From when a limit runs, and about how many days; None for 每季度 and the like.

    Of 3至5日 the lower end where the least is asked for, else the upper one; 不少于7日 has none.
    """
    if limit.unit:
        amount = (is_least and limit.least) or limit.amount
        return ("", amount * limit.unit.days) if amount else None
    if limit.point.startswith(_AT_ONCE):
        return "", 0.0
    match = _FROM_POINT.fullmatch(limit.point)
    if match is None:
        return None
    try:
        span = parse_limit(match[2])
    except ValueError:
        return None
    measured = _measure(span, is_least)
    return measured and ("" if match[1] in _AFTERWARDS else match[1], measured[1])

"""期限 of what is due: so long after the period or the event, or a day of the calendar."""

from __future__ import annotations

import calendar
import datetime
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from shaiquan.model.numerals import NUMBER, parse_number
from shaiquan.model.packing import CompactPickle
from shaiquan.model.time_bounds import TimeBound, parse_time_bound

_NEXT_YEAR, _SAME_YEAR = "次年|翌年|第二年|下一?年度?", "当年|本年|每年"
_DAY = rf"(?:(?P<day>{NUMBER})[日号]|(?P<end>底|末))(?:以前|之前|前)?"
_OF_YEAR = re.compile(
    rf"(?:(?P<next>{_NEXT_YEAR})|{_SAME_YEAR})?(?:的)?(?P<month>{NUMBER})月{_DAY}"
)
_OF_MONTH = re.compile(rf"(?:(?P<next>次月|下个?月)|每个?月|当月|本月){_DAY}")


@dataclass(frozen=True, slots=True)
class CalendarDay(CompactPickle):
    """A day that comes each year, or each month where ``month`` is 0. ``day`` 0: the last one.

    ``is_next``: of the year or the month after the period.
    """

    month: int
    day: int
    is_next: bool

    def list_days(self, last: datetime.date) -> Iterator[datetime.date]:
        """The days that may be meant of a period with a ``last`` day, the earliest first."""
        months = (last.month - 1, last.month) if not self.month else (self.month - 1,) * 2
        years = (last.year,) * 2 if not self.month else (last.year, last.year + 1)
        for year, month in list(zip(years, months, strict=True))[self.is_next :]:
            year, month = year + month // 12, month % 12 + 1
            length = calendar.monthrange(year, month)[1]
            yield datetime.date(year, month, min(self.day or length, length))


@dataclass(frozen=True, slots=True)
class DueLimit(CompactPickle):
    """Either a ``bound`` such as 至多15个工作日, or ``days`` of the calendar."""

    bound: TimeBound | None
    days: tuple[CalendarDay, ...]
    text: str

    def __str__(self) -> str:
        return self.text

    def find_day(self, last: datetime.date) -> datetime.date:
        """Of the days, the one nearest to the ``last`` day of a period."""
        found = (day for each in self.days for day in each.list_days(last))
        return min(found, key=lambda day: abs(day - last))


@functools.lru_cache(2**8)
def parse_due_limit(text: str) -> DueLimit:
    """A limit as clerks write it; ValueError for anything else.

    >>> limit = parse_due_limit("7月底前、次年1月底前")
    >>> [str(limit.find_day(datetime.date(2026, month, 30))) for month in (6, 12)]
    ['2026-07-31', '2027-01-31']
    >>> str(parse_due_limit("次月5日前").find_day(datetime.date(2026, 12, 31)))
    '2027-01-05'
    """
    plain = re.sub(r"\s+", "", text)
    days = tuple(map(_parse_day, re.split("[、，,和]", plain)))
    if all(days):
        return DueLimit(None, tuple(day for day in days if day), plain)
    bound = parse_time_bound(text)
    return DueLimit(bound, (), str(bound))


def _parse_day(text: str) -> CalendarDay | None:
    match = _OF_YEAR.fullmatch(text) or _OF_MONTH.fullmatch(text)
    if match is None:
        return None
    month = parse_number(match["month"]) if "month" in match.re.groupindex else 0
    day = parse_number(match["day"]) if match["day"] else 0
    if month is None or day is None or month > 12 or (match["day"] and not 0 < day < 32):
        return None
    if match.re is _OF_YEAR and not (month > 0 and day <= calendar.monthrange(2024, month)[1]):
        return None
    return CalendarDay(month, day, match["next"] is not None)

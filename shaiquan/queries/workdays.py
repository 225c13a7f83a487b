"""Working days between two days: weekends, holidays and make-up days (S1-18, X-07).

The days of the State Council's notices come with a library, which knows some years only;
节假日 in ``site.yml`` adds a year or overrides single days. A year that nobody knows makes the
answer None: it cannot be decided.
"""

from __future__ import annotations

import datetime
import functools
import math

import chinese_calendar

from shaiquan.content.catalog import Records
from shaiquan.model.time_amounts import TimeUnit
from shaiquan.model.time_bounds import TimeBound
from shaiquan.model.time_limits import TimeLimit

_DAY = datetime.timedelta(days=1)
_SATURDAY = 5
#: what ends after so many days does not end
_FAR = 36_500


def is_workday(records: Records, day: datetime.date) -> bool | None:
    """Whether people work on a day; None where the year is not known."""
    own = records.site.holidays.get(str(day.year))
    if own and any(date.first <= day <= date.last for date in own.off):
        return False
    if own and any(date.first <= day <= date.last for date in own.work):
        return True
    told = _is_worked(day)
    return day.weekday() < _SATURDAY if told is None and own else told


@functools.lru_cache(2**14)
def _is_worked(day: datetime.date) -> bool | None:
    """What the notices say of a day, which takes the library long."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return None


def has_workday(records: Records, first: datetime.date, last: datetime.date) -> bool:
    """Whether people work on any day of a period, as far as is known."""
    days = (first + _DAY * number for number in range((last - first).days + 1))
    return any(is_workday(records, day) is not False for day in days)


def count_workdays(records: Records, start: datetime.date, end: datetime.date) -> int | None:
    """Working days after ``start`` up to and with ``end``, negative where ``end`` is earlier;
    None where a year is not known."""
    least, most = _bound_workdays(records, start, end)
    return least if least == most else None


def _bound_workdays(
    records: Records, start: datetime.date, end: datetime.date, enough: float = math.inf
) -> tuple[int, int]:
    """The fewest and the most working days between two days: any of a year that is not known.

    Once there are more than ``enough``, the rest of the years is not counted.
    """
    if end < start:
        least, most = _bound_workdays(records, end, start)
        return -most, -least
    least, most, day = 0, 0, start
    while day < end and least <= enough:
        day += _DAY
        works = is_workday(records, day)
        least += works is True
        most += works is not False
    return least, most


def list_unknown_years(
    records: Records, bound: TimeBound, start: datetime.date, end: datetime.date
) -> tuple[int, ...]:
    """The years whose calendar would decide whether a bound is kept, and is not known."""
    if _limit_of(bound).unit is not TimeUnit.WORKDAY:
        return ()
    if keeps_bound(records, bound, start, end) is not None:
        return ()
    first, last = min(start, end), max(start, end)
    years = range((first + _DAY).year, last.year + 1)
    return tuple(year for year in years if is_workday(records, datetime.date(year, 1, 2)) is None)


def count_between(
    records: Records, limit: TimeLimit, start: datetime.date, end: datetime.date
) -> float | None:
    """The time from one day to another in the unit of a limit; None where it cannot be decided.

    Months and years are counted by the calendar; hours and minutes as parts of a day.
    """
    days = (end - start).days
    match limit.unit:
        case TimeUnit.WORKDAY:
            return count_workdays(records, start, end)
        case TimeUnit.DAY:
            return days
        case TimeUnit.MONTH | TimeUnit.YEAR:
            months = (end.year - start.year) * 12 + end.month - start.month
            months -= end.day < start.day
            whole = months if limit.unit is TimeUnit.MONTH else months // 12
            left = _add_months(start, months) < end
            return whole + (0.5 if left or (limit.unit is TimeUnit.YEAR and months % 12) else 0)
        case TimeUnit.HOUR:
            return days * 24
        case TimeUnit.MINUTE:
            return days * 24 * 60
    return 0 if limit.takes_no_day and not days else None


def _add_months(day: datetime.date, months: int) -> datetime.date:
    """The same day so many months later; the last of the month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    number = day.day
    while True:
        try:
            return datetime.date(year, month + 1, number)
        except ValueError:
            number -= 1


def keeps_bound(
    records: Records, bound: TimeBound, start: datetime.date, end: datetime.date
) -> bool | None:
    """Whether the time from ``start`` to ``end`` keeps a bound (至少会前2日, 至多3个工作日); None
    where it cannot be decided."""
    limit = _limit_of(bound)
    if limit.takes_no_day:
        return bound.is_least or end <= start
    wanted = limit.least or limit.amount if bound.is_least else limit.amount or limit.least
    taken: tuple[float | None, float | None]
    if limit.unit is TimeUnit.WORKDAY:
        taken = _bound_workdays(records, start, end, wanted)
    else:
        taken = (count_between(records, limit, start, end),) * 2
    kept = {
        number >= wanted if bound.is_least else number <= wanted
        for number in taken
        if number is not None
    }
    return kept.pop() if len(kept) == 1 else None


def _limit_of(bound: TimeBound) -> TimeLimit:
    """Of 会前2日 the 2日."""
    offset = bound.limit.offset
    return offset[1] if offset else bound.limit


def has_last_day(bound: TimeBound) -> bool:
    """Whether a bound says until when: 至多15个工作日, 至多当场; not 至少3日, 至多会前."""
    limit = _limit_of(bound)
    return not bound.is_least and (limit.takes_no_day or bool(limit.longest))


def find_last_day(records: Records, bound: TimeBound, start: datetime.date) -> datetime.date:
    """The last day that keeps a bound such as 至多15个工作日 from ``start``.

    In a year whose calendar is not known, Monday to Friday are worked. Of more than a hundred years
    it is the end of the calendar.
    """
    limit = _limit_of(bound)
    amount = limit.amount or limit.least
    if limit.unit and amount * limit.unit.days > _FAR:
        return datetime.date.max
    match limit.unit:
        case TimeUnit.WORKDAY:
            return _add_workdays(records, start, math.ceil(amount))
        case TimeUnit.DAY:
            return start + datetime.timedelta(days=math.ceil(amount))
        case TimeUnit.MONTH:
            return _add_months(start, int(amount))
        case TimeUnit.YEAR:
            return _add_months(start, 12 * int(amount))
        case TimeUnit.HOUR:
            return start + datetime.timedelta(days=math.ceil(amount / 24))
    return start


def _add_workdays(records: Records, day: datetime.date, number: int) -> datetime.date:
    while number > 0:
        day += _DAY
        worked = is_workday(records, day)
        number -= day.weekday() < _SATURDAY if worked is None else worked
    return day

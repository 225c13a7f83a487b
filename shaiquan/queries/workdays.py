"""Working days between two days: weekends, holidays and make-up days (S1-18, X-07).

The days of the State Council's notices come with a library, which knows some years only;
节假日 in ``site.yml`` adds a year or overrides single days. A year that nobody knows makes the
answer None: it cannot be decided.
"""

from __future__ import annotations

import datetime

import chinese_calendar

from shaiquan.content.catalog import Records
from shaiquan.model.time_amounts import TimeUnit
from shaiquan.model.time_bounds import TimeBound
from shaiquan.model.time_limits import TimeLimit

_DAY = datetime.timedelta(days=1)
_SATURDAY = 5


def is_workday(records: Records, day: datetime.date) -> bool | None:
    """Whether people work on a day; None where the year is not known."""
    own = records.site.holidays.get(str(day.year))
    if own and any(date.first <= day <= date.last for date in own.off):
        return False
    if own and any(date.first <= day <= date.last for date in own.work):
        return True
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < _SATURDAY if own else None


def count_workdays(records: Records, start: datetime.date, end: datetime.date) -> int | None:
    """Working days after ``start`` up to and with ``end``, negative where ``end`` is earlier;
    None where a year is not known."""
    if end < start:
        backwards = count_workdays(records, end, start)
        return None if backwards is None else -backwards
    number, day = 0, start
    while day < end:
        day += _DAY
        works = is_workday(records, day)
        if works is None:
            return None
        number += works
    return number


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
    offset = bound.limit.offset
    limit = offset[1] if offset else bound.limit
    taken = count_between(records, limit, start, end)
    if taken is None:
        return None
    wanted = limit.least or limit.amount if bound.is_least else limit.amount or limit.least
    return taken >= wanted if bound.is_least else taken <= wanted

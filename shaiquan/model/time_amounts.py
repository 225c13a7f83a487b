"""Amounts of time in units that are no multiples of one another, and how they compare.

They are compared only as far as the calendar allows: n working days are no fixed number of days
(行政处罚法第八十五条 has both).
"""

from __future__ import annotations

import enum
import math
from collections.abc import Iterable, Mapping


class TimeUnit(enum.Enum):
    """The unit of a limit; 日 are calendar days."""

    YEAR = ("年", 365.0)
    MONTH = ("个月", 30.0)
    DAY = ("日", 1.0)
    WORKDAY = ("个工作日", 1.4)
    HOUR = ("小时", 1 / 24)
    MINUTE = ("分钟", 1 / 1440)

    def __init__(self, label: str, days: float) -> None:
        self.label = label
        #: about how many calendar days, only to find the longest of several paths
        self.days = days


Amounts = Iterable[tuple[TimeUnit, float]]


def say_amount(amount: float, unit: TimeUnit) -> str:
    """An amount in words: ``5个工作日``, ``0.5日``."""
    return f"{amount:.12g}{unit.label}"


#: unit -> the unit that it is an exact multiple of, and how many
_EXACT = {
    TimeUnit.YEAR: (TimeUnit.MONTH, 12),
    TimeUnit.DAY: (TimeUnit.MINUTE, 1440),
    TimeUnit.HOUR: (TimeUnit.MINUTE, 60),
}


def compare_amounts(left: Amounts, right: Amounts) -> int | None:
    """1: ``left`` is longer; 0: as long; -1: not longer; None: the calendar decides.

    What both sides share is taken away. The rest is compared in days of weeks without holidays,
    and decided only where it is so on whatever weekday it begins.
    """
    differences = _add_up(left)
    for unit, amount in _add_up(right).items():
        differences[unit] = differences.get(unit, 0) - amount
    more = {unit: amount for unit, amount in differences.items() if amount > 0}
    less = {unit: -amount for unit, amount in differences.items() if amount < 0}
    if not more or not less:
        return (1 if more else 0) - (1 if less else 0)
    fewest, most = _bound_days(more)
    other_fewest, other_most = _bound_days(less)
    if fewest > other_most:
        return 1
    return -1 if most <= other_fewest else None


def _add_up(amounts: Amounts) -> dict[TimeUnit, float]:
    """Amounts in units that are no multiples of one another."""
    sums: dict[TimeUnit, float] = {}
    for unit, amount in amounts:
        base, times = _EXACT.get(unit, (unit, 1))
        sums[base] = sums.get(base, 0) + amount * times
    return sums


def _bound_days(amounts: Mapping[TimeUnit, float]) -> tuple[float, float]:
    """The fewest and the most calendar days that the amounts can take together."""
    bounds = [_bound_unit(unit, amount) for unit, amount in amounts.items()]
    return sum(low for low, _ in bounds), sum(high for _, high in bounds)


def _bound_unit(unit: TimeUnit, amount: float) -> tuple[float, float]:
    if unit is TimeUnit.MINUTE:
        return amount / 1440, amount / 1440
    if unit is TimeUnit.MONTH:  # 28 to 31 days each, a year of 365 or 366
        fewest, most = math.floor(30.4 * amount) - 2, math.ceil(30.5 * amount) + 2
        return max(28 * amount, fewest), min(31 * amount, most)
    weekends = 2 * math.ceil(amount / 5)
    if amount < 1:  # a working day has eight hours
        return amount / 3, amount + weekends
    return amount + 2 * ((math.ceil(amount) - 1) // 5), amount + weekends

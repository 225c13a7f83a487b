"""频次, 周期: how often something is done, as clerks write it (S1-08, S1-21, S1-35)."""

from __future__ import annotations

import datetime
import functools
import re
from dataclasses import dataclass

from shaiquan.model.numerals import NUMBER, parse_number
from shaiquan.model.packing import CompactPickle

#: what follows 每 -> how many months a period has; a week has none
_PERIODS = {"周": 0, "星期": 0, "月": 1, "个月": 1, "季度": 3, "季": 3, "半年": 6, "年": 12}
_NAMES = {0: "周", 1: "月", 3: "季度", 6: "半年", 12: "年"}
_FREQUENCY = re.compile(
    rf"每个?(?P<period>{'|'.join(sorted(_PERIODS, key=len, reverse=True))})"
    rf"(?:召开|开|举行|报告|进行)?(?:(?P<least>(?:至少|不少于)?)(?P<most>(?:至多|不超过)?)"
    rf"(?P<number>{NUMBER})(?:(?:至|到|-|—|~|～)(?P<upper>{NUMBER}))?次(?P<more>以上)?)?"
)


@dataclass(frozen=True, slots=True)
class Frequency(CompactPickle):
    """So many times in each period of ``months`` months (0: a week); no ``most``: or more."""

    months: int
    least: int
    most: int | None
    text: str

    def __str__(self) -> str:
        return self.text

    @property
    def period(self) -> str:
        """What a period is called: 月, 季度."""
        return _NAMES[self.months]

    def find_period(self, day: datetime.date) -> tuple[datetime.date, datetime.date]:
        """The first and the last day of the period in which a day lies."""
        if not self.months:
            first = day - datetime.timedelta(days=day.weekday())
            return first, first + datetime.timedelta(days=6)
        month = (day.month - 1) // self.months * self.months + 1
        year, after = day.year, month + self.months
        following = datetime.date(year + (after > 12), after - 12 if after > 12 else after, 1)
        return datetime.date(year, month, 1), following - datetime.timedelta(days=1)

    def name_period(self, day: datetime.date) -> str:
        """What the period of a day is called.

        >>> parse_frequency("每季度1次").name_period(datetime.date(2026, 5, 7))
        '2026年第2季度'
        """
        first, _ = self.find_period(day)
        match self.months:
            case 0:
                return f"{first.year}年{first.month}月{first.day}日起的一周"
            case 1:
                return f"{first.year}年{first.month}月"
            case 3:
                return f"{first.year}年第{first.month // 3 + 1}季度"
            case 6:
                return f"{first.year}年{'上' if first.month == 1 else '下'}半年"
        return f"{first.year}年"


@functools.lru_cache(2**8)
def parse_frequency(text: str) -> Frequency:
    """A frequency as clerks write it; ValueError for anything else.

    >>> texts = ("每月2至3次", "每季度召开1次", "每半年")
    >>> [(f.months, f.least, f.most) for f in map(parse_frequency, texts)]
    [(1, 2, 3), (3, 1, None), (6, 1, None)]
    """
    match = _FREQUENCY.fullmatch(re.sub(r"\s+", "", text))
    number = parse_number(match["number"] or "1") if match else None
    if match is None or number is None or (match["least"] and match["most"]):
        raise ValueError(text)
    upper = parse_number(match["upper"]) if match["upper"] else None
    least, most = (0, number) if match["most"] else (number, upper)
    if most is not None and not 0 < most >= least:
        raise ValueError(text)
    return Frequency(_PERIODS[match["period"]], least, most, text.strip())

"""期间: the time for which a figure or a duty stands, as clerks write it (S3-25)."""

from __future__ import annotations

import datetime
import functools
import re
from dataclasses import dataclass

from shaiquan.model.numerals import NUMBER, parse_number
from shaiquan.model.packing import CompactPickle
from shaiquan.model.scalars import parse_date

_YEAR = rf"(?P<year>{NUMBER})年度?"
_HALF = re.compile(rf"{_YEAR}(?P<half>[上下])半年")
_QUARTER = re.compile(rf"{_YEAR}第?(?P<quarter>{NUMBER})季度?")
_WEEK = re.compile(rf"{_YEAR}第(?P<week>{NUMBER})周")
_UNTIL = re.compile(r"截至(?P<until>.+?)[底末止]?|(?P<end>.+?[年月季度])[底末]")
_RANGE = re.compile(rf"(?P<start>{_YEAR}.*?)(?:至|到|—+|～|~)(?P<stop>.+)")


@dataclass(frozen=True, slots=True)
class Period(CompactPickle):
    """The days from the first to the last; ``text`` as it was written. Of a figure that holds on a
    day (截至), both are that day."""

    first: datetime.date
    last: datetime.date
    text: str

    def __str__(self) -> str:
        return self.text

    @property
    def days(self) -> tuple[datetime.date, datetime.date]:
        """The same for two texts that mean the same."""
        return self.first, self.last


@functools.lru_cache(2**12)
def parse_period(text: str) -> Period:
    """A period as clerks write it; ValueError for anything else.

    >>> texts = ("2026年上半年", "二〇二六年一季度", "2026-05", "2026年第48周", "2026年1至3月")
    >>> [f"{period.first:%m%d}-{period.last:%m%d}" for period in map(parse_period, texts)]
    ['0101-0630', '0101-0331', '0501-0531', '1123-1129', '0101-0331']
    """
    first, last = _parse_days(re.sub(r"\s+", "", text))
    if last < first:
        raise ValueError(text)
    return Period(first, last, text.strip())


def _parse_days(text: str) -> tuple[datetime.date, datetime.date]:
    """The first and the last day."""
    if match := _UNTIL.fullmatch(text):
        _, last = _parse_one(match["until"] or match["end"])
        return last, last
    if match := _RANGE.fullmatch(text):
        return _parse_range(match["start"], match["stop"], match["year"])
    return _parse_one(text)


def _parse_range(start: str, stop: str, year: str) -> tuple[datetime.date, datetime.date]:
    """From one period to another; that may leave out the year, the first the unit: 2026年1至3月."""
    first, _ = _parse_one(start if start[-1] in "年月日号度" else start + stop[-1])
    has_year = re.match(rf"{NUMBER}年|\d{{4}}", stop)
    _, last = _parse_one(stop if has_year else f"{year}年{stop}")
    return first, last


def _parse_one(text: str) -> tuple[datetime.date, datetime.date]:
    """A half, a quarter, a week, or a date."""
    if match := _HALF.fullmatch(text):
        return _list_months(match["year"], 1 if match["half"] == "上" else 7, 6)
    if match := _QUARTER.fullmatch(text):
        return _list_months(match["year"], 3 * (parse_number(match["quarter"]) or 0) - 2, 3)
    if match := _WEEK.fullmatch(text):
        year, week = parse_date(f"{match['year']}年").year, parse_number(match["week"]) or 0
        monday = datetime.date.fromisocalendar(year, week, 1)
        return monday, monday + datetime.timedelta(days=6)
    date = parse_date(text.removesuffix("度"))
    return date.first, date.last


def _list_months(year: str, month: int, count: int) -> tuple[datetime.date, datetime.date]:
    """The days of so many months, the first being ``month``."""
    first = parse_date(f"{year}年{month}月")
    last = parse_date(f"{year}年{month + count - 1}月")
    return first.first, last.last

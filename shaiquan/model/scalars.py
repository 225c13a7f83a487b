"""Values that editors write as one text: dates, time limits, yes and no, citations.

Each has one parser that gives a frozen value and raises ValueError on bad text.
"""

from __future__ import annotations

import datetime
import enum
import functools
import re
from dataclasses import dataclass

from shaiquan.model.numerals import parse_number
from shaiquan.model.packing import CompactPickle

_N = r"[0-9０-９〇零○一二三四五六七八九十百千两]+"
_CHINESE_DATE = re.compile(rf"({_N})年(?:({_N})月(?:({_N})[日号])?)?")
_PLAIN_DATE = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})|(\d{4})-(\d{1,2})|(\d{4})")
_YEARS = range(1900, 2101)


@functools.total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate(CompactPickle):
    """A date known to the day, the month or the year (二00九年 names a year only)."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def first(self) -> datetime.date:
        """The first day that it may mean."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> datetime.date:
        """The last day that it may mean."""
        if self.month and self.day:
            return self.first
        year, month = (self.year, self.month + 1) if self.month else (self.year + 1, 1)
        if month == 13:
            year, month = year + 1, 1
        return datetime.date(year, month, 1) - datetime.timedelta(days=1)

    @property
    def iso(self) -> str:
        parts = [f"{self.year:04}"] + [f"{p:02}" for p in (self.month, self.day) if p]
        return "-".join(parts)

    def __str__(self) -> str:
        named = zip((self.year, self.month, self.day), "年月日", strict=True)
        return "".join(f"{value}{name}" for value, name in named if value)

    def __lt__(self, other: PartialDate) -> bool:
        return (self.first, self.last) < (other.first, other.last)


@functools.lru_cache(2**14)
def parse_date(text: str) -> PartialDate:
    """A date as clerks write it.

    >>> [parse_date(t).iso for t in ("2026-05-07", "二〇〇九年五月十五日", "二00九年", "2026.5.7")]
    ['2026-05-07', '2009-05-15', '2009', '2026-05-07']
    """
    text = re.sub(r"\s+", "", text)
    parts: tuple[int | None, ...]
    if match := _CHINESE_DATE.fullmatch(text):
        parts = tuple(None if p is None else parse_number(p) for p in match.groups())
        if any(p is None for p, given in zip(parts, match.groups(), strict=True) if given):
            raise ValueError(text)
    elif match := _PLAIN_DATE.fullmatch(text):
        y1, _, m1, d1, y2, m2, y3 = match.groups()
        parts = tuple(int(p) if p else None for p in (y1 or y2 or y3, m1 or m2, d1))
    else:
        raise ValueError(text)
    year, month, day = parts
    if year is None or year not in _YEARS:
        raise ValueError(text)
    datetime.date(year, 1 if month is None else month, 1 if day is None else day)
    return PartialDate(year, month, day)


class TimeUnit(enum.Enum):
    """The unit of a limit; 日 are calendar days (行政处罚法第八十五条 has both)."""

    YEAR = ("年", 365.0)
    MONTH = ("个月", 30.0)
    DAY = ("日", 1.0)
    WORKDAY = ("个工作日", 1.4)
    HOUR = ("小时", 1 / 24)

    def __init__(self, label: str, days: float) -> None:
        self.label = label
        #: about how many calendar days, only to compare different units
        self.days = days


_UNITS = {
    "年": TimeUnit.YEAR, "月": TimeUnit.MONTH,
    "日": TimeUnit.DAY, "天": TimeUnit.DAY, "自然日": TimeUnit.DAY,
    "工作日": TimeUnit.WORKDAY, "小时": TimeUnit.HOUR, "周": TimeUnit.DAY, "星期": TimeUnit.DAY,
}  # fmt: skip
_LIMIT = re.compile(
    rf"(?:不超过|最长|限)?({_N})个?(工作日|自然日|小时|星期|年|月|日|天|周)(?:之?内|以内)?"
)
_POINT = re.compile(r"(?:会前|会后|会上|事前|事后|当场|当日|当天|即时|随时|定期|长期|每|按).{0,20}")


@dataclass(frozen=True, slots=True)
class TimeLimit(CompactPickle):
    """A time limit: an amount with a unit, or a point such as 会前2日, which is not summed."""

    amount: int = 0
    unit: TimeUnit | None = None
    point: str = ""

    def __str__(self) -> str:
        return f"{self.amount}{self.unit.label}" if self.unit else self.point


@functools.lru_cache(2**14)
def parse_limit(text: str) -> TimeLimit:
    """A limit as clerks write it.

    >>> [str(parse_limit(t)) for t in ("三个工作日", "10天内", "2 周", "会前2日", "1年")]
    ['3个工作日', '10日', '14日', '会前2日', '1年']
    """
    text = re.sub(r"\s+", "", text)
    if match := _LIMIT.fullmatch(text):
        amount, unit = parse_number(match[1]), _UNITS[match[2]]
        if amount is None or amount == 0:
            raise ValueError(text)
        return TimeLimit(amount * (7 if match[2] in ("周", "星期") else 1), unit)
    if _POINT.fullmatch(text):
        return TimeLimit(point=text)
    raise ValueError(text)


def parse_path(text: str) -> str:
    """A path below a folder; ValueError for one that leaves it.

    >>> parse_path("CNAME"), parse_path(".well-known/")
    ('CNAME', '.well-known')
    """
    path = text.strip().removesuffix("/")
    if not path.isprintable() or "\\" in path or {"", ".", ".."} & {*path.split("/")}:
        raise ValueError(text)
    return path


_FLAGS = {"是": True, "否": False, "yes": True, "no": False, "true": True, "false": False}


def parse_flag(text: str) -> bool:
    """是 or 否, yes or no.

    >>> parse_flag("是"), parse_flag("No")
    (True, False)
    """
    try:
        return _FLAGS[text.strip().lower()]
    except KeyError:
        raise ValueError(text) from None


_CITATION = re.compile(
    r"\s*《(?P<rule>[^《》]+(?:《[^《》]*》[^《》]*)*)》\s*(?:[（(](?P<number>[^（()）]*)[）)])?"
    r"\s*(?P<rest>.*)",
    re.DOTALL,
)
_ARTICLE = re.compile(rf"第?\s*({_N})\s*条(?:之({_N}))?(?P<tail>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class CitedText:
    """《rule》第n条…: the title, the article as ``4`` or ``4-1`` (empty for none), the rest."""

    rule: str
    article: str = ""
    tail: str = ""


@functools.lru_cache(2**14)
def parse_citation(text: str) -> CitedText:
    """A basis as clerks write it; 四, 4 and 第4条 are one article.

    >>> parse_citation("《党委议事规则》第四条第二款")
    CitedText(rule='党委议事规则', article='4', tail='第二款')
    >>> parse_citation("《代理记账管理办法》(财政部令第80号)第三条")
    CitedText(rule='代理记账管理办法', article='3', tail='')
    """
    match = _CITATION.fullmatch(text)
    if match is None:
        return CitedText(text.strip())
    article_match = _ARTICLE.fullmatch(match["rest"].strip())
    if article_match is None:
        return CitedText(match["rule"].strip(), "", match["rest"].strip())
    article = str(parse_number(article_match[1]))
    if article_match[2]:
        article += f"-{parse_number(article_match[2])}"
    return CitedText(match["rule"].strip(), article, article_match["tail"].strip())

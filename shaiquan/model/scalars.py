"""Values that editors write as one text: dates, yes and no, citations; limits: ``time_limits``.

Each has one parser that gives a frozen value and raises ValueError on bad text.
"""

from __future__ import annotations

import datetime
import functools
import re
from dataclasses import dataclass

from shaiquan.model.numerals import NUMBER, parse_number
from shaiquan.model.packing import CompactPickle
from shaiquan.model.time_amounts import TimeUnit as TimeUnit
from shaiquan.model.time_limits import TimeLimit as TimeLimit
from shaiquan.model.time_limits import parse_limit as parse_limit

_CHINESE_DATE = re.compile(rf"({NUMBER})年(?:({NUMBER})月(?:({NUMBER})[日号])?)?")
_PLAIN_DATE = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})|(\d{4})-(\d{1,2})|(\d{4})")
_YEARS = range(1900, 2101)


@functools.total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate(CompactPickle):
    """A date known to the day, the month or the year (二00九年 names a year only)."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def of_day(cls, day: datetime.date) -> PartialDate:
        """A day, as content has it."""
        return cls(day.year, day.month, day.day)

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
    def weekday(self) -> str:
        """周一; empty where it is not known to the day."""
        return f"周{'一二三四五六日'[self.first.weekday()]}" if self.day else ""

    @property
    def iso(self) -> str:
        parts = [f"{self.year:04}"] + [f"{p:02}" for p in (self.month, self.day) if p]
        return "-".join(parts)

    def __str__(self) -> str:
        named = zip((self.year, self.month, self.day), "年月日", strict=True)
        return "".join(f"{value}{name}" for value, name in named if value)

    def __lt__(self, other: PartialDate) -> bool:
        return (self.first, self.last) < (other.first, other.last)


def day_of(date: PartialDate | None) -> datetime.date | None:
    """The day that a date names; None where it is not known to the day."""
    return date.first if date is not None and date.day else None


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


def parse_path(text: str) -> str:
    """A path below a folder; ValueError for one that leaves it.

    >>> parse_path("CNAME"), parse_path(".well-known/")
    ('CNAME', '.well-known')
    """
    path = text.strip().removesuffix("/")
    if not path.isprintable() or "\\" in path or {"", ".", ".."} & {*path.split("/")}:
        raise ValueError(text)
    return path


_CLOCK = re.compile(
    r"(?:(?P<am>上午|早上)|(?P<pm>下午|晚上))?\s*(?P<hour>\d{1,2})"
    r"(?:[:：](?P<minute>[0-5]\d)|[时点](?:(?P<spoken>[0-5]?\d)分|整|(?P<half>半))?)"
)


def parse_clock(text: str) -> str:
    """A time of the day as ``HH:MM``.

    >>> parse_clock("9:00"), parse_clock("17：30"), parse_clock("上午9时"), parse_clock("下午3点半")
    ('09:00', '17:30', '09:00', '15:30')
    """
    match = _CLOCK.fullmatch(text.strip())
    hour = int(match["hour"]) if match else 24
    if match is None or hour > (12 if match["am"] else 23):
        raise ValueError(text)
    minute = 30 if match["half"] else int(match["minute"] or match["spoken"] or 0)
    return f"{hour + 12 if match['pm'] and hour < 12 else hour:02}:{minute:02}"


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
_ARTICLE = re.compile(rf"第?\s*({NUMBER})\s*条(?:之({NUMBER}))?(?P<tail>.*)", re.DOTALL)
#: 第条, 第十二: the number of an article that is not written to its end
_CUT_ARTICLE = re.compile(rf"第\s*(?:条.*|{NUMBER})", re.DOTALL)

#: where the words of the rule begin: after a colon, or in quotation marks to the end
_QUOTE = re.compile(r"(?P<where>[^：:“]*)(?:[：:]\s*(?P<after>.*)|(?P<marked>“.+”)。?)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class CitedText:
    """《rule》第n条…：…: the title, the article as ``4`` or ``4-1`` (empty for none), the rest, and
    what the rule says there in its own words."""

    rule: str
    article: str = ""
    tail: str = ""
    quote: str = ""


@functools.lru_cache(2**14)
def parse_citation(text: str) -> CitedText:
    """A basis as clerks write it; 四, 4 and 第4条 are one article. ValueError for 第条 and 第十二.

    >>> parse_citation("《党委议事规则》第四条第二款")
    CitedText(rule='党委议事规则', article='4', tail='第二款', quote='')
    >>> parse_citation("《代理记账管理办法》(财政部令第80号)第三条：从事代理记账业务，应当经批准。")
    CitedText(rule='代理记账管理办法', article='3', tail='', quote='从事代理记账业务，应当经批准。')
    """
    match = _CITATION.fullmatch(text)
    if match is None:
        return CitedText(text.strip())
    rule, (where, quote) = match["rule"].strip(), _split_quote(match["rest"].strip())
    article_match = _ARTICLE.fullmatch(where)
    if article_match is None:
        if _CUT_ARTICLE.fullmatch(where):
            raise ValueError(text)
        return CitedText(rule, "", where, quote)
    numbers = [parse_number(number) for number in article_match.group(1, 2) if number]
    if None in numbers:
        raise ValueError(text)
    return CitedText(rule, "-".join(map(str, numbers)), article_match["tail"].strip(), quote)


def _split_quote(text: str) -> tuple[str, str]:
    """What follows the title of a rule: where in it, and its words there.

    >>> [_split_quote(text) for text in ("第二款“应当经批准。”", "第二款第（一）项", "第二款：")]
    [('第二款', '应当经批准。'), ('第二款第（一）项', ''), ('第二款', '')]
    """
    match = _QUOTE.fullmatch(text)
    if match is None:
        return text, ""
    quote = (match["after"] or match["marked"] or "").strip()
    if quote.startswith("“") and quote.endswith("”") and quote.count("“") == 1:
        quote = quote[1:-1].strip()
    return match["where"].strip(), quote

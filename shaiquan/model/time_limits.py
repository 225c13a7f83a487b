"""Time limits as editors write them: at most, at least, between two, or a point in time."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from shaiquan.model.numerals import NUMBER, parse_number
from shaiquan.model.packing import CompactPickle
from shaiquan.model.parsed_texts import RefusedText
from shaiquan.model.time_amounts import Amounts, TimeUnit, compare_amounts, say_amount

#: done at once: no time at all
_AT_ONCE = re.compile(r"当场|现场|即办|即时|即来即办|随到随办|立等可取")
_SAME_DAY = re.compile(r"当日|当天|即日")
_AT_MEETING = re.compile(r"会上")


@dataclass(frozen=True, slots=True)
class TimeLimit(CompactPickle):
    """At most ``amount``, at least ``least``, or both; or a point such as 会前2日.

    ``amount`` is 0 where there is no upper end (不少于7日), ``least`` is 0 where no lower end is
    written. ``text`` holds the words where they are not just amount and unit.
    """

    amount: float = 0
    unit: TimeUnit | None = None
    point: str = ""
    least: float = 0
    text: str = ""

    def __str__(self) -> str:
        if self.text or self.unit is None:
            return self.text or self.point
        return say_amount(self.amount, self.unit)

    @property
    def is_point(self) -> bool:
        """Whether it is a point in time and no length: 当场, 会前2日, 每季度."""
        return self.unit is None

    @property
    def is_at_once(self) -> bool:
        """Whether it is 当场 or 即办: no time at all."""
        return bool(_AT_ONCE.match(self.point))

    @property
    def is_same_day(self) -> bool:
        return bool(_SAME_DAY.match(self.point))

    @property
    def takes_no_day(self) -> bool:
        """Whether it is a point at which nothing is waited for: 当场, 当日, 会上."""
        return self.is_at_once or self.is_same_day or bool(_AT_MEETING.match(self.point))

    @property
    def has_upper_end(self) -> bool:
        """Whether one can count on an end: a length with one, 当场, 当日."""
        return bool(self.amount) if self.unit else self.is_at_once or self.is_same_day

    @property
    def longest(self) -> tuple[tuple[TimeUnit, float], ...]:
        """The upper end as amounts; nothing for a point or where there is none."""
        return ((self.unit, self.amount),) if self.unit and self.amount else ()

    @property
    def shortest(self) -> tuple[tuple[TimeUnit, float], ...]:
        """The lower end as amounts; of a plain limit the amount itself: so long it may take."""
        return ((self.unit, self.least or self.amount),) if self.unit else ()

    @property
    def offset(self) -> tuple[str, TimeLimit] | None:
        """Of 会前2日: 会前, and 2日 as a limit; None for any other point and for a length."""
        if match := _BEFORE_MEETING.fullmatch(self.point):
            start, length = "会前", match[1] or match[2]
        elif match := _OFFSET.fullmatch(self.point):
            start, length = match[1], match[2]
        else:
            return None
        try:
            return start, parse_limit(length)
        except ValueError:
            return None

    def admits(self, amounts: Amounts) -> bool | None:
        """Whether the amounts keep within the upper end; None: cannot be decided."""
        if not self.has_upper_end:
            return None
        order = compare_amounts(amounts, ((TimeUnit.DAY, 1),) if self.is_same_day else self.longest)
        return None if order is None else order < (0 if self.is_same_day else 1)

    def is_at_most(self, other: TimeLimit) -> bool | None:
        """Whether the upper end keeps within that of ``other``; None: cannot be decided."""
        mine, theirs = self.offset, other.offset
        if mine and theirs:
            return mine[1].is_at_most(theirs[1]) if mine[0] == theirs[0] else None
        if self.is_point and not self.takes_no_day:
            return None
        admitted = other.admits(self.longest or self.shortest)
        ends = self.has_upper_end or self.takes_no_day
        return admitted if ends or admitted is False else None

    def is_at_least(self, other: TimeLimit) -> bool | None:
        """Whether the lower end is not below that of ``other``; None: cannot be decided."""
        mine, theirs = self.offset, other.offset
        if mine and theirs:
            return mine[1].is_at_least(theirs[1]) if mine[0] == theirs[0] else None
        if (self.is_point and not self.takes_no_day) or other.is_point:
            return None
        order = compare_amounts(other.shortest, self.shortest)
        return None if order is None else order != 1


# -- a limit from its text ----------------------------------------------------------------------

#: name -> the unit, and how many of it
_UNITS = {
    "年": (TimeUnit.YEAR, 1), "月": (TimeUnit.MONTH, 1), "季度": (TimeUnit.MONTH, 3),
    "周": (TimeUnit.DAY, 7), "星期": (TimeUnit.DAY, 7), "礼拜": (TimeUnit.DAY, 7),
    "日": (TimeUnit.DAY, 1), "天": (TimeUnit.DAY, 1), "自然日": (TimeUnit.DAY, 1),
    "日历日": (TimeUnit.DAY, 1), "日历天": (TimeUnit.DAY, 1),
    "工作日": (TimeUnit.WORKDAY, 1), "工作天": (TimeUnit.WORKDAY, 1),
    "小时": (TimeUnit.HOUR, 1), "钟头": (TimeUnit.HOUR, 1), "分钟": (TimeUnit.MINUTE, 1),
}  # fmt: skip
#: what half of a unit is called in law: 半年 is 6个月, 半月 is 15日
_HALVES = {TimeUnit.YEAR: (TimeUnit.MONTH, 12), TimeUnit.MONTH: (TimeUnit.DAY, 30)}

_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_AMOUNT = (
    rf"(?P<number>半|{NUMBER}(?:\.(?:5|25|75))?)个?(?P<half>半)?(?P<unit>{_UNIT})(?P<more>半)?"
)
_LOW = rf"(?P<low>{NUMBER}(?:\.5)?)个?(?P<low_unit>{_UNIT})?(?:以上|[-—–－~～至到])+"
#: from when it runs; what it is the limit of
_FROM = r"(?:(?:自|从)?.{1,16}?(?:之日起|日起|起|后)|公[示告]期?)?(?:应当?|在|为)?"
_LEAST = r"(?P<least>不少于|不得少于|不低于|不得低于|不短于|至少|最少|最短)"
_MOST = r"(?:最[长迟晚多]|限)?(?:不超过|不得超过|不多于|不[迟晚]于|至多)?(?:最[长迟晚多])?"
#: 5日内作出决定, 10日内书面答复
_DEED = r"(?P<deed>[作书送告反上报备通回公][\u4e00-\u9fff]{1,7})"
_LENGTH = re.compile(
    rf"(?P<start>{_FROM})(?:{_LEAST}|{_MOST})(?:{_LOW})?{_AMOUNT}"
    rf"(?:(?P<above>及?以上)|(?:之?内|以内){_DEED}|之?内|以内|以下)?(?:办结|完成|答复)?"
)
_BARE = re.compile(rf"(?:{_LEAST})?{_AMOUNT}(?P<above>以上)?")
#: 会议召开2日前 and 开会前2日 are 会前2日
_BEFORE_MEETING = re.compile(
    r"(?:会议召开|召开会议|会议|开会)(?:(?:之前|以前|前)(.+)|(.+?)(?:之前|以前|前))"
)
_OFFSET = re.compile(r"(会前|会后|事前|事后|提前)(.+)")
_POINT = re.compile(
    r"(?:会前|会后|会上|事前|事后|提前|当场|现场|当日|当天|即日|次日|即时|即办|即来即办|随到随办"
    r"|立等可取|定期|长期|常年|每|按).{0,20}|(?:每|当|本|次)?[月季年]度?[底末初][之以]?前?"
    rf"|.{{0,10}}{NUMBER}个?(?:{_UNIT})前|.{{1,6}}[一两二三四]次"
)
#: words for 'soon', and for 'none': they bind nobody
_VAGUE = re.compile(
    r"(?:应当?|须)?(?:及时|立即|尽快|随时|尽早|马上|抓紧|适时|按时|按期|如期|限期|近期|从速|酌情|视情"
    r"|待定|不定|不限|暂无|没有|未定|另定|无"
    r"|在?(?:[按依]照?)?(?:规定|要求|程序|法定|有关|相关)|依[法规])[^0-9]{0,8}"
)
_REFUSED = (
    ("limit-with-extension", re.compile(r".*(?:延长|延期|顺延).*")),
    ("limit-not-counted", re.compile(r".*(?:不计|不含|不包括|除外|另计|另行计算|扣除).*")),
    ("vague-limit", _VAGUE),
)
_WIDE = str.maketrans("０１２３４５６７８９．", "0123456789.")


@functools.lru_cache(2**14)
def parse_limit(text: str) -> TimeLimit:
    """A limit as clerks write it; raises RefusedText for words that are none.

    >>> [str(parse_limit(t)) for t in ("三个工作日", "10天内", "2 周", "会前2日", "1年")]
    ['3个工作日', '10日', '14日', '会前2日', '1年']
    >>> [str(parse_limit(t)) for t in ("不少于7日", "3至5个工作日", "半年")]
    ['不少于7日', '3至5个工作日', '半年']
    """
    text = re.sub(r"\s+", "", text)
    for code, pattern in _REFUSED:
        if pattern.fullmatch(text):
            raise RefusedText(code, text)
    if _POINT.fullmatch(text):
        return TimeLimit(point=text)
    match = _LENGTH.fullmatch(text.translate(_WIDE))
    if match is None:
        raise ValueError(text)
    return _make_length(match, text)


def _make_length(match: re.Match[str], text: str) -> TimeLimit:
    amount, unit = _read_amount(match)
    least: float = 0
    if match["low"]:
        low_unit = match["low_unit"] or match["unit"]
        least = _read_number(match["low"]) * _UNITS[match["unit"]][1]
        if least >= amount or _UNITS[low_unit] != _UNITS[match["unit"]]:
            raise ValueError(text)
    if match["least"] or match["above"]:
        if match["low"]:
            raise ValueError(text)
        least, amount = amount, 0
    is_plain = not (match["start"] or match["deed"] or least or "半" in text)
    return TimeLimit(amount, unit, "", least, "" if is_plain else text)


def _read_amount(match: re.Match[str]) -> tuple[float, TimeUnit]:
    unit, times = _UNITS[match["unit"]]
    number = 0.5 if match["number"] == "半" else _read_number(match["number"])
    number += 0.5 * bool(match["half"] or match["more"])
    if number % 1 and unit in _HALVES and (unit is TimeUnit.YEAR or number == 0.5):
        unit, times = _HALVES[unit]
    return _round(number * times), unit


def _read_number(text: str) -> float:
    whole, _, part = text.partition(".")
    number = parse_number(whole)
    if number is None or not (number or part):
        raise ValueError(text)
    return _round(number + float(f"0.{part or 0}"))


def _round(number: float) -> float:
    """A whole number as an int, so that equal limits are written as equal bytes."""
    return int(number) if number == int(number) else number


#: what 不计入 says where it gives no reason
UNCOUNTED = "是"


def parse_uncounted(text: str) -> str:
    """The reason why time does not count, 是 without one, nothing for 否.

    >>> [parse_uncounted(t) for t in ("yes", "否", " 专家评审")]
    ['是', '', '专家评审']
    """
    text = text.strip()
    known = {"是": UNCOUNTED, "yes": UNCOUNTED, "true": UNCOUNTED, "否": "", "no": "", "false": ""}
    return known.get(text.lower(), text)


def names_limit(text: str, limit: TimeLimit) -> bool:
    """Whether a text names the limit itself: 2日内备案 and 2日, 当场计票 and 当场."""
    if limit.unit is None:
        return limit.point in text
    found = _BARE.finditer(re.sub(r"\s+", "", text).translate(_WIDE))
    return any(_is_same(match, limit) for match in found)


def _is_same(match: re.Match[str], limit: TimeLimit) -> bool:
    try:
        amount, unit = _read_amount(match)
    except ValueError:
        return False
    is_least = bool(match["least"] or match["above"])
    ends = (0, amount) if is_least else (amount, 0)
    return (*ends, unit) == (limit.amount, limit.least, limit.unit)

"""Bands of money as clerks write them: 不满5万元, 5万元以上不满50万元, 50万元以上.

以上, 以下, 以内 and 至 include the amount, 不满 and 超过 do not (民法典第一千二百五十九条);
(含) and (不含) go before that. A band counts in yuan, in another money, in multiples or in percent
of something (月低保标准3倍以下, 净资产的1%以上), or has no number at all: 小额, 大额.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from shaiquan.model.packing import CompactPickle
from shaiquan.model.parsed_texts import RefusedText
from shaiquan.model.sums import SUM, parse_sum, scale_of

#: a cut in the line of amounts: how many of the unit, and 1 where it lies just after the amount
Bound = tuple[float, int]


@dataclass(frozen=True, slots=True)
class Band(CompactPickle):
    """From one cut to the next; no ``high``: without a limit.

    ``base`` is of what it counts, or what is counted: 月低保标准, 工程; mostly nothing. Of words
    such as 大额 nothing is known but the text; they have no ``unit``.
    """

    low: Bound
    high: Bound | None
    text: str
    unit: str = "元"
    base: str = ""

    def __str__(self) -> str:
        return self.text

    def has_same_range(self, other: Band) -> bool:
        """Whether two bands of one unit are one range, whatever they count."""
        range, others = (self.unit, self.low, self.high), (other.unit, other.low, other.high)
        return bool(self.unit) and range == others


# -- a band from its text -----------------------------------------------------------------------

YUAN = "元"
#: another spelling -> the unit
_UNITS = {
    "元": YUAN, "元人民币": YUAN, "美元": "美元", "美金": "美元", "欧元": "欧元",
    "港元": "港元", "港币": "港元", "英镑": "英镑", "日元": "日元", "倍": "倍", "%": "%",
}  # fmt: skip
_MONEY = tuple(word for word in _UNITS if word not in ("倍", "%"))
_MORE = "(?:超过|高于|大于|多于|超出)"
#: words before an amount; those that are longer come first
_BEFORE = (
    rf"(?P<most>(?:不|未|没有)(?:得|能|可|应)?{_MORE}|至多|最[多高]|≤)"
    rf"|(?P<least>不(?:得|能|可|应)?(?:低于|少于|小于)|至少|最[少低]|≥|达到|(?:达|满)(?={SUM}))"
    rf"|(?P<below>不满|不足|低于|不到|未满|未达到?|少于|小于|<)|(?P<above>{_MORE}|>)"
)
_PLAIN_BEFORE = re.sub(r"\?P<\w+>", "?:", _BEFORE)
#: a letter of what is counted; none where a word before an amount begins
_LETTER = rf"(?:(?!{_PLAIN_BEFORE}|[或且])[\u4e00-\u9fffA-Za-z])"
_NAME = rf"{_LETTER}{{0,14}}?"
_INCLUDED = r"(?:\(不?包?含[^()]{0,12}\)|不?含本?数?(?=以))"
_END = re.compile(
    rf"(?P<name>{_NAME}):?(?:{_BEFORE})?(?P<base>{_NAME})"
    # the second + of SUM++: never shorter, so that a long text is read at once
    rf"(?P<percent>百分之)?(?P<sum>{SUM}+)(?P<unit>{'|'.join(sorted(_UNITS, key=len)[::-1])})?"
    rf"(?:(?<=[倍%])的?(?P<of>(?![以及至到且起]){_LETTER}{{2,12}}?))?"
    rf"(?P<included>{_INCLUDED})?(?:(?P<up>[及或]?以上|起)|(?P<down>[及或]?以[下内]|之内))?"
    rf"(?P<included_too>{_INCLUDED})?"
    rf"(?:(?<=[上下内起)])|(?=$|[,、且并和但至到~—–\-的或]|{_PLAIN_BEFORE}))"
)
_JOIN = re.compile(r"[,、且并和但而至到~—–\-]*")
#: 50万元以上的支出, 5万元以上或者累计超过合同价10%
_TAIL = re.compile(r"(?:的[^0-9]{0,14})?|[的,、]*[或且].*", re.DOTALL)
#: what goes before an amount without changing what it is an amount of
_NEUTRAL = re.compile(
    r"^(?:单|每)[笔项次件宗]|^一次性|人民币"
    r"|(?:支出|支付|付款|金额|数额|资金|费用|款项|开支)?(?:的|在|为|是|之)?$"
)
#: of what a percentage is one of money; others are counts of votes and heads
_OF_MONEY = re.compile("资产|资本|收入|预算|概算|投资|利润|产值|价|款|额")
#: such words make another amount of it, or none
_ABOUT = re.compile(r"(?:不|未|没有?|约|近|数|几|多|超|上)$")
_WORDS = re.compile(r"(?!待定|无$|暂无|不定|未定|另定|不限|没有|不详)[^\d%]{1,20}")
_NUMBERED = re.compile(r"[〇零一二两三四五六七八九十百千万亿几数多][百千万亿元块倍成]|元|百分之")
#: 50万元以上(工程): what is counted, behind the amount; no remark on it
_KIND_BEHIND = re.compile(r"(.+)\((?!.*(?:含|除外|不|税|均|另|左右))([\u4e00-\u9fff]{2,8})\)")
_WIDE = str.maketrans("０１２３４５６７８９．，（）％：～〜－＜＞≦≧", "0123456789.,()%:~~-<>≤≥")


@functools.lru_cache(2**12)
def parse_band(text: str) -> Band:
    """The band that a text is, or begins with before 或 (for labels that name more).

    >>> [(b.low[0], b.high and b.high[0]) for b in map(parse_band, ("不满5万元", "5—10万元"))]
    [(0, 50000), (50000, 100000)]
    >>> [(b.unit, b.base) for b in map(parse_band, ("月低保标准3倍以下", "净资产的1%以上", "大额"))]
    [('倍', '月低保标准'), ('%', '净资产'), ('', '')]
    """
    plain = re.sub(r"\s+", "", text).translate(_WIDE)
    plain = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", plain)
    plain = _KIND_BEHIND.sub(r"\2\1", plain)
    match = _END.match(plain)
    if match is None:
        return _read_words(text.strip(), plain)
    first = _read_end(match)
    second, rest = _read_second_end(first, plain[match.end() :])
    if not _TAIL.fullmatch(rest):
        raise ValueError(text)
    return _join_ends(first, second, text.strip())


@functools.lru_cache(2**12)
def find_band(label: str) -> Band | None:
    """The band that a branch's label names, if it is about money at all."""
    try:
        band = parse_band(label)
    except ValueError:
        return None
    if band.unit == "%":
        return band if _OF_MONEY.search(band.base) else None
    return band if band.unit == "倍" or any(word in label for word in _MONEY) else None


@dataclass(frozen=True, slots=True)
class _End:
    """One written end of a band; no ``side`` where no word tells: 5万元 in 5万元至10万元."""

    side: Literal["low", "high", ""]
    includes: bool
    value: Decimal
    scale: int
    unit: str
    base: str


def _read_end(match: re.Match[str]) -> _End:
    is_low = bool(match["least"] or match["above"] or match["up"])
    is_high = bool(match["most"] or match["below"] or match["down"])
    names = [match["name"], match["base"], match["of"] or ""]
    if (is_low and is_high) or any(_ABOUT.search(name) for name in names):
        raise ValueError(match[0])
    includes = not (match["below"] or match["above"])
    if said := match["included"] or match["included_too"]:
        includes = "不" not in said
    unit = "%" if match["percent"] else _UNITS.get(match["unit"], "")
    base = "".join(_NEUTRAL.sub("", name) for name in names)
    value, scale = parse_sum(match["sum"]), scale_of(match["sum"])
    return _End("low" if is_low else "high" if is_high else "", includes, value, scale, unit, base)


def _read_second_end(first: _End, text: str) -> tuple[_End | None, str]:
    """The end that follows the first, and what follows it; none if that is a condition of its own,
    as in 单笔5万元以上且年度累计20万元以上."""
    joined = _JOIN.sub("", text, count=1)
    if match := _END.match(joined):
        second = _read_end(match)
        if second.side != "low" and second.base in ("", first.base):
            return second, joined[match.end() :]
    return None, text


def _join_ends(first: _End, second: _End | None, text: str) -> Band:
    """The band of one end or of two, of which the first may borrow from the second: 5—10万元."""
    units = [end.unit for end in (first, second) if end and end.unit] or [YUAN]
    if not (first.side or second):
        raise RefusedText("bare-amount", text)
    if len({*units}) > 1 or (first.side == "high" and second):
        raise ValueError(text)
    if first.side == "high":
        return Band((0, 0), _make_cut(first, "high", units[0]), text, units[0], first.base)
    if second and first.scale == 1 and not first.unit:
        scaled = first.value * second.scale
        first = replace(first, value=scaled if scaled < second.value else first.value)
    low = _make_cut(first, "low", units[0])
    high = _make_cut(second, "high", units[0]) if second else None
    if high is not None and high <= low:
        raise ValueError(text)
    return Band(low, high, text, units[0], first.base)


def _make_cut(end: _End, side: str, unit: str) -> Bound:
    whole = int(end.value)
    if end.value != whole and unit not in ("倍", "%"):
        raise ValueError(str(end.value))
    return whole if end.value == whole else float(end.value), int(end.includes == (side == "high"))


def _read_words(text: str, plain: str) -> Band:
    """小额, 大额, 情节较轻: a tier that has its place by its order alone."""
    if not _WORDS.fullmatch(plain) or _NUMBERED.search(plain):
        raise ValueError(text)
    return Band((0, 0), None, text, "")

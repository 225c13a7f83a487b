"""What the cells of a table mean: days, times, names, votes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from shaiquan.importing.headings import tighten
from shaiquan.limits import OverLimit
from shaiquan.model.decision_terms import Outcome
from shaiquan.model.numerals import parse_number
from shaiquan.model.scalars import parse_date
from shaiquan.model.terms import Voting

_DAY = re.compile(
    r"[\d〇○零一二三四五六七八九十]{4}\s*[-年./]\s*\S{1,3}?\s*[-月./]\s*\S{1,3}?\s*(?:[日号]|(?=\D|$))"
)
_CLOCK = re.compile(r"(上午|下午|晚上|晚)?\s*(\d{1,2})(?:[:：]|[时点])\s*(?:(\d{1,2})分?|(半))?")
#: between names, but not in brackets
_COMMA = re.compile(r"\s*[、，,;；\n/]+\s*(?![^（(]*[）)])")
_BRACKETS = re.compile(r"\s*[（(]([^（()）]*)[）)]\s*")
_PEOPLE = re.compile(r"(\D+?)[（(]?(\d+)\s*[人名位]?[）)]?")
_NOTHING = frozenset(("", "无", "没有", "—", "-", "－", "——", "/", "\\", "空", "未表决"))
_OUTCOMES = (
    (("不同意", "不通过", "未通过", "没有通过", "否决"), Outcome.REJECTED),
    (("缓议", "暂缓", "暂不", "再议"), Outcome.POSTPONED),
    (("退回", "重新", "修改后再"), Outcome.RETURNED),
    (("通过", "同意"), Outcome.PASSED),
    (("听取", "通报", "知悉", "传达", "学习"), Outcome.HEARD),
)
_VOTINGS = (
    (("无记名", "不记名", "票决"), Voting.SECRET),
    (("记名",), Voting.NAMED),
    (("举手",), Voting.HANDS),
    (("口头",), Voting.ORAL),
)


def find_day(text: str) -> str:
    """The day in a text as content has it; the text itself where none is found.

    >>> find_day("2026年7月27日 上午9:00"), find_day("2026.7.9"), find_day("年底")
    ('2026-07-27', '2026-07-09', '年底')
    """
    found = _DAY.search(text)
    for candidate in ([found[0]] if found else []) + [text]:
        try:
            return parse_date(candidate).iso
        except ValueError:
            continue
    return text


def find_clocks(text: str) -> tuple[str, ...]:
    """The times of a day in a text: when it begins, when it ends.

    >>> find_clocks("2026年7月27日 下午2:30—5点"), find_clocks("2026-07-27")
    (('14:30', '17:00'), ())
    """
    clocks, afternoon = [], False
    day = _DAY.search(text)
    for match in _CLOCK.finditer(text, day.end() if day else 0):
        afternoon = match[1] in ("下午", "晚上", "晚") or (afternoon and not match[1])
        hour = int(match[2]) + (12 if afternoon and int(match[2]) < 12 else 0)
        clocks.append(f"{hour:02}:{30 if match[4] else int(match[3] or 0):02}")
    return tuple(clocks[:2])


def is_nothing(text: str) -> bool:
    """Whether a cell says that there is nothing."""
    return tighten(text) in _NOTHING


def join_words(text: str) -> str:
    """A text of one line, without spaces between Chinese characters.

    >>> join_words("原则 同意\\n甲方案")
    '原则同意甲方案'
    """
    return re.sub(r"(?<=[一-鿿，。、；：”]) (?=[一-鿿“])", "", re.sub(r"\s+", " ", text))


@dataclass(frozen=True, slots=True)
class NamesInContent:
    """The names that the content has: of posts and bodies, of powers."""

    holders: Collection[str]
    powers: Collection[str]

    def call_holder(self, text: str) -> str:
        """The post or body that a text names; the text itself where none is known.

        >>> NamesInContent({"书记", "财政局"}, ()).call_holder("书 记（李某）")
        '书记'
        """
        tight = tighten(text)
        parts = [tight, tighten(_BRACKETS.sub("", text)), *_BRACKETS.sub(" ", text).split()]
        return next((part for part in parts if part in self.holders), tight)

    def list_holders(self, text: str) -> list[str]:
        """The posts and bodies that a text names, one after another."""
        return [self.call_holder(part) for part in self._split(text)]

    def list_powers(self, text: str) -> list[str]:
        """The powers; a name may have a comma in it."""
        whole = tighten(text)
        parts = [tighten(part) for part in _COMMA.split(text)]
        return [whole] if whole in self.powers else [part for part in parts if part]

    def list_absent(self, text: str) -> list[tuple[str, str]]:
        """Who is absent, and why: 宣传部长（出差）."""
        pairs = []
        for part in self._split(text):
            why = _BRACKETS.search(part)
            pairs.append((self.call_holder(part), why[1].strip() if why else ""))
        return pairs

    def list_guests(self, text: str, only_people: bool) -> list[str | tuple[str, str]]:
        """Guests: a post or a body, or a category of people and how many, 群众代表3人."""
        guests: list[str | tuple[str, str]] = []
        for part in self._split(text):
            name, people = self.call_holder(part), _PEOPLE.fullmatch(tighten(part))
            if name in self.holders and not only_people:
                guests.append(name)
            elif people:
                guests.append((people[1], people[2]))
            else:
                guests.append((name, "") if only_people else name)
        return guests

    def _split(self, text: str) -> list[str]:
        parts = [part.strip() for part in _COMMA.split(text)]
        if len(parts) == 1 and tighten(text) not in self.holders:
            by_spaces = _BRACKETS.sub(r"（\1） ", text).split()  # 书记 县长 组织部长
            if sum(self.call_holder(part) in self.holders for part in by_spaces) > 1:
                parts = by_spaces
        return [part for part in parts if not is_nothing(part)]


def find_outcome(text: str) -> str:
    """The word of 结果; the text itself where none is meant.

    >>> find_outcome("一致同意"), find_outcome("暂缓"), find_outcome("原则通过")
    ('通过', '缓议', '通过')
    """
    return _find_word(text, _OUTCOMES)


def find_voting(text: str) -> str:
    """The word of 表决方式: 无记名投票 is 无记名."""
    return _find_word(text, _VOTINGS)


def _find_word(text: str, meanings: Iterable[tuple[tuple[str, ...], Outcome | Voting]]) -> str:
    tight = tighten(text)
    for words, meant in meanings:
        if any(word in tight for word in words):
            return meant.label
    return tight


def count_votes(text: str) -> int | None:
    """How many votes a cell says; None where it has names, or nothing.

    >>> [count_votes(t) for t in ("9", "９票", "九人", "无", "书记、县长", "")]
    [9, 9, 9, 0, None, None]
    """
    tight = re.sub(r"[票人名]$", "", tighten(text))
    if tight in ("无", "没有"):
        return 0
    try:
        return parse_number(tight) if tight else None
    except OverLimit:
        return None
